"""The text of HTML as Label Studio counts it: all text nodes one after another; and places in it given by XPath.

Part of `exchange`. Only the simple paths that Label Studio writes are followed: `/div[1]/p[2]/text()[1]`.
"""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from typing import Final

_STEP: Final = re.compile(r"/(text\(\)|[\w:-]+)(?:\[(\d{1,6})\])?")
_PATH: Final = re.compile(r"(?:/(?:text\(\)|[\w:-]+)(?:\[\d{1,6}\])?)+")
_EMPTY: Final = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_SILENT: Final = frozenset(("script", "style"))
_DEEPEST: Final = 400


class HyperText(HTMLParser):
    """The text of a piece of HTML, and where each of its nodes begins in it."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self._pieces: list[str] = []
        self._length = 0
        self._starts: dict[str, int] = {}
        self._open: list[tuple[str, str, Counter[str]]] = [("", "", Counter())]
        self._in_text = False
        self.feed(html)
        self.close()
        self.text = "".join(self._pieces)

    def place(self, path: str, offset: int) -> int | None:
        """The code point at an offset into a node; None where there is no such node."""
        if _PATH.fullmatch(path) is None:
            return None
        full = "".join(f"/{name}[{number or 1}]" for name, number in _STEP.findall(path))
        start = self._starts.get(full)
        return None if start is None else start + offset

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_text = False
        path = self._child(tag)
        if tag not in _EMPTY and len(self._open) < _DEEPEST:
            self._open.append((tag, path, Counter()))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_text = False
        self._child(tag)

    def handle_endtag(self, tag: str) -> None:
        self._in_text = False
        for depth in range(len(self._open) - 1, 0, -1):
            if self._open[depth][0] == tag:
                del self._open[depth:]
                return

    def handle_data(self, data: str) -> None:
        if self._open[-1][0] in _SILENT:
            return
        if not self._in_text:
            self._child("text()")
        self._in_text = True
        self._pieces.append(data)
        self._length += len(data)

    def _child(self, name: str) -> str:
        _, path, children = self._open[-1]
        children[name] += 1
        found = f"{path}/{name}[{children[name]}]"
        self._starts[found] = self._length
        return found
