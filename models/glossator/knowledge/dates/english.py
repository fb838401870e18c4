"""Dates in English: what may stand around one, then one rule after the other. Pure; knowledge layer."""

from __future__ import annotations

from dataclasses import replace

from glossator.knowledge.dates.anchor import Anchor, When
from glossator.knowledge.dates.english_days import DAY_RULES
from glossator.knowledge.dates.english_ranges import RANGE_RULES
from glossator.knowledge.dates.english_spans import SPAN_RULES
from glossator.knowledge.dates.english_units import UNIT_RULES
from glossator.knowledge.dates.rules import Rule, compiled, first_of

RULES: tuple[Rule, ...] = (*DAY_RULES, *RANGE_RULES, *UNIT_RULES, *SPAN_RULES)

_NEVER = (
    r"\b(?:fiscal|fy|centur(?:y|ies)|millenni\w+|daily|weekly|monthly|yearly|annual(?:ly)?|every|each|consecutive|"
    r"straight|recent|few|several|many|some|b\.?c\.?(?:e\.?)?|juche)\b"
)
_BEFORE = r"(?:on|in|during|as of|dated|the year|year) (?!the (?:past|last|next|coming|following))(?=.)"
_TIME = (
    r"(?P<day>.+?)(?P<left>,? (?:(?:at|around|about) )?(?:(?:early |late |mid-?)?(?:morning|afternoon|evening|night|"
    r"noon|midnight|midday)|\d{1,2}(?::\d\d)? ?[ap]\.?m\.?|local time|\(local time\)|(?:kst|gmt|utc|est|edt)))+"
)
_PART = (
    r"(?P<left>(?:the )?(?:early|late)(?: (?:in|on))?|(?:the )?mid(?:dle)?(?: (?:in|of))?|"
    r"(?:earlier|later)(?: (?:in|on))?|"
    r"(?:the )?(?:beginning|start|middle|end|close|turn|first days|last days) of)[ -](?P<rest>.+)"
)
_ABOUT = (r"(?:about|around|circa|ca\.?|c\.|approximately|roughly|nearly|almost|more than|over|at least|"
                    r"less than|under|up to|as many as|as long as|an estimated|just|only|a mere|a total of|"
                    r"the better part of) (?P<rest>.+)")  # fmt: skip
_EXACT = ("just", "only", "a mere", "a total of")
_SINCE = r"(?:since|ever since) (?P<rest>.+)"
_UNTIL = r"(?:until|till|through|up until) (?P<rest>.+)"


def read_english(text: str, anchor: Anchor | None) -> When | None:
    """The value of a date; `text` is tidied and in lower case."""
    if not text.isascii() or compiled(_NEVER).search(text):
        return None
    return _read(text, anchor, depth=0)


def _read(text: str, anchor: Anchor | None, *, depth: int) -> When | None:
    """The rules, then what may be taken off the words at either end."""
    found = first_of(RULES, text, anchor)
    if found is not None or 3 < depth:
        return found
    for take_off in (_open_end, _about, _part, _time, _preposition):
        found = take_off(text, anchor, depth + 1)
        if found is not None:
            return found
    return None


def _open_end(text: str, anchor: Anchor | None, depth: int) -> When | None:
    """Since 2014, until Friday: an interval with one open end."""
    for expression, form in ((_SINCE, "{}/.."), (_UNTIL, "../{}")):
        match = compiled(expression).fullmatch(text)
        on = replace(anchor, ahead=True) if anchor and form.startswith("..") else anchor
        found = _read(match["rest"], on, depth=depth) if match else None
        if found is not None:
            return None if "/" in found.value or "P" in found.value else replace(found, value=form.format(found.value))
    return None


def _about(text: str, anchor: Anchor | None, depth: int) -> When | None:
    """About 2014 is `2014~`; a duration stays what it is, uncertain."""
    match = compiled(_ABOUT).fullmatch(text)
    found = _read(match["rest"], anchor, depth=depth) if match else None
    if match is None or found is None:
        return None
    word = text.removesuffix(" " + match["rest"])
    if word in _EXACT:
        return found
    about = word in ("about", "around", "circa", "ca", "ca.", "c.", "approximately", "roughly")
    if "P" in found.value or "/" in found.value or not about:
        return replace(found, doubt=found.doubt or f"“{word}” cannot be said in a value")
    return replace(found, value=found.value + "~")


def _part(text: str, anchor: Anchor | None, depth: int) -> When | None:
    """Early May, the end of 2014: the whole of it, as no form says which part."""
    match = compiled(_PART).fullmatch(text)
    found = _read(match["rest"], anchor, depth=depth) if match else None
    if match is None or found is None or "P" in found.value:
        return None
    return replace(found, left_out=match["left"])


def _time(text: str, anchor: Anchor | None, depth: int) -> When | None:
    """Tuesday night: the day."""
    match = compiled(_TIME).fullmatch(text)
    found = _read(match["day"].strip(" ,("), anchor, depth=depth) if match else None
    if match is None or found is None or len(found.value) != 10:
        return None
    return replace(found, left_out=text[match.end("day") :].strip(" ,()"))


def _preposition(text: str, anchor: Anchor | None, depth: int) -> When | None:
    match = compiled(_BEFORE).match(text)
    return _read(text[match.end() :], anchor, depth=depth) if match else None
