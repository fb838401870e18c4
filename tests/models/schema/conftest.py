"""Fixtures of the schema tests: the schemas that ship, and a small one as text."""

from __future__ import annotations

import pytest

from glossator.schema import Schema, builtin_schemas, load_schema

SMALL = """\
[schema]
name = "small"

[entity_types.PER]
[entity_types.ORG]

[roles.who]
key = "A"
allowed = ["PER", "<FREE>"]

[event_types.MEET]
gloss = "people meet"

[event_types.MEET.modes.visit]
title = "Visit"
"""


@pytest.fixture
def small() -> str:
    """A schema that is right, to be spoilt."""
    return SMALL


@pytest.fixture
def plover() -> Schema:
    """The default schema."""
    return load_schema("plover")


@pytest.fixture(params=sorted(builtin_schemas()))
def builtin(request: pytest.FixtureRequest) -> Schema:
    """Each schema that ships."""
    return load_schema(str(request.param))
