"""Picking spans and entities to be linked: by number in list and text, by some letters, by a hint code, by a click."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from glossator.annotation import Fragment, Fragments
from glossator_desktop.actions import ModeName
from glossator_desktop.builder.choice_sheet import choice_sheet
from glossator_desktop.builder.sheet import Cell, Line, Sheet, keyed
from glossator_desktop.modes.choices import Choice, Choices
from glossator_desktop.modes.hint_mode import HintMode
from glossator_desktop.modes.mode import KeyHint, Mode
from glossator_desktop.page.content import Overlay, Tag

if TYPE_CHECKING:
    from glossator_desktop.workspace import Workspace

PAGE = 9
"""So many entries have a number at a time."""
NOTHING_ALIKE = "Nothing alike is marked yet: click the words meant, or Shift+F."


class PickMode(Mode):
    """Several may be ticked where `choices.many`; Enter gives them all to `done`, else the one chosen. Esc: nothing.

    Nothing is done where what was ticked from the start still is, and nothing else.

    `places`: where each entry stands, for the numbers in the text. `found` makes an entry of a place in the text,
    or None where that cannot be picked.
    """

    name: ClassVar[ModeName] = "pick"

    def __init__(
        self,
        workspace: Workspace,
        choices: Choices,
        done: Callable[[tuple[str, ...]], None],
        *,
        about: str,
        places: dict[str, Fragments],
        found: Callable[[Fragments], Choice | None],
        anchor: Fragments,
    ) -> None:
        super().__init__(workspace)
        self._all = choices
        self._before = choices.ticked
        self._first = 0
        self._done = done
        self._about = about
        self._places = places
        self._found = found
        self._anchor = anchor
        self.handlers = {
            "pick.digit": self._digit,
            "pick.more": lambda _: self._more(),
            "pick.letter": lambda key: self._show(self._all.type_letter(key.lower())),
            "pick.erase": lambda _: self._show(self._all.erase()),
            "pick.hint": lambda _: self._hint(),
            "pick.up": lambda _: self._step(-1),
            "pick.down": lambda _: self._step(1),
            "pick.toggle": lambda _: self._tick_marked(),
            "pick.take": lambda _: self._take(),
            "pick.cancel": lambda _: workspace.close_mode(self),
        }

    @property
    def choices(self) -> Choices:
        """The nine entries that have numbers now."""
        matching = self._all.matching[self._first : self._first + PAGE]
        return replace(self._all, entries=matching, typed="", index=self._all.index - self._first)

    def press(self, key: str, text: str) -> bool:
        """Characters that are no Latin letters filter too."""
        if super().press(key, text):
            return True
        if text.strip() and text.isprintable():
            self._show(self._all.type_letter(text))
            return True
        return False

    def command(self, command: str) -> bool:
        """A click on an entry picks it."""
        verb, _, value = command.partition(":")
        if verb != "choose":
            return super().command(command)
        self._pick(value)
        return True

    # Clicks on the page

    def mark_clicked(self, item: int) -> bool:
        """A click on a mark picks it."""
        self._pick_place(self.workspace.document.fragments(item))
        return True

    def place_clicked(self, offset: int) -> bool:
        """A click on a word picks it."""
        token = self.workspace.document.tokens.at(offset)
        if token is not None:
            self._pick_place(((token.start, token.end),))
        return True

    def range_selected(self, start: int, end: int) -> bool:
        """Words dragged over are picked."""
        self._pick_place(((start, end),))
        return True

    # What to show

    def hints(self) -> list[KeyHint]:
        """The next keys."""
        tick = [KeyHint(("Space",), "tick")] if self._all.many else []
        more = [KeyHint(("0",), "next nine")] if PAGE < len(self._all.matching) else []
        return [KeyHint(("1–9",), "choose"), *more, KeyHint(("type",), "filter"), KeyHint(("↑↓",), "go"), *tick,
                KeyHint(("Shift+F",), "any word"), KeyHint(("Enter",), self._enter_means),
                KeyHint(("Esc",), "back")]  # fmt: skip

    def overlay(self, overlay: Overlay) -> Overlay:
        """Numbers over the entries, a tint on what is ticked and on the marked one."""
        tags: list[Tag] = []
        shown: list[Fragment] = []
        marked = self.choices.marked
        for number, entry in enumerate(self.choices.entries, 1):
            for start, end in self._places.get(entry.value, ())[:1]:
                tags.append(Tag(start, end, str(number)))
        for value in (*self._all.ticked, *((marked.value,) if marked else ())):
            shown.extend(self._places.get(value, ()))
        return replace(
            overlay, tags=tuple(sorted(tags, key=lambda tag: tag.start)), preview=tuple(dict.fromkeys(shown)), arcs=()
        )

    def sheet(self) -> Sheet:
        """The nine entries that have numbers."""
        typed = self._all.typed
        left = len(self._all.matching) - self._first - PAGE
        more = keyed("0", f"{left} more" if 0 < left else "from the top") if PAGE < len(self._all.matching) else ()
        foot = (*more, *keyed("Shift+F", "any word"))
        about = f"{self._about} · “{typed}”" if typed else self._about
        sheet = choice_sheet(self.choices, about=about, foot=foot)
        if self.choices.entries:
            return sheet
        return replace(sheet, lines=(sheet.lines[0], Line((Cell(NOTHING_ALIKE, "muted"),)), *sheet.lines[1:]))

    def anchor(self) -> Fragments:
        """Under what is linked."""
        return self._anchor

    def keep_clear(self) -> Fragments:
        """What is linked."""
        return self._anchor

    # Keys

    @property
    def _enter_means(self) -> str:
        if not self._all.many:
            return "choose"
        return "done" if self._all.ticked != self._before else "back"

    def _show(self, choices: Choices) -> None:
        self._all, self._first = choices, 0
        self.workspace.touch()

    def _step(self, way: int) -> None:
        self._all = self._all.step(way)
        self._first = self._all.index // PAGE * PAGE
        self.workspace.touch()

    def _more(self) -> None:
        self._first = self._first + PAGE if self._first + PAGE < len(self._all.matching) else 0
        self._all = replace(self._all, index=self._first)
        self.workspace.touch()

    def _digit(self, key: str) -> None:
        entry = self.choices.numbered_entry(int(key)) if key else None
        if entry:
            self._pick(entry.value)

    def _tick_marked(self) -> None:
        if self._all.marked:
            self._pick(self._all.marked.value)

    def _take(self) -> None:
        marked = self._all.marked
        if not self._all.many and marked:
            self._pick(marked.value)
            return
        if self._all.typed and marked and marked.value not in self._all.ticked:
            self._pick(marked.value)
            self._show(replace(self._all, typed="", index=0))
            return
        self.workspace.close_mode(self)
        if self._all.ticked != self._before:
            self._done(self._all.ticked)

    def _pick(self, value: str) -> None:
        if self._all.many:
            self._all = self._all.tick(value)
            self.workspace.touch()
            return
        self.workspace.close_mode(self)
        self._done((value,))

    def _hint(self) -> None:
        self.workspace.enter(HintMode(self.workspace, self._pick_word, purpose="take that word"))

    def _pick_word(self, word: Fragment) -> None:
        self._pick_place((word,))

    def _pick_place(self, fragments: Fragments) -> None:
        entry = self._found(fragments) if fragments else None
        if entry is None:
            return
        if entry.value not in self._places:
            self._places[entry.value] = fragments
        if entry not in self._all.entries:
            self._all = replace(self._all, entries=(entry, *self._all.entries))
        self._pick(entry.value)
