"""Who can act: names, pronouns and the nouns for those who do. Part of the suggest layer."""

from __future__ import annotations

from functools import lru_cache

from glossator.suggest.entities.edges import titles
from glossator.suggest.entities.mentions import Mention
from glossator.suggest.events.parse import Parse
from glossator.suggest.tables import words

ACTING = frozenset(("GPE", "ORG", "PERSON", "NORP"))
"""Labels of those who act."""


@lru_cache(maxsize=1)
def acting_nouns() -> frozenset[str]:
    """Nouns for those who act in politics, as lemmas."""
    return words("actors.tsv")


def may_act(parse: Parse, token: int) -> bool:
    """Whether a token heads somebody who can act: a name, a pronoun, "officials", "the British side"."""
    mention = parse.mention(token)
    if mention is not None:
        return mention.label in ACTING
    return parse.tags[token] in ("PRP", "PRP$", "WP") or parse.lemma(token) in acting_nouns()


def names_actor(parse: Parse, token: int) -> bool:
    """Whether a token's subtree holds a name of somebody who can act."""
    place = parse.left[token]
    while place <= parse.right[token]:
        mention = parse.mention(place)
        if mention is not None and mention.label in ACTING:
            return True
        place += 1
    return False


def identified(parse: Parse, token: int) -> int:
    """The name that a noun goes with where the parser lost it; else the token itself.

    "High Commissioner for Human Rights Zeid": the person after the office. "China and Russia, two powers, are": the
    names before the apposition.
    """
    if parse.mention(token) is not None or not parse.is_noun(token):
        return token
    return _person_after(parse, token) or _names_before(parse, token) or token


def _person_after(parse: Parse, token: int) -> int | None:
    if parse.lowers[token] not in titles():
        return None
    for preposition in parse.all_children(token, "prep"):
        target = parse.child(preposition, "pobj")
        mention = None if target is None else parse.mention(target)
        if target is not None and mention is not None and mention.label == "PERSON":
            before = parse.line.words[mention.first - 1]
            if before[0].isupper() and parse.mention(mention.first - 1) is None:
                return target
    return None


def _names_before(parse: Parse, token: int) -> int | None:
    comma = parse.left[token] - 1
    if comma < 1 or parse.line.words[comma] != ",":
        return None
    mention: Mention | None = parse.mention(comma - 1)
    if mention is None or mention.label not in ACTING:
        return None
    first = mention.last - 1
    while parse.deps[first] == "conj" and parse.heads[first] < first:
        first = parse.heads[first]
    return first
