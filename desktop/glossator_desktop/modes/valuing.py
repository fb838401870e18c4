"""Page mode: what is known of the entity that the current span mentions: name, KB id, country, sectors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossator.annotation import Entity
from glossator_desktop.modes.form_mode import FormMode
from glossator_desktop.modes.forms import Field, Form
from glossator_desktop.modes.linked import End, end_here
from glossator_desktop.modes.linking import NOTHING

if TYPE_CHECKING:
    from glossator_desktop.workspace import Workspace


def open_values(workspace: Workspace) -> None:
    """Asks for them; where the span mentions no entity yet, Enter makes one."""
    end = end_here(workspace)
    if end is None:
        workspace.say("info", NOTHING.format(key="V", what="says who or what they mention"))
        return
    if workspace.project.read_only:
        workspace.say("error", "This project can only be read here, so nothing can be changed.")
        return
    entity = workspace.document.links.entity_of(end.span.id)
    form = value_form(end, entity)
    workspace.enter(FormMode(workspace, form, lambda done: _save(workspace, end, entity, done),
                             anchor=end.span.fragments))  # fmt: skip


def value_form(end: End, entity: Entity | None) -> Form:
    """The fields with what is known. A single mention gives its words as the name."""
    count = len(entity.mentions) if entity else 0
    fields = (
        Field("Name", entity.name if entity else end.span.text),
        Field("KB id", (entity.kb_id or "") if entity else "", "such as Q1065"),
        Field("Country", (entity.country or "") if entity else "", "such as PRK"),
        Field("Sectors", ", ".join(entity.sectors) if entity else "", "in their order, with commas: GOV, MIL"),
    )
    remark = f"It has {count} mentions in this document." if 1 < count else ""
    return Form(title="Value of", about=f"“{end.span.text}”", fields=fields, remark=remark)


def sectors_of(text: str) -> tuple[str, ...]:
    """Sectors typed with commas, in order, each once."""
    return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))


def _save(workspace: Workspace, end: End, entity: Entity | None, form: Form) -> bool:
    name, kb_id, country, sectors = form.values
    project = workspace.project
    if form.values == value_form(end, entity).values:
        return True
    if not name:
        workspace.say("warning", "An entity needs a name.")
        return False

    def work() -> int:
        span = end.make(project)
        number = entity.id if entity else project.link([span], name=name)
        project.set_value(number, name=name, kb_id=kb_id, country=country, sectors=sectors_of(sectors))
        return span

    made = workspace.run_as_one(f"what is known of {name}", work)
    if made is None:
        return False
    workspace.select(made)
    return True
