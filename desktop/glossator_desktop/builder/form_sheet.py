"""The card of a form: its title, a line for each field, the keys. Pure; the fields themselves are put over it."""

from __future__ import annotations

from typing import Final

from glossator_desktop.builder.sheet import Cell, Line, Sheet, keyed
from glossator_desktop.modes.forms import Form

FORM_WIDTH: Final = 460
EMPTY: Final = " "


def form_sheet(form: Form) -> Sheet:
    """The form as a card. The cell of field 0 has the command `field:0`, and so on."""
    lines = [Line((Cell(form.title, "title"), *((Cell(form.about, "muted"),) if form.about else ())))]
    for at, field in enumerate(form.fields):
        command = f"field:{at}"
        column = Cell(field.title, "muted") if field.title else None
        cell = Cell(field.value or EMPTY, "caret" if at == form.at else "plain", command)
        lines.append(Line((cell,), column=column, command=command))
    for at, offer in enumerate(form.offers):
        command = f"offer:{at}"
        cells = (Cell(offer.title, "strong", command), Cell(offer.detail, "muted", command, tight=True))
        lines.append(Line(cells, column=Cell(" ", "muted"), current=at == form.marked, command=command, gap=not at))
    if form.remark:
        lines.append(Line((Cell(form.remark, "muted"),)))
    lines.append(Line((), _keys(form), gap=True))
    return Sheet(tuple(lines), wide=FORM_WIDTH, name=form.title)


def _keys(form: Form) -> tuple[Cell, ...]:
    tab = keyed("Tab", "next field") if 1 < len(form.fields) else keyed("Tab", form.tick) if form.tick else ()
    arrows = keyed("Down", "choose") if form.offers else ()
    return (*arrows, *tab, *keyed("Enter", enter_means(form)), *keyed("Esc", "back"))


def enter_means(form: Form) -> str:
    """What Enter does now."""
    if form.offer is not None:
        return "take it"
    return "save" if any(form.values) or form.ticked else form.enter_means
