"""What kind of place a path is: cases of three systems, judged by facts alone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from glossator.store.volumes import Facts, Mount, Place, facts_of, judged, place_of

LOCAL = Place("local")
LINUX = (
    Mount("/", "ext4"),
    Mount("/proc", "proc"),
    Mount("/home", "btrfs"),
    Mount("/mnt/team", "nfs4", "rw,vers=4.2"),
    Mount("/mnt/team/scratch", "tmpfs"),
    Mount("/mnt/far", "fuse.sshfs"),
    Mount("/mnt/win", "cifs"),
    Mount("/mnt/c", "9p", "rw,aname=drvfs"),
    Mount("/mnt/drive", "fuse.rclone"),
    Mount("/run/user/1000/gvfs", "fuse.gvfsd-fuse"),
    Mount("/media/sf_shared", "vboxsf"),
    Mount("/mnt/twice", "ext4"),
    Mount("/mnt/twice", "nfs"),
    Mount("/media/stick", "vfat"),
)
MAC = (
    Mount("/", "apfs"),
    Mount("/System/Volumes/Data", "apfs"),
    Mount("/Volumes/Team", "smbfs"),
    Mount("/Volumes/Old", "afpfs"),
    Mount("/Volumes/Web", "webdav"),
    Mount("/Volumes/Backup", "hfs"),
)
WINDOWS = (
    Mount("C:\\", "NTFS", "rw,fixed"),
    Mount("D:\\", "NTFS", "rw,fixed"),
    Mount("Z:\\", "NTFS", "rw,remote"),
    Mount("G:\\", "FAT32", "rw,fixed"),
)


LINUX_HOME, MAC_HOME = "/".join(("", "home", "ada")), "/".join(("", "Users", "ada"))
WINDOWS_HOME = "\\".join(("C:", "Users", "ada"))


def linux(path: str, markers: frozenset[str] = frozenset()) -> Place:
    """`~` in a path is the home folder."""
    place = PurePosixPath(path.replace("~", LINUX_HOME))
    return judged(Facts(place, PurePosixPath(LINUX_HOME), LINUX, markers))


def mac(path: str) -> Place:
    place = PurePosixPath(path.replace("~", MAC_HOME, 1) if path.startswith("~") else path)
    return judged(Facts(place, PurePosixPath(MAC_HOME), MAC))


def windows(path: str, environment: Mapping[str, str] | None = None) -> Place:
    home: PurePath = PureWindowsPath(WINDOWS_HOME)
    return judged(Facts(PureWindowsPath(path.replace("~", WINDOWS_HOME)), home, WINDOWS, environment=environment or {}))


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("~/news.glossator", LOCAL),
        ("/tmp/news.glossator", LOCAL),
        ("/media/stick/news.glossator", LOCAL),
        ("/mnt/teamwork/news.glossator", LOCAL),
        ("/mnt/team/news.glossator", Place("network", "NFS")),
        ("/mnt/team/a/b/news.glossator", Place("network", "NFS")),
        ("/mnt/team/scratch/news.glossator", LOCAL),
        ("/mnt/twice/news.glossator", Place("network", "NFS")),
        ("/mnt/far/news.glossator", Place("network", "SSH")),
        ("/mnt/win/news.glossator", Place("network", "SMB")),
        ("/mnt/c~/news.glossator", Place("network", "9P")),
        ("/run/user/1000/gvfs/smb-share:server=nas/news.glossator", Place("network", "GVfs")),
        ("/media/sf_shared/news.glossator", Place("network", "a shared folder of VirtualBox")),
        ("/mnt/drive/news.glossator", Place("cloud", "rclone")),
        ("~/Dropbox/news.glossator", Place("cloud", "Dropbox")),
        ("~/Dropbox (Work)/a/news.glossator", Place("cloud", "Dropbox")),
        ("~/Nextcloud/news.glossator", Place("cloud", "Nextcloud")),
        ("~/ownCloud/news.glossator", Place("cloud", "ownCloud")),
        ("~/Seafile/Team/news.glossator", Place("cloud", "Seafile")),
        ("~/pCloudDrive/news.glossator", Place("cloud", "pCloud")),
        ("/mnt/team/Nextcloud/news.glossator", Place("cloud", "Nextcloud")),
        ("~/Box/news.glossator", Place("cloud", "Box")),
        ("~/job/Box/news.glossator", LOCAL),
        ("~/code/dropbox/news.glossator", LOCAL),
        ("~/Dropbox.glossator", LOCAL),
    ],
)
def test_linux(path: str, place: Place) -> None:
    assert linux(path) == place


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("~/Documents/news.glossator", LOCAL),
        ("/Volumes/Backup/news.glossator", LOCAL),
        ("/Volumes/Team/news.glossator", Place("network", "SMB")),
        ("/Volumes/Old/news.glossator", Place("network", "AFP")),
        ("/Volumes/Web/news.glossator", Place("network", "WebDAV")),
        ("~/Library/CloudStorage/Dropbox/news.glossator", Place("cloud", "Dropbox")),
        ("~/Library/CloudStorage/OneDrive-Personal/news.glossator", Place("cloud", "OneDrive")),
        ("~/Library/CloudStorage/GoogleDrive-a@b.org/My Drive/news.glossator", Place("cloud", "Google Drive")),
        ("~/Library/CloudStorage/Box-Box/news.glossator", Place("cloud", "Box")),
        ("~/Library/Mobile Documents/com~apple~CloudDocs/news.glossator", Place("cloud", "iCloud Drive")),
        ("~/Library/Mobile Documents/iCloud~md/news.glossator", Place("cloud", "iCloud Drive")),
    ],
)
def test_macos(path: str, place: Place) -> None:
    assert mac(path) == place


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("~\\news.glossator", LOCAL),
        ("D:\\news.glossator", LOCAL),
        ("\\\\?\\~\\news.glossator", LOCAL),
        ("Z:\\news.glossator", Place("network")),
        ("\\\\server\\share\\a\\news.glossator", Place("network", "SMB")),
        ("\\\\?\\UNC\\server\\share\\news.glossator", Place("network", "SMB")),
        ("~\\OneDrive\\news.glossator", Place("cloud", "OneDrive")),
        ("~\\OneDrive - Institute\\a\\news.glossator", Place("cloud", "OneDrive")),
        ("D:\\Dropbox\\news.glossator", Place("cloud", "Dropbox")),
        ("~\\iCloudDrive\\news.glossator", Place("cloud", "iCloud Drive")),
        ("G:\\My Drive\\news.glossator", Place("cloud", "Google Drive")),
        ("~\\Box\\news.glossator", Place("cloud", "Box")),
    ],
)
def test_windows(path: str, place: Place) -> None:
    assert windows(path) == place


def test_windows_says_by_a_variable_which_folder_is_synced() -> None:
    environment = {"OneDriveCommercial": "D:\\Institute"}
    assert windows("d:\\institute\\a\\news.glossator", environment) == Place("cloud", "OneDrive")
    assert windows("D:\\Institute2\\news.glossator", environment) == LOCAL


@pytest.mark.parametrize(
    ("marker", "service"),
    [
        (".stfolder", "Syncthing"),
        (".dropbox.cache", "Dropbox"),
        (".sync_3f2a.db", "Nextcloud or ownCloud"),
        ("._sync_3f2a.db", "Nextcloud or ownCloud"),
        (".owncloudsync.log", "ownCloud"),
        (".seafile-data", "Seafile"),
        (".tmp.driveupload", "Google Drive"),
    ],
)
def test_services_leave_marks_in_what_they_sync(marker: str, service: str) -> None:
    assert linux("~/news.glossator", frozenset({marker, ".bashrc"})) == Place("cloud", service)


def test_other_hidden_files_mean_nothing() -> None:
    assert linux("~/news.glossator", frozenset({".git", ".sync", ".dropbox", ".stignore"})) == LOCAL


def test_a_system_that_lives_on_a_network_drive_is_no_reason_to_warn() -> None:
    facts = Facts(PurePosixPath("/srv/news.glossator"), PurePosixPath("/srv"), (Mount("/", "9p"),))
    assert judged(facts) == LOCAL


def test_where_nothing_is_known_nothing_is_said() -> None:
    assert judged(Facts(PurePosixPath("/a/b"), PurePosixPath("/a"))) == LOCAL
    assert LOCAL.warning is None


@pytest.mark.parametrize("place", [Place("network"), Place("network", "NFS"), Place("cloud", "Dropbox")])
def test_the_warning_names_what_it_can_and_says_what_to_do(place: Place) -> None:
    assert place.warning is not None
    assert (place.name or "network") in place.warning
    assert "None" not in place.warning
    assert place.warning.endswith("put backups there.")


def test_this_system_is_asked(tmp_path: Path) -> None:
    synced = tmp_path / "synced" / "deep"
    synced.mkdir(parents=True)
    (tmp_path / "synced" / ".stfolder").mkdir()
    assert place_of(synced / "news.glossator") == Place("cloud", "Syncthing")
    assert ".stfolder" in facts_of(synced / "not" / "made" / "yet.glossator").markers


def test_a_link_into_a_synced_folder_is_followed(tmp_path: Path) -> None:
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    (folder / "news.glossator").touch()
    link = tmp_path / "news.glossator"
    try:
        link.symlink_to(folder / "news.glossator")
    except OSError:
        pytest.skip("links need rights here")
    assert place_of(link) == Place("cloud", "Dropbox")
