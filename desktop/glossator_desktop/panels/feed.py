"""Keeps the panels up with the project: what a step changed is shown a moment later, off the path of the keys."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, QTimer

from glossator import Project
from glossator.annotation import ChangeSet, DocumentSummary, Layer
from glossator_desktop.panels.aside import AsidePanel
from glossator_desktop.panels.cards import Listed, Listing
from glossator_desktop.panels.documents import DocumentsPanel
from glossator_desktop.panels.pace import Pace, progress_sentence
from glossator_desktop.panels.topbar import TopBar
from glossator_desktop.preferences import PaceRecord
from glossator_desktop.session import DocumentSession

DELAY = 90
LONG_DELAY = 400
MANY = 1500
"""How long, in ms, panels wait for more changes before they show any; longer with many annotations to list."""


class Feed(QObject):
    """Shows the project in the documents panel, the right panel and the top bar."""

    def __init__(
        self,
        project: Project,
        *,
        documents: DocumentsPanel,
        aside: AsidePanel,
        topbar: TopBar,
        session: Callable[[], DocumentSession | None],
        current: Callable[[], int | None],
        pace: PaceRecord,
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._project, self._documents, self._aside, self._topbar = project, documents, aside, topbar
        self._session, self._current = session, current
        self.pace = Pace(pace, clock)
        self._summaries: dict[int, DocumentSummary] = {}
        self._touched: set[int] = set()
        self._stale_aside = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.catch_up)

    @property
    def summaries(self) -> list[DocumentSummary]:
        """Every document, as listed."""
        return list(self._summaries.values())

    def start(self) -> None:
        """Show the project as it is now."""
        self._load()
        self.show_aside()

    def hear(self, changes: ChangeSet) -> None:
        """A step was made, or suggestions were written."""
        if changes.step is not None:
            self._topbar.show_saved(datetime.now())
            self.pace.worked()
        if (
            "document" in changes.added
            or "document" in changes.deleted
            or "schema" in changes.kinds
            or changes.everything
        ):
            self._load()
        self._touched.update(changes.touched, changes.documents)
        session = self._session()
        self._stale_aside |= session is not None and (session.id in changes.touched or not changes.touched)
        self._wait()

    def moved(self) -> None:
        """Something else is current: the right panel follows."""
        self._stale_aside = True
        self._wait()

    def _wait(self) -> None:
        session = self._session()
        many = session is not None and MANY <= len(session.spans)
        self._timer.start(LONG_DELAY if many else DELAY)

    def catch_up(self) -> None:
        """Show now what has changed."""
        self._timer.stop()
        self._refresh_touched()
        if self._stale_aside:
            self.show_aside()

    def _load(self) -> None:
        self._touched.clear()
        self._summaries = {summary.id: summary for summary in self._project.document_list()}
        self._show_documents()

    def _refresh_touched(self) -> None:
        touched, self._touched = self._touched & self._summaries.keys(), set()
        for document in touched:
            before, now = self._summaries[document], self._project.document_summary(document)
            self._summaries[document] = now
            self.pace.finished((now.status == "done") - (before.status == "done"))
        if touched:
            self._show_documents()

    def _show_documents(self) -> None:
        summaries = self.summaries
        self._documents.show_documents(summaries, progress_sentence(summaries, self.pace))

    def show_aside(self) -> None:
        """Show the open document's events and spans, and the guideline of what is current."""
        self._stale_aside = False
        session, current = self._session(), self._current()
        schema = self._project.schema
        ready = session is not None and session.complete
        self._aside.show_listing(listing(session, self._project.annotator) if session and ready else None, schema,
                                 current=current)  # fmt: skip
        label, event_type = subject(session, current)
        path = f"entity_types.{label}" if label else f"event_types.{event_type}" if event_type else "conventions"
        rulings = self._project.rulings(path) if self._aside.tab == "guideline" else ()
        self._aside.show_guideline(schema, label=label, event_type=event_type, rulings=rulings)


def listing(session: DocumentSession, annotator: str) -> Listing:
    """What there is to list of a document, without looking at each thing."""
    triggers = sum(bool(event.trigger) for event in session.events.values())
    return Listing(
        (session.id, session.version),
        events=len(session.events),
        spans=len(session.annotations) - triggers,
        layer=lambda listed: layer_of(session, annotator, listed),
    )


def layer_of(session: DocumentSession, annotator: str, listed: Listed) -> Layer:
    """The open document's labelled spans, or its events with what fills their roles, in the order of the text."""
    if listed == "spans":
        spans = tuple(session.spans[item] for item in session.annotations if item in session.spans)
        return _with_links(Layer(session.id, annotator, session.state, spans), session)
    events = sorted(session.events.values(), key=lambda event: (not event.trigger, event.start, event.id))
    fillers = dict.fromkeys(argument.filler for event in events for argument in event.arguments)
    found = tuple(session.spans[item] for item in fillers if item in session.spans)
    return _with_links(Layer(session.id, annotator, session.state, found, tuple(events)), session)


def _with_links(layer: Layer, session: DocumentSession) -> Layer:
    """The layer with what is remarked on its spans and events, and with what links its spans."""
    items = [*(span.id for span in layer.spans), *(event.id for event in layer.events)]
    notes = tuple(replace(note, target=item) for item in items for note in session.notes_on(item))
    entities, relations = session.links.entities, session.links.relations
    known = set(items)
    ends = {relation.target for relation in relations.values()} - known
    far = tuple(session.spans[item] for item in sorted(ends) if item in session.spans)
    return replace(
        layer,
        spans=(*layer.spans, *far),
        notes=notes,
        entities=tuple(entities.values()),
        relations=tuple(relations.values()),
    )


def subject(session: DocumentSession | None, current: int | None) -> tuple[str | None, str | None]:
    """The label and the event type of what is current, one of them or both None."""
    if session is None or current is None:
        return None, None
    if current in session.spans:
        return session.spans[current].label, None
    if current in session.events:
        return None, session.events[current].type
    if current in session.suggestions:
        suggestion = session.suggestions[current]
        return (suggestion.label, None) if suggestion.kind == "span" else (None, suggestion.label)
    return None, None
