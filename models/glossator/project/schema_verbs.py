"""The façade's verbs that migrate the schema: its names change, and whatever bears them, as one step."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from glossator.annotation import ChangeSet
from glossator.steps import SchemaInForce, Step
from glossator.store import Store

if TYPE_CHECKING:
    from glossator.schema.migration import Change, MigrationPreview

# What migrates is imported where it is needed: the window starts without.


class SchemaVerbs(ABC):
    """Renaming, merging, splitting, deleting and retyping names of the schema. `Project` runs the steps."""

    _store: Store
    _schema: SchemaInForce

    @abstractmethod
    def _change(
        self, verb: str, title: str, document_id: int | None, work: Callable[[Step], Any], *, closes: bool = False
    ) -> ChangeSet: ...

    def preview_migration(self, changes: Sequence[Change]) -> MigrationPreview:
        """What `migrate_schema` would do with these changes, one after the other. Changes nothing."""
        from glossator.steps.verbs import migration

        with self._store.snapshot():
            return migration.preview(self._store, self._schema.present(), changes)

    def migrate_schema(self, changes: Sequence[Change]) -> ChangeSet:
        """Make these changes to the schema, one after the other, and to whatever bears its names, as one step.

        Everybody's layers change, drafts, documents' contexts, entities and rulings too, and what suggesters have
        proposed. Split names that no rule decides put a flag on what bears them. The change set's notices say what
        each change did.

        Raises:
            SchemaError: a change cannot be made; the message says which and why. Nothing was changed.
        """
        from glossator.steps.verbs import migration

        return self._change(
            "migrate_schema", migration.title_of(changes), None, lambda step: migration.migrate(step, changes)
        )
