"""What a screen reader is to say: of the item that is current, of a card that came up, of marks that the caret enters.

Pure, without Qt. Short and in the order of what matters: somebody who decides four hundred suggestions hears it each
time. Layer: beside the session and the modes, which it only reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from glossator.annotation import Fragments
from glossator_desktop.builder.sheet import Line, Sheet
from glossator_desktop.modes.mode import KeyHint
from glossator_desktop.modes.order import OrderName, key_of
from glossator_desktop.page.accessible_marks import MarkFacts, Role, state_of
from glossator_desktop.page.content import Mark, Tag
from glossator_desktop.session import DocumentSession

LONGEST: Final = 160
"""Code points of a stretch of text that are said; of a longer one the beginning and the end."""

_KINDS: Final = {
    "suggested": "suggestion {label} {text}",
    "annotated": "{label} {text}, annotated",
    "filler": "free text {text}",
    "trigger": "event {label} {text}",
    "hint": "trigger hint {text}, {label}",
}

_ORDERS: Final[dict[str, OrderName]] = {
    "suggested": "suggestion", "hint": "hint", "filler": "filler", "annotated": "annotation", "trigger": "annotation",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Moment:
    """What a person who sees the window sees at one moment. `inside` are the marks that the caret is in."""

    document: int = 0
    mode: str = ""
    current: int | None = None
    mark: Mark | None = None
    selection: Fragments = ()
    inside: tuple[Mark, ...] = ()
    sheet: Sheet | None = None
    tags: tuple[Tag, ...] = ()


def facts_of(session: DocumentSession, mark: Mark) -> MarkFacts:
    """What there is to know of a mark besides what it shows."""
    suggestion = session.suggestions.get(mark.id)
    roles = tuple(Role(event.type, role) for event, role in session.fills(mark.id))
    return MarkFacts(suggestion.score if suggestion else None, roles, flagged=session.is_flagged(mark.id))


def words_of_change(
    before: Moment, now: Moment, session: DocumentSession, hints: Sequence[KeyHint], *, opened: str
) -> str:
    """What is new, in words; empty where nothing is. `opened` is what to say of a document that was just opened."""
    said = [opened] if before.document != now.document else []
    if now.sheet is not None:
        said.append(sheet_words(before.sheet, now.sheet, tags=now.tags, tags_before=before.tags, text=session.text))
    elif now.mode != before.mode and now.mode != "page":
        said.append(keys_words(hints))
    elif now.current is not None and (now.current, now.mark) != (before.current, before.mark):
        said.append(item_words(session, now.current, now.mark, hints))
    elif now.selection and now.selection != before.selection:
        said.append(f"selected {spoken_text(session.text_at(now.selection))}; {keys_words(hints[:1])}")
    elif now.current is None and not now.selection:
        said.extend(entered_words(session, mark) for mark in now.inside if mark not in before.inside)
    return ". ".join(filter(None, said))


def item_words(session: DocumentSession, item: int, mark: Mark | None, hints: Sequence[KeyHint]) -> str:
    """The current item: what it is, how sure, which of how many, and the first key."""
    if mark is None:
        event = session.events.get(item)
        return f"event {event.type}, without trigger; {keys_words(hints[:1])}" if event else ""
    parts = [mark_words(session, mark), *_position(session, mark)]
    if session.events.get(item) is not None and session.events[item].arguments:
        parts.append(session.summary(item))
    return "; ".join(filter(None, (", ".join(parts), keys_words(hints[:1]))))


def mark_words(session: DocumentSession, mark: Mark) -> str:
    """A mark: its kind, label and text, its score, the roles that it fills."""
    facts = facts_of(session, mark)
    text = spoken_text(session.text_at(mark.fragments))
    parts = [_KINDS[state_of(mark)].format(label=mark.label or "", text=text)]
    event = session.events.get(mark.id)
    if event is not None and event.draft:
        parts.append("draft")
    if facts.score is not None and mark.kind == "suggestion":
        parts.append(f"score {facts.score:.0%}".replace("%", " %"))
    parts.extend(f"{role.role} of {role.event}" for role in facts.roles)
    if facts.flagged:
        parts.append("flagged")
    return ", ".join(parts)


def entered_words(session: DocumentSession, mark: Mark) -> str:
    """A mark that the caret has just come into."""
    return f"in {mark_words(session, mark)}"


def sheet_words(
    before: Sheet | None, now: Sheet, *, tags: Sequence[Tag] = (), tags_before: Sequence[Tag] = (), text: str = ""
) -> str:
    """A card: its name when it comes up, then the current line, or the lines that are different."""
    known = before.lines if before is not None and before.name == now.name else ()
    fresh = [line for line in now.lines if line not in known]
    current = [line for line in fresh if line.current]
    said = [now.name] if before is None or before.name != now.name else []
    said.extend(line_words(line) for line in current or fresh[:2])
    if tuple(tags) != tuple(tags_before):
        said.append(tag_words(tags, text))
    return ". ".join(filter(None, said))


def line_words(line: Line) -> str:
    """A line of a card, its column first."""
    cells = " ".join(cell.text.strip() for cell in (*line.cells, *line.right) if cell.text.strip())
    column = line.column.text.strip() if line.column else ""
    if not column:
        return cells
    return f"{column} {cells}" if line.column and line.column.style == "key" else f"{column}: {cells}"


def tag_words(tags: Iterable[Tag], text: str) -> str:
    """What the digits over the words stand for."""
    return ", ".join(f"{tag.text} {spoken_text(text[tag.start : tag.end])}" for tag in tags if tag.style == "number")


def keys_words(hints: Iterable[KeyHint]) -> str:
    """What the next keys do."""
    return ", ".join(f"{' '.join(hint.keys).replace('–', ' to ')} {hint.text}" for hint in hints)


def spoken_text(text: str) -> str:
    """A stretch of text on one line, not too long to listen to."""
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST else f"{flat[: LONGEST // 2]} … {flat[-LONGEST // 4 :]}"


def opened_words(session: DocumentSession) -> str:
    """A document that was just opened: its title, and what there is to do in it."""
    title = session.document.metadata.title or session.document.name
    if not session.complete:
        return title
    pending = len(session.pending)
    return f"{title}, {pending} suggestion{'' if pending == 1 else 's'} to decide"


def _position(session: DocumentSession, mark: Mark) -> list[str]:
    """Which of how many; nothing while not all of a long document has been loaded."""
    order = session.order(_ORDERS[state_of(mark)])
    if not session.complete or not len(order):
        return []
    return [f"{order.rank(key_of(mark.fragments, mark.id)) + 1} of {len(order)}"]
