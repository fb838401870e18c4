"""The façade that scripts, the command line and the window use: queries, and verbs that are one step each.

Every verb is one durable transaction. Verbs that create one thing return its id, all others a `ChangeSet`; whoever
has subscribed hears the change set of every one. Offsets are code points and taken exactly.
"""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

from glossator.annotation import (
    REVIEW_TASKS,
    Agreed,
    Analysis,
    ChangeSet,
    Document,
    DocumentSummary,
    Entity,
    Event,
    Fragment,
    Kind,
    Layer,
    LayerState,
    LossReport,
    Metadata,
    Note,
    Phrase,
    Relation,
    ReviewTask,
    Span,
    Suggestion,
    SuggestionKind,
    SuggestionState,
)
from glossator.annotation.layers import Bundle
from glossator.errors import VerbError
from glossator.project.agreements import Agreements
from glossator.project.broadcast import Broadcast, Listener
from glossator.project.happenings import Happenings
from glossator.project.history import Histories
from glossator.project.insight import Insights
from glossator.project.knowledge import Knowing
from glossator.project.learning import Learning
from glossator.project.likeness import Likeness
from glossator.project.memory import Memories
from glossator.project.problems import Problems
from glossator.project.propagating import Propagating
from glossator.project.reading import Reading
from glossator.project.schema_verbs import SchemaVerbs
from glossator.project.sharing import Elsewhere
from glossator.project.twins import Twins
from glossator.project.verbs import Verbs
from glossator.schema import Schema, dump_schema, load_schema
from glossator.steps import (
    Group,
    History,
    Label,
    SchemaInForce,
    Step,
    record,
    redo,
    redoable,
    reopened,
    undo,
    undoable,
)
from glossator.store import SchemaVersion, SearchHit, Store, create, discard, new_uid
from glossator.store.errors import agreeing

if TYPE_CHECKING:
    from glossator.project.suggesting import Progress

R = TypeVar("R")

# Readers, formats and the suggester are imported by the methods that need them: the window starts without.


class Project(
    Verbs,
    Happenings,
    Agreements,
    Histories,
    Insights,
    Problems,
    Knowing,
    Learning,
    Likeness,
    Propagating,
    Memories,
    SchemaVerbs,
    Twins,
):
    """An open project file, as one annotator sees it. A context manager; closing it twice is allowed."""

    def __init__(self, store: Store, annotator: str) -> None:
        self._store = store
        self._reading = Reading(store, annotator, self.tasks)
        self._broadcast = Broadcast()
        self._elsewhere = Elsewhere(store)
        self._broadcast.subscribe(self._elsewhere.note)
        self._group: Group | None = None
        self._schema = SchemaInForce(store)
        self._history = History(store)
        self.annotator = annotator

    # Opening and closing

    @classmethod
    def create(cls, path: str | Path, *, schema: str | Path | Schema = "plover", annotator: str | None = None) -> Self:
        """Make a project file and open it.

        Raises:
            ProjectExistsError: something is at `path` already.
            SchemaError: the schema cannot be read.
        """
        loaded = schema if isinstance(schema, Schema) else load_schema(schema)
        target, name = Path(path), annotator or login_name()

        def found(unfinished: Path) -> None:
            # Before the file bears its name: whenever the power fails there is a whole project, or none.
            with cls(Store(unfinished), name) as project:
                project._found(loaded)

        create(target, found)
        try:
            return cls(Store(target), name)
        except BaseException:
            discard(target)
            raise

    @classmethod
    def open(cls, path: str | Path, *, annotator: str | None = None, read_only: bool = False) -> Self:
        """Open an existing project file; one that may not be written opens read-only.

        Raises:
            ProjectError: it is missing, no project, damaged, or of a newer version; the message says which.
        """
        return cls(Store(Path(path), read_only=read_only), annotator or login_name())

    def start_writing(self) -> None:
        """Open a project that was opened to be read for writing too, in place: what refers to it stays.

        It stays read-only where the file may not be written. Raises ProjectError as `open` does; reading goes on.
        """
        self._store.start_writing()
        self._elsewhere.reconnect()

    def close(self) -> None:
        """Checkpoint the log and close the file."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _found(self, schema: Schema) -> None:
        """Write what every project has. Not a step: undo never takes a project's founding back."""
        with self._store.transaction():
            number = self._store.things.reserve()
            version = SchemaVersion(number, schema.name, str(schema.version), dump_schema(schema), new_uid())
            self._store.schemas.insert(version)
            self._store.set_setting("uid", new_uid().hex())
            self._store.annotators.id_of(self.annotator)

    # Looking

    @property
    def path(self) -> Path:
        """The project file."""
        return self._store.path

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed: the file, its folder or the caller forbids it."""
        return self._store.read_only

    @property
    def is_in_place(self) -> bool:
        """Whether the file that is open still is the one at its path; else nothing can be written, only `backup`."""
        return self._store.is_in_place

    @property
    def uid(self) -> bytes:
        """16 bytes that tell this project from every other."""
        return self._store.uid()

    @property
    def schema(self) -> Schema:
        """The schema in force."""
        return self._schema.known()

    def tasks(self) -> tuple[ReviewTask, ...]:
        """What there is to do in a document: entities, and events where the schema has any."""
        return REVIEW_TASKS if self.schema.event_types else REVIEW_TASKS[:1]

    def annotators(self) -> list[str]:
        """Everybody who has a layer, or has opened the project to write."""
        return self._store.annotators.names()

    def documents(self) -> Iterator[Document]:
        """Every document with its text, in order; one at a time, so a large project fits in memory."""
        return self._reading.documents()

    def document_ids(self) -> list[int]:
        """The documents' ids, in order."""
        return self._store.documents.ids()

    def document(self, document_id: int) -> Document:
        """The document with this id. Raises VerbError if there is none."""
        return self._reading.document(document_id)

    def document_list(self) -> list[DocumentSummary]:
        """The documents as a list shows them, without their texts."""
        return self._reading.summaries()

    def document_summary(self, document_id: int) -> DocumentSummary:
        """One document as a list shows it. Raises VerbError if there is none."""
        return self._reading.summary(document_id)

    def layer(self, document_id: int, *, annotator: str | None = None, between: Fragment | None = None) -> Layer:
        """An annotator's annotations of a document (by default one's own), each kind in the order of the text.

        `between` keeps only the spans and events that begin in that stretch: enough to show it at once. Events
        without a trigger begin with the text.
        """
        return self._reading.layer(document_id, annotator or self.annotator, between=between)

    def layer_state(self, document_id: int, *, annotator: str | None = None) -> LayerState | None:
        """What an annotator says of a document as a whole: contexts and reviews."""
        return self._reading.layer_state(document_id, annotator or self.annotator)

    def span(self, span_id: int) -> Span | None:
        """The span with this id."""
        return self._store.spans.get(span_id)

    def event(self, event_id: int) -> Event | None:
        """The event with this id."""
        return self._store.events.get(event_id)

    def relation(self, relation_id: int) -> Relation | None:
        """The relation with this id."""
        return self._store.relations.get(relation_id)

    def entity(self, entity_id: int) -> Entity | None:
        """The entity with this id."""
        return self._store.entities.get(entity_id)

    def note(self, note_id: int) -> Note | None:
        """The note with this id."""
        return self._store.notes.get(note_id)

    def suggestions(
        self,
        document_id: int,
        *,
        state: SuggestionState | None = None,
        kind: SuggestionKind | None = None,
        between: Fragment | None = None,
    ) -> list[Suggestion]:
        """A document's suggestions in the order of the text; superseded ones only if `state` asks for them.

        `between` keeps only those that begin in that stretch.
        """
        return self._reading.suggestions(document_id, state=state, kind=kind, between=between)

    def suggestion(self, suggestion_id: int) -> Suggestion | None:
        """The suggestion with this id."""
        return self._reading.suggestion(suggestion_id)

    def phrases(self, document_id: int) -> tuple[Phrase, ...]:
        """Stretches of a document that can fill roles, as the latest suggester run found them."""
        return self._store.suggestions.phrases(document_id)

    def search(self, query: str, *, limit: int = 100) -> list[SearchHit]:
        """Documents that hold all words of the query; prefixes count."""
        return self._reading.search(query, limit=limit)

    def bundles(self, *, layer: str | None = None, finished: bool = False) -> Iterator[Bundle]:
        """Every document with all that is known about it, for exporters; `layer` narrows it to one annotator."""
        return self._reading.bundles(layer=layer, finished=finished)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Hear the change set of every step and every suggestion write; returns how to stop."""
        return self._broadcast.subscribe(listener)

    def catch_up(self) -> ChangeSet | None:
        """What other programs have written since this was last asked, or since opening; None where they wrote nothing.

        It is told to whoever has subscribed, like any change set. Takes microseconds where there is nothing.
        """
        changes = self._elsewhere.look()
        if changes is None:
            return None
        self._store.annotators.forget()
        self._schema.present()
        return self._tell(changes)

    # What is no step: suggesters' writes, and where the annotator is

    def suggest(self, progress: Progress | None = None, *, processes: int = 1, model: str | None = None) -> ChangeSet:
        """Run the suggester on every document that it has not seen; `progress` hears (done, of how many)."""
        from glossator.project.suggesting import suggest

        return suggest(self, progress=progress, processes=processes, model=model)

    def unsuggested(self, source: str, version: str) -> list[int]:
        """The documents that this suggester has not seen in this version; a learned one spares those worked on."""
        waiting = self._store.suggestions.unseen(source, version)
        return self._without_those_worked_on(waiting, source, version)

    def record_analysis(self, document_id: int, analysis: Analysis) -> ChangeSet:
        """Write what a suggester says of a document. No step: undo does not see it, redo is not cut off.

        Raises:
            VerbError: there is no such document.
            SuggestError: a proposal makes no sense, such as one beyond the text.
        """
        with agreeing(self.path), self._store.transaction():
            text = self._store.documents.text(document_id)
            if text is None:
                raise VerbError(f"There is no document with the id {document_id}.")
            added, superseded = self._store.suggestions.record(document_id, text, analysis)
        updated: dict[Kind, tuple[int, ...]] = {"suggestion": tuple(superseded)} if superseded else {}
        changes = ChangeSet("suggest", added={"suggestion": tuple(added)}, updated=updated, touched=(document_id,))
        self._broadcast.send(changes)
        return changes

    def place(self) -> tuple[int, int, float] | None:
        """Where this annotator was: document, caret (code points), scroll position (0 … 1 of the caret's line)."""
        return self._reading.place()

    def set_place(self, document_id: int, caret: int, scroll: float) -> None:
        """Remember where this annotator is."""
        if not self.read_only:
            self._reading.set_place(document_id, caret, scroll)

    def checkpoint(self) -> None:
        """Move the write-ahead log into the file; called when nobody is waiting for a key."""
        self._store.checkpoint()

    def backup(self, target: str | Path) -> None:
        """Write a verified copy of the project as it is at this moment; never over a file.

        It is taken from this open project, so it works too where the file was moved or deleted by another program.

        Raises:
            ProjectExistsError: something is at `target` already.
            ProjectDamagedError: the project is damaged; the copy was not kept.
            DiskError: `target` cannot be written.
        """
        self._store.backup(Path(target))

    # Verbs on documents

    def import_documents(
        self,
        paths: str | Path | Iterable[str | Path],
        *,
        format: str = "auto",  # noqa: A002 - the public interface says so
        encoding: str | None = None,
        skip_bad: bool = False,
        strict: bool = False,
        text_column: str | None = None,
    ) -> ChangeSet:
        """Import files, or the files of folders: all or none, unless `skip_bad`. `.documents` are the new ids.

        `text_column` names the column that holds the texts where a file is a table.

        Raises:
            ReadError, FormatError: of the first bad file; nothing has been imported then.
        """
        from glossator.project.importing import Reader

        reader = Reader(format_name=format, encoding=encoding, skip_bad=skip_bad, text_column=text_column)
        bundles = list(reader.read_all([paths] if isinstance(paths, str | Path) else paths))
        return self.import_bundles(
            bundles, strict=strict, notices=reader.notices, schemas=reader.schemas, agreed=reader.agreed
        )

    def import_texts(self, texts: Iterable[tuple[str, str]]) -> ChangeSet:
        """Import texts given as (name, text). They are normalised like a file's."""
        from glossator.project.importing import bundle_of_text

        return self.import_bundles([bundle_of_text(name, text) for name, text in texts])

    def import_bundles(
        self,
        bundles: Sequence[Bundle],
        *,
        strict: bool = False,
        notices: Sequence[str] = (),
        schemas: Sequence[Schema] = (),
        agreed: Sequence[Agreed] = (),
    ) -> ChangeSet:
        """Import documents with their annotations, as one step.

        Labels that the schema lacks are added to it, as `schemas` define them.
        """
        from glossator.project.transfer import import_bundles

        count = f"{len(bundles)} document{'' if len(bundles) == 1 else 's'}"
        return self._change(
            "import",
            f"import {count}",
            None,
            lambda step: import_bundles(step, bundles, strict=strict, notices=notices, schemas=schemas, agreed=agreed),
        )

    # Undo and redo

    def can_undo(self) -> str | None:
        """What undo would take back, in words; None if nothing."""
        step = undoable(self._store, self.annotator)
        return step.title if step else None

    def can_redo(self) -> str | None:
        """What redo would do again, in words; None if nothing."""
        step = redoable(self._store, self.annotator)
        return step.title if step else None

    def undo(self) -> ChangeSet:
        """Take back this annotator's latest step, in whatever document. Raises UndoError if that cannot be."""
        return self._tell(undo(self._store, self._schema.present, self.annotator))

    def redo(self) -> ChangeSet:
        """Do again what the latest undo took back. Raises UndoError if that cannot be."""
        return self._tell(redo(self._store, self._schema.present, self.annotator))

    # Export

    def export(
        self,
        out: str | Path,
        *,
        format: str,  # noqa: A002 - the public interface says so
        split: tuple[float, float, float] = (0.8, 0.1, 0.1),
        seed: int = 0,
        layer: str | None = None,
        finished: bool = False,
        pseudonymise: bool = False,
    ) -> LossReport:
        """Export every document (`finished`: only those done) of the only layer, or of the named one.

        `pseudonymise` replaces the annotators' names; what they wrote in notes stays.

        Raises:
            ExportError: several people have annotated and no layer was named; the format or place is wrong.
        """
        from glossator.project.transfer import export_project

        with self._store.snapshot():
            self._schema.present()
            return export_project(
                self, Path(out), format_name=format, split=split, seed=seed, layer=layer, finished=finished,
                pseudonymise=pseudonymise,
            )  # fmt: skip

    def preflight(
        self,
        format: str,  # noqa: A002 - the public interface says so
        *,
        split: tuple[float, float, float] = (0.8, 0.1, 0.1),
        seed: int = 0,
        layer: str | None = None,
        finished: bool = False,
        pseudonymise: bool = False,
    ) -> LossReport:
        """What an export to this format would lose. Writes nothing."""
        from glossator.project.transfer import preflight_project

        with self._store.snapshot():
            self._schema.present()
            return preflight_project(
                self, format_name=format, split=split, seed=seed, layer=layer, finished=finished,
                pseudonymise=pseudonymise,
            )  # fmt: skip

    # How verbs are run

    def _reopened(self, event_id: int) -> Group:
        return reopened(self._store, self.annotator, event_id)

    def _is_draft(self, event_id: int) -> bool:
        event = self._store.events.get(event_id)
        return event is not None and event.draft

    def _record(
        self, verb: str, title: str, document_id: int | None, work: Callable[[Step], R], *, closes: bool = False
    ) -> tuple[R, ChangeSet]:
        label = Label(verb, title, document_id)
        result, changes = record(
            self._store, self._schema.present, self.annotator, label, work, group=self._group, closes=closes
        )
        return result, self._tell(changes)

    def _tell(self, changes: ChangeSet) -> ChangeSet:
        if "schema" in changes.kinds:
            self._schema.present()
        self._broadcast.send(changes)
        return changes


def login_name() -> str:
    """The name that the operating system knows this person by."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "annotator"


__all__ = ["Metadata", "Project", "login_name"]
