"""The rows that a migration would change, kept in memory: a preview ends here, a migration writes them at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from glossator.annotation import Kind
from glossator.store import Image, Store
from glossator.store.rows import Row


@dataclass(frozen=True, slots=True)
class Flag:
    """A mark for attention on a thing that a person has to decide about. `annotator_id` is whose thing it is."""

    annotator_id: int
    document_id: int
    target: int
    text: str


class Draft:
    """What the project would hold: its rows, with those over them that have been changed so far."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.flags: list[Flag] = []
        self._before: dict[tuple[Kind, int], Row] = {}
        self._now: dict[Kind, dict[int, Row | None]] = {}

    def find(self, kind: Kind, condition: str, parameters: Sequence[object] = ()) -> Iterator[Row]:
        """The rows of a kind that satisfy a condition on table `t`, and all that have been changed before.

        So whoever asks has to look whether a row is one of those that were meant.
        """
        changed = dict(self._now.get(kind, {}))
        for number, row in self.store.tables[kind].images_where(condition, parameters).items():
            if number not in changed:
                yield row
        yield from (row for row in changed.values() if row is not None)

    def these(self, kind: Kind, ids: Iterable[int]) -> Iterator[Row]:
        """Rows by id, those that are there."""
        changed = self._now.get(kind, {})
        unchanged = []
        for number in dict.fromkeys(ids):
            if number not in changed:
                unchanged.append(number)
            elif (row := changed[number]) is not None:
                yield row
        if unchanged:
            yield from self.store.tables[kind].images(unchanged).values()

    def original(self, kind: Kind, number: int) -> Row | None:
        """A row as it was before the migration; None where it has not been changed."""
        return self._before.get((kind, number))

    def write(self, kind: Kind, before: Row, after: Row | None) -> None:
        """Change a row; None: take it out."""
        number = before["id"]
        self._before.setdefault((kind, number), before)
        self._now.setdefault(kind, {})[number] = after

    def images(self, version: int) -> list[Image]:
        """The changes, as a step writes them; what has been changed says that it is of this version of the schema."""
        images = []
        for kind, rows in self._now.items():
            for number, after in rows.items():
                before = self._before[kind, number]
                if after == before:
                    continue
                if after is not None and "schema_version" in after:
                    after = {**after, "schema_version": version}
                images.append(Image(kind, number, before, after))
        return images


class Tally:
    """What one change does, for its preview."""

    def __init__(self) -> None:
        self.changed: Counter[str] = Counter()
        self.deleted: Counter[str] = Counter()
        self.undecided = 0
        self.examples: list[tuple[int | None, int, str]] = []
        self.lost_modes = 0

    def note(self, kind: Kind, before: Mapping[str, object], *, is_deleted: bool) -> None:
        """Count a row that changes, or goes."""
        (self.deleted if is_deleted else self.changed)[kind] += 1
        if len(self.examples) < MOST_EXAMPLES and kind not in ("suggestion", "decision", "note"):
            document, number, text = before.get("document_id"), before["id"], before.get("text") or before.get("name")
            self.examples.append(
                (
                    document if isinstance(document, int) else None,
                    number if isinstance(number, int) else 0,
                    text if isinstance(text, str) else "",
                )
            )


MOST_EXAMPLES = 5
