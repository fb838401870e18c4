"""Groups of same events, as restoring a document puts its own events back into them: images in, images out."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from glossator.steps.regrouping import regrouped

EVENTS = [(number, number % 3) for number in range(12)]
"""Event and document."""


@st.composite
def groupings(draw: st.DrawFn) -> dict[int, dict[str, Any]]:
    """Up to three groups, each event in one at most."""
    homes = draw(st.lists(st.sampled_from([None, 101, 102, 103]), min_size=len(EVENTS), max_size=len(EVENTS)))
    found: dict[int, dict[str, Any]] = {}
    for event, home in zip(draw(st.permutations(EVENTS)), homes, strict=True):
        if home is not None:
            row = found.setdefault(home, {"id": home, "uid": "00", "annotator_id": 1, "name": "", "events": []})
            row["events"].append(list(event))
    return {number: row for number, row in found.items() if 2 <= len(row["events"])}


def _members(groups: dict[int, dict[str, Any]], *, of: int | None, but: int | None = None) -> dict[int, set[int]]:
    return {
        number: {event for event, document in row["events"] if of in (None, document) and document != but}
        for number, row in groups.items()
    }


@given(then=groupings(), now=groupings())
def test_the_document_s_events_are_where_they_were_and_no_others_move(
    then: dict[int, dict[str, Any]], now: dict[int, dict[str, Any]]
) -> None:
    changed = {number: then.get(number) for number in {*then, *now}}
    grouped = {event for row in now.values() for event, _ in row["events"]}
    free = {event for event, document in EVENTS if document != 0} - grouped
    result = dict(now)
    for image in regrouped(changed, now, 0, free=free):
        assert image.before == now.get(image.id)
        assert image.after != image.before
        if image.after is None:
            del result[image.id]
        else:
            result[image.id] = image.after
    everybody = [event for row in result.values() for event, _ in row["events"]]
    assert len(everybody) == len(set(everybody))
    assert all(2 <= len(row["events"]) for row in result.values())
    for number, mine in _members(then, of=0).items():
        if number in result:
            assert _members(result, of=0)[number] == mine
    for number in now.keys() & result.keys():
        assert _members(result, of=None, but=0)[number] == _members(now, of=None, but=0)[number]
    assert {
        number: row for number, row in result.items() if number not in then and _members(result, of=0)[number]
    } == {}


@given(groups=groupings())
def test_where_nothing_has_changed_nothing_is_written(groups: dict[int, dict[str, Any]]) -> None:
    assert list(regrouped(dict(groups), groups, 0, free=())) == []
