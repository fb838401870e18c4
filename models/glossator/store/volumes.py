"""Where a project lies: on this machine's own disk, on a network drive, or in a folder that a cloud service syncs.

SQLite cannot rely on locks over most networks (sqlite.org/faq.html, question 5), and a sync program copies file and
log at different moments. What is known of a place is gathered by `facts_of`; what it means, `judged` tells from that.
"""

from __future__ import annotations

import fnmatch
import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from typing import Final, Literal, TypeAlias

PlaceKind: TypeAlias = Literal["local", "network", "cloud"]


@dataclass(frozen=True, slots=True)
class Place:
    """A kind of place; `name` is the service's ("Dropbox") or the kind of network drive ("NFS"), where known."""

    kind: PlaceKind
    name: str | None = None

    @property
    def warning(self) -> str | None:
        """What a person should know before working there; None of a place on this machine."""
        if self.kind == "cloud":
            return (
                f"This folder is synchronised by {self.name}. Two machines at work on one project there can damage it. "
                "Keep the project on this machine's own disk, and put backups there."
            )
        if self.kind == "network":
            kind = f" ({self.name})" if self.name else ""
            return (
                f"This folder is on a network drive{kind}. Two machines at work on one project there can damage it. "
                "Keep the project on this machine's own disk, and put backups there."
            )
        return None


@dataclass(frozen=True, slots=True)
class Mount:
    """A file system, where it is mounted, as the system describes it."""

    point: str
    type: str
    options: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What can be known without asking a service. `path` is absolute; `markers` are names of files beside and above."""

    path: PurePath
    home: PurePath
    mounts: tuple[Mount, ...] = ()
    markers: frozenset[str] = frozenset()
    environment: Mapping[str, str] = field(default_factory=dict)


_NETWORK: Final[Mapping[str, str]] = {
    "nfs": "NFS", "nfs3": "NFS", "nfs4": "NFS", "cifs": "SMB", "smb": "SMB", "smb2": "SMB", "smb3": "SMB",
    "smbfs": "SMB", "smbnetfs": "SMB", "ncpfs": "NetWare", "afpfs": "AFP", "afs": "AFS", "coda": "Coda",
    "sshfs": "SSH", "webdav": "WebDAV", "davfs": "WebDAV", "davfs2": "WebDAV", "ftp": "FTP", "curlftpfs": "FTP",
    "9p": "9P", "drvfs": "9P", "ceph": "Ceph", "glusterfs": "GlusterFS", "lustre": "Lustre", "gpfs": "GPFS",
    "beegfs": "BeeGFS", "ocfs2": "OCFS2", "gfs2": "GFS2", "gvfsd-fuse": "GVfs", "kio-fuse": "KIO",
    "vboxsf": "a shared folder of VirtualBox", "vmhgfs": "a shared folder of VMware",
    "vmhgfs-fuse": "a shared folder of VMware", "prl_fs": "a shared folder of Parallels",
    "virtiofs": "a shared folder of a virtual machine",
}  # fmt: skip
_SYNCED_MOUNTS: Final[Mapping[str, str]] = {
    "rclone": "rclone", "google-drive-ocamlfuse": "Google Drive", "onedriver": "OneDrive", "pcloud": "pCloud",
    "pcloudfs": "pCloud", "seadrive": "SeaDrive", "insync": "Insync", "expandrive": "ExpanDrive",
}  # fmt: skip
"""File systems of cloud services; with or without "fuse." before the name."""

_FOLDERS: Final[tuple[tuple[str, str], ...]] = (
    ("Dropbox", "Dropbox"), ("Dropbox (*)", "Dropbox"), ("Dropbox-*", "Dropbox"),
    ("OneDrive", "OneDrive"), ("OneDrive - *", "OneDrive"), ("OneDrive-*", "OneDrive"),
    ("Google Drive", "Google Drive"), ("GoogleDrive", "Google Drive"), ("GoogleDrive-*", "Google Drive"),
    ("My Drive", "Google Drive"), ("DriveFS", "Google Drive"),
    ("iCloudDrive", "iCloud Drive"), ("iCloud Drive", "iCloud Drive"), ("com~apple~CloudDocs", "iCloud Drive"),
    ("Nextcloud", "Nextcloud"), ("Nextcloud-*", "Nextcloud"), ("ownCloud", "ownCloud"), ("ownCloud-*", "ownCloud"),
    ("Seafile", "Seafile"), ("SeaDrive", "Seafile"), ("Box Sync", "Box"), ("Box-Box", "Box"),
    ("pCloudDrive", "pCloud"), ("pCloud Drive", "pCloud"), ("pCloud Sync", "pCloud"),
    ("MEGA", "MEGA"), ("MEGAsync", "MEGA"), ("Proton Drive", "Proton Drive"), ("ProtonDrive-*", "Proton Drive"),
)  # fmt: skip
"""Names that the services give their folders, as they write them: a folder "dropbox" is somebody's code."""
_FOLDERS_AT_HOME: Final[Mapping[str, str]] = {"Box": "Box"}
"""Words too common to mean anything elsewhere."""
_MARKERS: Final[tuple[tuple[str, str], ...]] = (
    (".dropbox.cache", "Dropbox"), (".stfolder", "Syncthing"), (".stfolder.removed-*", "Syncthing"),
    (".sync_*.db", "Nextcloud or ownCloud"), ("._sync_*.db", "Nextcloud or ownCloud"),
    (".owncloudsync.log*", "ownCloud"), (".nextcloudsync.log*", "Nextcloud"), (".seafile-data", "Seafile"),
    (".tmp.drivedownload", "Google Drive"), (".tmp.driveupload", "Google Drive"),
)  # fmt: skip
"""What the services leave in the folders that they sync."""
_VARIABLES: Final[Mapping[str, str]] = {
    "OneDrive": "OneDrive", "OneDriveConsumer": "OneDrive", "OneDriveCommercial": "OneDrive",
}  # fmt: skip
"""Environment variables that name a synced folder (Windows)."""
_MOST_NAMES: Final = 5_000


def place_of(path: Path) -> Place:
    """What kind of place a project lies in, or would. Looks at the disk: not for the path of a key."""
    return judged(facts_of(path))


def judged(facts: Facts) -> Place:
    """The same by facts alone. A synced folder on a network drive counts as synced."""
    mount = _mount_of(facts)
    kind = mount.type.casefold().removeprefix("fuse.") if mount else ""
    service = _service_by_folder(facts) or _service_by_variable(facts) or _SYNCED_MOUNTS.get(kind)
    service = service or _service_by_marker(facts.markers)
    if service is not None:
        return Place("cloud", service)
    # What the whole system lives on is as good as its own disk: a machine without one, a container.
    if kind in _NETWORK and mount is not None and mount.point != "/":
        return Place("network", _NETWORK[kind])
    if isinstance(facts.path, PureWindowsPath) and _is_remote(facts.path, mount):
        return Place("network", "SMB" if facts.path.drive.startswith("\\\\") else None)
    return Place("local")


def _is_remote(path: PureWindowsPath, mount: Mount | None) -> bool:
    # \\server\share, but not \\?\C:\ nor \\.\, which are local names.
    unc = path.drive.startswith("\\\\") and path.drive[:4] not in ("\\\\?\\", "\\\\.\\")
    return unc or path.drive.upper().startswith("\\\\?\\UNC\\") or (
        mount is not None and "remote" in mount.options.split(",")
    )  # fmt: skip


def _mount_of(facts: Facts) -> Mount | None:
    """The file system that holds the path: the deepest mount above it, the latest of several on one point."""
    found: tuple[int, Mount] | None = None
    for mount in facts.mounts:
        point = type(facts.path)(mount.point)
        depth = len(point.parts)
        if (point == facts.path or point in facts.path.parents) and (found is None or found[0] <= depth):
            found = (depth, mount)
    return found[1] if found else None


def _service_by_folder(facts: Facts) -> str | None:
    folders = facts.path.parent.parts
    for part in folders:
        for pattern, service in _FOLDERS:
            if fnmatch.fnmatchcase(part, pattern):
                return service
    if "Mobile Documents" in folders and "Library" in folders:
        return "iCloud Drive"
    home = facts.home.parts
    if folders[: len(home)] == home and len(home) < len(folders):
        return _FOLDERS_AT_HOME.get(folders[len(home)])
    return None


def _service_by_variable(facts: Facts) -> str | None:
    for name, service in _VARIABLES.items():
        folder = facts.environment.get(name)
        if folder and type(facts.path)(folder) in facts.path.parents:
            return service
    return None


def _service_by_marker(markers: frozenset[str]) -> str | None:
    for pattern, service in _MARKERS:
        if any(fnmatch.fnmatchcase(name, pattern) for name in markers):
            return service
    return None


def facts_of(path: Path) -> Facts:
    """What this system says of a path. What cannot be asked stays unknown."""
    resolved = Path(os.path.realpath(path))
    pure: PurePath = PureWindowsPath(resolved) if sys.platform == "win32" else PurePosixPath(resolved)
    return Facts(
        pure,
        type(pure)(_home()),
        mounts=tuple(_mounts()),
        markers=frozenset(name for folder in resolved.parents for name in _names_in(folder)),
        environment={name: os.environ[name] for name in _VARIABLES if name in os.environ},
    )


def _home() -> Path:
    try:
        return Path.home()
    except RuntimeError:
        return Path(os.sep)


def _mounts() -> Iterator[Mount]:
    import psutil

    try:
        partitions = psutil.disk_partitions(all=True)
    except (OSError, RuntimeError):
        return
    for partition in partitions:
        yield Mount(partition.mountpoint, partition.fstype, partition.opts)


def _names_in(folder: Path) -> list[str]:
    """The names that could be markers: all begin with a full stop."""
    try:
        with os.scandir(folder) as entries:
            return [entry.name for entry in islice(entries, _MOST_NAMES) if entry.name.startswith(".")]
    except OSError:
        return []
