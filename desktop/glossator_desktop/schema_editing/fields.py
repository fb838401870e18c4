"""The fields of each form as data: what a thing of the schema can be asked, in plain words. Pure, without Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from glossator_desktop.schema_editing.draft import Group, Place

Kind: TypeAlias = Literal["line", "optional", "number", "words", "prose", "key", "colour", "choice", "ticks", "roles"]
"""How a field is answered: a line (`optional`: None when empty), a number or nothing, words between commas, several
lines, one key, a pair of colours, one of a few, some of many in order, roles with how many fillers each takes."""


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a form. `name` is the thing's attribute, `help` one short sentence below it."""

    name: str
    title: str
    kind: Kind
    help: str = ""


_GUIDELINE: Final = Field(
    "guideline", "Guideline", "prose", "When to use it. Begin an example with ✓, what is not meant with ✗."
)
_TITLE: Final = Field("title", "Title", "line", "What people read.")
_NAME: Final = Field("name", "Name", "line", "What annotations and exported files hold.")


def _flag(name: str, title: str, text: str) -> Field:
    return Field(name, title, "choice", text)


FORMS: Final[Mapping[Group, tuple[Field, ...]]] = {
    "entity_types": (
        _NAME,
        _TITLE,
        Field("key", "Key", "key", "The digit that labels a selection."),
        Field("colour", "Colour", "colour", "On the light and on the dark page."),
        _flag("hidden", "Offered", "Hidden types stay valid, but nobody is offered them."),
        Field("parent", "A kind of", "choice", "The wider type that this one belongs to."),
        _flag("country_sectors", "Country and sectors", "Whether V asks for them."),
        Field("model_labels", "Called by models", "words", "Other names that suggestion models have for it."),
        _GUIDELINE,
    ),
    "event_types": (
        _NAME,
        _TITLE,
        Field("gloss", "In short", "line", "At most 60 characters, for the list of types."),
        _flag("enabled", "Offered", "What is switched off stays valid, but nobody is offered it."),
        Field("roles", "Roles", "roles", "Space ticks · ← → how many fillers · Alt+↑↓ order in the builder."),
        Field("parent", "A kind of", "choice", "The wider type that this one belongs to."),
        Field("quad_class", "Class", "optional", "Such as “material conflict”; exports carry it."),
        Field("intensity", "Intensity", "number", "From -10 (conflict) to 10 (cooperation)."),
        _GUIDELINE,
    ),
    "roles": (
        _NAME,
        _TITLE,
        Field("key", "Key", "key", "The letter that jumps to it in the event builder."),
        Field("allowed", "Filled by", "ticks", "Space ticks · Alt+↑↓ order, the likeliest first."),
        Field("cardinality", "How many", "choice", "Fillers in one event; an event type may say otherwise."),
        _flag("general", "In every event", "Also in types that do not list it."),
        _flag("hidden", "Offered", "Hidden roles stay valid, but are no slot in the builder."),
        _GUIDELINE,
    ),
    "attributes": (
        _NAME,
        _TITLE,
        Field("targets", "Feature of", "ticks", "What has this attribute."),
        Field("only_for", "Only for", "ticks", "None ticked: for all of them."),
        Field("default", "Unless said", "choice", "The value until somebody says otherwise."),
        _flag("many", "Several values", "Whether one thing may have more than one."),
        Field("key", "Key", "key", "The letter that sets it in the event builder."),
        _GUIDELINE,
    ),
    "relation_types": (
        _NAME,
        _TITLE,
        Field("source", "Leads from", "ticks", "None ticked: from any label."),
        Field("target", "Leads to", "ticks", "None ticked: to any label."),
        _flag("symmetric", "Both ways", "Whether it means the same read backwards."),
        _flag("transitive", "Handed on", "Whether it holds from the first to the third, if to the second and on."),
        _GUIDELINE,
    ),
    "contexts": (_NAME, _TITLE, _GUIDELINE),
    "sectors": (Field("name", "Code", "line", "What annotations and exported files hold."), _TITLE),
    "conventions": (
        _flag("strip_leading_article", "Leave out articles", "“the United Nations” is marked without “the”."),
        _flag("strip_possessive", "Leave out possessive 's", "“Norland's” is marked without “'s”."),
        _flag("titles_outside_name", "Titles outside names", "“President Brandt” is marked as “Brandt”."),
        _flag("mark_norp_inside_org", "Mark peoples inside names", "“North Korean” in the name of an organisation."),
        _flag("clause_starts_after_to", "Clauses without “to”", "A clause that fills a role starts behind “to”."),
        _flag("topic_prefers_event", "Topics are events", "A topic whose trigger is marked is that event."),
        Field("country_label", "A country is", "choice", "By whatever name it goes."),
        Field("institution_label", "An institution is", "choice", "Embassies, ministries, international bodies."),
        Field("guideline", "Guideline", "prose", "What annotators have agreed on."),
    ),
    "schema": (
        Field("name", "Name", "line", "Short; files are called after it."),
        _TITLE,
        Field("language", "Language", "line", "Of titles and guidelines: en, fr, ko …"),
        Field("guideline", "Guideline", "prose", "What to know before starting."),
    ),
}  # fmt: skip
MODE_FORM: Final = (_NAME, _TITLE, _GUIDELINE)
VALUE_FORM: Final = (Field("name", "Value", "line", "What annotations and exported files hold."),)

GROUP_TITLES: Final[Mapping[Group, str]] = {
    "entity_types": "Entity types", "event_types": "Event types", "roles": "Roles", "attributes": "Attributes",
    "relation_types": "Relations", "contexts": "Contexts", "sectors": "Sectors", "conventions": "Conventions",
    "schema": "About the schema",
}  # fmt: skip
ABOUT: Final[Mapping[Group, str]] = {
    "entity_types": "Labels for names and other stretches of text, such as PERSON.",
    "event_types": "What can happen: each event has one type, a trigger, and roles that are filled.",
    "roles": "Who and what takes part in events: actor, place …",
    "attributes": "Features with a choice of values, such as polarity: positive or negated.",
    "relation_types": "Links between two spans, such as member of.",
    "contexts": "What documents and events are about.",
    "sectors": "Parts of society that entities act for, as codes.",
}
"""What a group is for, where it is empty."""
ONE: Final[Mapping[Group, str]] = {
    "entity_types": "entity type", "event_types": "event type", "roles": "role", "attributes": "attribute",
    "relation_types": "relation", "contexts": "context", "sectors": "sector", "conventions": "conventions",
    "schema": "schema",
}  # fmt: skip
SUB_ONE: Final[Mapping[Group, str]] = {"event_types": "mode", "attributes": "value"}


def form_of(place: Place) -> tuple[Field, ...]:
    """The fields of the form for a place."""
    if place.sub is None:
        return FORMS[place.group]
    return MODE_FORM if place.group == "event_types" else VALUE_FORM


def what_is_at(place: Place) -> str:
    """What a thing at a place is called: "entity type", "mode" …"""
    return ONE[place.group] if place.sub is None else SUB_ONE[place.group]
