"""Names of the months, in the languages whose dates are understood. Part of the text layer: data, and digits.

Arabic has three sets in the news: Egyptian (from Latin), Levantine (Syriac), and the French-born ones of the Maghreb;
agencies write two of them with a stroke between.
"""

from __future__ import annotations

_ENGLISH = (
    "jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
    "sep sept september", "oct october", "nov november", "dec december",
)  # fmt: skip
_ARABIC = (
    "يناير,كانون الثاني,جانفي", "فبراير,شباط,فيفري", "مارس,آذار,اذار", "أبريل,ابريل,إبريل,نيسان,أفريل",
    "مايو,أيار,ايار,ماي", "يونيو,يونيه,حزيران,جوان", "يوليو,يوليه,يوليوز,تموز,جويلية",
    "أغسطس,اغسطس,آب,غشت,أوت", "سبتمبر,أيلول,ايلول,شتنبر", "أكتوبر,اكتوبر,تشرين الأول,تشرين الاول",
    "نوفمبر,تشرين الثاني,نونبر", "ديسمبر,كانون الأول,كانون الاول,دجنبر",
)  # fmt: skip

MONTHS: dict[str, int] = {
    **{name: number for number, names in enumerate(_ENGLISH, 1) for name in names.split()},
    **{name: number for number, names in enumerate(_ARABIC, 1) for name in names.split(",")},
}
"""The number of each month, by its names in lower case."""

ENGLISH_NAMES = sorted((name for names in _ENGLISH for name in names.split()), key=len, reverse=True)
ARABIC_NAMES = sorted((name for names in _ARABIC for name in names.split(",")), key=len, reverse=True)

_DIGITS = {zero + value: ord("0") + value for zero in (0x0660, 0x06F0) for value in range(10)}


def with_ascii_digits(text: str) -> str:
    """The text with Arabic-Indic and Persian digits as ASCII ones; its length stays."""
    return text if text.isascii() else text.translate(_DIGITS)
