"""Places in a text as the Glossator JSONL gives them, checked against that text.

Part of `exchange`; see `decode`.
"""

from __future__ import annotations

from glossator.annotation import Document, Fragments, text_of
from glossator.exchange.fields import Fields


def decode_fragments(fields: Fields, key: str, document: Document, *, empty: bool = False) -> Fragments:
    """Stretches of the document's text: in order, not empty, not overlapping, within the text."""
    pairs = fields.items(key)
    if not pairs and not empty:
        raise fields.error(f"{key!r} is missing or empty")
    reached = 0
    for pair in pairs:
        match pair:
            case [bool(), _] | [_, bool()]:
                raise fields.error(f"{key!r} must be a list of [start, end], not of {pair!r}")
            case [int() as start, int() as end] if reached <= start < end <= len(document.text):
                reached = end
            case [int(), int()]:
                raise fields.error(
                    f"{key!r} has {pair}: offsets must rise, not overlap, and lie within the text (0 to "
                    f"{len(document.text)})"
                )
            case _:
                raise fields.error(f"{key!r} must be a list of [start, end], not of {pair!r}")
    return tuple((start, end) for start, end in pairs)


def check_surface(fields: Fields, document: Document, fragments: Fragments, surface: str) -> str:
    """The stated surface, which must be what stands at those offsets."""
    found = text_of(document.text, fragments)
    if surface != found:
        raise fields.error(f"the text says {found!r} at {list(fragments)}, the annotation {surface!r}")
    return surface
