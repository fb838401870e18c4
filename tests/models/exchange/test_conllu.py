"""CoNLL-U: text and spans come back exactly, foreign files are read as they are, broken ones are named by line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossator.annotation import Bundle, Document, Entity, Layer, LayerState, Metadata, Span, text_of
from glossator.errors import FormatError
from glossator.exchange.base import ExportOptions, ExportSource
from glossator.exchange.formats.conllu import FORMAT, notices
from glossator.exchange.formats.conllu.brackets import BracketReader, encode_field
from glossator.exchange.formats.conllu.spacing import decode_white, encode_white
from glossator.exchange.registry import HEAD
from glossator.text.tokens import tokenize

SourceOf = Callable[..., ExportSource]
ROW = "{}\t{}\t_\t_\t_\t_\t_\t_\t_\t{}\n"


def _rows(*words: str) -> str:
    """Lines of `id form misc`, the latter two divided by one space."""
    return "".join(ROW.format(*[*word.split(" "), "_"][:3]) for word in words) + "\n"


def _read(tmp_path: Path, content: str) -> list[Bundle]:
    path = tmp_path / "given.conllu"
    path.write_bytes(content.encode())
    found = list(FORMAT.read(path))
    for bundle in found:
        for span in bundle.layers[0].spans:
            assert text_of(bundle.document.text, span.fragments) == span.text
    return found


def _spans(bundle: Bundle) -> list[tuple[str | None, str]]:
    return [(one.label, one.text) for one in bundle.layers[0].spans]


def test_lines(source_of: SourceOf, tmp_path: Path) -> None:
    text = "  Kim met the U.N. envoy.\nHe left "
    spans = (
        Span(2, 1, "ada", "PERSON", ((2, 5),), "Kim", {"sure": "yes"}),
        Span(3, 1, "ada", "PERSON", ((10, 24),), "the U.N. envoy"),
        Span(4, 1, "ada", "ORG-X", ((14, 18),), "U.N."),
        Span(5, 1, "ada", "PERSON", ((26, 28), (29, 33)), "He left"),
    )
    entities = (Entity(6, 1, "ada", "Kim", kb_id="Q1", mentions=(2, 5)),)
    state = LayerState(7, 1, "ada", reviews={"entities": "done"})
    layer = Layer(1, "ada", state, spans, entities=entities)
    bundle = Bundle(Document(1, "a b.txt", text, Metadata(title="On Kim", extra={"desk": "x"})), (layer,))
    path = tmp_path / "out.conllu"
    report = FORMAT.write(source_of(bundle), path, ExportOptions())
    assert report.losses == ()
    assert path.read_text(encoding="utf-8") == (
        "# newdoc id = a b.txt\n# global.Entity = GRP-etype-identity-sure\n# meta::entities = done\n"
        "# meta::title = On Kim\n# meta::desk = x\n# newpar\n# sent_id = d1-s1\n# text = Kim met the U.N. envoy.\n"
        + _rows(
            r"1 Kim NE=B-PERSON|Entity=(1-PERSON-Q1-yes)|SpacesBefore=\s\s",
            "2 met",
            "3 the NE=B-PERSON|Entity=(2-PERSON",
            "4 U.N. NE=I-PERSON|Entity=(3-ORG%2DX)",
            "5 envoy NE=I-PERSON|Entity=2)|SpaceAfter=No",
            r"6 . SpacesAfter=\n",
        )
        + "# newpar\n# sent_id = d1-s2\n# text = He left\n"
        + _rows("1 He Entity=(1[1/2]-PERSON-Q1)", r"2 left Entity=(1[2/2]-PERSON-Q1)|SpacesAfter=\s")
    )
    (again,) = FORMAT.read(path)
    assert (again.document.name, again.document.text) == ("a b.txt", text)
    assert again.document.metadata == bundle.document.metadata
    found = {(one.label, one.fragments, tuple(one.attributes.items())) for one in again.layers[0].spans}
    assert found == {(one.label, one.fragments, tuple(one.attributes.items())) for one in spans}
    (entity,) = again.layers[0].entities
    mentioned = {one.text for one in again.layers[0].spans if one.id in entity.mentions}
    assert (entity.name, entity.kb_id, mentioned) == ("Kim", "Q1", {"Kim", "He left"})


@settings(max_examples=40)
@given(data=st.data())
def test_what_was_written_is_read(
    data: st.DataObject, one_layer_bundle: st.SearchStrategy[Bundle], source_of: SourceOf, tmp_path: Path
) -> None:
    bundle = data.draw(one_layer_bundle)
    path = tmp_path / "out.conllu"
    report = FORMAT.write(source_of(bundle), path, ExportOptions())
    assert report.losses == FORMAT.preflight(source_of(bundle), ExportOptions()).losses
    if not tokenize(bundle.document.text):
        assert "document without words" in report.counts()
        return
    (again,) = FORMAT.read(path)
    assert again.document.text == bundle.document.text
    before = bundle.layers[0] if bundle.layers else Layer(1, "")
    moved = {loss.thing for loss in report.losses if loss.what in MOVED}
    kept = [one for one in before.spans if one.label is not None and one.id not in moved]
    found = [(one.label, one.fragments) for one in again.layers[0].spans]
    for one in kept:
        assert (one.label, one.fragments) in found
    whole = [one for one in before.spans if one.label is not None]
    assert len(found) <= len(whole)
    unsaid = {loss.thing for loss in report.losses if loss.what == "attribute"}
    for one in kept:
        if one.id not in unsaid and found.count((one.label, one.fragments)) == 1:
            same = next(x for x in again.layers[0].spans if (x.label, x.fragments) == (one.label, one.fragments))
            assert dict(same.attributes) == dict(one.attributes)
    second = tmp_path / "again.conllu"
    FORMAT.write(source_of(again), second, ExportOptions())
    assert _tokens(second) == _tokens(path)


MOVED = {"edge inside a token", "white space at an edge", "span of white space only", "unlabelled filler"}


def _tokens(path: Path) -> list[str]:
    return [line.split("\t")[1] for line in path.read_text(encoding="utf-8").split("\n") if "\t" in line]


@given(st.text(st.sampled_from(" \t\n\r\u00a0\u2028\x85"), max_size=6))
def test_white_space_comes_back(white: str) -> None:
    assert decode_white(encode_white(white)) == white
    assert not set("|\t\n\u2028") & set(encode_white(white))


@given(st.lists(st.text(max_size=6), min_size=2, max_size=4))
def test_fields_come_back(values: list[str]) -> None:
    reader = BracketReader(("GRP", "etype", *(f"f{number}" for number in range(len(values)))))
    reader.take("(1-X-" + "-".join(map(encode_field, values)) + ")", 0, "here")
    (mention,) = reader.mentions()
    assert mention.attributes == {f"f{number}": value for number, value in enumerate(values) if value}


@pytest.mark.parametrize(
    ("content", "text", "spans"),
    [
        (_rows("1 Sue", "1.1 likes", "2 tea"), "Sue tea", []),
        (_rows("1-2 del", "1 de Entity=(1-A)", "2 el", "3 mar Entity=(2-B)"), "del mar", [("A", "del"), ("B", "mar")]),
        (_rows("1-2 don't SpaceAfter=No", "1 do", "2 n't Entity=(1-A)", "3 ."), "don't.", [("A", "n't")]),
        (_rows("1 a Entity=(1-A(2-B)", "2 b Entity=1)"), "a b", [("A", "a b"), ("B", "a")]),
        (_rows("1 a Entity=(1-A", "2 b Entity=(1-B", "3 c Entity=1)1)"), "a b c", [("A", "a b c"), ("B", "b c")]),
        (_rows("1 a Entity=(1[1/2]-A)", "2 b", "3 c Entity=(1[2/2])"), "a b c", [("A", "a c")]),
        (_rows("1 a NE=B-A", "2 b NE=L-A", "3 c NER=U-B"), "a b c", [("A", "a b"), ("B", "c")]),
        (_rows("0.1 x Entity=(1-A", "1 b Entity=1)"), "b", [("A", "b")]),
        (_rows("1 x", "1.1 y Entity=(1-A)"), "x", []),
        ("# text = a-b  c\n" + _rows("1 a", "2 -", "3 b", "4 c"), "a-b  c", []),
        (_rows(r"1 a SpacesAfter=\s\n", "2 b"), "a \nb", []),
        ("# newpar\n" + _rows("1 a") + _rows("1 b SpaceAfter=No") + "# newpar\n" + _rows("1 c"), "a b\nc", []),
        (_rows("1 a") + _rows("1 b"), "a\nb", []),
        ("# global.columns = ID FORM NER\n1\tNew York\tS-LOC\n2\tis\tO\n", "New York is", [("LOC", "New York")]),
        ("# global.Entity = eid-etype-head-other\n" + _rows("1 a Entity=(e1-A-1-x:y,z:w)"), "a", [("A", "a")]),
    ],
)  # fmt: skip
def test_what_files_may_say(content: str, text: str, spans: list[tuple[str, str]], tmp_path: Path) -> None:
    (found,) = _read(tmp_path, content)
    assert found.document.text == text
    assert _spans(found) == spans


def test_only_what_speaks_of_entities_counts_as_looked_at(tmp_path: Path) -> None:
    assert _read(tmp_path, _rows("1 a"))[0].layers[0].review("entities") == "not_looked_at"
    assert _read(tmp_path, _rows("1 a NE=O"))[0].layers[0].review("entities") == "done"
    assert _read(tmp_path, "# global.Entity = GRP\n" + _rows("1 a"))[0].layers[0].review("entities") == "done"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "holds no word"),
        ("1\ta\n", r"given\.conllu:1: 2 columns stand here instead of 10"),
        (_rows("x a"), "'x' is no number of a word"),
        (_rows("1 a", "2-1 b"), r"given\.conllu:2: the range 2-1"),
        (_rows("1 a Entity=1)"), r"given\.conllu:1: the bracket '1\)' closes nothing"),
        (_rows("1 a Entity=(1-A"), r"given\.conllu:1: the bracket of '1' is never closed"),
        (_rows("1 a Entity=1-A"), "is no row of brackets"),
        ("# global.columns = FORM MISC\na\t_\n", "no ID or no FORM"),
        ("# relations = 1;1;2;9;x\n" + _rows("1 a", "2 b"), "is not between words of its sentence"),
    ],
)
def test_broken_files_are_named_by_line(content: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=said):
        _read(tmp_path, content)


FILES = {
    "dkpro-conllu-empty_nodes.conllu": (1, 6, 0, 0),
    "dkpro-conllu-multiple_document_IDs.conllu": (2, 18, 0, 0),
    "dkpro-conllu-paragraph_and_document_boundaries.conllu": (1, 6, 0, 0),
    "dkpro-conllu-words_and_tokens.conllu": (1, 3, 0, 0),
    "flair-train.conllup": (1, 63, 14, 7),
    "flair-universal_dependencies.conllu": (1, 6, 0, 0),
    "gum-dep/GUM_interview_brotherhood.conllu": (1, 523 - 3, 178, 0),
    "gum-dep/GUM_news_asylum.conllu": (1, 373 - 3, 102, 0),
    "gum-dep/GUM_news_worship.conllu": (1, 167, 44, 0),
    "gum-dep/GUM_voyage_coron.conllu": (1, 582, 165, 0),
    "gum-ontogum/GUM_news_asylum.conllu": (1, 373 - 3, 46, 0),
}
"""Documents, words as written (a range is one), spans, relations."""


@pytest.mark.parametrize("name", FILES)
def test_files_of_other_tools(name: str, shared_dir: Path, source_of: SourceOf, tmp_path: Path) -> None:
    path = shared_dir / "foreign" / "conllu" / name
    if not path.exists():
        pytest.skip("the files of other tools are not here")
    with path.open("rb") as file:
        assert FORMAT.sniff(path, file.read(HEAD))
    found = list(FORMAT.read(path))
    layers = [one.layers[0] for one in found]
    counts = sum(len(one.spans) for one in layers), sum(len(one.relations) for one in layers)
    labelled = counts[0] - sum(1 for one in layers for span in one.spans if span.label is None)
    assert (len(found), labelled, counts[1]) == (FILES[name][0], *FILES[name][2:])
    assert _written(path) == FILES[name][1]
    assert all(stated in found[0].document.text for stated in _stated(path))
    assert notices(path)
    again = tmp_path / "again.conllu"
    report = FORMAT.write(source_of(*found), again, ExportOptions())
    moved = {loss.thing for loss in report.losses if loss.what == "edge inside a token"}
    for before, after in zip(found, FORMAT.read(again), strict=True):
        assert after.document.text == before.document.text
        kept = [one for one in before.layers[0].spans if one.label is not None]
        assert [one.label for one in kept] == [one.label for one in after.layers[0].spans]
        for one, other in zip(kept, after.layers[0].spans, strict=True):
            assert one.id in moved or one.fragments == other.fragments
            assert dict(one.attributes) == dict(other.attributes)
        clusters = [[one.kb_id, len(one.mentions)] for one in before.layers[0].entities]
        assert [[one.kb_id, len(one.mentions)] for one in after.layers[0].entities] == clusters


def _written(path: Path) -> int:
    """How many words a file writes: ranges count once, the words in them and empty nodes do not."""
    count, last = 0, 0
    for line in path.read_text(encoding="utf-8").split("\n"):
        number = line.split("\t")[0].split(" ")[0]
        if not line.strip():
            last = 0
        elif number.isdigit() and last < int(number):
            count += 1
        elif "-" in number and number[0].isdigit():
            count, last = count + 1, int(number.split("-")[1])
    return count


def _stated(path: Path) -> list[str]:
    if "words_and_tokens" in path.name:
        return []
    lines = path.read_text(encoding="utf-8").split("\n")
    return [line.removeprefix("# text = ") for line in lines if line.startswith("# text = ")][:3]


def test_spacy_reads_it_without_editing(source_of: SourceOf, training_bundles: list[Bundle], tmp_path: Path) -> None:
    pytest.importorskip("spacy")
    from spacy.training.converters import conllu_to_docs

    path = tmp_path / "out.conllu"
    FORMAT.write(source_of(*training_bundles[:3]), path, ExportOptions())
    docs = list(conllu_to_docs(path.read_text(encoding="utf-8"), n_sents=1, no_print=True))
    found = [(one.text, one.label_) for doc in docs for one in doc.ents]
    assert found == [(one.text, one.label) for bundle in training_bundles[:3] for one in bundle.layers[0].spans]


def test_long_rows_of_no_brackets_are_refused_at_once(tmp_path: Path) -> None:
    for value in ("x" * 500_000, "(" * 300_000, ")" * 300_000):
        with pytest.raises(FormatError):
            _read(tmp_path, _rows(f"1 a Entity={value}"))
