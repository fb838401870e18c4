"""Schemas by name or from a file.

Part of the schema layer. Those that ship are data of `glossator_resources.schemas`.
"""

from __future__ import annotations

import functools
import pkgutil
from pathlib import Path

from glossator.errors import SchemaError
from glossator.schema.model import Schema
from glossator.schema.parse import parse_schema

_BUILTIN = {
    "plover": "PLOVER: political events",
    "ace": "ACE 2005: events and entities",
    "conll": "CoNLL-2003: names only",
}


def builtin_schemas() -> dict[str, str]:
    """The schemas that ship, name to title; the first is the default."""
    return dict(_BUILTIN)


def load_schema(spec: str | Path) -> Schema:
    """A schema that ships, by its name, or one from a TOML file, by its path.

    Raises SchemaError where there is no such schema, or where the file is wrong (with its line and column).
    """
    if isinstance(spec, str) and spec in _BUILTIN:
        return _load_builtin(spec)
    path = Path(spec)
    if path.suffix.lower() != ".toml":
        raise SchemaError(
            f"there is no schema {str(spec)!r}; use one of {', '.join(_BUILTIN)}, or a file ending in .toml"
        )
    return parse_schema(_read(path), where=str(path))


@functools.cache
def _load_builtin(name: str) -> Schema:
    # Not importlib.resources, which takes longer to import than a schema to read.
    data = pkgutil.get_data("glossator_resources.schemas", f"{name}.toml")
    if data is None:
        raise SchemaError(f"{name}.toml is missing from this installation; install Glossator again")
    return parse_schema(data.decode("utf-8"), where=f"{name}.toml")


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise SchemaError(f"{path}: there is no such file") from None
    except UnicodeDecodeError as error:
        line, column = _line_and_column(error.object[: error.start])
        raise SchemaError(f"{path}:{line}:{column}: not UTF-8; save the file as UTF-8") from None
    except OSError as error:
        raise SchemaError(f"{path}: cannot be read ({error.strerror})") from None


def _line_and_column(before: bytes) -> tuple[int, int]:
    """The place after these bytes, which are UTF-8."""
    lines = before.decode("utf-8", errors="replace").split("\n")
    return len(lines), len(lines[-1]) + 1
