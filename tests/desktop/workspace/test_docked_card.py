"""The builder's card in a real page: whatever the size and the script, it hides no candidate that could be in sight."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from glossator import Project
from glossator.annotation import Analysis, EventHint, Fragment, Phrase, Proposal, ProposedType
from glossator.suggest.identity import identity
from glossator_desktop.binding import PageBinding
from glossator_desktop.builder.card import MARGIN
from glossator_desktop.builder.docking import TAG_GAP
from glossator_desktop.fonts import sans_stack, serif_stack
from glossator_desktop.page.view import PageView
from glossator_desktop.theme import load_theme, page_theme
from glossator_desktop.workspace import Workspace

TEXTS = {
    "english": ("The envoys of both ports asked the council on Friday to send grain to the northern towns. ", "asked"),
    "korean": ("외무장관은 금요일 항구에서 대표단에게 북부 도시에 곡물과 석탄을 보내 달라고 요청했다. ", "요청했다"),
    "arabic": ("طلب المبعوثون من المجلس يوم الجمعة إرسال الحبوب والفحم إلى المدن الشمالية قبل الشتاء. ", "طلب"),
}  # fmt: skip
SIZES = [(1_000, 800), (700, 620), (460, 520)]


@pytest.fixture(params=TEXTS, ids=list(TEXTS))
def workspace(request: pytest.FixtureRequest, tmp_path: Path, qtbot: QtBot) -> Iterator[Workspace]:
    """A project of one text in the script asked for; every word of the sentence in its middle is a candidate."""
    sentence, trigger = TEXTS[request.param]
    text = sentence * 3 + "\n\n" + sentence + "\n\n" + sentence * 9
    start = len(sentence) * 3 + 2
    at = text.index(trigger, start)
    hint = EventHint((ProposedType("REQUEST", "assist", 0.7),))
    with Project.create(tmp_path / "news.glossator", annotator="ada") as project:
        document = project.import_texts([("article", text)]).documents[0]
        place = (at, at + len(trigger))
        proposal = Proposal("event", "REQUEST", (place,), 0.8, hint)
        phrases = tuple(_words(text, (start, start + len(sentence)), place))
        project.record_analysis(document, Analysis(*identity(), (proposal,), phrases))
        made = Workspace(project)
        made.resume()
        made.select_range(*place)
        yield made
        made.close()
        made.deleteLater()


def _words(text: str, stretch: Fragment, trigger: Fragment) -> Iterator[Phrase]:
    start = stretch[0]
    for word in text[slice(*stretch)].split():
        place = text.index(word, start), text.index(word, start) + len(word.rstrip("."))
        start = place[1]
        if place != trigger:
            yield Phrase(*place, "noun_chunk", "dobj", trigger[0])


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_candidate_is_under_the_card_in_any_role(
    workspace: Workspace, qtbot: QtBot, size: tuple[int, int], theme: str
) -> None:
    schema = workspace.project.schema
    page = PageView(page_theme(load_theme(theme), schema, serif=serif_stack(), sans=sans_stack()))
    qtbot.addWidget(page)
    page.resize(*size)
    page.show()
    binding = PageBinding(page, workspace, load_theme(theme))
    try:
        for key in "E1ARTIPWS":
            workspace.press(key, key.lower())
            if workspace.mode.name == "roles":
                _check(binding, page, workspace)
    finally:
        binding.unbind()


def test_a_docked_card_is_whole_again_in_a_larger_window(workspace: Workspace, qtbot: QtBot) -> None:
    schema = workspace.project.schema
    page = PageView(page_theme(load_theme("light"), schema, serif=serif_stack(), sans=sans_stack()))
    qtbot.addWidget(page)
    page.resize(460, 520)
    page.show()
    binding = PageBinding(page, workspace, load_theme("light"))
    try:
        for key in "E1":
            workspace.press(key, key.lower())
        assert binding.card.sheet == workspace.mode.compact_sheet()
        page.resize(1_200, 1_100)
        assert binding.card.sheet == workspace.mode.sheet()
        _check(binding, page, workspace)
    finally:
        binding.unbind()


def _check(binding: PageBinding, page: PageView, workspace: Workspace) -> None:
    card = binding.card.geometry().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
    assert page.viewport().rect().contains(card)
    words = [rect for part in workspace.mode.anchor() for rect in page.rects_of(*part)]
    assert words
    words += [rect for part in workspace.mode.keep_clear() for rect in page.rects_of(*part)]
    for rect in words:
        assert not card.intersects(rect.adjusted(0, -round(TAG_GAP) + 1, 0, 0))
