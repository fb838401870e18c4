"""What a step changed, in words: each object with its facts before and after. Reads only."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from glossator.annotation import Kind
from glossator.store import Image, Store
from glossator.store.rows import Row, attributes_of, fragments_of

_LONGEST = 60


@dataclass(frozen=True, slots=True)
class FactChange:
    """One fact of an object, in words, before and after a step; None where it did not hold."""

    name: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class ThingChange:
    """What a step did to one object. Of one that was added or deleted all facts are told, else those that changed."""

    kind: Kind
    id: int
    how: str
    facts: tuple[FactChange, ...]

    @property
    def words(self) -> str:
        """In one line: "span 17 changed: label ORG → PERSON"."""
        told = ", ".join(_told(fact, self.how) for fact in self.facts)
        return f"{self.kind.replace('_', ' ')} {self.id} {self.how}{f': {told}' if told else ''}"


def changes_of(store: Store, step_id: int) -> list[ThingChange]:
    """What a step changed, in the order it did; nothing for a step that is not there."""
    images = store.journal.images(step_id)
    named = _Names(store, images)
    return [_change_of(image, named) for image in images]


def _change_of(image: Image, named: _Names) -> ThingChange:
    before = dict(_facts(image.kind, image.before, named)) if image.before is not None else {}
    after = dict(_facts(image.kind, image.after, named)) if image.after is not None else {}
    how = "added" if image.before is None else "deleted" if image.after is None else "changed"
    return ThingChange(
        image.kind,
        image.id,
        how,
        tuple(
            FactChange(name, before.get(name), after.get(name))
            for name in dict.fromkeys((*before, *after))
            if before.get(name) != after.get(name)
        ),
    )


def _told(fact: FactChange, how: str) -> str:
    if how != "changed":
        return f"{fact.name} {fact.before or fact.after}"
    return f"{fact.name} {fact.before or 'none'} → {fact.after or 'none'}"


def _facts(kind: Kind, row: Row, named: _Names) -> Iterator[tuple[str, str]]:
    """The facts that hold of an object; what is absent is left out."""
    for name, value in _TELLERS[kind](row, named):
        if value:
            yield name, value


Facts = Iterator[tuple[str, str | None]]


def _span(row: Row, named: _Names) -> Facts:
    yield "label", row["label"] or "none: a filler"
    yield "text", _quoted(row["text"])
    yield "at", _place(row)
    yield from _attributes(row)
    yield from _origin(row)


def _event(row: Row, named: _Names) -> Facts:
    yield "type", row["type"]
    yield "trigger", _quoted(row["text"]) if row["text"] else "none"
    yield "at", _place(row)
    yield "modes", _list(row["modes"])
    yield "contexts", _list(row["contexts"])
    yield "arguments", "; ".join(_argument(*argument, named=named) for argument in row["arguments"])
    yield from _attributes(row)
    yield "draft", "yes" if row["draft"] else None
    yield from _origin(row)


def _argument(role: str, filler: int, country: str | None, sectors: list[str], *, named: _Names) -> str:
    said = ", ".join(filter(None, (country, *sectors)))
    return f"{role}: {named[filler]}{f' ({said})' if said else ''}"


def _relation(row: Row, named: _Names) -> Facts:
    yield "type", row["type"]
    yield "from", named[row["source_id"]]
    yield "to", named[row["target_id"]]
    yield from _attributes(row)


def _entity(row: Row, named: _Names) -> Facts:
    yield "name", _quoted(row["name"])
    yield "KB id", row["kb_id"]
    yield "country", row["country"]
    yield "sectors", _list(row["sectors"])
    yield "mentions", "; ".join(named[number] for number in row["mentions"])
    yield from _attributes(row)


def _note(row: Row, named: _Names) -> Facts:
    yield "text", _quoted(row["text"]) if row["text"] else None
    yield "flag", "yes" if row["flag"] else None
    yield "on", named[row["target_id"]]


def _same_event(row: Row, named: _Names) -> Facts:
    yield "name", _quoted(row["name"]) if row["name"] else None
    yield "events", "; ".join(named[event] for event, _ in row["events"])


def _exemption(row: Row, named: _Names) -> Facts:
    yield "problem", row["code"]
    yield "about", _quoted(row["key"])


def _ruling(row: Row, named: _Names) -> Facts:
    yield "on", row["subject"]
    yield "text", _quoted(row["text"])
    yield "quote", _quoted(row["quote"]) if row["quote"] else None
    yield "made on", named[row["target_id"]] if row["target_id"] is not None else None


def _layer(row: Row, named: _Names) -> Facts:
    yield "contexts", _list(row["contexts"])
    for task, state in json.loads(row["reviews"]).items():
        yield task, state.replace("_", " ")


def _decision(row: Row, named: _Names) -> Facts:
    yield "suggestion", named[row["suggestion_id"]]
    yield "state", row["state"]
    yield "annotation", named[row["result_id"]] if row["result_id"] is not None else None


def _document(row: Row, named: _Names) -> Facts:
    yield "name", _quoted(row["name"])
    for name in ("title", "source", "author", "published", "language"):
        yield name, _quoted(row[name]) if row[name] is not None else None
    for name, value in json.loads(row["extra"]).items():
        yield name, _quoted(str(value))


def _suggestion(row: Row, named: _Names) -> Facts:
    yield "label", row["label"]
    yield "text", _quoted(row["text"])
    yield "proposal", row["hint"]
    yield "withdrawn", "yes" if row["superseded"] else None


def _schema(row: Row, named: _Names) -> Facts:
    yield "name", row["name"]
    yield "version", row["version"]


_TELLERS: Mapping[Kind, Callable[[Row, _Names], Facts]] = {
    "span": _span,
    "event": _event,
    "relation": _relation,
    "entity": _entity,
    "note": _note,
    "layer": _layer,
    "decision": _decision,
    "document": _document,
    "schema": _schema,
    "suggestion": _suggestion,
    "same_event": _same_event,
    "exemption": _exemption,
    "ruling": _ruling,
}


class _Names:
    """Things by id in a few words: as the step has them, or as they are now, or by their bare number."""

    def __init__(self, store: Store, images: Iterable[Image]) -> None:
        self._store = store
        self._rows: dict[int, Row] = {image.id: image.after or image.before or {} for image in images}
        decided = [row["suggestion_id"] for row in self._rows.values() if "suggestion_id" in row and "state" in row]
        self._suggestions = store.suggestions.several(decided, 0) if decided else {}

    def __getitem__(self, number: int) -> str:
        if number in self._suggestions:
            suggestion = self._suggestions[number]
            return f"{suggestion.label} {_quoted(suggestion.text)}"
        if number not in self._rows:
            kind = self._store.things.kind_of(number)
            images = self._store.tables[kind].images([number]) if kind in self._store.tables else {}
            self._rows[number] = images.get(number, {})
        row = self._rows[number]
        words = row.get("text") or row.get("name") or row.get("type")
        return f"{_quoted(words)} ({number})" if words else str(number)


def _quoted(text: str) -> str:
    text = " ".join(text.split())
    return f"“{text if len(text) <= _LONGEST else text[: _LONGEST - 1] + '…'}”"


def _place(row: Row) -> str:
    return ", ".join(f"{start}–{end}" for start, end in fragments_of(row))


def _list(text: str) -> str:
    return ", ".join(json.loads(text))


def _attributes(row: Row) -> Facts:
    for name, value in attributes_of(row["attributes"]).items():
        yield name, value if isinstance(value, str) else ", ".join(value)


def _origin(row: Row) -> Facts:
    source = " ".join(filter(None, (row["source"], row["source_version"])))
    yield "origin", f"{row['origin']}{f' ({source})' if source else ''}" if row["origin"] != "made" or source else None
