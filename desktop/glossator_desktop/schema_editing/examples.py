"""Examples of what a migration changes, as the page shows them: a few words around each, before and after. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from glossator import Project
from glossator.annotation import Event, Fragments, Span
from glossator.schema.migration import ChangePreview
from glossator.schema.migration import Example as Found
from glossator_desktop.page.content import Mark, PageContent
from glossator_desktop.schema_editing.changes import NameChange

AROUND: Final = 34
"""Code points shown on either side."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One example: where it is, and the same words with the old and with the new name. `after` None: it goes."""

    document_id: int
    thing: int
    document: str
    before: PageContent
    after: PageContent | None


def examples_of(project: Project, change: NameChange, preview: ChangePreview) -> list[Shown]:
    """Those of the examples that stand in the text."""
    return [shown for found in preview.examples if (shown := _shown(project, change, found, preview)) is not None]


def _shown(project: Project, change: NameChange, found: Found, preview: ChangePreview) -> Shown | None:
    if found.document_id is None:
        return None
    thing: Span | Event | None = project.span(found.id) or project.event(found.id)
    if thing is None:
        return None
    fragments = thing.fragments if isinstance(thing, Span) else thing.trigger
    if not fragments:
        return None
    document = project.document(found.document_id)
    start = max(0, fragments[0][0] - AROUND)
    words, moved = cut(document.text, fragments, start, fragments[-1][1] + AROUND)
    kind, colour = ("span", None) if isinstance(thing, Span) else ("event", "trigger")
    old = chip_of(thing, change, ())
    new = chip_of(thing, change, change.into[:1] or ("",))
    before = Mark(thing.id, kind, old, moved, chip=old, colour=colour or old)  # type: ignore[arg-type]
    after = Mark(thing.id, kind, new or None, moved, chip=new, colour=colour or new or "filler")  # type: ignore[arg-type]
    gone = bool(preview.deleted)
    title = document.metadata.title or document.name
    page = None if gone else PageContent(words, marks=(after,))
    return Shown(found.document_id, thing.id, title, PageContent(words, marks=(before,)), page)


def cut(text: str, fragments: Fragments, start: int, end: int) -> tuple[str, Fragments]:
    """A stretch of a text on one line, at word edges, and where the fragments are in it."""
    while 0 < start and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    end = min(end, len(text))
    lead, tail = ("… " if start else ""), (" …" if end < len(text) else "")
    words = "".join(" " if character.isspace() else character for character in text[start:end])
    shift = len(lead) - start
    return f"{lead}{words}{tail}", tuple((one + shift, other + shift) for one, other in fragments)


def chip_of(thing: Span | Event, change: NameChange, into: tuple[str, ...]) -> str:
    """What a chip says of a thing: with the old name, or with the one that it becomes ("": none)."""
    kind = change.group.partition(":")[0]
    name = thing.label or "" if isinstance(thing, Span) else thing.type
    old = next((one for one in change.names if one == name), change.names[0])
    now = into[0] if into else old
    if kind in ("entity_types", "event_types"):
        return now
    part = now or "—"
    return f"{name} · {part}"
