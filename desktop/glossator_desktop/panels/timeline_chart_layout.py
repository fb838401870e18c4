"""Where everything stands in the chart of a project's events in time: pure functions over frozen data, without Qt."""

from __future__ import annotations

import datetime
import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from glossator.insight.timeline import UNITS, TimelineEntry, Unit, after, start_of
from glossator_desktop.colours import mix
from glossator_desktop.panels.drawing import Box, Drawing, Shape, Stroke, Words, fitting, width_of
from glossator_desktop.theme import Theme

ZOOMS: tuple[tuple[Unit, int], ...] = (
    ("year", 12), ("year", 28), ("month", 10), ("month", 22), ("week", 14), ("week", 26), ("day", 9), ("day", 18),
    ("day", 34),
)  # fmt: skip
"""From far to near: what a column stands for, and its width in pixels."""
SIDE = 26.0
TOP = 54.0
FOOT = 46.0
TALLEST = 26.0
"""How high one event is drawn at most, in pixels."""
THINNEST = 3.0
"""From a smaller height on the events of one type in a column become one block."""
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Column:
    """One day, week, month or year that something happened in."""

    index: int
    start: datetime.date
    entries: tuple[TimelineEntry, ...]


@dataclass(frozen=True, slots=True)
class Axis:
    """The columns of one unit, from the first day of all; `count` of them, empty ones among them."""

    unit: Unit
    origin: datetime.date
    count: int

    def index(self, day: datetime.date) -> int:
        """The number of the column that a day lies in."""
        if self.unit == "day":
            return day.toordinal() - self.origin.toordinal()
        if self.unit == "week":
            return (start_of(day, "week").toordinal() - self.origin.toordinal()) // 7
        if self.unit == "month":
            return (day.year - self.origin.year) * 12 + day.month - self.origin.month
        return day.year - self.origin.year

    def start(self, index: int) -> datetime.date:
        """The first day of a column."""
        return after(self.origin, self.unit, index)


@dataclass(frozen=True, slots=True)
class Chart:
    """All events in one unit: its axis, and the columns that hold any, in order; how many of each type, most first.

    `where` gives the number of the column that holds an event.
    """

    axis: Axis
    columns: tuple[Column, ...]
    undated: int
    highest: int
    counts: tuple[tuple[str, int], ...] = ()
    by_article: bool = False
    where: Mapping[int, int] = field(default_factory=dict)

    def column_of(self, event_id: int) -> Column | None:
        """The column that holds an event."""
        at = self.where.get(event_id)
        return None if at is None else self.columns[at]


def charts_of(entries: Sequence[TimelineEntry], order: Sequence[str] = ()) -> dict[Unit, Chart]:
    """The charts of all units: what takes long with very many events, and can be made in the background."""
    return {unit: chart_of(entries, unit, order) for unit in UNITS}


def chart_of(entries: Sequence[TimelineEntry], unit: Unit, order: Sequence[str] = ()) -> Chart:
    """The entries by unit; each stack by type (in this order), then those whose own time is told, then by day."""
    rank = {name: at for at, name in enumerate(order)}

    def place(one: TimelineEntry) -> tuple[object, ...]:
        return rank.get(one.type, len(rank)), one.type, one.dated != "event", one.first, one.event_id

    axis = axis_of(entries, unit)
    if not axis.count:
        return Chart(axis, (), len(entries), 0)
    piles: dict[int, list[TimelineEntry]] = {}
    for one in entries:
        if one.first:
            piles.setdefault(axis.index(one.first), []).append(one)
    columns = tuple(
        Column(index, axis.start(index), tuple(sorted(pile, key=place))) for index, pile in sorted(piles.items())
    )
    counts = Counter(one.type for pile in piles.values() for one in pile)
    return Chart(
        axis,
        columns,
        undated=len(entries) - counts.total(),
        highest=max(len(column.entries) for column in columns),
        counts=tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0]))),
        by_article=any(one.dated == "article" for one in entries),
        where={one.event_id: at for at, column in enumerate(columns) for one in column.entries},
    )


def axis_of(entries: Sequence[TimelineEntry], unit: Unit) -> Axis:
    """From the first to the last day that anything happened on; no columns where nothing has a date."""
    days = [one.first for one in entries if one.first is not None]
    if not days:
        return Axis(unit, datetime.date(2000, 1, 1), 0)
    axis = Axis(unit, start_of(min(days), unit), 0)
    return Axis(unit, axis.origin, axis.index(max(days)) + 1)


def fitting_zoom(charts: Mapping[Unit, Chart], width: float) -> int:
    """The nearest zoom at which everything is in sight; the farthest where nothing is near enough."""
    found = 0
    for number, (unit, column) in enumerate(ZOOMS):
        if charts[unit].axis.count * column <= width - 2 * SIDE:
            found = number
    return found


@dataclass(frozen=True, slots=True)
class Look:
    """How a chart is drawn: its size, how far it is scrolled (pixels), and the colours."""

    width: float
    height: float
    column: float
    scroll: float
    theme: Theme
    colour: Callable[[str], str]

    @property
    def floor(self) -> float:
        """The height of the axis, from above."""
        return self.height - FOOT

    def left(self, index: int) -> float:
        """The left edge of a column."""
        return SIDE + index * self.column - self.scroll


def column_width(chart: Chart, zoom: int, width: float) -> float:
    """The width of a column: that of the zoom, wider where all would not fill a chart of this width."""
    wanted = ZOOMS[zoom][1]
    return max(wanted, min(1.9 * wanted, (width - 2 * SIDE) / max(1, chart.axis.count)))


def per_event(chart: Chart, look: Look) -> float:
    """How high one event is, in pixels."""
    return min(TALLEST, (look.floor - TOP) / max(1, chart.highest))


def widest_scroll(chart: Chart, look: Look) -> float:
    """How far the chart can be scrolled."""
    return max(0.0, chart.axis.count * look.column + 2 * SIDE - look.width)


def scrolled_to(chart: Chart, look: Look, index: int) -> float:
    """The scroll at which a column is in sight, moved no more than needed."""
    left, right = look.left(index) + look.scroll, look.left(index + 1) + look.scroll
    scroll = max(min(look.scroll, left - SIDE), right + SIDE - look.width)
    return max(0.0, min(scroll, widest_scroll(chart, look)))


def timeline_drawing(chart: Chart, look: Look, *, selected: int | None, title: str = "") -> Drawing:
    """The drawing of what is in sight."""
    shapes: list[Shape] = [*_axis(chart, look)]
    for column in chart.columns:
        if -look.column <= look.left(column.index) <= look.width:
            shapes += _stack(chart, look, column, selected)
    shapes += legend(chart, look)
    return Drawing(look.width, look.height, look.theme.raised, tuple(shapes), title)


def _stack(chart: Chart, look: Look, column: Column, selected: int | None) -> list[Shape]:
    each = per_event(chart, look)
    left, width = look.left(column.index) + 1, look.column - 2
    shapes: list[Shape] = []
    if each < THINNEST:
        shapes += _blocks(look, column, each, left, width)
    else:
        for number, one in enumerate(column.entries):
            top = look.floor - (number + 1) * each
            colour = look.colour(one.type)
            hollow = one.dated == "article"
            fill = mix(colour, look.theme.raised, 0.22) if hollow else colour
            shapes.append(Box(left + 0.5, top + 0.5, width - 1, each - 1.5, fill, colour, min(2.0, each / 4)))
    at = next((number for number, one in enumerate(column.entries) if one.event_id == selected), None)
    if at is not None:
        top = look.floor - (at + 1) * each
        shapes.append(Box(left - 1.5, top - 1, width + 3, max(each + 1, 4), None, look.theme.accent, 3, 2.2))
    return shapes


def _blocks(look: Look, column: Column, each: float, left: float, width: float) -> list[Shape]:
    """One block for each type and source of date."""
    shapes: list[Shape] = []
    bottom, start = look.floor, 0
    entries = column.entries
    for number in range(1, len(entries) + 1):
        if number < len(entries) and entries[number].type == entries[start].type:
            continue
        height = (number - start) * each
        shapes.append(Box(left, bottom - height, width, height, look.colour(entries[start].type)))
        bottom, start = bottom - height, number
    return shapes


def hit(chart: Chart, look: Look, x: float, y: float) -> TimelineEntry | None:
    """The event at a point."""
    index = int((x - SIDE + look.scroll) // look.column)
    column = next((one for one in chart.columns if one.index == index), None)
    number = int((look.floor - y) // per_event(chart, look)) if y < look.floor else -1
    return column.entries[number] if column and 0 <= number < len(column.entries) else None


def _axis(chart: Chart, look: Look) -> list[Shape]:
    """The line that everything stands on, the names of days, months and years, and a scale."""
    theme = look.theme
    shapes: list[Shape] = [Stroke(SIDE - 8, look.floor, look.width - SIDE + 8, look.floor, theme.edge)]
    first = max(0, int((look.scroll - SIDE) // look.column))
    last = min(chart.axis.count, int((look.scroll + look.width) // look.column) + 1)
    widest = width_of("0000" if chart.axis.unit == "year" else "Mmm" if chart.axis.unit == "month" else "00", 11) + 6
    step = max(1, math.ceil(widest / look.column))
    for index in range(first, last):
        day = chart.axis.start(index)
        fine, coarse = _names(day, chart.axis, index == first)
        left = look.left(index)
        if coarse:
            shapes.append(Stroke(left, look.floor, left, look.floor + 26, theme.line))
            shapes.append(Words(max(8.0, left + 4), look.floor + 34, coarse, theme.ink, bold=True))
        if index % step == 0 and widest / 2 <= left + look.column / 2:
            shapes.append(Words(left + look.column / 2, look.floor + 15, fine, theme.muted, anchor="middle"))
    return shapes


def _names(day: datetime.date, axis: Axis, first: bool) -> tuple[str, str]:
    """What stands under a column, and the name of what begins with it."""
    if axis.unit == "year":
        return str(day.year), ""
    if axis.unit == "month":
        return MONTHS[day.month - 1], str(day.year) if first or day.month == 1 else ""
    begins = first or day.day <= (7 if axis.unit == "week" else 1)
    return str(day.day), f"{MONTHS[day.month - 1]} {day.year}" if begins else ""


def legend(chart: Chart, look: Look) -> list[Shape]:
    """The types, the commonest first, as far as there is room; what is hollow; how many have no date."""
    theme, left, shapes = look.theme, SIDE, list[Shape]()
    tail = [("by the article's date", True)] if chart.by_article else []
    undated = f"{chart.undated} without a date" if chart.undated else ""
    right = look.width - SIDE - (width_of(undated, 11) + 16 if undated else 0)
    right -= width_of(tail[0][0], 11) + 34 if tail else 0
    for name, count in chart.counts:
        words = f"{name} {count}"
        if right < left + width_of(words, 11) + 30:
            shapes.append(Words(left, 24, fitting("…", 20, 11), theme.muted))
            break
        shapes.append(Box(left, 19, 10, 10, look.colour(name), None, 2))
        shapes.append(Words(left + 15, 24, words, theme.muted))
        left += width_of(words, 11) + 34
    if tail:
        shapes.append(Box(right + 14, 19, 10, 10, mix(theme.muted, theme.raised, 0.22), theme.muted, 2))
        shapes.append(Words(right + 29, 24, tail[0][0], theme.muted))
    if undated:
        shapes.append(Words(look.width - SIDE, 24, undated, theme.warning, anchor="right"))
    return shapes


def stepped(chart: Chart, selected: int | None, *, columns: int = 0, rows: int = 0) -> int | None:
    """The event so many columns (of those that hold any) and rows away; the first of all where none is selected."""
    if not chart.columns:
        return None
    column = chart.column_of(selected) if selected is not None else None
    if column is None:
        return chart.columns[-1].entries[0].event_id
    at = chart.where[selected] if selected is not None else 0
    row = next(number for number, one in enumerate(column.entries) if one.event_id == selected)
    there = chart.columns[max(0, min(len(chart.columns) - 1, at + columns))]
    wanted = max(0, min(len(there.entries) - 1, row + rows))
    return there.entries[wanted].event_id


def when(entry: TimelineEntry) -> str:
    """An event's time in words."""
    if entry.first is None or entry.last is None:
        return "without a date"
    words = day_words(entry.first) if entry.first == entry.last else _span_words(entry.first, entry.last)
    return f"{words}, by the article's date" if entry.dated == "article" else words


def day_words(day: datetime.date) -> str:
    """A day as people write it here."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _span_words(first: datetime.date, last: datetime.date) -> str:
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return str(first.year)
    if first.day == 1 and (first.year, first.month) == (last.year, last.month) and 28 <= last.day:
        return f"{MONTHS[first.month - 1]} {first.year}"
    return f"{day_words(first)} – {day_words(last)}"
