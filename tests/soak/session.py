"""A random session of verbs, the same for the same seed: what people and suggesters do to a project in some hours."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, TypeAlias

from glossator import Project
from glossator.annotation import Analysis, ChangeSet, Layer, Phrase, Proposal
from glossator.errors import UndoError, VerbError
from glossator.integrity import check
from glossator.store.backups import Shelf
from soak.state import InFlight

OpKind: TypeAlias = Literal["step", "analysis", "place", "none"]
"""What an operation may leave behind: one step, one suggester run, one annotator's place, or nothing."""

WORDS = (
    *("Kim", "Putin", "Moscow", "Seoul", "the", "envoy", "met", "rejected", "a", "resolution", "on", "Tuesday", "and"),
    *("asked", "Ostria", "to", "allow", "visits", "أنقرة", "서울", "😀", "naïve", "said", "troops", "left"),
)
LABELS = ("PERSON", "ORG", "GPE", "NORP", "LOC")
TYPES = ("CONSULT", "AGREE", "REJECT", "DEMAND", "COERCE")
ROLES = ("actor", "recipient", "topic", "place")


@dataclass(frozen=True, slots=True)
class Op:
    """One call that is one transaction at most. `run` may be called again where it failed, with the same result.

    `proposals` is what a suggester run would write: (label, start, end).
    """

    kind: OpKind
    name: str
    run: Callable[[], object]
    document_id: int = 0
    proposals: tuple[tuple[str, int, int], ...] = ()

    @property
    def flying(self) -> InFlight:
        """What to expect of it while it has not been acknowledged."""
        return InFlight(self.kind, self.name, self.document_id, self.proposals)


@dataclass(slots=True)
class Session:
    """Draws operations for one annotator on one file. `project` is open again after each of them.

    `large`: documents of a megabyte too. `looks`: checks, backups and second connections in the same process, which
    must not disturb what is being written.
    """

    path: Path
    chance: random.Random
    annotator: str = "ada"
    opened: Callable[[Project], None] = lambda project: None
    large: bool = True
    looks: bool = False
    project: Project = field(init=False)
    heard: ChangeSet | None = None

    def __post_init__(self) -> None:
        self.project = self._open()

    def _open(self) -> Project:
        project = Project.open(self.path, annotator=self.annotator)
        self.opened(project)
        project.subscribe(self._hear)
        return project

    def _hear(self, changes: ChangeSet) -> None:
        self.heard = changes

    def reopen(self) -> None:
        """Close and open again, as a person does overnight."""
        self.project.close()
        self.project = self._open()

    def ops(self) -> Iterator[Op]:
        """Without end. Each must have been run before the next is drawn."""
        yield self._import(2)
        names, weights = zip(*_WEIGHTS.items(), strict=True)
        while True:
            drawn = self.chance.choices(names, weights)[0]
            if drawn != "event by keys":
                yield self.draw(drawn)
            else:
                yield from self._event_by_keys()

    def draw(self, name: str) -> Op:
        """An operation of this name, or something else where there is nothing to do it to."""
        document_id = self._document()
        if document_id is None or name == "import":
            return self._import(self.chance.randint(1, 3))
        if name == "analysis":
            return self._analysis(document_id)
        if name == "place":
            caret = self.chance.randint(0, 50)
            return Op("place", name, lambda: self.project.set_place(document_id, caret, 0.5))
        if name in _LOOKS:
            return Op("none", name, lambda: self._look(name)) if self.looks else self._span(document_id)
        if name in ("reopen", "checkpoint"):
            return Op("none", name, self.reopen if name == "reopen" else lambda: self.project.checkpoint())
        if name in ("undo", "redo"):
            return _step(name, lambda: self.project.undo() if name == "undo" else self.project.redo())
        if name in ("import large", "label many"):
            return self._large(document_id, name)
        return self._on_layer(name, document_id, self.project.layer(document_id)) or self._span(document_id)

    def _look(self, name: str) -> None:
        if name == "check":
            check(self.path)
        elif name == "keep a backup":
            Shelf(self.path).keep(datetime.now(UTC))
        else:
            Project.open(self.path, annotator="visitor", read_only=name == "look twice").close()

    def _document(self) -> int | None:
        ids = self.project.document_ids()
        return self.chance.choice(ids) if ids else None

    def _text(self, words: int) -> str:
        return " ".join(self.chance.choices(WORDS, k=words)) + f" {self.chance.getrandbits(40)}."

    def _import(self, count: int) -> Op:
        names = [f"letter {self.chance.getrandbits(24)}" for _ in range(count)]
        texts = [(name, self._text(self.chance.randint(20, 90))) for name in names]
        return _step("import", lambda: self.project.import_texts(texts))

    def _large(self, document_id: int, name: str) -> Op:
        if not self.large:
            return self._span(document_id)
        if name == "import large":
            text = self._text(20_000)
            return _step(name, lambda: self.project.import_texts([("large", text)]))
        pending = [item.id for item in self.project.suggestions(document_id, state="pending")]
        return _step("accept_all", lambda: self.project.accept_all(pending)) if pending else self._span(document_id)

    def _places(self, document_id: int, count: int) -> list[tuple[int, int]]:
        """Words of the text, in order, none twice."""
        text = self.project.document(document_id).text
        starts = [0, *(at + 1 for at, sign in enumerate(text) if sign == " ")]
        found = sorted(self.chance.sample(starts, min(count, len(starts))))
        return [(start, end) for start in found if start < (end := _word_end(text, start))]

    def _analysis(self, document_id: int) -> Op:
        version = str(self.chance.randint(1, 3))
        proposals = [
            Proposal("span", self.chance.choice(LABELS), (place,), round(self.chance.random(), 3))
            for place in self._places(document_id, self.chance.randint(3, 12))
        ]
        proposals += [Proposal("event", self.chance.choice(TYPES), (p,), 0.5) for p in self._places(document_id, 2)]
        phrases = tuple(Phrase(start, end, "noun_chunk") for start, end in self._places(document_id, 3))
        run = Analysis("soak", version, tuple(proposals), phrases)
        wanted = tuple((item.label, *item.fragments[0]) for item in proposals)
        return Op("analysis", "analysis", lambda: self.project.record_analysis(document_id, run), document_id, wanted)

    def _span(self, document_id: int) -> Op:
        places = self._places(document_id, self.chance.choice((1, 1, 1, 2))) or [(0, 1)]
        label = self.chance.choice((*LABELS, None))
        return _step("add_span", lambda: self.project.add_span(document_id, label=label, fragments=places))

    def _on_layer(self, name: str, document_id: int, layer: Layer) -> Op | None:
        """An operation on what is there; None where there is nothing of the kind."""
        if name in _ON_SUGGESTIONS:
            return self._on_suggestions(name, document_id)
        if name in _ON_EVENTS:
            return self._on_events(name, document_id, layer)
        spans = [span.id for span in layer.spans]
        if name == "span" or not spans:
            return None
        some = self.chance.sample(spans, min(len(spans), self.chance.randint(1, 3)))
        places = self._places(document_id, 2) or [(0, 1)]
        label, project, number = self.chance.choice(LABELS), self.project, some[0]
        entities = [entity.id for entity in layer.entities]
        work: dict[str, Callable[[], object]] = {
            "set_edges": lambda: project.set_edges(number, fragments=places),
            "set_label": lambda: project.set_label(number, label),
            "add_fragment": lambda: project.add_fragment(number, *places[-1]),
            "propagate": lambda: project.propagate(number),
            "link": lambda: project.link(some, name=label),
            "set_value": lambda: project.set_value(entities[0], country="Ostria", sectors=["GOV"])
            if entities else project.set_label(number, label),
            "relate": lambda: project.add_relation("part_of", number, some[-1]),
            "note": lambda: project.add_note(number, f"remark {label}"),
            "flag": lambda: project.set_flag(document_id, label != "ORG"),
            "metadata": lambda: project.set_metadata(document_id, title=f"title {label}"),
            "finish": lambda: project.finish(document_id, ("entities",), undecided="reject"),
            "review": lambda: project.set_review(document_id, "events", "in_progress"),
            "delete": lambda: project.delete(number),
        }  # fmt: skip
        return _step(name, work[name])

    def _on_suggestions(self, name: str, document_id: int) -> Op | None:
        found = self.project.suggestions(document_id)
        pending = [item.id for item in found if item.state == "pending"]
        rejected = [item.id for item in found if item.state == "rejected"]
        project = self.project
        if name == "undecide":
            return _step(name, lambda: project.undecide(rejected[0])) if rejected else None
        if not pending:
            return None
        number, most = self.chance.choice(pending), pending[: self.chance.randint(2, 9)]
        label = self.chance.choice(LABELS)
        spans = {item.id for item in found if item.kind == "span"}
        work: dict[str, Callable[[], object]] = {
            "accept": lambda: project.accept(number),
            "correct": lambda: project.accept(number, label=label if number in spans else None),
            "reject": lambda: project.reject(number),
            "accept_all": lambda: project.accept_all(most),
            "reject_all": lambda: project.reject_all(most),
        }
        return _step(name, work[name])

    def _on_events(self, name: str, document_id: int, layer: Layer) -> Op | None:
        places = self._places(document_id, 3) or [(0, 1)]
        kind, role, project = self.chance.choice(TYPES), self.chance.choice(ROLES), self.project
        fillers: list[tuple[str, int | tuple[int, int]]] = [("actor", span.id) for span in layer.spans[:1]]
        fillers.append((role, places[-1]))
        if name == "event":
            return _step(name, lambda: project.add_event(document_id, kind, trigger=places[0], arguments=fillers))
        if not layer.events:
            return None
        event = self.chance.choice(layer.events)
        roles = [part.role for part in event.arguments]
        polarity = self.chance.choice(("positive", "negated"))
        work: dict[str, Callable[[], object]] = {
            "attributes": lambda: project.set_attributes(event.id, {"polarity": polarity}),
            "contexts": lambda: project.set_contexts(event.id, ["military"]),
            "argument": lambda: project.add_argument(event.id, role, places[-1]),
            "no argument": lambda: project.remove_argument(event.id, roles[0] if roles else role),
            "delete event": lambda: project.delete(event.id),
        }  # fmt: skip
        return _step(name, work[name])

    def _event_by_keys(self) -> Iterator[Op]:
        """A draft, its parts one by one, and the end of the group: each its own step, undone as one afterwards."""
        document_id = self._document()
        if document_id is None:
            return
        places = self._places(document_id, 4) or [(0, 1)]
        made: list[int] = []
        project = self.project
        project.begin_group()
        kind = self.chance.choice(TYPES)
        yield _step("draft", lambda: made.append(project.add_event(document_id, kind, trigger=places[0], draft=True)))
        for place in places[1:]:
            if made:
                role = self.chance.choice(ROLES)
                yield _step("argument", lambda role=role, place=place: project.add_argument(made[-1], role, place))  # type: ignore[misc]
        if made and self.chance.random() < 0.8:
            yield _step("finish_event", lambda: project.finish_event(made[-1]))
        else:
            project.leave_group()


def perform(op: Op) -> bool:
    """Run an operation; whether the project took it (a refusal of the verb's own changes nothing)."""
    with suppress(VerbError, UndoError):
        op.run()
        return True
    return False


def _step(name: str, run: Callable[[], object]) -> Op:
    return Op("step", name, run)


def _word_end(text: str, start: int) -> int:
    end = text.find(" ", start)
    return len(text) if end < 0 else end


_LOOKS = ("check", "keep a backup", "look twice", "open twice")
_ON_SUGGESTIONS = ("accept", "correct", "reject", "accept_all", "reject_all", "undecide")
_ON_EVENTS = ("event", "attributes", "contexts", "argument", "no argument", "delete event")
_WEIGHTS: dict[str, float] = {
    "import": 3, "import large": 0.4, "label many": 2, "analysis": 8, "place": 3, "reopen": 2, "checkpoint": 4,
    "undo": 12, "redo": 7, "span": 8, "set_edges": 5, "set_label": 3, "add_fragment": 2, "propagate": 2,
    "link": 3, "set_value": 2, "relate": 2, "note": 2, "flag": 1, "metadata": 1, "finish": 1, "review": 1, "delete": 3,
    "accept": 8, "correct": 4, "reject": 6, "accept_all": 3, "reject_all": 2, "undecide": 1,
    "event": 6, "attributes": 3, "contexts": 1, "argument": 3, "no argument": 1, "delete event": 1,
    "event by keys": 3, "check": 0.5, "keep a backup": 0.5, "look twice": 1, "open twice": 1,
}  # fmt: skip


def template(path: Path, *, seed: int = 0, documents: int = 3) -> Path:
    """A closed project with some documents and suggestions, which sessions start from."""
    chance = random.Random(seed)
    with Project.create(path, annotator="ada"):
        pass
    session = Session(path, chance, large=False)
    for op in _beginning(session, documents):
        perform(op)
    session.project.close()
    return path


def _beginning(session: Session, documents: int) -> Iterator[Op]:
    yield session._import(documents)
    for document_id in session.project.document_ids():
        yield session._analysis(document_id)


def names_drawn(ops: Sequence[Op]) -> dict[str, int]:
    """How often each operation was drawn."""
    return {name: sum(op.name == name for op in ops) for name in sorted({op.name for op in ops})}
