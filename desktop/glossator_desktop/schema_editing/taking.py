"""Schemas from elsewhere into the editor, and out of it into a file: TOML, brat, Label Studio, those that ship."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from glossator.errors import SchemaError
from glossator.schema import Schema, builtin_schemas, dump_schema, load_schema
from glossator_desktop.panels.chooser import Choice
from glossator_desktop.questions import Question, nothing
from glossator_desktop.schema_editing.draft import LISTED, Draft
from glossator_desktop.schema_editing.matching import added_to, taken_over
from glossator_desktop.schema_editing.page import SchemaEditor

FILE: Final = "file"
BUILT_IN: Final = "builtin:"

AskOpen = Callable[[], Path | None]
AskSave = Callable[[Path], Path | None]
Say = Callable[[str, str], None]


def read_schema(path: Path) -> tuple[Schema, tuple[str, ...]]:
    """A schema from a file, with what could not be taken over, in sentences.

    `.conf` is brat's annotation.conf, `.xml` Label Studio's labelling configuration, all else our own TOML.
    Raises SchemaError where it cannot be read.
    """
    suffix = path.suffix.lower()
    if suffix not in (".conf", ".xml"):
        return load_schema(path), ()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SchemaError(f"{path}: cannot be read ({error}). Is it a text file in UTF-8?") from None
    if suffix == ".conf":
        from glossator.schema.foreign.brat import import_annotation_conf

        brat = import_annotation_conf(text)
        return brat.schema, brat.notices
    from glossator.schema.foreign.labelstudio import import_labelling_config

    found = import_labelling_config(text)
    return found.schema, found.notices


def write_schema(schema: Schema, path: Path) -> tuple[str, ...]:
    """Write a schema to a file: `.conf` for brat, else TOML; what has no place in it, in sentences.

    Raises SchemaError where the file cannot be written.
    """
    notices: tuple[str, ...] = ()
    text = dump_schema(schema)
    if path.suffix.lower() == ".conf":
        from glossator.schema.foreign.brat import export_annotation_conf

        brat = export_annotation_conf(schema)
        text, notices = brat.text, brat.notices
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise SchemaError(f"{path}: cannot be written ({error.strerror}). May you write there?") from None
    return notices


class Taking:
    """Asks which, and how: in place of what is there, or only what is missing."""

    def __init__(self, editor: SchemaEditor, *, ask_open: AskOpen, ask_save: AskSave, folder: Path, say: Say) -> None:
        self._editor = editor
        self._ask_open, self._ask_save, self._folder, self._say = ask_open, ask_save, folder, say
        editor.import_asked.connect(self.ask)
        editor.export_asked.connect(self.save)

    def ask(self) -> None:
        """From a file, or one that ships?"""
        choices = [
            Choice(FILE, "From a file…", "TOML, brat annotation.conf, Label Studio XML"),
            *(Choice(f"{BUILT_IN}{name}", title, "ships with Glossator") for name, title in builtin_schemas().items()),
        ]
        self._editor.chooser.ask("Import which schema?", choices, self._chosen)

    def _chosen(self, what: str) -> None:
        if what.startswith(BUILT_IN):
            self.offer(load_schema(what.removeprefix(BUILT_IN)))
            return
        path = self._ask_open()
        if path is not None:
            self.take_file(path)

    def take_file(self, path: Path) -> None:
        """Take a schema from this file."""
        try:
            schema, notices = read_schema(path)
        except SchemaError as error:
            self._say("error", str(error))
            return
        self.offer(schema, notices)

    def offer(self, schema: Schema, notices: tuple[str, ...] = ()) -> None:
        """Ask whether it goes in place of what is there or is added to it."""
        draft = self._editor.draft
        added = added_to(draft, schema)
        more = sum(len(added.items[group]) - len(draft.items[group]) for group in LISTED)
        lost = f" Not taken over: {' '.join(notices[:3])}" if notices else ""
        text = f"It holds {_counted(schema)}; {more} of these are not in your schema.{lost} Nothing is saved yet."
        self._editor.question.ask(
            Question(
                f"Import “{schema.title}”?",
                text,
                (
                    ("A", f"add what is missing ({more})", lambda: self._take(added)),
                    ("R", "replace the whole schema", lambda: self._take(taken_over(draft, schema))),
                    ("Esc", "leave it", nothing),
                ),
            )
        )

    def _take(self, draft: Draft) -> None:
        editor = self._editor
        place = editor.place if draft.subject(editor.place) is not None else None
        editor.went(draft, place)
        if editor.is_text:
            editor.text.show_draft(draft)
        if place is None:
            editor.go(type(editor.place)(editor.place.group))

    def save(self) -> None:
        """Write what is edited to a file of its own."""
        schema = self._editor.draft.schema
        path = self._ask_save(self._folder / f"{schema.name or 'schema'}.toml")
        if path is None:
            return
        path = path if path.suffix else path.with_suffix(".toml")
        try:
            notices = write_schema(schema, path)
        except SchemaError as error:
            self._say("error", str(error))
            return
        lost = f" {len(notices)} things have no place in it." if notices else ""
        self._say("info", f"The schema is in {path.name}.{lost}")


def _counted(schema: Schema) -> str:
    counts = (
        (len(schema.entity_types), "entity type"), (len(schema.event_types), "event type"), (len(schema.roles), "role"),
        (len(schema.attributes), "attribute"), (len(schema.relation_types), "relation"),
    )  # fmt: skip
    words = [f"{count} {what}{'' if count == 1 else 's'}" for count, what in counts if count]
    return ", ".join(words) or "nothing"
