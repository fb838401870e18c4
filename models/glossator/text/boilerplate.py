"""Lines that a web page put around an article: menus, footers, calls to subscribe. Part of the text layer.

Conservative: a line counts only where it is nothing else, so a sentence that mentions a newsletter does not.
English, as found around the articles of news sites.
"""

from __future__ import annotations

import re

from glossator.text.fragments import Fragment
from glossator.text.sentences import paragraphs

_LONGEST = 120

# Whole lines, without their punctuation.
_LINES = (
    r"(?:skip|go|jump|back) to (?:main )?(?:contents?|navigation|search|top|menu|the top)"
    r"(?: (?:skip|go|jump|back) to (?:main )?(?:contents?|navigation|search|top|menu))*",
    r"accessibility(?: (?:links?|help|statement))?",
    r"(?:main )?(?:nav|menu|navigation|sitemap|site map|breadcrumbs?)|search|toggle (?:navigation|menu)",
    r"home|home ?page|contact(?: us)?|about(?: us)?|advertise(?: with us)?|careers|help|faqs?",
    r"breaking news|latest news|top stories|top news|more news|live tv|live|watch live|trending(?: now)?",
    r"most (?:read|viewed|popular|shared)|editors?['’]?s? (?:picks?|choice)|don['’]?t miss|you may (?:also )?like",
    r"recommended(?: for you)?|related (?:articles?|stories|news|topics?|links?|contents?)|read more|see more|show more"
    r"|load more|more on this(?: story| topic)?|see also|view all|real[ -]time analytics",
    r"updated|published|last updated|by|share|tweet|print|e-?mail|save|comments?|reply|like|follow|facebook|twitter"
    r"|linkedin|whatsapp|telegram|instagram|youtube|rss|copy link|font size|listen|download|embed",
    r"(?:please )?(?:like us|follow us|join us|find us)(?: (?:and|&|or) (?:like us|follow us|join us|share))?"
    r"(?: on (?:facebook|twitter|x|instagram|youtube|telegram|linkedin|social media))?",
    r"share (?:this|on|via|to|with)"
    r"(?: (?:this|on|via|to|with|article|story|page|post|facebook|twitter|x|e-?mail|whatsapp|friends))*",
    r"(?:connect|stay connected|follow|join) with us(?: ?: ?.*)?",
    r"(?:subscribe|sign up)"
    r"(?: (?:now|today|here|to|for|our|the|a|free|daily|weekly|news|e-?mail|newsletters?|updates))*",
    r"(?:log|sign) ?(?:in|out|up|on)(?: (?:/|\||or) (?:log|sign) ?(?:in|out|up|on)| register)?",
    r"register|create (?:an )?account",
    r"(?:send|leave|give)(?: us)? (?:your )?(?:feedback|a comment|comments?)|thanks? (?:you )?for your feedback"
    r"|how can we improve|was this (?:article|page) helpful|post a comment|leave a reply",
    r"advertisements?|sponsored(?: content| links)?|story continues below(?: advertisement)?|ads? by .{1,30}|ad",
    r"(?:privacy|cookies?)(?: (?:policy|notice|settings|preferences|statement))?",
    r"terms(?: (?:of|and|&) (?:use|service|conditions))?",
    r"accept (?:all )?cookies|(?:we|this (?:site|website)) uses? cookies.*|manage (?:cookies|preferences)",
    r"all rights reserved|do not (?:reproduce|redistribute) without permission|reproduction prohibited",
    r"editions? ?: ?\w+(?: ?[/|,] ?\w+)*|languages? ?: ?\w+(?: ?[/|,] ?\w+)+",
    r"all headlines(?: \d{1,2}:\d{2})?(?: \w+\.? \d{1,2},? \d{4})?(?: \d{1,2}:\d{2})?",
    r"(?:previous|next)(?: (?:article|story|page|post))?|page \d+ of \d+|\d+ comments?|\d+ shares?",
)
_BOILERPLATE = re.compile("|".join(f"(?:{line})" for line in _LINES), re.IGNORECASE)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright\b).{0,40}\b(?:19|20)\d\d\b|copyright ©|.*\ball rights reserved\b", re.IGNORECASE
)
_AROUND = " \t\xa0.!?:…·•|>»<«-–—*↑→▶[]"


def boilerplate_lines(text: str) -> list[Fragment]:
    """The lines of a text that belong to the web page and not to the article, in order."""
    return [line for line in paragraphs(text) if is_boilerplate(text[line[0] : line[1]])]


def is_boilerplate(line: str) -> bool:
    """Whether one line, without white space around it, is part of a web page's frame."""
    if _LONGEST < len(line):
        return False
    return _COPYRIGHT.match(line) is not None or _BOILERPLATE.fullmatch(line.strip(_AROUND)) is not None
