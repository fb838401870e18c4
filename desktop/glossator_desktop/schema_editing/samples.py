"""What the preview shows of a thing of the schema: a sample sentence with marks, and the cards of the builder. Pure.

The same data that page and builder are given, so that the preview is painted by their own code.
"""

from __future__ import annotations

from dataclasses import replace

from glossator.annotation import Argument, Event, Fragments
from glossator.schema import ANY, EVENT, FREE, AttributeType, EntityType, EventType, Mode, RelationType, Role, Schema
from glossator_desktop.builder.choice_sheet import choice_sheet
from glossator_desktop.builder.memory import Memory
from glossator_desktop.builder.role_sheet import role_sheet
from glossator_desktop.builder.sheet import Sheet
from glossator_desktop.builder.state import BuilderState, Filler, features, role_rows
from glossator_desktop.modes.types import type_choices
from glossator_desktop.page.content import Arc, Mark, Overlay, PageContent
from glossator_desktop.schema_editing.draft import Draft, Place

_WORDS = ("One side", " took action", " on", " another", " about", " something", ".")
_FILLERS = (0, 3, 5)
"""Which of these words fill the first roles, in order; the second is the trigger."""
TRIGGER = "took action"
MOST_TYPES = 4


def sample_page(draft: Draft, place: Place) -> tuple[PageContent, Overlay] | None:
    """A sentence marked with what is at a place; None where nothing of it shows on the page."""
    thing = draft.subject(place)
    if isinstance(thing, EntityType):
        return _label_page(thing), Overlay()
    if isinstance(thing, RelationType):
        return _relation_page(draft.schema, thing)
    type_ = sample_type(draft, place)
    if type_ is None or isinstance(thing, AttributeType | str):
        return None
    only = thing.name if isinstance(thing, Role) else None
    return _event_page(draft.schema, type_, only), Overlay()


def _label_page(type_: EntityType) -> PageContent:
    text = "This name is marked, this name is suggested."
    kept = Mark(1, "span", type_.name, ((5, 9),), chip=type_.name, colour=type_.name)
    start = text.rindex("name")
    asked = Mark(2, "suggestion", type_.name, ((start, start + 4),), chip=f"{type_.name} .87", colour=type_.name,
                 score=0.87)  # fmt: skip
    return PageContent(text, marks=(kept, asked))


def _relation_page(schema: Schema, type_: RelationType) -> tuple[PageContent, Overlay]:
    text = "From this name a link leads to that name."
    ends = ((10, 14), (36, 40))
    first = schema.entity_types[0].name if schema.entity_types else "NAME"
    labels = ((*type_.source, first)[0], (*type_.target, first)[0])
    marks = tuple(
        Mark(number, "span", label, (end,), chip=label, colour=label)
        for number, (label, end) in enumerate(zip(labels, ends, strict=True), 1)
    )
    return PageContent(text, marks=marks), Overlay(current=1, arcs=(Arc(*ends, type_.title, labels[0]),))


def _event_page(schema: Schema, type_: EventType, only: str | None) -> PageContent:
    text = "".join(_WORDS)
    trigger = Mark(1, "event", type_.name, (_stretch(1),), chip=type_.name, colour="trigger")
    fillers = []
    for number, role in enumerate(_shown_roles(schema, type_, only)):
        label = _label_for(schema, role)
        title = role.title.lower()
        mark = Mark(number + 2, "span", label, (_stretch(_FILLERS[number]),), chip=label or title,
                    colour=label or "filler", badges=(title,), fills=(1,))  # fmt: skip
        fillers.append(mark)
    return PageContent(text, marks=tuple(sorted((trigger, *fillers), key=lambda mark: mark.start)))


def _shown_roles(schema: Schema, type_: EventType, only: str | None) -> list[Role]:
    roles = [role for role in schema.roles_of(type_) if only is None or role.name == only]
    return roles[: len(_FILLERS)]


def _label_for(schema: Schema, role: Role) -> str | None:
    """The likeliest label of a filler; None for a free one."""
    if role.allowed[:1] in ((FREE,), (EVENT,)):
        return None
    named = [name for name in role.allowed if schema.entity_type(name)]
    first = schema.entity_types[0].name if schema.entity_types and ANY in role.allowed else None
    return named[0] if named else first


def _stretch(number: int) -> tuple[int, int]:
    before = "".join(_WORDS[:number])
    word = _WORDS[number]
    return len(before) + len(word) - len(word.lstrip()), len(before) + len(word)


# The builder


def sample_type(draft: Draft, place: Place) -> EventType | None:
    """The event type that stands for what is at a place: itself, or the first that has the role or attribute."""
    schema = draft.schema
    item = draft.item(place)
    thing = item.thing if item else None
    if isinstance(thing, EventType):
        return replace(thing, enabled=True)
    types = schema.enabled_event_types()
    if isinstance(thing, Role):
        return next((type_ for type_ in types if thing.name in {role.name for role in schema.roles_of(type_)}), None)
    if isinstance(thing, AttributeType):
        return next((type_ for type_ in types if thing.fits("event", type_.name)), None)
    return None


def chooser_sample(draft: Draft, place: Place) -> Sheet | None:
    """The list of types as it opens with this one likeliest."""
    item = draft.item(place)
    if item is None or not isinstance(item.thing, EventType) or place.sub is not None:
        return None
    type_ = replace(item.thing, enabled=True)
    others = tuple(one for one in draft.schema.event_types if one.name != type_.name)
    choices = type_choices(replace(draft.schema, event_types=(type_, *others)), [(type_.name, None)])
    return choice_sheet(replace(choices, entries=choices.entries[:MOST_TYPES]), about=f"“{TRIGGER}”")


def builder_sample(draft: Draft, place: Place) -> Sheet | None:
    """The builder's card of an event of this type, or with this role or attribute."""
    type_ = sample_type(draft, place)
    if type_ is None:
        return None
    subject = draft.subject(place)
    schema = _with_type(draft.schema, type_)
    modes = (subject.name,) if isinstance(subject, Mode) else ()
    event = Event(1, 1, "", type_.name, (_stretch(1),), TRIGGER, modes=modes, arguments=_arguments(schema, type_))
    wanted = subject.name if isinstance(subject, Role) else ""
    rows = role_rows(schema, event, Memory(wanted), lambda item: _filler(schema, type_, item))
    if not rows:
        return None
    current = next((number for number, row in enumerate(rows) if row.role.name == wanted), min(1, len(rows) - 1))
    state = BuilderState(event, type_.name, modes, rows, current, (), features(schema, event, {}), ())
    return role_sheet(state, TRIGGER)


def _with_type(schema: Schema, type_: EventType) -> Schema:
    types = tuple(type_ if one.name == type_.name else one for one in schema.event_types)
    return replace(schema, event_types=types)


def _arguments(schema: Schema, type_: EventType) -> tuple[Argument, ...]:
    return tuple(Argument(role.name, number) for number, role in enumerate(_shown_roles(schema, type_, None)[:1], 10))


def _filler(schema: Schema, type_: EventType, item: int) -> Filler:
    role = _shown_roles(schema, type_, None)[item - 10]
    place: Fragments = (_stretch(_FILLERS[item - 10]),)
    return Filler(item, _WORDS[_FILLERS[item - 10]].strip(), _label_for(schema, role), place)
