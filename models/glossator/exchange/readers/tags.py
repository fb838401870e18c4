"""HTML as tags and texts, in one pass from the first letter to the last, however broken it is.

Part of `exchange`; pure functions. The parser of the standard library takes minutes for what some people send.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

_NAME = re.compile("[a-z][a-z0-9:-]*", re.IGNORECASE)
_END_OR_QUOTE = re.compile("[>\"']")
_RAW = {
    name: re.compile(f"</{name}\\b", re.IGNORECASE)
    for name in ("script", "style", "iframe", "noembed", "title", "textarea")
}
"""Elements in which nothing but their own end is a tag."""
_LONGEST_SEEN = 1_000


class Tag(NamedTuple):
    """A tag: its name in lower case, what stands behind it (a thousand letters at most), and which kind it is."""

    name: str
    attributes: str
    closes: bool
    is_empty: bool


def pieces_of(html: str) -> Iterator[Tag | str]:
    """The tags of a page and the texts between them; comments and declarations are passed over."""
    position = 0
    while 0 <= position < len(html):
        opening = html.find("<", position)
        if opening < 0:
            opening = len(html)
        if position < opening:
            yield _unescaped(html[position:opening])
        if opening == len(html):
            return
        name = _NAME.match(html, opening + 1 + html.startswith("/", opening + 1))
        if name is None:
            position = _after_other(html, opening)
            if position == opening + 1:
                yield "<"
            continue
        end = _end_of_tag(html, name.end())
        if end < 0:
            return
        tag = _tag(html, opening, name, end)
        yield tag
        position = end
        if tag.name in _RAW and not tag.closes and not tag.is_empty:
            found = _RAW[tag.name].search(html, position)
            if found is None:
                return
            yield _unescaped(html[position : found.start()])
            position = found.start()


def _tag(html: str, opening: int, name: re.Match[str], end: int) -> Tag:
    attributes = html[name.end() : min(end - 1, name.end() + _LONGEST_SEEN)]
    return Tag(name.group().lower(), attributes, html[opening + 1] == "/", html[end - 2] == "/")


def _after_other(html: str, opening: int) -> int:
    """Where it goes on after a comment, a declaration, or a sign that stands for itself; -1: nowhere."""
    for start, end in (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<!", ">"), ("<?", ">"), ("</", ">")):
        if html.startswith(start, opening):
            found = html.find(end, opening + len(start))
            return -1 if found < 0 else found + len(end)
    return opening + 1


def _end_of_tag(html: str, position: int) -> int:
    """Behind the sign that closes a tag, which may stand in quotation marks without closing it; -1: nowhere."""
    while (found := _END_OR_QUOTE.search(html, position)) is not None:
        if found.group() == ">":
            return found.end()
        closing = html.find(found.group(), found.end())
        if closing < 0:
            # The mark opens nothing: the next sign closes the tag.
            return html.find(">", found.end()) + 1 or -1
        position = closing + 1
    return -1


def _unescaped(text: str) -> str:
    try:
        return unescape(text)
    except ValueError:
        # A number with thousands of digits.
        return text
