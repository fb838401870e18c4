"""Completes the C++ side of a text interface: what PySide6 does not let Python say.

PySide6 (as of 6.11) leaves out the functions of `QAccessibleTextInterface` that answer through pointers. `selection`
and `attributes` then answer nothing at all: the caller reads whatever stood in its own memory, and on AT-SPI hands that
to the screen reader. `textBeforeOffset` and its like fetch the whole text for each word. So the table of functions of
one object is copied, and the copy gets functions of ours in these five places. That is sound for as long as Qt 6 keeps
its binary interface, and only where the table looks as it should: `complete` looks first and otherwise does nothing.
See decision 0014. Knows ctypes and nothing of the page.
"""

from __future__ import annotations

import ctypes
import logging
import os
import platform
import sys
from collections.abc import Callable, Sequence
from enum import Enum
from functools import cache
from typing import Any, Final, NamedTuple, TypeVar
from weakref import WeakValueDictionary

import shiboken6
from PySide6.QtGui import QAccessible, QAccessibleTextInterface
from PySide6.QtWidgets import QLineEdit

log = logging.getLogger(__name__)

Answer = TypeVar("Answer")

_WORD: Final = ctypes.sizeof(ctypes.c_void_p)
_HEAD: Final = 2
"""Words before the functions in a table of the Itanium C++ ABI: the offset to the top, and the type."""
_FUNCTIONS: Final = 18
_SELECTION: Final = 2
_ATTRIBUTES: Final = 17
_KNOWN: Final = {
    10: "_ZNK24QAccessibleTextInterface16textBeforeOffsetEiN11QAccessible16TextBoundaryTypeEPiS2_",
    11: "_ZNK24QAccessibleTextInterface15textAfterOffsetEiN11QAccessible16TextBoundaryTypeEPiS2_",
    12: "_ZNK24QAccessibleTextInterface12textAtOffsetEiN11QAccessible16TextBoundaryTypeEPiS2_",
}
"""Functions that PySide6 leaves as Qt made them: where these three stand in their places, the others do too."""
_NEW_STRING: Final = "_ZN7QStringC1EPK5QCharx"


class Piece(NamedTuple):
    """A text with the UTF-16 units `[start, end)` that it stands for; -1 and -1 where there is none."""

    text: str
    start: int
    end: int


NOTHING: Final = Piece("", -1, -1)


class Completion(Enum):
    """How much of the table is ours."""

    NONE = "none"
    OFFSETS = "offsets"
    FULL = "full"


class Answers(QAccessibleTextInterface):
    """A text interface that has the missing functions; all offsets are UTF-16 units."""

    def selection(self, index: int) -> tuple[int, int]:
        """Start and end of a selection."""
        return -1, -1

    def attributes(self, offset: int) -> Piece:
        """The attributes at an offset, and where they hold."""
        return Piece("", 0, 0)

    def piece_before(self, offset: int, boundary: int) -> Piece:
        """The piece before the one that holds an offset, by the number of a TextBoundaryType."""
        return NOTHING

    def piece_after(self, offset: int, boundary: int) -> Piece:
        """The piece after it."""
        return NOTHING

    def piece_at(self, offset: int, boundary: int) -> Piece:
        """The piece that holds an offset."""
        return NOTHING


_Ints = ctypes.POINTER(ctypes.c_int)
_SelectionCall = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_int, _Ints, _Ints)
_AttributesCall = ctypes.CFUNCTYPE(
    ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, _Ints, _Ints
)  # fmt: skip
_PieceCall = ctypes.CFUNCTYPE(
    ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_int, _Ints, _Ints
)


def complete(interface: Answers, *, most: Completion | None = None) -> Completion:
    """Give an object functions of ours, as far as this machine allows, and `most` if that is given; how far it went.

    FULL: all five. OFFSETS, where a function cannot return a string to C++ in a way that ctypes knows: `selection`, and
    an `attributes` that says there are none. NONE: the object stays as it is.
    """
    possible = possible_completion()
    wanted = possible if most is None or possible is Completion.NONE else most
    address = shiboken6.getCppPointer(interface)[0]
    old = ctypes.c_void_p.from_address(address).value or 0
    if wanted is Completion.NONE or not _is_as_known(old):
        return Completion.NONE
    _answering[address] = interface
    ctypes.c_void_p.from_address(address).value = _completed(old, wanted)
    return wanted


_answering: WeakValueDictionary[int, Answers] = WeakValueDictionary()
"""Who answers, by the address that C++ knows it by."""

_forever: list[object] = []
"""Tables and functions that C++ may look at for as long as the program runs."""


@cache
def _completed(old: int, wanted: Completion) -> int:
    """The address of a copy of a table, with functions of ours; one is enough for all objects of a kind."""
    functions = _full() if wanted is Completion.FULL else _offsets()
    words = [_read(old + _WORD * at) for at in range(-_HEAD, _FUNCTIONS)]
    for place, function in functions.items():
        words[_HEAD + place] = function if isinstance(function, int) else _address(function)
    table = (ctypes.c_void_p * len(words))(*words)
    _forever.extend((table, functions))
    return ctypes.addressof(table) + _HEAD * _WORD


@cache
def possible_completion() -> Completion:
    """What can be completed here: only what has been tried, which is Linux. Elsewhere Qt does without."""
    if not sys.platform.startswith("linux") or _WORD != 8 or _library("libQt6Gui.so.6") is None:
        return Completion.NONE
    if platform.machine() == "x86_64" and _string_maker() is not None:
        return Completion.FULL
    return Completion.OFFSETS


def _is_as_known(table: int) -> bool:
    gui = _library("libQt6Gui.so.6")
    if gui is None:
        return False
    for place, name in _KNOWN.items():
        known = _symbol(gui, name)
        if known is None or _read(table + _WORD * place) != _address(known):
            log.info("The table of QAccessibleTextInterface is not as expected; it stays as it is.")
            return False
    return True


def _full() -> dict[int, Any]:
    make_string = _string_maker()

    def give(result: int, starts: Any, ends: Any, piece: Piece) -> int:
        starts[0], ends[0] = piece.start, piece.end
        content = piece.text.encode("utf-16-le", "replace")
        if make_string is not None:
            make_string(result, content, len(content) // 2)
        return result

    def by(ask: Callable[[Answers, int, int], Piece]) -> Any:
        def call(result: int, this: int, offset: int, boundary: int, start: Any, end: Any) -> int:
            return give(result, start, end, _asked(this, lambda answers: ask(answers, offset, boundary), NOTHING))

        return _PieceCall(call)

    def attributes(result: int, this: int, offset: int, start: Any, end: Any) -> int:
        return give(result, start, end, _asked(this, lambda answers: answers.attributes(offset), Piece("", 0, 0)))

    return {
        _SELECTION: _selection(),
        10: by(lambda answers, offset, boundary: answers.piece_before(offset, boundary)),
        11: by(lambda answers, offset, boundary: answers.piece_after(offset, boundary)),
        12: by(lambda answers, offset, boundary: answers.piece_at(offset, boundary)),
        _ATTRIBUTES: _AttributesCall(attributes),
    }


def _offsets() -> dict[int, Any]:
    return {_SELECTION: _selection(), _ATTRIBUTES: _no_attributes()}


def _selection() -> Any:
    def call(this: int, index: int, start: Any, end: Any) -> None:
        start[0], end[0] = _asked(this, lambda answers: answers.selection(index), (-1, -1))

    return _SelectionCall(call)


@cache
def _no_attributes() -> int:
    """A line edit's `attributes`: says that there are none, sets both offsets, looks at nothing of its object."""
    field = QLineEdit()
    text = QAccessible.queryAccessibleInterface(field).textInterface()
    table = _read(shiboken6.getCppPointer(text)[0])
    function = _read(table + _WORD * _ATTRIBUTES)
    field.deleteLater()
    return function


def _asked(this: int, ask: Callable[[Answers], Answer], otherwise: Answer) -> Answer:
    """The answer of the object at an address. No exception may pass into C++: it is logged, and nothing answered."""
    try:
        answers = _answering.get(this)
        return otherwise if answers is None else ask(answers)
    except Exception:
        log.exception("A screen reader's question failed.")
        return otherwise


def _read(address: int) -> int:
    return ctypes.c_void_p.from_address(address).value or 0


def _address(function: Any) -> int:
    return ctypes.cast(function, ctypes.c_void_p).value or 0


@cache
def _library(name: str) -> ctypes.CDLL | None:
    """A library that Qt has loaded already; None where there is none of that name."""
    try:
        return ctypes.CDLL(name, mode=os.RTLD_NOLOAD | os.RTLD_NOW)
    except (OSError, AttributeError):
        return None


def _symbol(library: ctypes.CDLL, name: str) -> Any:
    try:
        return library[name]
    except AttributeError:
        return None


@cache
def _string_maker() -> Callable[[int, bytes, int], None] | None:
    """Qt's own constructor of strings, for a place that C++ set aside: the place, UTF-16 units, how many."""
    core = _library("libQt6Core.so.6")
    make = _symbol(core, _NEW_STRING) if core is not None else None
    if make is None:
        return None
    make.argtypes, make.restype = (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_longlong), None
    return make  # type: ignore[no-any-return]


def functions_of(interface: QAccessibleTextInterface) -> Sequence[int]:
    """The addresses in an object's table, in order: what tests look at."""
    table = _read(shiboken6.getCppPointer(interface)[0])
    return [_read(table + _WORD * at) for at in range(_FUNCTIONS)]
