"""What the knowledge base knows of one name. Part of the knowledge layer; frozen data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from glossator.knowledge.dates import bounds_of

KINDS: Final = ("country", "body", "institution", "media", "group", "person", "company", "place", "other")
"""What an entry may be; a list of one's own may leave it out."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Who or what a name stands for, for as long as it did.

    `country` is an ISO 3166-1 alpha-3 code or "", `sectors` are the schema's codes, the weightiest first. `since` and
    `until` are days, months or years in ISO 8601, "" where they are not known. `notes` says an office, or anything;
    `source` is the list that it comes from, "" where it came with the program.
    """

    kb_id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: str = "other"
    country: str = ""
    sectors: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    notes: str = ""
    source: str = ""

    def held(self, day: str | None) -> bool | None:
        """Whether this held on a day (`YYYY-MM-DD`); None where the day, or both ends, are not known."""
        if not day or not (self.since or self.until):
            return None
        first, last = bounds_of(self.since), bounds_of(self.until)
        if first and first.first and day < first.first.isoformat():
            return False
        return not (last and last.last and last.last.isoformat() < day)

    @property
    def years(self) -> str:
        """From when to when, in years: "2014–2016", "since 2012", ""."""
        first, last = self.since[:4], self.until[:4]
        if first and last:
            return first if first == last else f"{first}–{last}"
        return f"since {first}" if first else f"until {last}" if last else ""

    @property
    def told(self) -> str:
        """What is known, in a few words: "PRK GOV · foreign minister, 2014–2016"."""
        codes = " ".join(part for part in (self.country, *self.sectors) if part)
        office = ", ".join(part for part in (self.notes, self.years) if part)
        return " · ".join(part for part in (codes, office) if part)
