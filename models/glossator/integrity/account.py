"""What a repair did, for people: where things came from, and what is lost. Part of integrity."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from glossator.integrity.verdict import Verdict
from glossator.integrity.workbench import shortened

_MOST_NAMED: Final = 8
_MANY: Final = {
    "document": ("document", "documents"),
    "text": ("text", "texts"),
    "span": ("span", "spans"),
    "event": ("event", "events"),
    "argument": ("participant of an event", "participants of events"),
    "relation": ("relation", "relations"),
    "entity": ("entity", "entities"),
    "mention": ("mention of an entity", "mentions of entities"),
    "note": ("note", "notes"),
    "layer": ("review of a document", "reviews of documents"),
    "same_event": ("group of same events", "groups of same events"),
    "same_event_member": ("member of a group of same events", "members of groups of same events"),
    "exemption": ("exemption", "exemptions"),
    "ruling": ("ruling", "rulings"),
    "decision": ("decision on a suggestion", "decisions on suggestions"),
    "suggestion": ("suggestion", "suggestions"),
    "analysis": ("suggester's reading of a document", "suggesters' readings of documents"),
    "schema": ("version of the schema", "versions of the schema"),
    "step": ("step of the history", "steps of the history"),
    "annotator": ("annotator's name", "annotators' names"),
    "suggester": ("suggester's name", "suggesters' names"),
}


@dataclass(frozen=True, slots=True)
class Repaired:
    """A repaired project at `path`.

    `before` is what was wrong, `after` the check of the new file, which is sound. `restored` and `lost` are sentences.
    `backup` is the one that was drawn on, `backup_time` when its last step was made; None where none was needed.
    """

    path: Path
    before: Verdict
    after: Verdict
    restored: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    backup: Path | None = None
    backup_time: datetime | None = None


@dataclass(slots=True)
class Account:
    """Counts and names while a repair is at work."""

    backup: Path | None = None
    backup_time: datetime | None = None
    from_backup: Counter[str] = field(default_factory=Counter)
    from_journal: Counter[str] = field(default_factory=Counter)
    put_back: Counter[str] = field(default_factory=Counter)
    taken_out: Counter[str] = field(default_factory=Counter)
    mended: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    texts_restored: list[str] = field(default_factory=list)
    texts_damaged: list[str] = field(default_factory=list)
    documents_lost: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    regretted: list[str] = field(default_factory=list)
    rebuilt_steps: int = 0

    def restored_sentences(self) -> tuple[str, ...]:
        """What was saved, and from where."""
        when = f" of {self.backup_time:%Y-%m-%d %H:%M} UTC" if self.backup_time else ""
        backup = f"Restored from the backup {self.backup.name if self.backup else ''}{when}"
        lines = [
            _line("Restored from the history", self.from_journal),
            _line("Put back as the history has them", self.put_back),
            _line(backup, self.from_backup),
            _named(f"{backup}, the texts of", self.texts_restored),
            _line("Taken out, because by the history they were never there or had been removed", self.taken_out),
            _line("Mended", self.mended),
        ]
        return (*(line for line in lines if line), *self.said)

    def lost_sentences(self) -> tuple[str, ...]:
        """What could not be saved."""
        lines = [
            _named("These texts are damaged in places and no backup has them; they were kept as they can be read",
                   self.texts_damaged),
            _named("These documents are lost with their annotations, because no backup has their text",
                   self.documents_lost),
            _line("Lost", self.lost),
        ]  # fmt: skip
        if self.rebuilt_steps:
            steps = many("step", self.rebuilt_steps)
            lines.append(f"{steps} cannot be read any more: what was changed there is kept, but cannot be undone.")
        return (*(line for line in lines if line), *self.regretted)


def many(kind: str, count: int) -> str:
    """So many of a kind."""
    one, several = _MANY.get(kind, (kind, f"{kind}s"))
    return f"{count:,} {one if count == 1 else several}"


def _line(what: str, counts: Counter[str]) -> str:
    words = [many(kind, count) for kind, count in counts.items() if count]
    return f"{what}: {', '.join(words)}." if words else ""


def _named(what: str, names: list[str]) -> str:
    if not names:
        return ""
    shown = ", ".join(f"“{shortened(name)}”" for name in names[:_MOST_NAMED])
    further = len(names) - _MOST_NAMED
    return f"{what}: {shown}{f' and {further} more' if 0 < further else ''}."
