"""Where a repair takes things from, what it says, and what it keeps of the history."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from glossator import Project
from glossator.errors import ProjectExistsError, UndoError
from glossator.integrity import check, repair
from glossator.store.backups import Shelf, copy_project
from support.damage import content, journal, overwrite, page_size, pages_of, run, zero


def test_never_over_another_file(rich: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"mine")
    with pytest.raises(ProjectExistsError):
        repair(rich, tmp_path / "out")
    with pytest.raises(ProjectExistsError):
        repair(rich, rich)
    assert (tmp_path / "out").read_bytes() == b"mine"


def test_a_repair_of_a_sound_project_changes_nothing(rich: Path, tmp_path: Path) -> None:
    repaired = repair(rich, tmp_path / "out.glossator")
    assert (repaired.before.findings, repaired.restored, repaired.lost, repaired.backup) == ((), (), (), None)
    assert content(repaired.path) == content(rich)
    assert journal(repaired.path) == journal(rich)
    assert repaired.path.stat().st_mode & 0o077 == 0


def test_a_backup_gives_what_it_has_and_later_work_stays(
    rich: Path, backup: Path, undamaged: Path, tmp_path: Path
) -> None:
    """The page of texts that is lost is in the backup; the notes, spans and the document made since are not."""
    for name in ("text", "suggestion", "step"):
        zero(rich, pages_of(rich, name)[1])
    repaired = repair(rich, tmp_path / "out.glossator", backups=[backup])
    assert repaired.backup == backup
    assert repaired.lost == ()
    assert content(repaired.path) == content(undamaged)
    assert journal(repaired.path) == journal(undamaged)
    assert any(line.startswith(f"Restored from the backup {backup.name} of ") for line in repaired.restored)


def test_the_newest_sound_backup_on_the_shelf_is_found(rich: Path, undamaged: Path, tmp_path: Path) -> None:
    shelf = Shelf(rich)
    shelf.folder.mkdir()
    older = shelf.folder / "news 2026-01-01 10-00-00 +0000.glossator"
    newer = shelf.folder / "news 2026-01-02 10-00-00 +0000.glossator"
    copy_project(rich, older)
    copy_project(rich, newer)
    zero(newer, pages_of(newer, "text")[0])
    zero(rich, pages_of(rich, "text")[0])
    repaired = repair(rich, tmp_path / "out.glossator")
    assert repaired.backup == older
    assert content(repaired.path) == content(undamaged)


def test_a_backup_of_another_course_of_work_is_not_used(rich: Path, backup: Path, tmp_path: Path) -> None:
    """Somebody went back to an earlier state and went on from there: what was done elsewhere is not theirs."""
    other = tmp_path / "other.glossator"
    shutil.copy(backup, other)
    with Project.open(other, annotator="ada") as project:
        for _ in range(3):
            project.add_note(project.document_ids()[0], "in another life")
    repaired = repair(rich, tmp_path / "out.glossator", backups=[other])
    assert repaired.backup is None
    assert content(repaired.path) == content(rich)


def test_a_backup_of_another_project_is_not_used(rich: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.glossator"
    Project.create(other, annotator="eve").close()
    assert repair(rich, tmp_path / "out.glossator", backups=[other, tmp_path / "none"]).backup is None


def test_all_can_still_be_undone(rich: Path, undamaged: Path, tmp_path: Path) -> None:
    """With the rows of annotations lost, the journal gives back state and history; so undo goes on."""
    for name in ("span", "event", "note", "argument"):
        zero(rich, pages_of(rich, name)[0])
    out = repair(rich, tmp_path / "out.glossator").path
    assert journal(out) == journal(undamaged)
    assert _undone(out) == _undone(shutil.copy(undamaged, tmp_path / "copy.glossator"))
    assert check(out).sound


def test_where_a_step_is_lost_its_neighbours_can_still_be_undone(rich: Path, undamaged: Path, tmp_path: Path) -> None:
    run(rich, "DELETE FROM step WHERE id IN (SELECT id FROM step WHERE verb = 'add_note' ORDER BY id DESC LIMIT 1)")
    out = repair(rich, tmp_path / "out.glossator").path
    assert content(out) == content(undamaged)
    kept, before = journal(out), journal(undamaged)
    assert len(kept) == len(before)
    assert [row[5] for row in kept if row[4] == "repair"] == ["a step that was lost"]
    assert _undone(out) == 40
    assert check(out).sound


def _undone(path: Path) -> int:
    """How many steps ada can undo, forty at most."""
    count = 0
    with Project.open(path, annotator="ada") as project:
        while project.can_undo() and count < 40:
            try:
                project.undo()
            except UndoError:
                break
            count += 1
    return count


def test_what_is_lost_is_named(rich: Path, tmp_path: Path) -> None:
    zero(rich, pages_of(rich, "text")[0])
    repaired = repair(rich, tmp_path / "out.glossator")
    lost = " ".join(repaired.lost)
    with Project.open(repaired.path, read_only=True) as project:
        left = {document.name for document in project.documents()}
    assert "“visit.txt”" in lost
    assert "visit.txt" not in left
    assert "no backup has their text" in lost
    assert "spans" in lost


def test_a_damaged_text_of_the_right_length_keeps_its_annotations(rich: Path, tmp_path: Path) -> None:
    before = content(rich, ["span", "event", "note"])
    content_before = rich.read_bytes()
    at = content_before.index(b"More was said. More")
    rich.write_bytes(content_before[:at] + b"\x00o" + content_before[at + 2 :])
    repaired = repair(rich, tmp_path / "out.glossator")
    assert "kept as they can be read" in repaired.lost[0]
    assert content(repaired.path, ["span", "event", "note"]) == before


@pytest.mark.parametrize("seed", range(12))
def test_whatever_breaks_the_outcome_is_sound_and_the_backup_fills_it(
    rich: Path, seed: int, undamaged: Path, tmp_path: Path
) -> None:
    """Pages anywhere are lost or overwritten; all of it is in the backup, so nothing is lost."""
    chance = random.Random(seed)
    pages = rich.stat().st_size // page_size(rich)
    for _ in range(chance.choice((1, 3, 10))):
        page = chance.randrange(2, pages + 1)
        if chance.random() < 0.5:
            zero(rich, page)
        else:
            overwrite(rich, page, chance.randbytes(200), at=chance.randrange(page_size(rich) - 200))
    repaired = repair(rich, tmp_path / "out.glossator", backups=[undamaged])
    assert repaired.after.sound
    assert content(repaired.path) == content(undamaged), (repaired.restored, repaired.lost)
