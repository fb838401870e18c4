"""What one token looks like: the rules behind `tokens`, as one pattern. Part of the text layer.

The pattern is tried at each place of a stretch without white space; its alternatives are ordered, the first that
fits wins, the last takes whatever single cluster is left.
"""

from __future__ import annotations

from functools import cache

import regex

from glossator.text.abbreviations import KEEP_THEIR_STOP

# Scripts written without spaces: one token a cluster. Katakana, which spells names, is kept in runs.
_SPACELESS = r"\p{Han}\p{Hiragana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_KATAKANA = r"\p{Katakana}\u30fc\uff70\uff9e\uff9f"
_WORD = rf"[[\p{{L}}\p{{M}}\p{{Nd}}\p{{Nl}}²³¹¼½¾]--[{_SPACELESS}{_KATAKANA}]]"
_CASED = r"[\p{Lu}\p{Ll}]"
_APOSTROPHE = r"['’‘＇]"
_HYPHEN = r"[-\u2010\u2011]"
_ENDS = rf"(?!{_WORD})"

# An address ends in something else than the punctuation of the sentence it stands in.
_ADDRESS = r"(?i:https?://|ftp://|www\.)[A-Za-z0-9_.~:/?\#\[\]@!$&()*+,;=%-]*[A-Za-z0-9_/\#=&%~+-]"
_MAIL = r"[A-Za-z0-9_][A-Za-z0-9_.%+-]{0,63}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"

_FUSED = r"can(?=not)|gim(?=me)|gon(?=na)|got(?=ta)|lem(?=me)|wan(?=na)"
_NEGATED = "ai|are|ca|could|did|do|does|had|has|have|is|may|might|must|need|ought|sha|should|was|were|wo|would"
_PRONOUN = "he|how|i|it|she|that|there|they|this|we|what|when|where|who|why|you"
_UNIT = "am|cm|ft|gb|ghz|gw|ha|hp|kb|kg|khz|km|kph|kw|lb|m|mb|mhz|mm|mph|mw|oz|pm|tb"

# What keeps two parts of one word together.
_INSIDE = rf"""(?:
    {_APOSTROPHE} (?! (?i:s|re|ve|ll) {_ENDS} )
  | (?<= [\p{{Lu}}\p{{Ll}}\p{{Nd}}] ) \. (?= [\p{{Ll}}\p{{Nd}}] )
  | (?<= \p{{Nd}} ) [,:/] (?= \p{{Nd}} )
  | (?<= \p{{L}} ) {_HYPHEN} (?= \p{{Nd}} )
  | (?<= \p{{Lu}} ) & (?= \p{{Lu}} )
  | (?<= \p{{Hebrew}} ) ["״׳] (?= \p{{Hebrew}} )
  | [_\u00ad\u2060]+
)"""

_TOKEN = rf"""
    (?! (?i: {_FUSED} ) ) [A-Za-z]++ (?= [,;)!?"”] | $ )                # the common case, first because it is fast
  | {_ADDRESS} | {_MAIL}
  | (?<! {_WORD} ) @ [A-Za-z0-9_]+
  | {_CASED} (?: \. {_CASED} )+ {_ENDS} \.? | Ph\.D\.?                # U.S.  a.m.  J.K.
  | \L<abbreviations> \. (?!\.)                                       # Nov.  Mr.
  | \p{{Lu}} \. (?!\.)                                                # an initial: J.
  | [0-9\#*] \ufe0f? \u20e3                                           # a keycap
  | (?: US|AU|CA|HK|NT|NZ|[ACNRS] ) \$                                # a currency, apart from its number
  | (?i: {_FUSED} ) (?= (?i:me|na|not|ta) {_ENDS} )                   # can|not
  | (?i: {_NEGATED} ) (?= (?i:n) {_APOSTROPHE} (?i:t) {_ENDS} )       # do|n't
  | (?<= \p{{L}} ) (?i:n) {_APOSTROPHE} (?i:t) {_ENDS}
  | (?i: {_PRONOUN} ) (?= {_APOSTROPHE} (?i:d|m) {_ENDS} )            # I|'d
  | {_APOSTROPHE} (?i:s|re|ve|ll|d|m) {_ENDS}                         # Kim|'s
  | \p{{Nd}}++ (?: [.,] \p{{Nd}}++ )*+ (?= (?i:{_UNIT}) {_ENDS} )     # 5|km
  | (?<! {_WORD} | [)\]}}] ) (?: [-+−]\.? | \. ) (?=\p{{Nd}}) {_WORD}++ (?: {_INSIDE} {_WORD}++ )*      # -5  .5
  | {_WORD}++ (?: {_INSIDE} {_WORD}++ )*
  | [{_KATAKANA}] [{_KATAKANA}\p{{M}}]*
  | \.{{2,}} | …+ | -{{2,}} | [—–―]+ | ={{2,}} | _{{2,}} | \*{{2,}} | ~{{2,}} | \#{{2,}} | '' | ``
  | [\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+      # invisible
  | \X
"""


@cache
def token_pattern() -> regex.Pattern[str]:
    """The pattern, compiled when first used: that takes longer than importing the rest of this package."""
    return regex.compile(
        _TOKEN,
        regex.VERBOSE | regex.VERSION1,
        abbreviations=KEEP_THEIR_STOP,
    )
