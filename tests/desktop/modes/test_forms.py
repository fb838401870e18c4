from __future__ import annotations

from glossator_desktop.builder.form_sheet import enter_means, form_sheet
from glossator_desktop.modes.forms import Field, Form, Offer
from glossator_desktop.modes.valuing import sectors_of

NOTE = Form("Note", "“x”", (Field(""),), tick="flag it too", enter_means="flag")
VALUES = Form("Value of", "“x”", (Field("Name", "a"), Field("KB id"), Field("Country")))


def test_typing_goes_to_the_current_field() -> None:
    form = VALUES.step(1).more("Q").more("1").step(-1).erased()
    assert form.values == ("", "Q1", "")
    assert VALUES.step(-1).at == 2


def test_tab_ticks_where_there_is_one_field() -> None:
    assert NOTE.step(1).ticked
    assert not NOTE.step(1).step(1).ticked


def test_what_enter_means() -> None:
    assert [enter_means(form) for form in (NOTE, NOTE.more(" "), NOTE.more("a"), NOTE.step(1))] == [
        "flag",
        "flag",
        "save",
        "save",
    ]


def test_every_field_has_a_cell() -> None:
    cells = [cell.command for line in form_sheet(VALUES).lines for cell in line.cells]
    assert [command for command in cells if command.startswith("field:")] == ["field:0", "field:1", "field:2"]


def test_sectors_are_ordered_and_each_once() -> None:
    assert sectors_of(" GOV, MIL ,,GOV") == ("GOV", "MIL")


def test_what_is_typed_takes_the_place_of_what_was_proposed() -> None:
    form = Form("Date", "“x”", (Field("Value", "2014"),), fresh=True)
    assert form.more("1").more("9").values == ("19",)
    assert form.erased().values == ("",)
    assert form.typed(0, "2014").more("P").values == ("P",)
    assert form.typed(0, "2014-05").more("-").values == ("2014-05-",)
    assert VALUES.more("b").values[0] == "ab"
    assert VALUES.step(1).step(-1).more("b").values[0] == "b"


def test_an_offer_is_marked_and_fills_the_fields() -> None:
    offers = (Offer("A", "x", ("A", "1", "PRK")), Offer("B", "y", ("B", "2", "KOR")))
    form = VALUES.offering(offers)
    assert [form.mark(1).offer, form.mark(1).mark(1).offer, form.mark(-1).offer] == [offers[0], offers[1], offers[1]]
    assert form.mark(1).mark(1).mark(1).offer is None
    assert enter_means(form.mark(1)) == "take it"
    filled = form.mark(1).filled(offers[0])
    assert (filled.values, filled.offers, filled.offer) == (("A", "1", "PRK"), (), None)
    assert form.mark(1).offering(offers[1:]).marked is None
    assert VALUES.mark(1) is VALUES
    cells = [cell.command for line in form_sheet(form).lines for cell in line.cells]
    assert [command for command in cells if command.startswith("offer:")] == [
        "offer:0",
        "offer:0",
        "offer:1",
        "offer:1",
    ]
