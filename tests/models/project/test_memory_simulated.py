"""An annotator who knows what is right works through articles by keys, with and without memory: who needs fewer?

Prints the figures (`pytest -s`). The suggestions come of the shipped model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from glossator import Project

ROOT = Path(__file__).parents[3]
GOLD: Mapping[str, str] = {
    "North Korea": "GPE", "DPRK": "GPE", "South Korea": "GPE", "Seoul": "GPE", "Pyongyang": "GPE",
    "Kim Jong Un": "PERSON",
    "Kim Jong-un": "PERSON", "United Nations": "ORG", "U.N.": "ORG", "UN": "ORG", "Security Council": "ORG",
    "EU": "ORG",
    "European Union": "ORG", "Human Rights Council": "ORG", "China": "GPE", "Russia": "GPE", "Moscow": "GPE",
    "Kremlin": "ORG", "Lavrov": "PERSON", "Geneva": "GPE", "London": "GPE", "Japan": "GPE", "U.S.": "GPE",
    "United States": "GPE", "Washington": "GPE", "Britain": "GPE", "Trump": "PERSON", "Putin": "PERSON", "OHCHR": "ORG",
    "Harbour Post": "ORG", "Peninsula Wire": "ORG", "BBC": "ORG", "Reuters": "ORG",
}  # fmt: skip
"""A person's list of names: whatever else is suggested is wrong to this person, and whatever is missing is added."""

LONGEST = 20_000
"""Bytes of an article."""
_NAMES = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, sorted(GOLD, key=len, reverse=True)))})(?!\w)")


def articles() -> Iterator[Path]:
    for folder in (ROOT / "sample_docs", ROOT.parent / "shared" / "articles"):
        found = sorted(folder.glob("*.txt")) if folder.is_dir() else []
        yield from (path for path in found if path.stat().st_size <= LONGEST)


@dataclass
class Tally:
    """What it took."""

    keys: int = 0
    right: int = 0

    @property
    def each(self) -> float:
        return self.keys / max(1, self.right)


def annotate(project: Project, *, remember: bool) -> Tally:
    """Accept (1 key), relabel (1), reject (1); a missing name: two hint letters and a digit after F (4)."""
    tally, keeper = Tally(), project.remembering()
    project.subscribe(keeper.hear)

    def work() -> None:
        if remember:
            keeper.work(lambda: False)

    for number in project.document_ids():
        gold = {match.span(): GOLD[match[0]] for match in _NAMES.finditer(project.document(number).text)}
        tally.right += len(gold)
        while True:
            found = project.suggestions(number, state="pending", kind="span")
            done = {(span.start, span.end) for span in project.layer(number).spans}
            found = [one for one in found if (one.start, one.end) not in done]
            if not found:
                break
            one, tally.keys = found[0], tally.keys + 1
            wanted = gold.get((one.start, one.end))
            if wanted is None:
                project.reject(one.id)
            else:
                project.accept(one.id, label=wanted)
            work()
        done = {(span.start, span.end) for span in project.layer(number).spans}
        for (start, end), label in gold.items():
            if (start, end) not in done:
                project.add_span(number, start, end, label)
                tally.keys += 4
        project.set_review(number, "entities", "done")
        work()
    return tally


@pytest.mark.slow
def test_memory_saves_keys(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A suggestion of the same words is decided once or twice, not as often as it comes."""
    found = {}
    for remember in (False, True):
        with Project.create(tmp_path / f"{remember}.glossator", annotator="ada") as project:
            project.import_documents(list(articles()))
            project.suggest()
            found[remember] = annotate(project, remember=remember)
            assert found[remember].right == sum(len(project.layer(number).spans) for number in project.document_ids())
    with capsys.disabled():
        for remember, tally in found.items():
            what = "with memory   " if remember else "without memory"
            print(f"\n{what}: {tally.keys:,} keys for {tally.right:,} names, {tally.each:.2f} each", end="")  # noqa: T201 - figures are for people
    assert found[True].keys < found[False].keys
