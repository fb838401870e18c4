"""Page mode: a note on what is current, or on the document; a flag where nothing is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossator.annotation import Note
from glossator_desktop.modes.form_mode import FormMode
from glossator_desktop.modes.forms import Field, Form

if TYPE_CHECKING:
    from glossator_desktop.workspace import Workspace

READ_ONLY = "This project can only be read here, so nothing can be noted."
LONGEST = 40


def open_note(workspace: Workspace) -> None:
    """Asks for a note; Enter with an empty field flags, or takes the flag away."""
    if workspace.project.read_only:
        workspace.say("error", READ_ONLY)
        return
    document, current = workspace.document, workspace.focus.current
    target = current if current is not None and document.holds(current) else document.id
    notes = document.notes_on(target)
    on = not document.is_flagged(target)
    form = Form(
        title="Note",
        about=subject(workspace, target),
        fields=(Field("", notes[-1].text if notes else "", "A remark, a question, a doubt"),),
        tick="flag it too" if on else "take the flag away",
        remark="" if on else "It is flagged.",
        enter_means="flag" if on else "take the flag away",
    )
    old = notes[-1] if notes else None
    fragments = document.fragments(target)
    workspace.enter(FormMode(workspace, form, lambda done: _save(workspace, target, old, on, done), anchor=fragments))


def subject(workspace: Workspace, target: int) -> str:
    """What a form is about, in a few words."""
    if target == workspace.document.id:
        return "on the document"
    words = " ".join(workspace.document.text_at(workspace.document.fragments(target)).split())
    return f"“{words if len(words) <= LONGEST else words[:LONGEST] + ' …'}”" if words else "on the event"


def _save(workspace: Workspace, target: int, old: Note | None, on: bool, form: Form) -> bool:
    """Whether the note was saved. An old one is replaced, or taken away where nothing is left of it."""
    (text,), project = form.values, workspace.project
    flag = form.ticked or not (text or old)
    changed = text != (old.text.strip() if old else "")
    if not flag and not changed:
        return True

    def work() -> bool:
        if changed and old:
            project.delete(old.id)
        if changed and text:
            project.add_note(target, text)
        if flag:
            project.set_flag(target, on)
        return True

    title = _title(text, old, changed=changed, on=on)
    if workspace.run_as_one(title, work) is None:
        return False
    what = "The document" if target == workspace.document.id else "This"
    said = f"{what} is flagged." if on else f"{what} is no longer flagged."
    workspace.say("info", said if flag else "The note is saved." if text else "The note is gone.")
    return True


def _title(text: str, old: Note | None, *, changed: bool, on: bool) -> str:
    if not changed:
        return "flag" if on else "take the flag off"
    if old:
        return "change a note" if text else "delete a note"
    return "add a note"
