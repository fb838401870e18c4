"""Every planted fault is found and named, and repaired into a sound project that lacks nothing that could be had."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossator import Project
from glossator.errors import ProjectDamagedError
from glossator.integrity import check, repair
from glossator.integrity.codes import ADVICE
from support.damage import content
from support.faults import FAULTS, Fault

NAMES = [fault.name for fault in FAULTS]
ALONE = [fault for fault in FAULTS if fault.name != "header"]
TOGETHER = [fault for fault in FAULTS if fault.whole == "with a backup"]


def test_every_kind_of_fault_is_planted() -> None:
    assert len(set(NAMES)) == len(NAMES)
    assert {code for fault in FAULTS for code in fault.codes} == {*ADVICE}


def test_the_rich_project_is_sound(undamaged: Path, backup: Path) -> None:
    assert check(undamaged).findings == ()
    assert check(backup).findings == ()


@pytest.mark.parametrize("fault", ALONE, ids=lambda fault: fault.name)
def test_a_fault_is_found_and_repaired(rich: Path, fault: Fault, undamaged: Path, tmp_path: Path) -> None:
    fault.plant(rich)
    before = rich.read_bytes()
    out = tmp_path / "repaired.glossator"
    repaired = repair(rich, out)
    _found(fault, repaired.before.findings)
    assert rich.read_bytes() == before
    assert {item.name for item in tmp_path.iterdir()} <= {rich.name, f"{rich.name}-wal", f"{rich.name}-shm", out.name}
    assert repaired.after.findings == ()
    if fault.whole == "alone":
        found, expected = content(out), content(undamaged)
        assert {table: rows for table, rows in found.items() if rows != expected[table]} == {}, repaired
        assert not any(line.startswith("Lost") for line in repaired.lost), repaired.lost
    _is_usable(out)


def _found(fault: Fault, findings: tuple[object, ...]) -> None:
    assert {*fault.codes} <= {finding.code for finding in findings}, findings  # type: ignore[attr-defined]
    sentences = [finding.what for finding in findings]  # type: ignore[attr-defined]
    assert fault.says in " ".join(sentences)
    assert all(what.endswith(".") and what.isprintable() for what in sentences), sentences


@pytest.mark.parametrize("fault", TOGETHER, ids=lambda fault: fault.name)
def test_a_backup_brings_back_what_the_file_cannot(rich: Path, fault: Fault, undamaged: Path, tmp_path: Path) -> None:
    fault.plant(rich)
    repaired = repair(rich, tmp_path / "repaired.glossator", backups=[undamaged])
    assert repaired.backup == undamaged
    assert content(repaired.path) == content(undamaged), (repaired.restored, repaired.lost)
    assert repaired.lost == ()
    _is_usable(repaired.path)


def test_a_broken_header_is_found_and_only_a_backup_helps(rich: Path, backup: Path, tmp_path: Path) -> None:
    fault = next(fault for fault in FAULTS if fault.name == "header")
    fault.plant(rich)
    _found(fault, check(rich).findings)
    with pytest.raises(ProjectDamagedError, match="no sound backup"):
        repair(rich, tmp_path / "alone.glossator")
    repaired = repair(rich, tmp_path / "repaired.glossator", backups=[backup])
    assert content(repaired.path) == content(backup)
    assert backup.name in repaired.restored[0]
    assert repaired.backup_time is not None
    assert f"{repaired.backup_time:%Y-%m-%d %H:%M}" in repaired.restored[0]
    assert "after that is lost" in repaired.lost[0]


def _is_usable(path: Path) -> None:
    """It opens, can be read, searched and worked on, and is sound after that."""
    with Project.open(path, annotator="ada") as project:
        for document_id in project.document_ids()[:1]:
            project.add_note(document_id, "work goes on")
            project.undo()
        list(project.bundles())
        project.search("Moscow")
    assert check(path).findings == ()
