"""Names as brat can keep them, and the table in visual.conf that leads back from them.

Part of `exchange`. The table stands in comments, which brat passes over.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote, unquote

from glossator.errors import FormatError

KINDS: Final = ("entity", "event", "role", "relation", "end", "attribute", "value", "mode", "context", "filler")
"""A filler is the entity type that spans without a label are written as."""
FILLER: Final = "FILLER"
_MARK: Final = "# glossator: "
_UNFIT: Final = {
    # brat reads Theme2 as a second Theme, so no role ends with a digit.
    "role": re.compile(r"[^A-Za-z0-9_-]|(?<=[0-9])$|^(?=[0-9]*$)"),
    "value": re.compile(r"[^\w.:+-]"),
}
_PLAIN_ID: Final = re.compile(r"[^\s:]+:\S+")
_QUOTED: Final = "KB:="
_UNFIT_NAME: Final = re.compile(r"[^A-Za-z0-9_-]")


@dataclass(slots=True)
class NameTable:
    """The names of each kind: ours to brat's, and back."""

    there: dict[str, dict[str, str]] = field(default_factory=lambda: {kind: {} for kind in KINDS})
    here: dict[str, dict[str, str]] = field(default_factory=lambda: {kind: {} for kind in KINDS})

    def fit(self, kind: str, names: Iterable[str], *, taken: Iterable[str] = (), prefix: str = "") -> None:
        """Give each name one that brat can keep: itself, where it can be."""
        unfit = _UNFIT.get(kind, _UNFIT_NAME)
        used = {*taken, *self.here[kind]}
        wanted = [name for name in dict.fromkeys(names) if name not in self.there[kind]]
        fitting = {name for name in wanted if not prefix and name and not unfit.search(name) and name not in used}
        used |= fitting
        for name in wanted:
            self._add(kind, name, name if name in fitting else _new(prefix + unfit.sub("_", name), used))

    def _add(self, kind: str, here: str, there: str) -> None:
        self.there[kind][here] = there
        self.here[kind][there] = here

    def to_brat(self, kind: str, name: str) -> str:
        """What brat calls it."""
        return self.there[kind][name]

    def from_brat(self, kind: str, name: str) -> str:
        """What it is called here: the same where the table says nothing."""
        return self.here[kind].get(name, name)

    def lines(self) -> Iterator[str]:
        """The table as comments: names that had to change, and all that brat has no kind of its own for."""
        for kind, names in self.there.items():
            for here, there in names.items():
                if here != there or kind in ("mode", "context", "filler"):
                    yield _MARK + json.dumps({"kind": kind, "brat": there, "name": here})


def read_table(text: str, *, where: str) -> NameTable:
    """The table in a visual.conf; an empty one in other people's. Raises FormatError."""
    table = NameTable()
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.startswith(_MARK):
            continue
        try:
            record = json.loads(line.removeprefix(_MARK))
        except (ValueError, RecursionError):
            record = None
        match record:
            case {"kind": str(kind), "brat": str(there), "name": str(here)} if kind in KINDS:
                table._add(kind, here, there)
            case _:
                raise FormatError(f"{where}:{number}: this line of the table of names is damaged; take it out.")
    return table


def _new(wanted: str, used: set[str]) -> str:
    base = wanted or "_"
    found, number = base, 2
    while found in used:
        found, number = f"{base}_{number}_", number + 1
    used.add(found)
    return found


def known(names: Mapping[str, str], wanted: Iterable[str]) -> tuple[str, ...]:
    """Those of the wanted names that have one, as brat calls them."""
    return tuple(names[name] for name in wanted if name in names)


def quoted(kb_id: str) -> str:
    """An id of a knowledge base as `DATABASE:ID` without white space."""
    return kb_id if _PLAIN_ID.fullmatch(kb_id) and not kb_id.startswith(_QUOTED) else _QUOTED + quote(kb_id, safe="")


def unquoted(kb_id: str) -> str:
    """The inverse of `quoted`."""
    return unquote(kb_id.removeprefix(_QUOTED)) if kb_id.startswith(_QUOTED) else kb_id
