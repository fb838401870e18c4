"""The verbs of the public interface, on a real project file."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossator import ChangeSet, Project
from glossator.annotation import Analysis, EventHint, Proposal, ProposedArgument, ProposedType, ProposedValue
from glossator.errors import FormatError, ReadError, VerbError

HINT = EventHint(
    (ProposedType("CONSULT", "visit", 0.8), ProposedType("AGREE", None, 0.1)),
    (ProposedArgument("actor", ((0, 3),), 0.9),),
    {"modality": ProposedValue("claimed", "said")},
)
ANALYSIS = Analysis(
    "model",
    "1",
    (
        Proposal("span", "PERSON", ((0, 3),), 0.9),
        Proposal("span", "ORG", ((8, 13),), 0.4),
        Proposal("span", "GPE", ((17, 23),), 0.95),
        Proposal("event", "CONSULT", ((4, 7),), 0.8, HINT),
    ),
)


def test_the_example_of_the_public_interface(tmp_path: Path) -> None:
    heard: list[ChangeSet] = []
    with Project.create(tmp_path / "news.glossator", schema="plover", annotator="ada") as project:
        unsubscribe = project.subscribe(heard.append)
        article = tmp_path / "a.txt"
        article.write_text("Kim met Putin in Moscow.", encoding="utf-8")
        (document_id,) = project.import_documents([article]).documents
        span_id = project.add_span(document_id, 0, 3, "PERSON")
        first = project.add_event(document_id, "AGREE", trigger=[(4, 7), (14, 16)])
        event_id = project.add_event(
            document_id, "CONSULT", trigger=(4, 7), modes=["visit"], contexts=["diplomatic"],
            arguments=[("actor", span_id), ("place", (17, 23)), ("topic", first)],
            attributes={"polarity": "positive", "modality": "asserted", "tense": "past"},
        )  # fmt: skip
        event = project.event(event_id)
        assert event is not None
        assert [(role, filler) for role, filler in event.arguments][::2] == [("actor", span_id), ("topic", first)]
        place = project.span(event.fillers("place")[0])
        assert place is not None
        assert (place.label, place.text) == (None, "Moscow")
        assert project.event(first) is not None
        assert [changes.verb for changes in heard] == ["import", "add_span", "add_event", "add_event"]
        assert heard[-1].events == (event_id,)
        unsubscribe()
        project.undo()
        assert len(heard) == 4


def test_offsets_are_taken_exactly(project: Project, document_id: int) -> None:
    text = project.document(document_id).text
    start = text.index("😀") - 1
    span = project.span(project.add_span(document_id, start, start + 3, "PERSON"))
    assert span is not None
    assert span.text == " 😀 "
    again = project.add_span(document_id, start, start + 3, "PERSON")
    assert again != span.id


@pytest.mark.parametrize("place", [(-1, 3), (3, 3), (5, 2), (0, 10_000), [(0, 3), (2, 5)], [(8, 13), (0, 3)]])
def test_places_outside_the_text_are_refused(project: Project, document_id: int, place: object) -> None:
    with pytest.raises(VerbError, match="no stretch"):
        project.add_span(document_id, label="PERSON", fragments=place)  # type: ignore[arg-type]


def test_unknown_names_are_refused_with_the_known_ones(project: Project, document_id: int) -> None:
    with pytest.raises(VerbError, match="PERSON, ORG"):
        project.add_span(document_id, 0, 3, "FOO")
    with pytest.raises(VerbError, match="CONSULT"):
        project.add_event(document_id, "FOO", trigger=(4, 7))
    event = project.add_event(document_id, "CONSULT", trigger=(4, 7))
    with pytest.raises(VerbError, match="visit"):
        project.set_modes(event, ["troops"])
    with pytest.raises(VerbError, match="asserted"):
        project.set_attributes(event, {"modality": "perhaps"})
    with pytest.raises(VerbError, match="itself"):
        project.add_argument(event, "topic", event)


def test_decisions(project: Project, document_id: int) -> None:
    project.record_analysis(document_id, ANALYSIS)
    person, organisation, place = project.suggestions(document_id, kind="span")
    accepted = project.accept(person.id)
    assert project.accept(person.id) == accepted
    corrected = project.accept(organisation.id, label="PERSON")
    project.reject(place.id)
    assert [item.state for item in project.suggestions(document_id, kind="span")] == [
        "accepted", "corrected", "rejected",
    ]  # fmt: skip
    span = project.span(corrected)
    assert span is not None
    assert (span.label, span.origin.how, span.origin.source, span.origin.suggestion) == (
        "PERSON", "corrected", "model", organisation.id,
    )  # fmt: skip
    project.set_label(accepted, "ORG")
    assert project.suggestions(document_id, kind="span")[0].state == "corrected"
    project.set_label(accepted, "PERSON")
    assert project.suggestions(document_id, kind="span")[0].state == "accepted"
    project.delete(accepted)
    assert project.suggestions(document_id, kind="span")[0].state == "rejected"
    project.undecide(place.id)
    assert project.suggestions(document_id, kind="span")[2].state == "pending"


def test_a_newer_version_supersedes_only_what_nobody_decided(project: Project, document_id: int) -> None:
    project.record_analysis(document_id, ANALYSIS)
    person, organisation, place, _ = project.suggestions(document_id, kind="span") + project.suggestions(
        document_id, kind="event"
    )
    project.accept(person.id)
    project.record_analysis(document_id, Analysis("model", "2", (Proposal("span", "GPE", ((17, 23),), 0.95),)))
    states = {item.id: item.state for item in project.suggestions(document_id)}
    assert states == {person.id: "accepted", place.id: "pending"}
    assert project.suggestions(document_id, state="superseded")[0].id in (organisation.id, organisation.id + 2)
    assert project.unsuggested("model", "2") == []
    assert project.unsuggested("model", "3") == [document_id]


def test_deleting_a_filler_empties_its_roles_in_one_step(project: Project, document_id: int) -> None:
    actor = project.add_span(document_id, 0, 3, "PERSON")
    event = project.add_event(document_id, "CONSULT", trigger=(4, 7), arguments=[("actor", actor), ("place", (17, 23))])
    changes = project.delete(actor)
    assert changes.deleted == {"span": (actor,)}
    assert changes.updated == {"event": (event,)}
    project.remove_argument(event, "place")
    assert project.layer(document_id).spans == ()
    project.undo()
    project.undo()
    found = project.event(event)
    assert found is not None
    assert [argument.role for argument in found.arguments] == ["actor", "place"]


def test_propagate_marks_whole_words_and_takes_suggestions_up(project: Project, document_id: int) -> None:
    project.record_analysis(document_id, ANALYSIS)
    text = project.document(document_id).text
    second = text.index("Kim", 5)
    span = project.add_span(document_id, second, second + 3, "PERSON")
    changes = project.propagate(span)
    assert len(changes.added["span"]) == 1
    assert project.suggestions(document_id, kind="span")[0].state == "accepted"
    project.undo()
    assert project.suggestions(document_id, kind="span")[0].state == "pending"


def test_reviews_give_the_status(project: Project, document_id: int) -> None:
    project.record_analysis(document_id, ANALYSIS)
    assert project.document(document_id).status == "new"
    project.add_span(document_id, 0, 3, "PERSON")
    assert project.document(document_id).status == "in_progress"
    project.finish(document_id, ["entities"], undecided="reject")
    assert {item.state for item in project.suggestions(document_id, kind="span")} == {"accepted", "rejected"}
    assert {item.state for item in project.suggestions(document_id, kind="event")} == {"pending"}
    assert project.document(document_id).status == "in_progress"
    project.finish(document_id, ["events"])
    assert project.document(document_id).status == "done"
    layer = project.layer(document_id)
    assert layer.review("entities") == "done"
    project.undo()
    assert project.layer(document_id).review("events") == "not_looked_at"


def test_flags_notes_contexts_and_metadata(project: Project, document_id: int) -> None:
    project.set_flag(document_id)
    assert project.document_list()[0].flagged
    project.set_flag(document_id, False)
    assert not project.document_list()[0].flagged
    note = project.add_note(document_id, "read again")
    assert project.note(note) is not None
    project.set_contexts(document_id, ["diplomatic", "human_rights"])
    assert project.layer(document_id).contexts == ("diplomatic", "human_rights")
    project.set_metadata(document_id, published="2014-11-21", desk="Seoul")
    metadata = project.document(document_id).metadata
    assert (metadata.published, metadata.extra) == ("2014-11-21", {"desk": "Seoul"})


def test_links(project: Project, document_id: int) -> None:
    first = project.add_span(document_id, 0, 3, "PERSON")
    second = project.add_span(document_id, 36, 39, "PERSON")
    entity = project.link([first, second])
    project.set_value(entity, country="PRK", sectors=["GOV"])
    found = project.entity(entity)
    assert found is not None
    assert (found.mentions, found.country, found.sectors) == ((first, second), "PRK", ("GOV",))
    project.delete(second)
    found = project.entity(entity)
    assert found is not None
    assert found.mentions == (first,)


def test_the_same_text_is_skipped_and_said(project: Project) -> None:
    text = next(project.documents()).text
    changes = project.import_texts([("copy", text.replace("\n", "\r\n"))])
    assert changes.documents == ()
    assert "copy was skipped" in changes.notices[0]
    assert changes.step is None


def test_an_import_is_all_or_nothing(project: Project, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text("Fine.", encoding="utf-8")
    bad.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    with pytest.raises(ReadError, match=r"bad\.txt"):
        project.import_documents([good, bad])
    assert len(project.document_ids()) == 1
    changes = project.import_documents([good, bad], skip_bad=True)
    assert len(changes.documents) == 1
    assert any("bad.txt" in notice for notice in changes.notices)


def test_place_is_kept_and_is_no_step(project: Project, document_id: int) -> None:
    title = project.can_undo()
    project.set_place(document_id, 12, 0.5)
    assert project.can_undo() == title
    project.close()
    with Project.open(project.path, annotator="ada") as again:
        assert again.place() == (document_id, 12, 0.5)
    with Project.open(project.path, annotator="bob") as other:
        assert other.place() is None


def test_labels_the_schema_lacks_are_added_or_refused(project: Project, tmp_path: Path) -> None:
    with Project.create(tmp_path / "conll.glossator", schema="conll", annotator="eve") as other:
        number = other.import_texts([("x", "Oslo is a city.")]).documents[0]
        other.add_span(number, 0, 4, "MISC")
        other.export(tmp_path / "x.jsonl", format="jsonl")
    with pytest.raises(FormatError, match="MISC"):
        project.import_documents([tmp_path / "x.jsonl"], strict=True)
    changes = project.import_documents([tmp_path / "x.jsonl"])
    assert any("MISC" in notice for notice in changes.notices)
    assert project.schema.entity_type("MISC") is not None
    project.undo()
    assert project.schema.entity_type("MISC") is None


def test_finishing_never_rejects_what_was_marked_by_hand(project: Project, document_id: int) -> None:
    span = project.add_span(document_id, 0, 3, "PERSON")
    project.record_analysis(document_id, ANALYSIS)
    project.finish(document_id, ["entities"], undecided="reject")
    assert [item.state for item in project.suggestions(document_id, kind="span")] == [
        "accepted", "rejected", "rejected",
    ]  # fmt: skip
    project.delete(span)
    assert project.suggestions(document_id, kind="span")[0].state == "rejected"


def test_a_group_can_be_closed_under_a_title(project: Project, document_id: int) -> None:
    project.begin_group()
    first = project.add_span(document_id, 0, 3, "PERSON")
    project.propagate(first)
    project.end_group("label all Kim")
    assert project.can_undo() == "label all Kim"
    project.undo()
    assert project.layer(document_id).spans == ()
    project.begin_group()
    project.end_group("nothing")
    assert project.can_redo() == "label all Kim"


def test_a_stretch_of_a_layer(project: Project, document_id: int) -> None:
    project.record_analysis(document_id, ANALYSIS)
    project.add_span(document_id, 0, 3, "PERSON")
    project.add_span(document_id, 17, 23, "GPE")
    assert [span.text for span in project.layer(document_id, between=(5, 40)).spans] == ["Moscow"]
    assert [item.text for item in project.suggestions(document_id, between=(4, 10))] == ["met", "Putin"]
