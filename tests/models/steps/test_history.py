"""Any sequence of verbs can be taken back to the beginning and done again, across restarts."""

from __future__ import annotations

import contextlib
import itertools
import shutil
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from glossator import Project
from glossator.annotation import Analysis, EventHint, Proposal, ProposedType
from glossator.errors import GlossatorError

TEXTS = ["Kim met Putin in Moscow. Kim asked Russia to help. 😀", "북한은 결의안을 거부했다. A visit was postponed."]
LABELS = st.sampled_from(["PERSON", "ORG", "GPE"])
TYPES = st.sampled_from(["CONSULT", "REQUEST", "SANCTION"])
ROLES = st.sampled_from(["actor", "recipient", "topic", "place"])


def state_of(project: Project) -> Any:
    """Everything that steps can change, as one comparable value."""
    return (
        project.schema,
        [
            (
                document.id, document.name, document.metadata, document.status, document.position,
                [project.layer(document.id, annotator=name) for name in project.annotators()],
                [(item.id, item.state) for item in project.suggestions(document.id)],
            )
            for document in project.documents()
        ],
    )  # fmt: skip


class History(RuleBasedStateMachine):
    """Random verbs; the states after each step are remembered, and undo and redo have to lead through them."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "a.glossator"
        self.project = Project.create(self.path, annotator="ada")
        self.past = [state_of(self.project)]
        self.future: list[Any] = []
        self.counter = itertools.count()

    def _after_verb(self) -> None:
        now = state_of(self.project)
        if now != self.past[-1]:
            self.past.append(now)
            self.future.clear()

    def _try(self, verb: Any) -> None:
        with contextlib.suppress(GlossatorError):
            verb()
        self._after_verb()

    def _documents(self) -> list[int]:
        return self.project.document_ids()

    def _things(self) -> list[int]:
        layers = [self.project.layer(number) for number in self._documents()]
        return [item.id for layer in layers for item in (*layer.spans, *layer.events)]

    @rule(text=st.sampled_from(TEXTS))
    def import_text(self, text: str) -> None:
        self._try(lambda: self.project.import_texts([(f"n{next(self.counter)}", text)]))

    @rule(data=st.data())
    def suggest(self, data: st.DataObject) -> None:
        if self._documents():
            document = data.draw(st.sampled_from(self._documents()))
            hint = EventHint((ProposedType("CONSULT", "visit", 0.7),))
            label = data.draw(LABELS)
            before = self.project.can_redo()
            self.project.record_analysis(
                document,
                Analysis("m", str(next(self.counter)), (
                    Proposal("span", label, ((0, 3),), 0.9), Proposal("event", "CONSULT", ((4, 7),), 0.5, hint),
                )),
            )  # fmt: skip
            assert self.project.can_redo() == before
            # Machines' writes are no steps: the remembered states get the new suggestions too.
            self.past = [None] * (len(self.past) - 1) + [state_of(self.project)]
            self.future = [None] * len(self.future)

    @rule(data=st.data(), accept=st.booleans())
    def decide(self, data: st.DataObject, accept: bool) -> None:
        pending = [item.id for number in self._documents() for item in self.project.suggestions(number)]
        if pending:
            chosen = data.draw(st.sampled_from(pending))
            self._try(lambda: self.project.accept(chosen) if accept else self.project.reject(chosen))

    @rule(data=st.data(), label=LABELS, start=st.integers(0, 20), length=st.integers(1, 9))
    def add_span(self, data: st.DataObject, label: str, start: int, length: int) -> None:
        if self._documents():
            document = data.draw(st.sampled_from(self._documents()))
            self._try(lambda: self.project.add_span(document, start, start + length, label))

    @rule(data=st.data(), kind=TYPES, role=ROLES, start=st.integers(0, 20))
    def add_event(self, data: st.DataObject, kind: str, role: str, start: int) -> None:
        if self._documents():
            document = data.draw(st.sampled_from(self._documents()))
            self._try(
                lambda: self.project.add_event(
                    document, kind, trigger=(start, start + 2), arguments=[(role, (start + 3, start + 5))]
                )
            )

    @rule(data=st.data(), role=ROLES)
    def build_event(self, data: st.DataObject, role: str) -> None:
        """A closed group is one step for undo."""
        if not self._documents():
            return
        document = data.draw(st.sampled_from(self._documents()))
        self.project.begin_group()
        event = self.project.add_event(document, "CONSULT", trigger=(4, 7), draft=True)
        self.project.add_argument(event, role, (8, 13))
        self.project.set_attributes(event, {"tense": "past"})
        self.project.finish_event(event)
        self._after_verb()

    @rule(data=st.data(), label=LABELS, kind=TYPES)
    def change(self, data: st.DataObject, label: str, kind: str) -> None:
        things = self._things()
        if things:
            thing = data.draw(st.sampled_from(things))
            verb = data.draw(st.sampled_from(["label", "type", "edges", "delete", "flag", "propagate"]))
            self._try(lambda: {
                "label": lambda: self.project.set_label(thing, label),
                "type": lambda: self.project.set_label(thing, kind),
                "edges": lambda: self.project.set_edges(thing, 1, 6),
                "delete": lambda: self.project.delete(thing),
                "flag": lambda: self.project.set_flag(thing),
                "propagate": lambda: self.project.propagate(thing),
            }[verb]())  # fmt: skip

    @rule(data=st.data(), role=ROLES)
    def fill(self, data: st.DataObject, role: str) -> None:
        things = self._things()
        if things:
            event, filler = data.draw(st.sampled_from(things)), data.draw(st.sampled_from(things))
            self._try(lambda: self.project.add_argument(event, role, filler))

    @rule(data=st.data(), title=st.text(max_size=5))
    def describe(self, data: st.DataObject, title: str) -> None:
        if self._documents():
            document = data.draw(st.sampled_from(self._documents()))
            self._try(lambda: self.project.set_metadata(document, title=title))
            self._try(lambda: self.project.finish(document, ["entities"], undecided="reject"))

    @rule()
    def undo(self) -> None:
        if self.project.can_undo() is None:
            return
        self.project.undo()
        now = state_of(self.project)
        self.future.append(self.past.pop())
        if self.past and self.past[-1] is not None:
            assert now == self.past[-1]
        self.past[-1:] = [now]

    @rule()
    def redo(self) -> None:
        if self.project.can_redo() is None:
            assert not self.future
            return
        self.project.redo()
        now = state_of(self.project)
        expected = self.future.pop()
        assert expected is None or now == expected
        self.past.append(now)

    @rule()
    def reopen(self) -> None:
        before = (state_of(self.project), self.project.can_undo(), self.project.can_redo())
        self.project.close()
        self.project = Project.open(self.path, annotator="ada")
        assert (state_of(self.project), self.project.can_undo(), self.project.can_redo()) == before

    @invariant()
    def sound(self) -> None:
        if hasattr(self, "project"):
            assert self.project._store.database.execute("PRAGMA foreign_key_check").fetchall() == []

    def teardown(self) -> None:
        if hasattr(self, "project"):
            steps = 0
            while self.project.can_undo() is not None:
                self.project.undo()
                steps += 1
            assert self.project.document_ids() == []
            for _ in range(steps):
                self.project.redo()
            assert state_of(self.project) == self.past[-1]
            self.project.close()
            shutil.rmtree(self.folder)


TestHistory = History.TestCase
TestHistory.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
