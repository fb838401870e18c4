"""`.spacy` files come in: our own as they went out, other people's with what they know, damaged ones are refused."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossator.annotation import Bundle, Layer
from glossator.errors import FormatError, ReadError
from glossator.exchange.base import ExportOptions, ExportSource
from glossator.exchange.chosen import rejected_suggestions
from glossator.exchange.formats.spacy_docbin import FORMAT, notices
from glossator.exchange.registry import HEAD
from glossator.text.normalise import normalise

spacy = pytest.importorskip("spacy")
SourceOf = Callable[..., ExportSource]
ONE_SHARE = ExportOptions(split=(1, 0, 0))
MOVED = {
    "edge inside a token",
    "white space at an edge",
    "span of white space only",
    "unlabelled filler",
    "event without trigger",
    "discontinuous span",
}


def _bin(tmp_path: Path, *docs: Any, **options: Any) -> Path:
    path = tmp_path / "given.spacy"
    spacy.tokens.DocBin(docs=docs, **options).to_disk(path)
    return path


def _doc(words: str, **options: Any) -> Any:
    return spacy.tokens.Doc(spacy.blank("xx").vocab, words=words.split(), **options)


def _spans(bundle: Bundle) -> list[tuple[str | None, str]]:
    return [(one.label, one.text) for one in bundle.layers[0].spans]


@settings(max_examples=25)
@given(data=st.data())
def test_what_was_written_is_read(
    data: st.DataObject, one_layer_bundle: st.SearchStrategy[Bundle], source_of: SourceOf, tmp_path_factory: Any
) -> None:
    bundle = data.draw(one_layer_bundle)
    out = tmp_path_factory.mktemp("out") / "export"
    report = FORMAT.write(source_of(bundle), out, ONE_SHARE)
    (again,) = FORMAT.read(out / "train.spacy")
    assert again.document.text == normalise(bundle.document.text).text
    moved = {loss.thing for loss in report.losses if loss.what in MOVED}
    before = bundle.layers[0] if bundle.layers else Layer(1, "")
    after = again.layers[0]
    found = [(one.label, one.fragments) for one in after.spans]
    events = [(one.type, one.trigger) for one in after.events]
    for span in before.spans:
        assert span.id in moved or span.label is None or (span.label, span.fragments) in found
    for event in before.events:
        assert event.id in moved or event.draft or not event.trigger or (event.type, event.trigger) in events
    for suggestion in again.suggestions:
        assert suggestion.id in rejected_suggestions(again, after)


def test_events_come_back_with_their_arguments(
    source_of: SourceOf, training_bundles: list[Bundle], tmp_path: Path
) -> None:
    FORMAT.write(source_of(*training_bundles[:2]), tmp_path / "out", ONE_SHARE)
    found = sorted(FORMAT.read(tmp_path / "out" / "train.spacy"), key=lambda one: one.document.name)
    for before, after in zip(training_bundles[:2], found, strict=True):
        assert (after.document.name, after.document.text) == (before.document.name, before.document.text)
        assert _spans(after) == _spans(before)
        assert _told(after) == _told(before)
        layer = after.layers[0]
        assert (layer.contexts, layer.review("entities"), layer.review("events")) == (("legal",), "done", "done")
    assert any("events.jsonl" in line for line in notices(tmp_path / "out" / "train.spacy"))


def _told(bundle: Bundle) -> list[tuple[str, str, list[tuple[str, str]]]]:
    layer = bundle.layers[0]
    texts = {one.id: one.text for one in layer.spans}
    return [
        (one.type, one.text, [(argument.role, texts[argument.filler]) for argument in one.arguments])
        for one in layer.events
    ]


def test_other_peoples_files(tmp_path: Path) -> None:
    doc = _doc("Kim met Putin in New York .", ents=["B-PER", "O", "B-PER", "O", "B-GPE", "I-GPE", "O"])
    span = spacy.tokens.Span
    doc.spans["ruler"] = [span(doc, 0, 3, "MEETING"), span(doc, 0, 1, "PER")]
    doc.spans["incorrect_spans"] = [span(doc, 1, 2, "PER")]
    doc.cats = {"legal": 1.0, "sport": 0.0}
    path = _bin(tmp_path, doc, store_user_data=True)
    (found,) = FORMAT.read(path)
    assert found.document.text == "Kim met Putin in New York . "
    assert _spans(found) == [("MEETING", "Kim met Putin"), ("PER", "Kim"), ("PER", "Putin"), ("GPE", "New York")]
    assert found.layers[0].review("entities") == "done"
    assert found.layers[0].contexts == ("legal",)
    (wrong,) = found.suggestions
    assert (wrong.label, wrong.text, wrong.state) == ("PER", "met", "rejected")
    assert [(one.suggestion, one.state) for one in found.decisions] == [(wrong.id, "rejected")]
    assert any("ruler (2)" in line for line in notices(path))
    with path.open("rb") as file:
        assert FORMAT.sniff(path, file.read(HEAD))


@pytest.mark.parametrize(
    ("ents", "state"),
    [(["B-A", "O"], "done"), (["B-A", "-"], "in_progress"), (["-", "-"], "not_looked_at"), (["O", "O"], "done")],
)
def test_what_is_unknown_stays_unknown(ents: list[str], state: str, tmp_path: Path) -> None:
    doc = _doc("a b", ents=[None if one == "-" else one for one in ents])
    doc.set_ents(list(doc.ents), missing=[doc[n : n + 1] for n, one in enumerate(ents) if one == "-"])
    (found,) = FORMAT.read(_bin(tmp_path, doc))
    assert found.layers[0].review("entities") == state
    assert _spans(found) == ([("A", "a")] if ents[0] == "B-A" else [])


def test_types_without_codes_and_spaces_unknown(tmp_path: Path) -> None:
    doc = _doc("a b c", ents=["B-A", "I-A", "O"])
    (found,) = FORMAT.read(_bin(tmp_path, doc, attrs=["ENT_TYPE"]))
    assert _spans(found) == [("A", "a b")]
    glued = _doc("a b", spaces=[False, False])
    (found,) = FORMAT.read(_bin(tmp_path, glued))
    assert found.document.text == "ab"


def test_damaged_files_are_refused(tmp_path: Path) -> None:
    doc = _doc("a b", ents=["B-A", "O"])
    doc.spans["sc"] = [spacy.tokens.Span(doc, 0, 2, "B")]
    whole = _bin(tmp_path, doc, store_user_data=True).read_bytes()
    path = tmp_path / "broken.spacy"
    bomb = zlib.compress(b"\0" * (64 << 20))
    inner = zlib.decompress(whole)
    for bad in (b"", b"x", whole[:-5], bomb, zlib.compress(b"\x80"), zlib.compress(inner[:-3]), zlib.compress(b"\xc1")):
        path.write_bytes(bad)
        with pytest.raises(FormatError, match=r"broken\.spacy: this is no \.spacy file"):
            list(FORMAT.read(path))
    with pytest.raises(ReadError):
        list(FORMAT.read(tmp_path / "missing.spacy"))


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A small file before compression."""
    doc = _doc("Kim met Putin", ents=["B-A", "O", "I-A"])
    doc.spans["sc"] = [spacy.tokens.Span(doc, 0, 2, "B")]
    return zlib.decompress(_bin(tmp_path_factory.mktemp("bytes"), doc, store_user_data=True).read_bytes())


@settings(max_examples=150)
@given(place=st.integers(0, 2000), byte=st.integers(0, 255))
def test_no_byte_brings_it_down(place: int, byte: int, unpacked: bytes, tmp_path: Path) -> None:
    inner = bytearray(unpacked)
    inner[place % len(inner)] = byte
    path = tmp_path / "broken.spacy"
    path.write_bytes(zlib.compress(bytes(inner)))
    try:
        found = list(FORMAT.read(path))
    except FormatError:
        return
    for bundle in found:
        for span in bundle.layers[0].spans:
            assert bundle.document.text[span.start : span.end] == span.text


def test_a_file_of_another_tool(shared_dir: Path) -> None:
    path = shared_dir / "foreign" / "spacy" / "ner_tweets_demo.spacy"
    if not path.exists():
        pytest.skip("the files of other tools are not here")
    (found,) = FORMAT.read(path)
    assert _spans(found) == [("PERSON", "Ed Sheeran")]
    assert found.document.text.startswith("I'm seeing Ed Sheeran on Wednesday")
