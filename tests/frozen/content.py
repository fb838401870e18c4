"""What a project holds, as plain JSON: equal for projects that mean the same, whatever their format."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from glossator import Project

FOLDER = Path(__file__).parent


def formats() -> list[int]:
    """The formats that a frozen file is kept of."""
    return sorted(int(path.name.split(".")[0].removeprefix("format-")) for path in FOLDER.glob("format-*.glossator.gz"))


def thaw(number: int, folder: Path) -> tuple[Path, dict[str, Any]]:
    """A frozen file of this format as a project in `folder`, and what the program of that time read in it."""
    target = folder / f"format-{number}.glossator"
    target.write_bytes(gzip.decompress((FOLDER / f"{target.name}.gz").read_bytes()))
    return target, json.loads((FOLDER / f"{target.stem}.json").read_text(encoding="utf-8"))


def content_of(project: Project) -> dict[str, Any]:
    """Documents, layers, suggestions, decisions, the schema's name, the journal's titles, and whose place is where."""
    return {
        "schema": project.schema.name,
        "uid": project.uid.hex(),
        "annotators": project.annotators(),
        "bundles": [_plain(bundle) for bundle in project.bundles()],
        "phrases": {str(number): _plain(project.phrases(number)) for number in project.document_ids()},
        "undo": project.can_undo(),
        "redo": project.can_redo(),
        "place": _plain(project.place()),
        "same_events": _plain(project.same_events()),
        "agreed": _plain(project.agreed()),
    }


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: _plain(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value.hex() if isinstance(value, bytes) else value


def written(content: Mapping[str, Any]) -> str:
    """The content as a file keeps it."""
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def holds(present: Any, frozen: Any) -> bool:
    """Whether all that was frozen is there: fields that came later may stand beside it."""
    if isinstance(frozen, dict):
        return isinstance(present, dict) and all(
            name in present and holds(present[name], value) for name, value in frozen.items()
        )
    if isinstance(frozen, list):
        return isinstance(present, list) and len(present) == len(frozen) and all(map(holds, present, frozen))
    return bool(present == frozen)
