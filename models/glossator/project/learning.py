"""The façade's learning: what people have decided becomes a model of the project's own, kept beside its file.

Which model is in force is a setting of the project. It is no step: undo leaves it, choosing another takes it back.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from glossator.annotation import Bundle, Layer
from glossator.annotation.identity import hull
from glossator.errors import ReadOnlyProjectError, SuggestError, VerbError
from glossator.schema import Schema
from glossator.store import Store
from glossator.store.learned import Choice, choice, choose, left_alone

if TYPE_CHECKING:
    from glossator.project.scoring import Comparison
    from glossator.suggest.learning.learner import Outcome, Told
    from glossator.suggest.learning.material import Lesson
    from glossator.suggest.learning.shelf import Learned, Shelf

# The suggest layer is imported by the methods that need it: the window starts without.


@dataclass(frozen=True, slots=True)
class ModelInForce:
    """What suggests in a project. `model` is what suggesters are started with; None: the shipped one.

    `notice` is a sentence for the user where the version that was chosen cannot be used.
    """

    model: str | None = None
    number: int | None = None
    notice: str | None = None


@dataclass(frozen=True, slots=True)
class KeptVersion:
    """A version beside the project. `learned` is None where it is damaged; `fault` says how."""

    number: int
    learned: Learned | None
    in_force: bool
    fault: str | None = None


class Learning(ABC):
    """A model of the project's own. `Project` mixes it in."""

    annotator: str
    _store: Store

    @property
    @abstractmethod
    def schema(self) -> Schema:
        """The schema in force."""

    @property
    @abstractmethod
    def path(self) -> Path: ...

    @property
    @abstractmethod
    def read_only(self) -> bool: ...

    @abstractmethod
    def bundles(self, *, layer: str | None = None, finished: bool = False) -> Iterator[Bundle]: ...

    # What there is to learn from

    def lessons(self) -> list[Lesson]:
        """This annotator's documents whose entities are done, and what is decided in those that are in progress."""
        found = (self._lesson(bundle) for bundle in self.bundles(layer=self.annotator))
        return [lesson for lesson in found if lesson.complete or lesson.spans or lesson.rejected]

    def _lesson(self, bundle: Bundle) -> Lesson:
        from glossator.suggest.learning.material import Lesson, Place

        layer = next(iter(bundle.layers), None) or Layer(bundle.document.id, self.annotator)
        labelled = [span for span in layer.spans if span.label]
        refused = {one.suggestion for one in bundle.decisions if one.state == "rejected"}
        return Lesson(
            bundle.document.uid.hex(),
            bundle.document.text,
            spans=tuple(Place(one.start, one.end, one.label or "") for one in labelled if len(one.fragments) == 1),
            rejected=tuple(
                Place(one.start, one.end, one.label)
                for one in bundle.suggestions
                if one.id in refused and one.kind == "span" and len(one.fragments) == 1
            ),
            blurred=tuple(hull(one.fragments) for one in labelled if 1 < len(one.fragments)),
            complete=layer.review("entities") == "done",
            language=bundle.document.metadata.language,
            title=bundle.document.metadata.title,
        )

    def learn(self, told: Told | None = None) -> Outcome:
        """Learn from what is finished, and put what came of it in force if F1 on held-out documents does not fall.

        Takes up to a minute for 20 articles; the project is not locked meanwhile. `told` hears how far it is.

        Raises:
            SuggestError: too little is finished, or the disk refuses. Nothing was changed.
        """
        from glossator.suggest.learning.learner import learn

        if self.read_only:
            raise ReadOnlyProjectError(f"{self.path} is open for reading only: nothing can be learned for it.")
        lessons = self.lessons()
        if not any(lesson.complete for lesson in lessons):
            self._refuse_nothing()
        now = self.suggester_model()
        outcome = learn(
            lessons,
            schema=self.schema,
            shelf=self._shelf(),
            in_force=Path(now.model) if now.model else None,
            told=told or (lambda _what, _share: None),
        )
        if outcome.learned is not None:
            self.use_model(outcome.learned.number)
        return outcome

    def _refuse_nothing(self) -> None:
        rows = self._store.database.execute(
            "SELECT a.name, count(*) FROM layer l JOIN annotator a ON a.id = l.annotator_id WHERE json_valid(l.reviews)"
            " AND json_extract(l.reviews, '$.entities') = 'done' GROUP BY a.name ORDER BY a.name"
        ).fetchall()
        others = ", ".join(f"{name} ({count})" for name, count in rows)
        hint = f" Finished by others: {others}; name one of them to learn from that." if others else ""
        raise SuggestError(
            f"There is nothing to learn from: {self.annotator} has finished the entities of no document.{hint}"
        )

    # Versions

    def suggester_model(self) -> ModelInForce:
        """What suggests here. Where the version chosen is missing or damaged, the shipped model, and it is said."""
        from glossator.suggest.identity import identity
        from glossator.suggest.learning.shelf import RECOGNISER, read_whole

        chosen = choice(self._store)
        if chosen is None:
            return ModelInForce()
        folder = self._shelf().path_of(chosen.number)
        try:
            if not folder.is_dir():
                raise SuggestError(f"{folder} is not there.")
            learned, _ = read_whole(folder)
            if learned.files[RECOGNISER] != chosen.sha256:
                raise SuggestError(f"{folder} holds another one of that number.")
            identity(str(folder))
        except SuggestError as error:
            unusable = f"What was learned (version {chosen.number}) cannot be used, so the shipped model suggests"
            return ModelInForce(notice=f"{unusable}: {error}")
        return ModelInForce(str(folder.absolute()), chosen.number)

    def learned_versions(self) -> list[KeptVersion]:
        """The versions beside the project, the oldest first."""
        from glossator.suggest.learning.shelf import read_whole

        now = self.suggester_model().number
        found: list[KeptVersion] = []
        for number, folder in self._shelf().versions():
            try:
                learned, _ = read_whole(folder)
            except SuggestError as error:
                found.append(KeptVersion(number, None, False, str(error)))
            else:
                found.append(KeptVersion(number, learned, number == now))
        return found

    def use_model(self, number: int | None) -> ModelInForce:
        """Put a version in force, or with None the shipped model. No step: undo leaves it.

        Documents nobody has worked on are suggested anew next time; all others stay as they are.

        Raises:
            VerbError: there is no such version.
            SuggestError: it is damaged. Nothing was changed.
        """
        from glossator.suggest.identity import identity
        from glossator.suggest.learning.shelf import RECOGNISER, read_whole

        if number is None:
            choose(self._store, None, *identity())
            return self.suggester_model()
        shelf = self._shelf()
        known = dict(shelf.versions())
        if number not in known:
            there = ", ".join(map(str, known)) or "none"
            raise VerbError(f"There is no version {number} in {shelf.folder}. There are: {there}. Nothing was changed.")
        learned, _ = read_whole(known[number])
        choose(self._store, Choice(number, learned.files[RECOGNISER]), *identity(str(known[number])))
        return self.suggester_model()

    # How good annotations are

    def score(
        self,
        gold: str | Path,
        *,
        layer: str | None = None,
        gold_layer: str | None = None,
        finished: bool = False,
    ) -> Comparison:
        """Compare a layer (by default this annotator's, or the only one) with a gold standard. Changes nothing.

        `gold` is another project, or a file in a format that can be read; `finished`: only what is finished there.

        Raises:
            VerbError: it does not go without saying whose layer is meant, or no document is in both.
            GlossatorError: the gold cannot be read.
        """
        from glossator.project.scoring import chosen_layer, compare, read_gold

        path = Path(gold)
        right, ours = read_gold(path, finished), list(self.bundles())
        whose = chosen_layer(ours, layer, self.path, self.annotator)
        found = compare(ours, whose, right, chosen_layer(right, gold_layer, path))
        if not found.names:
            raise VerbError(f"No document of {path} has the text of one in {self.path}: there is nothing to compare.")
        return found

    def _without_those_worked_on(self, waiting: list[int], source: str, version: str) -> list[int]:
        """Of documents that a suggester has not seen, those it may read."""
        kept = left_alone(self._store, source, version)
        return [number for number in waiting if number not in kept] if kept else waiting

    def _shelf(self) -> Shelf:
        from glossator.suggest.learning.shelf import Shelf

        return Shelf(self.path)
