"""Loading spaCy pipelines with only the components that are used. Part of the suggest layer; imports spaCy on use."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from glossator.errors import SuggestError
from glossator.suggest.identity import find_model, learned_folder
from glossator.suggest.learning.recogniser import put_in
from glossator.suggest.spacy_tokenizer import GlossatorTokenizer

if TYPE_CHECKING:
    from spacy.language import Language

ENTITY_COMPONENTS = ("ner",)
EVENT_COMPONENTS = ("tok2vec", "tagger", "parser", "ner")
"""Lemmas and coarse parts of speech come from our own small tables: a quarter of the time is saved."""

_THREAD_LIMITS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def limit_threads() -> None:
    """One thread for numeric libraries, where they have not been loaded and nobody has said otherwise."""
    if "numpy" not in sys.modules:
        for name in _THREAD_LIMITS:
            os.environ.setdefault(name, "1")


def load_pipeline(model: str | None = None, *, events: bool) -> Language:
    """The model with our tokenizer. `events`: with tagger and parser. Raises SuggestError where it does not load."""
    learned = learned_folder(model)
    module = find_model(None if learned else model)
    limit_threads()
    import spacy

    try:
        nlp = spacy.load(module)
    except (OSError, ValueError) as error:
        raise SuggestError(f"The language model {module} does not load: {error}") from error
    wanted = _needed(nlp, EVENT_COMPONENTS if events else ENTITY_COMPONENTS)
    for name in nlp.component_names:
        if name not in wanted:
            nlp.remove_pipe(name)
    nlp.tokenizer = GlossatorTokenizer(nlp.vocab)
    if learned is not None:
        put_in(nlp, learned)
    return nlp


def _needed(nlp: Language, wanted: tuple[str, ...]) -> set[str]:
    """The components wanted, and the embedding layers that they listen to."""
    names = {name for name in wanted if name in nlp.component_names}
    embedding = set()
    for name, pipe in nlp.components:
        listeners = getattr(pipe, "listening_components", [])
        if names.intersection(listeners):
            embedding.add(name)
    return (names - {"tok2vec"}) | embedding
