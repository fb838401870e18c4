"""From a file's bytes to text: which encoding they are in. Part of the text layer.

UTF-8, then what a byte order mark or the place of NULs says, then a confident guess; anything else is refused with a
sentence that says what the file looks like and how to name its encoding. Nothing is read with replacement characters.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from glossator.errors import ReadError
from glossator.text.detection import guess_encoding
from glossator.text.magic import known_binary

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNMARKED = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}
_NO_FILE_ENCODINGS = frozenset({"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "utf-7"})
_STATEFUL = b"\x1b$"
_CONTROL = re.compile("[\0-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_SHARE = 200
_BLANK = "\0\ufeff\ufffd \t\r\n"
_SAMPLE = 1 << 12
_NAME_IT = "name its encoding with --encoding NAME"


@dataclass(frozen=True, slots=True)
class Decoded:
    """The raw text of a file (line ends as they are, no byte order mark) and the encoding it was in.

    `start` is the byte at which the text begins: the length of the byte order mark.
    """

    text: str
    encoding: str
    start: int = 0


def decode(data: bytes, *, name: str, encoding: str | None = None) -> Decoded:
    """The text in the bytes of a file called `name`, in the encoding given or else found out.

    Raises:
        ReadError: the file is empty or blank, is no text, is damaged, or is in an encoding that cannot be told.
    """
    name = shown(name)
    kind = known_binary(data)
    if kind is not None:
        raise ReadError(f"{name} is {kind}, not plain text: save its text as a .txt file and import that.")
    if not data:
        raise ReadError(f"{name} is empty: there is nothing to annotate in it.")
    mark, marked = next((pair for pair in _MARKS if data.startswith(pair[0])), (b"", None))
    if encoding is not None:
        decoded = _as_told(data, name, encoding, mark, marked)
    elif marked is not None:
        decoded = Decoded(_strictly(data[len(mark) :], name, marked, len(mark)), marked, len(mark))
    else:
        decoded = _found_out(data, name)
    if not decoded.text.strip(_BLANK) or decoded.text.isspace():
        raise ReadError(f"{name} holds only white space: there is nothing to annotate in it.")
    if encoding is None and _is_binary(decoded.text):
        raise ReadError(f"{name} is not text: it is full of control characters. If it is all the same, {_NAME_IT}.")
    return decoded


def _as_told(data: bytes, name: str, encoding: str, mark: bytes, marked: str | None) -> Decoded:
    told = _lookup(encoding)
    family = _UNMARKED.get(told, told)
    if marked is not None and marked[:6] == family[:6] and (told in _UNMARKED or marked == told):
        return Decoded(_strictly(data[len(mark) :], name, marked, len(mark)), marked, len(mark))
    return Decoded(_strictly(data, name, family, 0), family)


def _lookup(encoding: str) -> str:
    """Python's name for an encoding that a file may be in."""
    try:
        told = codecs.lookup(encoding).name
        b"a".decode(told, "replace")
        if told not in _NO_FILE_ENCODINGS:
            return told
    except (LookupError, ValueError):
        pass
    known = "utf-8, utf-16, cp1252, cp949, shift_jis or gb18030"
    raise ReadError(f"No encoding is called {encoding!r}: give one such as {known}.")


def _found_out(data: bytes, name: str) -> Decoded:
    wide = _unmarked_wide(data) if data.count(0) else None
    if wide is not None:
        return Decoded(_strictly(data, name, wide, 0), wide)
    if not (_STATEFUL in data and data.isascii()):
        try:
            return Decoded(data.decode("utf-8"), "utf-8")
        except UnicodeDecodeError as error:
            if _is_damaged_utf8(data):
                raise ReadError(
                    f"{name} is damaged: it is UTF-8 but for byte {error.start} (line {_line_of(data, error.start)}). "
                    f"Mend the file, or {_NAME_IT}."
                ) from None
    if data.count(0):
        raise ReadError(f"{name} is not text: it holds NUL bytes. If it is text all the same, {_NAME_IT}.")
    return _guessed(data, name)


def _guessed(data: bytes, name: str) -> Decoded:
    guess = guess_encoding(data)
    if guess is None:
        raise ReadError(f"{name} is not text in any known encoding. If it is text all the same, {_NAME_IT}.")
    if not guess.confident:
        looks = guess.encoding if guess.other is None else f"{guess.encoding} or {guess.other}"
        raise ReadError(
            f"{name} is not UTF-8, and its encoding is not clear; it looks like {looks}: {_NAME_IT}, "
            f"for example --encoding {guess.encoding}."
        )
    return Decoded(_strictly(data, name, guess.encoding, 0), guess.encoding)


def _strictly(data: bytes, name: str, encoding: str, start: int) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        place = f"byte {start + error.start} (line {_line_of(data, error.start)}) does not fit"
    except UnicodeError:
        place = "its bytes do not fit"
    raise ReadError(f"{name} cannot be read as {encoding}: {place}. Mend the file, or {_NAME_IT}.")


def _is_binary(text: str) -> bool:
    """One stray control character is a slip; many are a program, a picture, an archive."""
    return max(1, len(text) // _CONTROL_SHARE) < sum(1 for _ in _CONTROL.finditer(text))


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether all but a few of the bytes beyond ASCII form UTF-8 sequences, which no other encoding does by chance."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    good = sum(1 for _ in re.finditer("[\x80-\ufffc\U00010000-\U0010ffff]", text))
    return bad <= good


def _unmarked_wide(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: NULs where they must stand, and words when read so."""
    for encoding, high in (("utf-32-le", 3), ("utf-32-be", 0)):
        fits = len(data) % 4 == 0 and len(data) <= 2 * data.count(0) and not data[high::4].strip(b"\0")
        if fits and _is_words(data[:_SAMPLE].decode(encoding, "replace")):
            return encoding
    for encoding, high in (("utf-16-le", 1), ("utf-16-be", 0)):
        nuls, others = data[high::2].count(0), data[1 - high :: 2].count(0)
        fits = max(2, len(data) // 20, 4 * others) <= nuls
        if fits and _is_words(data[:_SAMPLE].decode(encoding, "replace")):
            return encoding
    return None


def _is_words(text: str) -> bool:
    return 3 * len(text) <= 4 * sum(1 for character in text if character.isalnum() or character.isspace())


def shown(name: str | Path) -> str:
    """A file's name as a message shows it: on one line, whatever characters it holds."""
    text = str(name)
    return text if text.isprintable() else ascii(text)


def _line_of(data: bytes, position: int) -> int:
    return data.count(b"\n", 0, position) + 1
