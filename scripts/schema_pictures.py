"""Draws the pictures of the schema editor and the migration wizard, from the program itself.

python scripts/schema_pictures.py docs/pictures
"""

# ruff: noqa: T201 - a script speaks by printing

from __future__ import annotations

import re
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from headless import SIZE, Program, other_theme, picture

from glossator.project import create_sample

NARROW = (720, 900)
NAMES = (("PERSON", r"Imogen Asquith-Bell|Lavrov|Kim Jong Un"), ("GPE", r"North Korea|Seoul|London|Moscow|Geneva"))
"""Labels, and which words of the sample articles get them."""


def main(arguments: list[str]) -> int:
    """Write the pictures; the exit code."""
    if len(arguments) != 1:
        print("usage: python scripts/schema_pictures.py FOLDER", file=sys.stderr)
        return 2
    out = Path(arguments[0])
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="glossator-pictures-") as folder:
        draw_schema(Path(folder), out)
    return 0


def draw_schema(folder: Path, out: Path) -> None:
    """The editor in both themes and in a narrow window; faults, text; the wizard, and what it leaves to decide."""
    path = make_project(folder / "rights-reports.glossator")
    with Program(path, folder=folder / "schema") as program:
        program.resize(*SIZE)
        for theme in ("light", "dark"):
            open_editor(program)
            program.keys("Down")
            picture(program, out / f"schema-entity-{theme}.png")
            program.keys("Left", "Down", "Right", "Down", "Down", "Down")
            picture(program, out / f"schema-event-{theme}.png")
            program.key("Esc")
            other_theme(program)
        draw_faults(program, out)
        draw_text(program, out)
        program.resize(*NARROW)
        open_editor(program)
        picture(program, out / "schema-narrow.png")
        program.key("Esc")
        program.resize(*SIZE)
        draw_wizard(program, out, "dark")
        draw_wizard(program, out, "light")


def make_project(path: Path) -> Path:
    """The sample articles, a few names in them marked."""
    with create_sample(path, annotator="ada") as project:
        for document in project.document_ids()[:4]:
            text = project.document(document).text
            for label, words in NAMES:
                for found in list(re.finditer(words, text))[:4]:
                    project.add_span(document, found.start(), found.end(), label)
    return path


def open_editor(program: Program) -> None:
    """By its name, as any command."""
    program.key("Ctrl+K")
    program.write("edit the schema")
    program.key("Enter")


def write(program: Program, text: str) -> None:
    """Into the field that has the keyboard, in place of what is there."""
    program.keys("Ctrl+A", "Backspace")
    program.write(text)


def draw_faults(program: Program, out: Path) -> None:
    """A name that is there twice, and a key that is given already."""
    open_editor(program)
    program.keys("Down", "Enter")
    write(program, "PERSON")
    program.keys("Tab", "Tab")
    program.write("3")
    picture(program, out / "schema-faults.png")
    program.keys("Esc", "Esc", "X")


def draw_text(program: Program, out: Path) -> None:
    """A word in the text that the schema does not have."""
    open_editor(program)
    program.keys("Ctrl+T", "Ctrl+Home")
    program.keys(*["Down"] * 25, "End", "Left")
    program.write("X")
    program.key("F8")
    picture(program, out / "schema-text.png")
    program.keys("Esc", "X")


def draw_wizard(program: Program, out: Path, theme: str) -> None:
    """A type deleted, one renamed, one split; and, in the light theme, what is left to decide."""
    if theme == "dark":
        other_theme(program)
    open_editor(program)
    program.keys("Delete", "Enter")
    write(program, "BODY")
    program.keys("Esc", "Down", "Ctrl+L")
    program.write("STATE, TOWN")
    program.look()
    picture(program, out / f"schema-split-{theme}.png")
    program.keys("Enter", "Ctrl+S", "Right", "Space")
    picture(program, out / f"schema-wizard-{theme}.png")
    if theme == "dark":
        program.keys("Esc", "Esc", "X")
        other_theme(program)
        (out / f"schema-split-{theme}.png").unlink()
        return
    program.key("Ctrl+S")
    picture(program, out / "schema-decide.png")
    program.keys("Esc", "Esc")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
