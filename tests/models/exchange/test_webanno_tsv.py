"""WebAnno TSV 3: INCEpTION's own reference files, checked against their XMI twins; escapes; broken files."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.annotation import Bundle, text_of
from glossator.errors import ExportError, FormatError
from glossator.exchange.base import ExportOptions
from glossator.exchange.formats import bioes, iob1, iob2
from glossator.exchange.formats.conllu import FORMAT as CONLLU
from glossator.exchange.formats.webanno_tsv import FORMAT, notices
from glossator.exchange.formats.webanno_tsv.cells import split_cell, unescape, value_of, values_of
from glossator.exchange.registry import HEAD as HEAD_SIZE
from glossator.text.offsets import Utf16Index

HEAD = "#FORMAT=WebAnno TSV 3.3\n"
SPAN = HEAD + "#T_SP=custom.Span|value\n\n\n"
OTHERS = (iob1.FORMAT, iob2.FORMAT, bioes.FORMAT, CONLLU)
SUITE = "webanno-tsv/suite"


def _read(tmp_path: Path, content: str) -> Bundle:
    path = tmp_path / "given.tsv"
    path.write_bytes(content.encode())
    (found,) = FORMAT.read(path)
    for span in found.layers[0].spans:
        assert text_of(found.document.text, span.fragments) == span.text
    return found


def _spans(bundle: Bundle) -> list[tuple[str | None, str]]:
    return [(one.label, one.text) for one in bundle.layers[0].spans]


def test_cells() -> None:
    assert values_of("_") == []
    assert [(one.text, one.number) for one in values_of(r"a\|b[1]|*[2]|c\[3\]")] == [("a|b", 1), (None, 2), ("c[3]", 0)]
    assert value_of(r"\*").text == "*"
    assert split_cell(r"a\;b;c", ";") == [r"a\;b", "c"]


@given(st.text(st.sampled_from("ab\\|[]_;*\t\n->"), max_size=8))
def test_escapes_come_back(value: str) -> None:
    escaped = value.replace("\\", "\\\\").replace("->", "\\->").replace("\t", "\\t").replace("\n", "\\n")
    for mark in "[]|_;*":
        escaped = escaped.replace(mark, f"\\{mark}")
    assert unescape(escaped) == value
    assert value_of(escaped).text == value or not value
    assert split_cell(escaped, "|") == split_cell(escaped, ";") == [escaped]


def test_offsets_count_utf16_units(tmp_path: Path) -> None:
    content = (
        SPAN
        + "#Text=I 😊 Seoul\\tnow\n1-1\t0-1\tI\t_\t\n1-2\t2-4\t😊\t*\t\n1-3\t5-10\tSeoul\tGPE\t\n1-4\t11-14\tnow\t_\t\n"
    )
    found = _read(tmp_path, content)
    assert found.document.text == "I 😊 Seoul\tnow"
    assert _spans(found) == [("Span", "😊"), ("GPE", "Seoul")]
    assert found.layers[0].review("entities") == "in_progress"


def test_what_lies_between_sentences_becomes_line_breaks(tmp_path: Path) -> None:
    found = _read(tmp_path, SPAN + "#Text=one\n1-1\t2-5\tone\tA\n\n#Text=two\n#Text=lines\n2-1\t7-10\ttwo\t_\n")
    assert found.document.text == "  one\n\ntwo\nlines"
    assert _spans(found) == [("A", "one")]


def test_a_text_that_does_not_fit_its_words_is_made_of_them(tmp_path: Path) -> None:
    found = _read(tmp_path, SPAN + "#Text=something else\n1-1\t0-2\tab\tA[1]\t\n1-2\t4-5\tc\tA[1]\t\n")
    assert (found.document.text, _spans(found)) == ("ab  c", [("A", "ab  c")])


def test_slots_become_events(tmp_path: Path) -> None:
    layers = "#T_SP=c.Span|value\n#T_SP=c.Event|kind|ROLE_c.Event:args_c.Link|c.Span\n\n\n"
    rows = "#Text=Kim met\n1-1\t0-3\tKim\tPER\t_\t_\t_\t\n1-2\t4-7\tmet\t_\tMEET\twho;*\t1-1;1-1\t\n"
    found = _read(tmp_path, HEAD + layers + rows)
    (event,) = found.layers[0].events
    (span,) = found.layers[0].spans
    assert (event.type, event.text) == ("MEET", "met")
    assert [tuple(one) for one in event.arguments] == [("who", span.id), ("args", span.id)]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "holds no word"),
        ("1\tx\n", r"given\.tsv:1: '#FORMAT=WebAnno TSV 3' is expected"),
        (SPAN, "holds no word"),
        (SPAN + "#Text=a\nx\n", r"given\.tsv:6: no row such as"),
        (SPAN + "#Text=a\n1-1\t0-1\ta\t_\t_\t\n", r"given\.tsv:6: 2 columns of layers stand here instead of 1"),
        (SPAN + "#Text=a\n1-1\t0-1\tb\t_\t\n1-2\t0-1\tc\t_\t\n", "do not stand where they say"),
        (SPAN + "#Text=a\n1-1\t0-1\ta\t_\t\n1-1.1\t0-9\tx\t_\t\n", "0-9 is not within the sentence"),
        (SPAN + "#Text=a\n1-1\t5-6\ta\t_\t\n\n#Text=b\n2-1\t0-1\tb\t_\t\n", "begins at 0"),
        (SPAN + "#Text=a\n1-1\t99999-100000\ta\t_\t\n", "begins at 99999"),
        (HEAD + "#T_CH=c.Link|a|b\n\n#Text=a\n1-1\t0-1\ta\tx\ty\t\n", "no link of a chain"),
        (SPAN + "#T_RL=c.R|v|BT_custom.Span\n\n#Text=a\n1-1\t0-1\ta\tA\tx\t9-9\t\n", "'9-9' leads to no row"),
    ],
)
def test_broken_files_are_named_by_line(content: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=said):
        _read(tmp_path, content)


def test_it_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="UIMA"):
        FORMAT.write(None, tmp_path / "x.tsv", ExportOptions())  # type: ignore[arg-type]


def _twins() -> list[str]:
    folder = Path(__file__).parents[4] / "shared" / "foreign" / SUITE
    return sorted(path.parent.name for path in folder.glob("*/reference.xmi"))


@pytest.mark.parametrize("name", _twins())
def test_reference_files_say_what_their_twins_say(name: str, shared_dir: Path) -> None:
    folder = shared_dir / "foreign" / SUITE / name
    head = (folder / "reference.tsv").read_bytes()[:HEAD_SIZE]
    assert not any(other.sniff(folder, head) for other in OTHERS)
    (found,) = FORMAT.read(folder / "reference.tsv")
    root = ElementTree.parse(folder / "reference.xmi").getroot()
    text = next(one.attrib["sofaString"] for one in root if one.tag.endswith("}Sofa"))
    assert found.document.text.split() == text.split()
    assert len(found.document.text) <= len(text)
    index = Utf16Index(text)
    expected = sorted(
        (index.to_code_point(int(one.attrib["begin"])), index.to_code_point(int(one.attrib["end"])))
        for one in root
        if _is_kept(one) and one.attrib["begin"] != one.attrib["end"]
    )
    layer = found.layers[0]
    made = [one.fragments[0] for one in layer.spans if one.label is not None] + [one.trigger[0] for one in layer.events]
    # The format says of white space at an edge that it is not there.
    assert sorted(made) == [place for place in (_trimmed(text, *one) for one in expected) if place[0] < place[1]]
    slots = sum(len(one.arguments) for one in layer.events)
    links = [one for one in root if one.tag.endswith(("LinkType", "Link")) and "target" in one.attrib]
    empty = sum(counted.startswith("1 × slot") for counted in notices(folder / "reference.tsv"))
    assert slots == len(links) - empty


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    inside = text[start:end]
    return start + len(inside) - len(inside.lstrip()), end - (len(inside) - len(inside.rstrip()))


def _is_kept(one: ElementTree.Element) -> bool:
    """Whether an element of XMI is a span of a layer that is no grammar."""
    kind = one.tag.rpartition("}")[2]
    return (
        "begin" in one.attrib
        and "Governor" not in one.attrib
        and kind not in ("DocumentMetaData", "Token", "Sentence", "Dependency", "SurfaceForm", "TagsetDescription")
        and not kind.startswith("POS")
    )


FILES = {
    "example2.tsv": (9, 0, 0),
    "gum/GUM_interview_brotherhood.tsv": (178, 0, 80),
    "gum/GUM_news_asylum.tsv": (102, 0, 48),
    "gum/GUM_news_worship.tsv": (44, 0, 24),
    "gum/GUM_voyage_coron.tsv": (165, 0, 77),
    "suite/sampleSlotAnnotation1/reference.tsv": (2, 1, 0),
    "suite/sampleSlotAnnotation2/reference.tsv": (0, 2, 0),
}
"""Spans, events, relations."""


@pytest.mark.parametrize("name", FILES)
def test_files_of_other_tools(name: str, shared_dir: Path) -> None:
    path = shared_dir / "foreign" / "webanno-tsv" / name
    if not path.exists():
        pytest.skip("the files of other tools are not here")
    head = path.read_bytes()[:HEAD_SIZE]
    assert FORMAT.sniff(path, head)
    assert not any(other.sniff(path, head) for other in OTHERS)
    (found,) = FORMAT.read(path)
    layer = found.layers[0]
    assert (len(layer.spans), len(layer.events), len(layer.relations)) == FILES[name]


@pytest.mark.parametrize("name", ["interview_brotherhood", "news_asylum", "news_worship", "voyage_coron"])
def test_both_files_of_one_document_say_the_same(name: str, shared_dir: Path) -> None:
    folder = shared_dir / "foreign"
    if not folder.exists():
        pytest.skip("the files of other tools are not here")
    (ours,) = FORMAT.read(folder / "webanno-tsv" / "gum" / f"GUM_{name}.tsv")
    (others,) = CONLLU.read(folder / "conllu" / "gum-dep" / f"GUM_{name}.conllu")

    def squeezed(bundle: Bundle) -> list[tuple[str | None, str]]:
        return sorted((one.label, "".join(one.text.split())) for one in bundle.layers[0].spans)

    assert squeezed(ours) == squeezed(others)


def test_version_2_is_refused(shared_dir: Path) -> None:
    path = shared_dir / "foreign" / "webanno-tsv" / "tsv2-example.tsv"
    if not path.exists():
        pytest.skip("the files of other tools are not here")
    assert not any(other.sniff(path, path.read_bytes()) for other in (FORMAT, *OTHERS))
    with pytest.raises(FormatError, match="export version 3"):
        list(FORMAT.read(path))


def test_more_annotations_than_a_word_can_have(tmp_path: Path) -> None:
    for cell in ("|".join(["*"] * 300_000), "\\" * 300_001, "[1]" * 100_000):
        content = SPAN + f"#Text=a\n1-1\t0-1\ta\t{cell}\t\n"
        if "|" in cell:
            with pytest.raises(FormatError, match=r"given\.tsv:6: 300000 annotations"):
                _read(tmp_path, content)
        else:
            assert len(_spans(_read(tmp_path, content))) == 1
