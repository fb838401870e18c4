"""Text: normalisation, decoding, offsets, grapheme clusters, the one tokenisation, sentences.

The lowest layer but errors; pure functions over strings, no spaCy, no Qt. Offsets are Unicode code points.
"""

from glossator.text.boilerplate import boilerplate_lines
from glossator.text.decode import Decoded, SourceText, decode, read_source
from glossator.text.fragments import Fragment
from glossator.text.graphemes import clusters, is_boundary, next_boundary, previous_boundary, snap
from glossator.text.normalise import Normalised, normalise
from glossator.text.offsets import Utf8Index, Utf16Index, utf16_length
from glossator.text.sentences import paragraphs, sentences
from glossator.text.sourcemap import SourceMap
from glossator.text.tokens import Token, TokenIndex, tokenize

__all__ = [
    "Decoded",
    "Fragment",
    "Normalised",
    "SourceMap",
    "SourceText",
    "Token",
    "TokenIndex",
    "Utf8Index",
    "Utf16Index",
    "boilerplate_lines",
    "clusters",
    "decode",
    "is_boundary",
    "next_boundary",
    "normalise",
    "paragraphs",
    "previous_boundary",
    "read_source",
    "sentences",
    "snap",
    "tokenize",
    "utf16_length",
]
