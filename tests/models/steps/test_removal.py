"""Whatever goes takes along what refers to it, in one step that can be taken back."""

from __future__ import annotations

from glossator import Project


def _history_is_sound(project: Project) -> None:
    """Everything can be undone, and done again."""
    document_id = project.document_ids()[0]
    before = project.layer(document_id)
    steps = 0
    while project.can_undo() != "import 1 document":
        project.undo()
        steps += 1
    for _ in range(steps):
        project.redo()
    assert project.layer(document_id) == before


def _event_with_fillers(project: Project, document_id: int) -> tuple[int, int, int]:
    event = project.add_event(
        document_id, "CONSULT", trigger=(4, 7), arguments=[("actor", (0, 3)), ("recipient", (8, 13))]
    )
    found = project.event(event)
    assert found is not None
    return event, found.fillers("actor")[0], found.fillers("recipient")[0]


def test_a_free_filler_leaves_its_entity_relations_and_notes(project: Project, document_id: int) -> None:
    event, actor, recipient = _event_with_fillers(project, document_id)
    entity = project.link([actor, recipient])
    relation = project.add_relation("member_of", actor, recipient)
    note = project.add_note(actor, "Who is this?")
    project.add_note(relation, "Since when?")
    project.remove_argument(event, "actor")
    assert project.span(actor) is None
    assert project.relation(relation) is None
    assert project.note(note) is None
    kept = project.entity(entity)
    assert kept is not None
    assert kept.mentions == (recipient,)
    _history_is_sound(project)


def test_an_event_goes_with_the_entity_of_its_fillers(project: Project, document_id: int) -> None:
    event, actor, recipient = _event_with_fillers(project, document_id)
    entity = project.link([actor, recipient])
    project.set_flag(entity)
    project.delete(event)
    layer = project.layer(document_id)
    assert (layer.spans, layer.events, layer.entities, layer.notes) == ((), (), (), ())
    _history_is_sound(project)


def test_notes_on_notes_go_too(project: Project, document_id: int) -> None:
    span = project.add_span(document_id, 0, 3, "PERSON")
    entity = project.link([span])
    note = project.add_note(entity, "first")
    project.add_note(project.add_note(note, "second"), "third")
    project.delete(span)
    assert project.layer(document_id).notes == ()
    _history_is_sound(project)


def test_entities_that_become_one_keep_their_notes(project: Project, document_id: int) -> None:
    first, second = project.add_span(document_id, 0, 3, "PERSON"), project.add_span(document_id, 8, 13, "PERSON")
    kept, gone = project.link([first]), project.link([second])
    note = project.add_note(gone, "the president")
    assert project.link([first, second]) == kept
    found = project.note(note)
    assert found is not None
    assert found.target == kept
    _history_is_sound(project)


def test_a_flag_that_somebody_wrote_a_note_on_comes_off_with_it(project: Project) -> None:
    document_id = project.import_texts([("a", "Kim met Putin.")]).documents[0]
    span = project.add_span(document_id, 0, 3, "PERSON")
    project.set_flag(span, True)
    flag = project.layer(document_id).notes[0].id
    project.add_note(flag, "why?")
    project.set_flag(span, False)
    assert project.layer(document_id).notes == ()
    project.undo()
    assert {note.target for note in project.layer(document_id).notes} == {span, flag}
