"""What suggestions are called, as steps change it: a migration of the schema renames in them too. Part of the store.

Machines write suggestions and people never change them, but for this: their label, the names in their hints, and, where
nothing is left that they could be called, that they are superseded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from glossator.annotation import Suggestion
from glossator.store.hints import hint_of
from glossator.store.rows import AnnotatorId, AnnotatorName, Row, fragments_of
from glossator.store.tables import Codec, Table

_CHANGE = (
    "UPDATE suggestion SET label = ?1, hint = ?2,"
    " superseded = CASE WHEN label = ?1 AND hint IS ?2 THEN ?3 ELSE superseded END WHERE id = ?4"
)
"""A suggester may have superseded a suggestion since: only an image that changes nothing else says anything of that."""


class ProposedNames(Table[Suggestion]):
    """Suggestions as images. Only what they are called is ever written; they are neither added nor removed."""

    def update_images(self, images: Sequence[Row]) -> None:
        """Write what suggestions are called."""
        self._many(_CHANGE, [(one["label"], one["hint"], one["superseded"], one["id"]) for one in images])

    def same(self, one: Row | None, other: Row | None) -> bool:
        """Whether two images call a suggestion the same."""
        if one is None or other is None:
            return one is other
        return (one["label"], one["hint"]) == (other["label"], other["hint"])

    def _unlike_to_the_letter(self, wanted: Mapping[int, Row | None]) -> list[int]:
        return list(wanted)


def _row(suggestion: Suggestion, _: AnnotatorId) -> Row:
    raise TypeError(f"suggestion {suggestion.id} is written by suggesters")


def _suggestion(row: Row, _: AnnotatorName) -> Suggestion:
    """A suggestion without its suggester and without anybody's decision."""
    return Suggestion(
        row["id"], row["document_id"], row["kind"], row["label"], fragments_of(row), row["text"], row["score"],
        source="", version="", state="superseded" if row["superseded"] else "pending", hint=hint_of(row["hint"]),
        uid=row["uid"],
    )  # fmt: skip


PROPOSED: Codec[Suggestion] = Codec("suggestion", "suggestion", _row, _suggestion)
