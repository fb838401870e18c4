"""A list to choose from by number, by letters or by arrows: frozen state and pure moves. Labels, types, contexts."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry: `value` for the program, `title` and `detail` for the person. `colour` is a label's name or ""."""

    value: str
    title: str
    detail: str = ""
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """Entries, the letters typed so far, and the marked entry among those that match.

    `numbered` is how many of the matching entries a digit chooses; `ticked` are the values chosen so far where
    several may be (`many`). `ranked` entries come first for being likely: they alone show before anything is typed
    when `brief` is set.
    """

    title: str
    entries: tuple[Choice, ...]
    typed: str = ""
    index: int = 0
    numbered: int = 9
    many: bool = False
    ticked: tuple[str, ...] = ()

    @property
    def matching(self) -> tuple[Choice, ...]:
        """The entries that hold what was typed: those that begin with it first, then those with a word that does."""
        if not self.typed:
            return self.entries
        wanted = self.typed.casefold()
        graded = [(grade, entry) for entry in self.entries if (grade := _grade(entry, wanted)) is not None]
        return tuple(entry for _, entry in sorted(graded, key=lambda pair: pair[0]))

    @property
    def marked(self) -> Choice | None:
        """The entry that Enter takes."""
        found = self.matching
        return found[self.index] if 0 <= self.index < len(found) else None

    @property
    def enter_means(self) -> str:
        """What Enter does now, in one word: where several may be ticked, it is done only once no letters wait."""
        if not self.many:
            return "choose"
        return "tick" if self.typed and self.marked else "done"

    def numbered_entry(self, digit: int) -> Choice | None:
        """The entry that this digit takes, counted from 1."""
        found = self.matching[: self.numbered]
        return found[digit - 1] if 1 <= digit <= len(found) else None

    def type_letter(self, letters: str) -> Choices:
        """With more letters typed; unchanged where nothing would be left."""
        longer = replace(self, typed=self.typed + letters, index=0)
        return longer if longer.matching else self

    def erase(self) -> Choices:
        """With the last letter taken back."""
        return replace(self, typed=self.typed[:-1], index=0)

    def step(self, lines: int) -> Choices:
        """The mark moved up or down, round the ends."""
        count = len(self.matching)
        return replace(self, index=(self.index + lines) % count) if count else self

    def tick(self, value: str) -> Choices:
        """A value ticked, or no longer."""
        if value in self.ticked:
            return replace(self, ticked=tuple(v for v in self.ticked if v != value))
        return replace(self, ticked=(*self.ticked, value))


def _grade(entry: Choice, wanted: str) -> int | None:
    title = entry.title.casefold()
    if title.startswith(wanted):
        return 0
    words = title.replace("_", " ").replace("/", " ").replace("-", " ").split()
    if any(word.startswith(wanted) for word in words):
        return 1
    squeezed = "".join(words)
    return 2 if wanted in squeezed or wanted in title else None
