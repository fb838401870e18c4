"""What annotations say of each other: fillers, relations, mentions, notes, decisions. Part of integrity.

That what they refer to exists at all is checked for every table alike (`shapes`).
"""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from typing import Final

from glossator.integrity.verdict import Report
from glossator.integrity.words import note
from glossator.integrity.workbench import Workbench

_PLACED: Final = ("span", "event", "relation", "entity", "note", "layer")


def check_links(bench: Workbench, report: Report) -> None:
    """All of them. Makes a table `home` on the workbench: which document each thing belongs to, and whose it is."""
    make_homes(bench)
    _fillers(bench, report)
    _circles(bench, report)
    _relations(bench, report)
    _mentions(bench, report)
    _notes(bench, report)
    _decisions(bench, report)
    if "same_event" in bench.layout.tables:
        _same_events(bench, report)


def make_homes(bench: Workbench) -> None:
    """The table `home (id, kind, document_id, annotator_id)`."""
    run = bench.connection.execute
    run("DROP TABLE IF EXISTS temp.home")
    run("CREATE TEMP TABLE home (id INTEGER PRIMARY KEY, kind, document_id, annotator_id)")
    for table in _PLACED:
        run(f"INSERT OR IGNORE INTO home SELECT id, '{table}', document_id, annotator_id FROM {table}")
    run("INSERT OR IGNORE INTO home SELECT document_id, 'document', document_id, NULL FROM text")
    run("INSERT OR IGNORE INTO home SELECT id, 'suggestion', document_id, NULL FROM suggestion")


def _fillers(bench: Workbench, report: Report) -> None:
    sql = (
        "SELECT e.id, a.role, h.kind, h.document_id = e.document_id FROM argument a"
        " JOIN event e ON e.id = a.event_id JOIN home h ON h.id = a.filler_id"
        " WHERE h.kind NOT IN ('span', 'event') OR h.document_id <> e.document_id OR h.annotator_id <> e.annotator_id"
    )
    for number, role, kind, is_here in bench.rows(sql):
        why = f"a {kind}" if kind not in ("span", "event") else "somebody else's" if is_here else "of another document"
        note(report, bench, "link.filler", "argument", number, f"fills the role {role}, but is {why}")


def _circles(bench: Workbench, report: Report) -> None:
    circle = circle_in(bench.connection.execute(EVENTS_IN_EVENTS).fetchall())
    if circle:
        through = f", through {', '.join(map(str, circle[1:]))}" if circle[1:] else ""
        note(report, bench, "link.circle", "event", circle[0], f"takes part in itself{through}")


EVENTS_IN_EVENTS: Final = "SELECT a.event_id, a.filler_id FROM argument a JOIN event e ON e.id = a.filler_id"


def circle_in(pairs: list[tuple[int, int]]) -> list[int]:
    """Events that take part in themselves, one circle of them; empty where there is none."""
    graph: dict[int, list[int]] = {}
    for owner, filler in pairs:
        graph.setdefault(owner, []).append(filler)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1][1:])
    return []


def _relations(bench: Workbench, report: Report) -> None:
    for end in ("source", "target"):
        sql = (
            f"SELECT r.id FROM relation r JOIN span s ON s.id = r.{end}_id"
            " WHERE s.document_id <> r.document_id OR s.annotator_id <> r.annotator_id"
        )
        for (number,) in bench.rows(sql):
            note(report, bench, "link.relation", "relation", number, f"has a {end} of another document or person")


def _mentions(bench: Workbench, report: Report) -> None:
    sql = (
        "SELECT n.id FROM mention m JOIN entity n ON n.id = m.entity_id JOIN span s ON s.id = m.span_id"
        " WHERE s.document_id <> n.document_id OR s.annotator_id <> n.annotator_id"
    )
    for (number,) in bench.rows(sql):
        note(report, bench, "link.mention", "mention", number, "is in another document or layer")


def _notes(bench: Workbench, report: Report) -> None:
    sql = (
        "SELECT n.id FROM note n LEFT JOIN home h ON h.id = n.target_id"
        " WHERE n.target_id IN (SELECT id FROM thing) AND (h.id IS NULL OR h.document_id <> n.document_id)"
    )
    for (number,) in bench.rows(sql):
        note(report, bench, "link.note", "note", number, "is on something that is not of this document")


def _decisions(bench: Workbench, report: Report) -> None:
    sql = (
        "SELECT d.id FROM decision d JOIN suggestion s ON s.id = d.suggestion_id"
        " JOIN thing t ON t.id = d.result_id LEFT JOIN home h ON h.id = d.result_id"
        " WHERE h.id IS NULL OR h.kind NOT IN ('span', 'event') OR h.document_id <> s.document_id"
    )
    for (number,) in bench.rows(sql):
        note(report, bench, "link.decision", "decision", number, "led to what is no annotation of its document")


def _same_events(bench: Workbench, report: Report) -> None:
    sql = (
        "SELECT m.same_event_id FROM same_event_member m JOIN same_event g ON g.id = m.same_event_id"
        " JOIN event e ON e.id = m.event_id"
        " WHERE e.document_id <> m.document_id OR e.annotator_id <> g.annotator_id"
    )
    for (number,) in bench.rows(sql):
        note(report, bench, "link.same_event", "same_event_member", number, "is of another document or person")
    few = (
        "SELECT id FROM same_event WHERE"
        " (SELECT count(*) FROM same_event_member m WHERE m.same_event_id = same_event.id) < 2"
    )
    for (number,) in bench.rows(few):
        note(report, bench, "link.same_event", "same_event", number, "has fewer than two events")
