"""What is left to be done: undecided suggestions, drafts, dates without a value, pronouns. Insight layer."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from glossator.annotation import REVIEW_TASKS, Entity, Event, ReviewTask, Span, Suggestion, SuggestionKind
from glossator.insight.problems.model import SEVERITIES, Fix, Material, Problem, in_words, problem, quoted
from glossator.insight.problems.words import PRONOUNS
from glossator.schema import Schema

VALUE = "value"
"""The attribute that holds a date in its normal form."""
MOST_ANTECEDENTS = 3

_KIND: Mapping[ReviewTask, SuggestionKind] = {"entities": "span", "events": "event"}


def pending_problems(material: Material) -> Iterator[Problem]:
    """Suggestions that are undecided though their task is done: one problem a task, they may be left on purpose."""
    for task in REVIEW_TASKS:
        found = [item for item in material.pending if item.kind == _KIND[task]]
        if not found or material.reviews.get(task) != "done":
            continue
        count, noun = len(found), "suggestion" if task == "entities" else "trigger hint"
        message = (
            f"{quoted(found[0].text)} is still a {noun}, though {task} are marked as done."
            if count == 1
            else f"{count} {noun}s are undecided, though {task} are marked as done."
        )
        yield Problem("pending", SEVERITIES["pending"], message, material.document_id, found[0].id,
                      found[0].fragments, task, (*_decide(found), _reopen(material.document_id, task)))  # fmt: skip


def _decide(found: Sequence[Suggestion]) -> tuple[Fix, ...]:
    first, ids = found[0], tuple(item.id for item in found)
    if len(found) == 1:
        reject = Fix("Reject it", "reject", {"suggestion_id": first.id})
        accept = Fix("Accept it", "accept", {"suggestion_id": first.id})
        return (accept, reject) if first.kind == "span" else (reject,)
    reject = Fix(f"Reject all {len(ids)}", "reject_all", {"suggestion_ids": ids})
    accept = Fix(f"Accept all {len(ids)}", "accept_all", {"suggestion_ids": ids})
    return (reject, accept) if first.kind == "span" else (reject,)


def _reopen(document_id: int, task: ReviewTask) -> Fix:
    return Fix(f"Take up {task} again", "set_review",
               {"document_id": document_id, "task": task, "state": "in_progress"})  # fmt: skip


def draft_problem(event: Event) -> Iterator[Problem]:
    """An event that was left unfinished, and is in no export of gold."""
    if event.draft:
        fixes = (
            Fix("It is finished", "finish_event", {"event_id": event.id}),
            Fix("Delete it", "delete", {"thing_id": event.id}),
        )
        yield problem("draft", f"{in_words(event)} is an unfinished draft.", event, fixes=fixes)


def date_problem(span: Span, schema: Schema, published: str | None) -> Iterator[Problem]:
    """A date without its normal form, where the schema has a place for that."""
    attribute = schema.attribute(VALUE) if VALUE not in span.attributes and span.label else None
    if attribute is not None and span.label in attribute.only_for and attribute.fits("span", span.label):
        message = f"{in_words(span)} has no value yet: a date in ISO 8601, such as 2019-05-03."
        value = _normal_form(" ".join(span.text.split()), published)
        fix = Fix(f"It is {value}", "set_attributes", {"thing_id": span.id, "values": {VALUE: value}})
        yield problem("date_value", message, span, fixes=(fix,) if value else ())


@lru_cache(maxsize=4096)
def _normal_form(words: str, published: str | None) -> str | None:
    # Its rules are many: they are read once somebody has marked a date.
    from glossator.knowledge.dates import normalise_date

    return normalise_date(words, published)


def pronoun_problems(fillers: Iterable[Span], names: Sequence[Span], entities: Iterable[Entity]) -> Iterator[Problem]:
    """Pronouns that fill roles and mention nobody known. `names` are the labelled spans in the order of the text."""
    linked = {number for entity in entities for number in entity.mentions}
    for filler in fillers:
        labels = PRONOUNS.get(filler.text.lower()) if filler.label is None else None
        if labels is None or filler.id in linked:
            continue
        fixes = tuple(
            Fix(f"It is {quoted(name.text)}", "link", {"span_ids": (name.id, filler.id)})
            for name in _antecedents(filler, names, labels)
        )
        yield problem("pronoun", f"{in_words(filler)} is not linked to what it stands for.", filler, fixes=fixes)


def _antecedents(filler: Span, names: Sequence[Span], labels: tuple[str, ...]) -> list[Span]:
    """The nearest names before a pronoun that it may stand for, each of them once."""
    found: dict[str, Span] = {}
    at = bisect_left(names, filler.start, key=lambda span: span.start)
    for name in reversed(names[max(0, at - 40) : at]):
        if name.label in labels or (name.label == "PER" and "PERSON" in labels):
            found.setdefault(name.text, name)
            if len(found) == MOST_ANTECEDENTS:
                break
    return list(found.values())
