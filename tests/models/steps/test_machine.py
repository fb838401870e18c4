"""Whatever people do, in whatever order: every step can be taken back and done again exactly, and nothing is lost.

Two annotators work on one file. After each step the file is read by plain sqlite3 and compared.
"""

from __future__ import annotations

import itertools
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from glossator import Project
from glossator.annotation import Analysis, Bundle, Document, EventHint, Layer, Proposal, ProposedType, SameEvent, Span
from glossator.errors import SchemaError, UndoError, VerbError
from glossator.steps import HistoryStep
from support.canonical import Replay, canonical, difference, present

TEXTS = (
    "Kim met Putin in Moscow. Kim asked Russia to help. 😀",
    "북한은 결의안을 거부했다. A visit was postponed, Kim said.",
)
PEOPLE = ("ada", "bob")
LABELS = st.sampled_from(["PERSON", "ORG", "GPE"])
TYPES = st.sampled_from(["CONSULT", "REQUEST", "SANCTION"])
ROLES = st.sampled_from(["actor", "recipient", "topic", "place"])
ATTRIBUTES = st.dictionaries(
    st.sampled_from(["tense", "polarity", "value"]), st.sampled_from(["past", "negated", None]), min_size=1
)
PLACES = st.tuples(st.integers(0, 25), st.integers(1, 7)).map(lambda pair: (pair[0], pair[0] + pair[1]))
SCATTERED = st.lists(st.integers(0, 28), min_size=4, max_size=4, unique=True).map(sorted).map(
    lambda edges: [(edges[0], edges[1]), (edges[2], edges[3])]
)  # fmt: skip
TRIGGERS = st.one_of(st.none(), PLACES, SCATTERED)

Verb: TypeAlias = Callable[[Project], object]
Moment: TypeAlias = tuple[str, int, Layer, dict[int, str], list[SameEvent]]
"""Whose layer of which document, how the suggestions stood, and which of its events were the same as which."""


class Machine(RuleBasedStateMachine):
    """Any verb by either person, each compared before, after, taken back and done again."""

    @initialize(text=st.sampled_from(TEXTS))
    def begin(self, text: str) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "a.glossator"
        self.counter = itertools.count()
        self.people = {"ada": Project.create(self.path, annotator="ada")}
        self.people["bob"] = Project.open(self.path, annotator="bob")
        self.replay = Replay(self.path)
        self.moments: dict[int, list[Moment]] = {}
        self._do("ada", lambda project: project.import_texts([("first", text)]))
        for who, project in self.people.items():
            self._furnish(who, project, project.document_ids()[0])

    def _furnish(self, who: str, project: Project, document: int) -> None:
        """Something of each kind, so that the first verbs that are tried find something to change."""
        proposals = tuple(
            Proposal("span", label, (place,), 0.9) for label, place in (("GPE", (0, 3)), ("ORG", (8, 13)))
        )
        project.record_analysis(document, Analysis(who, "1", proposals))
        first = project.accept(project.suggestions(document, state="pending")[0].id)
        second = project.add_span(document, 8, 13, "PERSON")
        event = project.add_event(
            document, "CONSULT", trigger=(4, 7), arguments=[("actor", first), ("place", (17, 20))]
        )
        other = project.add_event(document, "REQUEST", arguments=[("topic", event)], draft=True)
        project.same_event([event, other])
        project.add_relation("member_of", first, second)
        entity = project.link([first, second])
        self._do(who, lambda project: project.add_note(entity, "the same?"))

    def teardown(self) -> None:
        if hasattr(self, "people"):
            self._every_moment_is_remembered()
            for project in self.people.values():
                project.close()
            shutil.rmtree(self.folder)

    # What holds after everything

    def _do(self, who: str, verb: Verb) -> bool:
        """Run a verb. Refused, it has changed nothing; done, it can be taken back and done again exactly."""
        project = self.people[who]
        before, last = canonical(self.path), self._last()
        try:
            verb(project)
        except (VerbError, UndoError, SchemaError):
            assert difference(before, self._now()) == {}
            assert self._last() == last
            return False
        after = self._now()
        if self._last() == last:
            assert difference(before, after) == {}
            return False
        self._sound()
        project.undo()
        assert difference(before, self._now()) == {}
        project.redo()
        assert difference(after, self._now()) == {}
        self._sound()
        self._remember()
        return True

    def _remember(self) -> None:
        """Both people's layers as they are, to be compared with what history says of this moment later."""
        self.moments[self._last()] = [
            (
                *(who, number, project.layer(number), {item.id: item.state for item in project.suggestions(number)}),
                project.same_events(number),
            )
            for who, project in self.people.items()
            for number in project.document_ids()
        ]

    def _every_moment_is_remembered(self) -> None:
        there = self.people["ada"].document_ids()
        for step_id, moment in self.moments.items():
            for who, number, layer, decided, groups in moment:
                if number in there:
                    past = self.people[who].past(step_id, number)
                    assert past.layer == layer
                    assert list(past.same_events) == groups
                    states = {item.id: item.state for item in past.suggestions}
                    # Machines may have withdrawn since what nobody had decided: history does not know.
                    assert {key: states[key] for key, state in decided.items() if state != "pending"} == {
                        key: state for key, state in decided.items() if state != "pending"
                    }

    def _now(self) -> dict[str, Any]:
        return canonical(self.path)

    def _last(self) -> int:
        steps = self.people["ada"].history(limit=1)
        return steps[0].id if steps else 0

    def _sound(self) -> None:
        """The journal, replayed, is what the tables say."""
        self.replay.advance()
        assert self.replay.images == present(self.path)

    def _things(self, who: str, *kinds: str) -> list[int]:
        project = self.people[who]
        layers = [project.layer(number) for number in project.document_ids()]
        return [item.id for layer in layers for kind in kinds for item in getattr(layer, kind)]

    def _draw(self, data: st.DataObject, among: Sequence[Any]) -> Any:
        return data.draw(st.sampled_from(among)) if among else 0

    def _document(self, data: st.DataObject) -> int:
        return int(self._draw(data, self.people["ada"].document_ids()))

    # What comes in, and what machines say

    @rule(who=st.sampled_from(PEOPLE), data=st.data())
    def come_in(self, who: str, data: st.DataObject) -> None:
        """A text, or a text with somebody's annotations, or suggestions."""
        verb = data.draw(st.sampled_from([self._import_text, self._import_annotated, self._suggest]))
        verb(who, data)

    def _import_text(self, who: str, data: st.DataObject) -> None:
        text = data.draw(st.sampled_from(TEXTS))
        self._do(who, lambda project: project.import_texts([(f"n{next(self.counter)}", text)]))

    def _import_annotated(self, who: str, data: st.DataObject) -> None:
        owner, label = data.draw(st.sampled_from(PEOPLE)), data.draw(st.sampled_from(["SHIP", "PLANE", "ORG"]))
        span = Span(2, 1, owner, label, ((0, 4),), "Ship")
        text = f"Ship number {next(self.counter)} sailed."
        bundle = Bundle(Document(1, "ship", text), (Layer(1, owner, spans=(span,)),))
        self._do(who, lambda project: project.import_bundles([bundle]))

    def _suggest(self, who: str, data: st.DataObject) -> None:
        document, label = self._document(data), data.draw(LABELS)
        places = data.draw(st.lists(PLACES.filter(lambda place: place[1] <= 20), max_size=4, unique=True))
        if document:
            spans = tuple(Proposal("span", label, (place,), 0.9) for place in places)
            hint = Proposal("event", "CONSULT", ((4, 7),), 0.5, EventHint((ProposedType("CONSULT", "visit", 0.7),)))
            version = str(next(self.counter))
            self.people[who].record_analysis(document, Analysis(who, version, (*spans, hint)))

    def _suggestions(self, who: str) -> list[int]:
        project = self.people[who]
        return [item.id for number in project.document_ids() for item in project.suggestions(number)]

    @rule(who=st.sampled_from(PEOPLE), data=st.data(), how=st.sampled_from(["accept", "relabel", "reject", "undecide"]))
    def decide(self, who: str, data: st.DataObject, how: str) -> None:
        chosen = self._draw(data, self._suggestions(who))
        verbs: dict[str, Verb] = {
            "accept": lambda project: project.accept(chosen),
            "relabel": lambda project: project.accept(chosen, label="GPE", fragments=(0, 5)),
            "reject": lambda project: project.reject(chosen),
            "undecide": lambda project: project.undecide(chosen),
        }
        self._do(who, verbs[how])

    @rule(who=st.sampled_from(PEOPLE), data=st.data(), accept=st.booleans())
    def decide_many(self, who: str, data: st.DataObject, accept: bool) -> None:
        among = self._suggestions(who)
        chosen = data.draw(st.lists(st.sampled_from(among), max_size=6)) if among else []
        self._do(who, lambda project: project.accept_all(chosen) if accept else project.reject_all(chosen))

    # Spans and events

    @rule(who=st.sampled_from(PEOPLE), data=st.data(), label=st.none() | LABELS, place=PLACES | SCATTERED)
    def add_span(self, who: str, data: st.DataObject, label: str | None, place: Any) -> None:
        document = self._document(data)
        fragments = [place] if isinstance(place, tuple) else place
        self._do(who, lambda project: project.add_span(document, label=label, fragments=fragments))

    @rule(
        who=st.sampled_from(PEOPLE), data=st.data(), places=st.lists(st.tuples(PLACES, st.none() | LABELS), max_size=3)
    )
    def add_spans(self, who: str, data: st.DataObject, places: list[tuple[tuple[int, int], str | None]]) -> None:
        document = self._document(data)
        self._do(who, lambda project: project.add_spans(document, places))

    @rule(who=st.sampled_from(PEOPLE), data=st.data(), place=PLACES, name=st.none() | LABELS | TYPES, values=ATTRIBUTES)
    def change(
        self, who: str, data: st.DataObject, place: tuple[int, int], name: str | None, values: dict[str, str | None]
    ) -> None:
        """A span or an event, in whatever way."""
        thing = self._draw(data, self._things(who, "spans", "events"))
        verbs: list[Verb] = [
            lambda project: project.set_label(thing, name),
            lambda project: project.set_edges(thing, *place),
            lambda project: project.add_fragment(thing, *place),
            lambda project: project.set_attributes(thing, values),
            lambda project: project.propagate(thing),
            lambda project: project.set_labels(self._things(who, "spans"), name),
            lambda project: project.set_labels(self._things(who, "events"), name),
        ]
        self._do(who, data.draw(st.sampled_from(verbs)))

    @rule(who=st.sampled_from(PEOPLE), data=st.data(), kind=TYPES, trigger=TRIGGERS, role=ROLES, draft=st.booleans())
    def add_event(self, who: str, data: st.DataObject, kind: str, trigger: Any, role: str, draft: bool) -> None:
        document, place = self._document(data), data.draw(PLACES)
        nested = self._draw(data, [place, *self._things(who, "events")])
        self._do(
            who,
            lambda project: project.add_event(
                document, kind, trigger=trigger, arguments=[(role, place), ("topic", nested)], draft=draft,
                attributes={"tense": "past"}, contexts=["diplomatic"],
            ),
        )  # fmt: skip

    @rule(who=st.sampled_from(PEOPLE), data=st.data(), role=ROLES, place=PLACES)
    def change_event(self, who: str, data: st.DataObject, role: str, place: tuple[int, int]) -> None:
        event = self._draw(data, self._things(who, "events"))
        filler = self._draw(data, [place, *self._things(who, "spans", "events")])
        modes = data.draw(st.sampled_from([(), ("visit",), ("meet",)]))
        contexts = data.draw(st.sampled_from([(), ("diplomatic",), ("military", "legal")]))
        verbs: list[Verb] = [
            lambda project: project.add_argument(event, role, filler),
            lambda project: project.remove_argument(event, role),
            lambda project: project.set_modes(event, modes),
            lambda project: project.set_contexts(event, contexts),
            lambda project: project.finish_event(event),
            lambda project: project.set_argument(event, role, filler, country="PRK", sectors=["GOV"]),
            lambda project: project.convert_event(event, data.draw(TYPES), modes=modes),
            lambda project: project.duplicate_event(event, trigger=data.draw(TRIGGERS)),
        ]
        self._do(who, data.draw(st.sampled_from(verbs)))

    @rule(who=st.sampled_from(PEOPLE), data=st.data(), role=ROLES, place=PLACES, left=st.booleans())
    def build(self, who: str, data: st.DataObject, role: str, place: tuple[int, int], left: bool) -> None:
        """An event key by key, perhaps left as a draft and taken up again: one undo takes all of it back."""
        document, project = self._document(data), self.people[who]
        if not document:
            return
        before = self._now()
        project.begin_group()
        event = project.add_event(document, "CONSULT", trigger=(4, 7), draft=True)
        self._do(who, lambda project: project.add_argument(event, role, place))
        if left:
            project.leave_group()
            self._reopen(who)
            project = self.people[who]
            project.begin_group(event)
        self._do(who, lambda project: project.set_attributes(event, {"tense": "past"}))
        assert project.finish_event(event).step is not None
        self._sound()
        done = self._now()
        project.undo()
        assert difference(before, self._now()) == {}
        project.redo()
        assert difference(done, self._now()) == {}

    # Links, notes, documents

    @rule(who=st.sampled_from(PEOPLE), data=st.data(), name=st.none() | st.just("Kim"))
    def link(self, who: str, data: st.DataObject, name: str | None) -> None:
        among = self._things(who, "spans")
        spans = data.draw(st.lists(st.sampled_from(among), max_size=3)) if among else []
        entity, source, target = self._draw(data, self._things(who, "entities")), spans[:1], spans[-1:]
        relation = self._draw(data, self._things(who, "relations"))
        verbs: list[Verb] = [
            lambda project: project.link(spans, name=name),
            lambda project: project.set_value(entity, country="PRK", sectors=["GOV", "MIL"]),
            lambda project: project.set_value(entity, name=None, country=None, kb_id="Q1"),
            lambda project: project.set_attributes(entity, {"polarity": "negated"}),
            lambda project: project.add_relation("member_of", sum(source), sum(target), attributes={"sure": "no"}),
            lambda project: project.set_relation(relation, type="represents", source=sum(source)),
            lambda project: project.set_attributes(relation, {"sure": "yes"}),
        ]
        self._do(who, data.draw(st.sampled_from(verbs)))

    @rule(who=st.sampled_from(PEOPLE), data=st.data(), name=st.sampled_from(["", "the visit"]), part=st.booleans())
    def tell_of_one(self, who: str, data: st.DataObject, name: str, part: bool) -> None:
        """Same events, of several documents where there are several."""
        among = self._things(who, "events")
        events = data.draw(st.lists(st.sampled_from(among), max_size=4)) if among else []
        if part:
            self._do(who, lambda project: project.part_event(self._draw(data, among)))
        else:
            self._do(who, lambda project: project.same_event(events, name=name))

    @rule(who=st.sampled_from(PEOPLE), data=st.data())
    def agree(self, who: str, data: st.DataObject) -> None:
        """On what is right, on how a guideline is to be read, and on another schema."""
        document = data.draw(st.sampled_from([None, self._document(data)]))
        targets = [None, *(thing for name in PEOPLE for thing in self._things(name, *ANYTHING))]
        target = data.draw(st.sampled_from([*targets, *self._agreed(who)]))
        schema = self.people[who].schema
        kept = data.draw(st.sampled_from([schema.event_types, schema.event_types[:3], schema.event_types[::-1]]))
        verbs: list[Verb] = [
            lambda project: project.exempt("overlap", data.draw(st.sampled_from(["a", "b"])), document_id=document),
            lambda project: project.unexempt(target or 0),
            lambda project: project.record_ruling("event_types.CONSULT", "so", document_id=document, target=target),
            lambda project: project.set_schema(replace(schema, event_types=kept), title="change the schema"),
        ]
        self._do(who, data.draw(st.sampled_from(verbs)))

    def _agreed(self, who: str) -> list[int]:
        project = self.people[who]
        return [
            item.id for several in (project.exemptions(), project.rulings(), project.same_events()) for item in several
        ]

    @rule(who=st.sampled_from(PEOPLE), data=st.data(), flag=st.booleans(), on=st.booleans())
    def remark(self, who: str, data: st.DataObject, flag: bool, on: bool) -> None:
        """On anything of anybody's: so one person's work comes to stand on the other's."""
        documents = self.people[who].document_ids()
        targets = [*documents, *(thing for name in PEOPLE for thing in self._things(name, *ANYTHING))]
        target = self._draw(data, [*targets, *self._suggestions(who)])
        self._do(who, lambda project: project.set_flag(target, on) if flag else project.add_note(target, "who?"))
        self._do(who, lambda project: project.set_note(target, "they"))

    @rule(who=st.sampled_from(PEOPLE), data=st.data())
    def say_of_document(self, who: str, data: st.DataObject) -> None:
        document, title = self._document(data), data.draw(st.sampled_from([None, "A title", "😀"]))
        verbs: list[Verb] = [
            lambda project: project.set_review(document, "entities", "in_progress"),
            lambda project: project.finish(document, ["entities", "events"], undecided="reject"),
            lambda project: project.finish(document, ["entities"], undecided="leave"),
            lambda project: project.set_metadata(document, title=title, desk=title),
            lambda project: project.set_contexts(document, ["military"]),
        ]
        self._do(who, data.draw(st.sampled_from(verbs)))

    @rule(who=st.sampled_from(PEOPLE), data=st.data())
    def delete(self, who: str, data: st.DataObject) -> None:
        thing = self._draw(data, [*self._things(who, *ANYTHING), *self._agreed(who)])
        self._do(who, lambda project: project.delete(thing))

    # Back and forth

    @rule(who=st.sampled_from(PEOPLE), back=st.integers(1, 4), forth=st.integers(0, 4))
    def go_back(self, who: str, back: int, forth: int) -> None:
        for _ in range(back):
            self._do_back(who, lambda project: project.undo())
        for _ in range(forth):
            self._do_back(who, lambda project: project.redo())

    def _do_back(self, who: str, verb: Verb) -> None:
        before = self._now()
        try:
            verb(self.people[who])
        except UndoError:
            assert difference(before, self._now()) == {}
        self._sound()
        self._remember()

    @rule(who=st.sampled_from(PEOPLE), data=st.data())
    def restore(self, who: str, data: st.DataObject) -> None:
        """What was seen of a moment is what restoring makes of the layer, and nobody else's changes."""
        document, project = self._document(data), self.people[who]
        steps: list[HistoryStep] = project.history(document_id=document)
        if not steps:
            return
        step = data.draw(st.sampled_from(steps))
        other = next(name for name in PEOPLE if name != who)
        theirs = project.layer(document, annotator=other)
        try:
            past = project.past(step.id, document)
        except VerbError:
            assert not self._do(who, lambda project: project.restore(step.id, document))
            return
        if self._do(who, lambda project: project.restore(step.id, document)):
            assert project.layer(document) == past.layer
            self._grouped_as_then(project, document, past.same_events)
            assert tuple(project.suggestions(document)) == tuple(
                item for item in past.suggestions if item.state != "superseded"
            )
        assert project.layer(document, annotator=other) == theirs

    def _grouped_as_then(self, project: Project, document: int, then: Sequence[SameEvent]) -> None:
        """As far as the document goes, its events are in the groups that they were in, where those are not of one."""
        there = {item.id for number in project.document_ids() for item in project.layer(number).events}
        grouped = {group.id: group for group in project.same_events(document)}
        for group in then:
            mine = {event for event, home in zip(group.events, group.documents, strict=True) if home == document}
            if group.id in grouped:
                assert mine == {
                    event for event in grouped.pop(group.id).events if event in self._events_of(project, document)
                }
            else:
                assert len(mine) == 1 or not mine <= there
        assert not grouped

    def _events_of(self, project: Project, document: int) -> set[int]:
        return {event.id for event in project.layer(document).events}

    @rule(who=st.sampled_from(PEOPLE))
    def reopen(self, who: str) -> None:
        before, exported = self._now(), self._exported(who)
        self._reopen(who)
        assert difference(before, self._now()) == {}
        assert self._exported(who) == exported

    def _reopen(self, who: str) -> None:
        self.people[who].close()
        self.people[who] = Project.open(self.path, annotator=who)

    def _exported(self, who: str) -> bytes:
        out = self.folder / f"{next(self.counter)}.jsonl"
        self.people[who].export(out, format="jsonl")
        return out.read_bytes()


ANYTHING = ("spans", "events", "relations", "entities", "notes")

TestMachine = Machine.TestCase
TestMachine.settings = settings(max_examples=12, stateful_step_count=40, deadline=None)
