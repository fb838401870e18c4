"""Whatever is edited and can be saved is what comes to be in force, and undo brings everything back."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from glossator import Project
from glossator.schema import Schema, load_schema
from glossator_desktop.schema_editing import editing
from glossator_desktop.schema_editing.changes import name_changes
from glossator_desktop.schema_editing.draft import Draft, Place, begin, name_at
from glossator_desktop.schema_editing.faulting import faults_of
from glossator_desktop.schema_editing.joining import siblings
from glossator_desktop.schema_editing.plan import Answer, final_schema, offers, steps

PLOVER = load_schema("plover")
TEXT = "Kim Son Gyong met Fiona Bruce in London.\nHe asked Seoul for help."
USED = ("entity_types", "event_types", "roles", "attributes", "contexts")
PLACES = [place for group in USED for place in begin(PLOVER).places(group) if place.index < 5]  # type: ignore[arg-type]
EDITS = st.lists(
    st.tuples(
        st.sampled_from(["rename", "delete", "merge", "split", "add", "duplicate", "up"]),
        st.sampled_from(PLACES),
        st.sampled_from(["ORG", "GPE", "visit", "actor", "NEW", "other"]),
    ),
    min_size=1,
    max_size=6,
)


def edited(draft: Draft, what: str, place: Place, name: str) -> Draft:
    """A draft after one edit; unchanged where that means nothing there."""
    if draft.subject(place) is None:
        return draft
    if what == "rename":
        return editing.set_field(draft, place, "name", name)
    if what == "merge":
        others = siblings(draft, place)
        return editing.merge(draft, place, others[len(name) % len(others)])[0] if others else draft
    if what == "split":
        taken = {name_at(draft, other) for other in siblings(draft, place)}
        names = [one for one in (f"{name}_1", f"{name}_2") if one not in taken]
        return editing.split(draft, place, names)[0] if len(names) == 2 else draft
    if what == "up":
        return editing.move(draft, place, -1)[0]
    return {"delete": editing.delete, "add": editing.add, "duplicate": editing.duplicate}[what](draft, place)[0]


def annotated(path: Path) -> Project:
    """A project in which much of the schema is borne by something."""
    project = Project.create(path, annotator="ada")
    (document,) = project.import_texts([("first.txt", TEXT)]).documents
    kim = project.add_span(document, 0, 13, "PERSON")
    project.add_span(document, 18, 29, "ORG")
    london = project.add_span(document, 33, 39, "GPE")
    project.add_event(document, "CONSULT", trigger=(14, 17), modes=["visit", "phone"], contexts=["military"],
                      arguments=[("actor", kim), ("place", london)],
                      attributes={"polarity": "positive", "modality": "claimed"})  # fmt: skip
    project.add_event(document, "AGREE", trigger=(44, 49), arguments=[("actor", kim), ("recipient", london)])
    return project


def unversioned(schema: Schema) -> Schema:
    """A schema apart from its version."""
    return replace(schema, version=0)


@settings(max_examples=25)
@given(EDITS, st.integers(0, 3))
def test_what_can_be_saved_is_in_force_afterwards_and_undo_brings_all_back(
    edits: list[tuple[str, Place, str]], choice: int
) -> None:
    draft = begin(PLOVER)
    for what, place, name in edits:
        draft = edited(draft, what, place, name)
    if faults_of(draft) or not draft.is_changed:
        return
    changes = name_changes(draft)
    answers = {}
    for change in changes:
        found = offers(draft, change, Answer(), used=True)
        if found:
            answers[change] = Answer(found[choice % len(found)].choice)
    wanted = steps(draft, changes, answers)
    with tempfile.TemporaryDirectory() as folder, annotated(Path(folder) / "a.glossator") as project:
        document = project.document_ids()[0]
        before = project.layer(document)
        final = final_schema(draft, wanted, answers)
        project.begin_group()
        try:
            if wanted:
                project.migrate_schema(wanted)
            project.set_schema(final, title="edit")
        finally:
            project.end_group("migrate")
            project.leave_group()
        assert unversioned(project.schema) == unversioned(final)
        project.undo()
        assert unversioned(project.schema) == unversioned(PLOVER)
        assert project.layer(document) == before
