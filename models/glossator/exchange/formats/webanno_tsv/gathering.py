"""Annotations of span and chain layers, gathered from the rows that mention them.

Part of `exchange`; see `reading`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from glossator.annotation import Fragment
from glossator.errors import FormatError
from glossator.exchange.formats.webanno_tsv.cells import NOTHING, UNSET, Value, split_cell, value_of, values_of
from glossator.exchange.formats.webanno_tsv.rows import LayerColumns, Row

ROLE = "ROLE_"
ANY = "uima.tcas.Annotation"
_LARGEST = 10
MOST_STACKED = 1_000
"""Annotations of one layer on one word: more are no honest file."""


@dataclass(slots=True)
class Found:
    """An annotation, as far as rows have told. `line` is that of the first of them."""

    layer: LayerColumns
    place: Fragment
    line: int
    features: dict[str, str] = field(default_factory=dict)
    slots: list[tuple[str, str, str]] = field(default_factory=list)
    """Role, layer of the filler, reference to it."""
    chain: tuple[int, int] | None = None
    """Number of the chain, and the place in it."""
    thing: int = 0
    """Its id in the bundle; 0: it has no words."""


class Gathering:
    """The annotations of one file, in the order of layers and rows."""

    def __init__(self, where: str) -> None:
        self.found: list[Found] = []
        self._where = where
        self._known: dict[tuple[str, tuple[int, ...]], Found] = {}
        self._at: dict[tuple[str, str], list[tuple[int, Found]]] = {}

    def at(self, layer: str, key: str, number: int) -> Iterator[Found]:
        """The annotations of a layer on a row that have this number; 0: any of them."""
        return (one for found, one in self._at.get((layer, key), ()) if found == number or not number)

    def take(self, layer: LayerColumns, row: Row) -> None:
        """What a row says of the annotations of one layer. Raises FormatError for a broken link of a chain."""
        cells = row.cells[layer.first : layer.first + len(layer.features)]
        stacks = [_stack(layer, place, cells) for place in range(len(cells))]
        most = max((len(values) for values in stacks), default=0)
        if MOST_STACKED < most:
            raise FormatError(
                f"{self._where}:{row.line}: {most} annotations of one layer on one word: that is too many."
            )
        for order in range(most):
            values = [stack[order] if order < len(stack) else Value(None, 0, False) for stack in stacks]
            if not any(value.present for value in values):
                continue
            chain = self._link(cells[0], order, row) if layer.kind == "chain" else None
            number = next((value.number for value in values if value.number), 0)
            # A chain's number is that of the chain: what tells its links apart is their place in it.
            one = self._annotation(layer, row, number, chain or ((number,) if number else None))
            one.chain = chain
            for place, value in enumerate(values):
                _take_value(one, place, value, cells, order)

    def _annotation(self, layer: LayerColumns, row: Row, number: int, key: tuple[int, ...] | None) -> Found:
        """The annotation known by that key, which rows may share; a new one where it has none."""
        one = self._known.get((layer.name, key)) if key else None
        if one is None:
            one = Found(layer, row.place, row.line)
            self.found.append(one)
            if key:
                self._known[layer.name, key] = one
        one.place = (min(one.place[0], row.place[0]), max(one.place[1], row.place[1]))
        self._at.setdefault((layer.name, row.key), []).append((number, one))
        return one

    def _link(self, cell: str, order: int, row: Row) -> tuple[int, int]:
        """The number of a chain and the place in it, of `*->1-2`."""
        pieces = split_cell(cell, "|")
        chain, _, position = pieces[order].rpartition("->")[2].partition("-") if order < len(pieces) else ("", "", "")
        if not all(one.isdecimal() and len(one) < _LARGEST for one in (chain, position)):
            raise FormatError(f"{self._where}:{row.line}: {cell!r} is no link of a chain such as *->1-2.")
        return int(chain), int(position)


def _stack(layer: LayerColumns, place: int, cells: list[str]) -> list[Value]:
    """The values of a column; fillers stand with their roles. An annotation may have slots, and fill none of them."""
    name, before = layer.features[place], layer.features[place - 1] if place else ""
    if before.startswith(ROLE):
        return []
    if name.startswith(ROLE) and cells[place] == NOTHING and cells[place + 1 : place + 2] == [UNSET]:
        return [Value(None, 0, True)]
    return values_of(cells[place])


def _take_value(one: Found, place: int, value: Value, cells: list[str], order: int) -> None:
    """One feature of an annotation: a value, slots, or how a link of a chain leads to the next."""
    name = one.layer.features[place]
    if name.startswith(ROLE):
        _take_slots(one, place, cells, order)
    elif one.layer.kind == "chain" and place == 0:
        relation = (value.text or "").rpartition("->")[0]
        if relation not in ("", UNSET, NOTHING):
            one.features[name] = relation
    elif value.text is not None and name:
        one.features.setdefault(name, value.text)


def _take_slots(one: Found, place: int, cells: list[str], order: int) -> None:
    """Roles in one column, their fillers in the next, both divided by semicolons."""
    features = one.layer.features
    feature = features[place].rpartition(":")[2].partition("_")[0]
    stacked = split_cell(cells[place + 1], "|") if place + 1 < len(cells) else []
    if one.slots or len(stacked) <= order or stacked[order] in (NOTHING, UNSET):
        return
    roles = [value_of(piece).text for piece in split_cell(split_cell(cells[place], "|")[order], ";")]
    for number, filler in enumerate(split_cell(stacked[order], ";")):
        role = roles[number] if number < len(roles) else None
        one.slots.append((role or feature, features[place + 1], filler))
