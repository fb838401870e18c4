"""Excel workbooks (XLSX) with an article in each row, by openpyxl. Part of `exchange`."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from glossator.errors import ReadError
from glossator.exchange.readers.given import Extracted, Given, needed
from glossator.exchange.readers.packed import unpacking
from glossator.exchange.readers.tables.columns import MOST_COLUMNS, choose_columns, documents_of

_MOST_BLANK_ROWS = 10_000
"""After so many rows without anything nothing follows: a sheet may claim to have a million."""


def read_sheet(given: Given) -> Iterator[Extracted]:
    """The documents of a workbook's first sheet with rows; that row which comes first names the columns."""
    openpyxl = needed("openpyxl", given, kind="an Excel workbook")
    with unpacking(given) as packed:
        packed.refuse_macros()
        packed.refuse_declarations()
    try:
        with warnings.catch_warnings():
            # It warns of styles and extensions that it does not know; nobody here looks at those.
            warnings.simplefilter("ignore")
            rows = _first_rows(openpyxl, given)
    except ReadError:
        raise
    except Exception as error:
        # openpyxl raises KeyErrors and what not where parts of the file are missing or wrong.
        raise given.damaged(type(error).__name__) from error
    if not rows:
        raise given.error(" holds no rows.")
    (_, header), *body = rows
    while header and header[-1] is None:
        header = header[:-1]
    names = ["" if name is None else str(name) for name in header]
    yield from documents_of(((number, row) for number, row in body), choose_columns(names, given), given)


def _first_rows(openpyxl: Any, given: Given) -> list[tuple[int, Sequence[object]]]:
    workbook = openpyxl.load_workbook(BytesIO(given.data), read_only=True, data_only=True)
    try:
        sheets = [(sheet.title, rows) for sheet in workbook.worksheets if (rows := list(_filled(sheet)))]
    finally:
        workbook.close()
    if 1 < len(sheets):
        left = ", ".join(title for title, _ in sheets[1:6])
        given.notices.append(f"{given.shown}: only the sheet {sheets[0][0]} was taken, not {left}.")
    return sheets[0][1] if sheets else []


def _filled(sheet: Any) -> Iterator[tuple[int, Sequence[object]]]:
    blank = 0
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS), 1):
        if any(value is not None for value in row):
            blank = 0
            yield number, row
        elif _MOST_BLANK_ROWS < (blank := blank + 1):
            return
