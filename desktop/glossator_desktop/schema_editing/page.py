"""The schema editor: groups, things, a form, and the preview; or the schema as text. It covers the desk while open."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from glossator.schema import Schema
from glossator_desktop.accessible_say import say
from glossator_desktop.keys import key_name
from glossator_desktop.panels.chooser import ChooserCard
from glossator_desktop.panels.lists import KeyWatch
from glossator_desktop.question import QuestionCard
from glossator_desktop.questions import Question, nothing
from glossator_desktop.schema_editing import editing
from glossator_desktop.schema_editing.bar import HINTS, WIZARD_HINTS, EditorBar, EditorFoot
from glossator_desktop.schema_editing.controls import ProseControl
from glossator_desktop.schema_editing.draft import LISTED, Draft, Group, Place, begin, name_at
from glossator_desktop.schema_editing.faulting import Located, faults_of
from glossator_desktop.schema_editing.fields import GROUP_TITLES, what_is_at
from glossator_desktop.schema_editing.focusing import next_stop
from glossator_desktop.schema_editing.form import Form
from glossator_desktop.schema_editing.forms import MIDDLING, FormsView
from glossator_desktop.schema_editing.keys import IN_LISTS, KEYS
from glossator_desktop.schema_editing.style import editor_style
from glossator_desktop.schema_editing.text_tab import TextTab
from glossator_desktop.schema_editing.things import group_rows, thing_rows
from glossator_desktop.schema_editing.trail import Moment, Trail
from glossator_desktop.schema_editing.wizard import Wizard
from glossator_desktop.theme import Theme, load_theme

if TYPE_CHECKING:
    from glossator_desktop.schema_editing.wizard_flow import WizardFlow

IN_TEXT = frozenset({"save", "text", "import", "export", "next_fault", "next_part", "previous_part", "close"})
"""What the text answers to; it keeps all other keys."""
IN_WIZARD = frozenset({"save", "next_fault", "next_part", "previous_part", "close"})


class SchemaEditor(QWidget):
    """Edits a schema. What it asks for, others do: `saving` writes to the project, `taking` knows files.

    `thing_asked` carries a document and a thing in it that the person wants to see.
    """

    save_asked = Signal()
    import_asked = Signal()
    export_asked = Signal()
    thing_asked = Signal(int, int)
    closed = Signal()
    saving: object = None
    taking: object = None

    def __init__(self, schema: Schema, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("schema-editor")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Schema editor")
        self.theme = theme
        self.trail = Trail(Moment(begin(schema), Place("entity_types")))
        self.faults: list[Located] = []
        self._last: dict[Group, Place] = {}
        self.forms = forms = FormsView()
        self.groups, self.things, self.tools = forms.groups, forms.things, forms.tools
        self.form, self.preview = forms.form, forms.preview
        self.text, self.wizard = TextTab(), Wizard()
        self._flow: WizardFlow | None = None
        self.bar, self.foot = EditorBar(), EditorFoot()
        self.stack = QStackedWidget()
        for part in (forms, self.text, self.wizard):
            self.stack.addWidget(part)
        self.chooser, self.question = ChooserCard(self), QuestionCard(self)
        self._lay_out()
        self._watch = KeyWatch(self._press, self)
        self._connect()
        self.set_theme(theme)
        self.show_all()

    # Putting up

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.stack, 1)
        column.addWidget(self.foot)

    def _connect(self) -> None:
        self.groups.went.connect(self._go_to_group)
        self.things.went.connect(self.go)
        self.form.edited.connect(self._edit)
        self.form.refused.connect(self._show_faults)
        self.text.edited.connect(self._take_text)
        self.text.checked.connect(lambda _: self._show_faults())
        for part in (self.bar, self.foot, self.tools):
            part.asked.connect(self.perform)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)
        host = self.parentWidget()
        if host is not None:
            host.installEventFilter(self)

    def open(self) -> None:
        """Cover the window and take the keyboard."""
        self._cover()
        self.show()
        self.raise_()
        self.focus_lists()

    def set_theme(self, theme: Theme) -> None:
        """Take on a theme."""
        self.theme = theme
        self.groups.delegate.theme = self.things.delegate.theme = theme
        for part in (self.form, self.preview, self.text, self.wizard, self.foot, self.chooser, self.question):
            part.set_theme(theme)
        self.setStyleSheet(editor_style(theme))

    # What is edited

    @property
    def draft(self) -> Draft:
        """The schema as it stands."""
        return self.trail.now.draft

    @property
    def place(self) -> Place:
        """Where the person is."""
        return self.trail.now.place

    @property
    def is_text(self) -> bool:
        """Whether the text is shown."""
        return self.stack.currentWidget() is self.text

    @property
    def problem_count(self) -> int:
        """How much has to be mended before this can be saved."""
        if self.is_text:
            return len(self.text.problems)
        return len(self.faults) + len(self.form.refusals)

    # The wizard

    def begin_wizard(self, flow: WizardFlow) -> None:
        """Show the wizard; what is answered in it goes to `flow`."""
        self._flow = flow
        self.wizard.went.connect(flow.go_to)
        self.wizard.answered.connect(flow.answer)
        self.stack.setCurrentWidget(self.wizard)
        self.wizard.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def end_wizard(self) -> None:
        """Back to the forms; what was answered is forgotten."""
        if self._flow is not None:
            self.wizard.went.disconnect()
            self.wizard.answered.disconnect()
        self._flow = None
        self.stack.setCurrentWidget(self.forms)
        self.show_all()
        self.focus_lists()

    @property
    def is_wizard(self) -> bool:
        """Whether the wizard is shown."""
        return self._flow is not None

    def show_thing(self, document: int, thing: int) -> None:
        """Leave for a thing in a document."""
        self.leave()
        self.thing_asked.emit(document, thing)

    def show_wizard_state(self, open_: int) -> None:
        """Say how many answers are missing."""
        self.foot.show_faults(open_, answers=True)
        self.foot.hints.show_hints(WIZARD_HINTS)
        self.bar.show_wizard(ready=not open_)

    # Edits

    def went(self, draft: Draft, place: Place | None = None, *, run: object = None) -> None:
        """After an edit."""
        self.trail = self.trail.went(Moment(draft, place or self.place), run=run)
        self.show_all()

    def begin_anew(self, schema: Schema) -> None:
        """From a schema that is in force now."""
        self.trail = Trail(Moment(begin(schema), self.place))
        self.show_all()

    def go(self, place: Place) -> None:
        """Show what is at another place."""
        self.trail = self.trail.at(place)
        self._last[place.group] = place
        self.show_all()

    def _go_to_group(self, place: Place) -> None:
        before = self._last.get(place.group, place)
        self.go(before if self.draft.subject(before) is not None else place)

    def show_all(self) -> None:
        """Show the draft everywhere."""
        draft, place = self.draft, self.place
        self.faults = faults_of(draft)
        self.groups.show_rows(group_rows(draft, self.faults), Place(place.group))
        rows = thing_rows(draft, place.group, self.faults, opened=place.index)
        self.things.setAccessibleName(GROUP_TITLES[place.group])
        self.things.show_rows(rows, place)
        self._arrange(lists=self.forms.lists_shown)
        self.tools.show_place(place, empty=not rows)
        self.form.show_place(draft, place)
        self.preview.show_place(draft, place)
        self._show_faults()

    def _show_faults(self) -> None:
        self.form.show_faults(self.faults)
        count = self.problem_count
        self.foot.show_faults(count)
        self.foot.hints.show_hints(() if self.is_text else HINTS)
        changed = self.draft.is_changed or (self.is_text and bool(self.text.problems))
        saveable = self.draft.is_changed and not count
        self.bar.show_state(self.draft.head.title, changed=changed, saveable=saveable, as_text=self.is_text)

    # What a person does

    def perform(self, action: str) -> None:
        """Do one of the editor's actions, by the second part of its id."""
        handlers: dict[str, Callable[[], object]] = {
            "save": self._save,
            "add": lambda: self._make(editing.add),
            "add_part": lambda: self._make(editing.add_sub),
            "duplicate": lambda: self._make(editing.duplicate),
            "delete": lambda: self._make(editing.delete, named=False),
            "up": lambda: self._make(lambda draft, place: editing.move(draft, place, -1), named=False),
            "down": lambda: self._make(lambda draft, place: editing.move(draft, place, 1), named=False),
            "merge": self._merge,
            "split": self._split,
            "example": lambda: self._begin_line("✓"),
            "counterexample": lambda: self._begin_line("✗"),
            "undo": lambda: self._turn(self.trail.undone()),
            "redo": lambda: self._turn(self.trail.redone()),
            "text": self._other_view,
            "next_fault": self._next_fault,
            "import": self.import_asked.emit,
            "export": self.export_asked.emit,
            "next_part": lambda: self._next_part(1),
            "previous_part": lambda: self._next_part(-1),
            "close": self._back,
        }
        handlers[action]()

    def _edit(self, field: str, value: Any) -> None:
        parts = _parts(field, value)
        draft = self.draft
        for name, part in parts.items():
            draft = editing.set_field(draft, self.place, name, part)
        self.went(draft, run=(self.place, field))

    def _make(self, edit: Callable[[Draft, Place], tuple[Draft, Place]], *, named: bool = True) -> None:
        if self.place.group not in LISTED:
            return
        draft, place = edit(self.draft, self.place)
        if draft is self.draft:
            return
        self.trail = self.trail.at(self.place)
        self._last[place.group] = place
        self.went(draft, place)
        if named:
            self.focus_form("name")
            _select_all(self.form)
        say(self.things, f"{what_is_at(place)} {name_at(draft, place)}")

    def _turn(self, trail: Trail) -> None:
        if trail is not self.trail:
            self.trail = trail
            self.show_all()

    def _take_text(self, draft: Draft) -> None:
        place = self.place if draft.subject(self.place) is not None else Place(self.place.group)
        self.went(draft, place, run="text")

    def _begin_line(self, sign: str) -> None:
        row = self.form.rows.get("guideline")
        if row is not None and isinstance(row.control, ProseControl):
            self.focus_form("guideline")
            row.control.begin_line(sign)

    def _merge(self) -> None:
        from glossator_desktop.schema_editing.joining import ask_merge

        ask_merge(self)

    def _split(self) -> None:
        from glossator_desktop.schema_editing.joining import ask_split

        ask_split(self)

    def _save(self) -> None:
        if self._flow is not None:
            self._flow.go()
            return
        if self.is_text:
            self.text.check()
        if self.problem_count:
            self._next_fault()
        elif self.draft.is_changed:
            self.save_asked.emit()

    def _other_view(self) -> None:
        if self.is_text:
            self.text.check()
            self.stack.setCurrentWidget(self.forms)
            self.show_all()
            self.focus_lists()
        else:
            self.stack.setCurrentWidget(self.text)
            self.text.show_draft(self.draft)
            self.text.text.setFocus(Qt.FocusReason.OtherFocusReason)
            self._show_faults()

    def _next_fault(self) -> None:
        if self._flow is not None:
            self._flow.next_open()
            return
        if self.is_text:
            if self.text.problems:
                self.text.text.go_to_line(self.text.problems[0].line)
                self.text.text.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if self.form.refusals:
            self.focus_form(self.form.refusals[0][0])
        elif self.faults:
            fault = self.faults[(self._fault_here() + 1) % len(self.faults)]
            self.go(fault.place)
            self.focus_form(fault.field)

    def _fault_here(self) -> int:
        """The fault whose field has the keyboard; -1 for none."""
        focused = QApplication.focusWidget()
        here = next((name for name, row in self.form.rows.items() if row.control.stop is focused), None)
        at = [number for number, one in enumerate(self.faults) if one.place == self.place and one.field == here]
        return at[0] if at else -1

    def _back(self) -> None:
        if self._flow is not None:
            self.end_wizard()
            return
        focused = QApplication.focusWidget()
        if not self.is_text and focused is not None and self.form.isAncestorOf(focused):
            self.focus_lists()
            return
        self.ask_to_close()

    def ask_to_close(self) -> None:
        """Go, unless something is not saved yet and the person wants to keep it."""
        if not self.draft.is_changed and not (self.is_text and self.text.problems):
            self.leave()
            return
        self.question.ask(
            Question(
                "The schema is not saved.",
                "What you have changed goes if you leave now.",
                (("S", "save it", self._save), ("X", "throw it away", self.leave), ("Esc", "go on editing", nothing)),
            )
        )

    def leave(self) -> None:
        """Give the window back."""
        self.hide()
        self.closed.emit()
        self.deleteLater()

    # Keys

    def _press(self, event: QKeyEvent) -> bool:
        """The keys of the editor, before the field that has the keyboard sees them."""
        name = key_name(event)
        action = KEYS.get(name)
        focused = QApplication.focusWidget()
        if action is None:
            return self._press_in_list(name, focused)
        if action in IN_LISTS and focused is not self.things:
            return False
        if self._flow is not None and action not in IN_WIZARD:
            return True
        if self.is_text and action not in IN_TEXT:
            return False
        self.perform(action)
        return True

    def focus_form(self, field: str = "") -> None:
        """Give a field the keyboard."""
        self._arrange(lists=False)
        self.form.focus_field(field)

    def focus_lists(self, part: QWidget | None = None) -> None:
        """Give a list the keyboard: by default that of the things."""
        self._arrange(lists=True)
        first = self.things if self.place.group in LISTED else self.groups
        (part or first).setFocus(Qt.FocusReason.OtherFocusReason)

    def _press_in_list(self, name: str, focused: QWidget | None) -> bool:
        """Right and Enter lead on, Left back."""
        if focused is self.groups and name in ("Right", "Enter"):
            self.focus_lists(self.things) if self.place.group in LISTED else self.focus_form()
            return True
        if focused is self.things and name in ("Right", "Enter"):
            self.focus_form()
            return True
        if focused is self.wizard.list and name in ("Right", "Enter") and self.wizard.offers.isVisible():
            self.wizard.offers.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if focused is self.wizard.offers and name in ("Left", "Space"):
            self.wizard.press_offer(name)
            return True
        if focused is self.things and name == "Left":
            self.focus_lists(self.groups)
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """No key reaches the desk below."""
        self._press(event)
        event.accept()

    def _next_part(self, step: int) -> None:
        parts = [*self._parts(), self.bar]
        focused = QApplication.focusWidget()
        here = next(
            (n for n, part in enumerate(parts) if focused and (part is focused or part.isAncestorOf(focused))), 0
        )
        there = parts[(here + step) % len(parts)]
        if there is self.form:
            self.focus_form()
        elif there is self.bar or self.is_text or self._flow is not None:
            (self.bar.text if there is self.bar else there).setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.focus_lists(there)

    def _parts(self) -> list[QWidget]:
        """What F6 goes round, the bar aside."""
        if self._flow is not None:
            return [self.wizard.list, *([self.wizard.offers] if self.wizard.offers.isVisible() else [])]
        if self.is_text:
            return [self.text.text]
        return [self.groups, *([self.things] if self.place.group in LISTED else []), self.form]

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays inside: lists, fields, commands."""
        found = next_stop(
            (self.groups, self.things, self.form, self.text, self.wizard, self.foot, self.bar), forward=forward
        )
        if found is not None:
            found.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
        return True

    def _focus_moved(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is None or not self.isAncestorOf(now) or self.chooser.isAncestorOf(now):
            return
        if self.question.isAncestorOf(now):
            return
        self._watch.watch(now)
        if self.form.isAncestorOf(now):
            self.form.ensureWidgetVisible(now, 0, 40)

    # Size and theme

    def _cover(self) -> None:
        host = self.parentWidget()
        if host is not None:
            self.setGeometry(host.rect())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """As large as the desk at any size."""
        if event.type() == QEvent.Type.Resize and watched is self.parentWidget():
            self._cover()
        return False

    def changeEvent(self, event: QEvent) -> None:
        """The window may change to the other theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            dark = QApplication.palette().color(QPalette.ColorRole.Window).lightness() < 128
            if dark != self.theme.dark:
                self.set_theme(load_theme("dark" if dark else "light"))
                self.show_all()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other where there is room."""
        super().resizeEvent(event)
        self._arrange(lists=self.forms.lists_shown)
        for overlay in (self.chooser, self.question):
            if overlay.isVisible():
                overlay.cover()

    def _arrange(self, *, lists: bool) -> None:
        self.forms.arrange(self.width(), self.place, lists=lists)
        self.wizard.set_narrow(self.width() < MIDDLING)


def _parts(field: str, value: Any) -> dict[str, Any]:
    """The fields of the schema that an answer in the form stands for."""
    if isinstance(value, dict):
        return value
    if field == "targets":
        return {"applies_to": value[0] if value else "event", "also": tuple(value[1:])}
    return {field: value}


def _select_all(form: Form) -> None:
    row = form.rows.get("name")
    stop = row.control.stop if row is not None else None
    select = getattr(stop, "selectAll", None)
    if select is not None:
        select()
