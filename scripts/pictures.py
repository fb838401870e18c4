"""Draws the pictures of the manual from the program itself, with some realistic annotations in the sample articles.

python scripts/pictures.py docs/pictures
"""

# ruff: noqa: T201 - a script speaks by printing

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import crowded
from headless import SIZE, Program, answer, decide, other_theme, picture, start_event
from schema_pictures import draw_schema

from glossator import Project
from glossator.project import create_sample
from support.vision import write_as_seen

NARROW = (640, 900)
OTHERS = {"long": "season", "arabic": "majlis", "korean": "ingwon", "emoji": "live-blog"}
"""Picture, and a part of the file name of the article it shows."""
FINISHED, BUILT = ("promised", "invited"), ("accused", "appealed")
"""Triggers of the event that is shown finished, and of the one shown while it is built."""
ZOOM_STEPS = 10
"""Key presses from 100 to 200 %."""
LOOKED_AT = 26
"""Suggestions decided in the first article, so that the picture holds both kinds of marks."""


def main(arguments: list[str]) -> int:
    """Write all pictures; the exit code."""
    if len(arguments) != 1:
        print("usage: python scripts/pictures.py FOLDER", file=sys.stderr)
        return 2
    out = Path(arguments[0])
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="glossator-pictures-") as folder:
        draw_welcome(Path(folder), out)
        draw_empty(Path(folder), out)
        draw_crowded(Path(folder), out)
        draw_schema(Path(folder), out)
        draw_articles(make_project(Path(folder) / "rights-reports.glossator"), Path(folder), out)
    for path in sorted(out.glob("*.png")):
        print(path)
    return 0


def make_project(path: Path) -> Path:
    """The sample articles with suggestions; one of them is done, one flagged."""
    with create_sample(path, annotator="ada") as project:
        project.suggest()
        third, fourth = project.document_ids()[2:4]
        project.accept_all([item.id for item in project.suggestions(third, kind="span")])
        project.finish(third, ["entities", "events"], undecided="leave")
        project.set_flag(fourth)
    return path


def draw_welcome(folder: Path, out: Path) -> None:
    """The window without a project."""
    with Program(None, folder=folder / "welcome") as program:
        program.ask("resize", *SIZE)
        picture(program, out / "welcome.png")


def draw_empty(folder: Path, out: Path) -> None:
    """A project without documents."""
    path = folder / "new.glossator"
    Project.create(path, annotator="ada").close()
    with Program(path, folder=folder / "empty") as program:
        program.resize(*SIZE)
        picture(program, out / "empty.png")


def draw_crowded(folder: Path, out: Path) -> None:
    """Nested and split spans; an event with six participants over four paragraphs; large; to other eyes."""
    path = crowded.make(folder / "crowded.glossator")
    with Program(path, folder=folder / "crowded") as program:
        program.resize(*SIZE)
        program.wait("analysed", timeout=180)
        picture(program, out / "dense.png")
        write_as_seen(out / "dense.png", out / "dense-deuteranopia.png", "deuteranopia")
        while (program.key("N")["current"] or {}).get("text") != crowded.TRIGGER:
            pass
        both(program, out, "participants")
        program.keys(*["Ctrl++"] * ZOOM_STEPS)
        picture(program, out / "zoom.png")


def draw_articles(path: Path, folder: Path, out: Path) -> None:
    """The first article while it is worked on, in both themes, then the others."""
    with Program(path, folder=folder / "state") as program:
        program.resize(*SIZE)
        decide(program, until=LOOKED_AT)
        annotate_events(program, out)
        both(program, out, "window")
        program.resize(*NARROW)
        picture(program, out / "narrow.png")
        program.resize(*SIZE)
        for name, part in OTHERS.items():
            open_document(program, part)
            decide(program, until=3)
            picture(program, out / f"{name}.png")


def annotate_events(program: Program, out: Path) -> None:
    """Two events; the second one is shown while it is built."""
    if start_event(program, FINISHED):
        program.keys("Tab", "Tab", "Enter")
    if start_event(program, BUILT):
        program.key("Tab")
        both(program, out, "event")
        program.keys("Tab", "Enter")


def both(program: Program, out: Path, name: str) -> None:
    """A picture in the light and one in the dark theme."""
    picture(program, out / f"{name}-light.png")
    other_theme(program)
    picture(program, out / f"{name}-dark.png")
    other_theme(program)


def open_document(program: Program, part: str) -> None:
    """Open a document by a part of its name."""
    program.key("Ctrl+P")
    program.write(part)
    answer(program.key("Enter"), program, "Enter")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
