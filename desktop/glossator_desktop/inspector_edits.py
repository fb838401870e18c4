"""What editing a field of the form does: each a verb of the project, run through the workspace."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from glossator.annotation import ChangeSet, Entity, Event, Fragments
from glossator.schema import Schema
from glossator_desktop.builder.candidates import Candidate, fits
from glossator_desktop.builder.scene import Scene
from glossator_desktop.modes.valuing import sectors_of
from glossator_desktop.panels.inspector_fields import Field
from glossator_desktop.session import DocumentSession
from glossator_desktop.workspace import Workspace

MOST = 400
"""So many candidates for a role are listed, the nearest."""
EMPTY = ""
"""The choice that takes a value away."""


class Edits:
    """Changes to what is current in a workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    @property
    def item(self) -> int:
        """The thing whose fields show."""
        return self._workspace.focus.current or 0

    @property
    def event(self) -> Event | None:
        """The current event, if one is."""
        return self._session.events.get(self.item)

    @property
    def entity(self) -> Entity | None:
        """What the current span mentions, if anything."""
        return self._session.links.entity_of(self.item)

    @property
    def _session(self) -> DocumentSession:
        return self._workspace.document

    @property
    def schema(self) -> Schema:
        """The schema in force."""
        return self._workspace.project.schema

    # Choices

    def choose(self, field: Field, value: str) -> bool:
        """One value for a field; `EMPTY` takes it away where that can be."""
        project, item = self._workspace.project, self.item
        kind, _, name = field.key.partition(":")
        if kind == "type":
            return self._run(lambda: project.convert_event(item, value))
        if kind == "label":
            return self._run(lambda: project.set_label(item, value or None))
        if kind == "relation_type":
            return self._run(lambda: project.set_relation(item, type=value))
        if kind == "flag":
            return self._run(lambda: project.set_flag(item, not self._session.is_flagged(item)))
        if kind == "draft":
            return self._run(lambda: project.finish_event(item))
        if kind in ("attribute", "entity-attribute"):
            target = item if kind == "attribute" else self.entity.id if self.entity else 0
            return self._run(lambda: project.set_attributes(target, {name: value or None}))
        return False

    def ticked(self, field: Field) -> tuple[str, ...]:
        """What a field of several values has now."""
        event, kind = self.event, field.key.partition(":")[0]
        if kind == "modes":
            return event.modes if event else ()
        if kind == "contexts":
            return event.contexts if event else ()
        thing = event or self._session.spans.get(self.item)
        value = thing.attributes.get(field.key.partition(":")[2]) if thing else None
        return value if isinstance(value, tuple) else (value,) if value else ()

    def tick(self, field: Field, value: str) -> bool:
        """One more or one less of several values; they stand in the schema's order."""
        before = self.ticked(field)
        after = [one for one in before if one != value] if value in before else [*before, value]
        order = [name for name, _ in self.values(field)]
        after.sort(key=lambda one: order.index(one) if one in order else len(order))
        project, item = self._workspace.project, self.item
        if field.key == "modes":
            return self._run(lambda: project.set_modes(item, after))
        if field.key == "contexts":
            return self._run(lambda: project.set_contexts(item, after))
        name = field.key.partition(":")[2]
        return self._run(lambda: project.set_attributes(item, {name: tuple(after) or None}))

    def values(self, field: Field) -> Sequence[tuple[str, str]]:
        """What may be chosen for a field, each with what is said of it."""
        schema, kind = self.schema, field.key.partition(":")[0]
        if kind == "type":
            return [(one.name, one.gloss or one.title) for one in schema.enabled_event_types()]
        if kind == "label":
            return [(one.name, one.title) for one in schema.visible_entity_types()]
        if kind == "relation_type":
            return [(one.name, one.title) for one in schema.relation_types]
        if kind == "modes":
            known = schema.event_type(self.event.type) if self.event else None
            return [(one.name, one.title) for one in (known.modes if known else ())]
        if kind == "contexts":
            return [(one.name, one.title) for one in schema.contexts]
        attribute = schema.attribute(field.key.partition(":")[2])
        if attribute is None:
            return []
        return [(value, "usual" if value == attribute.default else "") for value in attribute.values]

    # Words

    def type_in(self, field: Field, text: str) -> bool:
        """Words for a field; none take away what was there."""
        kind, _, name = field.key.partition(":")
        project, item = self._workspace.project, self.item
        if kind == "entity":
            return self._set_entity(name, text)
        if kind == "note":
            return self._note(int(name), text)
        if kind in ("attribute", "entity-attribute"):
            target = item if kind == "attribute" else self.entity.id if self.entity else 0
            return self._run(lambda: project.set_attributes(target, {name: text or None}))
        if kind in ("country", "sectors"):
            role, _, filler = name.rpartition(":")
            if kind == "country":
                return self._run(lambda: project.set_argument(item, role, int(filler), country=text or None))
            return self._run(lambda: project.set_argument(item, role, int(filler), sectors=sectors_of(text) or None))
        if kind == "same":
            return self._run(lambda: project.same_event([item], name=text))
        return False

    def _note(self, note: int, text: str) -> bool:
        project = self._workspace.project
        if note and text:
            return self._run(lambda: project.set_note(note, text))
        if note:
            return self._run(lambda: project.delete(note))
        return not text or self._run(lambda: project.add_note(self.item, text))

    def _set_entity(self, name: str, text: str) -> bool:
        project, entity, span = self._workspace.project, self.entity, self._session.spans.get(self.item)
        if span is None:
            return False
        if name == "name" and not text:
            self._workspace.say("warning", "An entity needs a name.")
            return False
        if entity is None:
            return self._run_as_one(f"what is known of {span.text}", lambda: self._set_value(
                project.link([span.id], name=text if name == "name" else span.text), name, text
            ))  # fmt: skip
        return self._run(lambda: self._set_value(entity.id, name, text))

    def _set_value(self, entity: int, name: str, text: str) -> ChangeSet:
        project = self._workspace.project
        if name == "sectors":
            return project.set_value(entity, sectors=sectors_of(text) or None)
        if name == "country":
            return project.set_value(entity, country=text or None)
        if name == "kb_id":
            return project.set_value(entity, kb_id=text or None)
        return project.set_value(entity, name=text)

    # Taking out

    def remove(self, field: Field) -> bool:
        """Take out a filler, a value, a note, a relation; the event out of its group."""
        project, item = self._workspace.project, self.item
        kind, _, name = field.key.partition(":")
        if kind == "filler":
            role, _, filler = name.rpartition(":")
            return self._run(lambda: project.remove_argument(item, role, int(filler)))
        if kind == "same":
            return self._run(lambda: project.part_event(item))
        if kind in ("note", "relation"):
            return self._run(lambda: project.delete(int(name)))
        if kind == "modes":
            return self._run(lambda: project.set_modes(item, ()))
        if kind == "contexts":
            return self._run(lambda: project.set_contexts(item, ()))
        if kind == "entity" and name == "name":
            self._workspace.say("info", "An entity needs a name; L takes the span out of it.")
            return False
        return self.type_in(field, "")

    # Roles

    def candidates(self, role_name: str) -> list[Candidate]:
        """What may fill a role: the words that are selected, then everything that fits, the nearest first."""
        event, role = self.event, self.schema.role(role_name)
        if event is None:
            return []
        scene = Scene(self._session, event, self.schema, caret=self._workspace.focus.caret)
        there = {place for one in event.fillers(role_name) if (place := self._session.fragments(one))}
        middle = event.start if event.trigger else self._workspace.focus.caret
        pool = [
            one
            for one in scene.pool(everything=True)
            if one.fragments not in there and (role is None or fits(one, role, event.trigger))
        ]
        return sorted(pool, key=lambda one: (abs(one.start - middle), one.start))[:MOST]

    def fill(self, role: str, candidate: Candidate, *, instead_of: int | None = None) -> bool:
        """Fill a role with a candidate, or change one filler for it, as one step."""
        project, item = self._workspace.project, self.item

        def work() -> object:
            if instead_of is not None:
                project.remove_argument(item, role, instead_of)
            filler: int | Fragments = candidate.ref
            if candidate.source == "suggestion":
                filler = project.accept(candidate.ref)
            elif candidate.source in ("phrase", "free"):
                filler = candidate.fragments
            return project.add_argument(item, role, filler)

        return self._run_as_one(f"{'change' if instead_of else 'add'} {role}", work)

    # Running

    def _run(self, verb: Callable[[], object]) -> bool:
        if self._workspace.project.read_only:
            self._workspace.say("error", "This project can only be read here, so nothing can be changed.")
            return False
        return self._workspace.run(verb) is not None

    def _run_as_one(self, title: str, verbs: Callable[[], object]) -> bool:
        if self._workspace.project.read_only:
            return self._run(verbs)
        return self._workspace.run_as_one(title, verbs) is not None
