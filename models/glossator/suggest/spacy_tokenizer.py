"""Our tokenisation as a spaCy tokenizer, `glossator.Tokenizer.v1`. Part of the suggest layer.

Pipelines that were trained on our exports name it in their configuration. spaCy itself is imported on use only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from glossator.text.spacing import space_out

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab


class GlossatorTokenizer:
    """Makes a `Doc` whose text is exactly the text given; runs of white space become tokens as in spaCy."""

    def __init__(self, vocab: Vocab) -> None:
        from spacy.tokens import Doc

        self.vocab = vocab
        self._make = Doc

    def __call__(self, text: str) -> Doc:
        spaced = space_out(text)
        return self._make(self.vocab, words=spaced.words, spaces=spaced.spaces)

    def pipe(self, texts: Iterable[str], batch_size: int = 1000) -> Iterable[Doc]:
        """One `Doc` for each text."""
        return map(self, texts)

    def __reduce__(self) -> tuple[type[GlossatorTokenizer], tuple[Vocab]]:
        return (type(self), (self.vocab,))

    # It has no state to store; spaCy asks all the same.

    def to_bytes(self, **_: object) -> bytes:
        """Nothing."""
        return b""

    def from_bytes(self, _data: bytes, **_kwargs: object) -> GlossatorTokenizer:
        """Itself."""
        return self

    def to_disk(self, _path: str | Path, **_: object) -> None:
        """Writes nothing."""

    def from_disk(self, _path: str | Path, **_: object) -> GlossatorTokenizer:
        """Itself."""
        return self


def create_tokenizer() -> Callable[[Language], GlossatorTokenizer]:
    """What spaCy's registry calls: gives a function from a pipeline to its tokenizer."""

    def create(nlp: Language) -> GlossatorTokenizer:
        return GlossatorTokenizer(nlp.vocab)

    return create
