"""sqlite-utils imported without NumPy and pandas. Part of the store; its first import.

It takes them in wherever they are installed, to store arrays, which we never do; that costs more time than all of it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def _without(*names: str) -> Iterator[None]:
    """Inside, modules of these names that have not been imported yet cannot be."""
    hidden = [name for name in names if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]


with _without("numpy", "pandas"):
    import sqlite_utils  # noqa: F401
