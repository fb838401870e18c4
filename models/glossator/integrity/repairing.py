"""`repair`: a new, sound project out of a damaged one, its journal and its backups. Part of integrity."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from glossator.errors import NotAProjectError, ProjectDamagedError, ProjectError, ProjectExistsError
from glossator.integrity.account import Account, Repaired
from glossator.integrity.bases import Base, bring_to, candidates, newest_base
from glossator.integrity.checking import check, prepare
from glossator.integrity.gathering import gather
from glossator.integrity.images import Row, digest, present_images
from glossator.integrity.names import KnownNames, check_schemas
from glossator.integrity.objects import Writer
from glossator.integrity.places import check_places
from glossator.integrity.reference import STEPPED
from glossator.integrity.replaying import Replay, final_images
from glossator.integrity.salvage import make_plain
from glossator.integrity.settling import Settling
from glossator.integrity.shapes import check_shapes
from glossator.integrity.snapshot import copy_into, workshop
from glossator.integrity.things import rebuild_things
from glossator.integrity.values import check_values
from glossator.integrity.verdict import Finding, Ledger, Report, Verdict
from glossator.integrity.workbench import Progress, Workbench, shortened
from glossator.integrity.writing import unfinished, write_project
from glossator.store.backups import restore_backup
from glossator.store.backups.disk import give_name
from glossator.store.opened import flush

Thing: TypeAlias = tuple[str, int]
"""Kind and id."""


def repair(path: Path, out: Path, *, backups: Sequence[Path] = (), progress: Progress | None = None) -> Repaired:
    """Write a sound project to `out` out of what can be read of the one at `path`, of its history, and of its backups.

    The backups are those given and those that the program keeps beside the project. The file at `path` is not touched.

    Raises:
        ProjectExistsError: something is at `out` already.
        ProjectDamagedError: nothing of the project can be read, and there is no sound backup of it.
        ProjectError: there is no project at `path`.
        DiskError: there is no room, or `out` cannot be written.
    """
    path, out = Path(path), Path(out)
    if os.path.lexists(out):
        raise ProjectExistsError(f"{out} exists already. Choose another name for the repaired project.")
    found = candidates(path, backups)
    try:
        before = check(path, progress=progress)
    except NotAProjectError as error:
        if not found:
            raise
        before = Verdict((Finding("file.unreadable", f"The file cannot be read at all ({error})", ""),))
    with workshop() as folder:
        try:
            job = _Job(path, folder, found, progress)
            with unfinished(out) as draft:
                job.run(draft)
                flush(draft)
                after = _require_sound(draft)
                give_name(draft, out)
        except (ProjectDamagedError, NotAProjectError, sqlite3.DatabaseError) as error:
            return _whole_backup(path, out, before, newest_base(found, _subfolder(folder), None), error)
    account = job.account
    return Repaired(
        out, before, after, account.restored_sentences(), account.lost_sentences(), account.backup, account.backup_time
    )


def _subfolder(folder: Path) -> Path:
    own = folder / "last-resort"
    own.mkdir()
    return own


def _require_sound(draft: Path) -> Verdict:
    after = check(draft)
    if not after.sound:
        raise ProjectDamagedError(f"The repaired project would not be sound: {after.findings[0].what}")
    return after


def _whole_backup(path: Path, out: Path, before: Verdict, base: Base | None, error: Exception) -> Repaired:
    if base is None:
        reason = str(error) if isinstance(error, ProjectError) else f"{path} cannot be read ({error})."
        raise ProjectDamagedError(
            f"{reason} There is no sound backup of it either. Keep the file, and name a backup with --backup."
        ) from error
    restore_backup(base.backup, out)
    name = f"{base.backup.name} of {base.time:%Y-%m-%d %H:%M} UTC"
    return Repaired(
        out, before, check(out), (f"The backup {name}, as it is.",),
        ("Nothing of the damaged file could be used: whatever was done after that is lost.",), base.backup, base.time,
    )  # fmt: skip


@dataclass(slots=True)
class _Job:
    """One repair in a folder of its own."""

    path: Path
    folder: Path
    backups: Sequence[Path]
    progress: Progress | None
    account: Account = field(default_factory=Account)

    def run(self, draft: Path) -> None:
        """All parts, one after the other."""
        copy = copy_into(self.path, self.folder)
        with closing(prepare(copy, self.folder, Report(), progress=self.progress)) as bench:
            present = _digests(bench)
            base = newest_base(self.backups, self.folder, bench)
            if base is not None:
                bring_to(base, bench.layout.version)
                self.account.backup, self.account.backup_time = base.backup, base.time
            gather(bench, base, self.account)
            if bench.strange:
                names = ", ".join(shortened(name) for name in bench.strange)
                self.account.regretted.append(f"Tables of other programs were not taken along: {names}.")
            known = KnownNames()
            replay = Replay(bench, self.account, known)
            replay.run()
            with closing(self._settled(bench, replay, present)) as settled:
                Settling(settled, known, self.account, replay.imported).run()
                write_project(draft, settled, replay)

    def _settled(self, bench: Workbench, replay: Replay, present: dict[Thing, bytes]) -> Workbench:
        """A workbench with what is to be: the annotations, and everything else as it was gathered."""
        settled = Workbench.open(self.folder / "settled", bench.layout)
        for shape in bench.layout.tables.values():
            make_plain(settled.connection, shape)
        run = settled.connection.execute
        run("CREATE TABLE sequence (name, seq)")
        run("ATTACH ? AS gathered", (bench.file,))
        run("BEGIN")
        run("INSERT INTO sequence SELECT name, seq FROM gathered.sequence WHERE typeof(seq) = 'integer'")
        for table, shape in bench.layout.tables.items():
            if table not in (*STEPPED.values(), "argument", "mention", "same_event_member", "step"):
                columns = ", ".join(f'"{name}"' for name in shape.columns)
                run(f'INSERT INTO main."{table}" ({columns}) SELECT {columns} FROM gathered."{table}"')
        writer = Writer(settled.connection, bench.layout)
        for kind, image in final_images(replay, _faulty(bench) if replay.holes else {}):
            self._account_for(kind, image, present.pop((kind, image["id"]), None), replay)
            writer.write(kind, image)
        for number, uid in replay.document_uids.items():
            run("UPDATE main.thing SET uid = ? WHERE id = ? AND kind = 'document'", (uid, number))
        for kind, _ in present:
            self.account.taken_out[kind] += 1
        run("COMMIT")
        run("DETACH gathered")
        return settled

    def _account_for(self, kind: str, image: Row, was: bytes | None, replay: Replay) -> None:
        if was is None and image["id"] != replay.founding:
            self.account.from_journal[kind] += 1
        elif was is not None and was != digest(kind, image):
            self.account.put_back[kind] += 1


def _digests(bench: Workbench) -> dict[Thing, bytes]:
    """What the rows of the damaged file say that there is."""
    check_shapes(bench, Ledger())
    rebuild_things(bench, also_textless=True)
    return {
        (kind, image["id"]): digest(kind, image)
        for kind in bench.layout.stepped
        for image in present_images(bench.connection, kind)
    }


def _faulty(bench: Workbench) -> dict[str, set[int]]:
    """Rows of annotations that cannot be right, whatever the history says."""
    ledger = Ledger()
    check_schemas(bench, KnownNames(), ledger)
    check_places(bench, ledger)
    check_values(bench, ledger)
    return {table: ledger.at_fault(table) for table in bench.layout.stepped.values()}
