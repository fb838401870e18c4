from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.errors import KnowledgeError
from glossator.knowledge.entries import Entry
from glossator.knowledge.lists import COLUMNS, Known, read_list

KNOWN = Known({"PRK", "KOR", "GBR"}, ("GOV", "MIL", "NGO"))


def read(text: str) -> tuple[Entry, ...]:
    return read_list(text, name="own.csv", known=KNOWN, source="own.csv")


def test_all_columns() -> None:
    (entry,) = read(
        "name,kb_id,aliases,kind,country,sectors,from,until,notes\n"
        'Kwak Chol,Q1,Chol Kwak | 곽철,person,prk,MIL|gov,2012,2015-03,"attaché, retired"\n'
    )
    assert entry == Entry(
        "Q1", "Kwak Chol", ("Chol Kwak", "곽철"), "person", "PRK", ("MIL", "GOV"), "2012", "2015-03",
        "attaché, retired", "own.csv",
    )  # fmt: skip
    assert entry.told == "PRK MIL GOV · attaché, retired, 2012–2015"


def test_a_name_is_enough_and_gets_an_id_of_its_own() -> None:
    (entry,) = read("\ufeffName\nThe Harbour Forum\n\n")
    assert (entry.kb_id, entry.name, entry.kind) == ("own:harbour-forum", "The Harbour Forum", "other")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_spreadsheets_separate_in_their_own_ways(separator: str) -> None:
    text = separator.join(("notes", "name", "kb_id")) + "\r\n" + separator.join(("x", "y", "Q2")) + "\r\n"
    (entry,) = read(text)
    assert (entry.name, entry.kb_id, entry.notes) == ("y", "Q2", "x")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "own.csv is empty"),
        ("name\n", "no row below its header"),
        ("kb_id\nQ1\n", "line 1: the column “name” is missing"),
        ("name,colour\nx,red\n", "line 1: there is no column “colour”"),
        ("name,name\nx,y\n", "line 1: the column “name” is there twice"),
        ("name,kb_id\nx,Q1\n,Q2\n", "line 3, column name: it is empty"),
        ("name,country\nx,PRK\ny,ZZZ\n", "line 3, column country: “ZZZ” is not known"),
        ("name,sectors\nx,GOV|NOP\n", "line 2, column sectors: “NOP” is not known. It has: GOV, MIL, NGO."),
        ("name,kind\nx,ship\n", "line 2, column kind: “ship” is not known"),
        ("name,from\nx,May 2014\n", "line 2, column from: “May 2014” is no day, month or year"),
        ("name,from\nx,P2Y\n", "line 2, column from"),
        ("name,from,until\nx,2014-05,2013\n", "line 2, column until: 2013 is before 2014-05"),
        ("name,kb_id\nx,y,z\n", "line 2: there are 3 cells for 2 columns"),
        ('name,kb_id\n"x,y\n', "own.csv, line 2: this is no CSV"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, said: str) -> None:
    with pytest.raises(KnowledgeError) as raised:
        read(text)
    assert said in str(raised.value)


CELLS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12).map(str.strip).filter(bool)
PARTS = CELLS.filter(lambda text: "|" not in text)


@given(st.lists(st.tuples(CELLS, CELLS, st.lists(PARTS, max_size=3, unique=True)), min_size=1, max_size=5))
def test_what_was_written_is_read_again(rows: list[tuple[str, str, list[str]]]) -> None:
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(COLUMNS[:3])
    writer.writerows((name, number, "|".join(aliases)) for name, number, aliases in rows)
    found = [(entry.name, entry.kb_id, list(entry.aliases)) for entry in read(target.getvalue())]
    assert found == [(name, number, aliases) for name, number, aliases in rows]
