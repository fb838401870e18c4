"""A practised person: builds a marked event with as few keys as what the builder shows allows, and counts them.

Nothing is known but what is on the screen: the ranked types, what is proposed, the numbered candidates.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from glossator.annotation import Fragment, Fragments
from glossator_desktop.builder.state import Feature, Numbered, next_value, shares_words
from glossator_desktop.modes.choices import Choices
from glossator_desktop.modes.roles_mode import EventRolesMode
from glossator_desktop.modes.type_mode import EventTypeMode
from glossator_desktop.workspace import Workspace
from tests.desktop.workspace.marked import Marked

PAGES = 2
"""So many nines of candidates are looked through before a word is hinted at."""


@dataclass
class Player:
    """Presses keys on a workspace. `keys` are those pressed since the event was begun."""

    workspace: Workspace
    keys: list[str] = field(default_factory=list)

    def build(self, marked: Marked) -> int:
        """Builds the event from its trigger on; returns its id."""
        self.keys.clear()
        self.workspace.go_to_word(marked.trigger)
        self.press("E")
        self._choose_type(marked)
        event = self.mode.event_id
        for role in [row.role.name for row in self.mode.state.rows]:
            self._fill(role, marked.arguments.get(role, ()))
        for name, value in marked.attributes.items():
            self._set(name, value)
        self.press("Enter")
        return event

    def press(self, *keys: str) -> None:
        """Presses keys; each must mean something."""
        for key in keys:
            assert self.workspace.press(key, key.lower() if len(key) == 1 else ""), (key, self.workspace.mode.name)
            self.keys.append(key)

    @property
    def mode(self) -> EventRolesMode:
        """The builder."""
        assert isinstance(self.workspace.mode, EventRolesMode), self.workspace.mode.name
        return self.workspace.mode

    # Type and mode

    def _choose_type(self, marked: Marked) -> None:
        assert isinstance(self.workspace.mode, EventTypeMode)
        wanted = "/".join((marked.type, *marked.modes))
        self.press(*shortest(self.workspace.mode.choices, wanted, (*marked.modes, marked.type)))
        if isinstance(self.workspace.mode, EventTypeMode):
            self.press("Enter")

    # Roles

    def _fill(self, role: str, wanted: tuple[Fragment, ...]) -> None:
        row = next(row for row in self.mode.state.rows if row.role.name == role)
        proposed = [candidate.fragments for candidate in row.proposed]
        if sorted(proposed) == sorted((place,) for place in wanted):
            return
        self._to(role)
        missing = [place for place in wanted if (place,) not in proposed]
        surplus = [place for place in proposed if place not in [(one,) for one in wanted]]
        if surplus and len(surplus) == len(proposed) and not missing:
            self.press("Backspace")
            return
        if surplus and len(wanted) == 1 and missing and self._number(missing[0]):
            self._take_instead(missing[0])
            return
        for fragments in surplus:
            if not any(shares_words(fragments, (place,)) for place in missing):
                self._drop(fragments)
        for place in missing:
            if not self._number(place) and any(fragments[0][0] == place[0] for fragments in surplus):
                self._stretch(place)
            else:
                self._take(place)

    def _to(self, role: str) -> None:
        row = next(row for row in self.mode.state.rows if row.role.name == role)
        if self.mode.state.row.role.name != role:
            self.press(row.role.key)

    def _number(self, place: Fragment) -> Numbered | None:
        return next((e for e in self.mode.state.numbered if e.candidate.fragments == (place,)), None)

    def _take_instead(self, place: Fragment) -> None:
        entry = self._number(place)
        assert entry is not None
        self.press(f"Shift+{entry.digit}")

    def _take(self, place: Fragment) -> None:
        for _ in range(min(PAGES, self.mode.state.pages)):
            entry = self._number(place)
            if entry is not None:
                if not entry.proposed and entry.filler is None:
                    self.press(str(entry.digit))
                return
            self.press("0")
        self._hint(place)

    def _drop(self, fragments: Fragments) -> None:
        state = self.mode.state
        for entry in state.numbered:
            if entry.candidate.fragments == fragments and (entry.proposed or entry.filler is not None):
                self.press(str(entry.digit))

    def _hint(self, place: Fragment) -> None:
        """The first word by its letters, then the right edge word by word."""
        tokens = self.workspace.document.tokens
        first = tokens.at(place[0])
        assert first is not None
        self.press("F")
        overlay = self.workspace.overlay()
        code = next(tag.text for tag in overlay.tags if tag.start == first.start)
        self.press(*code)
        self._stretch(place)

    def _stretch(self, place: Fragment) -> None:
        """Grows the words that are edited while that goes not too far, then moves their right edge."""
        while self._reached() < place[1]:
            before = self._reached()
            self.press("G")
            if self._start() != place[0] or place[1] < self._reached():
                self.press("Shift+G")
                break
            if self._reached() == before:
                break
        while self._reached() < place[1]:
            self.press("Shift+Right")

    def _start(self) -> int:
        filler = self.mode.memory.filler
        return self.workspace.document.fragments(filler)[0][0] if filler is not None else 0

    def _reached(self) -> int:
        filler = self.mode.memory.filler
        return self.workspace.document.fragments(filler)[0][1] if filler is not None else 0

    # Features

    def _set(self, name: str, value: str) -> None:
        for _ in range(6):
            feature: Feature = next(f for f in self.mode.state.features if f.attribute.name == name)
            if feature.value == value:
                return
            assert next_value(feature) is not None
            self.press(feature.attribute.key)
        raise AssertionError(f"{name} does not come to {value}")


def shortest(choices: Choices, wanted: str, words: tuple[str, ...]) -> list[str]:
    """The keys that choose an entry of a list: a digit, or letters of one of these words and a digit or Enter."""
    prefixes = ["", *(word[:size].lower() for word in words for size in range(1, len(word) + 1))]
    found: list[list[str]] = []
    for prefix in prefixes:
        typed = choices
        for letter in prefix:
            if not letter.isalpha():
                break
            typed = typed.type_letter(letter)
        else:
            values = [entry.value for entry in typed.matching[: typed.numbered]]
            if typed.typed == prefix and wanted in values:
                found.append([*(letter.upper() for letter in prefix), str(values.index(wanted) + 1)])
    return min(found, key=len)
