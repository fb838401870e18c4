"""The card of the event builder: the event, its roles with what fills them, its features. Pure."""

from __future__ import annotations

from typing import Final

from glossator.schema.roles import ANY, EVENT, FREE, Role
from glossator_desktop.builder.sheet import Cell, Line, Sheet, key, keyed
from glossator_desktop.builder.state import BuilderState, Feature, RoleRow

LONGEST: Final = 54
"""Characters of a filler that are shown; the whole stands in the tool tip."""

LONGEST_CURRENT: Final = 42
"""As many in the current row, where keys stand behind the fillers."""

WIDTH: Final = 600

FEW: Final = 4
"""So many keys are shown one by one."""


def role_sheet(state: BuilderState, trigger: str) -> Sheet:
    """The card: head, one row for each role, the filter while one is typed, features and keys."""
    rows = [_row(state, row, current=index == state.current) for index, row in enumerate(state.rows)]
    lines = [_head(state, trigger), *rows]
    if state.typing or state.filter:
        lines.append(_filter_line(state))
    lines.append(_features(state))
    lines.append(_keys(state))
    return Sheet(tuple(lines), wide=WIDTH, name=f"Event {state.title}")


def _head(state: BuilderState, trigger: str) -> Line:
    cells = [Cell(state.title, "trigger", "key:Y")]
    if state.modes:
        cells.append(Cell("/ " + ", ".join(state.modes), "plain", "key:D", tight=True))
    cells.append(Cell(f"“{shorten(trigger)}”" if trigger else "no trigger", "muted"))
    if state.event.draft:
        cells.append(Cell("draft", "faint"))
    return Line(tuple(cells), (*keyed("Y", "type"), *keyed("D", "mode")))


def _row(state: BuilderState, row: RoleRow, *, current: bool) -> Line:
    name = row.role.name
    room = LONGEST_CURRENT if current else LONGEST
    cells = [Cell(shorten(f.text, room), "strong", f"drop:{name}:{f.id}", tip=f.text) for f in row.fillers]
    cells.extend(Cell(shorten(c.text, room), "proposed", f"role:{name}", tip=c.text) for c in row.proposed)
    if not cells:
        cells.append(_empty(row, current=current))
    if current:
        cells.extend(_digits(state))
    return Line(
        tuple(cells),
        _right(state, row, current=current),
        Cell(row.role.title.lower(), "plain" if current else "muted", f"role:{row.role.name}"),
        current=current,
        command=f"role:{row.role.name}",
    )


def _digits(state: BuilderState) -> tuple[Cell, ...]:
    """The keys of the candidates that the current role could still take; many in a row as one range."""
    free = [entry.digit for entry in state.numbered if entry.filler is None and not entry.proposed]
    if not free:
        return ()
    if FEW < len(free):
        return (Cell("add", "faint"), Cell(f"{free[0]}–{free[-1]}", "key", tight=True))
    return (Cell("add", "faint"), *(key(str(digit), tight=True) for digit in free))


def _right(state: BuilderState, row: RoleRow, *, current: bool) -> tuple[Cell, ...]:
    if current:
        more = keyed("0", f"{state.page + 1} of {state.pages}") if 1 < state.pages else ()
        waiting = keyed("Tab", "confirm") if row.proposed else ()
        return (*more, *waiting)
    letter = (key(row.role.key),) if row.role.key else ()
    if row.proposed:
        return (Cell("proposed", "faint"), *letter)
    if row.fillers:
        return (Cell("✓", "faint"), *letter)
    return letter


def _empty(row: RoleRow, *, current: bool) -> Cell:
    if row.role.cardinality.required:
        return Cell("needed", "warning")
    return Cell(allowed_words(row.role) if current else "—", "faint")


def allowed_words(role: Role) -> str:
    """What may fill a role, in words: "a span or an event"."""
    if ANY in role.allowed:
        return "anything"
    kinds = ["a span"] if any(name not in (EVENT, FREE) for name in role.allowed) else []
    if EVENT in role.allowed:
        kinds.append("an event")
    if FREE in role.allowed:
        kinds.append("free text")
    return " or ".join(kinds) or "nothing"


def _filter_line(state: BuilderState) -> Line:
    typed = Cell(state.filter or " ", "caret") if state.typing else Cell(state.filter, "plain")
    right = keyed("Enter", "keep") if state.typing else ()
    return Line((Cell("only", "muted"), typed), (*right, *keyed("Esc" if state.typing else "/", "clear")))


def _features(state: BuilderState) -> Line:
    cells: list[Cell] = []
    for feature in state.features:
        cells.extend(_feature(feature))
    cells.extend(keyed("C", ", ".join(state.contexts) or "contexts", "plain" if state.contexts else "muted"))
    return Line(tuple(cells), gap=True)


def _feature(feature: Feature) -> tuple[Cell, ...]:
    letter = feature.attribute.key
    command = f"key:{letter}" if letter else ""
    value = feature.value if isinstance(feature.value, str) else ", ".join(feature.value or ())
    told = feature.stored or feature.cue
    cells = [
        *((key(letter),) if letter else ()),
        Cell(value or feature.attribute.title, "strong" if told and not _is_default(feature) else "muted", command,
             tight=bool(letter), tip=feature.attribute.title),
    ]  # fmt: skip
    if feature.cue and not feature.stored:
        cells.append(Cell(f"“{feature.cue}”", "faint", command, tight=True))
    return tuple(cells)


def _is_default(feature: Feature) -> bool:
    return feature.value == feature.attribute.default


def _keys(state: BuilderState) -> Line:
    left = (*keyed("/", "filter"), *keyed("F", "any word"))
    done = "accept all, done" if any(row.proposed for row in state.rows) else "done"
    leave = "keep as draft" if state.event.draft else "leave"
    return Line(left, (*keyed("Tab", "next role"), *keyed("Enter", done), *keyed("Esc", leave)))


def shorten(text: str, longest: int = LONGEST) -> str:
    """One line of at most so many characters: the first words and the last ones, an ellipsis between."""
    flat = " ".join(text.split())
    if len(flat) <= longest:
        return flat
    head, tail = flat[: longest - 16].rpartition(" ")[0], flat[-13:].partition(" ")[2]
    return f"{head or flat[: longest - 16]} … {tail or flat[-13:]}"
