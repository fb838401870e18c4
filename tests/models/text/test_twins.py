"""Texts that are nearly the same, whatever their order, however many."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from glossator.text.twins import TwinFinder, are_twins, likeness, shingles

WORDS = [f"word{number}" for number in range(400)]
STORY = " ".join(WORDS[:120])
OTHER = " ".join(WORDS[200:320])


def groups(texts: dict[str, str]) -> set[frozenset[str]]:
    finder: TwinFinder[str] = TwinFinder()
    for key, text in texts.items():
        finder.add(key, text)
    return {frozenset(group) for group in finder.groups()}


def test_a_story_that_ran_again_is_found() -> None:
    texts = {
        "first": STORY,
        "headed": f"Another head entirely here {STORY} Reporting by Ada Quill",
        "cut": " ".join(WORDS[:50]),
        "recapitalised": STORY.upper().replace(" ", ",\n "),
        "edited": STORY.replace("word30 ", "changed ").replace("word90 ", ""),
        "other": OTHER,
        "short": "word1 word2",
        "short too": "Word1, word2!",
        "short other": "word1 word3",
        "empty": "",
        "empty too": " ",
    }
    assert groups(texts) == {
        frozenset(("first", "headed", "cut", "recapitalised", "edited")), frozenset(("short", "short too")),
    }  # fmt: skip


def test_scripts_without_spaces() -> None:
    story = "朝鲜外务省发言人星期五表示，拒绝联合国大会通过的决议。中国对此表示关注，并呼吁各方保持克制。"
    assert are_twins(shingles(story), shingles("新闻：" + story))
    other = "韩国总统星期一在首尔会见了来访的日本首相，双方讨论了贸易问题和安全合作。"
    assert not are_twins(shingles(story), shingles(other))


def test_the_foot_of_a_page_makes_no_twins() -> None:
    foot = " ".join(f"foot{number}" for number in range(40))
    texts = {str(number): f"{' '.join(f'w{number}x{n}' for n in range(100))} {foot}" for number in range(60)}
    assert groups(texts) == set()
    texts["again"] = texts["7"]
    assert groups(texts) == {frozenset(("7", "again"))}


stories = st.lists(st.integers(0, 60), min_size=0, max_size=40).map(lambda found: " ".join(WORDS[n] for n in found))


@given(st.lists(stories, max_size=12), st.randoms(use_true_random=False))
def test_order_changes_nothing(texts: list[str], random: object) -> None:
    keyed = {str(number): text for number, text in enumerate(texts)}
    shuffled = list(keyed.items())
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert groups(dict(shuffled)) == groups(keyed)


@given(stories, stories)
def test_likeness_is_mutual(one: str, other: str) -> None:
    first, second = shingles(one), shingles(other)
    assert likeness(first, second) == likeness(second, first)
    assert 0 <= likeness(first, second) <= 1
    assert likeness(first, first) == (1 if first else 0)


def test_hashes_are_the_same_on_every_machine() -> None:
    assert list(shingles("one two three four five six")) == sorted(shingles("ONE two, three four five six."))
    assert list(shingles("a b c d e")) == [-1465484152268699257]
