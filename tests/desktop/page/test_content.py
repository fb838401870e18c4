from __future__ import annotations

import subprocess
import sys

import pytest

from glossator_desktop.page.content import Mark

PURE = (
    "blocks chips content decor direction dragging event_numbers hits hover lanes lines look margin "
    "mark_index measures members minimap_cells routes stack style tags"
)


@pytest.mark.parametrize(
    ("chip", "badges", "shown"),
    [
        ("PERSON", (), "PERSON"),
        ("PERSON", ("actor",), "PERSON · actor"),
        ("PERSON · actor", ("actor", "place"), "PERSON · actor · place"),
        ("", ("topic",), "topic"),
        ("", (), ""),
    ],
)
def test_the_chip_names_each_role_once(chip: str, badges: tuple[str, ...], shown: str) -> None:
    assert Mark(1, "span", "PERSON", ((0, 3),), chip, badges=badges).chip_text == shown


def test_a_mark_reaches_over_its_gaps() -> None:
    mark = Mark(1, "event", "REJECT", ((4, 10), (20, 24)))
    assert (mark.start, mark.end, mark.length) == (4, 24, 20)


def test_geometry_needs_no_qt() -> None:
    modules = ", ".join(f"glossator_desktop.page.{name}" for name in PURE.split())
    check = f"import sys, {modules}; sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0
