"""Schemas from files into the editor and out again: TOML, brat, Label Studio, those that ship."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from glossator.errors import SchemaError
from glossator.schema import Schema, dump_schema, load_schema
from glossator_desktop.schema_editing.page import SchemaEditor
from glossator_desktop.schema_editing.taking import Taking, read_schema, write_schema
from glossator_desktop.window import MainWindow

OpenEditor = Callable[..., tuple[MainWindow, SchemaEditor]]
Press = Callable[..., None]

BRAT = """[entities]
Ship
Port
[relations]
[events]
Sail\tWho:Ship, Where?:Port
[attributes]
"""
LABELS = (
    '<View><Labels name="l" toName="t"><Label value="Ship"/><Label value="Port"/></Labels>'
    '<Text name="t" value="$x"/></View>'
)


def test_files_are_told_by_their_names(tmp_path: Path, plover: Schema) -> None:
    (tmp_path / "a.toml").write_text(dump_schema(plover), encoding="utf-8")
    (tmp_path / "annotation.conf").write_text(BRAT, encoding="utf-8")
    (tmp_path / "labels.xml").write_text(LABELS, encoding="utf-8")
    assert read_schema(tmp_path / "a.toml") == (plover, ())
    for name in ("annotation.conf", "labels.xml"):
        schema, _ = read_schema(tmp_path / name)
        assert [type_.name for type_ in schema.entity_types][:2] == ["Ship", "Port"]


def test_a_file_that_cannot_be_read_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "bad.conf").write_bytes(b"\xff\xfe")
    with pytest.raises(SchemaError, match="UTF-8"):
        read_schema(tmp_path / "bad.conf")
    with pytest.raises(SchemaError, match=r"cannot be written"):
        write_schema(load_schema("conll"), tmp_path / "none" / "a.toml")


def test_what_is_written_reads_back(tmp_path: Path, plover: Schema) -> None:
    assert write_schema(plover, tmp_path / "s.toml") == ()
    assert read_schema(tmp_path / "s.toml") == (plover, ())
    write_schema(plover, tmp_path / "annotation.conf")
    schema, _ = read_schema(tmp_path / "annotation.conf")
    assert {"PERSON", "ORG"} <= {type_.name for type_ in schema.entity_types}


def test_a_schema_that_ships_is_added_by_keys(open_editor: OpenEditor, press: Press) -> None:
    _, editor = open_editor()
    press("Ctrl+Shift+O", "Down", "Down", "Down", "Enter")
    assert editor.question.isVisible()
    assert "CoNLL" in editor.question.title.text()
    press("A")
    assert [type_.name for type_ in editor.draft.schema.entity_types[-2:]] == ["PER", "MISC"]
    press("Ctrl+Z")
    assert not editor.draft.is_changed


def test_a_file_replaces_what_is_there(open_editor: OpenEditor, press: Press, tmp_path: Path) -> None:
    _, editor = open_editor()
    path = tmp_path / "annotation.conf"
    path.write_text(BRAT, encoding="utf-8")
    taking = editor.taking
    assert isinstance(taking, Taking)
    taking.take_file(path)
    press("R")
    assert [type_.name for type_ in editor.draft.schema.entity_types] == ["Ship", "Port"]
    assert editor.draft.schema.event_type("Sail")
    assert editor.faults == []
    press("Ctrl+Z")
    assert not editor.draft.is_changed


def test_saving_as_a_file_needs_no_saving(open_editor: OpenEditor, press: Press, tmp_path: Path) -> None:
    _, editor = open_editor()
    said: list[str] = []
    target = tmp_path / "mine"
    taking = Taking(editor, ask_open=lambda: None, ask_save=lambda suggested: target, folder=tmp_path,
                    say=lambda level, sentence: said.append(sentence))  # fmt: skip
    taking.save()
    assert read_schema(tmp_path / "mine.toml")[0] == editor.draft.schema
    assert said == ["The schema is in mine.toml."]
