"""Analysing many texts for scripts and the command line, in this process or in several. Part of the suggest layer."""

from __future__ import annotations

import gc
import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from functools import lru_cache
from itertools import islice

from glossator.annotation import Analysis
from glossator.schema import Schema, dump_schema, parse_schema
from glossator.suggest.pipeline import limit_threads
from glossator.suggest.request import Request
from glossator.suggest.suggester import SpacySuggester

CHUNK = 32
"""Texts that a process is given at once."""
_AHEAD = 3
"""Chunks that wait for each process, so that none is idle and a long list is not read all at once."""


def analyse_many(
    items: Iterable[Request],
    *,
    schema: Schema,
    model: str | None = None,
    events: bool = True,
    processes: int = 1,
    progress: Callable[[int], object] | None = None,
) -> Iterator[Analysis]:
    """What is suggested for each text, in order.

    `progress` is told after each text how many are done. With more than one process, those are started anew (a script
    needs the usual `if __name__ == "__main__"` then). Raises SuggestError where the model cannot be loaded.
    """
    if processes <= 1:
        found = SpacySuggester(model=model, schema=schema, events=events).analyse(items)
    else:
        found = _in_processes(items, dump_schema(schema), model, events, processes)
    for done, analysis in enumerate(found, 1):
        yield analysis
        if progress is not None:
            progress(done)


def _in_processes(
    items: Iterable[Request], schema: str, model: str | None, events: bool, processes: int
) -> Iterator[Analysis]:
    context = multiprocessing.get_context("spawn")
    waiting: deque[Future[list[Analysis]]] = deque()
    rest = iter(items)
    with ProcessPoolExecutor(processes, mp_context=context, initializer=_leave_interrupts) as pool:
        try:
            while chunk := list(islice(rest, CHUNK)):
                waiting.append(pool.submit(_analysed, schema, model, events, chunk))
                if processes * _AHEAD <= len(waiting):
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


def _leave_interrupts() -> None:
    """Ctrl+C reaches every process of a terminal; the one that waits for us deals with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _analysed(schema: str, model: str | None, events: bool, requests: list[Request]) -> list[Analysis]:
    return list(_suggester(schema, model, events).analyse(requests))


@lru_cache(maxsize=1)
def _suggester(schema: str, model: str | None, events: bool) -> SpacySuggester:
    """The process's own suggester: loaded once."""
    limit_threads()
    suggester = SpacySuggester(model=model, schema=parse_schema(schema, where="the project's schema"), events=events)
    gc.freeze()  # what the model is made of stays: the collector need not look at it again and again
    return suggester
