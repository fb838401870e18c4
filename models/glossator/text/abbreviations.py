"""English abbreviations that end in a full stop, by how they stand to the end of a sentence. Part of the text layer.

All without the full stop, in the case in which they are written; those with inner full stops (U.S., a.m., Ph.D.)
need no list: their form tells.
"""

from __future__ import annotations


def words(*lines: str) -> frozenset[str]:
    """The words of some lines."""
    return frozenset(word for line in lines for word in line.split())


TITLES = words(
    "Mr Mrs Ms Mx Messrs Dr Drs Prof Rev Hon St Ste Mt Ft Gen Gov Sen Sens Rep Reps Adm Cmdr Col Lt Maj Capt Cpl Pvt",
    "Sgt Brig Supt Insp Amb Msgr",
)
"""A name follows: never the end of a sentence."""

DATES = words("Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec")
"""Months: the end of a sentence unless a number follows."""

NAMES = words(
    "Co Corp Inc Ltd Bros Jr Sr Esq Ave Blvd Dept Univ Assn",
    "Ala Ariz Ark Calif Colo Conn Del Fla Ga Ia Ill Ind Kan Ky La Mass Md Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa",
    "Tenn Va Vt Wash Wis Wyo",
)
"""Part of a name: the end of a sentence where a word follows that likes to begin one."""

REFERENCES = words("No Nos Art Ch Eq Fig Figs Sec Vol Vols P Pp Cf Ca Viz Approx Al")
"""A number or a name follows, yet they are words of their own too: never one token with their stop.

Capitalised here, but written in either way.
"""

KEEP_THEIR_STOP = TITLES | DATES | NAMES | words("v vs")
"""Those that are one token together with their full stop, wherever they stand."""
