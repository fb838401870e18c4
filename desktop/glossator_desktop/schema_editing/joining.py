"""Merging and splitting in the editor: asking into what. What becomes of the annotations is asked on saving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossator_desktop.panels.chooser import Choice
from glossator_desktop.schema_editing import editing
from glossator_desktop.schema_editing.draft import LISTED, Draft, Place, name_at, sub_names
from glossator_desktop.schema_editing.fields import what_is_at
from glossator_desktop.schema_editing.options import shown_colours

if TYPE_CHECKING:
    from glossator_desktop.schema_editing.page import SchemaEditor


def ask_merge(editor: SchemaEditor) -> None:
    """Ask for the other one."""
    draft, place = editor.draft, editor.place
    others = siblings(draft, place)
    if not others:
        return
    name, dark = name_at(draft, place), editor.theme.dark
    choices = [
        Choice(str(number), name_at(draft, other), _title(draft, other), colour=_colour(draft, other, dark=dark))
        for number, other in enumerate(others)
    ]

    def merge(chosen: str) -> None:
        editor.went(*editing.merge(draft, place, others[int(chosen)]))
        editor.focus_lists()

    editor.chooser.ask(f"Merge {name} into which {what_is_at(place)}?", choices, merge)


def ask_split(editor: SchemaEditor) -> None:
    """Ask for the names, between commas."""
    draft, place = editor.draft, editor.place
    if place.group not in LISTED or draft.item(place) is None:
        return
    name = name_at(draft, place)
    taken = {name_at(draft, other) for other in siblings(draft, place)}

    def offered(words: str) -> list[Choice]:
        names = split_names(words)
        if not names:
            return []
        clash = [one for one in names if one in taken]
        if clash:
            return [Choice("", f"{clash[0]} is there already; choose another name", enabled=False)]
        if len(names) < 2:
            return [
                Choice("", f"{name} → {names[0]}, and …", "write at least two names, commas between", enabled=False)
            ]
        return [Choice(",".join(names), f"{name} → {', '.join(names)}", "Enter splits it")]

    def split(chosen: str) -> None:
        editor.went(*editing.split(draft, place, chosen.split(",")))
        editor.focus_lists()

    editor.chooser.ask_source(f"Split {name} into: names, commas between", offered, split)


def split_names(words: str) -> list[str]:
    """The names between commas, each once."""
    return list(dict.fromkeys(word.strip() for word in words.split(",") if word.strip()))


def siblings(draft: Draft, place: Place) -> list[Place]:
    """The other places that hold the like of what is at this one."""
    if place.group not in LISTED:
        return []
    if place.sub is None:
        return [other for other in draft.places(place.group) if other.sub is None and other != place]
    item = draft.items[place.group][place.index]
    return [Place(place.group, place.index, sub) for sub in range(len(sub_names(item.thing))) if sub != place.sub]


def _title(draft: Draft, place: Place) -> str:
    title = str(getattr(draft.subject(place), "title", ""))
    return "" if title == name_at(draft, place) else title


def _colour(draft: Draft, place: Place, *, dark: bool) -> str | None:
    colours = shown_colours(pair) if (pair := getattr(draft.subject(place), "colour", None)) is not None else None
    return colours[dark] if colours else None
