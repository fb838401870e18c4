from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator_desktop.page.look import Density, Numbers, PageLook, ReadingWidth, Spacing
from glossator_desktop.preferences import (
    RECENT_LIMIT,
    ZOOM_STEPS,
    Memory,
    PaceRecord,
    Preferences,
    WindowShape,
    load_memory,
    next_zoom,
    save_memory,
    state_folder,
)

MEMORIES = st.builds(
    Memory,
    preferences=st.builds(
        Preferences,
        theme=st.sampled_from(["system", "light", "dark"]),
        zoom=st.sampled_from(ZOOM_STEPS),
        serif=st.none() | st.text(),
        density=st.sampled_from(get_args(Density)),
        spacing=st.sampled_from(get_args(Spacing)),
        width=st.sampled_from(get_args(ReadingWidth)),
        numbers=st.sampled_from(get_args(Numbers)),
        suggest_ahead=st.booleans(),
    ),
    window=st.builds(WindowShape, left=st.integers(1, 900), right=st.integers(1, 900), tab=st.text()),
    recent=st.lists(st.text(), max_size=4).map(tuple),
    pace=st.dictionaries(st.text(), st.builds(PaceRecord, st.floats(0, 1e6), st.integers(0, 1000)), max_size=3),
    understood=st.lists(st.text(), max_size=4).map(tuple),
)


@given(MEMORIES)
def test_what_is_remembered_is_read_back(tmp_path: Path, memory: Memory) -> None:
    assert save_memory(memory, tmp_path)
    assert load_memory(tmp_path) == memory


def test_nothing_remembered_is_the_defaults(tmp_path: Path) -> None:
    assert load_memory(tmp_path / "no such folder") == Memory()


@pytest.mark.parametrize("damage", ["", "{", "[]", "7", '{"pace": 3}', '{"recent": 5}'])
def test_a_damaged_file_is_the_defaults_and_is_logged(
    tmp_path: Path, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "state.json").write_text(damage, encoding="utf-8")
    assert load_memory(tmp_path) == Memory()
    assert "set aside" in caplog.text
    caplog.clear()


def test_values_of_a_wrong_kind_and_unknown_names_are_left_out(tmp_path: Path) -> None:
    values = {"preferences": {"zoom": "big", "theme": "dark", "sound": True}, "window": {"left": 300, "right": None}}
    (tmp_path / "state.json").write_text(json.dumps(values), encoding="utf-8")
    memory = load_memory(tmp_path)
    assert memory.preferences == Preferences(theme="dark")
    assert memory.window == WindowShape(left=300)


@pytest.mark.parametrize("name", ["theme", "density", "spacing", "width", "numbers"])
def test_a_choice_that_does_not_exist_is_left_out(tmp_path: Path, name: str) -> None:
    (tmp_path / "state.json").write_text(json.dumps({"preferences": {name: "pink", "zoom": 150}}), encoding="utf-8")
    assert load_memory(tmp_path).preferences == Preferences(zoom=150)


def test_the_pages_look_is_part_of_the_preferences() -> None:
    chosen = Preferences(density="colours", spacing="airy", width="full", numbers="lines")
    assert chosen.look == PageLook("colours", "airy", "full", "lines")


def test_a_disk_that_refuses_stops_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    assert not save_memory(Memory(), blocked)
    assert "could not be remembered" in caplog.text
    caplog.clear()


def test_recent_projects_are_the_latest_first_each_once(tmp_path: Path) -> None:
    memory = Memory()
    for number in range(RECENT_LIMIT + 3):
        memory = memory.with_recent(tmp_path / f"{number}.glossator")
    memory = memory.with_recent(tmp_path / "5.glossator")
    assert memory.recent[0].endswith("5.glossator")
    assert len(memory.recent) == len(set(memory.recent)) == RECENT_LIMIT
    assert memory.without_recent(tmp_path / "5.glossator").recent == memory.recent[1:]


@given(st.sampled_from(ZOOM_STEPS), st.integers(-20, 20))
def test_zoom_stays_within_what_is_offered(zoom: int, steps: int) -> None:
    assert next_zoom(zoom, steps) in ZOOM_STEPS
    assert next_zoom(zoom, 0) == zoom


def test_the_folder_can_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GLOSSATOR_STATE_DIR", str(tmp_path))
    assert state_folder() == tmp_path
    monkeypatch.delenv("GLOSSATOR_STATE_DIR")
    assert "glossator" in str(state_folder())


def test_the_memory_is_not_shared_between_copies() -> None:
    memory = Memory()
    assert replace(memory, recent=("a",)) != memory
