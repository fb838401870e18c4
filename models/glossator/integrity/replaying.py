"""The second part of a repair: the journal, made whole again, and what it says that the annotations are.

Part of integrity. Where a step is lost, the steps after it tell what it changed: they say how they found each object.
What no later step tells of, the present rows do. So the rebuilt journal is a chain again, from the first step to the
last, and as long as it was.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final, TypeAlias

from glossator.integrity.account import Account
from glossator.integrity.images import Image, Row, digest, images_in, present_images
from glossator.integrity.names import KnownNames
from glossator.integrity.reference import RENAMED, STEPPED
from glossator.integrity.workbench import Workbench

_MOST_LOST_AT_THE_END: Final = 10_000
"""Where `sqlite_sequence` speaks of more steps than that after the last one, it is damaged itself."""


Change: TypeAlias = tuple[str, int, str | None, str | None]
"""Kind, id, and the object before and after as JSON."""


@dataclass(slots=True)
class Replay:
    """The journal of a workbench gone through, and rewritten there where it has to be.

    Makes the tables `state` (what each object is by the journal, and which step touched it last) and `change` (what the
    rebuilt steps changed, in order).
    """

    bench: Workbench
    account: Account
    known: KnownNames
    founding: int = 0
    last_hole: int = 0
    document_uids: dict[int, bytes] = field(default_factory=dict)
    imported: set[int] = field(default_factory=set)
    holes: list[int] = field(default_factory=list)
    rewritten: set[int] = field(default_factory=set)
    _cache: dict[int, tuple[bytes | None, int]] = field(default_factory=dict)

    def run(self) -> None:
        """Go through all of it."""
        execute = self.bench.connection.execute
        execute("CREATE TABLE state (id INTEGER PRIMARY KEY, kind, image)")
        execute("CREATE TABLE change (step_id, kind, id, before, after)")
        self._found()
        expected = 1
        for (number,) in execute("SELECT id FROM step ORDER BY id").fetchall():
            self._hole(expected, number - 1)
            self._step(number)
            expected = number + 1
            self.bench.tick(1)
        self._hole(expected, self._last_known(expected))

    def _found(self) -> None:
        """The first version of the schema is in no step."""
        stepped = {image.id for image in self._all_images("schema")}
        versions = [image for image in present_images(self.bench.connection, "schema") if image["id"] not in stepped]
        founding = next((image for image in versions if self.known.take(image["toml"])), None)
        if founding is None:
            founding = self._new_founding(stepped)
        self.founding = founding["id"]
        self._set("schema", self.founding, founding, 0)

    def _all_images(self, kind: str) -> Iterator[Image]:
        for (number,) in self.bench.connection.execute("SELECT id FROM step ORDER BY id").fetchall():
            for image in self._images_of(number):
                if image.kind == kind:
                    yield image

    def _images_of(self, number: int) -> Iterator[Image]:
        version, blob = self.bench.connection.execute(
            "SELECT image_version, images FROM step WHERE id = ?", (number,)
        ).fetchone()
        return images_in(blob, version, self.bench.layout.image_version)

    def _new_founding(self, stepped: set[int]) -> Row:
        from glossator.schema import dump_schema, load_schema
        from glossator.store.things import new_uid

        found = self.bench.one("SELECT min(id) FROM thing WHERE kind = 'schema'")
        number = found if isinstance(found, int) and found not in stepped else 1
        earliest = next(
            (i.after for i in self._all_images("schema") if i.after and self.known.take(i.after["toml"])), None
        )
        if earliest is not None:
            self.account.regretted.append(
                "The schema that the project began with is lost; the next one takes its place."
            )
            return {**earliest, "id": number, "uid": new_uid().hex()}
        schema = load_schema("plover")
        toml = dump_schema(schema)
        self.known.take(toml)
        self.account.regretted.append("The project's schema is lost; PLOVER and all names in use take its place.")
        return {"id": number, "uid": new_uid().hex(), "name": schema.name, "version": str(schema.version), "toml": toml}

    def _last_known(self, expected: int) -> int:
        last = self.bench.one("SELECT max(seq) FROM sequence WHERE name = 'step'")
        is_likely = isinstance(last, int) and last < expected + _MOST_LOST_AT_THE_END
        return last if is_likely else expected - 1

    def _hole(self, first: int, last: int) -> None:
        if first <= last:
            self.holes.extend(range(first, last + 1))
            self.last_hole = last
            self.account.rebuilt_steps += last - first + 1

    def _step(self, number: int) -> None:
        verb = self.bench.one("SELECT verb FROM step WHERE id = ?", (number,))
        for place, image in enumerate(self._images_of(number)):
            if image.kind in RENAMED:
                # Suggesters write these; a repair keeps their rows, and what steps have called them.
                if number in self.rewritten:
                    self._note(number, image)
                continue
            fitting = self._fit(image)
            if fitting is not image and number not in self.rewritten:
                self._rewrite(number, islice(self._images_of(number), place))
            if fitting is not None:
                self._set(image.kind, image.id, image.after, number)
                if number in self.rewritten:
                    self._note(number, fitting)
            self._learn(image)
            if verb == "import" and image.kind == "decision" and image.after is not None:
                self.imported.add(image.id)

    def _rewrite(self, number: int, so_far: Iterable[Image]) -> None:
        """From here on this step's images are not as they were; those before are."""
        self.rewritten.add(number)
        self.account.mended["step"] += 1
        for image in so_far:
            self._note(number, image)

    def _learn(self, image: Image) -> None:
        """Names of schemas, and uids of documents: a removed one's text stays, and with it its uid."""
        for state in (image.before, image.after):
            if state is not None and image.kind == "schema":
                self.known.take(state["toml"])
            elif state is not None and image.kind == "document":
                self.document_uids[image.id] = bytes.fromhex(state["uid"])

    def _fit(self, image: Image) -> Image | None:
        """The image as it follows from what came before; None where then it changes nothing."""
        present, touched = self._get(image.id)
        before = None if image.before is None else digest(image.kind, image.before)
        if present == before:
            return image
        current = self.image(image.id)
        if touched < self.last_hole:
            # A lost step did that: nobody else has touched the object since.
            self._note(self.last_hole, Image(image.kind, image.id, current, image.before))
            return image
        if present == (None if image.after is None else digest(image.kind, image.after)):
            return None
        return Image(image.kind, image.id, current, image.after)

    def note_lost(self, change: Change) -> None:
        """Note a change as the doing of the last step that was lost."""
        self.bench.connection.execute("INSERT INTO change VALUES (?, ?, ?, ?, ?)", (self.last_hole, *change))

    def _note(self, step_id: int, image: Image) -> None:
        self.bench.connection.execute(
            "INSERT INTO change VALUES (?, ?, ?, ?, ?)",
            (step_id, image.kind, image.id, as_text(image.before), as_text(image.after)),
        )

    def _get(self, number: int) -> tuple[bytes | None, int]:
        return self._cache.get(number, (None, -1))

    def _set(self, kind: str, number: int, image: Row | None, step_id: int) -> None:
        self._cache[number] = (None if image is None else digest(kind, image), step_id)
        self.bench.connection.execute("INSERT OR REPLACE INTO state VALUES (?, ?, ?)", (number, kind, as_text(image)))

    def image(self, number: int) -> Row | None:
        """What an object is by the journal."""
        text = self.bench.one("SELECT image FROM state WHERE id = ?", (number,))
        return None if text is None else json.loads(text)

    def digest_of(self, number: int) -> bytes | None:
        """The digest of what an object is by the journal; None where it is not there."""
        return self._get(number)[0]

    def knows(self, number: int) -> bool:
        """Whether the journal has the last word on an object: no lost step can have changed it since."""
        return not self.last_hole or self.last_hole < self._get(number)[1]


def final_images(replay: Replay, faulty: dict[str, set[int]]) -> Iterator[tuple[str, Row]]:
    """What every object is to be, with its kind: by the journal, and by its row where a step that was lost may have
    changed it after all that is known. `faulty` are rows, by table, that cannot be right."""
    bench = replay.bench
    seen: set[int] = set()
    for kind, table in bench.layout.stepped.items():
        for row in present_images(bench.connection, kind):
            number = row["id"]
            if not replay.knows(number) and number not in seen and number not in faulty.get(table, ()):
                seen.add(number)
                yield kind, row
    for number, kind, text in bench.connection.execute("SELECT id, kind, image FROM state WHERE image IS NOT NULL"):
        if number in seen:
            continue
        table = STEPPED[kind]
        is_trusted = replay.knows(number) or number == replay.founding
        if is_trusted or number in faulty.get(table, ()) or bench.is_lost(table, number):
            yield kind, json.loads(text)


def as_text(image: Row | None) -> Any:
    """An image as JSON."""
    return None if image is None else json.dumps(image, ensure_ascii=False, separators=(",", ":"))
