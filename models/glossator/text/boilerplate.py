"""Lines that a web page put around an article: menus, breadcrumbs, footers, calls to subscribe. Part of the text layer.

Conservative: a line counts only where it is nothing else, so neither a sentence that mentions a newsletter nor a
headline does. English, Korean and Arabic, as found around the articles of news sites.
"""

from __future__ import annotations

from itertools import accumulate

from glossator.text.fragments import Fragment, trimmed
from glossator.text.frame.lexicon import Kind
from glossator.text.frame.lines import LONGEST, kind_of_line, may_be_frame_line


def boilerplate_lines(text: str) -> list[Fragment]:
    """The lines of a text that belong to the web page and not to the article, in order.

    A line that could be part of a menu but might be a subheading too ("World", "Peninsula | Documents") counts where
    it stands directly above or beneath one that surely is.
    """
    lines = text.splitlines(keepends=True)
    sure = [
        number
        for number, line in enumerate(lines)
        if 1 < len(line) <= 2 * LONGEST and may_be_frame_line(line) and is_boilerplate(line.strip())
    ]
    if not sure:
        return []
    starts = list(accumulate(map(len, lines), initial=0))
    found = (trimmed(text, starts[number], starts[number + 1]) for number in sorted(_with_neighbours(lines, sure)))
    return [fragment for fragment in found if fragment is not None]


def is_boilerplate(line: str) -> bool:
    """Whether one line, without white space around it, is part of a web page's frame whatever stands beside it."""
    return len(line) <= LONGEST and kind_of_line(line) is Kind.FRAME


def is_frame_word(line: str) -> bool:
    """Whether a line is at most the name of a page's part ("World", "Long reads"): no title then, if no boilerplate."""
    return len(line) <= LONGEST and kind_of_line(line) is not Kind.UNKNOWN


def _with_neighbours(lines: list[str], sure: list[int]) -> set[int]:
    found = set(sure)
    for number in sure:
        for step in (-1, 1):
            beside = number + step
            while 0 <= beside < len(lines) and beside not in found and _joins(lines[beside]):
                found.add(beside)
                beside += step
    return found


def _joins(line: str) -> bool:
    return is_frame_word(line.strip())
