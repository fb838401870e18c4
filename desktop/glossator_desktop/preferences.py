"""What this machine remembers of its user: preferences, the window's shape, recent projects and pace.

It is one small JSON file in the user's state directory, or in the folder that `GLOSSATOR_STATE_DIR` names.
A damaged or unwritable file never stops the program: the defaults take its place.
"""

from __future__ import annotations

import dataclasses
import json
import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias, get_args

from platformdirs import user_state_path

from glossator_desktop.page.look import Density, Numbers, PageLook, ReadingWidth, Spacing

ThemeChoice: TypeAlias = Literal["system", "light", "dark"]

STATE_DIR = "GLOSSATOR_STATE_DIR"
RECENT_LIMIT = 12
UNDERSTOOD_LIMIT = 200
ZOOM_STEPS = (75, 85, 100, 115, 130, 150, 175, 200, 250)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a person chose. `zoom` is a percentage, `serif` a family for the article (None: the best one here).

    `density`, `spacing`, `width` and `numbers` are the page's look.
    """

    theme: ThemeChoice = "system"
    zoom: int = 100
    serif: str | None = None
    density: Density = "chips"
    spacing: Spacing = "normal"
    width: ReadingWidth = "medium"
    numbers: Numbers = "off"
    suggest_ahead: bool = True
    back_up: bool = True

    @property
    def look(self) -> PageLook:
        """How much the page shows, and how closely."""
        return PageLook(self.density, self.spacing, self.width, self.numbers)


@dataclass(frozen=True, slots=True)
class WindowShape:
    """Where the window was. `geometry` is Qt's own, base64; widths are in device-independent pixels."""

    geometry: str = ""
    left: int = 252
    right: int = 320
    tab: str = "events"


@dataclass(frozen=True, slots=True)
class PaceRecord:
    """Time at work on a project, in seconds, and the documents finished in it."""

    seconds: float = 0.0
    documents: int = 0


@dataclass(frozen=True, slots=True)
class Memory:
    """All that is remembered. `recent` are paths of projects, the latest first; `pace` is by a project's uid in hex.

    `understood` are remarks that a person need not be shown again, each with the uid of its project.
    """

    preferences: Preferences = field(default_factory=Preferences)
    window: WindowShape = field(default_factory=WindowShape)
    recent: tuple[str, ...] = ()
    pace: Mapping[str, PaceRecord] = field(default_factory=dict)
    understood: tuple[str, ...] = ()

    def with_recent(self, path: Path) -> Memory:
        """The same with this project as the latest one."""
        others = [item for item in self.recent if item != str(path)]
        return replace(self, recent=(str(path), *others)[:RECENT_LIMIT])

    def with_understood(self, remark: str) -> Memory:
        """The same with a remark that is understood."""
        others = [item for item in self.understood if item != remark]
        return replace(self, understood=(remark, *others)[:UNDERSTOOD_LIMIT])

    def without_recent(self, path: Path) -> Memory:
        """The same without this project."""
        return replace(self, recent=tuple(item for item in self.recent if item != str(path)))


def next_zoom(zoom: int, steps: int) -> int:
    """The zoom percentage so many steps larger (or smaller, below 0), within what is offered."""
    nearest = min(range(len(ZOOM_STEPS)), key=lambda index: abs(ZOOM_STEPS[index] - zoom))
    return ZOOM_STEPS[max(0, min(len(ZOOM_STEPS) - 1, nearest + steps))]


def state_folder() -> Path:
    """The folder of the state file and of the log; it may not exist yet."""
    named = os.environ.get(STATE_DIR)
    return Path(named) if named else user_state_path("glossator", appauthor=False)


def load_memory(folder: Path | None = None) -> Memory:
    """What was remembered; defaults where there is nothing, or nothing that can be read."""
    path = (folder or state_folder()) / "state.json"
    try:
        return _memory_from(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return Memory()
    except (OSError, ValueError, TypeError, AttributeError) as error:
        log.warning("The remembered state in %s cannot be read and is set aside: %s", path, error)
        return Memory()


def save_memory(memory: Memory, folder: Path | None = None) -> bool:
    """Write the state file in one go; False (and a line in the log) where the disk refuses."""
    target = (folder or state_folder()) / "state.json"
    draft = target.with_suffix(f".{os.getpid()}.tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(json.dumps(dataclasses.asdict(memory), indent=1, ensure_ascii=False), encoding="utf-8")
        draft.replace(target)
    except OSError as error:
        log.warning("The state could not be remembered in %s: %s", target, error)
        return False
    return True


_CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "theme": get_args(ThemeChoice),
    "density": get_args(Density),
    "spacing": get_args(Spacing),
    "width": get_args(ReadingWidth),
    "numbers": get_args(Numbers),
}


def _memory_from(values: Mapping[str, Any]) -> Memory:
    pace = {uid: _known(PaceRecord, record) for uid, record in values.get("pace", {}).items()}
    preferences: Preferences = _known(Preferences, values.get("preferences", {}))
    unknown = {name for name, choices in _CHOICES.items() if getattr(preferences, name) not in choices}
    preferences = replace(preferences, **{name: getattr(Preferences(), name) for name in unknown})
    return Memory(
        preferences=preferences,
        window=_known(WindowShape, values.get("window", {})),
        recent=tuple(str(path) for path in values.get("recent", ())),
        pace=pace,
        understood=tuple(str(remark) for remark in values.get("understood", ())),
    )


def _known(kind: type[Any], values: Mapping[str, Any]) -> Any:
    """A `kind` made of those values whose name and type it knows; the others keep their defaults."""
    fresh = kind()
    fitting = {
        item.name: values[item.name]
        for item in dataclasses.fields(kind)
        if item.name in values and _fits(values[item.name], getattr(fresh, item.name))
    }
    return kind(**fitting)


def _fits(value: object, default: object) -> bool:
    if default is None:
        return value is None or isinstance(value, str)
    if isinstance(default, float):
        return isinstance(value, (int, float))
    return type(value) is type(default)
