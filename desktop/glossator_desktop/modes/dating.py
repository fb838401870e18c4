"""Page mode: the value of a date, proposed by its words; and the values of all dates of a document at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossator.annotation import Span
from glossator.project.knowledge import VALUE, date_value_of
from glossator_desktop.modes.form_mode import FormMode
from glossator_desktop.modes.forms import Field, Form
from glossator_desktop.modes.linked import End

if TYPE_CHECKING:
    from glossator.knowledge.dates import DateReading
    from glossator_desktop.workspace import Workspace

NO_FORM = "“{value}” is no date: 2019-05-03, 2019-05, 2019, 2019-W18, P3D, 2019-05-01/2019-05-07 are."
NO_DAY = "The document has no publication date, so nothing can be counted from it."
UNREAD = "Its words do not tell which date it is."


def open_date(workspace: Workspace, end: End) -> None:
    """Asks for the value of a date; what its words tell stands there already, and why."""
    span = end.span
    start, stop = span.fragments[0][0], span.fragments[-1][1]
    published = workspace.document.document.metadata.published
    reading = workspace.run(lambda: workspace.project.read_words(span.document_id, span.text, start, stop))
    form = date_form(span, reading, published)
    workspace.enter(FormMode(workspace, form, lambda done: _save(workspace, end, done), anchor=span.fragments))


def date_form(span: Span, reading: DateReading | None, published: str | None) -> Form:
    """The one field: the value that the date has, else the one that its words tell."""
    value = date_value_of(span)
    field = Field("Value", value or (reading.value if reading else ""), "such as 2019-05-03 or P3D")
    return Form(
        title="Date", about=f"“{span.text}”", fields=(field,), remark=_remark(value, reading, published),
        enter_means="leave it without", fresh=True,
    )  # fmt: skip


def _remark(value: str | None, reading: DateReading | None, published: str | None) -> str:
    if reading is None:
        return UNREAD if published else f"{UNREAD} {NO_DAY}"
    if value is not None and value != reading.value:
        return f"Its words tell {reading.value}: {reading.reason}."
    told = f"{reading.reason[0].upper()}{reading.reason[1:]}."
    return told if reading.sure else f"Not sure: {reading.reason}."


def _save(workspace: Workspace, end: End, form: Form) -> bool:
    from glossator.knowledge.dates import is_date_value

    (value,) = form.values
    if value and not is_date_value(value):
        workspace.say("warning", NO_FORM.format(value=value))
        return False
    if value == (date_value_of(end.span) or ""):
        return True
    project = workspace.project

    def work() -> int:
        span = end.make(project)
        project.set_attributes(span, {VALUE: value or None})
        return span

    title = f"“{end.span.text}” is {value}" if value else f"take the value of “{end.span.text}” away"
    made = workspace.run_as_one(title, work)
    if made is None:
        return False
    workspace.select(made)
    workspace.say("info", f"{title}." if value else f"“{end.span.text}” has no value now.")
    return True


def value_all_dates(workspace: Workspace) -> None:
    """Gives all dates of the document their values, where they are sure; says how many, and how many are left."""
    document, project = workspace.document, workspace.project
    if project.read_only:
        workspace.say("error", "This project can only be read here, so nothing can be changed.")
        return
    proposals = workspace.run(lambda: project.date_proposals(document.id))
    if proposals is None:
        return
    left = f" {proposals.unsure} without: V on each of them asks." if proposals.unsure else ""
    if not proposals.sure:
        missing = "" if document.document.metadata.published else f" {NO_DAY}"
        workspace.say("info", f"No date here is given a value: {proposals.given} have one.{left}{missing}")
        return
    if workspace.run(lambda: project.value_dates(document.id)) is not None:
        count = len(proposals.sure)
        done = "1 date has its value now." if count == 1 else f"{count} dates have their values now."
        workspace.say("info", f"{done}{left}")
