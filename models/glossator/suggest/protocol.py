"""What a suggestion worker and its owner say to each other: one JSON object a line. Part of the suggest layer.

The owner begins with `Hello`, the worker answers with `Ready` once its model is loaded. Then come any number of
`Analyse` and `Cancel`, and for each `Analyse` that was not cancelled one `Result` or `Failure`. At the end of its input
the worker exits. Imports no spaCy.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from glossator.annotation import Analysis
from glossator.errors import SuggestError
from glossator.suggest.codec import analysis_from_json, analysis_to_json

PROTOCOL = 1
"""Counted up when a message changes its meaning. A worker and an owner of different versions do not talk."""


NOBODY = -1
"""In place of a request's id: the failure is of no request."""


@dataclass(frozen=True, slots=True)
class Hello:
    """The owner's first message: the project's schema as TOML, the model (None: the one that is shipped)."""

    schema_toml: str
    model: str | None = None
    events: bool = True
    protocol: int = PROTOCOL


@dataclass(frozen=True, slots=True)
class Ready:
    """The worker's first message: what its suggestions will be signed with."""

    source: str
    version: str
    protocol: int = PROTOCOL


@dataclass(frozen=True, slots=True)
class Analyse:
    """A text to analyse. `id` is the owner's.

    Of several that wait, the lowest `priority` comes first, then the oldest. 0 is for the text that is on the screen.
    """

    id: int
    document: int
    text: str
    language: str | None = None
    title: str | None = None
    priority: int = 0


@dataclass(frozen=True, slots=True)
class Cancel:
    """A waiting request is not wanted any more. One that is being worked on is finished and answered."""

    id: int


@dataclass(frozen=True, slots=True)
class Result:
    """What was found in a text."""

    id: int
    document: int
    analysis: Analysis


@dataclass(frozen=True, slots=True)
class Failure:
    """A request could not be done, or with NOBODY as `id`, nothing can. The message is fit to be shown."""

    id: int
    message: str


Message: TypeAlias = Hello | Ready | Analyse | Cancel | Result | Failure

_KINDS: dict[str, type[Message]] = {
    "hello": Hello,
    "ready": Ready,
    "analyse": Analyse,
    "cancel": Cancel,
    "result": Result,
    "error": Failure,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}


def encode(message: Message) -> bytes:
    """A message as one line, its line feed included."""
    fields = {name: getattr(message, name) for name in type(message).__slots__}
    if isinstance(message, Result):
        fields["analysis"] = analysis_to_json(message.analysis)
    return json.dumps({"type": _NAMES[type(message)], **fields}, separators=(",", ":")).encode("ascii") + b"\n"


def decode(line: bytes) -> Message:
    """The message on a line. Raises SuggestError where it is none, or one of another version."""
    try:
        data = json.loads(line)
        kind = _KINDS[data.pop("type")]
        message = _build(kind, data)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise SuggestError(f"A message between the program and its suggestion worker is damaged: {error!r}.") from error
    if isinstance(message, Hello | Ready) and message.protocol != PROTOCOL:
        raise SuggestError(
            f"The suggestion worker and the program speak different versions of their protocol ({message.protocol} and "
            f"{PROTOCOL}). Reinstall Glossator so that both come from one release."
        )
    return message


def _build(kind: type[Message], data: Mapping[str, Any]) -> Message:
    fields = dict(data)
    if kind is Result:
        fields["analysis"] = analysis_from_json(fields["analysis"])
    return kind(**fields)
