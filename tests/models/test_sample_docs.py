"""The sample articles: as nasty as their README says, whatever an editor did to them, and nobody else's text."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from glossator.text.graphemes import is_boundary
from glossator.text.normalise import normalise
from glossator.text.offsets import Utf16Index

FOLDER = Path(__file__).resolve().parents[2] / "sample_docs"
ARTICLES = sorted(FOLDER.glob("*.txt"))
SHORT = [path for path in ARTICLES if not path.name.startswith("10-")]
LIVE_BLOG = FOLDER / "09-live-blog.txt"
CHRONICLE = FOLDER / "10-season-of-raised-hands.txt"
SHARED_WORDS = 8

each_article = pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)


def raw(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def letters_of(path: Path, script: str) -> float:
    """The share of a text's letters whose Unicode name begins with the script's."""
    letters = [character for character in raw(path) if character.isalpha()]
    return sum(unicodedata.name(letter, "").startswith(script) for letter in letters) / len(letters)


def word_sequences(text: str, length: int) -> dict[tuple[str, ...], int]:
    """Every sequence of so many words, and how often it occurs; case and punctuation do not count."""
    words = re.findall(r"\w+", unicodedata.normalize("NFC", text).casefold())
    counts: dict[tuple[str, ...], int] = {}
    for start in range(len(words) - length + 1):
        sequence = tuple(words[start : start + length])
        counts[sequence] = counts.get(sequence, 0) + 1
    return counts


def test_there_are_enough_and_all_are_in_the_readme() -> None:
    readme = (FOLDER / "README.md").read_text("utf-8")
    assert 9 <= len(ARTICLES)
    assert [path.name for path in ARTICLES if f"`{path.name}`" not in readme] == []
    assert set(re.findall(r"`(\d\d-[\w-]+\.txt)`", readme)) == {path.name for path in ARTICLES}


@each_article
def test_names_sort_and_hold_no_surprises(path: Path) -> None:
    assert re.fullmatch(r"\d\d-[a-z0-9]+(-[a-z0-9]+)*\.txt", path.name)


@pytest.mark.parametrize("path", SHORT, ids=lambda path: path.stem)
def test_most_articles_are_as_long_as_real_ones(path: Path) -> None:
    assert 2_000 <= path.stat().st_size <= 4_096


def test_one_is_a_hundred_kilobytes() -> None:
    assert 98_000 <= CHRONICLE.stat().st_size <= 105_000


def test_the_long_one_is_no_repetition() -> None:
    counts = word_sequences(raw(CHRONICLE), SHARED_WORDS)
    assert sum(counts.values()) - len(counts) <= 5


def test_scripts() -> None:
    assert 0.8 < letters_of(FOLDER / "07-ingwon-teuksa.txt", "HANGUL")
    assert 0.9 < letters_of(FOLDER / "08-majlis-huquq.txt", "ARABIC")
    assert sum(0.9 < letters_of(path, "LATIN") for path in ARTICLES) == 8


@each_article
def test_only_the_live_blog_has_a_mark_and_returns(path: Path) -> None:
    data = path.read_bytes()
    nasty = path == LIVE_BLOG
    assert data.startswith(b"\xef\xbb\xbf") == nasty
    assert (b"\r" in data) == nasty
    assert data.count(b"\r") == (data.count(b"\r\n") if nasty else 0)


@each_article
def test_normalising_changes_line_ends_and_the_mark_only(path: Path) -> None:
    source = raw(path)
    normalised = normalise(source)
    assert normalised.text == source.removeprefix("\ufeff").replace("\r\n", "\n")
    if path == LIVE_BLOG:
        assert len(source) - len(normalised.text) == 1 + source.count("\r\n")
    else:
        assert normalised.text == source


def test_the_live_blog_has_every_kind_of_cluster() -> None:
    text = normalise(raw(LIVE_BLOG)).text
    clusters = {
        "joined family": "👨‍👩‍👧‍👦",
        "flag": "🇰🇵",
        "skin tone": "👋🏽",
        "joined, with a skin tone": "🙅🏾‍♀️",
        "keycap": "1️⃣",
        "accent": "e\u0301",
        "decomposed Hangul": "\u1112\u1161\u11ab",
        "Devanagari": "न्दी",
    }
    for what, cluster in clusters.items():
        start = text.index(cluster)
        inside = range(start + 1, start + len(cluster))
        assert is_boundary(text, start), what
        assert len(cluster) > 1, what
        assert sum(is_boundary(text, offset) for offset in inside) < len(cluster) - 1, what
    assert "\u00a0" in text
    assert "\u200f" in text
    assert unicodedata.normalize("NFC", text) != text


def test_code_points_and_utf16_units_drift_apart_in_the_live_blog() -> None:
    text = normalise(raw(LIVE_BLOG)).text
    index = Utf16Index(text)
    place = text.index("Mastodon")
    assert 60 < index.to_utf16(place) - place


@each_article
def test_no_sequence_of_words_is_anybody_elses(path: Path, shared_dir: Path) -> None:
    theirs: set[tuple[str, ...]] = set()
    for article in (shared_dir / "articles").glob("*.txt"):
        theirs |= word_sequences(article.read_text("utf-8", errors="replace"), SHARED_WORDS).keys()
    assert theirs
    assert word_sequences(raw(path), SHARED_WORDS).keys() & theirs == set()
