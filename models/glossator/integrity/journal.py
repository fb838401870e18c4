"""The journal: every step in its place, each standing on what the ones before it left, all of them the present rows.

Part of integrity. The journal is gone through once, step by step; of the objects only digests are kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from glossator.integrity.decoding import Faulty, check_time
from glossator.integrity.heads import Heads, Lines, Move
from glossator.integrity.images import Image, Row, Shape, digest, images_in, kind_in, present_images
from glossator.integrity.names import KnownNames
from glossator.integrity.reference import RENAMED, STEPPED
from glossator.integrity.verdict import Report
from glossator.integrity.words import a, first_up, note
from glossator.integrity.workbench import Workbench, shortened

COLUMNS: Final = (
    "id, annotator_id, time, verb, title, document_id, image_version, images, group_id, closes, parent, inverts,"
    " undo_head, redo_head"
)


def check_journal(bench: Workbench, known: KnownNames, report: Report) -> None:
    """Every step, and then the present rows against what the steps add up to."""
    checks = _Journal(bench, known, report)
    checks.steps()
    checks.present()


@dataclass(slots=True)
class _Journal:
    """`state` is what each object is by now (its digest), None where it was deleted.

    Where a step cannot be read, nobody knows what it changed: the state is forgotten, and learnt anew from the steps
    after it.
    """

    bench: Workbench
    known: KnownNames
    report: Report
    state: dict[int, bytes | None] = field(default_factory=dict)
    has_holes: bool = False
    lines: Lines = field(default_factory=Lines)
    shape: Shape = field(init=False)
    imported: set[int] = field(default_factory=set)
    texts: set[int] = field(init=False)

    def __post_init__(self) -> None:
        self.shape = Shape(self.bench.layout)
        self.texts = {number for (number,) in self.bench.connection.execute("SELECT document_id FROM text")}
        first = self.bench.one("SELECT min(id) FROM schema")
        founding = next(
            (image for image in present_images(self.bench.connection, "schema") if image["id"] == first), None
        )
        if founding is not None:
            self.state[founding["id"]] = digest("schema", founding)

    def steps(self) -> None:
        """Every step in its order."""
        expected = 1
        for row in self.bench.rows(f"SELECT {COLUMNS} FROM step ORDER BY id"):
            number = row[0]
            if expected < number:
                self._gap(expected, number - 1)
            expected = number + 1
            self._step(*row)
        last = self.bench.one("SELECT max(seq) FROM sequence WHERE name = 'step'")
        if isinstance(last, int) and expected <= last:
            self._gap(expected, last)

    def _gap(self, first: int, last: int) -> None:
        which = f"Step {first} is" if first == last else f"The steps {first} to {last} are"
        self.report.add("journal.gap", f"{which} missing from the history.", table="step", id=first)
        self._forget()

    def _forget(self) -> None:
        self.has_holes = True
        self.state.clear()

    def _step(
        self, number: int, annotator_id: int, time: str, verb: str, title: str, document_id: int | None, version: int,
        blob: bytes, group_id: int | None, closes: int, parent: int | None, inverts: int | None,
        undo_head: int | None, redo_head: int | None,
    ) -> None:  # fmt: skip
        words = f"Step {number} (“{shortened(title)}”)"
        move = Move(number, annotator_id, verb, group_id, bool(closes))
        self._pointers(move, Heads(parent, inverts, undo_head, redo_head), words)
        try:
            check_time(time)
        except Faulty as fault:
            self._add("value.time", f"{words}: its time is {fault}.", number)
        if document_id is not None and document_id not in self.texts:
            self._add("journal.document", f"{words} names a document that there never was ({document_id}).", number)
        try:
            fits = self._all_fit(blob, version, verb)
        except Faulty as fault:
            self._add("journal.images", f"{words}: what it changed cannot be read; it is {fault}.", number)
            self._forget()
            return
        if not fits:
            self._add("journal.chain", f"{words} does not follow from the steps before it.", number)

    def _all_fit(self, blob: bytes, version: int, verb: str) -> bool:
        fits = True
        for image in images_in(blob, version, self.bench.layout.image_version):
            fits = self._apply(image, verb) and fits
        return fits

    def _apply(self, image: Image, verb: str) -> bool:
        """Whether an object is as a step says that it found it; from now on it is as the step left it."""
        self.shape.check(image)
        if image.kind in RENAMED:
            return image.before is not None and image.after is not None
        fits = True
        before = None if image.before is None else digest(image.kind, image.before)
        if image.id in self.state or not self.has_holes:
            fits = self.state.get(image.id) == before
        if image.after is None:
            if self.has_holes:
                self.state[image.id] = None
            else:
                self.state.pop(image.id, None)
            return fits
        self.state[image.id] = digest(image.kind, image.after)
        if image.kind == "schema" and not self.known.take(image.after["toml"]):
            self._add("project.schema", f"A version of the schema ({image.id}) in the history cannot be read.", None)
        if image.kind == "decision" and verb == "import" and not has_its_result(image.after):
            self.imported.add(image.id)
        return fits

    def _pointers(self, move: Move, heads: Heads, words: str) -> None:
        if not self.has_holes:
            if not self.lines.is_grouped_well(move):
                self._add("journal.group", f"{words} belongs to a group of steps that there is not.", move.id)
            if self.lines.expected(move) != heads:
                self._add("journal.heads", f"{words} leads undo and redo to the wrong steps.", move.id)
        self.lines.follow(move, heads)

    def present(self) -> None:
        """The present rows against what the steps add up to."""
        for kind, table in self.bench.layout.stepped.items():
            for image in present_images(self.bench.connection, kind):
                self.bench.tick(1)
                self._compare(kind, table, image)
        self._missing({number: kind_in(state) for number, state in self.state.items() if state is not None})

    def _compare(self, kind: str, table: str, image: Row) -> None:
        number = image["id"]
        if kind == "decision" and number not in self.imported and not has_its_result(image):
            note(self.report, self.bench, "decision.result", table, number, f"is “{image['state']}”, unlike its result")
        if number not in self.state and self.has_holes:
            return
        state = self.state.pop(number, None)
        if state is None:
            said = "is not there by the history: no step has made it, or one has removed it"
            note(self.report, self.bench, "journal.surplus", table, number, said)
        elif state != digest(kind, image):
            said = "is not as the last step that changed it left it"
            note(self.report, self.bench, "journal.differs", table, number, said)

    def _missing(self, kinds: dict[int, str]) -> None:
        """Objects that no row tells of any more; the history knows what they were."""
        firsts = {kind: number for number, kind in reversed(kinds.items())}
        last: dict[int, Row] = {}
        for image in self._images_of({*firsts.values()}) if firsts else ():
            if image.after is not None:
                last[image.id] = image.after
        for number, kind in kinds.items():
            words = self._words(kind, last.get(number, {}))
            what = f"{words} (number {number}) is missing: by the history it is there."
            self.report.add("journal.missing", what, table=STEPPED[kind], id=number)

    def _images_of(self, ids: set[int]) -> Iterator[Image]:
        to = self.bench.layout.image_version
        for version, blob in self.bench.connection.execute("SELECT image_version, images FROM step ORDER BY id"):
            with suppress(Faulty):
                yield from (image for image in images_in(blob, version, to) if image.id in ids)

    def _words(self, kind: str, image: Row) -> str:
        words = image.get("text") or image.get("name") or ""
        said = f" “{shortened(words)}”" if words else ""
        document_id = image.get("document_id")
        what = f"{a(STEPPED[kind])}{said}"
        return first_up(what) if document_id is None else f"In {self.bench.name(document_id)}: {what}"

    def _add(self, code: str, what: str, number: int | None) -> None:
        self.report.add(code, what, table="step", id=number)


def has_its_result(decision: Row) -> bool:
    """A suggestion was rejected and nothing came of it, or something did."""
    return bool((decision["state"] == "rejected") == (decision["result_id"] is None))
