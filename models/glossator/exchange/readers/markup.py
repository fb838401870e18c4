"""HTML as the text that a person sees, without knowing what is article and what is menu.

Part of `exchange`. E-books and e-mails are all article; of web pages it is what is left where no article is found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from glossator.exchange.readers.tags import Tag, pieces_of
from glossator.text.abbreviations import words

_BLOCKS = words(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure",
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main nav ol option p pre section summary table",
    "tbody tfoot thead tr ul",
)
_UNSEEN = words("audio canvas datalist head iframe math noscript object script select style svg template video")
_EMPTY = words("area base br col embed hr img input link meta param source track wbr")
_CELLS = frozenset(("td", "th"))
_SPACE = re.compile("[ \t\n\r\f]+")
_AROUND_BREAK = re.compile("[ \t]*\n[ \t\n]*")
_LANGUAGE = re.compile(r"""\b(?:xml:)?lang\s*=\s*["']?([A-Za-z][A-Za-z0-9-]{1,20})""")
_ROOT = re.compile("<html[^>]{0,1000}", re.IGNORECASE)
_ROOT_REACH = 20_000
_MOST_OPEN = 1_000


@dataclass(frozen=True, slots=True)
class Seen:
    """The text of a page, the title in its head, and its language where it says so."""

    text: str
    title: str | None = None
    language: str | None = None


def visible_text(html: str) -> Seen:
    """The text of a page: a line for each block, an empty one between them; no scripts, styles and pictures."""
    page = _Page()
    for piece in pieces_of(html):
        if isinstance(piece, Tag):
            page.take_tag(piece)
        else:
            page.take_text(piece)
    return page.seen(page_language(html))


def page_language(html: str) -> str | None:
    """The language that a page says it is in."""
    root = _ROOT.search(html, 0, _ROOT_REACH)
    told = _LANGUAGE.search(root.group()) if root else None
    return told[1] if told else None


class _Page:
    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._title: list[str] = []
        self._in_title = False
        self._unseen: list[str] = []
        self._in_pre = 0

    def take_tag(self, tag: Tag) -> None:
        if tag.closes:
            self._close(tag.name)
            return
        self._in_title = tag.name == "title" and not self._title
        if tag.name == "body":
            # Whatever the head forgot to close ends here.
            self._unseen.clear()
        if tag.name in _UNSEEN and not tag.is_empty and len(self._unseen) < _MOST_OPEN:
            self._unseen.append(tag.name)
        elif not self._unseen:
            self._break(tag.name)
            self._in_pre += tag.name == "pre" and not tag.is_empty

    def _close(self, name: str) -> None:
        self._in_title = False
        if name in self._unseen:
            while self._unseen.pop() != name:
                pass
        elif not self._unseen and name in _BLOCKS:
            self._break(name)
            self._in_pre = max(0, self._in_pre - (name == "pre"))

    def take_text(self, text: str) -> None:
        if self._in_title:
            self._title.append(text)
        elif not self._unseen:
            self._add(text if self._in_pre else _SPACE.sub(" ", text))

    def _break(self, name: str) -> None:
        if name in _BLOCKS:
            self._pieces.append("\n\n")
        elif name in _CELLS:
            self._pieces.append("\t")
        elif name == "br":
            self._pieces.append("\n")

    def _add(self, text: str) -> None:
        if text.startswith(" ") and self._pieces and self._pieces[-1][-1:].isspace():
            text = text[1:]
        if text:
            self._pieces.append(text)

    def seen(self, language: str | None) -> Seen:
        """What was seen of everything taken."""
        text = _AROUND_BREAK.sub(_one_or_two, "".join(self._pieces))
        title = _SPACE.sub(" ", "".join(self._title)).strip()
        return Seen(text.strip(), title or None, language)


def _one_or_two(breaks: re.Match[str]) -> str:
    return "\n\n" if 1 < breaks.group().count("\n") else "\n"
