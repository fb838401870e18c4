"""Verbs, journal, undo and redo, change sets. Imports `store`, `schema`, `annotation`, `text`, `errors`."""

from glossator.steps.history import History, HistoryStep, Past
from glossator.steps.record import Group, Label, record
from glossator.steps.step import Step, summed_up
from glossator.steps.undo import redo, redoable, reopened, undo, undoable
from glossator.steps.versions import SchemaInForce

__all__ = [
    "Group",
    "History",
    "HistoryStep",
    "Label",
    "Past",
    "SchemaInForce",
    "Step",
    "record",
    "redo",
    "redoable",
    "reopened",
    "summed_up",
    "undo",
    "undoable",
]
