"""The controls of a labelling configuration: what each part of an annotation is called in Label Studio.

Part of `exchange`. Spans and triggers are regions of two controls; modes, contexts and attributes are chosen or written
per region; relations and arguments are relations, the latter from the trigger to the filler.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final
from xml.sax.saxutils import quoteattr

from glossator.schema import Schema
from glossator.schema.types import AttributeType

TEXT: Final = "text"
LABEL: Final = "label"
TRIGGER: Final = "trigger"
MODE: Final = "mode"
CONTEXT: Final = "context"
DOCUMENT_CONTEXT: Final = "document_context"
RESERVED: Final = frozenset((TEXT, LABEL, TRIGGER, MODE, CONTEXT, DOCUMENT_CONTEXT))
FILLER: Final = "FILLER"
"""The label of a span without one: Label Studio shows no region without a label."""
FRAGMENT: Final = "+fragment"
"""The relation from the first fragment of a thing to each further one."""
_ESCAPE: Final = "attribute."


def control_of(attribute: str) -> str:
    """The name of the control for an attribute, which none of the other controls has."""
    return _ESCAPE + attribute if attribute in RESERVED or attribute.startswith(_ESCAPE) else attribute


def attribute_of(control: str) -> str:
    """The inverse of `control_of`."""
    return control.removeprefix(_ESCAPE)


def labelling_config(schema: Schema, *, further: Iterable[str] = ()) -> str:
    """The labelling configuration of a schema. `further` are labels of spans that it lacks."""
    return "\n".join(("<View>", *(f"  {line}" for line in _lines(schema, further)), "</View>", ""))


def _lines(schema: Schema, further: Iterable[str]) -> Iterator[str]:
    colours = {one.name: one.colour.light for one in schema.entity_types}
    labels = {one.name: one.title for one in schema.entity_types} | {name: name for name in further}
    yield "<Relations>"
    for name in dict.fromkeys((*(r.name for r in schema.relation_types), *(r.name for r in schema.roles), FRAGMENT)):
        yield f"  <Relation value={quoteattr(name)}/>"
    yield "</Relations>"
    yield f'<Labels name="{LABEL}" toName="{TEXT}">'
    for name in labels:
        colour = f" background={quoteattr(colours[name])}" if name in colours else ""
        yield f"  <Label value={quoteattr(name)}{colour}/>"
    yield "</Labels>"
    if schema.event_types:
        yield f'<Labels name="{TRIGGER}" toName="{TEXT}">'
        yield from (f"  <Label value={quoteattr(one.name)}/>" for one in schema.event_types)
        yield "</Labels>"
    yield f'<Text name="{TEXT}" value="$text"/>'
    modes = [mode.name for type_ in schema.event_types for mode in type_.modes]
    contexts = [one.name for one in schema.contexts]
    yield from _choices(MODE, modes, many=True, per_region=True)
    yield from _choices(CONTEXT, contexts, many=True, per_region=True)
    yield from _choices(DOCUMENT_CONTEXT, contexts, many=True, per_region=False)
    for attribute in schema.attributes:
        if "span" in attribute.targets or "event" in attribute.targets:
            yield from _attribute(attribute)


def _attribute(attribute: AttributeType) -> Iterator[str]:
    name = control_of(attribute.name)
    if attribute.values:
        yield from _choices(name, attribute.values, many=attribute.many, per_region=True)
    else:
        yield f'<TextArea name={quoteattr(name)} toName="{TEXT}" perRegion="true"/>'


def _choices(name: str, values: Iterable[str], *, many: bool, per_region: bool) -> Iterator[str]:
    found = list(dict.fromkeys(values))
    if not found:
        return
    kind, region = "multiple" if many else "single", ' perRegion="true"' if per_region else ""
    yield f'<Choices name={quoteattr(name)} toName="{TEXT}" choice="{kind}"{region}>'
    yield from (f"  <Choice value={quoteattr(value)}/>" for value in found)
    yield "</Choices>"
