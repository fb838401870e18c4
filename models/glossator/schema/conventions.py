"""Conventions: how names and fillers are cut. Post-processing of suggestions and checks obey them.

Part of the schema layer.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Conventions:
    """What a project has agreed on. The labels are names of entity types, or None where the schema has no such type."""

    strip_leading_article: bool = True
    strip_possessive: bool = True
    titles_outside_name: bool = True
    mark_norp_inside_org: bool = False
    country_label: str | None = None
    """What a country is by whatever name it goes: DPRK, "the North", a capital that stands for the state."""
    institution_label: str | None = None
    """What embassies, ministries and international bodies are."""
    clause_starts_after_to: bool = True
    topic_prefers_event: bool = True
    """Where the trigger of what is asked or claimed is marked itself, the topic is that event and not its words."""
    guideline: str = ""


CONVENTION_FLAGS = (
    "strip_leading_article",
    "strip_possessive",
    "titles_outside_name",
    "mark_norp_inside_org",
    "clause_starts_after_to",
    "topic_prefers_event",
)
"""Those that are true or false, in the order of a file."""

USUAL = Conventions()
