"""Every kind of fault that a check can find, and what to do about it. Part of integrity."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_REPAIR = "Write a repaired copy: glossator check PROJECT --repair NEW.glossator"
_HARMLESS = "No annotation is touched by it."
_SEARCH = f"Only searching suffers. {_REPAIR}"
_JOURNAL = f"Undo and history suffer; what is in the tables may be right. {_REPAIR}"
_STRANGERS = f"Another program has put it there. {_REPAIR}"

ADVICE: Final[Mapping[str, str]] = {
    # The file
    "file.unreadable": f"Only a backup can help. {_REPAIR}",
    "file.pages": f"The disk, or whatever copied the file, has damaged it. {_REPAIR}",
    "file.rows": f"What stood there is looked for in the history and in the backups. {_REPAIR}",
    # The tables
    "tables.missing": _REPAIR,
    "tables.changed": _REPAIR,
    "tables.surplus": _STRANGERS,
    "tables.version": _REPAIR,
    # Rows, whatever they hold
    "row.type": _REPAIR,
    "row.text": _REPAIR,
    "row.twice": _REPAIR,
    "row.reference": _REPAIR,
    # The search index
    "index.documents": _SEARCH,
    "index.words": _SEARCH,
    # The one id space
    "thing.missing": _REPAIR,
    "thing.kind": _REPAIR,
    "thing.surplus": f"{_HARMLESS} {_REPAIR}",
    "thing.uid": f"Projects could not be merged. {_REPAIR}",
    "thing.sequence": f"New annotations could take the place of old ones. {_REPAIR}",
    # The project as a whole
    "project.uid": f"Projects could not be merged. {_REPAIR}",
    "project.schema": _REPAIR,
    # Texts and documents
    "text.changed": f"Annotations may no longer stand at their words. {_REPAIR}",
    "text.form": f"Offsets may be wrong in other programs. {_REPAIR}",
    "document.length": _REPAIR,
    "document.map": f"{_HARMLESS} Offsets in the file it was read from are lost. {_REPAIR}",
    "document.metadata": _REPAIR,
    # What stands in the text
    "place.fragments": _REPAIR,
    "place.outside": _REPAIR,
    "place.hull": _REPAIR,
    "place.words": _REPAIR,
    # Values
    "value.json": _REPAIR,
    "value.word": _REPAIR,
    "value.flag": _REPAIR,
    "value.number": f"{_HARMLESS} {_REPAIR}",
    "value.time": f"{_HARMLESS} {_REPAIR}",
    "value.phrases": f"The words offered for roles suffer. {_REPAIR}",
    "name.unknown": _REPAIR,
    # What refers to what
    "link.filler": _REPAIR,
    "link.circle": _REPAIR,
    "link.relation": _REPAIR,
    "link.mention": _REPAIR,
    "link.note": _REPAIR,
    "link.decision": _REPAIR,
    "link.same_event": _REPAIR,
    "decision.result": _REPAIR,
    # The journal
    "journal.gap": _JOURNAL,
    "journal.images": _JOURNAL,
    "journal.chain": _JOURNAL,
    "journal.heads": _JOURNAL,
    "journal.group": _JOURNAL,
    "journal.document": f"{_HARMLESS} {_REPAIR}",
    "journal.missing": _REPAIR,
    "journal.surplus": _REPAIR,
    "journal.differs": _REPAIR,
}  # fmt: skip
