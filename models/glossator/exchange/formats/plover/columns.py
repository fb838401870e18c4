"""The columns of event data: those of POLECAT in their order, then ours, which begin with `x_`.

Part of `exchange`. POLECAT is the weekly data set coded after PLOVER (Harvard Dataverse, doi 10.7910/DVN/AJGVIT).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

POLECAT = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts"),
    *("Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title"),
    *("Actor Name Raw", "Wikipedia Actor ID"),
    *("Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors"),
    *("Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID"),
    *("Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID"),
    *("Raw Placename", "Feature Type", "Source", "Publication Date"),
    *("Story People", "Story Organizations", "Story Locations", "Language", "Version"),
)
OWN = (
    *("x_event", "x_documents", "x_mentions", "x_triggers", "x_text", "x_date", "x_topic", "x_source", "x_instrument"),
    *("x_polarity", "x_modality", "x_tense", "x_currency", "x_annotator"),
)
COLUMNS = (*POLECAT, *OWN)
NONE = "None"
BETWEEN = "; "
"""What POLECAT writes where nothing is known, and between the items of a cell."""


def cell(value: str | None) -> str:
    """A value as one line without tabs; `None` for nothing."""
    return " ".join((value or "").split()) or NONE


def items(values: Iterable[str | None]) -> str:
    """Several values in one cell. A semicolon inside one becomes a comma."""
    return BETWEEN.join(cell(value).replace(";", ",") for value in values) or NONE


def line(cells: Mapping[str, str]) -> str:
    """A row of the file; columns that nothing was said of are `None`."""
    return "\t".join(cells.get(column, NONE) for column in COLUMNS) + "\n"


def header() -> str:
    """The first line."""
    return "\t".join(COLUMNS) + "\n"
