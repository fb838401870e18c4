"""Works the real window offscreen on the sample project, as a person would; leaves pictures and exports in a folder.

    python scripts/headless.py PROJECT OUT

`make run` calls it where there is no display. The program runs in a process of its own; the keys reach it as the
end-to-end tests send them (tests/e2e/program.py), and its worker process makes the suggestions.
"""

# ruff: noqa: T201 - a script speaks by printing

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from e2e.program import Program, State  # noqa: E402
from glossator import LossReport, Project  # noqa: E402
from glossator.errors import GlossatorError  # noqa: E402

__all__ = ["SIZE", "Program", "answer", "decide", "other_theme", "picture", "start_event"]

SIZE = (1440, 900)
WRONG = {"RSS", "END", "Harbour", "Peninsula", "week", "half an hour", "L. Marchetti / Harbour Post"}
"""What the model marks in the sample articles and a person rejects."""
LABELS = {"Peninsula Wire": "2", "Seoul Peninsula Wire": "2", "Kremlin": "3"}
"""What is a name but of another kind, with the key of the right label."""
TRIGGERS = ("accused", "appealed", "urged", "asked", "promised")
"""The events worth building first; the first of them that the article has is built."""
MOST = 400
"""More keys than any sample article of ordinary length needs."""


def main(arguments: list[str]) -> int:
    """Do all of it; the exit code."""
    if len(arguments) != 2:
        print("usage: python scripts/headless.py PROJECT OUT", file=sys.stderr)
        return 2
    project, out = Path(arguments[0]), Path(arguments[1])
    out.mkdir(parents=True, exist_ok=True)
    try:
        work(project, out)
        reports = export(project, out)
    except GlossatorError as error:
        print(f"headless: {error}", file=sys.stderr)
        return 1
    tell(project, out, reports)
    return 0


def work(project: Path, out: Path) -> None:
    """Annotate the article that the window opens, and take pictures on the way."""
    with Program(project, folder=out / "state", annotator="") as program:
        program.resize(*SIZE)
        program.wait("analysed", timeout=180)
        picture(program, out / "1-suggestions.png")
        decide(program, until=12)
        picture(program, out / "2-deciding.png")
        if start_event(program):
            picture(program, out / "3-event.png")
            other_theme(program)
            picture(program, out / "4-event-dark.png")
            other_theme(program)
            finish_event(program)
        decide(program)
        finish_document(program)
        program.wait("analysed", timeout=180)
        picture(program, out / "5-next-article.png")
        other_theme(program)
        picture(program, out / "6-dark.png")
        other_theme(program)
        program.quit_by_key()
    shutil.rmtree(out / "state")


def picture(program: Program, path: Path) -> None:
    """Save a picture, once nothing is being said any more."""
    program.until(lambda state: not state.get("said"))
    program.shot(path)


def decide(program: Program, *, until: int = MOST) -> None:
    """Go from suggestion to suggestion: accept, reject, or give the right label; at most `until` of them."""
    for _ in range(until):
        current = program.state["current"]
        if current is None or current["kind"] != "suggestion":
            if not program.state["pending"]:
                return
            program.key("Tab")
            current = program.state["current"]
        program.key(answer_for(current["text"]))


def answer_for(words: str) -> str:
    """The key that says what a person thinks of a suggestion."""
    if words in WRONG:
        return "X"
    return LABELS.get(words, "Space")


def start_event(program: Program, triggers: Sequence[str] = TRIGGERS) -> bool:
    """Go to the first of these triggers that is hinted, and open the builder with the first type proposed."""
    hinted = {mark["text"] for mark in program.look()["marks"] if mark["kind"] == "hint"}
    wanted = next((words for words in triggers if words in hinted), None)
    if wanted is None:
        return False
    for _ in range(MOST):
        if program.key("T")["current"]["text"] == wanted:
            program.keys("E", "1")
            return bool(program.state["mode"] == "roles")
    return False


def finish_event(program: Program) -> None:
    """Confirm the first two roles, then accept all that is proposed."""
    program.keys("Tab", "Tab", "Enter")


def finish_document(program: Program) -> None:
    """Done, entities and events; trigger hints that nobody looked at stay unseen."""
    state = answer(program.key("Ctrl+Enter"), program, "1")
    answer(state, program, "L")


def answer(state: State, program: Program, key: str) -> State:
    """Answer the question on the screen, if there is one that this key answers."""
    asked = state["question"]
    return program.key(key) if asked and key in asked[1] else state


def other_theme(program: Program) -> None:
    """Change between light and dark, by the palette."""
    program.key("Ctrl+K")
    program.write("Light or dark")
    program.key("Enter")


def export(project: Path, out: Path) -> list[tuple[Path, LossReport]]:
    """Write the training data."""
    with Project.open(project) as opened:
        return [
            (target, opened.export(target, format=name))
            for target, name in ((out / "spacy", "spacy"), (out / "annotations.jsonl", "jsonl"))
        ]


def tell(project: Path, out: Path, reports: list[tuple[Path, LossReport]]) -> None:
    """Say what lies where."""
    with Project.open(project, read_only=True) as opened:
        listed = opened.document_list()
    done = [item for item in listed if item.status == "done"]
    spans, events = sum(item.spans for item in listed), sum(item.events for item in listed)
    marked = f"{spans} span{'s'[: spans != 1]} and {events} event{'s'[: events != 1]}"
    print(f"The window ran: {len(done)} of {len(listed)} articles done, {marked} marked.")
    print(f"Project:   {project.resolve()}")
    for path in sorted(out.glob("*.png")):
        print(f"Picture:   {path.resolve()}")
    for target, report in reports:
        print(f"Exported:  {target.resolve()} ({report.format}; {' '.join(report.summary().split())})")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
