"""Formats are found through entry points, and files by their first bytes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from glossator.annotation import Bundle
from glossator.errors import FormatError, ReadError
from glossator.exchange.base import ExportOptions, ExportSource, Format
from glossator.exchange.registry import format_names, formats, get_format, sniff_format


def test_the_formats_are_declared() -> None:
    assert {"jsonl", "spacy", "prodigy", "iob2"} <= set(format_names())
    for name, found in formats().items():
        assert isinstance(found, Format)
        assert found.name == name
        assert found.title


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(FormatError, match=r"no format 'xls'.*jsonl.*spacy"):
        get_format("xls")


def test_files_are_told_apart(
    source_of: Callable[..., ExportSource], training_bundles: list[Bundle], tmp_path: Path
) -> None:
    for name in ("jsonl", "prodigy"):
        get_format(name).write(source_of(*training_bundles), tmp_path / name, ExportOptions())
        found = sniff_format(tmp_path / name)
        assert found is not None
        assert found.name == name
    (tmp_path / "plain.txt").write_text("Kim met Putin.")
    assert sniff_format(tmp_path / "plain.txt") is None
    with pytest.raises(ReadError, match="nowhere"):
        sniff_format(tmp_path / "nowhere")


def test_only_writing_for_spacy_imports_spacy() -> None:
    code = (
        "import sys; from glossator.exchange.registry import formats; formats();"
        "sys.exit('spacy' in sys.modules or 'numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
