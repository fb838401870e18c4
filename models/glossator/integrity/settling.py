"""The third part of a repair: whatever is still wrong with what was saved is mended or left out, until nothing is.

Part of integrity. The same checks as ever say what is wrong; each kind of fault has its treatment here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Final, TypeAlias

from glossator.annotation import hull, text_of
from glossator.errors import ProjectDamagedError
from glossator.integrity.account import Account
from glossator.integrity.decoding import fragments_of, strings_of
from glossator.integrity.gathering import well_formed
from glossator.integrity.links import EVENTS_IN_EVENTS, check_links, circle_in
from glossator.integrity.names import KnownNames, check_names, check_schemas
from glossator.integrity.places import check_places
from glossator.integrity.shapes import check_shapes
from glossator.integrity.texts import check_texts
from glossator.integrity.things import check_things, rebuild_things
from glossator.integrity.values import HOWS, STATES, TASKS, Used, check_values
from glossator.integrity.verdict import Ledger
from glossator.integrity.workbench import Workbench
from glossator.schema import Schema, dump_schema, faults, parse_schema
from glossator.store.rows import to_json

_MOST_ROUNDS: Final = 40

Treatment: TypeAlias = Callable[["Settling", Collection[int]], None]


class Settling:
    """Goes round until the checks find nothing."""

    def __init__(self, bench: Workbench, known: KnownNames, account: Account, imported: Collection[int]) -> None:
        self.bench = bench
        self.known = known
        self.account = account
        self.imported = imported

    def run(self) -> None:
        """Mend and leave out. Raises ProjectDamagedError where that comes to no end."""
        for _ in range(_MOST_ROUNDS):
            ledger, used = self._judged()
            if not ledger.rows and not self._settle_decisions():
                return
            for (code, table), ids in ledger.rows.items():
                treatment = TREATMENTS.get((code, table)) or TREATMENTS.get((code, ""))
                if treatment is not None:
                    treatment(self, ids)
                else:
                    self.leave_out(table, ids)
            self._widen(used)
        raise ProjectDamagedError(
            "What is left of the project does not fit together. Restore the newest backup instead."
        )

    def _judged(self) -> tuple[Ledger, Used]:
        ledger = Ledger()
        self.bench.forget()
        rebuild_things(self.bench)
        check_shapes(self.bench, ledger)
        check_things(self.bench, ledger)
        check_schemas(self.bench, self.known, ledger)
        check_texts(self.bench, ledger)
        check_places(self.bench, ledger)
        used = check_values(self.bench, ledger)
        check_links(self.bench, ledger)
        check_names(self.bench, used, self.known, ledger)
        return ledger, used

    def leave_out(self, table: str, ids: Collection[int]) -> None:
        """Take rows out, with their parts; what stood on them shows in the next round."""
        if not ids:
            return
        if table == "document":
            for number in ids:
                self.account.documents_lost.append(self.bench.name(number).strip("“”"))
        else:
            self.account.lost[table] += len(ids)
        key = {
            "argument": "event_id",
            "mention": "entity_id",
            "same_event_member": "same_event_id",
            "text": "document_id",
            "analysis": "rowid",
            "place": "annotator_id",
        }.get(table, "id")
        self.bench.drop(table, key, list(ids))
        for owner, part, column in (
            ("event", "argument", "event_id"), ("entity", "mention", "entity_id"),
            ("same_event", "same_event_member", "same_event_id"),
        ):  # fmt: skip
            if table == owner:
                self.bench.drop(part, column, list(ids))

    def update(self, table: str, number: int, **values: object) -> None:
        """Change columns of a row."""
        assignments = ", ".join(f'"{name}" = ?' for name in values)
        key = "document_id" if table == "text" else "id"
        self.bench.connection.execute(f"UPDATE {table} SET {assignments} WHERE {key} = ?", (*values.values(), number))
        self.account.mended[table] += 1

    def _settle_decisions(self) -> bool:
        """Leave out decisions whose result was lost: the suggestion waits for one again."""
        wrong = [
            number
            for (number,) in self.bench.connection.execute(
                "SELECT id FROM decision WHERE (state = 'rejected') <> (result_id IS NULL)"
            )
            if number not in self.imported
        ]
        self.leave_out("decision", wrong)
        return bool(wrong)

    def _widen(self, used: Used) -> None:
        """Give the schema the names that annotations bear and that no version of it has had."""
        missing = list(self.known.unknown(used))
        row = self.bench.connection.execute("SELECT toml FROM schema ORDER BY id DESC LIMIT 1").fetchone()
        if not missing or row is None:
            return
        present = widened = parse_schema(row[0])
        for kind, name in missing:
            further = _with_name(widened, kind, name)
            if any(faults(further)):
                # No schema can have such a name.
                for table, number in used.names[kind, name]:
                    self.leave_out(table, [number])
            else:
                widened = further
        if widened != present:
            self._add_version(replace(widened, version=present.version + 1))
            names = ", ".join(f"{kind} {name}" for kind, name in missing)
            self.account.said.append(f"Added to the schema, because annotations bear these names: {names}.")

    def _add_version(self, schema: Schema) -> None:
        number, toml = self.next_id(), dump_schema(schema)
        self.bench.connection.execute(
            "INSERT INTO schema (id, name, version, toml) VALUES (?, ?, ?, ?)",
            (number, schema.name, str(schema.version), toml),
        )
        self.known.take(toml)

    def next_id(self) -> int:
        """An id that nothing bears or has borne."""
        given = self.bench.one("SELECT max(seq) FROM sequence WHERE name = 'thing'") or 0
        number = int(max(given, self.bench.one("SELECT max(id) FROM thing") or 0)) + 1
        self.set_sequence("thing", number)
        return number

    def set_sequence(self, table: str, number: int) -> None:
        """Keep how far ids were given out."""
        self.bench.connection.execute("DELETE FROM sequence WHERE name = ?", (table,))
        self.bench.connection.execute("INSERT INTO sequence VALUES (?, ?)", (table, number))


def _with_name(schema: Schema, kind: str, name: str) -> Schema:
    before, sign, after = name.partition("/" if kind == "mode" else "=")
    if kind == "mode":
        return schema.with_mode(before, after)
    if kind == "value":
        return schema.with_attribute_value(before, after) if sign else schema
    add = {
        "entity type": schema.with_entity_type,
        "event type": schema.with_event_type,
        "role": schema.with_role,
        "attribute": schema.with_attribute,
        "context": schema.with_context,
        "relation type": schema.with_relation_type,
    }
    return add[kind](name)


def _ignore(_: Settling, __: Collection[int]) -> None:
    """What is put right when the file is written, or by another treatment."""


def _sequence(settling: Settling, _: Collection[int]) -> None:
    settling.set_sequence("thing", settling.bench.one("SELECT max(id) FROM thing") or 0)


def _words(table: str) -> Treatment:
    def mend(settling: Settling, ids: Collection[int]) -> None:
        for number in ids:
            row = settling.bench.connection.execute(
                f'SELECT document_id, start, "end", fragments FROM {table} WHERE id = ?', (number,)
            ).fetchone()
            text = settling.bench.text(row[0]) or ""
            settling.update(table, number, text=text_of(text, fragments_of(*row[1:])))

    return mend


def _hull(table: str) -> Treatment:
    def mend(settling: Settling, ids: Collection[int]) -> None:
        for number in ids:
            _, start, end, several = settling.bench.connection.execute(
                f'SELECT document_id, start, "end", fragments FROM {table} WHERE id = ?', (number,)
            ).fetchone()
            fragments = fragments_of(start, end, several)
            settling.update(table, number, start=hull(fragments)[0], end=hull(fragments)[1])

    return mend


def _without_trigger(settling: Settling, ids: Collection[int]) -> None:
    """An event whose trigger is lost is one of the whole document."""
    for number in ids:
        settling.update("event", number, start=None, end=None, fragments=None, text="")


def _emptied(table: str) -> Treatment:
    """Columns that do not decode hold nothing."""
    columns = {
        "span": {"attributes": "{}"},
        "event": {"attributes": "{}", "modes": "[]", "contexts": "[]"},
        "relation": {"attributes": "{}"},
        "entity": {"sectors": "[]", "attributes": "{}"},
        "layer": {"contexts": "[]", "reviews": "{}"},
    }[table]

    def mend(settling: Settling, ids: Collection[int]) -> None:
        there = settling.bench.layout.tables[table].columns
        for number in ids:
            settling.update(table, number, **{name: value for name, value in columns.items() if name in there})

    return mend


def _sectors(settling: Settling, ids: Collection[int]) -> None:
    for number in ids:
        settling.bench.connection.execute("UPDATE argument SET sectors = '[]' WHERE event_id = ?", (number,))
        settling.account.mended["argument"] += 1


def _origin(table: str) -> Treatment:
    def mend(settling: Settling, ids: Collection[int]) -> None:
        for number in ids:
            settling.update(table, number, origin=HOWS[0])

    return mend


def _reviews(settling: Settling, ids: Collection[int]) -> None:
    for number in ids:
        found = strings_of(settling.bench.one("SELECT reviews FROM layer WHERE id = ?", (number,)))
        kept = {task: state for task, state in found.items() if task in TASKS and state in STATES}
        settling.update("layer", number, reviews=to_json(kept))


def _flag(table: str, column: str) -> Treatment:
    def mend(settling: Settling, ids: Collection[int]) -> None:
        for number in ids:
            settling.update(table, number, **{column: 1})

    return mend


def _arguments(settling: Settling, _: Collection[int]) -> None:
    """Roles are left by fillers that are not there, or not of this document and person."""
    _delete(
        settling, "argument",
        "NOT EXISTS (SELECT 1 FROM temp.home h JOIN event e ON e.id = argument.event_id WHERE h.id = argument.filler_id"
        " AND h.kind IN ('span', 'event') AND h.document_id = e.document_id AND h.annotator_id = e.annotator_id)",
    )  # fmt: skip


def _circles(settling: Settling, _: Collection[int]) -> None:
    circle = circle_in(settling.bench.connection.execute(EVENTS_IN_EVENTS).fetchall())
    if circle:
        numbers = ", ".join(str(number) for number in circle)
        _delete(settling, "argument", f"event_id = {max(circle)} AND filler_id IN ({numbers})")


def _mentions(settling: Settling, _: Collection[int]) -> None:
    _delete(
        settling, "mention",
        "NOT EXISTS (SELECT 1 FROM span s JOIN entity n ON n.id = mention.entity_id WHERE s.id = mention.span_id"
        " AND s.document_id = n.document_id AND s.annotator_id = n.annotator_id)",
    )  # fmt: skip


def _members(settling: Settling, _: Collection[int]) -> None:
    """Groups of same events are left by events that are not there, not theirs, or in another group already."""
    _delete(
        settling, "same_event_member",
        "NOT EXISTS (SELECT 1 FROM event e JOIN same_event g ON g.id = same_event_member.same_event_id"
        " WHERE e.id = same_event_member.event_id AND e.document_id = same_event_member.document_id"
        " AND e.annotator_id = g.annotator_id)",
    )  # fmt: skip
    _delete(
        settling, "same_event_member",
        "EXISTS (SELECT 1 FROM same_event_member o WHERE o.event_id = same_event_member.event_id AND"
        " (o.same_event_id, o.position) < (same_event_member.same_event_id, same_event_member.position))",
    )  # fmt: skip


def _rulings(settling: Settling, _: Collection[int]) -> None:
    """A ruling stays without the document or the annotation that it was made on."""
    run = settling.bench.connection.execute
    run("UPDATE ruling SET target_id = NULL WHERE target_id NOT IN (SELECT id FROM thing)")
    settling.account.mended["ruling"] += settling.bench.one("SELECT changes()")
    run("UPDATE ruling SET document_id = NULL WHERE document_id NOT IN (SELECT id FROM document)")


def _moments(settling: Settling, ids: Collection[int]) -> None:
    for number in ids:
        settling.update("ruling", number, time="1970-01-01T00:00:00.000+00:00")


def _versions(table: str) -> Treatment:
    def mend(settling: Settling, ids: Collection[int]) -> None:
        for number in ids:
            settling.update(table, number, schema_version=0)

    return mend


def _delete(settling: Settling, table: str, condition: str) -> None:
    settling.bench.connection.execute(f"DELETE FROM {table} WHERE {condition}")
    settling.account.lost[table] += settling.bench.one("SELECT changes()")


def _notes(settling: Settling, ids: Collection[int]) -> None:
    """A remark on something that is gone becomes one on its document."""
    for number in ids:
        document_id = settling.bench.one("SELECT document_id FROM note WHERE id = ?", (number,))
        if document_id is None or settling.bench.text(document_id) is None:
            settling.leave_out("note", [number])
        else:
            settling.update("note", number, target_id=document_id)


def _lengths(settling: Settling, ids: Collection[int]) -> None:
    for number in ids:
        settling.update("document", number, length=len(settling.bench.text(number) or ""))


def _metadata(settling: Settling, ids: Collection[int]) -> None:
    for number in ids:
        settling.update("document", number, extra="{}")


def _maps(settling: Settling, ids: Collection[int]) -> None:
    for number in ids:
        settling.update("document", number, source_map=None)


def _hints(settling: Settling, ids: Collection[int]) -> None:
    for number in ids:
        settling.update("suggestion", number, hint=None)


def _texts(settling: Settling, ids: Collection[int]) -> None:
    for number in ids:
        text = well_formed(settling.bench.text(number) or "")
        settling.update("text", number, body=text, sha256=sha256(text.encode()).hexdigest())


TREATMENTS: Final[Mapping[tuple[str, str], Treatment]] = {
    ("thing.sequence", ""): _sequence,
    ("text.changed", ""): _texts,
    ("text.form", ""): _texts,
    ("document.length", ""): _lengths,
    ("document.metadata", ""): _metadata,
    ("document.map", ""): _maps,
    ("place.words", "span"): _words("span"),
    ("place.words", "event"): _words("event"),
    ("place.words", "suggestion"): _words("suggestion"),
    ("place.hull", "span"): _hull("span"),
    ("place.hull", "event"): _hull("event"),
    ("place.hull", "suggestion"): _hull("suggestion"),
    ("place.fragments", "event"): _without_trigger,
    ("place.outside", "event"): _without_trigger,
    ("value.json", "span"): _emptied("span"),
    ("value.json", "event"): _emptied("event"),
    ("value.json", "relation"): _emptied("relation"),
    ("value.json", "entity"): _emptied("entity"),
    ("value.json", "layer"): _emptied("layer"),
    ("value.json", "argument"): _sectors,
    ("value.word", "span"): _origin("span"),
    ("value.word", "event"): _origin("event"),
    ("value.word", "layer"): _reviews,
    ("value.flag", "event"): _flag("event", "draft"),
    ("value.flag", "note"): _flag("note", "flag"),
    ("value.flag", "suggestion"): _flag("suggestion", "superseded"),
    ("name.unknown", ""): _ignore,
    ("link.filler", ""): _arguments,
    ("row.reference", "argument"): _arguments,
    ("link.circle", ""): _circles,
    ("link.mention", ""): _mentions,
    ("row.reference", "mention"): _mentions,
    ("link.note", ""): _notes,
    ("row.reference", "note"): _notes,
    ("value.json", "suggestion"): _hints,
    ("link.same_event", "same_event_member"): _members,
    ("row.reference", "same_event_member"): _members,
    ("row.twice", "same_event_member"): _members,
    ("row.reference", "ruling"): _rulings,
    ("value.time", "ruling"): _moments,
    ("value.number", "span"): _versions("span"),
    ("value.number", "event"): _versions("event"),
    ("value.number", "relation"): _versions("relation"),
}  # fmt: skip
