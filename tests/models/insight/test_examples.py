from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from glossator.insight.examples import AROUND, Candidate, chosen, in_context, subject_of

TEXT = "An envoy of Norland met the minister of Estmark in Port Alder on Friday, and both sides agreed to meet again."


def candidate(number: int, words: str = "x", **more: str) -> Candidate:
    status = "done" if more.get("done") else "in_progress"
    return Candidate(int(more.get("document", "1")), number, ((0, 1),), words, status, more.get("kind", ""))


def test_paths_are_read_back() -> None:
    for path in ("entity_types.ORG", "event_types.REQUEST", "event_types.REQUEST.modes.change", "roles.actor",
                 "attributes.polarity", "relation_types.part.of", "event_types.Conflict.Attack"):  # fmt: skip
        subject = subject_of(path)
        assert subject is not None
        assert subject.path == path
    assert subject_of("conventions") is None
    assert subject_of("entity_types.") is None


def test_other_words_other_kinds_and_finished_documents_come_first() -> None:
    pool = [candidate(9, "a"), candidate(8, "A"), candidate(1, "b", done="yes"), candidate(2, "c", document="2")]
    assert [one.thing_id for one in chosen(pool, 3)] == [1, 2, 9]
    kinds = [candidate(3, "p", kind="past"), candidate(2, "q", kind="past"), candidate(1, "r", kind="future")]
    assert [one.thing_id for one in chosen(kinds, 2)] == [3, 1]
    assert chosen([], 5) == []


def test_the_context_ends_at_words() -> None:
    start = TEXT.index("agreed")
    found = in_context(Candidate(1, 2, ((start, start + 6),), "agreed", "done"), TEXT)
    assert found.text == "agreed"
    assert found.after == " to meet again."
    assert found.before.startswith("… ")
    assert found.before.endswith("both sides ")


@given(st.text(max_size=260), st.data())
def test_any_place_of_any_text_has_a_context(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = in_context(Candidate(1, 2, ((start, end),), "", "new"), text)
    assert "\n" not in found.before + found.text + found.after
    assert len(found.before) <= AROUND + 4
    assert " ".join(found.text.split()) == " ".join(text[start:end].split())
