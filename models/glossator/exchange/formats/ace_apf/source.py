"""The SGML text of a pair: without its tags, and the ways in which its offsets may be counted.

Part of `exchange`. Offsets count every character that is not in a tag, line breaks and `&amp;` (as five) included;
editions that count `&amp;` as one are told by their surfaces.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from glossator.annotation import Metadata
from glossator.errors import FormatError, ReadError
from glossator.exchange.xmlscan import MOST_BYTES
from glossator.text.normalise import normalise
from glossator.text.sourcemap import Run, SourceMap

_TAG = re.compile(r"<[^<>]+>")
_ESCAPE = re.compile("&(?:amp|lt|gt|quot|apos|AMP|LT|GT|QUOT);")
_FIELD = re.compile(r"<(DOCID|HEADLINE|DATETIME|DATE_TIME|DATE)\b[^<>]*>([^<>]{0,500})</\1\s*>", re.IGNORECASE)
_DAY = re.compile(r"\s*(\d{4})-?(\d\d)-?(\d\d)")


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a document; `maps` lead to it from the offsets of a file, the usual way first."""

    text: str
    maps: tuple[SourceMap, ...]
    name: str | None
    metadata: Metadata


def read_source(path: Path) -> Source:
    """The text of an SGML file. Raises ReadError, and FormatError where it is not UTF-8."""
    try:
        if MOST_BYTES < path.stat().st_size:
            raise FormatError(f"{path}: too long for one document.")
        raw = path.read_bytes().decode("utf-8")
    except OSError as error:
        raise ReadError(
            f"{path}: cannot be read: {error.strerror or error}. The text of an .apf.xml file stands in the .sgm file "
            "of the same name beside it."
        ) from error
    except UnicodeDecodeError as error:
        raise FormatError(f"{path}: byte {error.start + 1} is not UTF-8. Save it as UTF-8.") from error
    marked = normalise(raw).text
    plain = _TAG.sub("", marked)
    text, escaped = _unescaped(plain)
    found = {name.upper(): html.unescape(value).strip() for name, value in reversed(_FIELD.findall(marked))}
    published = next((day for key in ("DATETIME", "DATE_TIME", "DATE") if (day := _day(found.get(key, "")))), None)
    headline = " ".join(found.get("HEADLINE", "").split()) or None
    return Source(
        text, (escaped, SourceMap.identity(len(text))), found.get("DOCID"), Metadata(headline, published=published)
    )


def _unescaped(plain: str) -> tuple[str, SourceMap]:
    """The text with `&amp;` and its like as what they stand for, and the map back."""
    pieces: list[str] = []
    runs: list[Run] = []
    position = 0
    for match in _ESCAPE.finditer(plain):
        start, end = match.span()
        pieces += plain[position:start], html.unescape(match.group().lower())
        runs += (start - position, 1), (1, end - start)
        position = end
    pieces.append(plain[position:])
    runs.append((len(plain) - position, 1))
    return "".join(pieces), SourceMap.from_runs(runs)


def _day(value: str) -> str | None:
    found = _DAY.match(value)
    try:
        return date(*(int(part) for part in found.groups())).isoformat() if found else None
    except ValueError:
        return None
