"""Migrations of a schema: what is renamed, merged, split, deleted, retyped, and the schema that comes of it.

Part of the schema layer; pure functions. What becomes of annotations is done by `glossator.steps.verbs.migration`.
"""

from glossator.schema.migration.changes import (
    ByAttribute,
    BySurface,
    Change,
    Delete,
    Merge,
    Rename,
    Retype,
    Rule,
    Split,
    words_of,
)
from glossator.schema.migration.groups import GROUPS, names_in
from glossator.schema.migration.migrated import migrated
from glossator.schema.migration.preview import ChangePreview, Example, MigrationPreview
from glossator.schema.migration.verdicts import Bearer, Verdict, verdict_of

__all__ = [
    "GROUPS",
    "Bearer",
    "ByAttribute",
    "BySurface",
    "Change",
    "ChangePreview",
    "Delete",
    "Example",
    "Merge",
    "MigrationPreview",
    "Rename",
    "Retype",
    "Rule",
    "Split",
    "Verdict",
    "migrated",
    "names_in",
    "verdict_of",
    "words_of",
]
