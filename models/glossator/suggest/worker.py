"""The suggestion worker: a process that analyses texts for the window, at low priority. Part of the suggest layer.

Started as `python -m glossator _suggest-worker`; it speaks `protocol` on its standard input and output.
"""

from __future__ import annotations

import contextlib
import gc
import logging
import os
import sys
from collections.abc import Iterator, Sequence
from threading import Lock, Thread
from typing import Protocol

from glossator.annotation import Analysis
from glossator.errors import GlossatorError, SuggestError
from glossator.schema import parse_schema
from glossator.suggest.pipeline import limit_threads
from glossator.suggest.protocol import (
    NOBODY,
    Analyse,
    Cancel,
    Failure,
    Hello,
    Message,
    Ready,
    Result,
    decode,
    encode,
)
from glossator.suggest.request import Request
from glossator.suggest.suggester import SpacySuggester
from glossator.suggest.waiting import WaitingRequests

_NICENESS = 10
_READ = 1 << 16

log = logging.getLogger(__name__)


class Source(Protocol):
    """Where bytes come from: a pipe or a file, best an unbuffered one."""

    def read(self, size: int, /) -> bytes | None: ...


class Sink(Protocol):
    """Where bytes go."""

    def write(self, data: bytes, /) -> object: ...

    def flush(self) -> object: ...


def serve(stdin: Source, stdout: Sink, *, background: bool = True) -> int:
    """Answer requests until the input ends; the process's exit code.

    `background`: the whole process is a worker; its priority is lowered. What waits when the input ends is not done
    any more.
    """
    if background:
        lower_priority()
    limit_threads()
    with contextlib.redirect_stdout(sys.stderr):  # nothing but messages may reach the owner
        try:
            return _serve(lines_from(getattr(stdin, "raw", stdin)), _Speaker(stdout), background)
        except BrokenPipeError:
            return 0


def _serve(lines: Iterator[bytes], speaker: _Speaker, alone: bool) -> int:
    try:
        suggester = _suggester(lines)
    except GlossatorError as error:
        speaker.say(Failure(NOBODY, str(error)))
        return 1
    if suggester is None:
        return 0
    if alone:
        gc.freeze()  # what the model is made of stays: the collector need not look at it again and again
    speaker.say(Ready(suggester.source, suggester.version))
    waiting = WaitingRequests()
    listener = Thread(target=_listen, args=(lines, waiting, speaker), name="suggestion requests", daemon=True)
    listener.start()
    while requests := waiting.take():
        for message in _answers(suggester, requests):
            speaker.say(message)
    listener.join()
    return 0


def lines_from(stdin: Source) -> Iterator[bytes]:
    """The lines of an input, as they come.

    No lock of a buffered reader is held while waiting, so that the process can end meanwhile.
    """
    begun: list[bytes] = []
    while chunk := stdin.read(_READ):
        *ended, rest = chunk.split(b"\n")
        for line in ended:
            yield b"".join((*begun, line))
            begun.clear()
        begun.append(rest)
    if any(begun):
        yield b"".join(begun)


class _Speaker:
    """Sends messages, from both threads."""

    def __init__(self, stdout: Sink) -> None:
        self._stdout = stdout
        self._lock = Lock()

    def say(self, message: Message) -> None:
        with self._lock:
            self._stdout.write(encode(message))
            self._stdout.flush()


def _suggester(lines: Iterator[bytes]) -> SpacySuggester | None:
    """The suggester that the first message asks for; None where there is no message at all."""
    first = next(lines, None)
    if first is None:
        return None
    hello = decode(first)
    if not isinstance(hello, Hello):
        raise SuggestError("The suggestion worker was not greeted: its first message has to tell the schema.")
    schema = parse_schema(hello.schema_toml, where="the project's schema")
    return SpacySuggester(model=hello.model, schema=schema, events=hello.events)


def _listen(lines: Iterator[bytes], waiting: WaitingRequests, speaker: _Speaker) -> None:
    try:
        for line in lines:
            _hear(line, waiting, speaker)
    except BrokenPipeError:
        pass
    finally:
        waiting.close()


def _hear(line: bytes, waiting: WaitingRequests, speaker: _Speaker) -> None:
    try:
        message = decode(line)
    except SuggestError as error:
        speaker.say(Failure(NOBODY, str(error)))
        return
    if isinstance(message, Analyse):
        waiting.put(message)
    elif isinstance(message, Cancel):
        waiting.cancel(message.id)


def _answers(suggester: SpacySuggester, requests: Sequence[Analyse]) -> Iterator[Message]:
    """A result for each request; where they fail together, each is tried alone."""
    try:
        found = list(_analysed(suggester, requests))
    except Exception as error:
        if 1 < len(requests):
            for request in requests:
                yield from _answers(suggester, [request])
            return
        log.exception("document %d was not analysed", requests[0].document)
        yield Failure(requests[0].id, f"No suggestions for document {requests[0].document}: {error}")
        return
    for request, analysis in zip(requests, found, strict=True):
        yield Result(request.id, request.document, analysis)


def _analysed(suggester: SpacySuggester, requests: Sequence[Analyse]) -> Iterator[Analysis]:
    return suggester.analyse(Request(request.text, request.language, request.title) for request in requests)


def lower_priority() -> None:
    """Leave the processor to whoever is waited for."""
    if hasattr(os, "nice"):
        with contextlib.suppress(OSError):
            os.nice(_NICENESS)
