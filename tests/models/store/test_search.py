"""Search finds words by their beginning, and anything in scripts without spaces."""

from __future__ import annotations

from glossator import Project


def test_words_prefixes_and_cjk(project: Project) -> None:
    project.import_texts([("ko", "북한은 유엔의 결의안을 거부했다."), ("fr", "Le résumé de Genève")])
    assert [hit.name for hit in project.search("putin mosc")] == ["letter"]
    assert [hit.name for hit in project.search("결의")] == ["ko"]
    assert [hit.name for hit in project.search("geneve")] == ["fr"]
    assert project.search("absent") == []
    assert project.search('"* OR (') == []
    hit = project.search("moscow")[0]
    assert project.document(hit.document_id).text[hit.start : hit.start + 6] == "Moscow"


def test_the_index_follows_undo_and_redo(project: Project) -> None:
    project.import_texts([("b", "A second article about Geneva")])
    assert len(project.search("geneva")) == 1
    project.undo()
    assert project.search("geneva") == []
    project.redo()
    assert len(project.search("geneva")) == 1
    project._store.database.execute("INSERT INTO text_index (text_index) VALUES ('integrity-check')")
