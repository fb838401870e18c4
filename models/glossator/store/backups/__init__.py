"""Backups: verified copies of a project file that lie beside it, which of them stay, and the way back from one.

Part of the store: imports `errors` and the store's own connections, nothing above. A backup is a project file like any
other, whole in one file, so that it can be opened, copied and sent without this program's help.
"""

from glossator.store.backups.copying import copy_from, copy_project
from glossator.store.backups.disk import size_in_words
from glossator.store.backups.facts import Facts, look
from glossator.store.backups.names import BY_HAND, ROTATING, before_format
from glossator.store.backups.restoring import Restored, beside, is_sound, put_back, restore, restore_backup
from glossator.store.backups.retention import survivors
from glossator.store.backups.shelf import Backup, Shelf, shelf_folder

__all__ = [
    "BY_HAND", "ROTATING", "Backup", "Facts", "Restored", "Shelf", "before_format", "beside", "copy_from",
    "copy_project", "is_sound", "look", "put_back", "restore", "restore_backup", "shelf_folder", "size_in_words",
    "survivors",
]  # fmt: skip
