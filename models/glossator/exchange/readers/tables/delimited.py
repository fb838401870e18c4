"""CSV and TSV with an article in each row. Part of `exchange`."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from threading import Lock

from glossator.exchange.readers.given import LONGEST_TEXT, Extracted, Given
from glossator.exchange.readers.tables.columns import choose_columns, documents_of
from glossator.text.decode import decode

_DELIMITERS = ",;\t|"
_one_at_a_time = Lock()
"""How long a field may be is one setting for the whole process."""


def read_delimited(given: Given) -> Iterator[Extracted]:
    """The documents of a CSV or TSV file, whose first row names the columns."""
    decoded = decode(given.data, name=given.shown, encoding=given.encoding)
    rows = list(_rows(decoded.text, given))
    if not rows:
        raise given.error(" holds no rows.")
    (_, header), *body = rows
    columns = choose_columns(header, given)
    yield from documents_of(body, columns, given)


def _rows(text: str, given: Given) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows with the lines on which they end. Raises ReadError for one with too many or too few columns."""
    delimiter = _delimiter(text)
    width = 0
    with _one_at_a_time:
        before = csv.field_size_limit(LONGEST_TEXT)
        reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
        try:
            for row in reader:
                if not row:
                    continue
                width = width or len(row)
                if len(row) != width:
                    raise given.error(
                        f", line {reader.line_num}: {len(row)} columns instead of {width}. Look whether the line is "
                        "whole, and whether texts with commas or line breaks stand in quotation marks."
                    )
                yield reader.line_num, row
        except csv.Error as error:
            raise given.error(f", line {reader.line_num}: {error}. Look at the quotation marks there.") from error
        finally:
            csv.field_size_limit(before)


def _delimiter(text: str) -> str:
    """What stands between the names of the columns most often, outside of quotation marks."""
    head = text[: text.find("\n") + 1] or text
    outside = "".join(head.split('"')[::2])
    return max(_DELIMITERS, key=lambda sign: (outside.count(sign), -_DELIMITERS.index(sign)))
