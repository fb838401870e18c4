"""A parsed line as plain lists: what event hints and phrases are read from. Part of the suggest layer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from glossator.schema import Conventions
from glossator.suggest.entities.lines import Line
from glossator.suggest.entities.mentions import Mention
from glossator.suggest.events.lemmas import Lemmatizer

NO_MENTION = -1
USUAL = Conventions()


@dataclass(slots=True)
class Parse:
    """Tags, dependencies and heads of a line's tokens, in spaCy's English labels; a root is its own head.

    `left` and `right` are the first and last token of each token's subtree. `mention_at` gives the place of the
    mention that covers a token in `mentions`, or NO_MENTION. The conventions say how fillers are cut.
    """

    line: Line
    tags: Sequence[str]
    deps: Sequence[str]
    heads: Sequence[int]
    lemmatizer: Lemmatizer
    mentions: Sequence[Mention] = ()
    conventions: Conventions = USUAL
    lowers: list[str] = field(init=False)
    children: list[list[int]] = field(init=False)
    left: list[int] = field(init=False)
    right: list[int] = field(init=False)
    mention_at: list[int] = field(init=False)

    def __post_init__(self) -> None:
        size = len(self.heads)
        self.lowers = [word.lower() for word in self.line.words]
        self.children = [[] for _ in range(size)]
        self.left = list(range(size))
        self.right = list(range(size))
        self.mention_at = [NO_MENTION] * size
        self._link()
        for place, mention in enumerate(self.mentions):
            for token in range(mention.first, mention.last):
                self.mention_at[token] = place

    def _link(self) -> None:
        heads, left, right = self.heads, self.left, self.right
        for token, head in enumerate(heads):
            if head != token:
                self.children[head].append(token)
            above = token
            while heads[above] != above:
                above = heads[above]
                if token < left[above]:
                    left[above] = token
                elif right[above] < token:
                    right[above] = token

    def mention(self, token: int) -> Mention | None:
        """The mention that covers a token."""
        place = self.mention_at[token]
        return None if place == NO_MENTION else self.mentions[place]

    def child(self, token: int, *deps: str) -> int | None:
        """The first dependant with one of these relations."""
        return next((child for child in self.children[token] if self.deps[child] in deps), None)

    def all_children(self, token: int, *deps: str) -> list[int]:
        """The dependants with one of these relations."""
        return [child for child in self.children[token] if self.deps[child] in deps]

    def lemma(self, token: int) -> str:
        """The known lemma that a token is a form of, in lower case; the token itself where none is known."""
        return self.lemmatizer(self.lowers[token], verb=self.is_verb(token))

    def is_verb(self, token: int) -> bool:
        """Whether the token is a verb, auxiliaries among them."""
        return self.tags[token].startswith("VB")

    def is_noun(self, token: int) -> bool:
        """Whether the token is a common or proper noun."""
        return self.tags[token].startswith("NN")

    def place(self, first: int, last: int) -> tuple[int, int]:
        """Where the tokens `[first, last)` stand in the document, in code points."""
        return self.line.place(first, last)
