"""Web Annotations: ours as the W3C's model wants them, whole both ways; other people's anchored by their words."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossator.annotation import Bundle
from glossator.errors import FormatError, GlossatorError
from glossator.exchange.base import ExportOptions, ExportSource
from glossator.exchange.formats.web_annotation import FORMAT
from glossator.exchange.formats.web_annotation.anchor import anchor
from glossator.exchange.formats.web_annotation.model import Selector, bodies_of, pages_of, targets_of
from glossator.text.normalise import normalise
from support.facts import facts

SourceOf = Callable[..., ExportSource]


@settings(max_examples=40)
@given(data=st.data())
def test_any_document_comes_back_but_for_what_the_report_says(
    data: st.DataObject,
    any_bundle: st.SearchStrategy[Bundle],
    source_of: SourceOf,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    bundle = data.draw(any_bundle)
    source, out = source_of(bundle), tmp_path_factory.mktemp("anno") / "out.jsonld"
    report = FORMAT.write(source, out, ExportOptions())
    assert report.losses == FORMAT.preflight(source, ExportOptions()).losses
    (read,) = FORMAT.read(out)
    assert FORMAT.notices(out) == ()
    assert (read.document.text, read.document.name) == (bundle.document.text, bundle.document.name)
    assert read.document.metadata == bundle.document.metadata
    for mine, theirs in zip(bundle.layers, read.layers, strict=True):
        lost = {"unfinished event (draft)", "argument", "note", "flag", "attribute"}
        if not lost & {loss.what for loss in report.losses if "only in" not in loss.detail}:
            assert facts(theirs) == facts(mine)
        assert sorted(one.fragments for one in theirs.spans) == sorted(one.fragments for one in mine.spans)
        assert theirs.contexts == mine.contexts


def _items(path: Path) -> list[dict[str, Any]]:
    return [item for page in json.loads(path.read_text(encoding="utf-8")) for item in page["items"]]


@settings(max_examples=15)
@given(data=st.data())
def test_every_annotation_is_as_the_model_wants_it(
    data: st.DataObject,
    one_layer_bundle: st.SearchStrategy[Bundle],
    source_of: SourceOf,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    bundle = data.draw(one_layer_bundle)
    out = tmp_path_factory.mktemp("anno") / "out.jsonld"
    FORMAT.write(source_of(bundle), out, ExportOptions())
    for item in _items(out):
        assert item["type"] == "Annotation"
        assert item["target"]
        assert re.match("[a-z]+:", item["id"])
        for target in item["target"] if isinstance(item["target"], list) else [item["target"]]:
            if not isinstance(target, str):
                position, quote = target["selector"]
                assert bundle.document.text[position["start"] : position["end"]] == quote["exact"]
                assert bundle.document.text[: position["start"]].endswith(quote["prefix"])


# Other people's annotations.


def _counts(shared: Path) -> dict[str, tuple[int, int]]:
    """Bodies and targets that the index states."""
    found: dict[str, tuple[int, int]] = {}
    text = (shared / "foreign" / "INDEX.md").read_text(encoding="utf-8")
    for name, rest in re.findall(r"\| (anno\d+\.json) \| Web Annotation[^|]*\| ([^|]*)\|", text):
        stated = dict(re.findall(r"(bodies|targets) (\d+)", rest))
        found[name] = int(stated.get("bodies", 0)), int(stated.get("targets", 0))
    return found


def test_the_examples_of_the_model_are_understood(shared_dir: Path) -> None:
    counts = _counts(shared_dir)
    assert len(counts) == 34
    for name, stated in counts.items():
        path = shared_dir / "foreign" / "w3c-annotation" / name
        assert FORMAT.sniff(path, path.read_bytes()[:65536])
        (page,) = pages_of(path)
        (annotation,) = page.annotations
        assert (len(bodies_of(annotation)), len(targets_of(annotation))) == stated, name
        # They are of pictures, web pages, books: none has its text here.
        with pytest.raises(FormatError, match=r"not at hand|no stretch of a text"):
            list(FORMAT.read(path))


def test_the_collection_is_understood(shared_dir: Path) -> None:
    path = shared_dir / "foreign" / "w3c-annotation" / "collection1.json"
    (page,) = pages_of(path)
    assert len(page.annotations) == json.loads(path.read_bytes())["total"]


TEXT = "This is an anotation that has some words; this is an anotation too."


def _file(folder: Path, *annotations: dict[str, Any]) -> Path:
    path = folder / "a.json"
    context = {"@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation"}
    path.write_text(json.dumps([context | {"id": f"urn:{n}"} | one for n, one in enumerate(annotations)]), "utf-8")
    return path


def _target(**selector: Any) -> dict[str, Any]:
    return {"target": {"source": "http://example.org/page1.txt?x=1", "selector": selector}}


def test_words_are_found_by_quotation(tmp_path: Path) -> None:
    (tmp_path / "page1.txt").write_text(TEXT, "utf-8")
    quote = _target(type="TextQuoteSelector", exact="anotation", prefix="this is an ", suffix=" too")
    moved = {"target": {"source": "http://example.org/page1.txt?x=1", "selector": [
        {"type": "TextPositionSelector", "start": 13, "end": 22}, {"type": "TextQuoteSelector", "exact": "anotation"},
    ]}}  # fmt: skip
    path = _file(tmp_path, quote | {"bodyValue": "a typo"}, moved | {"creator": {"name": "ada"}})
    (bundle,) = FORMAT.read(path)
    nobody, ada = bundle.layers
    assert [one.fragments for one in nobody.spans] == [((53, 62),)]
    assert [one.text for one in nobody.notes] == ["a typo"]
    assert [one.fragments for one in ada.spans] == [((11, 20),)]
    (notice,) = FORMAT.notices(path)
    assert "was not at 13; it was found again at 11" in notice


@pytest.mark.parametrize(
    ("annotation", "message"),
    [
        ({"target": "http://example.org/a.png"}, "no stretch of a text"),
        (_target(type="TextQuoteSelector", exact="missing"), "is not in the text"),
        (_target(type="TextPositionSelector", start=5, end=999), "is not in the text"),
        (_target(type="TextPositionSelector", start="5", end=9), "'start' must be a whole number"),
        ({"type": "Zoo"}, "no annotation of the W3C's model"),
        ({"type": "AnnotationCollection", "first": "http://x"}, "first page is not in this file"),
        ({"target": {"source": "../../etc/passwd", "selector": {"type": "TextQuoteSelector", "exact": "r"}}},
         "not at hand"),
    ],
)  # fmt: skip
def test_a_bad_annotation_is_refused_with_its_place(tmp_path: Path, annotation: dict[str, Any], message: str) -> None:
    (tmp_path / "page1.txt").write_text(TEXT, "utf-8")
    with pytest.raises(GlossatorError, match=f"a.json:1.*{message}"):
        list(FORMAT.read(_file(tmp_path, annotation)))


@given(text=st.text("ab \n🙂", min_size=1, max_size=30), data=st.data())
def test_whatever_stands_somewhere_is_found_there(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    whole = Selector(start, end, text[start:end], text[:start], text[end:])
    found = anchor(normalise(text), whole)
    assert found is not None
    assert (found.fragment, found.moved) == ((start, end), False)
    by_words = anchor(normalise(text), Selector(None, None, whole.exact, whole.prefix, whole.suffix))
    assert by_words is not None
    assert text[slice(*by_words.fragment)] == whole.exact
