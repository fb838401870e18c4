"""Documents and annotations to show."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossator.annotation import Argument, DocumentSummary, Event, Layer, Metadata, Span, Status

_HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform says on every show that it has no size hints: that is no warning of ours."""
    for item in items:
        if _HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


def summary(
    number: int,
    title: str | None = None,
    status: Status = "new",
    *,
    undecided: int = 0,
    spans: int = 0,
    events: int = 0,
    drafts: int = 0,
    flagged: bool = False,
    suggested: bool = True,
    language: str | None = "en",
) -> DocumentSummary:
    return DocumentSummary(
        id=number,
        name=f"article-{number}.txt",
        metadata=Metadata(title=title, language=language, source="Korea desk"),
        status=status,
        reviews={},
        flagged=flagged,
        length=100,
        spans=spans,
        events=events,
        drafts=drafts,
        undecided=undecided,
        suggested=suggested,
        position=number,
    )


@pytest.fixture
def summaries() -> list[DocumentSummary]:
    return [
        summary(1, "Britain urges North on rights", "done", spans=41, events=5),
        summary(2, "Official visits London", "in_progress", undecided=12, spans=23, events=2, drafts=1),
        summary(3, "북한 인권 결의안 채택", flagged=True, suggested=False, language="ko"),
        summary(4, "وزير الخارجية يزور بروكسل", undecided=3, language="ar"),
        summary(5),
    ]


@pytest.fixture
def layer() -> Layer:
    spans = (
        Span(10, 1, "ada", "NORP", ((2, 6),), "North Korean"),
        Span(11, 1, "ada", "PERSON", ((8, 12),), "Kim Son Gyong"),
        Span(12, 1, "ada", None, ((14, 20),), "to lobby against pressure"),
        Span(13, 1, "ada", "DATE", ((22, 30),), "this December", {"value": "2015-12"}),
        Span(14, 1, "ada", "PERSON", ((40, 44),), "Fiona Bruce"),
    )
    events = (
        Event(
            20,
            1,
            "ada",
            "CONSULT",
            ((31, 34),),
            "met",
            modes=("visit",),
            arguments=(Argument("actor", 11), Argument("recipient", 14), Argument("time", 13), Argument("topic", 12)),
            attributes={"polarity": "positive", "modality": "claimed"},
        ),
        Event(21, 1, "ada", "REJECT", (), contexts=("human_rights",), arguments=(Argument("topic", 20),), draft=True),
    )
    return Layer(1, "ada", None, spans, events)
