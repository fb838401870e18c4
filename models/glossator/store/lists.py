"""Lists of names that travel with a project: one setting each, under the list's name. Part of the store.

They are no annotations: no journal, no undo, and a project without them is whole.
"""

from __future__ import annotations

from glossator.store.store import Store

PREFIX = "knowledge:"


def saved_lists(store: Store) -> dict[str, str]:
    """The text of every list by its name, in the order of the names."""
    rows = store.database.execute(
        "SELECT key, value FROM setting WHERE substr(key, 1, ?) = ? ORDER BY key", (len(PREFIX), PREFIX)
    )
    return {str(key)[len(PREFIX) :]: str(value) for key, value in rows}


def save_list(store: Store, name: str, text: str) -> None:
    """Keep a list; one of the same name gives way. Raises ProjectError where the project cannot be written."""
    with store.transaction():
        store.set_setting(PREFIX + name, text)


def drop_list(store: Store, name: str) -> bool:
    """Forget a list; whether there was one."""
    with store.transaction():
        return 0 < store.database.execute("DELETE FROM setting WHERE key = ?", (PREFIX + name,)).rowcount
