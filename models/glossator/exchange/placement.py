"""Spans, triggers and fillers of one document on its tokens, and the log of every edge that had to give way.

Part of `exchange`; the token formats share it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from glossator.annotation import Fragments, Span
from glossator.exchange import losses
from glossator.exchange.alignment import Dropped, TokenEdges, TokenRange
from glossator.exchange.losses import LossLog
from glossator.text.tokens import Token

_CLASHES = {"nested": losses.NESTED, "overlapping": losses.OVERLAPPING, "same_words": losses.SAME_WORDS}


class Placement:
    """Finds the tokens of fragments in one text. An edge inside a token is widened to the whole token, and logged."""

    def __init__(self, text: str, tokens: Sequence[Token], log: LossLog) -> None:
        self._text = text
        self._edges = TokenEdges(tokens)
        self._log = log

    def place(self, fragments: Fragments, *, thing: int, what: str) -> list[TokenRange]:
        """The tokens of each fragment; `what` names the thing in the log (a label, a role)."""
        found: list[TokenRange] = []
        for fragment in fragments:
            covered = self._edges.cover(fragment)
            if covered is None:
                self._log.add(losses.BLANK, thing=thing, fragments=(fragment,), detail=what)
                continue
            found.append(covered)
            if covered.fit != "exact":
                kind = losses.MISALIGNED if covered.fit == "expanded" else losses.WHITE_SPACE
                start, end = fragment
                detail = f"{what}: {self._text[start:end]!r} → {self.surface(covered)!r}"
                self._log.add(kind, thing=thing, fragments=(fragment,), detail=detail)
        return found

    def exact(self, fragments: Fragments) -> TokenRange | None:
        """The tokens of a single fragment whose edges are token edges; None for everything else. Nothing is logged."""
        if len(fragments) != 1:
            return None
        covered = self._edges.cover(fragments[0])
        return covered if covered is not None and covered.fit == "exact" else None

    def characters(self, start: int, end: int) -> tuple[int, int]:
        """The characters of the tokens `[start, end)`."""
        return self._edges.characters(start, end)

    def surface(self, tokens: TokenRange) -> str:
        """The text of some tokens."""
        start, end = self._edges.characters(tokens.start, tokens.end)
        return self._text[start:end]


def log_discontinuous(log: LossLog, span: Span, detail: Callable[[], str]) -> None:
    """Say that a span of several fragments was taken apart."""
    if 1 < len(span.fragments):
        log.add(losses.DISCONTINUOUS, thing=span.id, fragments=span.fragments, detail=detail())


def log_dropped(log: LossLog, dropped: list[Dropped], *, where: str) -> None:
    """Say which spans had to yield to others in a flat layer (`where`: "doc.ents")."""
    for one in dropped:
        span, winner = one.placed.span, one.winner.span
        detail = f"{span.label} {span.text!r} is not in {where}: {winner.label} {winner.text!r} is"
        log.add(_CLASHES[one.clash], thing=span.id, fragments=span.fragments, detail=detail)
