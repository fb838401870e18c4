"""Phrases that can fill roles."""

from __future__ import annotations

from tests.models.suggest.conftest import Read

TEXT = "Norway urged Sweden to improve its human rights record in May because the council met in Lima."


def test_candidates_of_every_kind(read: Read) -> None:
    found = read(TEXT)
    kinds = {(TEXT[item.start : item.end], item.kind) for item in found.analysis.phrases}
    assert ("Norway", "noun_chunk") in kinds
    assert ("its", "pronoun") in kinds
    assert ("improve its human rights record", "short_clause") in kinds
    assert ("its human rights record", "noun_chunk") in kinds
    assert ("May", "time") in kinds
    assert ("council", "noun_chunk") in kinds
    assert ("Lima", "place") in kinds


def test_each_tells_its_governor(read: Read) -> None:
    found = read(TEXT)
    relations = {
        TEXT[item.start : item.end]: (item.relation, item.governor) for item in found.analysis.phrases if item.governor
    }
    urged = TEXT.index("urged")
    assert relations["Norway"] == ("nsubj", urged)
    assert relations["Sweden"][1] in (urged, TEXT.index("improve"))
    assert relations["Lima"] == ("pobj:in", TEXT.index("met"))


def test_each_stretch_is_there_once(read: Read) -> None:
    stretches = [(item.start, item.end) for item in read(TEXT).analysis.phrases]
    assert len(set(stretches)) == len(stretches)
    assert stretches == sorted(stretches)
