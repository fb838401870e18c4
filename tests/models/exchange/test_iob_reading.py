"""One token a line: every scheme and layout is read, what was written comes back, broken files are named by line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossator.annotation import Bundle, Document, Layer, Span
from glossator.errors import FormatError, ReadError
from glossator.exchange.base import ExportOptions, ExportSource
from glossator.exchange.formats import bioes, iob1, iob2
from glossator.exchange.formats.iob.format import TokenColumns
from glossator.exchange.formats.tokens.lines import LONGEST_LINE
from glossator.exchange.formats.tokens.tags import Run, label_runs, runs, tags_of
from glossator.exchange.registry import HEAD

SourceOf = Callable[..., ExportSource]
FORMATS = (iob1.FORMAT, iob2.FORMAT, bioes.FORMAT)


def _labelled(bundle: Bundle) -> list[tuple[str | None, str]]:
    return [(one.label, one.text) for one in bundle.layers[0].spans]


def _read(tmp_path: Path, content: str) -> list[Bundle]:
    path = tmp_path / "given.conll"
    path.write_bytes(content.encode())
    found = list(iob2.FORMAT.read(path))
    for bundle in found:
        for span in bundle.layers[0].spans:
            assert [bundle.document.text[start:end] for start, end in span.fragments] == [span.text]
    return found


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ("I-A I-A B-A O", [(0, 2, "A"), (2, 3, "A")]),
        ("B-A I-A B-A O", [(0, 2, "A"), (2, 3, "A")]),
        ("B-A E-A S-A O", [(0, 2, "A"), (2, 3, "A")]),
        ("B-A L-A U-A O", [(0, 2, "A"), (2, 3, "A")]),
        ("B-A M-A E-A W-B", [(0, 3, "A"), (3, 4, "B")]),
        ("I-A I-B E-B E-B", [(0, 1, "A"), (1, 3, "B"), (3, 4, "B")]),
        ("O L-A B-I-X I-I-X", [(1, 2, "A"), (2, 4, "I-X")]),
    ],
)
def test_every_scheme_is_read_by_the_same_rules(tags: str, expected: list[tuple[int, int, str]]) -> None:
    assert list(runs(tags.split())) == expected


def test_labels_without_prefixes() -> None:
    assert list(label_runs(["A", "A", "O", "B", "A"])) == [(0, 2, "A"), (3, 4, "B"), (4, 5, "A")]


@given(
    st.lists(st.tuples(st.integers(0, 2), st.integers(1, 3), st.sampled_from("AB")), max_size=6),
    st.sampled_from(["iob1", "iob2", "bioes"]),
)
def test_tags_come_back(parts: list[tuple[int, int, str]], scheme: str) -> None:
    found: list[Run] = []
    reached = 0
    for gap, length, label in parts:
        found.append(Run(reached + gap, reached + gap + length, label))
        reached += gap + length
    assert list(runs(tags_of(found, reached + 1, scheme))) == found  # type: ignore[arg-type]


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
@settings(max_examples=20)
@given(data=st.data())
def test_what_was_written_is_read(
    data: st.DataObject,
    form: TokenColumns,
    one_layer_bundle: st.SearchStrategy[Bundle],
    source_of: SourceOf,
    tmp_path: Path,
) -> None:
    bundle = data.draw(one_layer_bundle)
    path = tmp_path / "out.conll"
    report = form.write(source_of(bundle), path, ExportOptions())
    assert report.losses == form.preflight(source_of(bundle), ExportOptions()).losses
    content = path.read_text(encoding="utf-8").split("\n\n")[1:]
    sentences = [[line.split(" ") for line in block.split("\n") if line] for block in content if block]
    if not sentences:
        assert "document without words" in report.counts()
        return
    (read,) = iob2.FORMAT.read(path)
    assert read.document.text.split() == [row[0] for rows in sentences for row in rows]
    expected = [
        [row[0] for row in rows[run.start : run.end]] for rows in sentences for run in runs([row[3] for row in rows])
    ]
    assert [one.text.split() for one in read.layers[0].spans] == expected
    assert read.layers[0].review("entities") == "done"


def test_the_three_schemes_say_the_same(source_of: SourceOf, training_bundles: list[Bundle], tmp_path: Path) -> None:
    found = []
    for form in FORMATS:
        path = tmp_path / f"out.{form.name}"
        form.write(source_of(*training_bundles[:3]), path, ExportOptions())
        found.append([(one.document.text, _labelled(one)) for one in form.read(path)])
        with path.open("rb") as file:
            head = file.read(HEAD)
        assert [other.name for other in FORMATS if other.sniff(path, head)] == [form.name]
    assert found[0] == found[1] == found[2]
    assert [labels for _, labels in found[0]] == [_labelled(one) for one in training_bundles[:3]]


def test_neighbours_of_one_label_stay_apart(source_of: SourceOf, tmp_path: Path) -> None:
    spans = tuple(Span(n, 1, "ada", "ORG", ((n * 2, n * 2 + 1),), "abc"[n]) for n in range(3))
    bundle = Bundle(Document(9, "n", "a b c"), (Layer(9, "ada", None, spans),))
    expected = {"iob1": "I B B", "iob2": "B B B", "bioes": "S S S"}
    for form in FORMATS:
        path = tmp_path / form.name
        form.write(source_of(bundle), path, ExportOptions())
        rows = [line.split(" ") for line in path.read_text().split("\n")[2:] if line]
        assert [row[3] for row in rows] == [f"{prefix}-ORG" for prefix in expected[form.name].split()]


@pytest.mark.parametrize(
    ("content", "text", "spans"),
    [
        ("Kim B-PER\nleft O\n\nHe O\n", "Kim left\nHe", [("PER", "Kim")]),
        ("\ufeffKim\tB-PER\r\nleft\tO\r\n", "Kim left", [("PER", "Kim")]),
        ("# a remark\n1\tKim\tB-PER\tO\n2\tx\tI-PER\tB-LOC\n", "Kim x", [("PER", "Kim x"), ("LOC", "x")]),
        ("#tag\tB-X\n#\tO\nso\tO\n", "#tag # so", [("X", "#tag")]),
        ("O\t0\t3\tKim\tB-NP\nB-PER\t4\t5\ty\tI-NP\nO\t5\t6\t.\tO\n", "Kim y.", [("PER", "y")]),
        ("## head\tTAG\nK\tB-X\n \tI-X\ni\tI-X\nm\tO\n", "K im", [("X", "K i")]),
        ("# text = Don't!\nDo\tO\nn't\tB-NEG\n!\tO\n", "Don't!", [("NEG", "n't")]),
        ("# text = something else\nDo O\nn't B-NEG\n", "Do n't", [("NEG", "n't")]),
        ("Kim|NNP|B-PER met|VBD|O |||O\n", "Kim met |", [("PER", "Kim")]),
        ("Kim gold B-PER I-LOC\nmet x O O\n", "Kim met", [("LOC", "Kim")]),
        ("WORD\tTAG\nNew York\tLOC\nis\tO\n", "New York is", [("LOC", "New York")]),
        ("a O\nb\rc B-X\n", "a b\nc", [("X", "b\nc")]),
    ],
)
def test_layouts(content: str, text: str, spans: Sequence[tuple[str, str]], tmp_path: Path) -> None:
    (found,) = _read(tmp_path, content)
    assert found.document.text == text
    assert _labelled(found) == list(spans)


def test_documents_are_cut_at_their_marks(tmp_path: Path) -> None:
    found = _read(tmp_path, "-DOCSTART- -X- O O\n\nA x _ O\n\n# newdoc id = two\nB x _ S-X\n\n-DOCSTART- -X- O O\n\n")
    assert [(one.document.name, one.document.text, one.document.position) for one in found] == [
        ("given-1", "A", 0),
        ("two", "B", 1),
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "no column holds tags"),
        ("just some words\n", "no column holds tags"),
        ("-DOCSTART- O\n\n", "no column holds tags"),
        ("a O\nb O\nc O extra\n", r"given\.conll:3: the line has 3 of the 2 columns"),
        ("a\tO\n" * 20 + "\tO\n", r"given\.conll:21: the column of the token is empty"),
        ("a O\n" * 20 + "b WRONG\nc B-X\n", r"given\.conll:21: 'WRONG' is no tag"),
        ("a O\nb " + "x" * LONGEST_LINE, r"given\.conll:2: the line is longer"),
        ("O\t0\t3\tKim\nB-X\t99999\t100000\ty\n", r"given\.conll:2: the token begins at 99999"),
    ],
)
def test_broken_files_are_named_by_line(content: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=said):
        _read(tmp_path, content)


def test_other_encodings_are_named(tmp_path: Path) -> None:
    path = tmp_path / "latin.conll"
    path.write_bytes("a O\nMünchen B-LOC\n".encode("latin-1"))
    with pytest.raises(FormatError, match=r"latin\.conll:2: byte 2 of the line is not UTF-8"):
        list(iob2.FORMAT.read(path))
    with pytest.raises(ReadError):
        list(iob2.FORMAT.read(tmp_path / "missing"))


@given(content=st.text(st.sampled_from("aO \t\n-BI|#=0123\r\u2028\ufeff"), max_size=60))
def test_whatever_a_file_holds_it_is_read_or_refused(content: str, tmp_path: Path) -> None:
    with suppress(FormatError):
        _read(tmp_path, content)


FILES = {
    "UNER_English-EWT_dev_0-99.iob2": (16, 100, 52, "iob2"),
    "anatem-PMID-10191918.conll": (1, 20, 4, "iob2"),
    "anatem-PMID-10354550.conll": (1, 4, 5, "iob2"),
    "anatem-PMID-10473104.conll": (1, 10, 9, "iob2"),
    "anatem-PMID-10191918.nersuite": (1, 20, 4, "iob2"),
    "anatem-PMID-10354550.nersuite": (1, 4, 5, "iob2"),
    "anem_test_0-99.conll": (14, 100, 74, "iob2"),
    "btc_a_0-199.conll": (1, 200, 85, "iob2"),
    "dkpro-2002-germeval2014_test.conll": (1, 1, 5 + 1, "iob2"),
    "dkpro-2002-ner2002_test.conll": (1, 1, 4, "iob2"),
    "doccano-import-example.txt": (1, 2, 4, "iob2"),
    "doccano-labeling.trailing.conll": (1, 1, 2, "iob2"),
    "flair-column_corpus_options-eng.train": (1, 1, 1, None),
    "flair-column_with_whitespaces-eng.train": (1, 1, 1, "iob2"),
    "flair-fashion-eng.train": (1, 6, 23, "bioes"),
    "flair-fashion_disjunct-eng.train": (1, 6, 20, "iob2"),
    "flair-ner_german_germeval-NER-de-train.tsv": (1, 2, 5, "iob2"),
    "flair-span_labels-span_first.txt": (1, 1, 3, None),
    "flair-span_labels-span_second.txt": (1, 1, 3, None),
    "flair-span_labels-span_third.txt": (1, 2, 3, None),
    "flair-trivial-trivial_bioes-train.txt": (1, 16, 16, "iob2"),
    "flair-trivial-trivial_bioes_with_boundaries-train.txt": (3, 12, 12, "iob2"),
    "germeval2014_dev_0-119.tsv": (1, 120, 139 + 15, "iob2"),
    "klue-ner-v1.1_dev_0-149.tsv": (1, 150, 472, "iob2"),
    "sec_FIN3_0-149.txt": (2, 148, 208, "iob1"),
    "wikigold_0-119.txt": (5, 116, 230, "iob1"),
    "wnut17_dev_0-199.conll": (1, 200, 192, "iob2"),
    "wnut17_train_0-149.conll": (1, 150, 84, "iob2"),
    "../spacy/ner-sent-per-line.iob": (1, 2, 7, "iob2"),
    "../spacy/ner-token-per-line.iob": (1, 1, 7, "iob2"),
    "../spacy/ner-token-per-line-conll2003.iob": (1, 2, 7, "iob2"),
}
"""Documents, sentences, spans, and the format that claims the file."""


@pytest.mark.parametrize("name", FILES)
def test_files_of_other_tools(name: str, shared_dir: Path, source_of: SourceOf, tmp_path: Path) -> None:
    path = shared_dir / "foreign" / "conll" / name
    if not path.exists():
        pytest.skip("the files of other tools are not here")
    found = list(iob2.FORMAT.read(path))
    spans = [span for one in found for span in one.layers[0].spans]
    lines = sum(one.document.text.count("\n") + 1 for one in found)
    with path.open("rb") as file:
        head = file.read(HEAD)
    claimed = next((form.name for form in FORMATS if form.sniff(path, head)), None)
    assert (len(found), lines, len(spans), claimed) == FILES[name]
    assert iob2.notices(path)
    _come_back(found, source_of, tmp_path)


def _come_back(found: list[Bundle], source_of: SourceOf, tmp_path: Path) -> None:
    """Whatever is exported again says the same, but for what the report names."""
    path = tmp_path / "again.iob2"
    report = iob2.FORMAT.write(source_of(*found), path, ExportOptions())
    lost = {loss.thing for loss in report.losses if loss.what != "edge inside a token"}
    again = list(iob2.FORMAT.read(path))
    assert len(again) == len(found)
    moved = {(loss.document, loss.thing) for loss in report.losses if loss.what == "edge inside a token"}
    for before, after in zip(found, again, strict=True):
        kept = [one for one in before.layers[0].spans if one.id not in lost]
        assert len(kept) == len(after.layers[0].spans)
        for one, other in zip(kept, after.layers[0].spans, strict=True):
            assert one.label == other.label
            same = "".join(one.text.split()) == "".join(other.text.split())
            assert same or (before.document.name, one.id) in moved


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("dkpro-2012-semeval1010-en-sample.conll", "no column holds tags"),
        ("klue-re-relation_list.json", "no column holds tags"),
        ("doccano-labeling.invalid.conll", r"invalid\.conll:1: the line has 1 of the 2 columns"),
    ],
)
def test_files_that_are_no_such_thing(name: str, said: str, shared_dir: Path) -> None:
    path = shared_dir / "foreign" / "conll" / name
    if not path.exists():
        pytest.skip("the files of other tools are not here")
    with pytest.raises(FormatError, match=said):
        list(iob2.FORMAT.read(path))


@pytest.mark.parametrize("form", FORMATS[:2], ids=lambda form: form.name)
def test_spacy_reads_it_without_editing(
    form: TokenColumns, source_of: SourceOf, training_bundles: list[Bundle], tmp_path: Path
) -> None:
    pytest.importorskip("spacy")
    from spacy.training.converters import conll_ner_to_docs

    path = tmp_path / "out.conll"
    form.write(source_of(*training_bundles[:3]), path, ExportOptions())
    docs = list(conll_ner_to_docs(path.read_text(encoding="utf-8"), no_print=True))
    found = [[(one.text, one.label_) for one in doc.ents] for doc in docs]
    expected = [[(one.text, one.label) for one in bundle.layers[0].spans] for bundle in training_bundles[:3]]
    assert found == expected


def test_bioes_as_strict_scorers_read_it(source_of: SourceOf, training_bundles: list[Bundle], tmp_path: Path) -> None:
    """seqeval's strict IOBES, restated: a span is `S`, or `B`, any number of `I`, and `E`, all of one label."""
    path = tmp_path / "out.bioes"
    bioes.FORMAT.write(source_of(*training_bundles), path, ExportOptions())
    rows = [line.split(" ") for line in path.read_text(encoding="utf-8").split("\n")]
    found: list[tuple[str, str]] = []
    words: list[str] = []
    allowed = {"": "OBS", "O": "OBS", "S": "OBS", "E": "OBS", "B": "IE", "I": "IE"}
    before = before_label = ""
    for row in rows:
        if len(row) < 4 or row[0] == "-DOCSTART-":
            assert before not in ("B", "I")
            before = ""
            continue
        prefix, _, label = row[3].partition("-")
        assert prefix in allowed[before]
        assert prefix not in ("I", "E") or label == before_label
        words = [row[0]] if prefix in "BS" else [*words, row[0]]
        if prefix in ("E", "S"):
            found.append((label, " ".join(words)))
        before, before_label = prefix, label
    assert found == [one for bundle in training_bundles for one in _labelled(bundle)]
