from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from glossator.annotation import Argument, Entity, Event, Layer, Span
from glossator.insight.summaries import LONGEST, Telling, elided, sides, summary
from glossator.schema import load_schema

PLOVER, ACE = load_schema("plover"), load_schema("ace")


def span(number: int, text: str, label: str | None = "GPE") -> Span:
    return Span(number, 1, "ada", label, ((0, max(1, len(text))),), text)


def event(number: int, kind: str, words: str = "", *arguments: tuple[str, int], **values: str) -> Event:
    trigger = ((0, len(words)),) if words else ()
    fillers = tuple(Argument(role, filler) for role, filler in arguments)
    return Event(number, 1, "ada", kind, trigger, words, arguments=fillers, attributes=values)


def told(one: Event, *spans: Span, others: tuple[Event, ...] = (), entities: tuple[Entity, ...] = ()) -> str:
    return summary(one, Layer(1, "ada", None, spans, (one, *others), (), entities), PLOVER, "")


def test_who_did_what_to_whom() -> None:
    spans = (
        span(1, "Britain"),
        span(2, "North Korea"),
        span(3, "improve its dismal human rights record", None),
        span(4, "an official", None),
        span(5, "New York"),
    )
    one = event(
        9, "REQUEST", "urged", ("actor", 1), ("recipient", 2), ("topic", 3), ("source", 4), ("place", 5),
        polarity="negated", modality="claimed", tense="past",
    )  # fmt: skip
    assert told(one, *spans).startswith(
        "Britain → urged → North Korea: improve its dismal human rights record (New York, source: an official; negated,"
        " claimed"
    )


def test_what_is_missing_is_someone() -> None:
    assert told(event(1, "PROTEST", "marched")) == "someone → marched"
    assert told(event(1, "AID", "helped")) == "someone → helped → someone"
    draft = Event(1, 1, "ada", "AID", (), "", draft=True)
    assert told(draft) == "someone → aid → someone (unfinished)"


def test_an_event_that_fills_a_role_is_told_in_short_and_never_for_ever() -> None:
    spans = (span(1, "Norland"), span(2, "Estmark"), span(3, "the visit", None))
    inner = event(10, "REQUEST", "asked", ("actor", 1), ("recipient", 2), ("topic", 3))
    outer = event(11, "REJECT", "refused", ("actor", 2), ("topic", 10))
    assert told(outer, *spans, others=(inner,)) == "Estmark → refused: “Norland → asked → Estmark: the visit”"
    knot = event(10, "REQUEST", "asked", ("topic", 11))
    assert told(event(11, "REJECT", "refused", ("topic", 10)), others=(knot,)) == (
        "someone → refused: “asked: “refused””"
    )


def test_a_pronoun_is_called_by_what_it_mentions() -> None:
    he = span(1, "he", None)
    entity = Entity(5, 1, "ada", "Ri Su Yong", mentions=(1,))
    assert told(event(9, "AGREE", "invited", ("actor", 1)), he, entities=(entity,)) == "Ri Su Yong → invited"


def test_right_to_left_parts_stand_in_isolates_and_others_do_not() -> None:
    arabic = told(event(9, "REQUEST", "حثت", ("actor", 1), ("recipient", 2)), span(1, "بريطانيا"), span(2, "Norland"))
    assert arabic == "\u2068بريطانيا\u2069 → \u2068حثت\u2069 → \u2068Norland\u2069"
    korean = told(event(9, "REQUEST", "촉구했다", ("actor", 1)), span(1, "영국"))
    assert korean == "영국 → 촉구했다"


def test_a_filler_cannot_turn_the_sentence_round() -> None:
    sentence = told(event(9, "REQUEST", "urged", ("actor", 1)), span(1, "\u202eevil\u2067"))
    assert sentence == "evil → urged"


def test_the_sides_of_other_schemas_are_the_first_two_roles() -> None:
    assert sides(PLOVER, "REQUEST") == ("actor", "recipient")
    assert sides(ACE, "Conflict.Attack") == ("Attacker", "Target")
    assert sides(ACE, "Life.Marry") == ("Person", "")


def test_the_text_helps_out_where_things_carry_no_words() -> None:
    one = Event(9, 1, "ada", "AGREE", ((8, 14),), "", arguments=(Argument("actor", 1),))
    layer = Layer(1, "ada", None, (Span(1, 1, "ada", "GPE", ((0, 7),), ""),), (one,))
    assert Telling(layer, PLOVER, "Estmark agreed.").sentence(one) == "Estmark → agreed"


@given(st.text(max_size=200), st.integers(12, LONGEST))
def test_what_is_too_long_loses_its_middle(text: str, limit: int) -> None:
    cut = elided(text, limit)
    assert "\n" not in cut
    assert len(cut) <= 2 * limit + 4
    plain = " ".join("".join(one for one in text if unicodedata.bidirectional(one) not in _CONTROLS).split())
    if len(plain) <= limit and "\u200e" not in text and "\u200f" not in text and "\u061c" not in text:
        assert cut == plain


_CONTROLS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def test_both_ends_of_a_long_filler_stay() -> None:
    words = "the resolution on the human rights record of the country that the assembly adopted last year in Port Alder"
    cut = elided(words)
    assert cut.startswith("the resolution on the human rights")
    assert cut.endswith("in Port Alder")
    assert " … " in cut
