"""Growing and shrinking a stretch: name, phrase, clause, sentence. Pure functions over stretches of the text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from glossator.annotation import Fragment

_LINKS = frozenset({"of", "for", "the", "on", "and", "&", "de", "al", "el", "bin", "von", "van", "-", "'", "’", "."})


def grow(current: Fragment, stretches: Iterable[Fragment]) -> Fragment | None:
    """The smallest stretch that holds the current one and more; None where there is none."""
    start, end = current
    around = [s for s in stretches if s[0] <= start and end <= s[1] and s != current]
    return min(around, key=_length, default=None)


def shrink(current: Fragment, stretches: Iterable[Fragment], focus: int) -> Fragment | None:
    """The largest stretch inside the current one, rather one that holds the focus; None where there is none."""
    start, end = current
    inside = [s for s in stretches if start <= s[0] and s[1] <= end and s != current and s[0] < s[1]]
    if not inside:
        return None
    return max(inside, key=lambda s: (s[0] <= focus <= s[1], _length(s)))


def name_around(text: str, tokens: Sequence[Fragment], current: Fragment) -> Fragment:
    """The run of capitalised tokens that the current stretch is part of; small link words stay inside a run.

    `tokens` are those of the line, in order. Without a capital in the current stretch it is returned as it is.
    """
    indices = [i for i, (start, end) in enumerate(tokens) if start < current[1] and current[0] < end]
    if not indices or not any(_is_name(text, tokens[i]) for i in indices):
        return current
    first, last = indices[0], indices[-1]
    first = _run_edge(text, tokens, first, -1)
    last = _run_edge(text, tokens, last, 1)
    return (min(current[0], tokens[first][0]), max(current[1], tokens[last][1]))


def _run_edge(text: str, tokens: Sequence[Fragment], index: int, step: int) -> int:
    """The last index in this direction that still belongs to the run; links count only between two names."""
    edge = index
    probe = index + step
    while 0 <= probe < len(tokens):
        start, end = tokens[probe]
        if _is_name(text, tokens[probe]):
            edge = probe
        elif text[start:end].lower() not in _LINKS or abs(probe - edge) > 2:
            break
        probe += step
    return edge


def _is_name(text: str, token: Fragment) -> bool:
    return text[token[0] : token[0] + 1].isupper()


def _length(stretch: Fragment) -> int:
    return stretch[1] - stretch[0]
