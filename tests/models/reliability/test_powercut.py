"""What a power cut can leave: the model of the disk itself."""

from __future__ import annotations

import random
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from support.powercut import Disk, moments, write_out

FILE = "/disk/a"
WRITES = st.lists(st.tuples(st.integers(0, 3_000), st.binary(min_size=1, max_size=1_500)), max_size=6)


def _disk(*events: tuple[object, ...]) -> Disk:
    disk = Disk()
    for event in events:
        disk.take(event)
    return disk


def _after(content: bytes, writes: list[tuple[int, bytes]]) -> bytes:
    changed = bytearray(content)
    for offset, data in writes:
        changed.extend(bytes(max(0, offset - len(changed))))
        changed[offset : offset + len(data)] = data
    return bytes(changed)


@given(WRITES, WRITES, st.integers())
def test_what_was_flushed_is_there(flushed: list[tuple[int, bytes]], loose: list[tuple[int, bytes]], seed: int) -> None:
    events = [("write", 1, offset, data) for offset, data in flushed]
    later = [("write", 1, offset, data) for offset, data in loose]
    disk = _disk(("file", 1, FILE, b"begin"), *events, ("sync", 1), *later)
    certain = _after(b"begin", flushed)
    touched = {at for offset, data in loose for at in range(offset, offset + len(data))}
    found = disk.cut(random.Random(seed))[FILE]
    assert len(certain) <= len(found) <= max(len(certain), *(offset + len(data) for offset, data in loose), 0)
    assert all(found[at] == certain[at] for at in range(len(certain)) if at not in touched)


@given(WRITES, st.integers())
def test_at_times_all_is_kept_and_at_times_nothing(writes: list[tuple[int, bytes]], seed: int) -> None:
    disk = _disk(("file", 1, FILE, b"begin"), *(("write", 1, offset, data) for offset, data in writes))
    chance = random.Random(seed)
    found = {disk.cut(chance)[FILE] for _ in range(80)}
    assert _after(b"begin", writes) in found
    assert not writes or any(len(item) <= 3_000 + 1_500 for item in found)


def test_a_write_is_torn_between_sectors() -> None:
    disk = _disk(("file", 1, FILE, b""), ("write", 1, 100, b"x" * 2_000))
    found = {disk.cut(random.Random(seed))[FILE] for seed in range(200)}
    assert {len(item) for item in found} == {0, 512, 1_024, 1_536, 2_048, 2_100}
    assert all(set(item[100:]) <= {0, ord("x")} for item in found)


def test_a_name_lasts_from_when_its_folder_is_flushed() -> None:
    made = [("create", FILE, 1), ("write", 1, 0, b"x"), ("sync", 1)]
    assert {FILE in _disk(*made).cut(random.Random(seed)) for seed in range(50)} == {True, False}
    lasting = _disk(*made, ("sync folder", "/disk"))
    assert {FILE in lasting.cut(random.Random(seed)) for seed in range(50)} == {True}


def test_a_renamed_file_has_one_of_its_names() -> None:
    disk = _disk(("file", 1, FILE, b"x"), ("rename", FILE, "/disk/b", 1))
    found = {tuple(disk.cut(random.Random(seed))) for seed in range(50)}
    assert found == {(FILE,), ("/disk/b",)}


def test_what_was_in_a_folder_goes_with_it() -> None:
    disk = _disk(("mkdir", "/disk/in"), ("create", "/disk/in/a", 1), ("sync", 1), ("sync folder", "/disk/in"))
    assert {"/disk/in/a" in disk.cut(random.Random(seed)) for seed in range(50)} == {True, False}


def test_after_a_failed_flush_a_later_one_is_not_believed() -> None:
    events = [("file", 1, FILE, b"...."), ("write", 1, 0, b"a"), ("sync failed", 1), ("write", 1, 2, b"b"), ("sync", 1)]
    found = {_disk(*events).cut(random.Random(seed))[FILE] for seed in range(100)}
    assert found == {b"a.b.", b"..b."}
    again = _disk(*events, ("write", 1, 0, b"c"), ("sync", 1))
    assert {again.cut(random.Random(seed))[FILE] for seed in range(100)} == {b"c.b."}


def test_the_moments_are_before_and_after_each_flush_and_at_marks(tmp_path: Path) -> None:
    log = [("file", 1, FILE, b""), ("write", 1, 0, b"x"), ("sync", 1), ("mark", 0)]
    assert [position for position, _ in moments(log)] == [2, 3, 4]
    write_out({FILE: b"x"}, Path("/disk"), tmp_path)
    assert (tmp_path / "a").read_bytes() == b"x"
