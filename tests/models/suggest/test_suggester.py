"""The suggester as a whole, on texts of our own."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossator.annotation import Analysis
from glossator.schema import Schema, load_schema
from glossator.suggest import Request, SpacySuggester
from glossator.suggest.language import language_of
from tests.models.suggest.conftest import Read

STORY = """OSLO, May 3 (Reuters) -- Norwegian Prime Minister Ada Lindqvist met with Swedes in Stockholm on Tuesday.

Lindqvist said the U.N. Security Council would discuss the DPRK's missile tests.

The talks between Norway and the European Union (EU) failed. The EU's envoy left Oslo.

By Per Olsen

Subscribe to our Newsletter
"""


def test_names_are_found_with_their_edges_clean(read: Read) -> None:
    labels = read(STORY).labels()
    for expected in (
        ("OSLO", "GPE"),
        ("May 3", "DATE"),
        ("Reuters", "ORG"),
        ("Norwegian", "NORP"),
        ("Ada Lindqvist", "PERSON"),
        ("Stockholm", "GPE"),
        ("Tuesday", "DATE"),
        ("Lindqvist", "PERSON"),
        ("U.N. Security Council", "ORG"),
        ("DPRK", "GPE"),
        ("European Union", "ORG"),
        ("Per Olsen", "PERSON"),
    ):
        assert expected in labels
    assert labels.count(("EU", "ORG")) == 2
    assert not any("Newsletter" in name for name, _ in labels)


def test_everything_lies_inside_a_line_of_the_text(read: Read) -> None:
    found = read(STORY)
    stretches = [pair for item in found.analysis.proposals for pair in item.fragments]
    stretches += [(phrase.start, phrase.end) for phrase in found.analysis.phrases]
    for start, end in stretches:
        assert 0 <= start < end <= len(STORY)
        assert "\n" not in STORY[start:end]
        assert STORY[start:end].strip() == STORY[start:end]


def test_proposals_stand_in_the_order_of_the_text(read: Read) -> None:
    starts = [item.fragments[0] for item in read(STORY).analysis.proposals]
    assert starts == sorted(starts)


def test_scores_are_steps_of_a_twentieth(read: Read) -> None:
    for item in read(STORY).analysis.proposals:
        assert 0 < item.score <= 1
        assert item.score * 20 == pytest.approx(round(item.score * 20))


def test_a_text_is_read_alike_alone_and_among_others(suggester: SpacySuggester) -> None:
    others = [Request(f"{STORY}\nNumber {number}.") for number in range(20)]
    among = list(suggester.analyse([*others, Request(STORY)]))[-1]
    assert among == next(suggester.analyse([Request(STORY)]))


def test_answers_come_in_the_order_of_the_texts(suggester: SpacySuggester) -> None:
    cities = ["Oslo", "Lima", "Cairo", "Tokyo"] * 10
    found = suggester.analyse(Request(f"They met in {city}.") for city in cities)
    ends = [[item.fragments[0][1] for item in analysis.proposals if item.kind == "span"] for analysis in found]
    assert ends == [[12 + len(city)] for city in cities]


@given(st.text(max_size=80) | st.text(alphabet=st.sampled_from("ABab .,'\"-()\n\t0é한ا😀"), max_size=80))
@settings(max_examples=40)
def test_no_text_is_too_strange(suggester: SpacySuggester, text: str) -> None:
    (analysis,) = suggester.analyse([Request(text, "en")])
    for item in analysis.proposals:
        for start, end in item.fragments:
            assert 0 <= start < end <= len(text)


def test_a_line_without_end_is_cut_not_refused(suggester: SpacySuggester) -> None:
    text = "Sweden asked Norway for help. " * 600
    (analysis,) = suggester.analyse([Request(text)])
    assert sum(item.kind == "span" for item in analysis.proposals) == 1200


def test_without_events_only_names_are_proposed(plover: Schema) -> None:
    (analysis,) = SpacySuggester(schema=plover, events=False).analyse([Request(STORY)])
    assert {item.kind for item in analysis.proposals} == {"span"}
    assert analysis.phrases == ()


@pytest.fixture(scope="session")
def conll_analysis() -> Analysis:
    (analysis,) = SpacySuggester(schema=load_schema("conll")).analyse([Request(STORY)])
    return analysis


def test_another_schema_gets_its_own_labels(conll_analysis: Analysis) -> None:
    assert {item.label for item in conll_analysis.proposals} <= {"PER", "ORG", "LOC", "MISC"}


def test_a_schema_without_events_gets_no_hints(conll_analysis: Analysis) -> None:
    assert all(item.kind == "span" for item in conll_analysis.proposals)


def test_ace_events_get_ace_roles() -> None:
    text = "Rebels attacked a convoy near Aleppo on Friday."
    (analysis,) = SpacySuggester(schema=load_schema("ace")).analyse([Request(text)])
    (hint,) = [item.hint for item in analysis.proposals if item.hint is not None]
    assert hint.types[0].type == "Conflict.Attack"
    roles = {item.role: text[item.fragments[0][0] : item.fragments[0][1]] for item in hint.arguments}
    assert roles == {"Attacker": "Rebels", "Target": "a convoy", "Place": "Aleppo", "Time-Within": "Friday"}


KOREAN = "북한은 29일 유엔 안보리의 결의를 거부했다."
ARABIC = "رفضت روسيا والصين قرار مجلس الأمن يوم الجمعة"


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (KOREAN, None, [("북한", "GPE"), ("29일", "DATE"), ("유엔 안보리", "ORG")]),
        ("미국과 한국 정부는 2015년 12월", "ko", [("미국", "GPE"), ("한국", "GPE"), ("2015년 12월", "DATE")]),
        (ARABIC, "ar", [("روسيا", "GPE"), ("الصين", "GPE"), ("مجلس الأمن", "ORG"), ("يوم الجمعة", "DATE")]),
        ("Der Vertrag vom 2015-12-29.", "de", [("2015-12-29", "DATE")]),
    ],
)
def test_other_languages_get_known_names_and_dates(
    suggester: SpacySuggester, text: str, language: str | None, expected: list[tuple[str, str]]
) -> None:
    (analysis,) = suggester.analyse([Request(text, language)])
    found = [(text[item.fragments[0][0] : item.fragments[0][1]], item.label) for item in analysis.proposals]
    assert found == expected
    assert analysis.phrases == ()


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Norway", "en-GB", "en"),
        ("Norway", None, "en"),
        ("북한은", None, "ko"),
        ("روسيا", None, "ar"),
        ("1 2", None, "en"),
    ],
)
def test_the_script_tells_the_language(text: str, language: str | None, expected: str) -> None:
    assert language_of(Request(text, language)) == expected


@pytest.mark.parametrize(
    ("article", "trigger", "type_", "actor", "recipient"),
    [
        ("britain-urges", "urged", "REQUEST/change", ["Britain"], ["North Korea"]),
        ("britain-urges", "rejected", "REJECT/meet", ["North Korea"], ["Tomas Ojea Quintana"]),
        ("letter-to-putin", "asked", "REQUEST/assist", ["Kim Jong-un"], ["Vladimir Putin"]),
        ("letter-to-putin", "veto", "REJECT", ["China", "Russia"], []),
        ("possible-visit", "cancelled", "REJECT/meet", ["EU side"], []),
    ],
)
def test_the_worked_examples_are_hinted(
    read: Read, shared_dir: Path, article: str, trigger: str, type_: str, actor: list[str], recipient: list[str]
) -> None:
    found = read((shared_dir / "articles" / f"{article}.txt").read_text(encoding="utf-8"))
    assert type_ in found.types(trigger)
    assert found.fillers(trigger, "actor") == actor
    assert found.fillers(trigger, "recipient") == recipient
