"""The map back to the source: its algebra and its blob."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.text import SourceMap
from glossator.text.offsets import utf8_runs
from support.texts import document_texts

RUNS = st.lists(st.tuples(st.integers(0, 300), st.integers(1, 9)), max_size=20)
MAPS = st.builds(lambda runs, base: SourceMap.from_runs(runs, base=base), RUNS, st.integers(0, 5))


@given(MAPS)
def test_blob_gives_the_map_back(found: SourceMap) -> None:
    assert SourceMap.from_bytes(found.to_bytes()) == found


@given(MAPS, st.data())
def test_to_and_from_source_are_inverse(found: SourceMap, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, found.length))
    assert found.from_source(found.to_source(offset)) == offset


@given(RUNS, st.data())
def test_every_unit_belongs_to_the_code_point_it_is_a_part_of(runs: list[tuple[int, int]], data: st.DataObject) -> None:
    found = SourceMap.from_runs(runs)
    if not found.length:
        return
    offset = data.draw(st.integers(0, found.length - 1))
    for position in range(found.to_source(offset), found.to_source(offset + 1)):
        assert found.from_source(position) == offset


@given(RUNS, st.integers(0, 3), st.data())
def test_then_goes_through_both(runs: list[tuple[int, int]], base: int, data: st.DataObject) -> None:
    near = SourceMap.from_runs(runs, base=base)
    units = near.to_source(near.length)
    widths = data.draw(st.lists(st.integers(0, 4), min_size=units, max_size=units)) if units < 200 else [2] * units
    far = SourceMap.from_runs(((1, width) for width in widths), base=1)
    both = near.then(far)
    for offset in range(0, near.length + 1, 1 + near.length // 50):
        assert both.to_source(offset) == far.to_source(near.to_source(offset))


def test_plain_text_is_one_segment() -> None:
    found = SourceMap.identity(1_000_000)
    assert found.is_identity
    assert len(found.to_bytes()) < 40


def test_a_long_korean_text_takes_a_small_part_of_its_size() -> None:
    text = "북한은 국제사회의 인권 개선 요구를 거부했다고 외무성 대변인이 금요일 밝혔다. " * 5_000
    assert len(SourceMap.from_runs(utf8_runs(text)).to_bytes()) * 100 < len(text.encode())


@given(document_texts())
def test_runs_rebuild_the_map(text: str) -> None:
    found = SourceMap.from_runs(utf8_runs(text), base=3)
    assert SourceMap.from_runs(found.runs(), base=found.base) == found


@pytest.mark.parametrize("blob", [b"", b"\x01", b"nonsense, and more of it", b"\x02" + bytes(8), b"\x01" + bytes(20)])
def test_a_foreign_blob_is_refused(blob: bytes) -> None:
    with pytest.raises(ValueError, match="source map"):
        SourceMap.from_bytes(blob)


def test_an_offset_outside_is_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        SourceMap.identity(3).to_source(4)
