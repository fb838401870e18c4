"""The regions among the results of one annotation, fragments of one thing together.

Part of `exchange`; see `read`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from glossator.annotation import Fragments
from glossator.exchange.doctor import Claim
from glossator.exchange.fields import Fields
from glossator.exchange.formats.labelstudio import controls
from glossator.exchange.formats.labelstudio.sources import Source

OF_TEXT = ("labels", "hypertextlabels", "paragraphlabels")


@dataclass(slots=True)
class Region:
    """A stretch of text with labels. `fragments` are its places in the normalised text, once they are known."""

    where: str
    control: str
    labels: tuple[str, ...]
    claim: Claim
    score: float | None = None
    notes: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    fragments: Fragments = field(default=())


def regions_of(results: list[Fields], source: Source) -> dict[str, Region]:
    """The regions by their ids. Raises FormatError for a damaged one."""
    found: dict[str, Region] = {}
    for result in results:
        kind = result.peek("type")
        if kind not in OF_TEXT:
            continue
        value = result.object("value")
        thing = result.string("id", f"#{len(found)}")
        if thing in found:
            raise result.error(f"the region {thing} is there twice")
        found[thing] = Region(
            result.where,
            result.string("from_name", ""),
            value.names(str(kind)),
            source.claim(value),
            result.number("score") if result.peek("score") is not None else None,
            _notes(result),
        )
    for result in results:
        if result.peek("type") == "relation" and controls.FRAGMENT in result.strings("labels"):
            _join(found, result)
    return found


def _notes(result: Fields) -> tuple[str, ...]:
    """What was noted on a region: Label Studio keeps it as `meta.text`."""
    meta = result.peek("meta")
    text = meta.get("text") if isinstance(meta, dict) else None
    several = text if isinstance(text, list) else [text]
    return tuple(one for one in several if isinstance(one, str))


def _join(found: dict[str, Region], result: Fields) -> None:
    first, further = found.get(result.string("from_id")), found.pop(result.string("to_id"), None)
    if first is None or further is None:
        raise result.error("a fragment is not there")
    surfaces = (first.claim.surface, further.claim.surface)
    joined = None if None in surfaces else " ".join(str(one) for one in surfaces)
    first.claim = Claim((*first.claim.places, *further.claim.places), joined)
