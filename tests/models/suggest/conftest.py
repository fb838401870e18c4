"""What the tests of suggestions share: the schema, one loaded suggester, ways to look at an analysis."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import pytest

from glossator.annotation import Analysis, EventHint, Proposal, text_of
from glossator.schema import Schema, load_schema
from glossator.suggest import Request, SpacySuggester

Read: TypeAlias = Callable[[str], "Found"]


class Found:
    """An analysis with its text."""

    def __init__(self, text: str, analysis: Analysis) -> None:
        self.text = text
        self.analysis = analysis

    def labels(self) -> list[tuple[str, str]]:
        """`(text, label)` of the proposed spans, in order."""
        return [(text_of(self.text, item.fragments), item.label) for item in self._of_kind("span")]

    def triggers(self) -> list[str]:
        """The candidate triggers, in order; the fragments of one are joined by a space."""
        return [text_of(self.text, item.fragments) for item in self._of_kind("event")]

    def hint(self, trigger: str) -> EventHint:
        """The hint on a trigger."""
        proposal = next(item for item in self._of_kind("event") if text_of(self.text, item.fragments) == trigger)
        assert proposal.hint is not None
        return proposal.hint

    def types(self, trigger: str) -> list[str]:
        """The ranked types as `TYPE/mode`."""
        return [f"{item.type}/{item.mode}" if item.mode else item.type for item in self.hint(trigger).types]

    def fillers(self, trigger: str, role: str) -> list[str]:
        """What is proposed for a role."""
        return [text_of(self.text, item.fragments) for item in self.hint(trigger).arguments if item.role == role]

    def value(self, trigger: str, attribute: str) -> str | None:
        """The proposed value of an attribute."""
        found = self.hint(trigger).attributes.get(attribute)
        return None if found is None else found.value

    def _of_kind(self, kind: str) -> list[Proposal]:
        return [item for item in self.analysis.proposals if item.kind == kind]


@pytest.fixture(scope="session")
def plover() -> Schema:
    return load_schema("plover")


@pytest.fixture(scope="session")
def suggester(plover: Schema) -> SpacySuggester:
    return SpacySuggester(schema=plover)


@pytest.fixture(scope="session")
def read(suggester: SpacySuggester) -> Read:
    """Analyses a text with the default schema."""

    def analyse(text: str) -> Found:
        (analysis,) = suggester.analyse([Request(text)])
        return Found(text, analysis)

    return analyse
