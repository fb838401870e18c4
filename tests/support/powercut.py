"""What a power cut can leave of the files on a recorded disk (see `recorded_disk`). Pure: bytes in, bytes out.

What was flushed is there. Of what was not, each write, truncation, new name and deletion has happened or not, one
independently of the other, and the last write may be torn between two sectors. After a flush that failed, what it was
to bring down may never come down, whatever later flushes say (that is how Linux behaves), until it is written again.
A write does not harm its neighbours in the sector: disks, and SQLite by default, promise so (powersafe overwrite).
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from support.recorded_disk import Event

_SECTOR = 512
_CHANCES = (0.0, 1.0, 1.0, 0.9, 0.5, 0.1)
"""How likely an unflushed change is to be there, drawn anew for each cut: the extremes find most."""


@dataclass(slots=True)
class _Change:
    event: Event
    certain: bool = False
    doomed: bool = False


@dataclass(slots=True)
class _File:
    content: bytearray = field(default_factory=bytearray)
    changes: list[_Change] = field(default_factory=list)

    def sync(self) -> None:
        for change in self.changes:
            change.certain = change.certain or not change.doomed
        self.changes = [change for change in self.changes if change.certain or not self._is_overwritten(change)]
        while self.changes and self.changes[0].certain:
            _apply(self.content, self.changes.pop(0).event)

    def _is_overwritten(self, change: _Change) -> bool:
        """Whether a write that may be lost has been written again, and flushed."""
        later = self.changes[self.changes.index(change) + 1 :]
        return change.event[0] == "write" and any(
            other.certain and other.event[0] == "write" and _covers(other.event, change.event) for other in later
        )

    def cut(self, chance: random.Random, likely: float) -> bytes:
        content = bytearray(self.content)
        for position, change in enumerate(self.changes):
            last = position == len(self.changes) - 1
            if change.certain or chance.random() < likely:
                _apply(content, change.event)
            elif last and change.event[0] == "write" and chance.random() < 0.5:
                _apply(content, _torn(change.event, chance))
        return bytes(content)


@dataclass(slots=True)
class Disk:
    """The state of a recorded disk at one moment of its log."""

    files: dict[int, _File] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    folders: set[str] = field(default_factory=set)
    _made: set[str] = field(default_factory=set)
    _renamings: list[Event] = field(default_factory=list)

    def take(self, event: Event) -> None:
        """Go on by one event."""
        kind = event[0]
        if kind == "file":
            self.files[event[1]] = _File(bytearray(event[3]))
            self.names[event[2]] = event[1]
        elif kind == "create":
            self.files[event[2]] = _File()
            self._renamings.append(event)
        elif kind in ("write", "truncate"):
            self.files[event[1]].changes.append(_Change(event))
        elif kind == "sync":
            self.files[event[1]].sync()
        elif kind == "sync failed":
            for change in self.files[event[1]].changes:
                change.doomed = True
        elif kind == "sync folder":
            self._sync_folder(event[1])
        elif kind in ("link", "rename", "unlink", "mkdir"):
            self._renamings.append(event)
            if kind == "mkdir":
                self._made.add(event[1])

    def _sync_folder(self, folder: str) -> None:
        here = [event for event in self._renamings if folder in _folders(event)]
        for event in here:
            _rename(self.names, self.folders, event)
        self._renamings = [event for event in self._renamings if folder not in _folders(event)]

    def cut(self, chance: random.Random) -> dict[str, bytes]:
        """One of the possible contents of the disk after a power cut now, by path."""
        likely = chance.choice(_CHANCES)
        names, folders = dict(self.names), set(self.folders)
        for event in self._renamings:
            if chance.random() < likely:
                _rename(names, folders, event)
        missing = self._made - folders
        names = {path: number for path, number in names.items() if _folder_of(path) not in missing}
        contents = {number: self.files[number].cut(chance, likely) for number in sorted(set(names.values()))}
        return {path: contents[number] for path, number in names.items()}


def moments(log: Iterable[Event]) -> Iterator[tuple[int, Disk]]:
    """The disk before and after each flush, and at each mark, with the number of events until then."""
    disk = Disk()
    for position, event in enumerate(log):
        if event[0] in ("sync", "sync failed", "sync folder"):
            yield position, disk
        disk.take(event)
        if event[0] in ("sync", "sync failed", "sync folder", "mark"):
            yield position + 1, disk


def write_out(files: dict[str, bytes], old: Path, new: Path) -> None:
    """Put the contents of a cut, recorded under one folder, into another."""
    for path, content in files.items():
        target = new / os.path.relpath(path, old)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def _apply(content: bytearray, event: Event) -> None:
    if event[0] == "truncate":
        size = event[2]
        del content[size:]
        content.extend(bytes(size - len(content)))
        return
    _, _, offset, data = event
    if len(content) < offset:
        content.extend(bytes(offset - len(content)))
    content[offset : offset + len(data)] = data


def _torn(event: Event, chance: random.Random) -> Event:
    """The write as far as some sector boundary, or from it on."""
    kind, number, offset, data = event
    boundaries = range(_SECTOR - offset % _SECTOR, len(data), _SECTOR)
    if not boundaries:
        return kind, number, offset, b""
    at = chance.choice(boundaries)
    return (kind, number, offset, data[:at]) if chance.random() < 0.7 else (kind, number, offset + at, data[at:])


def _covers(later: Event, earlier: Event) -> bool:
    return bool(later[2] <= earlier[2] and earlier[2] + len(earlier[3]) <= later[2] + len(later[3]))


def _folder_of(path: str) -> str:
    return path.rpartition(os.sep)[0]


def _folders(event: Event) -> set[str]:
    paths = {"create": event[1:2], "unlink": event[1:2], "mkdir": event[1:2]}.get(event[0], event[1:3])
    return {_folder_of(path) for path in paths}


def _rename(names: dict[str, int], folders: set[str], event: Event) -> None:
    kind = event[0]
    if kind == "mkdir":
        folders.add(event[1])
    elif kind == "unlink":
        names.pop(event[1], None)
    elif kind == "create":
        names[event[1]] = event[2]
    else:
        names[event[2]] = event[3]
        if kind == "rename":
            names.pop(event[1], None)
