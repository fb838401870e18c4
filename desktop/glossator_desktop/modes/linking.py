"""Page mode: linking the current span with others that mention the same entity, and with what is known of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from glossator.annotation import Entity, Fragment, Fragments
from glossator_desktop.modes.choices import Choice, Choices
from glossator_desktop.modes.knowing import candidates_for, told
from glossator_desktop.modes.linked import End, end_at, end_here, end_of
from glossator_desktop.modes.mentions import (
    MOST,
    Same,
    entity_choices,
    entity_detail,
    is_pronoun,
    likeness,
    never,
    parse_word,
    pronoun_choices,
    span_choice,
    span_choices,
    word_choice,
)
from glossator_desktop.modes.pick_mode import PickMode
from glossator_desktop.modes.same_events import open_same_events

if TYPE_CHECKING:
    from glossator.knowledge.base import Candidate
    from glossator_desktop.session import DocumentSession
    from glossator_desktop.workspace import Workspace

NOTHING = "Make a span current, or select words: {key} then {what}."
OUT = "out"
KNOWN = "known:"
MOST_KNOWN = 3
"""Entries of the knowledge base that are offered."""
REACH = 400
"""Code points after a name in which pronouns are offered."""


def open_links(workspace: Workspace) -> None:
    """Asks what the current span is linked with, or which events are the same as the current one."""
    if workspace.focus.current in workspace.document.events:
        open_same_events(workspace)
        return
    end = end_here(workspace)
    if end is None:
        workspace.say("info", NOTHING.format(key="L", what="links them with other mentions"))
        return
    if workspace.project.read_only:
        workspace.say("error", "This project can only be read here, so nothing can be linked.")
        return
    document = workspace.document
    own = document.links.entity_of(end.span.id)
    known = [] if own and own.kb_id else candidates_for(workspace, end.span.text, MOST_KNOWN)
    entries = link_choices(document, end, own, known=known, same=_same(workspace))
    places = {entry.value: place_of(document, entry.value) for entry in entries}
    workspace.enter(
        PickMode(
            workspace,
            Choices("Same entity as", entries, many=True),
            lambda values: _link(workspace, end, own, values, known),
            about=f"“{end.span.text}”" + (f" = {own.name}" if own and own.name != end.span.text else ""),
            places=places,
            found=lambda fragments: pick_at(document, fragments, end),
            anchor=end.span.fragments,
        )
    )


def link_choices(
    document: DocumentSession, end: End, own: Entity | None, *, known: Sequence[Candidate] = (), same: Same = never
) -> tuple[Choice, ...]:
    """Entities, spans that belong to none, suggestions with a like name (linking accepts them), pronouns.

    What the knowledge base says of the name comes after what is called so here. Last comes the way out of the entity
    that it belongs to now.
    """
    links = document.links
    others = [entity for entity in links.entities.values() if not own or entity.id != own.id]
    entities = entity_choices(end.span, others, same, _before(document, end))
    free = [span for span in document.spans.values() if links.entity_of(span.id) is None]
    spans = span_choices(end.span, free, same)
    pending = (document.suggestions[item] for item in document.pending if item != end.suggestion)
    alike = [one for one in pending if likeness(end.span.text, one.text, same) < 2][:MOST]
    suggested = [replace(word_choice(one.text, one.fragments), detail=f"{one.label}, suggested") for one in alike]
    base = _known_choices(known, {entity.kb_id for entity in others})
    near = sum(likeness(end.span.text, one.name, same) < 3 for one in others)
    pronouns = pronoun_choices(
        end.span, document.tokens, (end.span.end, end.span.end + REACH), lambda place: _is_linked(document, place)
    )
    out = [Choice(OUT, f"Take it out of {own.name}", f"{len(own.mentions)} mentions")] if own else []
    return (*entities[:near], *base, *entities[near:], *spans, *suggested, *pronouns, *out)


def _known_choices(known: Sequence[Candidate], here: Collection[str | None]) -> list[Choice]:
    """Entries of the knowledge base that no entity of the document stands for yet."""
    return [Choice(f"{KNOWN}{one.entry.kb_id}", one.entry.name, f"known: {told(one)}")
            for one in known if one.likely and one.entry.kb_id not in here]  # fmt: skip


def _before(document: DocumentSession, end: End) -> Callable[[Entity], int] | None:
    """For a pronoun: how far before it an entity was last mentioned; those only mentioned later come last."""
    if not is_pronoun(end.span.text):
        return None

    def distance(entity: Entity) -> int:
        starts = [place[0][0] for mention in entity.mentions if (place := document.fragments(mention))]
        return min((end.span.start - start for start in starts if start < end.span.start), default=len(document.text))

    return distance


def _is_linked(document: DocumentSession, place: Fragment) -> bool:
    there = end_at(document, (place,))
    return bool(there.span.id) and document.links.entity_of(there.span.id) is not None


def _same(workspace: Workspace) -> Same:
    base = workspace.run(workspace.project.knowledge)
    return base.same if base is not None else never


def place_of(document: DocumentSession, value: str) -> Fragments:
    """Where an entry stands: a span's words, an entity's first mention."""
    kind, _, rest = value.partition(":")
    if kind == "span":
        return document.fragments(int(rest))
    if kind == "word":
        return parse_word(rest)
    entity = document.links.entities.get(int(rest)) if kind == "entity" else None
    return document.fragments(entity.mentions[0]) if entity and entity.mentions else ()


def pick_at(document: DocumentSession, fragments: Fragments, end: End) -> Choice | None:
    """The entry for a place in the text: its span, the entity of that, or the words themselves."""
    there = end_at(document, fragments)
    if there.span.fragments == end.span.fragments:
        return None
    if there.suggestion is not None or not there.span.id:
        return word_choice(there.span.text, there.span.fragments)
    entity = document.links.entity_of(there.span.id)
    if entity and entity is not document.links.entity_of(end.span.id):
        return Choice(f"entity:{entity.id}", entity.name)
    return span_choice(there.span)


def end_for(document: DocumentSession, value: str) -> End | None:
    """The end that an entry stands for; of an entity, one of its mentions."""
    kind, _, rest = value.partition(":")
    if kind == "word":
        return end_at(document, parse_word(rest))
    if kind == "span":
        return end_of(document, int(rest))
    entity = document.links.entities.get(int(rest)) if kind == "entity" else None
    return end_of(document, entity.mentions[0]) if entity and entity.mentions else None


def _link(
    workspace: Workspace, end: End, own: Entity | None, values: tuple[str, ...], known: Sequence[Candidate]
) -> None:
    project, document = workspace.project, workspace.document
    if OUT in values and own:
        take_out(workspace, end.span.id, own)
        return
    others = [other for value in values if (other := end_for(document, value))]
    entry = next((one.entry for one in known if f"{KNOWN}{one.entry.kb_id}" in values), None)

    def work() -> int:
        first = end.make(project)
        number = project.link([first, *(other.make(project) for other in others)], name=entry.name if entry else None)
        if entry:
            project.set_value(number, kb_id=entry.kb_id, country=entry.country or None, sectors=entry.sectors or None)
        return first

    made = workspace.run_as_one(f"link “{end.span.text}”", work)
    if made is not None:
        workspace.select(made)
        entity = document.links.entity_of(made)
        if entity:
            workspace.say("info", f"{entity.name}: {entity_detail(entity)}.")


def take_out(workspace: Workspace, span: int, entity: Entity) -> None:
    """The span no longer mentions the entity; the others, what is known of it and the notes on it stay."""
    project = workspace.project
    rest = [mention for mention in entity.mentions if mention != span]
    notes = workspace.document.notes_on(entity.id)

    def work() -> bool:
        project.delete(entity.id)
        if rest:
            again = project.link(rest, name=entity.name)
            project.set_value(again, kb_id=entity.kb_id, country=entity.country, sectors=entity.sectors)
            for note in notes:
                project.add_note(again, note.text)
        return True

    if workspace.run_as_one(f"take a mention out of {entity.name}", work):
        workspace.say("info", f"It no longer mentions {entity.name}.")
