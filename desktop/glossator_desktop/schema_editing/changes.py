"""What becomes of the names in force when a draft is saved: kept, renamed, merged, split, deleted. Pure, without Qt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from glossator_desktop.schema_editing.draft import LISTED, Draft, Lineage, Thing, sub_names

What: TypeAlias = Literal["rename", "merge", "split", "delete"]


@dataclass(frozen=True, slots=True)
class NameChange:
    """`names` are those in force, `into` what they become: one, several (a split), or none (deleted).

    `group` is that of the migration: "entity_types", "modes:TYPE", "values:ATTRIBUTE" … TYPE is the name in force.
    """

    what: What
    group: str
    names: tuple[str, ...]
    into: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """ "ORG → COMPANY", "ORG, GPE → GROUP", "ORG deleted" …"""
        before = ", ".join(self.names)
        return f"{before} → {', '.join(self.into)}" if self.into else f"{before} deleted"


def name_changes(draft: Draft) -> list[NameChange]:
    """What becomes of each name in force that does not simply stay, modes and values after their types."""
    found: list[NameChange] = []
    for group in LISTED:
        items = draft.items[group]
        before: Sequence[Thing] = getattr(draft.base, group)
        now = [(item.lineage, item.thing.name) for item in items]
        found.extend(_changes(group, [thing.name for thing in before], now))
        for thing in before:
            heirs = [item for item in items if thing.name in item.lineage.origins]
            # An attribute without values takes any: then none of the old ones is lost.
            is_open = group == "attributes" and len(heirs) == 1 and not heirs[0].subs
            if len(heirs) == 1 and sub_names(thing) and not is_open:
                part = "modes" if group == "event_types" else "values"
                subs = list(zip(heirs[0].subs, sub_names(heirs[0].thing), strict=True))
                found.extend(_changes(f"{part}:{thing.name}", sub_names(thing), subs))
    return found


def _changes(group: str, before: Sequence[str], now: Sequence[tuple[Lineage, str]]) -> Iterator[NameChange]:
    heirs = {name: [heir for lineage, heir in now if name in lineage.origins] for name in before}
    done: set[str] = set()
    for name in before:
        if name in done:
            continue
        if not heirs[name]:
            yield NameChange("delete", group, (name,))
        elif 1 < len(heirs[name]):
            yield NameChange("split", group, (name,), tuple(heirs[name]))
        else:
            lineage = next(lineage for lineage, _ in now if name in lineage.origins)
            # What was split and then merged in part is a split; the others are one with it by taking its name.
            whole = tuple(origin for origin in lineage.origins if len(heirs.get(origin, ())) == 1)
            done.update(whole)
            if 1 < len(whole):
                yield NameChange("merge", group, whole, (heirs[name][0],))
            elif heirs[name][0] != name:
                yield NameChange("rename", group, (name,), (heirs[name][0],))
