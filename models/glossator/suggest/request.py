"""What a suggester is asked. Part of the suggest layer; imports no spaCy."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Request:
    """A text to analyse. `language` is a BCP 47 tag; None: told by the script."""

    text: str
    language: str | None = None
    title: str | None = None
