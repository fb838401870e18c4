"""E-mails and web archives (MHTML) as documents. Part of `exchange`.

The plain text of a message is preferred to its HTML; what is attached is left out, and named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from glossator.annotation import Metadata
from glossator.errors import ReadError
from glossator.exchange.readers.given import Extracted, Given, extras, tidy
from glossator.exchange.readers.markup import visible_text
from glossator.exchange.readers.pages import article_of
from glossator.text.decode import decode

_MOST_PARTS = 2_000
_HEADER = re.compile(rb"(?:From |[A-Za-z][A-Za-z0-9-]{1,40}:)")
_MOST_NAMED = 5
_LONGEST_HEADER = 5_000
_CONTENT_TYPE = re.compile(rb"^content-type:[^\n]*(?:\n[ \t][^\n]*)*", re.IGNORECASE | re.MULTILINE)


def read_message(given: Given) -> Iterator[Extracted]:
    """The text of an e-mail, its headers as metadata."""
    message, parts = _parsed(given)
    body = next((part for part in parts if _is(part, "text/plain")), None)
    html = next((part for part in parts if _is(part, "text/html")), None)
    chosen = body if body is not None else html
    if chosen is None:
        raise given.error(" holds no text: nothing but attachments is in it.")
    text, encoding = _text_of(chosen, given)
    if chosen is html:
        text = visible_text(text).text
    elif "flowed" in str(chosen.get_param("format", "")).lower():
        text = _unflowed(text)
    _name_the_rest(parts, given)
    yield Extracted(name=given.name, text=text.strip("\r\n"), metadata=_headers(message), encoding=encoding)


def read_web_archive(given: Given) -> Iterator[Extracted]:
    """The article of a page that was saved together with its pictures."""
    message, parts = _parsed(given)
    page = next((part for part in parts if _is(part, "text/html")), None)
    if page is None:
        raise given.error(" holds no web page.")
    html, encoding = _text_of(page, given)
    address = _header(page, "Content-Location") or _header(message, "Snapshot-Content-Location")
    yield article_of(html, given, encoding=encoding, address=address)


def _parsed(given: Given) -> tuple[Message, list[Message]]:
    """A message and its parts. The standard library raises all sorts of errors where headers are nonsense."""
    if not _HEADER.match(given.data):
        raise given.error(" is no e-mail: it does not begin with headers such as “From: …”.")
    if any(_LONGEST_HEADER < len(found.group()) for found in _CONTENT_TYPE.finditer(given.data)):
        raise given.damaged("a header is too long")
    try:
        message = message_from_bytes(given.data)
        parts: list[Message] = []
        for part in message.walk():
            if _MOST_PARTS <= len(parts):
                raise given.error(" has too many parts.")
            if not part.is_multipart():
                parts.append(part)
        _headers(message)
        return message, parts
    except ReadError:
        raise
    except (Exception, RecursionError) as error:
        raise given.damaged(type(error).__name__) from error


def _is(part: Message, kind: str) -> bool:
    return part.get_content_type() == kind and part.get_content_disposition() != "attachment"


def _text_of(part: Message, given: Given) -> tuple[str, str]:
    """The text of a part, in the encoding it states where that fits, else in the one found out."""
    try:
        data = part.get_payload(decode=True)
    except Exception as error:
        raise given.damaged(type(error).__name__) from error
    if not isinstance(data, bytes) or not data.strip():
        raise given.error(" holds no text: its first part is empty.")
    stated = given.encoding or part.get_content_charset()
    if given.encoding is None and stated is not None:
        try:
            return decode(data, name=given.shown, encoding=stated).text, stated
        except ReadError:
            pass
    decoded = decode(data, name=given.shown, encoding=given.encoding)
    return decoded.text, decoded.encoding


def _headers(message: Message) -> Metadata:
    sender, address = parseaddr(_header(message, "From") or "")
    return Metadata(
        title=_header(message, "Subject"),
        source=_header(message, "Organization"),
        author=tidy(sender or address),
        published=_date(message),
        extra=extras({"from": address, "to": _header(message, "To"), "message_id": _header(message, "Message-ID")}),
    )


def _header(message: Message, name: str) -> str | None:
    """A header as text; None where it is missing, or longer than anybody writes one."""
    value = str(message.get(name, ""))
    if _LONGEST_HEADER < len(value):
        return None
    try:
        return tidy(make_header(decode_header(value)))
    except (HeaderParseError, LookupError, ValueError):
        return tidy(value)


def _date(message: Message) -> str | None:
    try:
        return parsedate_to_datetime(_header(message, "Date") or "").date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _unflowed(text: str) -> str:
    """Lines that end with a space go on in the next one (RFC 3676)."""
    return re.sub("(?<!^--) \r?\n(?!>)", " ", text, flags=re.MULTILINE)


def _name_the_rest(parts: list[Message], given: Given) -> None:
    names = [tidy(part.get_filename()) or part.get_content_type() for part in parts if part.get_filename()]
    if names:
        more = f" and {len(names) - _MOST_NAMED} more" if _MOST_NAMED < len(names) else ""
        given.notices.append(f"{given.shown}: what is attached was left out ({', '.join(names[:_MOST_NAMED])}{more}).")
