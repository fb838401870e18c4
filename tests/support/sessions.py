"""Random work of two people on one project, by every verb there is; what is refused is part of it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from random import Random
from typing import Any

from glossator import Project
from glossator.annotation import Analysis, Phrase, Proposal
from glossator.errors import GlossatorError

TEXTS = (
    "Kim met Putin in Moscow on Tuesday. Kim asked Russia to help. 😀 was there.",
    "The U.N. envoy left Geneva for Seoul; the talks went on. Kim stayed.",
    "한국 정부는 평양에 특사를 보냈다. Kim 씨도 갔다.",
    "A text that comes and goes.",
)
LABELS = ("PERSON", "ORG", "GPE", None, "NOT A LABEL")
TYPES = ("CONSULT", "AID", "REQUEST", "NOT A TYPE")
ROLES = ("actor", "recipient", "topic", "place", "NO ROLE")


class Session:
    """A project that two people have open at once."""

    def __init__(self, path: Path, strange: Path, random: Random) -> None:
        self._random = random
        self._strange = strange
        self._stack = ExitStack()
        first = self._stack.enter_context(Project.create(path, annotator="ada"))
        self.people = [first, self._stack.enter_context(Project.open(path, annotator="bob"))]
        first.import_texts([("first", TEXTS[0])])

    def close(self) -> None:
        """Close the project."""
        self._stack.close()

    def work(self, count: int) -> None:
        """Try so many verbs."""
        for _ in range(count):
            person = self._random.choice(self.people)
            verb = self._random.choice(VERBS)
            try:
                verb(self, person)
            except GlossatorError:
                continue

    def document(self, project: Project) -> int:
        """One of the documents; a number that is none where there is none."""
        return self._random.choice(project.document_ids() or [1])

    def place(self, project: Project, document_id: int) -> tuple[int, int]:
        """A stretch of a text, now and then one that is none."""
        length = len(project.document(document_id).text)
        start = self._random.randrange(length)
        return start, start + self._random.choice((1, 3, 8))

    def thing(self, project: Project, *kinds: str) -> int:
        """Something that this person has made, in any document."""
        layers = [project.layer(number) for number in project.document_ids()]
        found = [item.id for layer in layers for kind in kinds for item in getattr(layer, kind)]
        return self._random.choice(found or [1])

    def one_of(self, choices: Any) -> Any:
        """Any of these."""
        return self._random.choice(choices)

    def maybe(self) -> bool:
        """Now and then."""
        return self._random.random() < 0.4

    @property
    def strange(self) -> Path:
        """A file with annotations that the schema has no names for."""
        return self._strange


def _import(session: Session, project: Project) -> None:
    number = session.one_of(range(len(TEXTS)))
    project.import_texts([(f"text {number}", TEXTS[number])])


def _import_strange(session: Session, project: Project) -> None:
    project.import_documents([session.strange])


def _suggest(session: Session, project: Project) -> None:
    number = session.document(project)
    length = len(project.document(number).text)
    places = sorted({session.one_of(range(length - 4)) for _ in range(4)})
    kind = session.one_of(("span", "event"))
    label = "GPE" if kind == "span" else "AID"
    proposals = tuple(Proposal(kind, label, ((start, start + 3),), 0.5) for start in places)
    version = session.one_of(("1", "2"))
    project.record_analysis(number, Analysis("model", version, proposals, (Phrase(0, 3, "noun_chunk"),)))


def _decide(session: Session, project: Project) -> None:
    found = project.suggestions(session.document(project))
    if found:
        number = session.one_of(found).id
        session.one_of(
            (
                lambda: project.accept(number),
                lambda: project.accept(number, label=session.one_of(("ORG", "AID"))),
                lambda: project.reject(number),
                lambda: project.undecide(number),
                lambda: project.accept_all([one.id for one in found]),
                lambda: project.reject_all([one.id for one in found]),
                lambda: project.add_event(found[0].document_id, "AID", trigger=found[0].fragments, suggestion=number),
            )
        )()


def _span(session: Session, project: Project) -> None:
    number = session.document(project)
    start, end = session.place(project, number)
    places = [(start, end), (end + 1, end + 2)] if session.maybe() else [(start, end)]
    project.add_span(number, fragments=places, label=session.one_of(LABELS))


def _event(session: Session, project: Project) -> None:
    number = session.document(project)
    arguments = [(session.one_of(ROLES), session.place(project, number))]
    if session.maybe():
        arguments.append((session.one_of(ROLES), session.thing(project, "spans", "events")))  # type: ignore[arg-type]
    project.add_event(
        number, session.one_of(TYPES), trigger=session.place(project, number) if session.maybe() else None,
        arguments=arguments, attributes={"polarity": "negated"} if session.maybe() else None, draft=session.maybe(),
        contexts=["crime"] if session.maybe() else [],
    )  # fmt: skip


def _argument(session: Session, project: Project) -> None:
    event = session.thing(project, "events")
    if session.maybe():
        project.remove_argument(event, session.one_of(ROLES))
    else:
        project.add_argument(event, session.one_of(ROLES), session.thing(project, "spans", "events"))


def _change(session: Session, project: Project) -> None:
    thing = session.thing(project, "spans", "events")
    document_id = session.document(project)
    session.one_of(
        (
            lambda: project.set_label(thing, session.one_of((*LABELS, *TYPES))),
            lambda: project.set_edges(thing, *session.place(project, document_id)),
            lambda: project.add_fragment(thing, *session.place(project, document_id)),
            lambda: project.set_attributes(thing, {"polarity": session.one_of(("negated", None, "perhaps"))}),
            lambda: project.set_modes(thing, session.one_of(([], ["visit"], ["NO MODE"]))),
            lambda: project.set_contexts(thing, ["diplomatic"]),
            lambda: project.propagate(thing),
            lambda: project.finish_event(thing),
        )
    )()


def _link(session: Session, project: Project) -> None:
    spans = [session.thing(project, "spans") for _ in range(2)]
    session.one_of(
        (
            lambda: project.link(spans),
            lambda: project.add_relation("member_of", *spans, attributes={"since": "1"}),
            lambda: project.set_value(session.thing(project, "entities"), country="PRK", sectors=["GOV"]),
        )
    )()


def _on_document(session: Session, project: Project) -> None:
    number = session.document(project)
    session.one_of(
        (
            lambda: project.set_review(number, session.one_of(("entities", "events")), "in_progress"),
            lambda: project.finish(number, ["entities"], undecided=session.one_of(("reject", "leave"))),
            lambda: project.set_contexts(number, ["crime"]),
            lambda: project.set_metadata(number, title=session.one_of(("T", None)), mine="x"),
            lambda: project.set_flag(number, session.maybe()),
        )
    )()


def _note(session: Session, project: Project) -> None:
    target = session.thing(project, "spans", "events", "relations", "entities", "notes")
    if session.maybe():
        project.set_flag(target, session.maybe())
    else:
        project.add_note(session.one_of((target, session.document(project))), "a remark")


def _delete(session: Session, project: Project) -> None:
    project.delete(session.thing(project, "spans", "events", "relations", "entities", "notes"))


def _undo(session: Session, project: Project) -> None:
    for _ in range(session.one_of((1, 1, 2, 6))):
        project.undo()


def _redo(session: Session, project: Project) -> None:
    for _ in range(session.one_of((1, 2, 6))):
        project.redo()


def _group(session: Session, project: Project) -> None:
    session.one_of((project.begin_group, project.leave_group, lambda: project.end_group("several")))()


def _back_in_time(session: Session, project: Project) -> None:
    number = session.document(project)
    steps = project.history(document_id=number, annotator=project.annotator)
    if steps:
        project.restore(session.one_of(steps).id, number)


def _same(session: Session, project: Project) -> None:
    events = [session.thing(project, "events") for _ in range(session.one_of((2, 2, 3)))]
    session.one_of(
        (
            lambda: project.same_event(events, name=session.one_of(("", "the visit"))),
            lambda: project.same_event(events),
            lambda: project.part_event(events[0]),
            lambda: project.duplicate_event(events[0]),
            lambda: project.convert_event(events[0], session.one_of(TYPES)),
        )
    )()


def _agree(session: Session, project: Project) -> None:
    number = session.document(project)
    target = session.thing(project, "spans", "events", "entities")
    session.one_of(
        (
            lambda: project.exempt("overlap", session.one_of(("a", "b")), document_id=session.one_of((None, number))),
            lambda: project.record_ruling("entity_types.ORG", "Ministries too.", target=session.one_of((None, target))),
            lambda: project.delete(session.one_of([one.id for one in project.rulings()] or [0])),
        )
    )()


VERBS: tuple[Callable[[Session, Project], None], ...] = (
    _import, _import_strange, _suggest, _decide, _decide, _span, _span, _event, _argument, _change, _change, _link,
    _on_document, _note, _same, _agree, _delete, _undo, _undo, _redo, _redo, _group, _back_in_time,
)  # fmt: skip
