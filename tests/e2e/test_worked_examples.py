"""The worked examples of the event schema, on the real articles, in the real program, by keys alone.

Each event must come out exactly as the example has it, in at most 12 keys, and in 1.5 keys per argument on average. The
suggestions are those of the shipped model. Run with `-s` to see how many keys each took.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from e2e import saved
from e2e.annotating import number_of
from e2e.program import Program
from e2e.saved import SavedEvent

ARTICLES = Path(__file__).resolve().parents[3] / "shared" / "articles"
MOST_KEYS = 12
"""For one event: its type and attributes, and what goes to its trigger from the hint before, included."""
PER_ARGUMENT = 1.5
MOST_HINTS = 60
"""More trigger hints than any article has before an example."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not ARTICLES.is_dir(), reason="the articles are not here"),
]

CLAIMED = {"modality": "claimed"}
USUAL = {"polarity": "positive", "modality": "asserted", "tense": "past", "currency": "current"}


@dataclass(frozen=True, slots=True)
class Example:
    """A row of the table, and the keys that make it once its trigger hint is current; "=words" is their number's key,
    "Shift+=words" that with Shift. `number` counts the hints on the same word."""

    article: str
    trigger: str
    type: str
    modes: tuple[str, ...]
    arguments: tuple[tuple[str, str | None, str], ...]
    keys: tuple[str, ...]
    attributes: dict[str, str] = field(default_factory=dict)
    number: int = 0

    def expected(self, text: str) -> SavedEvent:
        """What the file must hold. "first…last" is the first stretch of the article between those words."""
        arguments = tuple((role, label, _whole(words, text)) for role, label, words in self.arguments)
        return SavedEvent(self.type, self.trigger, self.modes, USUAL | self.attributes, False, arguments)


EXAMPLES = (
    Example(
        "britain-urges", "urged", "REQUEST", ("change",),
        (("actor", "GPE", "Britain"), ("recipient", "GPE", "North Korea"),
         ("topic", None, "improve its dismal human rights record")),
        ("Space", "Enter"),
    ),
    Example(
        "britain-urges", "rejected", "REJECT", ("meet",),
        (("actor", "GPE", "North Korea"), ("recipient", "PERSON", "Tomas Ojea Quintana"),
         ("topic", None, "request to visit to Pyongyang")),
        ("Space", "Enter"),
    ),
    Example(
        "possible-visit", "invited", "AGREE", (),
        (("actor", "PERSON", "Ri Su Yong"), ("recipient", "PERSON", "Zeid Ra’ad al-Hussein"),
         ("place", "GPE", "New York"), ("source", None, "official")),
        ("Space", "T", "Backspace", "Enter"), CLAIMED, number=1,
    ),
    Example(
        "possible-visit", "cancelled", "REJECT", ("meet",),
        (("actor", None, "EU side"), ("topic", None, "visit")),
        ("Space", "Enter"), CLAIMED | {"polarity": "negated"},
    ),
    Example(
        "letter-to-putin", "asked", "REQUEST", ("assist",),
        (("actor", "PERSON", "Kim Jong-un"), ("recipient", "PERSON", "Vladimir Putin"),
         ("topic", None, "exert influence…rights record"),
         ("source", None, "South Korean official")),
        ("Space", "Enter"), CLAIMED,
    ),
    Example(
        "letter-to-putin", "veto", "REJECT", (),
        (("actor", "GPE", "China"), ("actor", "GPE", "Russia"), ("topic", None, "resolution")),
        ("Space", "T", "Shift+=resolution", "Enter"), {"modality": "hypothetical", "tense": "future"},
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The five articles with the suggestions of the shipped model, made by the commands."""
    path = tmp_path_factory.mktemp("examples") / "news.glossator"
    for arguments in (("new", path), ("import", path, *sorted(ARTICLES.glob("*.txt"))), ("suggest", path)):
        words = [sys.executable, "-m", "glossator", *map(str, arguments), "--annotator", "ada"]
        done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=300)
        assert done.returncode == 0, done.stderr
    return path


@pytest.fixture(scope="module")
def program(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """One run of the program for all examples."""
    with Program(project, folder=tmp_path_factory.mktemp("state")) as running:
        yield running


@pytest.fixture(scope="module")
def counts() -> Iterator[dict[str, tuple[int, int, int]]]:
    """Keys, arguments and the hints passed on the way, by trigger; told and judged when all are done."""
    found: dict[str, tuple[int, int, int]] = {}
    yield found
    lines = [f"\n{'trigger':12}{'keys':>6}{'arguments':>11}{'per argument':>14}{'hints before':>14}"]
    for trigger, (keys, arguments, passed) in found.items():
        lines.append(f"{trigger:12}{keys:6}{arguments:11}{keys / arguments:14.2f}{passed:14}")
    keys, arguments = (sum(row[index] for row in found.values()) for index in (0, 1))
    lines.append(f"{'all':12}{keys:6}{arguments:11}{keys / max(1, arguments):14.2f}\n")
    sys.stdout.write("\n".join(lines))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.trigger)
def test_an_example_comes_out_by_keys_as_the_table_has_it(
    program: Program, project: Path, counts: dict[str, tuple[int, int, int]], example: Example
) -> None:
    _open(program, example.article)
    passed = _to_hint(program, example)
    program.pressed.clear()
    for key in example.keys:
        program.key(_pressed(program, key))
    # The T that brings the hint up belongs to the event.
    pressed = 1 + len(program.pressed)
    counts[example.trigger] = (pressed, len(example.arguments), passed)
    assert _made(project, example) == example.expected(program.state["text"])
    assert pressed <= MOST_KEYS
    program.key("Ctrl+Z")
    assert _made(project, example) is None


def test_all_examples_take_few_keys_for_an_argument(counts: dict[str, tuple[int, int, int]]) -> None:
    if len(counts) < len(EXAMPLES):
        pytest.skip("not all examples have been run")
    assert sum(keys for keys, _, _ in counts.values()) <= PER_ARGUMENT * sum(count for _, count, _ in counts.values())


def _whole(words: str, text: str) -> str:
    first, ellipsis, last = words.partition("…")
    if not ellipsis:
        return words
    start = text.index(first)
    return text[start : text.index(last, start) + len(last)]


def _open(program: Program, article: str) -> None:
    while article not in program.look()["document"]:
        here = program.state["document"]
        program.key("Ctrl+PgDn")
        if program.state["document"] == here:
            program.keys(*["Ctrl+PgUp"] * 5)
    program.keys("Ctrl+Home")


def _to_hint(program: Program, example: Example) -> int:
    """Press T until the example's hint is current; how many were passed."""
    met = 0
    for passed in range(MOST_HINTS):
        current = program.key("T")["current"]
        if current and current["kind"] == "hint" and current["text"] == example.trigger:
            if met == example.number:
                return passed
            met += 1
    raise AssertionError(f"no hint on {example.trigger!r}")


def _pressed(program: Program, key: str) -> str:
    before, equals, words = key.partition("=")
    return f"{before}{number_of(program.state, words)}" if equals else key


def _made(project: Path, example: Example) -> SavedEvent | None:
    with_arguments = saved.read(project, f"{example.article}.txt")
    found = [event for event in with_arguments.events if event.trigger == example.trigger]
    if not found:
        return None
    (event,) = found
    order = [role for role, _, _ in example.arguments]
    arguments = sorted(event.arguments, key=lambda argument: order.index(argument[0]) if argument[0] in order else 99)
    return SavedEvent(event.type, event.trigger, event.modes, event.attributes, event.draft, tuple(arguments))
