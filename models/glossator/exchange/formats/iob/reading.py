"""Files of one token a line as bundles, document after document.

Part of `exchange`. Every tag of such a file is an assertion, `O` too: the entities of its documents count as looked
through. The text is made again out of the tokens (see `tokens.rebuilding`): from offsets where columns hold them, from
a comment `# text = …` where it fits, from lines that hold white space, else by single spaces and line breaks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from glossator.annotation import Bundle
from glossator.errors import FormatError
from glossator.exchange.building import document_of
from glossator.exchange.formats.iob.layout import DOCUMENT_MARK, Layout, cells, find_layout, is_comment, pipe_rows
from glossator.exchange.formats.tokens.bundles import Labelled, bundle_of, in_order
from glossator.exchange.formats.tokens.lines import numbered_lines
from glossator.exchange.formats.tokens.rebuilding import TextBuilder, gaps_in
from glossator.exchange.formats.tokens.tags import is_tag, label_runs, runs

_WIDEST_GAP = 10_000
"""Between two offsets: more is no gap in a text but a mistake in the file."""


@dataclass(slots=True)
class Sentence:
    """The tokens of one sentence: their lines, texts, tags by column, and starts where the file knows them."""

    numbers: list[int] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    tags: list[list[str]] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    stated: str | None = None
    """The text that a comment gives."""


@dataclass(slots=True)
class _Document:
    name: str | None = None
    sentences: list[Sentence] = field(default_factory=list)


def read_bundles(path: Path, source: str) -> Iterator[Bundle]:
    """The documents of a file; `source` names the format in the spans' origin. Raises FormatError with the line."""
    layout = layout_of(path)
    before: _Document | None = None
    position = 0
    for document in _documents(path, layout):
        if before is not None:
            yield _bundle(before, layout, path, source, position)
            position += 1
        before = document
    if before is None:
        raise FormatError(f"{path}: the file holds no token with a tag. Choose another format, or import it as text.")
    yield _bundle(before, layout, path, source, position if position else None)


def layout_of(path: Path) -> Layout:
    """What the columns of a file are. Raises FormatError where none holds tags."""
    layout = find_layout(line for _, line in numbered_lines(path))
    if layout is None:
        raise FormatError(
            f"{path}: no column holds tags such as O, B-PER or I-PER. Choose the format of this file, or import it "
            "as text."
        )
    return layout


def _documents(path: Path, layout: Layout) -> Iterator[_Document]:
    """The documents of a file that hold a token, cut at their marks or where offsets begin anew."""
    document = _Document()
    for mark, sentence in _sentences(path, layout):
        again = bool(
            sentence and sentence.starts and document.sentences
            and sentence.starts[0] < document.sentences[-1].starts[-1]
        )  # fmt: skip
        if (mark is not None or again) and document.sentences:
            yield document
            document = _Document()
        document.name = mark or document.name
        if sentence is not None:
            document.sentences.append(sentence)
    if document.sentences:
        yield document


def _sentences(path: Path, layout: Layout) -> Iterator[tuple[str | None, Sentence | None]]:
    """Sentences, and between them the marks of a new document: its name, "" where it has none."""
    sentence = Sentence()
    seen = False
    for number, line in numbered_lines(path):
        if layout.separator == "pipe":
            if line.strip() and not line.startswith(DOCUMENT_MARK):
                yield None, _pipe_sentence(line, path, number)
            elif line.strip():
                yield "", None
            continue
        ends = not line.strip() or line.split(maxsplit=1)[0] == DOCUMENT_MARK
        if ends and sentence.tokens:
            yield None, sentence
        if ends:
            sentence = Sentence()
            if line.strip():
                yield "", None
        elif not sentence.tokens and is_comment(line, layout):
            mark = _take_comment(line, sentence)
            if mark is not None:
                yield mark, None
        elif layout.header and not seen:
            seen = True
        else:
            _take_row(line, sentence, layout, f"{path}:{number}", number)
    if sentence.tokens:
        yield None, sentence


def _take_comment(line: str, sentence: Sentence) -> str | None:
    """The name of a new document if the comment says so."""
    key, equals, value = line.lstrip("# ").partition("=")
    if key.strip() == "text" and equals:
        sentence.stated = value.strip()
    return value.strip() if key.split()[:1] == ["newdoc"] else None


def _take_row(line: str, sentence: Sentence, layout: Layout, where: str, number: int) -> None:
    row = cells(line, layout.separator)
    if len(row) != layout.columns:
        raise FormatError(
            f"{where}: the line has {len(row)} of the {layout.columns} columns that most lines have "
            f"(between {'tabs' if layout.separator == 'tab' else 'spaces'}). Give all lines the same columns."
        )
    if not row[layout.token]:
        raise FormatError(f"{where}: the column of the token is empty.")
    tags = [row[tag] for tag in layout.tags]
    wrong = next((tag for tag in tags if layout.prefixed and not is_tag(tag)), None)
    if wrong is not None:
        raise FormatError(f"{where}: {wrong!r} is no tag: O or a label after B-, I-, E-, S-, L- or U- is expected.")
    sentence.numbers.append(number)
    sentence.tokens.append(row[layout.token])
    sentence.tags.append(tags)
    if layout.offsets is not None:
        sentence.starts.append(int(row[layout.offsets[0]]))


def _pipe_sentence(line: str, path: Path, number: int) -> Sentence:
    rows = pipe_rows(line)
    if rows is None:
        raise FormatError(f"{path}:{number}: the line is no sentence of token|tag, though others are.")
    return Sentence([number] * len(rows), [row[0] for row in rows], [[row[-1]] for row in rows])


def _bundle(document: _Document, layout: Layout, path: Path, source: str, position: int | None) -> Bundle:
    builder = TextBuilder()
    spans: list[Labelled] = []
    decode = runs if layout.prefixed else label_runs
    base = document.sentences[0].starts[0] if layout.offsets is not None else 0
    for sentence in document.sentences:
        gaps = _gaps(sentence, layout, builder, base, path)
        places = []
        for gap, token in zip(gaps, sentence.tokens, strict=False):
            builder.add(gap)
            places.append(builder.add(token))
        found = [
            ((places[run.start][0], places[run.end - 1][1]), run.label)
            for column in range(len(layout.tags))
            for run in decode([tags[column] for tags in sentence.tags])
        ]
        ordered = sorted(found, key=lambda one: in_order(*one))
        spans += [Labelled(label, (place,)) for place, label in ordered if place[0] < place[1]]
    name = document.name or (path.stem if position is None else f"{path.stem}-{position + 1}")
    made = document_of(name, builder.text(), position=position or 0)
    return bundle_of(made, spans, source=source, reviews={"entities": "done"})


def _gaps(sentence: Sentence, layout: Layout, builder: TextBuilder, base: int, path: Path) -> list[str]:
    """What stands before each token of a sentence."""
    first = "\n" if builder.length else ""
    if layout.offsets is not None:
        return _measured(sentence, builder.length, base, path)
    if layout.spaces:
        return [first] + [""] * (len(sentence.tokens) - 1)
    stated = gaps_in(sentence.stated, sentence.tokens) if sentence.stated is not None else None
    return [first, *(stated[1:-1] if stated is not None else [" "] * (len(sentence.tokens) - 1))]


def _measured(sentence: Sentence, reached: int, base: int, path: Path) -> list[str]:
    """The gaps that offsets leave: white space, before a sentence's first token with a line break."""
    gaps: list[str] = []
    for number, start, token in zip(sentence.numbers, sentence.starts, sentence.tokens, strict=True):
        width = start - base - reached
        if not 0 <= width <= _WIDEST_GAP:
            raise FormatError(
                f"{path}:{number}: the token begins at {start}, but the one before it ends at {reached + base}."
            )
        gaps.append("\n".rjust(width) if width and not gaps and reached else " " * width)
        reached = start - base + len(token)
    return gaps


def notices_of(path: Path) -> tuple[str, ...]:
    """What an importer took for granted in a file, in sentences for the person who imports it."""
    layout = layout_of(path)
    column = " and ".join(str(tag + 1) for tag in layout.tags)
    said = [f"Tags are read from column {column} of {layout.columns} ({_SCHEMES[layout.scheme]})."]
    if 0 < layout.unread:
        said.append(f"{layout.unread} other column{'s' if 1 < layout.unread else ''} of each line are not kept.")
    if layout.scheme == "none":
        said.append("No token has a label: the documents are taken as looked through, with nothing in them.")
    return tuple(said)


_SCHEMES = {
    "iob1": "IOB1",
    "iob2": "IOB2",
    "bioes": "BIOES",
    "bilou": "BILOU",
    "labels": "labels without B- and I-: equal neighbours become one span",
    "none": "all of them O",
}
