"""Files that cannot be imported: one clear line, exit code 1, and the project as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossator import Project
from support.cli import Cli, state_of

FRENCH = "Le président François a été reçu à Genève par le ministre des Affaires étrangères, où il a réitéré sa thèse."
KOREAN = "김정은 국방위원회 제1위원장이 러시아 대통령에게 친서를 보냈다고 통일부 당국자가 밝혔다."

BAD: dict[str, tuple[bytes, str]] = {
    "picture.txt": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 8, "picture.txt"),
    "program.txt": (b"\x7fELF\x02\x01\x01" + bytes(400), "program.txt"),
    "zeros.txt": (bytes(4_000), "zeros.txt"),
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\n\t", "blank.txt"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_without_text(cli: Cli, news: Path, tmp_path: Path, name: str) -> None:
    content, word = BAD[name]
    (tmp_path / name).write_bytes(content)
    (tmp_path / "a.txt").write_text("A good text, not there yet.", encoding="utf-8")
    before = state_of(tmp_path)
    said = cli("import", news, "a.txt", name).complaint()
    assert name in said
    assert word in said
    assert state_of(tmp_path) == before


def test_a_missing_file(cli: Cli, news: Path, unchanged: None) -> None:
    assert "nowhere.txt" in cli("import", news, "nowhere.txt").complaint()


def test_an_empty_folder(cli: Cli, news: Path, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    before = state_of(tmp_path)
    assert "none" in cli("import", news, "none").complaint()
    assert state_of(tmp_path) == before


def test_skip_bad_imports_the_good_ones_and_names_the_bad(cli: Cli, news: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(bytes(400))
    (tmp_path / "good.txt").write_text("A good text.", encoding="utf-8")
    done = cli("import", news, "bad.txt", "good.txt", "--skip-bad", "--json")
    assert done.code == 0
    assert "bad.txt" in done.err
    assert len(done.json["documents"]) == 1
    assert any("bad.txt" in notice for notice in done.json["notices"])


@pytest.mark.parametrize(("text", "encoding"), [(FRENCH, "latin-1"), (FRENCH, "cp1252"), (KOREAN, "euc-kr")])
def test_a_text_that_is_not_utf_8(cli: Cli, news: Path, tmp_path: Path, text: str, encoding: str) -> None:
    """It is either recognised, or refused with a word on how to name the encoding; naming it always works."""
    (tmp_path / "old.txt").write_bytes(text.encode(encoding))
    before = state_of(tmp_path)
    tried = cli("import", news, "old.txt")
    if tried.code:
        assert "--encoding" in tried.complaint()
        assert state_of(tmp_path) == before
        assert cli("import", news, "old.txt", "--encoding", encoding).code == 0
    assert _last_text(news) == text


def test_the_wrong_encoding_is_refused(cli: Cli, news: Path, tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_bytes(FRENCH.encode("latin-1"))
    before = state_of(tmp_path)
    assert "old.txt" in cli("import", news, "old.txt", "--encoding", "utf-8").complaint()
    assert "klingon" in cli("import", news, "old.txt", "--encoding", "klingon").complaint()
    assert state_of(tmp_path) == before


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_line_ends_and_marks_are_normalised(cli: Cli, news: Path, tmp_path: Path, encoding: str) -> None:
    mark = "\ufeff" if encoding == "utf-16-le" else ""
    (tmp_path / "dos.txt").write_bytes((mark + "Erste Zeile\r\nzweite 😀 Zeile\rdritte").encode(encoding))
    assert cli("import", news, "dos.txt").code == 0
    assert _last_text(news) == "Erste Zeile\nzweite 😀 Zeile\ndritte"


@pytest.mark.parametrize("line", ["{not json", '{"text": 7}', "[1, 2]"])
def test_a_broken_file_of_annotations_names_its_line(cli: Cli, news: Path, tmp_path: Path, line: str) -> None:
    assert cli("export", news, "good.jsonl", "--format", "jsonl").code == 0
    content = (tmp_path / "good.jsonl").read_text(encoding="utf-8")
    lines = len(content.splitlines())
    (tmp_path / "bad.jsonl").write_text(f"{content}{line}\n", encoding="utf-8")
    before = state_of(tmp_path)
    said = cli("import", news, "bad.jsonl", "--format", "jsonl").complaint()
    assert f"bad.jsonl:{lines + 1}" in said or f"line {lines + 1}" in said
    assert state_of(tmp_path) == before


def test_a_project_is_no_file_of_annotations(cli: Cli, news: Path, unchanged: None) -> None:
    assert "is a project" in cli("import", news, news, "--format", "iob2").complaint()


def _last_text(project: Path) -> str:
    with Project.open(project, read_only=True) as opened:
        return opened.document(opened.document_ids()[-1]).text
