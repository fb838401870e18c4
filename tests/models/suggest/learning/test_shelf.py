"""Versions on disk: whole or not there, and every damage is noticed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from glossator.errors import SuggestError
from glossator.suggest.learning.shelf import HELD_OUT, MANIFEST, RECOGNISER, Learned, Shelf, read_manifest, read_whole

ABOUT = {
    "base": "en_core_web_sm", "base_version": "3.8.0", "time": "2026-11-21T14:32:05+00:00", "documents": 5,
    "words": 1200, "labels": ("ORG", "PERSON"), "f1": 71.5, "f1_before": 64.2,
}  # fmt: skip
FILES = {RECOGNISER: b"weights", HELD_OUT: b"{}"}


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "news.glossator")


@pytest.fixture
def kept(shelf: Shelf) -> Learned:
    return shelf.keep(ABOUT, FILES)


def test_versions_are_counted_and_read_back(shelf: Shelf, kept: Learned) -> None:
    assert shelf.folder.name == "news.glossator-models"
    second = shelf.keep(ABOUT, {**FILES, RECOGNISER: b"other weights"})
    assert [number for number, _ in shelf.versions()] == [1, 2]
    assert read_whole(shelf.path_of(1)) == (kept, FILES)
    assert read_manifest(shelf.path_of(2)) == second
    assert kept.mark != second.mark
    assert kept.mark.startswith("learned1.")


def test_an_empty_shelf_makes_no_folder(shelf: Shelf) -> None:
    assert shelf.versions() == []
    assert not shelf.folder.exists()


@pytest.mark.parametrize("name", [RECOGNISER, HELD_OUT])
@pytest.mark.parametrize("damage", [b"", b"weightz"])
def test_a_file_that_was_changed_is_noticed(shelf: Shelf, kept: Learned, name: str, damage: bytes) -> None:
    folder = shelf.path_of(kept.number)
    (folder / name).write_bytes(damage)
    with pytest.raises(SuggestError, match="is damaged"):
        read_whole(folder)
    (folder / name).unlink()
    with pytest.raises(SuggestError, match="cannot be read"):
        read_whole(folder)


@pytest.mark.parametrize(
    "change",
    [
        {"format": 99}, {"number": "one"}, {"files": {}}, {"files": {RECOGNISER: "x", HELD_OUT: "y"}}, {"labels": [1]},
        {"files": {"../../elsewhere": "0" * 64, HELD_OUT: "0" * 64}}, {"f1": None}, {"more": 1},
    ],
)  # fmt: skip
def test_a_manifest_that_makes_no_sense_is_refused(shelf: Shelf, kept: Learned, change: dict[str, object]) -> None:
    manifest = shelf.path_of(kept.number) / MANIFEST
    manifest.write_text(json.dumps({**json.loads(manifest.read_text()), **change}))
    with pytest.raises(SuggestError, match="no learned model, or it is damaged"):
        read_manifest(manifest.parent)


@pytest.mark.parametrize("text", ["", "[]", "null", "{", "[" * 5000])
def test_no_manifest_at_all(shelf: Shelf, kept: Learned, text: str) -> None:
    manifest = shelf.path_of(kept.number) / MANIFEST
    manifest.write_text(text)
    with pytest.raises(SuggestError):
        read_manifest(manifest.parent)


def test_what_a_dead_learner_left_is_no_version_and_goes(shelf: Shelf, kept: Learned) -> None:
    left = shelf.folder / f".unfinished.{2**22 + 7}.abcd"  # beyond what processes are numbered
    left.mkdir()
    (left / RECOGNISER).write_bytes(b"half")
    assert [number for number, _ in shelf.versions()] == [kept.number]
    shelf.keep(ABOUT, FILES)
    assert not left.exists()


def test_two_learners_at_once_get_two_numbers(shelf: Shelf, kept: Learned, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "versions", list)  # this one has not seen the other's
    assert shelf.keep(ABOUT, FILES).number == kept.number + 1


def test_a_disk_that_refuses_is_said(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "news.glossator")
    shelf.folder.write_bytes(b"a file where the folder should be")
    with pytest.raises(SuggestError, match="cannot be kept there"):
        shelf.keep(ABOUT, FILES)
