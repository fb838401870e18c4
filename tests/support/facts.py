"""What a layer says, apart from ids, in values that can be compared whatever file it came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from glossator.annotation import Attributes, Layer


def facts(layer: Layer, *, without: Iterable[str] = ()) -> dict[str, Counter[Any]]:
    """Spans, events, relations, entities and notes as multisets. `without` names kinds that are left out."""
    names: dict[int, Any] = {span.id: ("span", span.label, span.fragments) for span in layer.spans}
    names |= {event.id: ("event", event.type, event.trigger, event.modes) for event in layer.events}
    names |= {one.id: ("relation", one.type, names.get(one.source), names.get(one.target)) for one in layer.relations}
    events = (
        (
            *names[one.id], frozenset(one.contexts), values(one.attributes),
            frozenset(Counter((a.role, names.get(a.filler)) for a in one.arguments).items()),
        )
        for one in layer.events
    )  # fmt: skip
    found: dict[str, Counter[Any]] = {
        "spans": Counter((*names[one.id], values(one.attributes)) for one in layer.spans),
        "events": Counter(events),
        "relations": Counter((*names[one.id], values(one.attributes)) for one in layer.relations),
        "entities": Counter(
            (one.name, one.kb_id, frozenset(names[mention] for mention in one.mentions)) for one in layer.entities
        ),
        "notes": Counter((names.get(one.target, "elsewhere"), one.text, one.flag) for one in layer.notes),
        "contexts": Counter(layer.contexts),
    }
    return {kind: value for kind, value in found.items() if kind not in set(without)}


def values(attributes: Attributes) -> frozenset[tuple[str, tuple[str, ...]]]:
    """Attributes with all their values; one without any is none."""
    several = ((name, (one,) if isinstance(one, str) else one) for name, one in attributes.items())
    return frozenset((name, found) for name, found in several if found)
