"""The lines of a Glossator JSONL file: the header, then one document each.

Part of `exchange`. UTF-8, LF, keys always in the same order: equal projects give equal bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from glossator.annotation import Agreed, Bundle
from glossator.errors import FormatError
from glossator.exchange.base import ExportSource
from glossator.exchange.fields import Fields
from glossator.exchange.formats.jsonl.agreed import decode_agreed, encode_agreed
from glossator.exchange.formats.jsonl.decode import decode_bundle
from glossator.exchange.formats.jsonl.encode import encode_bundle
from glossator.exchange.lines import json_lines
from glossator.schema import Schema, dump_schema, parse_schema

KIND = "glossator-jsonl"
VERSION = 2
"""2: same events, exemptions, rulings, schema versions, attributes of entities."""
MARK = re.compile(rb'"format"\s*:\s*"glossator-jsonl"')
_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False, check_circular=False)
_ascii = json.JSONEncoder(ensure_ascii=True, separators=(",", ":"), allow_nan=False, check_circular=False)


@dataclass(frozen=True, slots=True)
class Header:
    """The first line: which version of the format, and the project and the schema the documents come from."""

    version: int
    schema: Schema
    project_name: str = ""
    project_uid: bytes = b""
    agreed: Agreed = field(default_factory=Agreed)


def encode_header(source: ExportSource) -> bytes:
    """The first line of an export."""
    record: dict[str, Any] = {
        "format": KIND,
        "version": VERSION,
        "project": {"name": source.project_name, "uid": source.project_uid.hex()},
        "schema": dump_schema(source.schema),
    }
    return _line(record | encode_agreed(source.agreed))


def encode_line(bundle: Bundle) -> bytes:
    """The line of one document."""
    return _line(encode_bundle(bundle))


def read_header(path: Path) -> Header:
    """The header of a file. Raises FormatError where it has none, or one of a newer version."""
    for number, record in json_lines(path):
        return _decode_header(record, f"{path}:{number}")
    raise FormatError(f"{path}: the file is empty: it is no {KIND} file.")


def read_bundles(path: Path) -> Iterator[Bundle]:
    """Every document of a file, each checked as it is read."""
    lines = json_lines(path)
    for number, record in lines:
        _decode_header(record, f"{path}:{number}")
        break
    else:
        raise FormatError(f"{path}: the file is empty: it is no {KIND} file.")
    for number, record in lines:
        yield decode_bundle(record, f"{path}:{number}")


def _decode_header(record: object, where: str) -> Header:
    fields = Fields(record, where)
    if fields.string("format", "") != KIND:
        raise fields.error(f"the first line must be the header of a {KIND} file")
    version = fields.integer("version")
    if version < 1:
        raise fields.error(f"there is no version {version} of the format")
    if VERSION < version:
        raise fields.error(f"version {version} was written by a newer Glossator; this one reads up to {VERSION}")
    project = fields.object("project")
    schema = parse_schema(fields.string("schema"), where=f"{where}: schema")
    header = Header(version, schema, project.string("name", ""), project.uid("uid"), decode_agreed(fields))
    project.done()
    fields.done()
    return header


def _line(record: dict[str, Any]) -> bytes:
    try:
        return _compact.encode(record).encode() + b"\n"
    except UnicodeEncodeError:
        # A lone surrogate, as in the name of a file that is not UTF-8: only escaped can it be written.
        return _ascii.encode(record).encode() + b"\n"
