"""Hypothesis strategies for texts that break offset arithmetic: use these wherever a text is arbitrary.

`nasty_texts` are raw (byte order marks, CRLF, NUL, lone surrogates); `document_texts` are what the house keeps after
import. `stretches` draws a text together with a stretch of it.
"""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from glossator.text.normalise import normalise

WORDS = (
    *(
        "Seoul",
        "U.S.-led",
        "Kim’s",
        "don't",
        "Nov.",
        "1,000.5",
        "$5",
        "(ICC)",
        "SEOUL--",
        "“quoted,”",
        "half-brother's",
    ),
    *(
        "https://example.org/a?b=c",
        "a.b@example.org",
        "naïve",
        "북한은",
        "한국(남한)은",
        "朝鲜外务省。",
        "東京タワーで",
    ),
    *("الأمم", "«نعم»؟", "שָׁלוֹם", "हिन्दी", "ภาษาไทย"),
)
"""Words of many scripts, whole: what a text is mostly made of."""

ASTRAL = (
    *("😀", "👍\U0001f3fd", "👨\u200d👩\u200d👧", "🏴\u200d☠\ufe0f", "🇰🇷", "🇰", "1\ufe0f\u20e3"),
    *("𝔘", "𐐷", "\U0002a6d6"),
)
"""Astral code points: joined by ZWJ, flags and half a flag, with a skin tone, a keycap, rare letters."""

COMBINING = ("e\u0301", "\u0301", "a\u0308\u0323", "\u1112\u1161\u11ab", "\u1112", "\u1161", "か\u3099", "क्षि")
"""Clusters of several code points, NFD Hangul, and parts of both."""

INVISIBLE = (
    *("\u200f", "\u200e", "\u202b", "\u202c", "\u2067", "\u2069"),
    *("\u200d", "\u200b", "\u00ad", "\ufe0f", "\u0600"),
)
"""Marks of direction, joiners, soft hyphens."""

SPACES_AND_STOPS = (
    *(" ", "  ", "\t", "\u00a0", "\u3000", "\u2028", "\x1c"),
    *(".", "...", "…", "--", "'", "’", "-", "_", "。", '"', "@", ":"),
)
"""Odd white space, and the punctuation on which words and sentences turn."""

PIECES = ASTRAL + COMBINING + INVISIBLE + SPACES_AND_STOPS
"""Pieces out of which trouble is made."""

RAW_PIECES = ("\r\n", "\r", "\n", "\n\n", "\ufeff", "\0", "\ud800", "\udc00", "\ud83d\ude00", "\ufffd")
"""What only a raw text holds; normalisation takes it away or mends it."""


def _texts(pieces: SearchStrategy[str], *, most: int) -> SearchStrategy[str]:
    return st.lists(pieces, max_size=most).map("".join)


def nasty_texts(*, most: int = 30) -> SearchStrategy[str]:
    """Raw texts of up to `most` pieces, with everything that import has to mend."""
    piece = st.sampled_from(WORDS) | st.sampled_from(PIECES) | st.sampled_from(RAW_PIECES) | st.characters()
    return _texts(piece, most=most)


def document_texts(*, most: int = 30) -> SearchStrategy[str]:
    """Nasty texts as the house keeps them."""
    piece = (
        st.sampled_from(WORDS) | st.sampled_from(PIECES) | st.sampled_from((" ", "\n")) | st.characters(codec="utf-8")
    )
    return _texts(piece, most=most).map(lambda raw: normalise(raw).text)


@st.composite
def stretches(draw: st.DrawFn, texts: SearchStrategy[str] | None = None) -> tuple[str, int, int]:
    """A text and a stretch of it: `(text, start, end)` with `0 <= start <= end <= len(text)`."""
    text = draw(document_texts() if texts is None else texts)
    start = draw(st.integers(0, len(text)))
    return text, start, draw(st.integers(start, len(text)))
