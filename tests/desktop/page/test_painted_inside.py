"""What is painted for a stretch covers its characters and no others: compared with what Qt paints as a selection."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QTextCharFormat, QTextLayout

from glossator.text.graphemes import clusters
from glossator.text.offsets import Utf16Index
from glossator_desktop.page.direction import has_right_to_left, reads_right_to_left
from glossator_desktop.page.shaping import Shaped, displayed, text_options
from support.texts import document_texts

HEIGHT = 60
LINES = document_texts(most=14).map(lambda text: " ".join(text.split("\n"))).filter(lambda text: bool(text.strip()))
NEAR = 2
EMOJI = re.compile("[\u2000-\u2bff\ufe0f\U0001f000-\U0001ffff]")
AN_EMOJI = 20
"""Pixels that one is wide."""


def columns(text: str, font: QFont, width: int, start: int, end: int) -> list[set[int]]:
    """For each line the columns of pixels that Qt paints for a selection, out of a layout of its own."""
    layout = QTextLayout(displayed(text), font)
    layout.setTextOption(text_options(reads_right_to_left(text)))
    layout.beginLayout()
    count = 0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, count * HEIGHT))
        count += 1
    layout.endLayout()
    picture = QImage(width + 200, count * HEIGHT, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    index = Utf16Index(text)
    chosen = QTextLayout.FormatRange()
    chosen.start, chosen.length = index.to_utf16(start), index.to_utf16(end) - index.to_utf16(start)
    look = QTextCharFormat()
    look.setBackground(QColor("red"))
    look.setForeground(QColor(Qt.GlobalColor.transparent))
    chosen.format = look
    painter = QPainter(picture)
    painter.setPen(QColor(Qt.GlobalColor.transparent))
    layout.draw(painter, QPointF(100, 0), [chosen])
    painter.end()
    red = QColor("red").rgb()
    found: list[set[int]] = []
    for at in range(count):
        height = layout.lineAt(at).height()
        rows = [at * HEIGHT + round((height - 1) * share) for share in (0, 0.1, 0.5, 0.9, 1)]
        columns_of_line = {x - 100 for x in range(picture.width()) if any(picture.pixel(x, y) == red for y in rows)}
        found.append(_closed(columns_of_line) if EMOJI.search(text) else columns_of_line)
    return found


def _closed(found: set[int]) -> set[int]:
    """With the gaps that an emoji leaves, which is painted over the selection whatever the pen."""
    gaps = ((before, after) for before, after in pairwise(sorted(found)) if after - before <= AN_EMOJI)
    return found | {x for before, after in gaps for x in range(before, after)}


@settings(max_examples=60)
@given(LINES, st.integers(120, 700), st.data())
@example("English with عربي داخل السطر and back", 600, None)
def test_a_stretch_is_painted_where_qt_would_select_it(
    qapp: object, text: str, width: int, data: st.DataObject | None
) -> None:
    font = QFont(["Noto Serif", "DejaVu Serif"])
    font.setPixelSize(16)
    edges = [0, *(end for _, end in clusters(text))]
    start, end = (
        (8, 20) if data is None else sorted(data.draw(st.lists(st.sampled_from(edges), min_size=2, max_size=2)))
    )
    shaped = Shaped(text, 0, font, width=width, right_to_left=reads_right_to_left(text))
    runs = shaped.runs(start, end)
    selected = columns(text, font, width, start, end)
    for run in runs:
        if run.right - run.left < 1:
            continue
        ours = set(range(round(run.left) + NEAR, round(run.right) - NEAR))
        assert ours <= selected[run.line], (run, sorted(ours - selected[run.line]))
    if not has_right_to_left(text):
        for line, columns_of_line in enumerate(selected):
            pieces = [(run.left - NEAR, run.right + NEAR) for run in runs if run.line == line]
            shown_end = max(run.right for run in shaped.runs(0, len(text)) if run.line == line) if pieces else 0
            left_out = {x for x in columns_of_line if not any(left <= x <= right for left, right in pieces)}
            assert not pieces or all(shown_end <= x for x in left_out), (line, sorted(left_out))
