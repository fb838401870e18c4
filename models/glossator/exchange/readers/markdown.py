"""Markdown as documents: what a reader of the rendered page would read. Part of `exchange`.

The markup is stripped, because marks stand inside of names (**Kim** Jong Un) and addresses of links are no text; who
wants it imports the file as plain text. markdown-it-py is imported only where a file is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from glossator.annotation import Metadata
from glossator.exchange.readers.dates import find_date
from glossator.exchange.readers.given import Extracted, Given, needed, tidy
from glossator.exchange.readers.markup import visible_text
from glossator.text.decode import decode

if TYPE_CHECKING:
    from markdown_it.token import Token

LARGEST = 4 << 20
_FRONT = re.compile(r"\A---[ \t]*\r?\n(?P<body>.{0,20000}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_ENTRY = re.compile(r"(?P<key>[A-Za-z_]{2,30})[ \t]*:[ \t]*(?P<value>\S.{0,500})")
_KEYS = {
    "title": "title", "author": "author", "authors": "author", "date": "published", "published": "published",
    "lang": "language", "language": "language", "source": "source", "publisher": "source", "url": "url",
}  # fmt: skip
_CLOSE_BLOCKS = frozenset(
    ("paragraph_close", "heading_close", "tr_close", "list_item_close", "blockquote_close", "table_close")
)


def read_markdown(given: Given) -> Iterator[Extracted]:
    """The text of a Markdown file; metadata from its front matter, the title else from the first heading."""
    if LARGEST < len(given.data):
        raise given.error(f" is too large for Markdown ({len(given.data):,} bytes): divide it into parts.")
    markdown_it = needed("markdown_it", given, kind="a Markdown file")
    decoded = decode(given.data, name=given.shown, encoding=given.encoding)
    front = _FRONT.match(decoded.text)
    body = decoded.text[front.end() :] if front else decoded.text
    try:
        tokens: list[Token] = markdown_it.MarkdownIt("commonmark").enable("table").parse(body)
    except (RecursionError, ValueError, IndexError) as error:
        raise given.damaged(type(error).__name__) from error
    metadata = _metadata(front["body"] if front else "", _first_heading(tokens))
    yield Extracted(name=given.name, text=_text_of(tokens), metadata=metadata, encoding=decoded.encoding)


def _text_of(tokens: Sequence[Token]) -> str:
    pieces: list[str] = []
    for token in tokens:
        if token.type == "inline":
            pieces.append(_inline(token.children or ()))
        elif token.type in ("fence", "code_block"):
            pieces.append(token.content.rstrip("\n") + "\n\n")
        elif token.type == "html_block":
            pieces.append(visible_text(token.content).text + "\n\n")
        elif token.type in ("td_close", "th_close"):
            pieces.append("\t")
        elif token.type in _CLOSE_BLOCKS:
            pieces.append("\n" if token.hidden or token.type == "tr_close" else "\n\n")
    text = re.sub("[ \t]+\n", "\n", "".join(pieces))
    return re.sub("\n{3,}", "\n\n", text).strip("\n")


def _inline(children: Sequence[Token]) -> str:
    """A paragraph on one line: where its source was wrapped means nothing."""
    pieces: list[str] = []
    for token in children:
        if token.type in ("text", "code_inline"):
            pieces.append(token.content)
        elif token.type == "softbreak":
            pieces.append(" ")
        elif token.type == "hardbreak" or (token.type == "html_inline" and token.content.lower().startswith("<br")):
            pieces.append("\n")
        elif token.type == "image":
            pieces.append(token.content)
    return "".join(pieces)


def _first_heading(tokens: Sequence[Token]) -> str | None:
    if 1 < len(tokens) and tokens[0].type == "heading_open":
        return tidy(_inline(tokens[1].children or ()))
    return None


def _metadata(front: str, heading: str | None) -> Metadata:
    """What the lines "key: value" say; anything more elaborate stays unread."""
    found: dict[str, str] = {}
    for line in front.splitlines():
        entry = _ENTRY.fullmatch(line.rstrip())
        if entry is not None and entry["key"].lower() in _KEYS:
            found.setdefault(_KEYS[entry["key"].lower()], entry["value"].strip("\"' []"))
    url = found.pop("url", None)
    published = find_date(found.pop("published", ""))
    title = found.pop("title", None) or heading
    return Metadata(title=title, published=published, extra={"url": url} if url else {}, **found)
