"""The overlays of a desk, made once and opened by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from glossator import Project
from glossator.annotation import DocumentSummary
from glossator_desktop.actions import Action
from glossator_desktop.panels.chooser import Choice, ChooserCard
from glossator_desktop.panels.commands import ALL_ACTIONS
from glossator_desktop.panels.documents_model import summary_line, title_of
from glossator_desktop.panels.guideline_card import GuidelineCard
from glossator_desktop.panels.key_sections import sections
from glossator_desktop.panels.keysheet import KeySheet
from glossator_desktop.panels.overlay import Overlay
from glossator_desktop.panels.preferences_card import PreferencesCard
from glossator_desktop.preferences import Preferences
from glossator_desktop.question import QuestionCard
from glossator_desktop.questions import Question
from glossator_desktop.theme import Theme

Card = TypeVar("Card", bound=Overlay)

SEARCH_LIMIT = 60


class Overlays:
    """Palette, switcher and export share one chooser; sheet of keys, preferences and questions have their own cards.

    Each is made when it is first opened. `preferences_changed` hears what a person chose.
    """

    def __init__(self, parent: QWidget, preferences_changed: Callable[[Preferences], None]) -> None:
        self._parent = parent
        self._preferences_changed = preferences_changed
        self._theme: Theme | None = None
        self._made: list[Overlay] = []

    @cached_property
    def chooser(self) -> ChooserCard:
        """Asks to choose from a list."""
        return self._take(ChooserCard(self._parent))

    @cached_property
    def keys(self) -> KeySheet:
        """Shows what the keys do."""
        return self._take(KeySheet(self._parent))

    @cached_property
    def preferences(self) -> PreferencesCard:
        """Shows the preferences."""
        card = self._take(PreferencesCard(self._parent))
        card.changed.connect(self._preferences_changed)
        return card

    @cached_property
    def guideline(self) -> GuidelineCard:
        """Shows a guideline with examples and decisions."""
        return self._take(GuidelineCard(self._parent))

    @cached_property
    def question(self) -> QuestionCard:
        """Asks a question that is answered by a key."""
        return self._take(QuestionCard(self._parent))

    def adopt(self, make: Callable[[QWidget], Card]) -> Card:
        """An overlay that somebody else makes, once: it gets the theme and the size of the others."""
        return self._take(make(self._parent))

    def _take(self, overlay: Card) -> Card:
        if self._theme is not None:
            overlay.set_theme(self._theme)
        self._made.append(overlay)
        return overlay

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        self._theme = theme
        for overlay in self._made:
            overlay.set_theme(theme)

    def fit(self) -> None:
        """The window has another size."""
        for overlay in self._made:
            if overlay.isVisible():
                overlay.cover()

    def ask(self, question: Question) -> None:
        """Ask the person."""
        self.question.ask(question)

    def show_preferences(self, preferences: Preferences) -> None:
        """Show what the person chose, to be changed."""
        self.preferences.show_preferences(preferences)

    def open_palette(self, enabled: Callable[[str], bool], perform: Callable[[str], None]) -> None:
        """Every command by name."""
        self.chooser.ask("What would you like to do?", command_choices(ALL_ACTIONS, enabled), perform)

    def open_switcher(
        self, summaries: Iterable[DocumentSummary], current: int, open_document: Callable[[int], None]
    ) -> None:
        """Every document by name."""
        choices = [document_choice(summary) for summary in summaries]
        self.chooser.ask(
            "Open which document?", choices, lambda chosen: open_document(int(chosen)), current=str(current)
        )

    def open_search(self, project: Project, go_to: Callable[[int, int, int], None]) -> None:
        """Words in all documents."""

        def go(chosen: str) -> None:
            document, start, end = (int(part) for part in chosen.split(":"))
            go_to(document, start, end)

        self.chooser.ask_source("Search all documents", lambda words: search_choices(project, words), go)

    def open_keys(self) -> None:
        """What every key does."""
        self.keys.show_keys(sections(ALL_ACTIONS))


def command_choices(actions: Iterable[Action], enabled: Callable[[str], bool]) -> list[Choice]:
    """The listed actions; what can be done now comes first."""
    return [
        Choice(action.id, action.title, action.group, action.keys[:1], enabled=enabled(action.id), also=action.help)
        for action in actions
        if action.listed and action.id != "everywhere.palette"
    ]


def search_choices(project: Project, words: str) -> list[Choice]:
    """The documents that hold all the words, each with the first place in it."""
    if not words.strip():
        return []
    length = len(words.strip())
    return [
        Choice(f"{hit.document_id}:{hit.start}:{hit.start + length}", " ".join(hit.snippet.split()), detail=hit.name)
        for hit in project.search(words, limit=SEARCH_LIMIT)
    ]


def document_choice(summary: DocumentSummary) -> Choice:
    """A document as the switcher lists it."""
    known = summary.metadata
    also = " ".join(part for part in (summary.name, known.source, known.author) if part)
    return Choice(str(summary.id), title_of(summary), summary_line(summary), also=also)
