"""The parts of a span, an event or a relation as fields to see and edit one by one: data, without Qt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from glossator.annotation import Attributes, AttributeValue, Entity, Event, Origin, Relation, SameEvent, Span
from glossator.insight.examples import Subject
from glossator.insight.summaries import elided
from glossator.schema import AttributeType, Role, Schema
from glossator.schema.types import Target
from glossator_desktop.session import DocumentSession

How: TypeAlias = Literal["title", "heading", "choice", "many", "text", "menu", "go", "fact"]
"""What Enter does on a field: nothing, open a list, tick in a list, type, open what can be done with it, go there."""

NOTHING = "—"
LONGEST = 200
ORIGINS: Mapping[str, str] = {
    "made": "by hand",
    "accepted": "accepted as suggested",
    "corrected": "suggested, then corrected",
    "imported": "imported",
    "propagated": "labelled with others of its words",
}


@dataclass(frozen=True, slots=True)
class Field:
    """One row of the form. `key` says what it is, `path` where the guideline tells of it, `thing` what it leads to.

    `removable`: Delete takes it out. `empty`: it has no value yet.
    """

    key: str
    how: How
    title: str
    value: str = ""
    detail: str = ""
    path: str = ""
    thing: int = 0
    removable: bool = False
    empty: bool = False
    colour: str = ""

    @property
    def can_be_chosen(self) -> bool:
        """Whether the keyboard stops here."""
        return self.how not in ("title", "heading")

    @property
    def spoken(self) -> str:
        """The field as a screen reader says it."""
        return ", ".join(part for part in (self.title, "empty" if self.empty else self.value, self.detail) if part)


def fields_of(
    session: DocumentSession, schema: Schema, item: int | None, same_event: SameEvent | None = None
) -> list[Field]:
    """The fields of what is current; none where nothing is that has any."""
    if item in session.events:
        return _of_event(session, schema, session.events[item], same_event)
    if item in session.spans:
        return _of_span(session, schema, session.spans[item])
    relation = session.links.relations.get(item) if item is not None else None
    return _of_relation(session, schema, relation) if relation else []


# Events


def _of_event(session: DocumentSession, schema: Schema, event: Event, same: SameEvent | None) -> list[Field]:
    type_path = f"event_types.{event.type}"
    known = schema.event_type(event.type)
    fields = [
        Field("title", "title", event.type, elided(event.text, 60) or "no trigger", colour="trigger"),
        Field("type", "choice", "Type", event.type, known.gloss if known else "", path=type_path),
    ]
    if known and known.modes:
        modes = [mode.title.lower() if (mode := known.mode(name)) else name for name in event.modes]
        path = Subject("modes", event.modes[0], event.type).path if event.modes else type_path
        fields.append(_value("modes", "many", "Modes", ", ".join(modes), path=path))
    fields.append(Field("roles", "heading", "Roles"))
    for role in schema.roles_of(event.type):
        fields += _of_role(session, schema, event, role)
    shown = {role.name for role in schema.roles_of(event.type)}
    for name in dict.fromkeys(argument.role for argument in event.arguments if argument.role not in shown):
        fields += _of_role(session, schema, event, schema.role(name) or Role(name, name))
    fields.append(Field("features", "heading", "Features"))
    fields += _attributes(schema, "event", event.type, event.attributes)
    if schema.contexts:
        titles = [one.title.lower() if (one := schema.context(name)) else name for name in event.contexts]
        fields.append(_value("contexts", "many", "Contexts", ", ".join(titles)))
    fields.append(Field("links", "heading", "Links"))
    fields.append(_same_event(same, event))
    fields += _fills(session, schema, event.id)
    fields += _remarks(session, event.id)
    return fields + _origin(event.origin, event.annotator, event.schema_version, draft=event.draft)


def _of_role(session: DocumentSession, schema: Schema, event: Event, role: Role) -> list[Field]:
    path, fillers = f"roles.{role.name}", event.fillers(role.name)
    if not fillers:
        return [Field(f"add:{role.name}", "menu", role.title, NOTHING, path=path, empty=True,
                      detail="needed" if role.cardinality.required else "")]  # fmt: skip
    fields: list[Field] = []
    for number, argument in enumerate(one for one in event.arguments if one.role == role.name):
        entity = session.links.entity_of(argument.filler)
        country = argument.country if argument.country is not None else entity.country if entity else None
        sectors = argument.sectors or (entity.sectors if entity else ())
        override = "here: " if argument.country is not None or argument.sectors else ""
        acts_for = override + " ".join((*((country,) if country else ()), *sectors))
        span = session.spans.get(argument.filler)
        fields.append(
            Field(
                f"filler:{role.name}:{argument.filler}",
                "menu",
                role.title if not number else "",
                _in_words(session, argument.filler),
                acts_for.strip(": ") if acts_for.strip() else "",
                path=path,
                thing=argument.filler,
                removable=True,
                colour=(span.label or "filler") if span else "trigger",
            )
        )
    return fields


def _in_words(session: DocumentSession, item: int) -> str:
    """What fills a role; an event in short."""
    event = session.events.get(item)
    if event is not None:
        return f"{event.type} “{elided(event.text, 40)}”" if event.text else event.type
    span = session.spans.get(item)
    return elided(span.text, LONGEST) if span else "?"


def _same_event(same: SameEvent | None, event: Event) -> Field:
    if same is None:
        return Field("same", "menu", "Same event", NOTHING, empty=True)
    others = len(same.events) - 1
    count = f"{others} other mention{'' if others == 1 else 's'}"
    return Field("same", "menu", "Same event", same.name or count, count if same.name else "", removable=True)


# Spans and relations


def _of_span(session: DocumentSession, schema: Schema, span: Span) -> list[Field]:
    known = schema.entity_type(span.label)
    path = f"entity_types.{span.label}" if known else "conventions"
    fields = [
        Field("title", "title", span.label or "free filler", elided(span.text, 60), colour=span.label or "filler"),
        Field("label", "choice", "Label", span.label or NOTHING, known.title if known else "", path=path,
              empty=span.label is None),
        *_attributes(schema, "span", span.label, span.attributes),
    ]  # fmt: skip
    fields += _entity(schema, session.links.entity_of(span.id), path)
    links = [*_fills(session, schema, span.id), *_relations(session, schema, span)]
    if links:
        fields += [Field("links", "heading", "Links"), *links]
    fields += _remarks(session, span.id)
    return fields + _origin(span.origin, span.annotator, span.schema_version)


def _entity(schema: Schema, entity: Entity | None, path: str) -> list[Field]:
    """What the span mentions; the first value typed makes an entity where there is none."""
    mentions = f"{len(entity.mentions)} mentions" if entity and 1 < len(entity.mentions) else ""
    known = entity or Entity(0, 0, "", "")
    return [
        Field("entity", "heading", "Mentions"),
        _value("entity:name", "text", "Name", known.name, detail=mentions, path=path),
        _value("entity:kb_id", "text", "KB id", known.kb_id or "", path=path),
        _value("entity:country", "text", "Country", known.country or "", path=path),
        _value("entity:sectors", "text", "Sectors", ", ".join(known.sectors), path=path),
        *(_attributes(schema, "entity", None, known.attributes, prefix="entity-attribute") if entity else ()),
    ]


def _fills(session: DocumentSession, schema: Schema, item: int) -> list[Field]:
    """The events that a thing takes part in."""
    fields: list[Field] = []
    for event, name in session.fills(item):
        role = schema.role(name)
        words = f"{event.type} “{elided(event.text, 40)}”" if event.text else event.type
        title = (role.title if role else name).lower()
        fields.append(Field(f"fills:{event.id}:{name}", "go", f"{title} of".capitalize(), words, thing=event.id,
                            path=f"roles.{name}"))  # fmt: skip
    return fields


def _relations(session: DocumentSession, schema: Schema, span: Span) -> list[Field]:
    fields: list[Field] = []
    for relation in session.links.relations_of(span.id):
        outwards = relation.source == span.id
        other = session.spans.get(relation.target if outwards else relation.source)
        known = schema.relation_type(relation.type)
        words = f"{'→' if outwards else '←'} {elided(other.text, 60) if other else '?'}"
        fields.append(Field(f"relation:{relation.id}", "go", known.title if known else relation.type, words,
                            thing=relation.id, path=f"relation_types.{relation.type}", removable=True))  # fmt: skip
    return fields


def _of_relation(session: DocumentSession, schema: Schema, relation: Relation) -> list[Field]:
    source, target = session.spans.get(relation.source), session.spans.get(relation.target)
    path = f"relation_types.{relation.type}"
    return [
        Field("title", "title", relation.type, "relation"),
        Field("relation_type", "choice", "Type", relation.type, path=path),
        Field("source", "go", "From", elided(source.text) if source else "?", thing=relation.source),
        Field("target", "go", "To", elided(target.text) if target else "?", thing=relation.target),
        *_remarks(session, relation.id),
        *_origin(None, relation.annotator, relation.schema_version),
    ]


# What all have


def _attributes(
    schema: Schema, target: Target, name: str | None, values: Attributes, *, prefix: str = "attribute"
) -> list[Field]:
    known = schema.attributes_of(target, name)
    fields = [_attribute(one, values.get(one.name), prefix) for one in known]
    odd = [key for key in values if key not in {one.name for one in known}]
    return fields + [Field(f"{prefix}:{key}", "text", key, said(values[key]), removable=True) for key in odd]


def _attribute(attribute: AttributeType, value: AttributeValue | None, prefix: str) -> Field:
    how: How = "text" if not attribute.values else "many" if attribute.many else "choice"
    usual = attribute.default if value is None and attribute.default else ""
    return Field(
        f"{prefix}:{attribute.name}",
        how,
        attribute.title,
        said(value) if value is not None else usual or NOTHING,
        "as usual" if usual else "",
        path=f"attributes.{attribute.name}",
        removable=value is not None,
        empty=value is None,
    )


def _remarks(session: DocumentSession, item: int) -> list[Field]:
    notes = [
        Field(f"note:{note.id}", "text", "" if number else "Note", note.text, removable=True)
        for number, note in enumerate(note for note in session.notes_on(item) if note.text)
    ]
    flag = session.is_flagged(item)
    return [
        Field("remarks", "heading", "Remarks"),
        *notes,
        Field("note:0", "text", "Another" if notes else "Note", NOTHING, empty=True),
        Field("flag", "choice", "Flag", "flagged" if flag else NOTHING, empty=not flag),
    ]


def _origin(origin: Origin | None, annotator: str, version: int, *, draft: bool = False) -> list[Field]:
    fields = [Field("origin", "heading", "Origin")]
    if draft:
        fields.append(Field("draft", "choice", "State", "unfinished", "Enter finishes it"))
    if origin is not None:
        how = ORIGINS.get(origin.how, origin.how)
        by = " ".join(part for part in (origin.source, origin.version) if part)
        fields.append(Field("how", "fact", "Made", how, by))
    fields.append(Field("annotator", "fact", "By", annotator))
    if version:
        fields.append(Field("version", "fact", "Schema", f"version {version}"))
    return fields


def _value(key: str, how: How, title: str, value: str, *, detail: str = "", path: str = "") -> Field:
    return Field(key, how, title, value or NOTHING, detail, path=path, removable=bool(value), empty=not value)


def said(value: AttributeValue) -> str:
    """An attribute's value in words."""
    return value if isinstance(value, str) else ", ".join(value)


def first_field(fields: Iterable[Field]) -> str:
    """The key of the first field where the keyboard stops; "" where there is none."""
    return next((field.key for field in fields if field.can_be_chosen), "")
