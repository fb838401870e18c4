"""Which rows bear the names that a change is about, and what those rows are afterwards."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial

from glossator.annotation import Kind
from glossator.schema import Schema
from glossator.schema.migration import Bearer, Change, Delete, Verdict, verdict_of
from glossator.schema.migration.verdicts import names_of_change
from glossator.steps.verbs.migration.draft import Draft
from glossator.store.rows import Row, attributes_of, attributes_text, to_json

_IN = "IN (SELECT value FROM json_each(?1))"
_LISTED = "EXISTS (SELECT 1 FROM json_each(t.{column}) j WHERE j.{part} " + _IN + ")"
_ARGUMENT = "t.id IN (SELECT event_id FROM argument WHERE role " + _IN + ")"
_SECTOR = "t.id IN (SELECT a.event_id FROM argument a, json_each(a.sectors) j WHERE j.value " + _IN + ")"
_KEYS = _LISTED.format(column="attributes", part="key")
_WITH_ATTRIBUTES: tuple[Kind, ...] = ("span", "event", "relation", "entity")
_WITH_CONTEXTS: tuple[Kind, ...] = ("event", "layer")
_FILLERS: tuple[Kind, ...] = ("span", "event")


def conditions(kind: str) -> Iterable[tuple[Kind, str]]:
    """Kinds of rows that bear names of a group, each with a condition on table `t`; ?1 is the names as JSON."""
    if kind == "entity_types":
        yield "span", f"t.label {_IN}"
    elif kind == "event_types":
        yield "event", f"t.type {_IN}"
    elif kind == "modes":
        yield "event", _LISTED.format(column="modes", part="value")
    elif kind == "roles":
        yield "event", _ARGUMENT
    elif kind in ("attributes", "values"):
        yield from ((table, _KEYS) for table in _WITH_ATTRIBUTES)
    elif kind == "contexts":
        yield from ((table, _LISTED.format(column="contexts", part="value")) for table in _WITH_CONTEXTS)
    elif kind == "sectors":
        yield "entity", _LISTED.format(column="sectors", part="value")
        yield "event", _SECTOR
    elif kind == "relation_types":
        yield "relation", f"t.type {_IN}"


@dataclass(slots=True)
class Renaming:
    """One change at work on rows. `schema` is the one that comes of it; `undecided` is what no rule has decided yet."""

    change: Change
    schema: Schema
    draft: Draft
    undecided: tuple[str, ...] = ()
    lost_modes: int = 0
    names: frozenset[str] = field(init=False)
    kind: str = field(init=False)
    of: str = field(init=False)

    def __post_init__(self) -> None:
        self.names = frozenset(names_of_change(self.change))
        self.kind, _, self.of = self.change.group.partition(":")

    @property
    def frees(self) -> bool:
        """Whether spans are freed of their label."""
        return isinstance(self.change, Delete) and self.change.what == "free"

    def rows(self) -> Iterable[tuple[Kind, Row]]:
        """The rows that may bear one of the names, and perhaps some that do not."""
        wanted = to_json([self.of] if self.kind == "values" else sorted(self.names))
        for kind, condition in conditions(self.kind):
            for row in self.draft.find(kind, condition, (wanted,)):
                yield kind, row

    def applied(self, kind: Kind, row: Row) -> Row | None:
        """The row afterwards: the same where it bears none of the names, None where it goes."""
        self.undecided = ()
        if self.kind in ("entity_types", "event_types", "relation_types"):
            return self._named(kind, row)
        if self.kind == "modes":
            return self._listed(row, "modes") if row["type"] == self.of else row
        if self.kind == "contexts":
            return self._listed(row, "contexts")
        if self.kind == "sectors":
            return self._listed(row, "sectors") if kind == "entity" else self._with_arguments(row)
        if self.kind == "roles":
            return self._with_arguments(row)
        return self._with_attributes(kind, row)

    def verdict(self, name: str, bearer: Callable[[], Bearer]) -> Verdict | None:
        """What becomes of a name; None where the change is not about it."""
        if name not in self.names:
            return None
        verdict = verdict_of(self.change, bearer() if getattr(self.change, "by", None) is not None else Bearer())
        self.undecided = verdict.decide or self.undecided
        return verdict

    def _named(self, kind: Kind, row: Row) -> Row | None:
        column = "label" if kind == "span" else "type"
        name = row[column]
        verdict = self.verdict(name, lambda: self._bearer(kind, row)) if name is not None else None
        if verdict is None or verdict.name == name:
            return row
        if verdict.name is None:
            return {**row, "label": None} if self.frees else None
        if kind != "event":
            return {**row, column: verdict.name}
        modes = json.loads(row["modes"])
        kept = [mode for mode in modes if self.schema.mode(verdict.name, mode) is not None]
        self.lost_modes += len(kept) < len(modes)
        return {**row, "type": verdict.name, "modes": row["modes"] if kept == modes else to_json(kept)}

    def _listed(self, row: Row, column: str) -> Row:
        names = json.loads(row[column])
        changed = self._renamed(names, lambda: self._bearer("event" if "type" in row else "layer", row))
        return row if changed == names else {**row, column: to_json(changed)}

    def _renamed(self, names: Sequence[str], bearer: Callable[[], Bearer]) -> list[str]:
        """Names with what became of them; none twice, where there were none twice."""
        verdicts = [(name, self.verdict(name, bearer)) for name in names]
        if all(verdict is None for _, verdict in verdicts):
            return list(names)
        new = (name if verdict is None else verdict.name for name, verdict in verdicts)
        return list(dict.fromkeys(name for name in new if name is not None))

    def _with_arguments(self, row: Row) -> Row:
        arguments: list[list[object]] = []
        for role, filler, country, sectors in row["arguments"]:
            look = partial(self._filler, filler)
            if self.kind == "sectors":
                arguments.append([role, filler, country, self._renamed(sectors, look)])
                continue
            verdict = self.verdict(role, look)
            if verdict is None:
                arguments.append([role, filler, country, sectors])
            elif verdict.name is not None:
                arguments.append([verdict.name, filler, country, sectors])
        if self.kind == "roles":
            arguments = _without_doubles(row["arguments"], arguments)
        return row if arguments == row["arguments"] else {**row, "arguments": arguments}

    def _with_attributes(self, kind: Kind, row: Row) -> Row:
        before = attributes_of(row["attributes"])
        after: dict[str, str | tuple[str, ...]] = {}
        for name, value in before.items():
            if self.kind == "values":
                changed = self._value(kind, row, value) if name == self.of else value
                if changed is not None:
                    after[name] = changed
                continue
            verdict = self.verdict(name, lambda: self._bearer(kind, row))
            target = name if verdict is None else verdict.name
            if target is not None:
                # What bears the name already goes before what comes to bear it.
                after[target] = before[target] if target != name and target in before else value
        return row if after == before else {**row, "attributes": attributes_text(after)}

    def _value(self, kind: Kind, row: Row, value: str | tuple[str, ...]) -> str | tuple[str, ...] | None:
        given = (value,) if isinstance(value, str) else value
        changed = self._renamed(given, lambda: self._bearer(kind, row))
        if tuple(changed) == tuple(given):
            return value
        if isinstance(value, str):
            return changed[0] if changed else None
        return tuple(changed) or None

    def _bearer(self, kind: Kind, row: Row) -> Bearer:
        attributes = attributes_of(row["attributes"]) if "attributes" in row else {}
        return Bearer(self._text(kind, row), attributes)

    def _text(self, kind: Kind, row: Row) -> str:
        if kind == "relation":
            ends = {end["id"]: end["text"] for end in self.draft.these("span", (row["source_id"], row["target_id"]))}
            return " ".join(ends.get(row[end], "") for end in ("source_id", "target_id"))
        return str(row.get("text") or row.get("name") or "")

    def _filler(self, number: int) -> Bearer:
        """What fills a role: a span or an event."""
        found = (self._bearer(kind, row) for kind in _FILLERS for row in self.draft.these(kind, (number,)))
        return next(found, Bearer())


def _without_doubles(before: list[list[object]], after: list[list[object]]) -> list[list[object]]:
    """Arguments without those that a merge of roles has made equal to another one."""
    if len(after) != len(before):
        return after
    pairs = list(zip(before, after, strict=True))
    seen = {(new[0], new[1]) for old, new in pairs if new[0] == old[0]}
    kept: list[list[object]] = []
    for old, new in pairs:
        if new[0] != old[0] and (new[0], new[1]) in seen:
            continue
        seen.add((new[0], new[1]))
        kept.append(new)
    return kept
