"""What all formats of event corpora promise: whole with our key, as told without it, careful with what others wrote."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Set
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.annotation import Bundle, Layer, LossReport
from glossator.errors import FormatError
from glossator.exchange import losses
from glossator.exchange.base import ExportOptions, ExportSource, Format
from glossator.exchange.formats import dygie, maven_arg, omnievent, oneie, rams, wikievents
from glossator.exchange.formats.event_json.form import changed_since
from glossator.exchange.formats.event_json.own import KEY, digest, exported
from glossator.exchange.formats.event_json.sources import alone
from glossator.exchange.formats.event_json.wording import aligned, joined, squeezed

FORMATS: list[Any] = [one.FORMAT for one in (dygie, maven_arg, omnievent, oneie, rams, wikievents)]
SourceOf = Callable[..., ExportSource]
HARMLESS = {
    *(losses.ATTRIBUTE, losses.NOTE, losses.FLAG, losses.MODE, losses.CONTEXT, losses.OVERRIDE, losses.FREE_FILLER),
    *(losses.WHITE_SPACE, losses.ENTITY, losses.SAME_EVENTS),
}
"""What is lost of a thing that comes back all the same, white space aside."""


@pytest.fixture(params=FORMATS, ids=lambda one: one.name)
def form(request: pytest.FixtureRequest) -> Format:
    """Each of the formats."""
    found: Format = request.param
    return found


def main_file(out: Path) -> Path:
    """The file with the records."""
    return out / wikievents.INFO if out.is_dir() else out


def written(form: Format, source: ExportSource, folder: Path) -> tuple[Path, LossReport]:
    """An export in a place of its own."""
    out = folder / f"out{len(list(folder.iterdir()))}"
    report = form.write(source, out, ExportOptions())
    assert form.preflight(source, ExportOptions()).losses == report.losses
    return main_file(out), report


def stripped(path: Path, change: Callable[[dict[str, Any]], None] = lambda record: None) -> Path:
    """The same file without our key."""
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    for record in records:
        record.pop(KEY, None)
        change(record)
    bare = path.with_name(f"bare-{path.name}")
    bare.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return bare


def read_or_refused(form: Format, path: Path) -> tuple[list[Bundle], str | None]:
    """What a file holds, or why it was refused."""
    try:
        return list(form.read(path)), None
    except FormatError as error:
        return [], str(error)


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new folder."""
    return tmp_path_factory.mktemp("export")


@given(data=st.data())
def test_what_we_wrote_comes_back_whole(
    form: Format, data: st.DataObject, one_layer_bundle: st.SearchStrategy[Bundle], source_of: SourceOf, folder: Path
) -> None:
    bundle = data.draw(one_layer_bundle)
    path, report = written(form, source_of(bundle), folder)
    back = list(form.read(path))
    if {losses.NO_WORDS, losses.NO_EVENTS} & report.counts().keys() and not back:
        return
    layer = bundle.layers[0] if bundle.layers else Layer(bundle.document.id, "")
    assert back == [exported(bundle, layer)]
    assert not any(event.draft for one in back for event_layer in one.layers for event in event_layer.events)


@given(data=st.data())
def test_without_our_key_everything_comes_back_but_what_the_report_lists(
    form: Format, data: st.DataObject, one_layer_bundle: st.SearchStrategy[Bundle], source_of: SourceOf, folder: Path
) -> None:
    bundle = data.draw(one_layer_bundle)
    path, report = written(form, source_of(bundle), folder)
    back = list(form.read(stripped(path)))
    lost = {loss.thing for loss in report.losses if loss.what not in HARMLESS}
    assert not spans_of([bundle], lost) - spans_of(back)
    assert not events_of([bundle], lost) - events_of(back)


def spans_of(bundles: Iterable[Bundle], lost: Set[int | None] = frozenset()) -> Counter[tuple[str, str]]:
    """Labelled spans by label and words; those in `lost` left out."""
    spans = [span for bundle in bundles for layer in bundle.layers for span in layer.spans if span.id not in lost]
    return Counter((span.label, squeezed(span.text)) for span in spans if span.label is not None)


def events_of(bundles: Iterable[Bundle], lost: Set[int | None] = frozenset()) -> Counter[tuple[object, ...]]:
    """Finished events by type, words of the trigger, and roles with the words of their fillers."""
    found: Counter[tuple[object, ...]] = Counter()
    for layer in (layer for bundle in bundles for layer in bundle.layers):
        words = {span.id: squeezed(span.text) for span in layer.spans}
        for event in layer.events:
            fillers = {argument.filler for argument in event.arguments}
            if not event.draft and not ({event.id} | fillers) & lost:
                roles = sorted((argument.role, words[argument.filler]) for argument in event.arguments)
                found[event.type, squeezed(event.text), tuple(roles)] += 1
    return found


def test_changed_files_say_what_they_say_now(
    form: Format, training_bundles: list[Bundle], source_of: SourceOf, folder: Path
) -> None:
    path, _ = written(form, source_of(training_bundles[0]), folder)
    text = path.read_text(encoding="utf-8")
    changed = path.with_name("changed.jsonl")
    head, mark, tail = text.partition(f'"{KEY}"')
    changed.write_text(head.replace("CONSULT", "ACCUSE") + mark + tail, encoding="utf-8")
    (bundle,) = form.read(changed)
    assert "ACCUSE" in {event.type for event in bundle.layers[0].events}
    same = getattr(form, "same", alone)
    assert len(changed_since(changed, same)) == 1
    assert not changed_since(path, same)


def test_bytes_are_the_same_each_time(
    form: Format, training_bundles: list[Bundle], source_of: SourceOf, folder: Path
) -> None:
    source = source_of(*training_bundles[:3])
    first, second = written(form, source, folder)[0], written(form, source, folder)[0]
    assert first.read_bytes() == second.read_bytes()


def test_only_its_own_files_are_recognised(
    form: Format, training_bundles: list[Bundle], source_of: SourceOf, folder: Path
) -> None:
    path, _ = written(form, source_of(*training_bundles[:3]), folder)
    for head in (path.read_bytes()[:65_536], stripped(path).read_bytes()[:700]):
        assert [one.name for one in FORMATS if one.sniff(path, head)] == [form.name]
    for head in (b"", b"[]", b"{", b'{"text": "a"}', b"\xff\xfe", b'{"events": 1, "doc_id'):
        assert not form.sniff(path, head) or form.name in ("omnievent", "dygie")


@pytest.mark.parametrize(
    "line",
    [
        "[1]",
        "{",
        "null",
        '"text"',
        "{}",
        '{"doc_key": "a", "doc_id": "a", "id": "a"}',
        '{"document": 1, "text": 1, "tokens": 1, "sentences": 1}',
        '{"glossator": {"version": 1, "sha256": "", "document": {}}}',
        '{"glossator": {"version": 99}}',
        '{"glossator": 1}',
        "[" * 100_000,
    ],
)
def test_broken_files_are_refused_in_one_sentence(form: Format, line: str, tmp_path: Path) -> None:
    path = tmp_path / "broken.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    found, error = read_or_refused(form, path)
    assert error is None or str(path) in error
    assert all(not layer.spans and not layer.events for bundle in found for layer in bundle.layers)


@given(data=st.data())
def test_damaged_records_never_end_in_anything_but_a_format_error(
    form: Format, data: st.DataObject, training_bundles: list[Bundle], source_of: SourceOf, folder: Path
) -> None:
    path, _ = written(form, source_of(training_bundles[0]), folder)
    junk: st.SearchStrategy[Any] = st.sampled_from([None, -1, 10**9, 1.5, "", "x", [], {}, [[]], [1], [[1, 2]], True])

    def damage(value: Any, depth: int = 0) -> Any:
        if isinstance(value, dict | list) and value and (depth < 1 or data.draw(st.booleans())):
            keys = list(value) if isinstance(value, dict) else list(range(len(value)))
            key = data.draw(st.sampled_from(keys))
            value[key] = damage(value[key], depth + 1)
            return value
        return data.draw(junk)

    bare = stripped(path, lambda record: damage(record) and None)
    _, error = read_or_refused(form, bare)
    assert error is None or bare.name in error


def test_drafts_and_what_refers_to_them_never_go_out(
    form: Format, training_bundles: list[Bundle], source_of: SourceOf, folder: Path
) -> None:
    bundle = training_bundles[0]
    layer = bundle.layers[0]
    events = (replace(layer.events[0], draft=True), *layer.events[1:])
    changed = replace(bundle, layers=(replace(layer, events=events),))
    path, report = written(form, source_of(changed), folder)
    (back,) = form.read(path)
    assert len(back.layers[0].events) == len(events) - 1
    assert report.counts()[losses.DRAFT] == 1


def test_the_digest_is_blind_to_order_and_to_how_numbers_are_written() -> None:
    assert digest([{"a": 1.0, "b": (1, 2)}]) == digest([{"b": [1, 2], "a": 1, KEY: {}}])
    assert digest([{"a": 1}]) != digest([{"a": 2}])


@given(st.lists(st.lists(st.text(min_size=1, max_size=5), max_size=5), max_size=4))
def test_words_stand_where_they_are_said_to(sentences: list[list[str]]) -> None:
    found = joined(sentences)
    words = [word for sentence in sentences for word in sentence]
    assert len(found.words) == len(words)
    assert [found.text[slice(*place)] for place in found.words] == [joined([[word]]).text for word in words]


def test_words_are_found_in_the_text_of_their_sentence() -> None:
    found = aligned([["It", "'s", "a", "b", ".", "c"], ["no"]], ["It's  a b.c", " no "])
    assert found is not None
    assert [found.text[slice(*place)] for place in found.words] == ["It", "'s", "a", "b", ".", "c", "no"]
    assert aligned([["a", "b"]], ["a c"]) is None
    assert aligned([["a"]], ["a left over"]) is None
