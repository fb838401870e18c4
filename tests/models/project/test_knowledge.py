from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from glossator import Project
from glossator.errors import KnowledgeError, ReadOnlyProjectError, VerbError
from glossator.project.knowledge import date_value_of

TEXT = (
    "Kim met Putin in Moscow on Tuesday. He will go to Seoul on Friday.\n"
    "In May 2014, and again last week, talks failed; in recent years they were rare."
)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "news.glossator", annotator="ada") as opened:
        opened.import_texts([("first", TEXT)])
        opened.set_metadata(opened.document_ids()[0], published="2017-09-21")
        yield opened


def document(project: Project) -> int:
    return project.document_ids()[0]


def add(project: Project, words: str, label: str = "DATE") -> int:
    start = TEXT.index(words)
    return project.add_span(document(project), start, start + len(words), label)


def own_list(folder: Path, text: str = "name,kb_id,country\nPutin,Q7747,RUS\n", name: str = "own.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


# Lists


def test_a_list_travels_with_the_project_and_comes_first(project: Project, tmp_path: Path) -> None:
    before = len(project.history())
    assert project.import_knowledge(own_list(tmp_path)) == 1
    assert project.knowledge_lists() == {"own.csv": 1}
    assert len(project.history()) == before
    copy = tmp_path / "copy.glossator"
    project.backup(copy)
    with Project.open(copy, annotator="bob") as opened:
        assert [one.entry.kb_id for one in opened.candidates("Putin")] == ["Q7747", "person:vladimir-putin"]
        opened.remove_knowledge("own.csv")
        assert [one.entry.kb_id for one in opened.candidates("Putin")] == ["person:vladimir-putin"]
        with pytest.raises(KnowledgeError, match="It has none"):
            opened.remove_knowledge("own.csv")


def test_a_list_of_the_same_name_gives_way(project: Project, tmp_path: Path) -> None:
    project.import_knowledge(own_list(tmp_path))
    assert project.candidates("Putin")[0].entry.kb_id == "Q7747"
    project.import_knowledge(own_list(tmp_path, "name,kb_id\nPutin,other\n"))
    assert project.candidates("Putin")[0].entry.kb_id == "other"


def test_a_wrong_list_changes_nothing(project: Project, tmp_path: Path) -> None:
    project.import_knowledge(own_list(tmp_path))
    with pytest.raises(KnowledgeError, match=r"own\.csv, line 3, column sectors: “XXX” is not known"):
        project.import_knowledge(own_list(tmp_path, "name,sectors\na,GOV\nb,XXX\n"))
    assert project.candidates("Putin")[0].entry.kb_id == "Q7747"


def test_reading_only_nothing_is_taken_in(project: Project, tmp_path: Path) -> None:
    with Project.open(project.path, annotator="bob", read_only=True) as opened:
        with pytest.raises(ReadOnlyProjectError):
            opened.import_knowledge(own_list(tmp_path))
        assert opened.knowledge_lists() == {}


def test_a_list_that_cannot_be_read_any_more_is_named(project: Project) -> None:
    with project._store.transaction():
        project._store.set_setting("knowledge:odd.csv", "nothing,at,all\n")
    with pytest.raises(KnowledgeError, match=r"odd\.csv, line 1"):
        project.knowledge()
    project.remove_knowledge("odd.csv")
    assert project.candidates("Putin")


# Dates


def test_dates_get_their_values_in_one_step(project: Project) -> None:
    spans = [add(project, words) for words in ("Tuesday", "May 2014", "last week", "Friday", "recent years")]
    proposals = project.date_proposals(document(project))
    assert {project.span(number).text: reading.value for number, reading in proposals.sure.items()} == {  # type: ignore[union-attr]
        "Tuesday": "2017-09-19", "May 2014": "2014-05", "last week": "2017-W37",
    }  # fmt: skip
    assert (proposals.given, proposals.unsure) == (0, 2)
    changes = project.value_dates(document(project))
    assert set(changes.spans) == set(spans[:3])
    assert project.can_undo() == "give 3 dates their values"
    assert project.date_proposals(document(project)).given == 3
    with pytest.raises(VerbError, match="V on a date"):
        project.value_dates(document(project))
    project.undo()
    assert [date_value_of(span) for span in project.layer(document(project)).spans] == [None] * 5


def test_what_a_person_has_said_of_a_date_stays(project: Project) -> None:
    span = add(project, "Tuesday")
    project.set_attributes(span, {"value": "2017-09-12"})
    add(project, "May 2014")
    project.value_dates(document(project))
    assert [date_value_of(one) for one in project.layer(document(project)).spans] == ["2017-09-12", "2014-05"]


def test_the_sentence_tells_whether_a_day_is_to_come(project: Project) -> None:
    reading = project.date_reading(add(project, "Friday"))
    assert reading is not None
    assert (reading.value, reading.sure) == ("2017-09-22", False)
    assert "to come" in reading.reason


def test_only_what_the_schema_calls_a_date_is_one(project: Project) -> None:
    assert project.is_date("DATE")
    assert not project.is_date("PERSON")
    assert not project.is_date(None)
    add(project, "May 2014", "EVENT")
    assert project.date_proposals(document(project)).sure == {}


# Same events


def test_events_like_another(tmp_path: Path) -> None:
    with Project.create(tmp_path / "two.glossator", annotator="ada") as project:
        texts = ["Kim met Putin. They talked.", "Putin met with Kim, it was said.", "Kim met Xi long before."]
        project.import_texts([(f"text {number}", text) for number, text in enumerate(texts)])
        first, second, third = project.document_ids()
        for number, day in ((first, "2014-11-20"), (second, "2014-11-22"), (third, "2013-01-01")):
            project.set_metadata(number, published=day)
        kims = [project.add_span(number, at, at + 3, "PERSON") for number, at in ((first, 0), (second, 15), (third, 0))]
        met = [
            project.add_event(number, "CONSULT", trigger=(at, at + 3), arguments=[("actor", kim)])
            for number, at, kim in zip((first, second, third), (4, 6, 4), kims, strict=True)
        ]
        talked = project.add_event(first, "CONSULT", trigger=(20, 26))
        like = project.like_events(met[0])
        assert [(one.event.id, one.document_name, one.why) for one in like] == [
            (met[1], "text 1", "same type, Kim, “met” too"),
            (talked, "text 0", "same type"),
        ]
        group = project.same_event([met[0], met[1]])
        assert [one.event.id for one in project.like_events(met[0])] == [talked]
        assert [one.group for one in project.like_events(talked)] == [group, group]
        with pytest.raises(VerbError):
            project.like_events(0)
