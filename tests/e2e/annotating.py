"""Annotating the article as a person does, by keys alone, and what the file holds afterwards."""

from __future__ import annotations

from e2e.article import TEXT, at
from e2e.program import Program, State
from e2e.saved import SavedEvent

MOST = 80
"""More steps of the caret than any way in the article takes."""

SPANS = [
    ("PERSON", "Ilse Brandt"),
    ("PERSON", "Olan Reyes"),
    ("GPE", "Port Calder"),
    ("DATE", "Tuesday"),
    ("GPE", "Norland"),
    ("ORG", "Council of Ports"),
    (None, "send food before the winter"),
]
EVENT = SavedEvent(
    "REQUEST",
    "asked",
    ("assist", "change"),
    {"polarity": "negated", "modality": "claimed", "tense": "future", "currency": "current"},
    False,
    (
        ("actor", "GPE", "Norland"),
        ("recipient", "ORG", "Council of Ports"),
        ("topic", None, "send food before the winter"),
    ),
)
DECISIONS = [
    ("Ilse Brandt", "ORG", "corrected", "PERSON"),
    ("met", "CONSULT", "rejected", None),
    ("Olan Reyes", "PERSON", "accepted", "PERSON"),
    ("Port Calder", "GPE", "accepted", "GPE"),
    ("Tuesday", "DATE", "accepted", "DATE"),
    ("Norland", "GPE", "accepted", "GPE"),
    ("asked", "REQUEST", "accepted", "REQUEST"),
    ("winter", "DATE", "rejected", None),
]
REVIEWS = {"entities": "done", "events": "done"}


def decide(program: Program) -> None:
    """Relabel the first suggestion, accept four, reject the last."""
    program.keys("1", "Space", "Space", "Space", "Space", "X")


def add_span(program: Program) -> None:
    """A new span by caret and edge keys, its edges then moved to and fro."""
    program.key("Ctrl+Home")
    caret_to(program, "Council", by="Ctrl+Right")
    program.keys("Shift+Right", "Shift+Right", "Shift+Right", "2", "Alt+Left", "Alt+Right")


def build_event(program: Program) -> None:
    """An event from its hint: actor proposed, recipient by number, a clause as topic, features, modes."""
    while (program.state["current"] or {}).get("text") != "asked":
        program.key("T")
    program.keys("E", "R", "E", "Q", "Enter", "Tab")
    program.key(number_of(program.state, "Council of Ports"))
    program.key("T")
    caret_to(program, "send", by="Right")
    program.keys(*["Shift+Right"] * 5)
    program.keys("N", "M", "V", "V", "D", "2", "Enter", "Enter")


def undo_and_redo(program: Program) -> None:
    """One undo takes the whole event back, one redo brings all of it again."""
    program.keys("Ctrl+Z", "Ctrl+Shift+Z")


def finish(program: Program) -> None:
    """Done, entities and events; what is undecided is rejected."""
    program.keys("Ctrl+Enter", "1", "R")


def annotate(program: Program) -> None:
    """The whole article."""
    for part in (decide, add_span, build_event, undo_and_redo, finish):
        part(program)


def caret_to(program: Program, word: str, *, by: str) -> None:
    """Press a key until the caret stands before a word."""
    goal = at(word)[0]
    for _ in range(MOST):
        if program.state["caret"] == goal:
            return
        program.key(by)
    raise AssertionError(f"{by} does not come by {TEXT[goal : goal + 20]!r}: the caret is at {program.state['caret']}")


def number_of(state: State, words: str) -> str:
    """The digit that is shown above some words."""
    for digit, style, text in state["tags"]:
        if style == "number" and text == words:
            return str(digit)
    raise AssertionError(f"no number above {words!r}: {state['tags']}")
