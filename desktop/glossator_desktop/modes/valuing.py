"""Page mode: what is known of the entity that the current span mentions: name, KB id, country, sectors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossator.annotation import Entity
from glossator.errors import KnowledgeError
from glossator_desktop.modes.dating import open_date
from glossator_desktop.modes.form_mode import FormMode
from glossator_desktop.modes.forms import Field, Form
from glossator_desktop.modes.knowing import checked_sectors, country_of, entity_offers, filled, sectors_of
from glossator_desktop.modes.linked import End, end_here
from glossator_desktop.modes.linking import NOTHING

if TYPE_CHECKING:
    from glossator.knowledge.base import Candidate
    from glossator_desktop.workspace import Workspace


_KINDS = {
    "country": "a country", "body": "an international body", "institution": "an institution", "group": "a group",
    "media": "a news organisation", "person": "a person", "company": "a company", "place": "a place",
}  # fmt: skip

__all__ = ["open_values", "sectors_of", "value_form"]


def open_values(workspace: Workspace) -> None:
    """Asks for them; where the span mentions no entity yet, Enter makes one. A date is asked for its value."""
    end = end_here(workspace)
    if end is None:
        workspace.say("info", NOTHING.format(key="V", what="says who or what they mention"))
        return
    if workspace.project.read_only:
        workspace.say("error", "This project can only be read here, so nothing can be changed.")
        return
    if workspace.project.is_date(end.span.label):
        open_date(workspace, end)
        return
    document = workspace.document
    entity = document.links.entity_of(end.span.id)
    known = workspace.run(lambda: workspace.project.known_as(end.span.text, document_id=document.id))
    workspace.enter(
        FormMode(
            workspace,
            value_form(end, entity, known),
            lambda done: _save(workspace, end, entity, done),
            anchor=end.span.fragments,
            offered=lambda form: entity_offers(workspace, form),
        )
    )


def value_form(end: End, entity: Entity | None, known: Candidate | None = None) -> Form:
    """The fields with what has been said; where nothing has, with what the knowledge base says of the name."""
    said = entity is not None and bool(entity.kb_id or entity.country or entity.sectors)
    name, kb_id, country, sectors = _said(end, entity) if said or known is None else filled(known)
    if entity is not None:
        name = entity.name
    fields = (
        Field("Name", name),
        Field("KB id", kb_id, "such as Q1065"),
        Field("Country", country, "such as PRK"),
        Field("Sectors", sectors, "in their order, with commas: GOV, MIL"),
    )
    remark = _remark(entity, None if said else known)
    return Form(title="Value of", about=f"“{end.span.text}”", fields=fields, remark=remark, fresh=True)


def _said(end: End, entity: Entity | None) -> tuple[str, str, str, str]:
    if entity is None:
        return (end.span.text, "", "", "")
    return (entity.name, entity.kb_id or "", entity.country or "", ", ".join(entity.sectors))


def _remark(entity: Entity | None, known: Candidate | None) -> str:
    count = len(entity.mentions) if entity else 0
    parts = [f"It has {count} mentions in this document."] if 1 < count else []
    if known is not None:
        source = known.entry.source or "the program's own knowledge"
        office = ", ".join(part for part in (known.entry.notes, known.entry.years) if part)
        what = office or (_KINDS.get(known.entry.kind, "a name") if known.why == "by this name" else known.why)
        parts.append(f"From {source}: {what}.")
    return " ".join(parts)


def _save(workspace: Workspace, end: End, entity: Entity | None, form: Form) -> bool:
    name, kb_id, *_ = form.values
    project = workspace.project
    if entity is not None and form.values == _said(end, entity):
        return True
    if not name:
        workspace.say("warning", "An entity needs a name.")
        return False
    try:
        country, sectors = country_of(form.values[2]), checked_sectors(form.values[3], project.schema)
    except KnowledgeError as error:
        workspace.say("warning", str(error))
        return False
    if entity is None and form.values == _said(end, None):
        return True

    def work() -> int:
        span = end.make(project)
        number = entity.id if entity else project.link([span], name=name)
        project.set_value(number, name=name, kb_id=kb_id or None, country=country, sectors=sectors or None)
        return span

    made = workspace.run_as_one(f"what is known of {name}", work)
    if made is None:
        return False
    workspace.select(made)
    return True
