"""Lexicons, read by the text layer since checks need some of them too. Part of the suggest layer; imports no spaCy."""

from glossator.text.tables import LEXICONS, names, rows, words

__all__ = ["LEXICONS", "names", "rows", "words"]
