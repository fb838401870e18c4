"""A text and its brat annotations as a bundle.

Part of `exchange`. Triggers are no spans; `Equiv` groups and normalisations become entities. A relation or a group that
has an event at an end goes to the trigger's words, as a span without a label: relations here go between spans.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import count

from glossator.annotation import Argument, AttributeValue, Bundle, Fragments
from glossator.errors import FormatError
from glossator.exchange.building import LayerBuilder, add_value, document_of
from glossator.exchange.doctor import Claim, diagnose
from glossator.exchange.formats.brat.conf import SET
from glossator.exchange.formats.brat.lines import EQUIVALENT, Annotations, Feature, Group, Happening, TextBound
from glossator.exchange.formats.brat.names import NameTable, unquoted
from glossator.exchange.formats.brat.places import over_lines

NOTE = "AnnotatorNotes"
FLAG = "Flag"
_NUMBERED = re.compile(r"(.*?[^0-9])([0-9]+)")


@dataclass(frozen=True, slots=True)
class Conventions:
    """What the configuration beside a file says of it: the table of names, and the roles that are spelled so."""

    table: NameTable
    roles: frozenset[str]


def bundle_of(raw: str, annotations: Annotations, conventions: Conventions, *, name: str) -> tuple[Bundle, list[str]]:
    """The bundle, and notices of what was converted. Raises FormatError with the line."""
    reader = _Reader(raw, annotations, conventions, name)
    reader.read()
    return Bundle(reader.document, (reader.builder.layer(),)), reader.notices


class _Reader:
    def __init__(self, raw: str, annotations: Annotations, conventions: Conventions, name: str) -> None:
        self.notices: list[str] = []
        self._annotations = annotations
        self._table = conventions.table
        self._roles = conventions.roles
        used = {role for one in annotations.events.values() for role, _ in one.arguments}
        self._spelled = self._roles | used
        self._places = self._diagnosed(raw, name)
        self.builder = LayerBuilder(self.document, "", count(2), "brat")
        self._triggers: dict[str, list[str]] = {}
        for thing, event in annotations.events.items():
            self._triggers.setdefault(event.trigger, []).append(thing)
        self._ids: dict[str, int] = {}
        self._words: dict[int, int] = {}
        self._attributes: dict[str, dict[str, AttributeValue]] = {}
        self._modes: dict[str, list[str]] = {}
        self._contexts: dict[str, list[str]] = {}

    def _diagnosed(self, raw: str, name: str) -> dict[str, Fragments]:
        texts = self._annotations.texts
        claims = [Claim(one.places, one.surface.strip("\r\n") or None) for one in texts.values()]
        found = diagnose(raw, claims, same=_same)
        if found.wrong is not None:
            line = list(texts.values())[found.wrong]
            raise FormatError(
                f"{line.where}: {found.complaint(claims[found.wrong])}. Is the .txt beside it the text it was made for?"
            )
        if found.notice:
            self.notices.append(f"{name}: {found.notice}")
        self.document = document_of(name, found.text)
        return {
            thing: over_lines(found.text, tuple(sorted(fragments)))
            for thing, fragments in zip(texts, found.fragments, strict=True)
        }

    def read(self) -> None:
        """Read everything, what is referred to before what refers."""
        for feature in self._annotations.features.values():
            self._feature(feature)
        for thing in (*self._annotations.texts, *self._annotations.events):
            if thing not in self._triggers:
                self._ids[thing] = self.builder.new_id()
        for thing, text in self._annotations.texts.items():
            if thing not in self._triggers:
                self._span(thing, text)
        for thing, event in self._annotations.events.items():
            self._event(thing, event)
        self._links()
        self._groups()
        self._remarks()
        self.builder.looked_at()

    def _span(self, thing: str, text: TextBound) -> None:
        label = None if text.type in self._table.here["filler"] else self._table.from_brat("entity", text.type)
        self.builder.span(label, self._places[thing], self._attributes.get(thing), thing=self._ids[thing])

    def _event(self, thing: str, event: Happening) -> None:
        trigger = self._places.get(event.trigger)
        if trigger is None:
            raise FormatError(f"{event.where}: there is no line {event.trigger} that its trigger could be.")
        attributes = dict(self._attributes.get(thing, {}))
        if self._triggers[event.trigger][0] == thing:
            attributes = {**self._attributes.get(event.trigger, {}), **attributes}
        self.builder.event(
            self._table.from_brat("event", event.type),
            trigger,
            thing=self._ids[thing],
            arguments=[Argument(self._role(role), self._id(filler, event.where)) for role, filler in event.arguments],
            attributes=attributes,
            modes=self._modes.get(thing, ()),
            contexts=self._contexts.get(thing, ()),
        )

    def _role(self, role: str) -> str:
        """The role without the number that tells fillers of one role apart, if that is what the number does."""
        found = _NUMBERED.fullmatch(role)
        if found is not None and role not in self._roles and found[1] in self._spelled:
            role = found[1]
        return self._table.from_brat("role", role)

    def _id(self, thing: str, where: str) -> int:
        """The span or event of an id; a trigger stands for the first of its events."""
        found = self._ids.get(self._triggers.get(thing, [thing])[0])
        if found is None:
            raise FormatError(f"{where}: there is no line {thing}.")
        return found

    def _end(self, thing: str, where: str) -> int:
        """A span for the end of a relation: for an event, its trigger's words."""
        found = self._id(thing, where)
        event = self.builder.events.get(found)
        if event is None:
            return found
        if found not in self._words:
            self._words[found] = self.builder.span(None, event.trigger)
        return self._words[found]

    def _feature(self, feature: Feature) -> None:
        table, target = self._table, feature.target
        things = self._annotations
        if target not in things.texts and target not in things.events and target not in things.links:
            raise FormatError(f"{feature.where}: there is no line {target}.")
        if feature.type in table.here["mode"]:
            self._modes.setdefault(target, []).append(table.from_brat("mode", feature.type))
        elif feature.type in table.here["context"]:
            self._contexts.setdefault(target, []).append(table.from_brat("context", feature.type))
        else:
            value = SET if feature.value is None else table.from_brat("value", feature.value)
            add_value(self._attributes.setdefault(target, {}), table.from_brat("attribute", feature.type), value)

    def _links(self) -> None:
        for thing, link in self._annotations.links.items():
            ends = sorted(link.ends) if {one for one, _ in link.ends} == {"Arg1", "Arg2"} else link.ends
            source, target = (self._end(end, link.where) for _, end in ends)
            type_ = self._table.from_brat("relation", link.type)
            self._ids[thing] = self.builder.relation(type_, source, target, self._attributes.get(thing))

    def _groups(self) -> None:
        """Groups of Equiv are entities, with what their members refer to; every other group is relations."""
        references: dict[int, list[tuple[str, str]]] = {}
        for one in self._annotations.references:
            target = self._end(one.target, one.where)
            references.setdefault(target, []).append((one.kb_id, one.name))
        for group in self._annotations.groups:
            if group.type == EQUIVALENT:
                members = tuple(self._end(one, group.where) for one in group.members)
                self._entity(members, [found for one in members for found in references.pop(one, [])])
            else:
                self._star(group)
        for span, found in references.items():
            self._entity((span,), found)

    def _entity(self, members: tuple[int, ...], references: list[tuple[str, str]]) -> None:
        kb_id, name = references[0] if references else (None, "")
        if kb_id is not None:
            kb_id = unquoted(kb_id)
        self.builder.entity(name or self.builder.spans[members[0]].text, members, kb_id=kb_id)
        for other, words in dict.fromkeys(references[1:]):
            if other != references[0][0]:
                self.builder.note(members[0], f"refers also to {other} {words}".strip())

    def _star(self, group: Group) -> None:
        type_ = self._table.from_brat("relation", group.type)
        first, *others = (self._end(one, group.where) for one in group.members)
        for other in others:
            self.builder.relation(type_, first, other)

    def _remarks(self) -> None:
        for one in self._annotations.remarks:
            attribute = self._annotations.features.get(one.target)
            thing = attribute.target if attribute is not None else one.target
            thing = self._triggers.get(thing, [thing])[0]
            text = one.text if one.type in (NOTE, FLAG) else f"{one.type}: {one.text}".removesuffix(": ")
            self.builder.note(self._ids.get(thing, self.document.id), text, flag=one.type == FLAG)


def _same(found: str, stated: str) -> bool:
    """Fragments are joined by a space in new files, by nothing in old ones."""
    edges = (found[:1].isspace(), found[-1:].isspace()) == (stated[:1].isspace(), stated[-1:].isspace())
    return edges and "".join(found.split()) == "".join(stated.split())
