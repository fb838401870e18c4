"""Event mode, roles: for which country and sectors a filler acts in this event, whatever its entity does elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossator.annotation import Argument
from glossator.errors import KnowledgeError
from glossator_desktop.builder.state import Filler
from glossator_desktop.modes.choices import Choice, Choices
from glossator_desktop.modes.choose_mode import ChooseMode
from glossator_desktop.modes.form_mode import FormMode
from glossator_desktop.modes.forms import Field, Form
from glossator_desktop.modes.knowing import acting_offers, checked_sectors, country_of

if TYPE_CHECKING:
    from glossator_desktop.modes.roles_mode import EventRolesMode


def ask_acts_for(mode: EventRolesMode) -> None:
    """Asks for the country and sectors of the current role's filler; of several fillers first which one is meant."""
    row, workspace = mode.state.row, mode.workspace
    if row.proposed:
        workspace.say("info", f"The {row.role.title.lower()} is only proposed: Tab confirms it first.")
    elif not row.fillers:
        workspace.say("info", f"Nothing fills the {row.role.title.lower()} yet: a digit takes a candidate.")
    elif len(row.fillers) == 1:
        _open(mode, row.fillers[0])
    else:
        entries = tuple(Choice(str(filler.id), filler.text) for filler in row.fillers)
        by_id = {str(filler.id): filler for filler in row.fillers}
        choices = Choices("Whose country and sectors?", entries)
        workspace.enter(ChooseMode(workspace, choices, lambda value: _open(mode, by_id[value]), anchor=mode.anchor()))


def _open(mode: EventRolesMode, filler: Filler) -> None:
    role = mode.state.row.role.name
    known = _argument(mode, role, filler.id)
    form = Form(
        title="Acts for, in this event",
        about=f"“{filler.text}”",
        fields=(
            Field("Country", (known.country or "") if known else "", "such as GBR; empty: as the entity"),
            Field("Sectors", ", ".join(known.sectors) if known else "", "in their order, with commas: GOV, MIL"),
        ),
    )
    workspace = mode.workspace
    workspace.enter(
        FormMode(
            workspace,
            form,
            lambda done: _save(mode, role, filler.id, done),
            anchor=filler.fragments,
            offered=lambda typed: acting_offers(workspace, typed),
        )
    )


def _save(mode: EventRolesMode, role: str, filler: int, form: Form) -> bool:
    workspace, event = mode.workspace, mode.event_id
    project = workspace.project
    try:
        country, sectors = country_of(form.values[0]), checked_sectors(form.values[1], project.schema)
    except KnowledgeError as error:
        workspace.say("warning", str(error))
        return False
    changed = workspace.run(lambda: project.set_argument(event, role, filler, country=country, sectors=sectors or None))
    return changed is not None


def _argument(mode: EventRolesMode, role: str, filler: int) -> Argument | None:
    return next((a for a in mode.event.arguments if (a.role, a.filler) == (role, filler)), None)
