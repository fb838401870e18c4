"""Whatever two people do to a project by its verbs, a check finds nothing wrong; nor after a repair."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from glossator import Project
from glossator.errors import UndoError
from glossator.integrity import check, repair
from support.damage import content, run
from support.sessions import Session


@pytest.fixture(scope="module")
def strange(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Annotations of two people with names that the PLOVER schema lacks, suggestions and decisions among them."""
    folder = tmp_path_factory.mktemp("strange")
    with Project.create(folder / "strange.glossator", schema="ace", annotator="ada") as project:
        number = project.import_texts([("ace", "Someone was born in Oslo, and others elsewhere.")]).documents[0]
        person = project.add_span(number, 0, 7, "PER")
        project.add_event(number, "Life.Be-Born", trigger=(12, 16), arguments=[("Person", person)])
        project.add_note(person, "who?")
    with Project.open(folder / "strange.glossator", annotator="carl") as project:
        project.add_span(number, 20, 24, "GPE")
        project.set_review(number, "entities", "done")
        project.export(folder / "strange.jsonl", format="jsonl")
    return folder / "strange.jsonl"


# A session cannot be made smaller by a smaller seed.
_BY_CHANCE = settings(max_examples=6, phases=(Phase.explicit, Phase.reuse, Phase.generate))


@_BY_CHANCE
@given(seed=st.integers(0, 1 << 32))
def test_what_verbs_leave_is_sound(seed: int, strange: Path) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "shared.glossator")
        session = Session(path, strange, Random(seed))
        try:
            session.work(60)
            assert check(path).findings == ()
        finally:
            session.close()
        repaired = repair(path, Path(folder, "again.glossator"))
        assert (repaired.before.findings, repaired.restored, repaired.lost) == ((), (), ())
        assert content(repaired.path) == content(path)


@_BY_CHANCE
@given(seed=st.integers(0, 1 << 32))
def test_lost_steps_take_no_annotation_with_them(seed: int, strange: Path) -> None:
    """Whatever steps are lost, of groups, undos and redos too: the rows stay, and work goes on."""
    chance = Random(seed)
    with TemporaryDirectory() as folder:
        path = Path(folder, "shared.glossator")
        session = Session(path, strange, chance)
        session.work(60)
        session.close()
        expected = content(path)
        share = chance.choice((2, 5, 20))
        run(path, f"DELETE FROM step WHERE (id * 7919 + {seed}) % {share} = 0")
        repaired = repair(path, Path(folder, "again.glossator"))
        assert content(repaired.path) == expected, repaired
        for annotator in ("ada", "bob"):
            _undo_and_redo(repaired.path, annotator)
        assert check(repaired.path).findings == ()


def _undo_and_redo(path: Path, annotator: str) -> None:
    with Project.open(path, annotator=annotator) as project:
        for verb in (project.undo, project.undo, project.undo, project.redo, project.redo):
            with suppress(UndoError):
                verb()
