"""The standard library's `sqlite3`, as far as the project uses it, over APSW: for its files in Python.

`install()` puts it in the place of `sqlite3` in a process that has imported nothing of the project yet: from there on
all of the project's own code runs as ever, and only the SQLite library under it is another. The errors are the real
`sqlite3` ones, with their codes.
"""

from __future__ import annotations

import _sqlite3  # type: ignore[import-not-found,unused-ignore]
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from types import ModuleType
from typing import Any

import apsw

_BY_CODE = {
    apsw.SQLITE_INTERNAL: _sqlite3.InternalError,
    apsw.SQLITE_NOTFOUND: _sqlite3.InternalError,
    apsw.SQLITE_CORRUPT: _sqlite3.DatabaseError,
    apsw.SQLITE_NOTADB: _sqlite3.DatabaseError,
    apsw.SQLITE_TOOBIG: _sqlite3.DataError,
    apsw.SQLITE_CONSTRAINT: _sqlite3.IntegrityError,
    apsw.SQLITE_MISMATCH: _sqlite3.IntegrityError,
    apsw.SQLITE_MISUSE: _sqlite3.InterfaceError,
    apsw.SQLITE_RANGE: _sqlite3.InterfaceError,
}


def install() -> ModuleType:
    """Have every later `import sqlite3` of this process mean this module's stand-in."""
    for name in ("glossator", "sqlite_utils"):
        if name in sys.modules:
            raise RuntimeError(f"{name} has been imported with the real sqlite3 already")
    stand_in = ModuleType("sqlite3")
    stand_in.__path__ = []  # type: ignore[attr-defined,unused-ignore]
    for name in dir(_sqlite3):
        if not name.startswith("__"):
            setattr(stand_in, name, getattr(_sqlite3, name))
    for name, ours in {"connect": connect, "Connection": Connection, "Cursor": Cursor, "Row": Row}.items():
        setattr(stand_in, name, ours)
    stand_in.sqlite_version = apsw.sqlite_lib_version()  # type: ignore[attr-defined,unused-ignore]
    stand_in.sqlite_version_info = tuple(map(int, apsw.sqlite_lib_version().split(".")))  # type: ignore[attr-defined,unused-ignore]
    dbapi2 = ModuleType("sqlite3.dbapi2")
    dbapi2.__dict__.update({name: value for name, value in vars(stand_in).items() if not name.startswith("__")})
    sys.modules["sqlite3"], sys.modules["sqlite3.dbapi2"] = stand_in, dbapi2
    return stand_in


def connect(database: Any, timeout: float = 5.0, *_: Any, factory: Any = None, uri: bool = False, **__: Any) -> Any:
    """As in `sqlite3`; always in autocommit mode, which is the project's."""
    return (factory or Connection)(database, timeout, uri=uri)


class Row:
    """As in `sqlite3`: by position and by name."""

    def __init__(self, names: tuple[str, ...], values: tuple[Any, ...]) -> None:
        self._names, self._values = names, values

    def keys(self) -> list[str]:
        """The columns' names."""
        return list(self._names)

    def __getitem__(self, key: int | slice | str) -> Any:
        return self._values[self._names.index(key) if isinstance(key, str) else key]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


class Connection:
    """As in `sqlite3`."""

    isolation_level: str | None = None
    row_factory: Any = None
    text_factory: Any = str

    def __init__(self, database: Any, timeout: float = 5.0, *, uri: bool = False, **_: Any) -> None:
        flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE | (apsw.SQLITE_OPEN_URI if uri else 0)
        self._db: apsw.Connection | None = _tried(lambda: apsw.Connection(str(database), flags=flags))
        self._db.set_busy_timeout(round(timeout * 1_000))

    @property
    def db(self) -> apsw.Connection:
        """APSW's own connection."""
        if self._db is None:
            raise _sqlite3.ProgrammingError("Cannot operate on a closed database.")
        return self._db

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        return bool(self.db.in_transaction)

    @property
    def total_changes(self) -> int:
        """Rows changed since the connection was made."""
        return self.db.total_changes()

    def cursor(self, factory: Any = None) -> Any:
        """As in `sqlite3`."""
        made = (factory or Cursor)(self)
        if self.row_factory is not None:
            made.row_factory = self.row_factory
        return made

    def execute(self, sql: str, parameters: Any = (), /) -> Any:
        """As in `sqlite3`."""
        return self.cursor().execute(sql, parameters)

    def executemany(self, sql: str, parameters: Any, /) -> Any:
        """As in `sqlite3`."""
        return self.cursor().executemany(sql, parameters)

    def executescript(self, sql: str, /) -> Any:
        """As in `sqlite3`, but for the commit that comes first there."""
        return self.cursor().execute(sql)

    def commit(self) -> None:
        """As in `sqlite3`."""
        if self.in_transaction:
            self.execute("COMMIT")

    def rollback(self) -> None:
        """As in `sqlite3`."""
        if self.in_transaction:
            self.execute("ROLLBACK")

    def close(self) -> None:
        """As in `sqlite3`: closing twice is allowed."""
        if self._db is not None:
            closing, self._db = self._db, None
            _tried(lambda: closing.close(True))

    def backup(self, target: Connection, *, pages: int = -1, **_: Any) -> None:
        """As in `sqlite3`."""

        def copy() -> None:
            with target.db.backup("main", self.db, "main") as going:
                while not going.done:
                    going.step(pages)

        _tried(copy)

    def setlimit(self, category: int, limit: int, /) -> int:
        """As in `sqlite3`."""
        return self.db.limit(category, limit)

    def getlimit(self, category: int, /) -> int:
        """As in `sqlite3`."""
        return self.db.limit(category)

    def create_function(self, name: str, narg: int, func: Callable[..., Any], *, deterministic: bool = False) -> None:
        """As in `sqlite3`."""
        self.db.create_scalar_function(name, func, narg, deterministic=deterministic)

    def set_progress_handler(self, handler: Callable[[], bool] | None, n: int) -> None:
        """As in `sqlite3`."""
        self.db.set_progress_handler(handler, n)

    def set_authorizer(self, authorizer: Callable[..., int] | None) -> None:
        """As in `sqlite3`."""
        self.db.set_authorizer(authorizer)

    def __enter__(self) -> Connection:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        self.commit() if kind is None else self.rollback()


class Cursor:
    """As in `sqlite3`."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.row_factory: Any = None
        self.arraysize = 1
        self._rows: Iterator[Any] = iter(())
        self._first: list[Any] = []
        self._names: tuple[str, ...] = ()
        self._sql = ""

    @property
    def lastrowid(self) -> int:
        """The rowid of the last insert on the connection."""
        return self.connection.db.last_insert_rowid()

    @property
    def rowcount(self) -> int:
        """Rows that the last statement changed."""
        return self.connection.db.changes()

    @property
    def description(self) -> tuple[tuple[Any, ...], ...] | None:
        """The columns; None where the statement returns none."""
        if not self._names:
            import apsw.ext

            found = apsw.ext.query_info(self.connection.db, self._sql)
            self._names = tuple(name for name, *_ in found.description)
        return tuple((name, *(None,) * 6) for name in self._names) or None

    def execute(self, sql: str, parameters: Any = (), /) -> Any:
        """As in `sqlite3`."""
        return self._start(sql, lambda: self.connection.db.cursor().execute(sql, parameters or None))

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> Any:
        """As in `sqlite3`."""
        return self._start(sql, lambda: self.connection.db.cursor().executemany(sql, parameters))

    def _start(self, sql: str, work: Callable[[], Any]) -> Any:
        self._sql, self._first, self._names, self._rows = sql, [], (), iter(())
        running = _tried(work)
        # As there: the first row is looked for at once.
        first = _tried(lambda: next(running, None))
        if first is not None:
            self._first = [first]
            self._names = tuple(name for name, *_ in running.description)
            self._rows = running
        return self

    def _next(self) -> Any:
        if self._first:
            return self._first.pop()
        found = _tried(lambda: next(self._rows, None))
        if found is None:
            self._rows = iter(())
        return found

    def fetchone(self) -> Any:
        """As in `sqlite3`."""
        found = self._next()
        return None if found is None else self._made(found)

    def fetchall(self) -> list[Any]:
        """As in `sqlite3`."""
        found = []
        while (row := self._next()) is not None:
            found.append(self._made(row))
        return found

    def fetchmany(self, size: int = 1) -> list[Any]:
        """As in `sqlite3`."""
        found = (self._next() for _ in range(size))
        return [self._made(row) for row in found if row is not None]

    def _made(self, row: Sequence[Any]) -> Any:
        if self.row_factory is None:
            return tuple(row)
        if self.row_factory is Row:
            return Row(self._names, tuple(row))
        return self.row_factory(self, tuple(row))

    def __iter__(self) -> Any:
        return self

    def __next__(self) -> Any:
        found = self._next()
        if found is None:
            raise StopIteration
        return self._made(found)

    def close(self) -> None:
        """As in `sqlite3`."""
        self._rows, self._first = iter(()), []


def _tried(work: Callable[[], Any]) -> Any:
    """Raise APSW's errors as `sqlite3` would have."""
    try:
        return work()
    except apsw.ConnectionClosedError:
        raise _sqlite3.ProgrammingError("Cannot operate on a closed database.") from None
    except apsw.BindingsError as error:
        raise _sqlite3.ProgrammingError(str(error)) from error
    except apsw.Error as error:
        raise _as_sqlite3(error) from error


def _as_sqlite3(error: apsw.Error) -> Exception:
    code = int(getattr(error, "extendedresult", 0) or getattr(error, "result", 0) or apsw.SQLITE_ERROR)
    primary = code & 0xFF
    if primary == apsw.SQLITE_NOMEM:
        return MemoryError()
    kind = _BY_CODE.get(primary, _sqlite3.OperationalError)
    # "FullError: database or disk is full" there is "database or disk is full" here.
    mapped: Exception = kind(str(error).split(": ", 1)[-1])
    mapped.sqlite_errorcode = code  # type: ignore[attr-defined]
    mapped.sqlite_errorname = apsw.mapping_result_codes.get(primary, "SQLITE_ERROR")  # type: ignore[attr-defined]
    return mapped
