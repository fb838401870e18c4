"""The files of a brat collection: which belong together, and the configuration beside them.

Part of `exchange`. Only files beside the one that was given are looked at, and links that lead out are not followed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from glossator.annotation import Bundle
from glossator.errors import FormatError, SchemaError
from glossator.exchange.formats.brat.back import ours
from glossator.exchange.formats.brat.lines import EQUIVALENT, Annotations
from glossator.exchange.formats.brat.names import NameTable, read_table
from glossator.exchange.formats.brat.read import Conventions, bundle_of
from glossator.schema import Schema
from glossator.schema.foreign.brat import read_annotation_conf
from glossator.schema.types import RelationType
from glossator.text.charset import decode
from glossator.text.decode import read_bytes

ANNOTATION_CONF: Final = "annotation.conf"
VISUAL_CONF: Final = "visual.conf"
_LARGEST_CONF: Final = 10_000_000
_SUFFIXES: Final = (".ann", ".a1", ".a2", ".txt")
_FIRST_LINE: Final = (b"T", b"E", b"#", b"*", b"R", b"A", b"N")


def looks_like(path: Path, head: bytes) -> bool:
    """Whether a file is one of brat's: by its name and the text beside it, or by its name and its first line."""
    if path.suffix not in (".ann", ".a1", ".a2"):
        return False
    thing, tab, _ = head.lstrip(b"\xef\xbb\xbf").partition(b"\n")[0].partition(b"\t")
    is_line = bool(tab) and thing[:1] in _FIRST_LINE and (thing == b"*" or thing[1:].isdigit())
    return is_line or (not head.strip() and path.with_suffix(".txt").is_file())


def read_path(path: Path) -> Iterator[tuple[Bundle, list[str]]]:
    """Every document of a file or folder, each with notices of what was converted."""
    if not path.is_dir():
        yield _read(path, _conventions(path.parent))
        return
    found = sorted(one for suffix in (".ann", ".a1") for one in path.rglob(f"*{suffix}") if one.is_file())
    if not found:
        raise FormatError(f"{path}: the folder holds no .ann and no .a1 file. Choose the folder of the documents.")
    conventions: dict[Path, Conventions] = {}
    for position, one in enumerate(found):
        if path.resolve() not in one.resolve().parents:
            raise FormatError(f"{one}: it leads out of the folder. Copy the file itself into {path}.")
        if one.parent not in conventions:
            conventions[one.parent] = _conventions(one.parent, root=path)
        bundle, notices = _read(one, conventions[one.parent])
        name = one.with_suffix(".txt").relative_to(path).as_posix()
        yield replace(bundle, document=replace(bundle.document, name=name, position=position)), notices


def _read(path: Path, conventions: Conventions) -> tuple[Bundle, list[str]]:
    if path.suffix not in _SUFFIXES:
        raise FormatError(f"{path}: brat's files are called .ann, .a1 or .a2; rename it if it is one.")
    text_path = path.with_suffix(".txt")
    if not text_path.is_file():
        raise FormatError(f"{path}: its text is not there. Put {text_path.name} beside it: brat keeps the two apart.")
    annotations = Annotations()
    for one in _parts(path):
        annotations.take(_decoded(one), where=str(one))
    return bundle_of(_decoded(text_path), annotations, conventions, name=text_path.name)


def _parts(path: Path) -> list[Path]:
    """The files of annotations that belong to one text."""
    split = [path.with_suffix(suffix) for suffix in (".a1", ".a2")]
    whole = path.with_suffix(".ann")
    wanted = split if path.suffix in (".a1", ".a2") or not whole.is_file() else [whole]
    found = [one for one in wanted if one.is_file()]
    if not found:
        raise FormatError(f"{path}: there is no {whole.name} beside it.")
    return found


def _decoded(path: Path) -> str:
    """The text of a file: UTF-8, as brat has it; only a .txt may be something else."""
    data = read_bytes(path)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if path.suffix == ".txt":
            return decode(data, name=path.name).text
        raise FormatError(f"{path}: byte {error.start + 1} is not UTF-8, in which brat's files are written.") from error


def _beside(folder: Path, root: Path | None, name: str) -> Path | None:
    """A file of this name in a folder, or in those above it up to the root: brat looks for it so."""
    while True:
        found = folder / name
        if found.is_file():
            return found
        if root is None or folder == root:
            return None
        folder = folder.parent


def _conf(folder: Path, root: Path | None, name: str) -> tuple[str, str] | None:
    found = _beside(folder, root, name)
    if found is None:
        return None
    if _LARGEST_CONF < found.stat().st_size:
        raise FormatError(f"{found}: it is too large for a configuration. Take it away to import without it.")
    return found.read_bytes().decode("utf-8", "replace"), str(found)


def _conventions(folder: Path, *, root: Path | None = None) -> Conventions:
    visual, conf = _conf(folder, root, VISUAL_CONF), _conf(folder, root, ANNOTATION_CONF)
    table = read_table(visual[0], where=visual[1]) if visual else NameTable()
    roles = _own_schema(conf).roles if conf else ()
    return Conventions(table, frozenset(role.name for role in roles))


def _own_schema(conf: tuple[str, str]) -> Schema:
    try:
        return read_annotation_conf(conf[0], where=conf[1])
    except SchemaError as error:
        raise FormatError(f"{error}. Mend the line, or take the file away to import without it.") from error


def schema_of(path: Path) -> Schema:
    """The schema beside a file or in a folder, under our names, with the relations that files have groups of."""
    folder = path if path.is_dir() else path.parent
    conf = _conf(folder, None, ANNOTATION_CONF)
    schema = _own_schema(conf) if conf else Schema("brat", "brat")
    for name in sorted(_group_types(path)):
        if schema.relation_type(name) is None:
            new = RelationType(name, name, symmetric=True, transitive=True)
            schema = replace(schema, relation_types=(*schema.relation_types, new))
    visual = _conf(folder, None, VISUAL_CONF)
    return ours(schema, read_table(visual[0], where=visual[1])) if visual else schema


def _group_types(path: Path) -> set[str]:
    files = sorted(path.rglob("*.ann")) if path.is_dir() else _parts(path)
    lines = (line for one in files for line in read_bytes(one).split(b"\n") if line.startswith(b"*\t"))
    types = {line[2:].split(maxsplit=1)[0].decode("utf-8", "replace") for line in lines if line[2:].strip()}
    return types - {EQUIVALENT}
