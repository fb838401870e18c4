"""The card of the event builder: the event, its roles with what fills them, its features. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from glossator.schema.roles import ANY, EVENT, FREE, Role, event_type_of
from glossator_desktop.builder.sheet import Cell, CellStyle, Line, Sheet, key, keyed
from glossator_desktop.builder.state import BuilderState, Feature, Filler, RoleRow

LONGEST: Final = 54
"""Characters of a filler that are shown; the whole stands in the tool tip."""

LONGEST_CURRENT: Final = 42
"""As many in the current row, where keys stand behind the fillers."""

WIDTH: Final = 600

LONGEST_BESIDE: Final = 34
"""As many where the roles stand side by side."""

DOCKED_WIDTH: Final = 960

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


def docked_sheet(state: BuilderState, trigger: str) -> Sheet:
    """The card in few lines: the current role as ever, the others side by side. The hint bar has the keys."""
    lines = [_head(state, trigger), _row(state, state.row, current=True)]
    if state.typing or state.filter:
        lines.append(_filter_line(state))
    others = [row for index, row in enumerate(state.rows) if index != state.current]
    lines.append(Line(tuple(cell for row in others for cell in _beside(row))))
    lines.append(replace(_features(state), gap=False))
    return Sheet(tuple(lines), wide=DOCKED_WIDTH, name=f"Event {state.title}")


def _beside(row: RoleRow) -> Iterable[Cell]:
    """Another role in the line of the others: its key, its name, and what it has."""
    command = f"role:{row.role.name}"
    if row.role.key:
        yield Cell(row.role.key, "key", command)
    missing = row.missing
    yield Cell(row.role.title.lower(), "warning" if missing else "muted", command, tight=bool(row.role.key))
    words = [*(filler.text for filler in row.fillers), *(candidate.text for candidate in row.proposed)]
    if words:
        style: CellStyle = "strong" if row.fillers else "proposed"
        yield Cell(shorten(" · ".join(words), LONGEST_BESIDE), style, command, tight=True, tip=" · ".join(words))


def _head(state: BuilderState, trigger: str) -> Line:
    cells = [Cell(state.title, "trigger", "key:Y")]
    if state.modes:
        cells.append(Cell("/ " + ", ".join(state.modes), "plain", "key:D", tight=True))
    cells.append(Cell(f"“{shorten(trigger)}”" if trigger else "no trigger", "muted"))
    if state.event.draft:
        cells.append(Cell("draft", "faint"))
    if state.template:
        cells.append(Cell(f"like “{shorten(state.template, 24)}”", "faint"))
    return Line(tuple(cells), (*keyed("Y", "type"), *keyed("D", "mode")))


def _row(state: BuilderState, row: RoleRow, *, current: bool) -> Line:
    name = row.role.name
    room = LONGEST_CURRENT if current else LONGEST
    cells = [cell for filler in row.fillers for cell in _filler(name, filler, room)]
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


def _filler(role: str, filler: Filler, room: int) -> Iterable[Cell]:
    """The words of a filler, and for whom it acts in this event alone."""
    yield Cell(shorten(filler.text, room), "strong", f"drop:{role}:{filler.id}", tip=filler.text)
    if filler.acts_for:
        yield Cell(filler.acts_for, "faint", tight=True)


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
    events = [event_type_of(name) for name in role.allowed if name == EVENT or event_type_of(name)]
    kinds = ["a span"] if any(name not in (EVENT, FREE) and not event_type_of(name) for name in role.allowed) else []
    if events:
        kinds.append("an event" if None in events else f"an event of {' or '.join(filter(None, events))}")
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
        Cell(_value_words(feature, value), "strong" if told and not _is_default(feature) else "muted", command,
             tight=bool(letter), tip=feature.attribute.title),
    ]  # fmt: skip
    if _says_why(feature):
        cells.append(Cell(f"“{feature.cue}”", "faint", command, tight=True))
    return tuple(cells)


def _value_words(feature: Feature, value: str) -> str:
    """The value; with a colon behind it where the words that speak for it follow."""
    if not value:
        return feature.attribute.title
    return f"{value}:" if _says_why(feature) else value


def _says_why(feature: Feature) -> bool:
    """Whether the words that speak for a value are shown: not for what goes without saying."""
    return bool(feature.cue) and not feature.stored and not _is_default(feature)


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
