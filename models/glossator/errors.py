"""Errors of the user's world, the lowest layer: it imports nothing of the core.

A message says what happened, where, and what to do. Everything that is not a `GlossatorError` is a bug.
"""

from __future__ import annotations


class GlossatorError(Exception):
    """Something the user can act on: shown as one clear line, never as a traceback."""


class ProjectError(GlossatorError):
    """The project file cannot be used as asked."""


class ProjectNotFoundError(ProjectError):
    """There is no project file at the path given."""


class ProjectExistsError(ProjectError):
    """A file stands where a new project was to be made."""


class NotAProjectError(ProjectError):
    """The file is something else than a Glossator project."""


class ProjectDamagedError(ProjectError):
    """The project file is damaged: it is never opened as if it were empty."""


class ForeignSchemaError(ProjectDamagedError):
    """The project file holds tables, triggers or views that no Glossator project has: somebody has tampered with it."""


class ProjectMovedError(ProjectError):
    """The file that is open was moved, deleted or replaced by another program; nothing was changed."""


class NewerProjectError(ProjectError):
    """The project was written by a newer version of the program."""


class ReadOnlyProjectError(ProjectError):
    """A change was asked of a project that can only be read."""


class ProjectBusyError(ProjectError):
    """Another program is writing to the project."""


class DiskError(ProjectError):
    """The disk refused: full, gone, or failing. Nothing was changed."""


class SchemaError(GlossatorError):
    """A schema file is wrong; the message names the line and column."""


class KnowledgeError(GlossatorError):
    """A list of names for the knowledge base is wrong; the message names file, line and column."""


class ReadError(GlossatorError):
    """An input file cannot be read as text."""


class FormatError(GlossatorError):
    """A file of annotations is not in the format it should be in."""


class ExportError(GlossatorError):
    """The export cannot be written as asked."""


class SuggestError(GlossatorError):
    """A suggestion model or its worker process cannot do its work."""


class VerbError(GlossatorError):
    """A change was refused because its arguments do not fit the project."""


class UndoError(GlossatorError):
    """There is nothing to undo or redo, or somebody else has since changed the same things."""
