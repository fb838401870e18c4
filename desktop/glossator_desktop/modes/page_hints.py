"""What the hint bar says in page mode, by what is current: pure."""

from __future__ import annotations

from glossator_desktop.modes.focus import Focus
from glossator_desktop.modes.mode import KeyHint
from glossator_desktop.page.content import MarkKind

_EDGES = KeyHint(("Shift+→", "Alt+←"), "edges")
_GROW = KeyHint(("G",), "grow")
_UNDO = KeyHint(("Ctrl+Z",), "undo")


def page_hints(focus: Focus, kind: MarkKind | None, pending: int) -> list[KeyHint]:
    """The keys that matter now, the likeliest first."""
    if focus.held:
        return _joining(focus)
    if focus.also:
        return [KeyHint(("Space",), f"accept {len(focus.also) + 1}"), KeyHint(("1–9",), "label all"),
                KeyHint(("X",), "reject all"), KeyHint(("Ctrl+A",), "all pending"),
                KeyHint(("Esc",), "drop")]  # fmt: skip
    if focus.stacking:
        return [KeyHint(("1–9",), "second label"), KeyHint(("0",), "by name"), KeyHint(("Esc",), "leave it")]
    if focus.selection:
        return [KeyHint(("1–9",), "label"), KeyHint(("0",), "by name"), KeyHint(("E",), "event"), _EDGES, _GROW,
                KeyHint(("A",), "all occurrences"), KeyHint(("W",), "further part"),
                KeyHint(("Esc",), "drop")]  # fmt: skip
    if kind == "suggestion":
        return [KeyHint(("Space",), "accept"), KeyHint(("1–9",), "relabel"), KeyHint(("X",), "reject"), _EDGES, _GROW,
                KeyHint(("A",), "all occurrences"), KeyHint(("Tab",), "next")]  # fmt: skip
    if kind == "hint":
        return [KeyHint(("Space",), "event of the first type"), KeyHint(("E",), "choose the type"),
                KeyHint(("X",), "no event"), KeyHint(("T",), "next hint")]  # fmt: skip
    if kind == "event":
        return [KeyHint(("Enter",), "edit"), KeyHint(("X",), "delete"), _EDGES, KeyHint(("W",), "further part"),
                KeyHint(("L",), "same event"), KeyHint(("C",), "contexts"), KeyHint(("Q",), "note"),
                KeyHint(("N",), "next"), _UNDO]  # fmt: skip
    if kind == "span":
        return [KeyHint(("1–9",), "relabel"), KeyHint(("X",), "delete"), _EDGES, _GROW, KeyHint(("D",), "second label"),
                KeyHint(("A",), "all occurrences"), KeyHint(("L",), "link"), KeyHint(("V",), "value"),
                KeyHint(("Q",), "note"), KeyHint(("E",), "event"), KeyHint(("N",), "next")]  # fmt: skip
    first = [KeyHint(("Tab",), "next suggestion")] if pending else [KeyHint(("Ctrl+Enter",), "done, next document")]
    return [*first, KeyHint(("T",), "next trigger"), KeyHint(("N",), "next annotation"),
            KeyHint(("Shift+→",), "select"), KeyHint(("F",), "go to a word"), KeyHint(("E",), "event here"),
            _UNDO]  # fmt: skip


def reading_hints(pending: int) -> list[KeyHint]:
    """The keys of a project that cannot be written now: those that only go somewhere."""
    first = [KeyHint(("Tab",), "next suggestion")] if pending else []
    return [*first, KeyHint(("N",), "next annotation"), KeyHint(("T",), "next trigger"),
            KeyHint(("F",), "go to a word"), KeyHint(("/",), "find"),
            KeyHint(("Ctrl+PgDn",), "next document")]  # fmt: skip


def placeless_hints() -> list[KeyHint]:
    """The keys for an event that no word of the text stands for: there are no edges to move."""
    return [KeyHint(("Enter",), "edit"), KeyHint(("X",), "delete"), KeyHint(("C",), "contexts"),
            KeyHint(("Esc",), "drop"), _UNDO]  # fmt: skip


def relation_hints() -> list[KeyHint]:
    """The keys for a relation."""
    return [KeyHint(("R",), "change it"), KeyHint(("X",), "delete the relation"), KeyHint(("Q",), "note"),
            KeyHint(("Esc",), "drop"), _UNDO]  # fmt: skip


def _joining(focus: Focus) -> list[KeyHint]:
    if not focus.selection:
        return [KeyHint(("Shift+→",), "select the further part"), KeyHint(("F",), "go to a word"),
                KeyHint(("Esc",), "leave it")]  # fmt: skip
    if focus.target is None:
        return [KeyHint(("1–9",), "label both"), KeyHint(("E",), "event of both"), _EDGES, KeyHint(("W",), "one more"),
                KeyHint(("Esc",), "leave it")]  # fmt: skip
    return [KeyHint(("Enter",), "add this part"), _EDGES, KeyHint(("W",), "one more"), KeyHint(("Esc",), "leave it")]
