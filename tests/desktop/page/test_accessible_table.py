"""The functions of a completed table are called here as C++ calls them: by address, with its own conventions."""

from __future__ import annotations

import ctypes
import logging
import sys
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from pytestqt.qtbot import QtBot

from glossator_desktop.page import accessible_table
from glossator_desktop.page.accessible_table import Answers, Completion, Piece, complete, functions_of

_INTS = ctypes.POINTER(ctypes.c_int)
_TEXT = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_int, _INTS, _INTS)
_ATTRIBUTES = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, _INTS, _INTS)
_SELECTION = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_int, _INTS, _INTS)

needs_full = pytest.mark.skipif(
    not sys.platform.startswith("linux") or ctypes.sizeof(ctypes.c_void_p) != 8, reason="only Linux is completed"
)


class Said(Answers):
    """Answers that can be told from each other."""

    def selection(self, index: int) -> tuple[int, int]:
        return index, index + 10

    def attributes(self, offset: int) -> Piece:
        return Piece("label:한국;score:0.64", offset, offset + 7)

    def piece_at(self, offset: int, boundary: int) -> Piece:
        if offset == 99:
            raise RuntimeError("as planned")
        return Piece(f"at {offset} {boundary} 😀", 1, 2)

    def piece_before(self, offset: int, boundary: int) -> Piece:
        return Piece("before", 3, 4)

    def piece_after(self, offset: int, boundary: int) -> Piece:
        return Piece("after", 5, 6)


class Called:
    """An object as C++ sees it."""

    def __init__(self, interface: Answers) -> None:
        self.this = shiboken6.getCppPointer(interface)[0]
        self.functions = functions_of(interface)

    def _string(self, prototype: Any, place: int, *values: int) -> tuple[str, int, int]:
        string = (ctypes.c_void_p * 3)()
        start, end = ctypes.c_int(-7), ctypes.c_int(-7)
        function = prototype(self.functions[place])
        assert function(ctypes.addressof(string), self.this, *values, start, end) == ctypes.addressof(string)
        content = ctypes.string_at(string[1], 2 * (string[2] or 0)) if string[1] else b""
        return content.decode("utf-16-le"), start.value, end.value

    def text(self, place: int, offset: int, boundary: int) -> tuple[str, int, int]:
        return self._string(_TEXT, place, offset, boundary)

    def attributes(self, offset: int) -> tuple[str, int, int]:
        return self._string(_ATTRIBUTES, 17, offset)

    def selection(self, index: int) -> tuple[int, int]:
        start, end = ctypes.c_int(-7), ctypes.c_int(-7)
        _SELECTION(self.functions[2])(self.this, index, start, end)
        return start.value, end.value


@needs_full
def test_cpp_is_answered(qtbot: QtBot) -> None:
    said = Said()
    if complete(said) is not Completion.FULL:
        pytest.skip("this machine cannot be completed in full")
    called = Called(said)
    assert called.selection(3) == (3, 13)
    assert called.attributes(5) == ("label:한국;score:0.64", 5, 12)
    assert called.text(10, 1, 2) == ("before", 3, 4)
    assert called.text(11, 1, 2) == ("after", 5, 6)
    assert called.text(12, 7, 3) == ("at 7 3 😀", 1, 2)


@needs_full
def test_two_objects_do_not_answer_for_each_other(qtbot: QtBot) -> None:
    class Other(Said):
        def selection(self, index: int) -> tuple[int, int]:
            return 40, 41

    said, other = Said(), Other()
    assert complete(said) is complete(other)
    assert Called(said).selection(0) == (0, 10)
    assert Called(other).selection(0) == (40, 41)
    assert functions_of(said) == functions_of(other)


@needs_full
def test_where_no_string_can_be_returned_the_offsets_are_still_right(qtbot: QtBot) -> None:
    said, plain = Said(), Said()
    before = functions_of(plain)
    assert complete(said, most=Completion.OFFSETS) is Completion.OFFSETS
    called = Called(said)
    assert called.selection(2) == (2, 12)
    assert called.attributes(5) == ("", 5, 5)
    assert called.functions[10:13] == before[10:13]


def test_what_must_not_be_touched_stays_as_it_is(qtbot: QtBot) -> None:
    said = Said()
    before = functions_of(said)
    assert complete(said, most=Completion.NONE) is Completion.NONE
    assert functions_of(said) == before


@needs_full
def test_an_unknown_table_stays_as_it_is(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(accessible_table._KNOWN, 10, accessible_table._KNOWN[11])
    said = Said()
    before = functions_of(said)
    assert complete(said) is Completion.NONE
    assert functions_of(said) == before


@needs_full
def test_no_exception_gets_into_cpp(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    said = Said()
    if complete(said) is not Completion.FULL:
        pytest.skip("this machine cannot be completed in full")
    assert Called(said).text(12, 99, 1) == ("", -1, -1)
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    caplog.clear()


@needs_full
def test_who_is_gone_is_not_asked(qtbot: QtBot) -> None:
    said = Said()
    complete(said)
    called = Called(said)
    keep = _SELECTION(called.functions[2])
    del said
    start, end = ctypes.c_int(-7), ctypes.c_int(-7)
    keep(called.this, 0, start, end)
    assert (start.value, end.value) == (-1, -1)


@needs_full
def test_ten_thousand_calls_leave_nothing_behind(qtbot: QtBot) -> None:
    said = Said()
    if complete(said) is not Completion.FULL:
        pytest.skip("this machine cannot be completed in full")
    called = Called(said)
    called.text(12, 1, 1)
    before, held = sys.getrefcount(None), _resident()
    for number in range(10_000):
        called.text(12, number % 90, number % 6)
        called.selection(number)
    # A reference lost or left with each call would show as thousands.
    assert abs(sys.getrefcount(None) - before) < 1_000
    assert _resident() - held < 8_000


def _resident() -> int:
    """Kilobytes of memory in use. The strings that C++ would free are not freed here: some 60 bytes each."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * 4
