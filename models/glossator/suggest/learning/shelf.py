"""Learned models on disk: a folder beside the project, one folder a version, whole or not there.

Part of the suggest layer; no spaCy. A version holds `learned.json`, which says what it is and the sha256 of every other
file. It is written under another name and given its own when everything is on the disk.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import secrets
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from glossator.errors import SuggestError

MANIFEST = "learned.json"
RECOGNISER = "ner.bin"
HELD_OUT = "held-out.json"
FORMAT = 1
LARGEST = 200_000_000
"""Bytes of a file that is read: no model of ours comes near."""

_VERSION = re.compile(r"v(\d{1,6})")
_UNFINISHED = re.compile(r"\.unfinished\.(\d+)\.[0-9a-f]+")
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Learned:
    """What a version is. `base` and `base_version` name the model it began as, `f1` and `f1_before` are of documents
    that were held out, in percent; `time` is ISO 8601, UTC; `files` are the sha256 of its files by name.
    """

    number: int
    base: str
    base_version: str
    time: str
    documents: int
    words: int
    labels: tuple[str, ...]
    f1: float
    f1_before: float
    files: Mapping[str, str]

    @property
    def name(self) -> str:
        """What people call it, such as "3"."""
        return str(self.number)

    @property
    def mark(self) -> str:
        """What it adds to the version of its suggestions: two versions of one number are told apart."""
        return f"learned{self.number}.{self.files[RECOGNISER][:8]}"


class Shelf:
    """The versions that belong to a project file. Nothing is made before something is kept."""

    def __init__(self, project: Path) -> None:
        self.folder = project.with_name(f"{project.name}-models")

    def versions(self) -> list[tuple[int, Path]]:
        """The numbers and folders of the versions there are, whole or damaged, the oldest first."""
        try:
            found = [(_VERSION.fullmatch(path.name), path) for path in self.folder.iterdir()]
        except OSError:
            return []
        return sorted((int(match[1]), path) for match, path in found if match)

    def path_of(self, number: int) -> Path:
        """The folder of a version."""
        return self.folder / f"v{number:04}"

    def keep(self, about: Mapping[str, Any], files: Mapping[str, bytes]) -> Learned:
        """Write a version; it gets the next number. Raises SuggestError where the disk refuses."""
        hashes = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
        try:
            self.folder.mkdir(exist_ok=True)
            self._sweep()
            number = 1
            while True:
                number = max((number, *(known + 1 for known, _ in self.versions())))
                learned = Learned(number=number, files=hashes, **about)
                try:
                    self._write({**files, MANIFEST: _manifest_of(learned)}, self.path_of(number))
                except OSError as error:
                    if error.errno not in (errno.EEXIST, errno.ENOTEMPTY):
                        raise
                    number += 1  # another learner was quicker
                else:
                    return learned
        except OSError as error:
            raise SuggestError(
                f"{self.folder}: what was learned cannot be kept there: {error.strerror or error}. "
                "Make room, or allow writing in the project's folder, and learn again."
            ) from error

    def _write(self, files: Mapping[str, bytes], target: Path) -> None:
        unfinished = self.folder / f".unfinished.{os.getpid()}.{secrets.token_hex(4)}"
        unfinished.mkdir()
        try:
            for name, data in files.items():
                with (unfinished / name).open("xb") as file:
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
            unfinished.rename(target)
        except BaseException:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise
        _flush(self.folder)

    def _sweep(self) -> None:
        """Delete what a learner that was killed left behind."""
        import psutil

        for path in self.folder.iterdir():
            found = _UNFINISHED.fullmatch(path.name)
            if found and not psutil.pid_exists(int(found[1])):
                shutil.rmtree(path, ignore_errors=True)


def _manifest_of(learned: Learned) -> bytes:
    return json.dumps({"format": FORMAT, **asdict(learned)}, ensure_ascii=False, indent=1).encode()


def read_manifest(folder: Path) -> Learned:
    """What a version says it is. Raises SuggestError where that cannot be read."""
    try:
        data = json.loads(_bytes_of(folder / MANIFEST))
        if data.pop("format") != FORMAT:
            raise ValueError("it was written by another version of the program")
        learned = Learned(**{**data, "labels": tuple(data["labels"])})
        _require_sensible(learned)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise SuggestError(f"{folder}: this is no learned model, or it is damaged: {error}.") from error
    return learned


def _require_sensible(learned: Learned) -> None:
    kinds: dict[str, type] = {"number": int, "documents": int, "words": int, "f1": float, "f1_before": float}
    for field in fields(learned):
        value: object = getattr(learned, field.name)
        if field.name not in ("labels", "files") and not isinstance(value, kinds.get(field.name, str)):
            raise ValueError(f"“{field.name}” is not what it should be")
    labels: tuple[object, ...] = learned.labels
    if not all(isinstance(label, str) for label in labels):
        raise ValueError("its labels are no words")
    if set(learned.files) != {RECOGNISER, HELD_OUT} or not all(map(_SHA256.fullmatch, learned.files.values())):
        raise ValueError("its list of files makes no sense")


def read_whole(folder: Path) -> tuple[Learned, dict[str, bytes]]:
    """A version and its files, every byte compared with what was written. Raises SuggestError where one differs."""
    learned = read_manifest(folder)
    files: dict[str, bytes] = {}
    for name, expected in learned.files.items():
        try:
            files[name] = _bytes_of(folder / name)
        except OSError as error:
            raise SuggestError(f"{folder / name} cannot be read: {error.strerror or error}.") from error
        if hashlib.sha256(files[name]).hexdigest() != expected:
            raise SuggestError(f"{folder / name} is damaged: it is not what was written.")
    return learned, files


def _bytes_of(path: Path) -> bytes:
    if LARGEST < path.stat().st_size:
        raise OSError(f"{path.name} is too large")
    return path.read_bytes()


def _flush(folder: Path) -> None:
    """The folder's own list of names, where the system can be asked for that."""
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
