"""Offline annotation of entities and events in text: the headless core, usable from scripts and notebooks.

Names are loaded when first used: whoever needs one small part does not pay for the whole.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from glossator.annotation import ChangeSet, Document, Event, Layer, LossReport, Span, Suggestion
    from glossator.errors import GlossatorError
    from glossator.project import Project

__all__ = ["ChangeSet", "Document", "Event", "GlossatorError", "Layer", "LossReport", "Project", "Span", "Suggestion"]

_HOMES = {"Project": "glossator.project", "GlossatorError": "glossator.errors"}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES.get(name, "glossator.annotation")), name)
