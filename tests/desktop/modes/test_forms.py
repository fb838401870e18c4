from __future__ import annotations

from glossator_desktop.builder.form_sheet import enter_means, form_sheet
from glossator_desktop.modes.forms import Field, Form
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
