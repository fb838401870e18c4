"""What holds for the house as a whole: sizes of files, names of imports, what ships, what documents exist."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).resolve().parents[1]
CODE = ("models", "desktop", "resources")
MOST_LINES = 600
MEDIAN_LINES = 130
SKIPPED = {".git", ".venv", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", ".import_linter_cache",
           "__pycache__", "out", "build", "dist"}  # fmt: skip
TEXTUAL = {".py", ".toml", ".md", ".txt", ".tsv", ".qss", ".sh", ".svg", ".yml", ".yaml", ".json", ".cfg", ""}
NEEDED = ("README.md", "Makefile", "CHANGELOG.md", "LICENSE", ".ci/run", "docs/manual.md", "docs/glossary.md",
          "docs/architecture.md", "docs/adr/README.md")  # fmt: skip
TARGETS = ("setup", "run", "test", "check", "bench", "package")

# Written so that this file does not hold what it looks for.
MACHINE_PATHS = re.compile(r"(?<![\w.])/(?:work|root|home/\w+|Users/\w+|tmp/\w+)/")
REGISTRY = re.compile(r"\b(?:(?:files\.)?pythonhosted|(?:test\.)?pypi(?:\.python)?|huggingface|npmjs)\.(?:org|com?)\b")


def _tracked() -> Iterator[Path]:
    """Every text file of the project, in a checkout and in an unpacked archive alike."""
    for path in sorted(ROOT.rglob("*")):
        parts = set(path.relative_to(ROOT).parts)
        if path.is_file() and not parts & SKIPPED and path.suffix in TEXTUAL:
            yield path


def _modules() -> list[Path]:
    return [path for top in CODE for path in sorted((ROOT / top).rglob("*.py"))]


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def test_no_file_is_too_long() -> None:
    python = [path for path in _tracked() if path.suffix == ".py"]
    too_long = {str(path.relative_to(ROOT)): count for path in python if MOST_LINES < (count := len(_lines(path)))}
    assert too_long == {}
    assert median(len(_lines(path)) for path in _modules()) <= MEDIAN_LINES


def test_functions_are_short() -> None:
    lengths = [
        (node.end_lineno or node.lineno) - node.lineno + 1
        for path in _modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    ]
    assert median(lengths) <= 10
    assert sum(length <= 40 for length in lengths) / len(lengths) >= 0.95


def test_every_module_says_what_it_is() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in _modules()
        if _lines(path) and not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert silent == []


def test_packages_are_imported_by_their_own_names() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in _tracked()
        if path.suffix == ".py"
        for name in _imported(path)
        if name.split(".")[0] in CODE
    ]
    assert wrong == []


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


@pytest.mark.parametrize("pattern", [MACHINE_PATHS, REGISTRY], ids=["machine paths", "registry hosts"])
def test_nothing_names_one_machine_or_a_registry(pattern: re.Pattern[str]) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:90]}"
        for path in _tracked()
        if path != Path(__file__)
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if pattern.search(line)
    ]
    assert found == []


@pytest.mark.parametrize("name", NEEDED)
def test_what_a_newcomer_needs_is_there(name: str) -> None:
    assert (ROOT / name).is_file()
    assert (ROOT / name).read_text(encoding="utf-8").strip()


def test_the_makefile_has_the_targets() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert [name for name in TARGETS if not re.search(rf"^{name}:", makefile, re.MULTILINE)] == []


def test_links_between_documents_lead_somewhere() -> None:
    dead = [
        f"{path.relative_to(ROOT)}: {target}"
        for path in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
        for target in re.findall(r"\]\(([^)#\s]+)", path.read_text(encoding="utf-8"))
        if "://" not in target and not target.startswith("mailto:") and not (path.parent / target).exists()
    ]
    assert dead == []


def test_entry_points_load() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"]
    has_qt = find_spec("PySide6") is not None
    for group, points in declared.items():
        for name in points:
            if group == "glossator.window" and not has_qt:
                continue
            (found,) = [point for point in entry_points(group=group, name=name) if point.value == points[name]]
            assert callable(found.load()) or group == "glossator.formats", f"{group}: {name}"


def test_every_action_stands_in_the_manual() -> None:
    pytest.importorskip("PySide6")
    from glossator_desktop.panels.commands import ALL_ACTIONS

    manual = (ROOT / "docs" / "manual.md").read_text(encoding="utf-8")
    missing = [f"{action.id}: {action.title}" for action in ALL_ACTIONS if action.title not in manual]
    assert missing == []
    unreachable = [action.id for action in ALL_ACTIONS if not action.keys and not action.listed]
    assert unreachable == []


@pytest.mark.parametrize("module", ["glossator", "glossator.cli", "glossator.project", "glossator.exchange.registry"])
def test_importing_the_core_loads_nothing_heavy(module: str) -> None:
    script = f"import sys, {module}; print({{'spacy', 'thinc', 'PySide6', 'shiboken6'}} & set(sys.modules) or '')"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == ""


@pytest.mark.slow
def test_the_window_loads_no_model() -> None:
    pytest.importorskip("PySide6")
    script = "import sys, glossator_desktop.main; print({'spacy', 'thinc'} & set(sys.modules) or '')"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == ""


@pytest.mark.slow
def test_the_wheel_holds_everything(tmp_path: Path) -> None:
    if find_spec("hatchling") is None:
        pytest.skip("hatchling, which builds the wheel, is not installed here")
    words = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "-q", "-w"]
    done = subprocess.run([*words, str(tmp_path), str(ROOT)], capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("glossator-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    samples = {path.name for path in (ROOT / "sample_docs").glob("*.txt")}
    assert samples
    assert {f"glossator_resources/sample_docs/{name}" for name in samples} <= names
    for part in ("schemas/plover.toml", "themes/light.toml", "lexicons/countries.tsv", "icons/glossator.svg"):
        assert f"glossator_resources/{part}" in names
    assert {"glossator/py.typed", "glossator_desktop/py.typed", "glossator_resources/py.typed"} <= names
    assert not [name for name in names if name.startswith(("tests/", "models/", "desktop/", "docs/"))]
    assert any(name.endswith("licenses/LICENSE") for name in names)
