"""The desk: one open project, the page in the middle and everything around it. The window puts it up and away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from glossator import Project
from glossator.annotation import ChangeSet
from glossator.text.tokens import tokenize
from glossator_desktop.background import Reader
from glossator_desktop.backing_up import BackingUp, backed_up
from glossator_desktop.binding import PageBinding
from glossator_desktop.concordance_binding import ConcordanceBinding
from glossator_desktop.fonts import sans_stack, serif_stack
from glossator_desktop.history_binding import HistoryBinding
from glossator_desktop.idle import Idle
from glossator_desktop.insight_binding import InsightBinding
from glossator_desktop.inspector_binding import InspectorBinding
from glossator_desktop.keys import key_name
from glossator_desktop.looking_back import LookingBack
from glossator_desktop.page.style import PageTheme
from glossator_desktop.page.view import PageView
from glossator_desktop.panels.aside import AsidePanel
from glossator_desktop.panels.body import Body, Side
from glossator_desktop.panels.commands import FROM_PANELS
from glossator_desktop.panels.documents import DocumentsPanel
from glossator_desktop.panels.documents_model import title_of
from glossator_desktop.panels.empty_project import EmptyProject
from glossator_desktop.panels.feed import Feed
from glossator_desktop.panels.findbar import FindBar
from glossator_desktop.panels.finder import Finder
from glossator_desktop.panels.hintbar import HintBar
from glossator_desktop.panels.lists import KeyWatch
from glossator_desktop.panels.notice import NoticeBar
from glossator_desktop.panels.overlays import Overlays
from glossator_desktop.panels.preference_rows import DENSITY_SAID, stepped
from glossator_desktop.panels.problems_feed import ProblemsFeed
from glossator_desktop.panels.topbar import TopBar
from glossator_desktop.preferences import PaceRecord, Preferences, WindowShape, next_zoom
from glossator_desktop.problems_binding import ProblemsBinding
from glossator_desktop.remembering import MemoryKeeper
from glossator_desktop.suggesting import Suggesting, WorkerState
from glossator_desktop.theme import Theme, page_theme
from glossator_desktop.workspace import Workspace

T = TypeVar("T")

AFTER_PAINT = 60
"""Milliseconds after the project was put up: the suggester starts when the page can be seen."""
EDITING = ("Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+Y")
"""Keys that fields keep for themselves."""


class Desk(QWidget):
    """`shell_asked` carries the id of a shell action that is the window's business; `pressed`: a key for the page."""

    shell_asked = Signal(str)
    said = Signal(str, str)
    pressed = Signal()
    preferences_changed = Signal(object)

    def __init__(
        self,
        project: Project,
        *,
        theme: Theme,
        preferences: Preferences,
        shape: WindowShape,
        pace: PaceRecord,
        suggest: bool = True,
        back_up: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("frame")
        self.project, self.theme, self.preferences = project, theme, preferences
        self._suggest, self._back_up = suggest, back_up
        self.workspace = Workspace(project, self)
        self.topbar, self.notices, self.hintbar = TopBar(), NoticeBar(), HintBar()
        self.documents, self.aside = DocumentsPanel(), AsidePanel()
        self.page = PageView(self._page_theme())
        self.empty = EmptyProject()
        self.middle = QStackedWidget()
        self.middle.addWidget(self.page)
        self.middle.addWidget(self.empty)
        self.body = Body(self.documents, self.middle, self.aside)
        self.findbar = FindBar(self.middle)
        self.overlays = Overlays(self, self.preferences_changed.emit)
        self.suggesting = Suggesting(project, current=self._current_document, parent=self)
        self.memory = MemoryKeeper(project, parent=self)
        self.backing_up = BackingUp(project, parent=self)
        self._lay_out()
        self.feed = Feed(
            project,
            documents=self.documents,
            aside=self.aside,
            topbar=self.topbar,
            session=lambda: self.workspace.session,
            current=lambda: self.workspace.focus.current,
            pace=pace,
            parent=self,
        )
        self.looking_back = LookingBack(self.workspace, self)
        self.history = HistoryBinding(self.aside, self.looking_back, self.notices, titles=self._titles, parent=self)
        self.insight = InsightBinding(
            self.workspace, self.overlays, read=self._read, titles=self._titles, field=lambda: self.aside.details.path,
            focus_page=self.focus_page, parent=self,
        )  # fmt: skip
        self.details = InspectorBinding(
            self.aside.details, self.workspace, chooser=lambda: self.overlays.chooser, go_to=self._go_to_thing,
            parent=self,
        )  # fmt: skip
        self.concordance = ConcordanceBinding(self.workspace, self.overlays, titles=self._titles, parent=self)
        self.idle = Idle(project, self)
        self._readers: set[Reader[Any]] = set()
        self.binding = PageBinding(self.page, self.workspace, theme, self)
        self.problems = ProblemsBinding(self.workspace, read=self._read, parent=self)
        ProblemsFeed(
            self.aside.problems, self.problems, count=self.aside.count_problems, dots=self.page.set_dots, parent=self
        )
        self.finder = Finder(self.findbar, self.workspace, self.page, self.focus_page)
        self._after_paint = QTimer(self)
        self._after_paint.setSingleShot(True)
        self._after_paint.timeout.connect(self._once_seen)
        self._connect()
        self._show_shape(shape)
        self.page.set_zoom(preferences.zoom)
        self.page.set_look(preferences.look)
        self.set_theme(theme)

    # Putting up

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.topbar)
        column.addWidget(self.notices)
        column.addWidget(self.body, 1)
        column.addWidget(self.hintbar)
        for part in (self.topbar, self.hintbar, self.documents, self.aside):
            part.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def _connect(self) -> None:
        workspace = self.workspace
        workspace.opened.connect(self._opened)
        workspace.completed.connect(self.feed.show_aside)
        workspace.changed.connect(self._changed)
        workspace.moved.connect(self._moved)
        workspace.said.connect(self.said)
        workspace.asked.connect(self.overlays.ask)
        workspace.panel.connect(self.open_panel)
        self.page.key_handler = self._press_on_page
        self.page.zoom_asked.connect(self._zoom)
        self.documents.chosen.connect(self._open_and_read)
        self.aside.chosen.connect(self._go_to_thing)
        self.looking_back.ended.connect(self.focus_page)
        self.finder.hinted.connect(self._show_hints)
        for panel in (self.documents, self.aside):
            panel.left_by_escape.connect(self.focus_page)
        self.aside.left_by_escape.connect(self.problems.leave)
        self.notices.left_by_escape.connect(self.focus_page)
        self.notices.orphaned.connect(self.focus_page)
        self.empty.import_asked.connect(lambda: self.shell_asked.emit("shell.import"))
        self.topbar.palette_asked.connect(lambda: self.open_panel("palette"))
        self.topbar.schema.clicked.connect(lambda: self.perform("shell.schema"))
        self.topbar.left_toggled.connect(lambda: self.body.toggle("left"))
        self.topbar.right_toggled.connect(lambda: self.body.toggle("right"))
        self.body.shown_changed.connect(self._panels_shown)
        self.body.orphaned.connect(self.focus_page)
        self.hintbar.keys_asked.connect(lambda: self.open_panel("keys"))
        self.suggesting.told.connect(self._show_worker)
        self.suggesting.said.connect(self.said)
        self.backing_up.said.connect(self.said)
        self.backing_up.made.connect(lambda moment: self.topbar.show_backup(backed_up(moment)))
        self._keys = KeyWatch(self._press_in_panel, self)
        aside = self.aside
        self._keys.watch(
            self.documents.field, self.documents.list, aside.tabs, aside.events.list, aside.spans.list, aside.guideline,
            aside.history.list, aside.problems.list, aside.events.field, aside.details.list, aside.details.editor,
            *self.findbar.stops, self.empty.button, self.topbar.left, self.topbar.right, self.topbar.commands,
            self.hintbar.all_keys, self.notices,
        )  # fmt: skip

    @property
    def _may_suggest(self) -> bool:
        return self._suggest and not self.project.read_only

    @property
    def _may_back_up(self) -> bool:
        return self._back_up and not self.project.read_only

    def _show_shape(self, shape: WindowShape) -> None:
        self.body.set_widths(shape.left, shape.right)
        self.aside.show_tab(shape.tab)

    def start(self) -> None:
        """Show the project where the person left it, and set the suggester to work."""
        self._show_project()
        self._show_worker(self.suggesting.state)
        self.feed.start()
        self.workspace.resume()
        self._show_middle()
        self.focus_page()
        self._after_paint.start(AFTER_PAINT)

    def start_writing(self) -> None:
        """The project can be written from now on: the person sees it, and what works in the background begins."""
        self._show_project()
        self._set_suggesting()
        self._set_backing_up()
        self.workspace.touch()

    def show_whether_in_place(self) -> None:
        """Say at the top whether anything can be saved: the file may have gone, or come back."""
        if self.project.is_in_place:
            self._show_project()
        else:
            self.topbar.show_stuck()

    def _show_project(self) -> None:
        project = self.project
        self.topbar.show_project(
            project.path.name,
            folder=str(project.path.resolve()),
            annotator=project.annotator,
            schema=project.schema.title.partition(":")[0],
            read_only=project.read_only,
        )

    def shut(self) -> None:
        """Remember the place, end the suggester, close the project."""
        self._after_paint.stop()
        self.suggesting.stop()
        self.memory.stop()
        self.backing_up.stop()
        for reader in self._readers:
            reader.blockSignals(True)
            reader.wait()
        self.feed.catch_up()
        self.history.stop()
        self.problems.stop()
        self.concordance.stop()
        self.details.stop()
        self.workspace.close()
        self.project.close()

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        self.theme = theme
        self.page.set_theme(self._page_theme())
        self.binding.set_theme(theme)
        for part in (self.topbar, self.notices, self.hintbar, self.documents, self.aside, self.findbar, self.overlays):
            part.set_theme(theme)
        self.update()

    def set_preferences(self, preferences: Preferences) -> None:
        """Take on what the person chose; the window sees to the theme."""
        before, self.preferences = self.preferences, preferences
        if preferences.zoom != self.page.zoom:
            self.page.set_zoom(preferences.zoom)
        self.page.set_look(preferences.look)
        if preferences.serif != before.serif:
            self.page.set_theme(self._page_theme())
        if preferences.suggest_ahead != before.suggest_ahead:
            self._set_suggesting()
        if preferences.back_up != before.back_up:
            self._set_backing_up()

    def _once_seen(self) -> None:
        """What nobody waits for when a project is opened, and what the first key should not have to wait for."""
        tokenize("ready")
        self._set_suggesting()
        self._set_backing_up()

    def _set_suggesting(self) -> None:
        if self.preferences.suggest_ahead and self._may_suggest:
            self.suggesting.start()
            self.memory.start()
        else:
            self.suggesting.stop()
            self.memory.stop()

    def _set_backing_up(self) -> None:
        if self.preferences.back_up and self._may_back_up:
            self.backing_up.start()
        else:
            self.backing_up.stop()

    def _page_theme(self) -> PageTheme:
        stack = serif_stack(self.preferences.serif)
        return page_theme(self.theme, self.project.schema, serif=stack, sans=sans_stack())

    # What the workspace tells

    def _opened(self, document_id: int) -> None:
        self.documents.show_open(document_id)
        self._show_middle()
        self.finder.forget()
        self.suggesting.look_at(document_id)
        self.memory.look_at(document_id)
        self.feed.show_aside()

    def _changed(self, changes: ChangeSet) -> None:
        self.feed.hear(changes)
        self.backing_up.hear()
        self.idle.stirred(changed=True)
        if "schema" in changes.kinds:
            self.page.set_theme(self._page_theme())
        if self.preferences.suggest_ahead and self._may_suggest:
            self.suggesting.hear(changes)
            self.memory.hear(changes)
        if self.workspace.session is None and self.project.document_ids():
            self.workspace.resume()
            self._show_middle()
            self.focus_page()

    def _moved(self) -> None:
        self._show_hints()
        self.feed.moved()

    def _show_hints(self) -> None:
        self.hintbar.show_hints(self.finder.hints(self.workspace.hints()))

    def _show_middle(self) -> None:
        is_empty = self.workspace.session is None
        self.middle.setCurrentWidget(self.empty if is_empty else self.page)
        if is_empty:
            self.hintbar.show_hints(())

    def _show_worker(self, state: WorkerState) -> None:
        self.hintbar.show_worker(state.sentence, busy=state.busy)
        if state.failed:
            self.topbar.show_model("no suggestions", "warning", tip=state.failed)
        elif state.model:
            self.topbar.show_model(state.model, "none", tip=f"Suggestions come from {state.model}, on this computer.")

    def _current_document(self) -> int:
        return self.workspace.session.id if self.workspace.session is not None else 0

    # Keys

    def _press_on_page(self, event: QKeyEvent) -> bool:
        self.suggesting.note_key()
        self.memory.note_key()
        self.idle.stirred()
        self.pressed.emit()
        if key_name(event) == "Esc" and self.finder.escape():
            return True
        return self.binding.handle_key(event) or self._press_everywhere(key_name(event))

    def _press_in_panel(self, event: QKeyEvent) -> bool:
        name = key_name(event)
        self.suggesting.note_key()
        self.memory.note_key()
        if isinstance(QApplication.focusWidget(), QLineEdit) and (name in EDITING or name == "?"):
            return False
        return self._press_everywhere(name)

    def _press_everywhere(self, name: str) -> bool:
        action = FROM_PANELS.get(name)
        if action is None:
            return self.notices.press(name)
        self.perform(action)
        return True

    def perform(self, action_id: str) -> None:
        """Do an action of either table."""
        if action_id.startswith("shell."):
            self._perform_shell(action_id.removeprefix("shell."))
        elif not self.workspace.perform(action_id):
            self.said.emit("info", "That means nothing here just now.")

    def enabled(self, action_id: str) -> bool:
        """Whether an action would do something now."""
        if action_id in ("shell.import", "shell.knowledge"):
            return not self.project.read_only
        if action_id in ("shell.export", "shell.search"):
            return bool(self.feed.summaries)
        return action_id.startswith("shell.") or self.workspace.enabled(action_id)

    def _perform_shell(self, name: str) -> None:
        if name in ("left", "right"):
            self.body.toggle("left" if name == "left" else "right")
        elif name in ("events", "spans", "problems", "details", "history"):
            self._show_tab(name)
        elif name == "timeline":
            self.insight.open_timeline()
        elif name == "actors":
            self.insight.open_actors()
        elif name == "history_all":
            self._show_history_of_all()
        elif name == "search":
            self.overlays.open_search(self.project, self._go_to_place)
        elif name == "export":
            self._export()
        elif name in ("schema", "decide"):
            from glossator_desktop.schema_editing.opening import open_schema_editor, open_things_to_decide

            open_schema_editor(self) if name == "schema" else open_things_to_decide(self)
        else:
            self.shell_asked.emit(f"shell.{name}")

    # Panels and overlays

    def open_panel(self, name: str) -> None:
        """Open a part by the name that the workspace's `panel` carries."""
        openers: dict[str, Callable[[], object]] = {
            "palette": lambda: self.overlays.open_palette(self.enabled, self.perform),
            "open": lambda: self.overlays.open_switcher(
                self.feed.summaries, self._current_document(), self._open_and_read
            ),
            "keys": self.overlays.open_keys,
            "preferences": lambda: self.overlays.show_preferences(self.preferences),
            "find": self.finder.open,
            "find_next": lambda: self.finder.step(1),
            "find_previous": lambda: self.finder.step(-1),
            "guideline": self.insight.open_guideline,
            "next_panel": lambda: self.cycle(1),
            "previous_panel": lambda: self.cycle(-1),
            "next_problem": lambda: self._step_problem(1),
            "previous_problem": lambda: self._step_problem(-1),
            "density": self._next_density,
            "zoom_in": lambda: self._zoom(1),
            "zoom_out": lambda: self._zoom(-1),
            "zoom_reset": lambda: self._zoom(0),
        }
        openers[name]()

    def _show_tab(self, name: str) -> None:
        """Bring a tab to the front and give it the keyboard; asked for twice, go back to the page."""
        if self.aside.tab == name and self.aside.isAncestorOf(_focused(self)):
            self.focus_page()
            return
        if name == "problems":
            self.problems.catch_up_if_short()
        self.body.show_side("right", True)
        self.aside.show_tab(name)
        self.aside.focus_tab()

    def _show_history_of_all(self) -> None:
        if not self.looking_back.all_documents:
            self.looking_back.switch_scope()
        if not (self.aside.tab == "history" and self.aside.isAncestorOf(_focused(self))):
            self._show_tab("history")

    def _step_problem(self, by: int) -> None:
        self.problems.step(by)
        if not self.aside.problems.list.hasFocus():
            self.focus_page()

    def _titles(self) -> dict[int, str]:
        return {summary.id: title_of(summary) for summary in self.feed.summaries}

    def _panels_shown(self, left: bool, right: bool) -> None:
        self.topbar.left.setChecked(left)
        self.topbar.right.setChecked(right)

    def cycle(self, step: int) -> None:
        """Give the keyboard to the next (+1) or previous (-1) of page, documents, right panel, notices if any."""
        focused = _focused(self)
        stops = (self.middle, self.documents, self.aside, *((self.notices,) if self.notices.has_actions else ()))
        here = next((number for number, part in enumerate(stops) if part.isAncestorOf(focused)), 0)
        there = (here + step) % len(stops)
        if there == 0:
            self.focus_page()
            return
        if stops[there] is self.notices:
            self.notices.take_keyboard()
            return
        side: Side = "left" if there == 1 else "right"
        if not self.body.shows(side):
            self.body.show_side(side, True)
        if side == "left":
            self.documents.focus_list()
        else:
            self.aside.focus_tab()

    def focus_page(self) -> None:
        """Give the keyboard to the page; a panel that was called into a narrow window goes."""
        self.body.dismiss()
        (self.page if self.workspace.session is not None else self.empty).setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_and_read(self, document_id: int) -> None:
        self.workspace.open_document(document_id)
        self.focus_page()

    def _go_to_thing(self, thing: int) -> None:
        self.workspace.select(thing)
        self.focus_page()

    def _go_to_place(self, document_id: int, start: int, end: int) -> None:
        self.workspace.go_to(document_id, start, end)
        self.focus_page()

    def _zoom(self, steps: int) -> None:
        zoom = next_zoom(self.preferences.zoom, steps) if steps else 100
        self.preferences_changed.emit(replace(self.preferences, zoom=zoom))

    def _next_density(self) -> None:
        preferences = stepped(self.preferences, "density", 1, serifs=())
        self.preferences_changed.emit(preferences)
        self.said.emit("info", DENSITY_SAID[preferences.density])

    def _export(self) -> None:
        from glossator_desktop.panels.exporting import ExportFlow, ExportTools

        tools = ExportTools(
            chooser=self.overlays.chooser,
            read=self._read,
            go_to=self._go_to_place,
            say=self.said.emit,
            parent=self,
        )
        self._export_flow = ExportFlow(self.project, tools)
        self._export_flow.start()

    def _read(self, work: Callable[[Project], T], then: Callable[[T], None]) -> None:
        """Work on the project in the background, without changing it; then go on with what came of it."""

        def ended(reader: Reader[T]) -> None:
            self._readers.discard(reader)
            result = self.workspace.run(reader.result)
            reader.deleteLater()
            if result is not None:
                then(result)

        reader = Reader(self.project, work, ended, self)
        self._readers.add(reader)
        reader.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Overlays cover the desk at any size."""
        super().resizeEvent(event)
        self.overlays.fit()
        self.findbar.place()


def _focused(desk: QWidget) -> QWidget:
    return QApplication.focusWidget() or desk
