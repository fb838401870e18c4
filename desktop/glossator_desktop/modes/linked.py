"""What is current as the end of a link, and how the page shows what it is linked with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from glossator.annotation import Fragments, Relation, Span
from glossator_desktop.page.content import Arc, Overlay

if TYPE_CHECKING:
    from glossator import Project
    from glossator_desktop.session import DocumentSession
    from glossator_desktop.workspace import Workspace


@dataclass(frozen=True, slots=True)
class End:
    """One end of a link: a span, a suggestion that is accepted for it, or words that become a free mention.

    `span` stands for it; its id is 0 where there is no span yet.
    """

    span: Span
    suggestion: int | None = None

    def make(self, project: Project) -> int:
        """The span's id; it is made where there is none yet."""
        if self.suggestion is not None:
            return project.accept(self.suggestion)
        return self.span.id or project.add_span(self.span.document_id, label=None, fragments=self.span.fragments)


def end_here(workspace: Workspace) -> End | None:
    """What is current, or the selection, as an end; None for events, hints and nothing."""
    focus, mark = workspace.focus, workspace.current_mark
    if focus.fragments:
        return end_at(workspace.document, focus.fragments)
    if mark is None or mark.kind not in ("span", "suggestion"):
        return None
    return end_of(workspace.document, mark.id)


def end_at(document: DocumentSession, fragments: Fragments) -> End:
    """The span or suggestion with exactly these fragments, else the words themselves."""
    item = document.item_at(fragments)
    end = end_of(document, item) if item is not None else None
    if end is not None:
        return end
    free = next((span for span in document.spans.values() if span.fragments == fragments), None)
    return End(free or _words(document, fragments))


def end_of(document: DocumentSession, item: int) -> End | None:
    """A span or a span suggestion as an end."""
    if item in document.spans:
        return End(document.spans[item])
    suggestion = document.suggestions.get(item)
    if suggestion is None or suggestion.kind != "span":
        return None
    words = _words(document, suggestion.fragments)
    return End(replace(words, label=suggestion.label), suggestion.id)


def with_links(document: DocumentSession, current: int | None, overlay: Overlay) -> Overlay:
    """The overlay with the other mentions of what is current, and with its relations as arcs."""
    links = document.links
    entity = links.entity_of(current)
    others = [document.fragments(span) for span in entity.mentions if span != current] if entity else []
    relation = links.relations.get(current) if current is not None else None
    arcs = [arc for one in ((relation,) if relation else links.relations_of(current)) if (arc := _arc(document, one))]
    if not others and not arcs:
        return overlay
    preview = tuple(part for fragments in others for part in fragments)
    return replace(overlay, preview=(*overlay.preview, *preview), arcs=(*overlay.arcs, *arcs))


def _arc(document: DocumentSession, relation: Relation) -> Arc | None:
    source, target = document.fragments(relation.source), document.fragments(relation.target)
    return Arc(source[0], target[0], relation.type) if source and target else None


def _words(document: DocumentSession, fragments: Fragments) -> Span:
    return Span(0, document.id, "", None, fragments, document.text_at(fragments))
