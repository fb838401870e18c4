"""IOB2: the columns of CoNLL-2003, read back by spaCy's own converter."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossator.annotation import Bundle, Document, Event, Layer, LayerState, Span
from glossator.exchange.base import ExportOptions, ExportSource
from glossator.exchange.formats.iob2 import FORMAT
from glossator.text.tokens import tokenize

SourceOf = Callable[..., ExportSource]
TEXT = "Kim met Putin. He left.\nThe end of  South Korea\noffice."


def _span(thing: int, label: str | None, *fragments: tuple[int, int]) -> Span:
    return Span(thing, 1, "ada", label, fragments, " ".join(TEXT[start:end] for start, end in fragments))


def _write(bundle: Bundle, source_of: SourceOf, path: Path) -> tuple[str, dict[str, int]]:
    report = FORMAT.write(source_of(bundle), path, ExportOptions())
    return path.read_text(encoding="utf-8"), report.counts()


def _bundle(*spans: Span, state: LayerState | None = None, events: tuple[Event, ...] = ()) -> Bundle:
    return Bundle(Document(1, "a.txt", TEXT), (Layer(1, "ada", state, spans, events),))


def test_lines(source_of: SourceOf, tmp_path: Path) -> None:
    state = LayerState(9, 1, "ada", (), {"entities": "done"})
    spans = (_span(2, "PERSON", (0, 3)), _span(3, "PERSON", (8, 13)))
    text, lost = _write(_bundle(*spans, state=state), source_of, tmp_path / "out.iob2")
    assert text == (
        "-DOCSTART- -X- O O\n\n"
        "Kim -X- _ B-PERSON\nmet -X- _ O\nPutin -X- _ B-PERSON\n. -X- _ O\n\n"
        "He -X- _ O\nleft -X- _ O\n. -X- _ O\n\n"
        "The -X- _ O\nend -X- _ O\nof -X- _ O\nSouth -X- _ O\nKorea -X- _ O\n\n"
        "office -X- _ O\n. -X- _ O\n\n"
    )
    assert lost == {}


def test_losses(source_of: SourceOf, tmp_path: Path) -> None:
    spans = (
        _span(2, "ORG", (36, 54)),
        _span(3, "GPE", (36, 47)),
        _span(4, "PERSON", (0, 3), (8, 13)),
        _span(5, None, (15, 17)),
        _span(6, "DATE", (24, 29)),
        _span(7, "DATE", (34, 36)),
    )
    event = Event(8, 1, "ada", "CONSULT", ((4, 7),), "met")
    text, lost = _write(_bundle(*spans, events=(event,)), source_of, tmp_path / "out.iob2")
    assert "South -X- _ B-ORG\nKorea -X- _ I-ORG\noffice -X- _ I-ORG\n" in text
    assert lost == {
        "nested span": 1,
        "discontinuous span": 1,
        "edge inside a token": 1,
        "span of white space only": 1,
        "span across a line break": 1,
        "unlabelled filler": 1,
        "event": 1,
        "entities not finished": 1,
    }


def test_nobody_looked_is_said(source_of: SourceOf) -> None:
    report = FORMAT.preflight(source_of(Bundle(Document(1, "a.txt", TEXT))), ExportOptions())
    assert report.counts() == {"entities not looked at": 1}


@settings(max_examples=30)
@given(data=st.data())
def test_every_token_is_there_once(
    data: st.DataObject, one_layer_bundle: st.SearchStrategy[Bundle], source_of: SourceOf, tmp_path: Path
) -> None:
    bundle = data.draw(one_layer_bundle)
    path = tmp_path / "out.iob2"
    report = FORMAT.write(source_of(bundle), path, ExportOptions())
    assert report.losses == FORMAT.preflight(source_of(bundle), ExportOptions()).losses
    lines = path.read_text(encoding="utf-8").split("\n")
    assert lines[0] == "-DOCSTART- -X- O O"
    rows = [line.split(" ") for line in lines[1:] if line]
    text = bundle.document.text
    assert [row[0] for row in rows] == [text[start:end] for start, end in tokenize(text)]
    assert {len(row) for row in rows} <= {4}
    tags = [row[3] for row in rows]
    assert all(before[2:] == tag[2:] for before, tag in zip(["O", *tags], tags, strict=False) if tag.startswith("I-"))


def test_spacy_reads_it_without_editing(source_of: SourceOf, training_bundles: list[Bundle], tmp_path: Path) -> None:
    pytest.importorskip("spacy")
    from spacy.training.converters import conll_ner_to_docs

    path = tmp_path / "out.iob2"
    FORMAT.write(source_of(*training_bundles[:3]), path, ExportOptions())
    docs = list(conll_ner_to_docs(path.read_text(encoding="utf-8"), no_print=True))
    found = [[(one.text, one.label_) for one in doc.ents] for doc in docs]
    assert found == [[(one.text, one.label) for one in bundle.layers[0].spans] for bundle in training_bundles[:3]]
