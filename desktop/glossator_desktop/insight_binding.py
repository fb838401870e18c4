"""Binds what is known about the whole project to the desk: the guideline with its examples, time, and who with whom.

What has to be looked for in many documents is read in the background, on a connection of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject

from glossator import Project
from glossator.annotation import ChangeSet
from glossator.errors import GlossatorError
from glossator.insight.actors import ActorGraph
from glossator.insight.examples import Example
from glossator.insight.timeline import TimelineEntry, Unit
from glossator_desktop.panels.actor_graph import ActorCard, Shown, shown_of
from glossator_desktop.panels.chart_card import ChartCard
from glossator_desktop.panels.drawing_paint import save_drawing
from glossator_desktop.panels.files import ask_picture
from glossator_desktop.panels.guideline_card import GuidelineCard
from glossator_desktop.panels.guideline_points import doubt_of
from glossator_desktop.panels.overlays import Overlays
from glossator_desktop.panels.timeline_chart import TimelineCard, stacked
from glossator_desktop.panels.timeline_chart_layout import Chart
from glossator_desktop.workspace import Workspace

T = TypeVar("T")


class Read(Protocol):
    """Works on the project in the background, then goes on with what came of it on the window's thread."""

    def __call__(self, work: Callable[[Project], T], then: Callable[[T], None]) -> None: ...


class InsightBinding(QObject):
    """`titles` gives the documents' titles by id; `field` the schema path of a field that is edited beside the page."""

    def __init__(
        self,
        workspace: Workspace,
        overlays: Overlays,
        *,
        read: Read,
        titles: Callable[[], Mapping[int, str]],
        field: Callable[[], str | None],
        focus_page: Callable[[], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._overlays, self._read = workspace, overlays, read
        self._titles, self._field, self._focus_page = titles, field, focus_page
        self._sentences: dict[int, str] = {}
        self._graph = ActorGraph()
        workspace.changed.connect(self._changed)

    # The guideline

    def open_guideline(self) -> None:
        """The guideline of what a person may be in doubt about now; asked for again, back to the page."""
        card = self._guideline
        if card.isVisible():
            card.close_overlay()
            return
        project = self._workspace.project
        doubt = doubt_of(self._workspace, first=self._field())
        card.ask(project.schema, doubt, may_decide=not project.read_only)

    @cached_property
    def _guideline(self) -> GuidelineCard:
        card = self._overlays.guideline
        card.point_shown.connect(self._show_point)
        card.decided.connect(self._decide)
        card.chosen.connect(lambda example: self.go_to(example.document_id, example.thing_id))
        return card

    def _show_point(self, path: str) -> None:
        card = self._guideline
        card.show_rulings(self._workspace.project.rulings(path))
        target = card.doubt.target
        leave_out = () if target is None else (target,)

        def show(found: list[Example]) -> None:
            titles = self._titles()
            card.show_examples(path, found, [titles.get(one.document_id, "") for one in found])

        self._read(lambda project: project.examples(path, leave_out=leave_out), show)

    def _decide(self, path: str, words: str) -> None:
        workspace, doubt = self._workspace, self._guideline.doubt
        made = workspace.run(
            lambda: workspace.project.record_ruling(
                path, words, document_id=doubt.document_id, target=doubt.target, quote=doubt.quote
            )
        )
        if made is not None:
            self._guideline.show_rulings(workspace.project.rulings(path), newest=True)
            workspace.say("info", "The decision is recorded beneath the guideline.")

    def _changed(self, changes: ChangeSet) -> None:
        """Decisions may have come, or gone by undo, while the guideline shows; sentences may have changed."""
        self._sentences.clear()
        if "_guideline" in self.__dict__ and self._guideline.isVisible() and "ruling" in changes.kinds:
            self._guideline.show_rulings(self._workspace.project.rulings(self._guideline.path))

    # Time, and who with whom

    def open_timeline(self) -> None:
        """The events of the project in time."""
        card = self._timeline
        card.open()
        schema = self._workspace.project.schema

        def work(project: Project) -> tuple[list[TimelineEntry], dict[Unit, Chart]]:
            found = project.timeline()
            return found, stacked(found, schema)

        self._read(work, lambda made: card.show_entries(made[0], schema, made[1]))

    @cached_property
    def _timeline(self) -> TimelineCard:
        card = self._overlays.adopt(lambda parent: TimelineCard(parent, self._sentence))
        card.chosen.connect(self.go_to)
        card.save_asked.connect(lambda: self._save(card, "timeline"))
        return card

    def open_actors(self) -> None:
        """Who has to do with whom. Laying out takes its time: it is done in the background too."""
        card, schema = self._actors, self._workspace.project.schema
        card.open()
        most = card.most

        def work(project: Project) -> tuple[Shown, ActorGraph]:
            graph = project.actor_graph()
            return shown_of(graph, most), graph

        def show(found: tuple[Shown, ActorGraph]) -> None:
            self._graph = found[1]
            card.show_graph(*found, schema)

        self._read(work, show)

    def _lay_out(self, most: int) -> None:
        """More or fewer of the same."""
        card, graph, schema = self._actors, self._graph, self._workspace.project.schema
        self._read(lambda _: shown_of(graph, most), lambda shown: card.show_graph(shown, graph, schema))

    @cached_property
    def _actors(self) -> ActorCard:
        card = self._overlays.adopt(lambda parent: ActorCard(parent, self._sentence, self._document_of))
        card.chosen.connect(self.go_to)
        card.more_asked.connect(self._lay_out)
        card.save_asked.connect(lambda: self._save(card, "actors"))
        return card

    def _sentence(self, event: int) -> str:
        """An event in one sentence; nothing for one that has gone meanwhile."""
        if event not in self._sentences:
            try:
                self._sentences[event] = self._workspace.project.summary(event)
            except GlossatorError:
                return ""
        return self._sentences[event]

    def _document_of(self, event: int) -> int:
        found = self._workspace.project.event(event)
        return found.document_id if found else 0

    def _save(self, card: ChartCard, what: str) -> None:
        """Saves what a card shows as a picture."""
        workspace = self._workspace
        stem = workspace.project.path.with_suffix("")
        path = ask_picture(card, stem.with_name(f"{stem.name}-{what}.svg"))
        if path is None:
            return

        def save() -> bool:
            save_drawing(card.drawing(), path)
            return True

        if workspace.run(save):
            workspace.say("info", f"The picture is in {path}.")

    # Going

    def go_to(self, document_id: int, thing: int) -> None:
        """Shows an annotation in its document, and makes it current."""
        workspace = self._workspace
        project = workspace.project
        if not document_id:
            return
        found = project.event(thing) or project.span(thing)
        start = found.start if found else 0
        workspace.go_to(document_id, start, start)
        workspace.load_rest()
        workspace.select(thing)
        self._focus_page()
