"""Which files of a folder are taken, and what is said of the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossator import Project
from glossator.errors import FormatError, ReadError
from glossator.project.folders import suffixes_for


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    for name in ("b.TXT", "a.txt", "c.text", "README", "notes.ppt", ".hidden.txt"):
        (made / name).write_text(f"This is {name}.", encoding="utf-8")
    (made / "older").mkdir()
    return made


def _texts(project: Project) -> list[str]:
    return [document.text for document in project.documents()][1:]


def test_only_files_that_a_reader_knows_are_taken(project: Project, folder: Path) -> None:
    changes = project.import_documents([folder])
    assert _texts(project) == ["This is a.txt.", "This is b.TXT.", "This is c.text."]
    (notice,) = changes.notices
    assert "README, notes.ppt (taken" in notice
    assert "hidden" not in notice
    assert ".txt" in notice


def test_a_file_that_is_named_is_taken_whatever_its_name(project: Project, folder: Path) -> None:
    assert project.import_documents([folder / "README"]).notices == ()
    assert _texts(project) == ["This is README."]


def test_folders_in_the_folder_are_read_too(project: Project, folder: Path) -> None:
    for name in ("older/d.txt", "older/.git/e.txt", "older/still/a.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"This is {name}.", encoding="utf-8")
    (folder / "older" / "round").symlink_to(folder, target_is_directory=True)
    changes = project.import_documents([folder])
    names = [document.name for document in project.documents()][1:]
    assert names == ["a.txt", "b.TXT", "c.text", "older/d.txt", "older/still/a.txt"]
    assert "older/round/" in changes.notices[0]


def test_many_others_are_counted(project: Project, folder: Path) -> None:
    for number in range(20):
        (folder / f"z{number:02}.png").write_bytes(b"\x89PNG")
    (notice,) = project.import_documents([folder]).notices
    assert "README" in notice
    assert "z19.png" not in notice
    assert "and 14 more" in notice


@pytest.mark.parametrize("inside", [(), ("README",), (".hidden.txt",), (".older/a.txt",)])
def test_a_folder_without_any_says_what_was_looked_for(project: Project, tmp_path: Path, inside: tuple[str]) -> None:
    made = tmp_path / "none"
    made.mkdir()
    for name in inside:
        (made / name).parent.mkdir(exist_ok=True)
        (made / name).write_text("No.", encoding="utf-8")
    before = project.can_undo()
    with pytest.raises(ReadError, match=r"none: .* \.txt, \.text, .* and \d+ more") as caught:
        project.import_documents([tmp_path / "none"])
    assert project.can_undo() == before
    changes = project.import_documents([made], skip_bad=True)
    assert changes.notices == (f"Skipped: {caught.value}",)
    assert changes.documents == ()


def test_a_bad_file_in_a_folder_stops_all_of_it(project: Project, folder: Path) -> None:
    (folder / "d.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    with pytest.raises(ReadError, match=r"d\.txt"):
        project.import_documents([folder])
    assert _texts(project) == []
    changes = project.import_documents([folder], skip_bad=True)
    assert len(changes.documents) == 3
    assert any(notice.startswith("Skipped: ") and "d.txt" in notice for notice in changes.notices)


def test_a_named_format_takes_its_own_files(project: Project, folder: Path) -> None:
    project.export(folder / "all.jsonl", format="jsonl")
    with Project.create(folder.parent / "other.glossator") as other:
        other.import_documents([folder], format="jsonl")
        assert [document.name for document in other.documents()] == ["letter"]
        other.import_documents([folder], format="text")
        assert len(other.document_ids()) == 4
    with pytest.raises(ReadError, match=r"no files to import\. .*\.iob2"):
        project.import_documents([folder], format="iob2")
    with pytest.raises(FormatError, match="nonsense"):
        project.import_documents([folder], format="nonsense")


def test_suffixes() -> None:
    assert suffixes_for("text") == (".txt", ".text")
    assert suffixes_for("html") == (".html", ".htm", ".xhtml", ".xht")
    assert {".txt", ".text", ".jsonl"} <= set(suffixes_for("auto"))
    assert suffixes_for("jsonl") == (".jsonl",)


def test_lines_of_articles_are_no_annotations(project: Project, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"title": "Ferry Sold", "text": "It is gone.", "date": "2016-03-03"}\n')
    project.import_documents([tmp_path / "a.jsonl"])
    (tmp_path / "b.jsonl").write_text('{"bericht": "It went.", "x": 1}\n')
    with pytest.raises(FormatError, match="--text-column"):
        project.import_documents([tmp_path / "b.jsonl"])
    project.import_documents([tmp_path / "b.jsonl"], text_column="bericht")
    first, second = list(project.documents())[1:]
    assert (first.metadata.title, first.metadata.published) == ("Ferry Sold", "2016-03-03")
    assert (second.text, second.metadata.extra) == ("It went.", {"x": "1"})


def test_twins_are_found(project: Project) -> None:
    story = " ".join(f"word{number}" for number in range(60))
    project.import_texts(
        [("one", story), ("other", "Quite another text, and a short one."), ("again", f"Head\n{story}")]
    )
    _, one, _, again = project.document_ids()
    assert project.twins() == [(one, again)]
