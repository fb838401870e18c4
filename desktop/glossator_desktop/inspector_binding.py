"""Binds the form of what is current to the workspace: fields go one way, edits the other."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from glossator.annotation import ChangeSet
from glossator.schema.roles import EVENT, FREE
from glossator_desktop.inspector_edits import EMPTY, Edits
from glossator_desktop.panels.chooser import Choice, ChooserCard
from glossator_desktop.panels.inspector import InspectorPanel
from glossator_desktop.panels.inspector_fields import NOTHING, Field, fields_of
from glossator_desktop.workspace import Workspace

DELAY = 60
"""Milliseconds that the form waits for more changes before it shows any."""
KINDS = {EVENT: "event", FREE: "words"}
HINTS = {
    "entity:kb_id": "such as Q1065",
    "entity:country": "such as PRK",
    "entity:sectors": "in their order, with commas: GOV, MIL",
}


class InspectorBinding(QObject):
    """`go_to` shows another annotation on the page; `chooser` asks to choose from a list."""

    def __init__(
        self,
        panel: InspectorPanel,
        workspace: Workspace,
        *,
        chooser: Callable[[], ChooserCard],
        go_to: Callable[[int], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._panel, self._workspace, self._chooser, self._go_to = panel, workspace, chooser, go_to
        self.edits = Edits(workspace)
        self._shown: int | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(DELAY)
        self._later.timeout.connect(self.show_fields)
        workspace.moved.connect(self._stirred)
        workspace.changed.connect(self._changed)
        panel.seen.connect(self.show_fields)
        panel.edited.connect(self._edit)
        panel.removed.connect(self.edits.remove)
        panel.typed.connect(self._typed)

    def stop(self) -> None:
        """The project is being closed: nothing is read any more."""
        self._later.stop()
        self._workspace.moved.disconnect(self._stirred)
        self._workspace.changed.disconnect(self._changed)

    # Showing

    def _stirred(self) -> None:
        if self._panel.isVisible():
            self._later.start()

    def _changed(self, _: ChangeSet) -> None:
        self._stirred()

    def show_fields(self) -> None:
        """Show the fields of what is current now."""
        self._later.stop()
        workspace = self._workspace
        session, item = workspace.session, workspace.focus.current
        schema = workspace.project.schema
        if session is None:
            self._panel.show_fields((), schema)
            return
        same = workspace.project.same_event_of(item) if item is not None and item in session.events else None
        fields = fields_of(session, schema, item, same)
        self._panel.show_fields(fields, schema, afresh=item != self._shown)
        self._shown = item

    # Editing

    def _edit(self, field: Field) -> None:
        if field.how == "go":
            self._go_to(field.thing)
        elif field.key in ("flag", "draft"):
            self._done(self.edits.choose(field, EMPTY))
        elif field.how == "choice":
            self._ask_one(field)
        elif field.how == "many":
            self._ask_many(field)
        elif field.how == "text":
            value = "" if field.empty or field.value == NOTHING else field.value
            if field.key == "entity:name" and not value:
                # A name that nothing else has given yet is likely the words themselves.
                value = self._panel.model.rows[0].value
            self._panel.type_in(field, value, hint=HINTS.get(field.key, ""))
        elif field.how == "menu":
            self._open_menu(field)

    def _typed(self, field: Field, text: str) -> None:
        if text != ("" if field.empty else field.value):
            self._done(self.edits.type_in(field, text))

    def _done(self, done: bool) -> None:
        if done:
            self.show_fields()

    def _ask_one(self, field: Field) -> None:
        choices = [Choice(name, name, detail) for name, detail in self.edits.values(field)]
        if field.removable and field.key.startswith(("attribute", "entity-attribute")):
            choices.append(Choice(EMPTY, "Say nothing of it", "takes the value away"))
        self._chooser().ask(
            field.title, choices, lambda value: self._done(self.edits.choose(field, value)), current=field.value
        )

    def _ask_many(self, field: Field, current: str | None = None) -> None:
        ticked = self.edits.ticked(field)
        choices = [
            Choice(name, f"✓ {name}" if name in ticked else name, detail, also=name)
            for name, detail in self.edits.values(field)
        ]

        def tick(name: str) -> None:
            self._done(self.edits.tick(field, name))
            self._ask_many(field, name)

        self._chooser().ask(f"{field.title}: Enter ticks, Esc is done", choices, tick, current=current)

    def _open_menu(self, field: Field) -> None:
        kind, _, name = field.key.partition(":")
        if kind == "add":
            self._ask_filler(name)
        elif kind == "same":
            self._open_same(field)
        else:
            self._open_filler(field)

    def _open_filler(self, field: Field) -> None:
        role, _, filler = field.key.removeprefix("filler:").rpartition(":")
        known = self.edits.schema.role(role)
        title = (known.title if known else role).lower()
        event = self.edits.event
        arguments = event.arguments if event else ()
        argument = next((one for one in arguments if (one.role, str(one.filler)) == (role, filler)), None)
        country = (argument.country or "") if argument else ""
        sectors = ", ".join(argument.sectors) if argument else ""
        ways: dict[str, Callable[[], None]] = {
            "go": lambda: self._go_to(int(filler)),
            "more": lambda: self._ask_filler(role),
            "other": lambda: self._ask_filler(role, instead_of=int(filler)),
            "country": lambda: self._type_on(field, f"country:{role}:{filler}", country, "country: PRK"),
            "sectors": lambda: self._type_on(field, f"sectors:{role}:{filler}", sectors, "sectors: GOV, MIL"),
            "out": lambda: self._done(self.edits.remove(field)),
        }
        choices = [
            Choice("go", "Go there"),
            Choice("more", f"Another {title}…"),
            Choice("other", "Something else instead…"),
            Choice("country", "Country in this event…", country or "as its entity"),
            Choice("sectors", "Sectors in this event…", sectors or "as its entity"),
            Choice("out", "Take it out", keys=("Delete",)),
        ]
        self._chooser().ask(f"{title}: {field.value}", choices, lambda way: ways[way]())

    def _type_on(self, row: Field, key: str, value: str, hint: str) -> None:
        """Something that has no row of its own is typed on the row of a field."""
        self._panel.type_in(Field(key, "text", row.title, value), value, at=row.key, hint=hint)

    def _ask_filler(self, role: str, *, instead_of: int | None = None) -> None:
        candidates = self.edits.candidates(role)
        known = self.edits.schema.role(role)
        choices = [
            Choice(str(number), " ".join(one.text.split()), KINDS.get(one.type, one.type))
            for number, one in enumerate(candidates)
        ]
        if not choices:
            self._workspace.say("info", "Nothing in this document can fill that role yet.")
            return
        self._chooser().ask(
            f"Who or what is the {(known.title if known else role).lower()}?",
            choices,
            lambda number: self._done(self.edits.fill(role, candidates[int(number)], instead_of=instead_of)),
        )

    def _open_same(self, field: Field) -> None:
        session, event = self._workspace.session, self.edits.event
        if session is None or event is None:
            return
        project = self._workspace.project
        group = project.same_event_of(event.id)
        inside = set(group.events) if group else {event.id}
        sentences = project.summaries(session.id)
        others = [session.events[one] for one in sentences if one in session.events and one not in inside]
        choices = [Choice(f"with:{one.id}", sentences[one.id], one.type, also=one.type) for one in others]
        if group is not None:
            also = [Choice(f"go:{one}", project.summary(one), "go there") for one in group.events if one != event.id]
            choices = [*also, Choice("name", "Name it…", group.name), Choice("out", "Take it out"), *choices]

        def take(value: str) -> None:
            way, _, number = value.partition(":")
            if way == "with":
                self._done(self._workspace.run(lambda: project.same_event([event.id, int(number)])) is not None)
            elif way == "go":
                self._go_to(int(number))
            elif way == "out":
                self._done(self.edits.remove(field))
            else:
                self._type_on(field, "same", group.name if group else "", "what happened, in a few words")

        if choices:
            self._chooser().ask("Tells of the same happening as", choices, take)
        else:
            self._workspace.say("info", "There is no other event in this document.")
