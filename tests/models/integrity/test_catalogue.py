"""A file whose list of tables is lost is read by the list that files of its format have, or by the first one."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossator import Project
from glossator.integrity import check, repair
from support.damage import content, overwrite, page_size, pages_of, run
from tests.frozen.content import thaw


def _without_list(path: Path) -> None:
    for number in pages_of(path, "sqlite_schema"):
        skipped = 100 if number == 1 else 0
        overwrite(path, number, bytes(page_size(path) - skipped), at=skipped)


def test_a_file_founded_in_this_format_loses_nothing(rich: Path, undamaged: Path, tmp_path: Path) -> None:
    _without_list(rich)
    repaired = repair(rich, tmp_path / "repaired.glossator")
    assert content(repaired.path) == content(undamaged)
    assert repaired.lost == ()


@pytest.mark.parametrize("number", [1, 2])
def test_a_file_founded_in_an_older_format_is_found_by_the_first_list(number: int, tmp_path: Path) -> None:
    path, _ = thaw(number, tmp_path)
    with Project.open(path, annotator="ada") as project:
        events = [event.id for document_id in project.document_ids() for event in project.layer(document_id).events]
        project.same_event(events[:2], name="what happened")
        project.record_ruling("conventions", "So be it.")
    sound = tmp_path / "sound.glossator"
    sound.write_bytes(path.read_bytes())
    _without_list(path)
    repaired = repair(path, tmp_path / "repaired.glossator")
    assert content(repaired.path) == content(sound)
    assert check(repaired.path).sound


@pytest.mark.parametrize("number", [1, 2])
def test_a_file_of_an_older_format_is_checked_and_repaired_as_one(number: int, tmp_path: Path) -> None:
    path, _ = thaw(number, tmp_path)
    assert check(path).sound
    run(path, "DELETE FROM mention")
    assert not check(path).sound
    repaired = repair(path, tmp_path / "repaired.glossator")
    assert repaired.after.sound
    for annotator in ("bob", "ada"):
        with Project.open(repaired.path, annotator=annotator) as project:
            while project.can_undo():
                project.undo()
    assert check(repaired.path).sound
