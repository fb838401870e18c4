"""Captions and credits of pictures, and banners about cookies. Part of `exchange`; a pure function."""

from __future__ import annotations

import regex

_CREDIT_REACH = 120
"""A credit stands in the last so many code points of a caption."""
_PICTURE = (
    "(?:AP |AFP |EPA )?(?:[Pp]hoto(?:graph)?s?|PHOTO|[Ii]mages?|IMAGE|[Pp]ictures?|[Ii]llustration|[Gg]raphic"
    "|[Vv]ideo|VIDEO|[Cc]aption|CAPTION|[Cc]redits?|[Cc]ourtesy|사진|자료사진|그래픽|이미지|영상|صورة|صور|الصورة|تصوير|أرشيف)"
)
_CAPTION = regex.compile(
    rf"FILE\b\s*(?:PHOTO|IMAGE|VIDEO)?\s*[-–—:]|[\[(]?\s*{_PICTURE}\s*(?:[:：=/]|by\b|courtesy\b|source\b|caption\b|제공|\])"
    "|[▲△▶📷📸🎥]"
)
_CREDIT = regex.compile(
    rf"[(\[]{_PICTURE}\b[^)\]]*[)\]]\.?$|\bGetty Images\b|\b{_PICTURE}: [^.]{{2,40}}$|/\s?(?:AP|AFP|EPA|Reuters)\)?$"
)
_COOKIES = regex.compile(
    r"(?:we|this (?:web)?site|by (?:continuing|using|clicking)|our partners)\b.{0,80}\bcookies\b", regex.IGNORECASE
)


def is_caption(line: str) -> bool:
    """Whether a line belongs to a picture, or is a banner about cookies: neither title nor first sentence."""
    return (
        _CAPTION.match(line) is not None
        or _CREDIT.search(line[-_CREDIT_REACH:]) is not None
        or _COOKIES.match(line) is not None
    )
