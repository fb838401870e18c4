"""Verbs, journal, undo and redo, change sets. Imports `store`, `schema`, `annotation`, `text`, `errors`."""

from glossator.steps.record import Group, Label, record
from glossator.steps.step import Step
from glossator.steps.undo import redo, redoable, undo, undoable
from glossator.steps.versions import SchemaInForce

__all__ = ["Group", "Label", "SchemaInForce", "Step", "record", "redo", "redoable", "undo", "undoable"]
