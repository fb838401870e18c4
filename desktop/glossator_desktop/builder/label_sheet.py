"""The label bar: buttons at a selection or a clicked mark, so that the mouse alone can do everything. Pure."""

from __future__ import annotations

from glossator.schema import Schema
from glossator_desktop.builder.sheet import Cell, Line, Sheet, keyed
from glossator_desktop.page.content import MarkKind


def label_sheet(schema: Schema, kind: MarkKind | None, label: str | None) -> Sheet | None:
    """The bar for a selection (`kind` None), or for a mark of this kind and label; None: nothing to do."""
    labels = _labels(schema, label) if kind != "event" else ()
    acts = _acts(schema, kind)
    lines = [Line(labels)] if labels else []
    if acts:
        lines.append(Line(acts, gap=bool(labels)))
    return Sheet(tuple(lines), wide=520, name="Label") if lines else None


def _labels(schema: Schema, label: str | None) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    for type_ in schema.visible_entity_types():
        command = f"label:{type_.name}"
        if type_.key:
            cells.append(Cell(type_.key, "key", command))
        shown = f"{type_.name} ✓" if type_.name == label else type_.name
        cells.append(Cell(shown, "label", command, colour=type_.name, tight=bool(type_.key), tip=type_.title))
    return tuple(cells)


def _acts(schema: Schema, kind: MarkKind | None) -> tuple[Cell, ...]:
    events = schema.enabled_event_types()
    event = keyed("E", "event", "plain") if events else ()
    if kind == "suggestion":
        return (*keyed("Space", "accept", "plain"), *keyed("X", "reject", "plain"), *event)
    if kind == "hint":
        return (*keyed("E", "event", "plain"), *keyed("X", "no event", "plain"))
    if kind == "event":
        return (*keyed("Enter", "edit", "plain"), *keyed("X", "delete", "plain"))
    if kind == "span":
        return (*keyed("X", "delete", "plain"), *keyed("A", "all occurrences", "plain"), *event)
    return (*event, *keyed("0", "other label", "plain"), *keyed("Esc", "drop", "plain"))
