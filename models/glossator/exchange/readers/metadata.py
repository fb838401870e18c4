"""What the layout of a news text tells about it: title, byline, date, place, source, language.

Part of `exchange`; a pure function. What is not there stays None: a person fills it in, nothing is made up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from glossator.annotation import Metadata
from glossator.exchange.readers.bylines import Byline, read_byline, read_name_line
from glossator.exchange.readers.captions import is_caption
from glossator.exchange.readers.datelines import Dateline, read_dateline
from glossator.exchange.readers.dates import is_date_line, read_date
from glossator.exchange.readers.language import language_of
from glossator.exchange.readers.layout import Line, head_and_tail
from glossator.exchange.readers.sources import named_source, owner
from glossator.exchange.readers.titles import Candidate, choose_title, is_text, title_in


@dataclass(slots=True)
class _Found:
    """What has been found so far. `titles` are the lines that could be one; `changed` is a date of change."""

    titles: list[Candidate] = field(default_factory=list)
    author: str | None = None
    published: str | None = None
    changed: str | None = None
    agency: str | None = None
    place: str | None = None
    begun: bool = False
    """Whether the article itself has begun: what follows is no headline any more."""


def extract_metadata(text: str) -> Metadata:
    """What the first and the last lines of a text tell."""
    head, tail = head_and_tail(text)
    found = _Found()
    _read_head(head, found)
    _read_tail(tail, found)
    ends = [line.text for line in (*head, *tail)]
    source = named_source(ends) or found.agency or owner((line.text for line in tail), text)
    return Metadata(
        title=choose_title(found.titles, source),
        source=source,
        author=found.author,
        published=found.published or found.changed,
        language=language_of(text),
        extra={"place": found.place} if found.place else {},
    )


def _read_head(lines: Sequence[Line], found: _Found) -> None:
    for number, line in enumerate(lines):
        if line.menu:
            # A menu line can carry the date ("All Headlines 17:53 November 21, 2014").
            _take_date(line.text, found)
        elif not found.begun:
            _read_line(lines, number, found)


def _read_line(lines: Sequence[Line], number: int, found: _Found) -> None:
    line = lines[number].text
    dateline = read_dateline(line)
    byline = None if dateline is not None else read_byline(line)
    if dateline is not None:
        _take_dateline(dateline, found)
    elif byline is not None:
        _take_byline(byline, found)
        _take_date(line, found)
    elif is_date_line(line):
        _take_date(line, found)
    elif found.titles and _is_place_of_names(lines, number) and (name := read_name_line(line)):
        found.author = found.author or name
    elif not is_caption(line) and named_source((line,)) is None:
        found.begun = is_text(lines, number)
        title = None if found.begun else title_in(line)
        if title is not None and _heads_something(title, lines[number + 1 :]):
            found.titles.append(Candidate(title, in_menu=_is_in_menu(lines, number)))


def _read_tail(lines: Sequence[Line], found: _Found) -> None:
    """Some agencies name authors and date at the end."""
    for line in lines:
        if found.author is None and not line.menu and (not line.text.isascii() or "eporting by" in line.text[:14]):
            _take_byline(read_byline(line.text) or Byline(None), found)
        if found.published is None and is_date_line(line.text):
            date = read_date(line.text)
            found.published = date.date if date is not None and date.labelled else None


def _heads_something(title: str, following: Sequence[Line]) -> bool:
    """Whether anything longer stands beneath: a title is the title of something."""
    return any(len(title) < len(line.text) for line in following if not line.menu)


def _is_in_menu(lines: Sequence[Line], number: int) -> bool:
    """Whether a line of a menu stands directly above or beneath."""
    above = lines[number].joined and lines[number - 1].menu
    return above or any(line.joined and line.menu for line in lines[number + 1 : number + 2])


def _is_place_of_names(lines: Sequence[Line], number: int) -> bool:
    """Whether a date stands directly above or beneath a line, or a lone "By" above it."""
    beneath = lines[number + 1 : number + 2]
    above = lines[number - 1].text if number and lines[number].joined else ""
    return (
        is_date_line(above)
        or above.lower().rstrip(":") == "by"
        or any(line.joined and is_date_line(line.text) for line in beneath)
    )


def _take_dateline(dateline: Dateline, found: _Found) -> None:
    found.begun = True
    found.place = found.place or dateline.place
    found.agency = found.agency or dateline.agency
    found.published = found.published or dateline.date
    if dateline.byline is not None:
        _take_byline(dateline.byline, found)


def _take_byline(byline: Byline, found: _Found) -> None:
    found.author = found.author or byline.names


def _take_date(line: str, found: _Found) -> None:
    date = read_date(line)
    if date is None:
        return
    if date.changed:
        found.changed = found.changed or date.date
    else:
        found.published = found.published or date.date
