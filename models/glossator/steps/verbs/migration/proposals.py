"""What becomes of suggestions: they get the new names, decided ones too, so that nothing is proposed twice."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from glossator.schema.migration import Bearer, Rename
from glossator.steps.verbs.migration.bearers import Renaming
from glossator.store.rows import Row, to_json

_SPANS = "t.kind = 'span' AND t.label IN (SELECT value FROM json_each(?1))"
_HINTS = "t.kind = 'event' AND EXISTS (SELECT 1 FROM json_each(?1) j WHERE instr(t.hint, j.value) OR t.label = j.value)"
_OF_EVENTS = ("event_types", "modes", "roles", "attributes", "values")


def proposals(renaming: Renaming) -> Iterator[tuple[Row, Row]]:
    """Suggestions whose names change, each before and after.

    One of which nothing is left that it could be called is superseded. One that comes to say what another one in its
    document says already, is so too, as long as nobody has decided it.
    """
    changed = list(_changed(renaming))
    if not changed:
        return
    if isinstance(renaming.change, Rename):
        # Nothing else bears a name that is new: none of them comes to say what another one says.
        yield from ((before, after) for before, after in changed if after is not None)
        return
    decided = _decided(renaming)
    taken = _taken(renaming, {before["document_id"] for before, _ in changed}, {before["id"] for before, _ in changed})
    for before, after in changed:
        if after is not None and (_identity(after) not in taken or before["id"] in decided or before["superseded"]):
            taken.add(_identity(after))
            yield before, after
        elif not before["superseded"] and before["id"] not in decided:
            original = renaming.draft.original("suggestion", before["id"]) or before
            yield before, {**original, "superseded": 1}


def _changed(renaming: Renaming) -> Iterator[tuple[Row, Row | None]]:
    draft, names = renaming.draft, to_json(sorted(renaming.names))
    if renaming.kind == "entity_types":
        for row in draft.find("suggestion", _SPANS, (names,)):
            after = _of_span(renaming, row) if row["kind"] == "span" and not _is_withdrawn(renaming, row) else row
            if after != row:
                yield row, after
    elif renaming.kind in _OF_EVENTS:
        for row in draft.find("suggestion", _HINTS, (names,)):
            after = _of_event(renaming, row) if row["kind"] == "event" and not _is_withdrawn(renaming, row) else row
            if after != row:
                yield row, after


def _is_withdrawn(renaming: Renaming, row: Row) -> bool:
    """Whether an earlier change of this migration has superseded it."""
    original = renaming.draft.original("suggestion", row["id"])
    return original is not None and original["superseded"] != row["superseded"]


def _of_span(renaming: Renaming, row: Row) -> Row | None:
    verdict = renaming.verdict(row["label"], lambda: Bearer(row["text"]))
    if verdict is None:
        return row
    return None if verdict.name is None else {**row, "label": verdict.name}


def _of_event(renaming: Renaming, row: Row) -> Row | None:
    bearer = _event_bearer(row)
    hint = json.loads(row["hint"]) if row["hint"] is not None else None
    if hint is None:
        verdict = renaming.verdict(row["label"], bearer) if renaming.kind == "event_types" else None
        if verdict is None:
            return row
        return None if verdict.name is None else {**row, "label": verdict.name}
    changed: dict[str, Any] = {
        "types": _types(renaming, hint["types"], bearer),
        "arguments": [
            [name, *rest]
            for role, *rest in hint["arguments"]
            if (name := _name(renaming, "roles", role, bearer)) is not None
        ],
        "attributes": _attributes(renaming, hint["attributes"], bearer),
    }
    if not changed["types"] and hint["types"]:
        return None
    label = row["label"]
    if renaming.kind == "event_types":
        label = _name(renaming, "event_types", label, bearer) or changed["types"][0][0]
    if changed == hint and label == row["label"]:
        return row
    return {**row, "label": label, "hint": to_json(changed)}


def _types(renaming: Renaming, types: list[list[Any]], bearer: Callable[[], Bearer]) -> list[list[Any]]:
    """The types with their modes, none twice: the first of them has the best score."""
    found: dict[tuple[str, str | None], list[Any]] = {}
    for type_, mode, score in types:
        name = _name(renaming, "event_types", type_, bearer)
        if name is None:
            continue
        own = mode
        if mode is not None and renaming.kind == "modes" and type_ == renaming.of:
            own = _name(renaming, "modes", mode, bearer)
        if name != type_ and own is not None and renaming.schema.mode(name, own) is None:
            own = None
        found.setdefault((name, own), [name, own, score])
    return list(found.values())


def _attributes(renaming: Renaming, attributes: dict[str, Any], bearer: Callable[[], Bearer]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, (value, cue) in attributes.items():
        new = _name(renaming, "attributes", name, bearer)
        said = value
        if renaming.kind == "values" and name == renaming.of:
            said = _name(renaming, "values", value, bearer)
        if new is not None and said is not None:
            found.setdefault(new, [said, cue])
    return found


def _name(renaming: Renaming, kind: str, name: str, bearer: Callable[[], Bearer]) -> str | None:
    """What a name has become, if the change is about names of this kind."""
    verdict = renaming.verdict(name, bearer) if renaming.kind == kind else None
    return name if verdict is None else verdict.name


def _event_bearer(row: Row) -> Callable[[], Bearer]:
    """A trigger, with the values that cue words speak for."""

    def look() -> Bearer:
        hint = json.loads(row["hint"]) if row["hint"] is not None else {"attributes": {}}
        return Bearer(row["text"], {name: value for name, (value, _) in hint["attributes"].items()})

    return look


def _decided(renaming: Renaming) -> set[int]:
    rows = renaming.draft.store.database.execute("SELECT suggestion_id FROM decision").fetchall()
    return {row[0] for row in rows}


def _taken(renaming: Renaming, documents: set[int], ids: set[int]) -> set[tuple[object, ...]]:
    """What the other suggestions of these documents say."""
    condition = "NOT t.superseded AND t.document_id IN (SELECT value FROM json_each(?1))"
    return {
        _identity(row)
        for row in renaming.draft.find("suggestion", condition, (to_json(sorted(documents)),))
        if row["id"] not in ids and not row["superseded"] and row["document_id"] in documents
    }


def _identity(row: Row) -> tuple[object, ...]:
    return row["document_id"], row["kind"], row["label"], row["start"], row["end"], row["fragments"]
