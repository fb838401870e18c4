"""Who suggests, told without loading anything."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from glossator.errors import SuggestError
from glossator.suggest import identity
from glossator.suggest.identity import GENERATION


def test_the_shipped_model_goes_by_its_official_name() -> None:
    source, version = identity()
    assert source == "en_core_web_sm"
    assert version.startswith("3.8")
    assert version.endswith(f"+g{GENERATION}")


def test_a_hyphenated_name_is_understood() -> None:
    assert identity("en-core-web-sm") == identity("en_core_web_sm")


def test_a_missing_model_is_named() -> None:
    with pytest.raises(SuggestError, match="no_such_model"):
        identity("no_such_model")


def test_a_model_may_be_a_folder(tmp_path: Path) -> None:
    (tmp_path / "meta.json").write_text('{"lang": "en", "name": "own", "version": "2.1"}', encoding="utf-8")
    assert identity(str(tmp_path)) == ("en_own", f"2.1+g{GENERATION}")


def test_a_folder_that_is_no_model_says_so(tmp_path: Path) -> None:
    (tmp_path / "meta.json").write_text("[]", encoding="utf-8")
    with pytest.raises(SuggestError, match=r"meta\.json"):
        identity(str(tmp_path))


@pytest.mark.parametrize("module", ["glossator.suggest", "glossator.suggest.worker", "glossator.suggest.run"])
def test_importing_does_not_import_spacy(module: str) -> None:
    code = f"import sys, {module}; {module}.__name__; sys.exit(int('spacy' in sys.modules or 'numpy' in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_identity_does_not_import_spacy() -> None:
    code = "import sys, glossator.suggest as s; s.identity(); sys.exit(int('spacy' in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
