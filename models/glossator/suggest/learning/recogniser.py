"""A recogniser in place of another. Part of the suggest layer; imports spaCy on use."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from glossator.errors import SuggestError
from glossator.suggest.learning.shelf import RECOGNISER, read_whole

if TYPE_CHECKING:
    from spacy.language import Language

NAME = "ner"


def recogniser_of(nlp: Language) -> Any:
    """The component. spaCy does not say what kind of thing a component is."""
    return nlp.get_pipe(NAME)


def to_bytes(nlp: Language) -> bytes:
    """The recogniser: its weights and labels, not its words."""
    data: bytes = recogniser_of(nlp).to_bytes(exclude=["vocab"])
    return data


def renew(nlp: Language, data: bytes) -> None:
    """Let a pipeline have the recogniser that `to_bytes` gave, whatever labels the one before had.

    It is a new one each time: one that has weights for some labels takes none for others. Raises what spaCy raises.
    """
    config = dict(nlp.get_pipe_config(NAME))
    factory = str(config.pop("factory"))
    place = nlp.pipe_names.index(NAME)
    nlp.remove_pipe(NAME)
    after: dict[str, Any] = {"before": place} if place < len(nlp.pipe_names) else {"last": True}
    nlp.add_pipe(factory, name=NAME, config=config, **after)
    recogniser_of(nlp).from_bytes(data, exclude=["vocab"])


def put_in(nlp: Language, folder: Path) -> None:
    """Let a pipeline recognise what a version has learned. Raises SuggestError where it is damaged or does not fit."""
    _, files = read_whole(folder)
    try:
        renew(nlp, files[RECOGNISER])
    except Exception as error:  # whatever bytes of another make set off
        raise SuggestError(f"{folder}: this learned model does not fit the program: {error}.") from error
