"""Lemmas of the words that the lexicons know: English endings taken off until a known word is left. Part of suggest."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from glossator.suggest.tables import names, rows, words

_LEXICONS = ("plover/verbs.tsv", "plover/nouns.tsv", "ace/verbs.tsv", "ace/nouns.tsv")
_COLUMNS = (("plover/modes.tsv", 2), ("cues.tsv", 3))
_LISTS = ("actors.tsv", "reporting.tsv", "light_verbs.tsv", "titles.tsv")


class Lemmatizer:
    """Finds the known lemma that a form belongs to, irregular forms first. Forms of unknown words stay as they are."""

    def __init__(self, known: frozenset[str]) -> None:
        self._known = known
        self._irregular = irregular_forms()
        self._nouns: dict[str, str] = {}
        self._verbs: dict[str, str] = {}

    def __call__(self, form: str, *, verb: bool = False) -> str:
        """The lemma of a form in lower case. `verb`: "killing" is a form of "kill", else the noun."""
        found = self._verbs if verb else self._nouns
        lemma = found.get(form)
        if lemma is None:
            lemma = found[form] = self._look_up(form, verb)
        return lemma

    def _look_up(self, form: str, verb: bool) -> str:
        irregular = self._irregular.get(form)
        if irregular is not None:
            return irregular
        known = [candidate for candidate in candidates(form) if candidate in self._known]
        if verb and known[1:] and known[0] == form:
            return known[1]
        return known[0] if known else form


@lru_cache(maxsize=1)
def shared_lemmatizer() -> Lemmatizer:
    """The one that knows every word of every lexicon."""
    known: set[str] = set()
    for path in _LEXICONS:
        known.update(word.strip("()") for row in rows(path) for word in row[0].split())
    for path, column in _COLUMNS:
        known.update(word for row in rows(path) for word in names(row[column]))
    return Lemmatizer(frozenset(known.union(*map(words, _LISTS))))


@lru_cache(maxsize=1)
def irregular_forms() -> dict[str, str]:
    """Irregular forms and their lemmas."""
    return {row[0]: row[1] for row in rows("irregular.tsv")}


def candidates(form: str) -> Iterator[str]:
    """The words that a form may be an inflection of, the form itself first."""
    yield form
    if form.endswith("s"):
        yield form[:-1]
        if form.endswith("es"):
            yield form[:-2]
        if form.endswith("ies"):
            yield form[:-3] + "y"
    for ending in ("ed", "ing"):
        stem = form.removesuffix(ending)
        if stem != form and 2 <= len(stem):
            yield stem
            yield stem + "e"
            if stem[-1] == stem[-2]:
                yield stem[:-1]
            if ending == "ed" and stem.endswith("i"):
                yield stem[:-1] + "y"
            if ending == "ing" and stem.endswith("y"):
                yield stem[:-1] + "ie"
