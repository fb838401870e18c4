"""Where CASes and type systems lie: in files, beside them, in zip archives.

Part of `exchange`. Nothing is given to another parser that has not gone through the bounded scan.
"""

from __future__ import annotations

import warnings
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from io import BytesIO
from pathlib import Path, PurePosixPath

from glossator.errors import FormatError
from glossator.exchange.archives import read_bounded, unzip
from glossator.exchange.formats.uima.types import Cassis, cassis
from glossator.exchange.xmlscan import MOST_BYTES, XmlScan

ZIP_MAGIC = b"PK\x03\x04"
TYPE_SYSTEM_MARK = b"typeSystemDescription"
_NAMES = ("TypeSystem.xml", "typesystem.xml", "full-typesystem.xml")
_MOST_BESIDE = 60
_MOST_TYPE_SYSTEM = 16 * 2**20
_XMI = "http://www.omg.org/XMI|"
_CAS = "http:///uima/cas.ecore|"


@dataclass(frozen=True, slots=True)
class Source:
    """One CAS file. `beside` are the type systems that may be its, the likeliest first, by where they lie."""

    name: str
    where: str
    data: bytes
    beside: tuple[tuple[str, bytes], ...] = ()


def sources(path: Path, suffix: str) -> Iterator[Source]:
    """The CASes of a file, a zip archive or a folder, those that end in `suffix`. Raises ReadError, FormatError."""
    if path.is_dir():
        found = sorted(one for one in path.iterdir() if one.suffix.lower() == suffix and one.is_file())
        if not found:
            raise FormatError(f"{path}: the folder holds no files that end in {suffix}.")
        for one in found:
            yield from _file(one, suffix)
    else:
        yield from _file(path, suffix)


def _file(path: Path, suffix: str) -> Iterator[Source]:
    data = read_bounded(path, MOST_BYTES)
    if data.startswith(ZIP_MAGIC):
        yield from _archive(path, suffix)
    elif TYPE_SYSTEM_MARK not in data[:4096]:
        beside = tuple(_beside(path)) if suffix == ".xmi" else ()
        yield Source(path.stem, str(path), data, beside)


def _archive(path: Path, suffix: str) -> Iterator[Source]:
    entries = dict(unzip(path))
    names = [name for name in entries if name.lower().endswith(suffix)]
    if not names:
        raise FormatError(f"{path}: the archive holds no file that ends in {suffix}.")
    systems = [(f"{path}: {name}", data) for name, data in entries.items() if TYPE_SYSTEM_MARK in data[:4096]]
    for name in names:
        yield Source(PurePosixPath(name).stem, f"{path}: {name}", entries[name], tuple(systems))


def _beside(path: Path) -> Iterator[tuple[str, bytes]]:
    """Type systems in the folder of a file: of a usual name, of this file's name, all others."""
    stem = path.stem.removesuffix("-debug")
    likely = [path.with_name(name) for name in _NAMES]
    folder = sorted(one for one in path.parent.iterdir() if one.suffix.lower() == ".xml")[:_MOST_BESIDE]
    alike = [one for one in folder if one.stem.startswith(stem)]
    for one in dict.fromkeys((*likely, *alike, *folder)):
        if one.is_file() and one.stat().st_size <= _MOST_TYPE_SYSTEM:
            data = read_bounded(one, _MOST_TYPE_SYSTEM)
            if TYPE_SYSTEM_MARK in data[:4096]:
                yield str(one), data


def used_types(source: Source) -> dict[str, set[str]]:
    """The types of an XMI file and the features that it gives them.

    Raises FormatError where it is no XMI, or has no text.
    """
    found: dict[str, set[str]] = defaultdict(set)
    path: list[str] = []
    texts = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        if not path and name != f"{_XMI}XMI":
            raise FormatError(f"{source.where}: the file holds <{name.split('|')[-1]}>, not UIMA CAS XMI.")
        nonlocal texts
        path.append(name)
        texts += name == f"{_CAS}Sofa" and bool(attributes.get("sofaString"))
        if len(path) == 2 and name not in (f"{_CAS}NULL", f"{_CAS}Sofa", f"{_CAS}View"):
            found[_type_name(name)].update(one for one in attributes if "|" not in one)
        elif len(path) == 3:
            found[_type_name(path[1])].add(name)

    def end(_: str) -> None:
        path.pop()

    XmlScan(source.where, start=start, end=end).run(source.data)
    if not texts:
        raise FormatError(f"{source.where}: there is no text in it to import.")
    return found


def _type_name(name: str) -> str:
    """`http:///a/b.ecore|C` is `a.b.C`."""
    address, _, local = name.rpartition("|")
    package = address.removeprefix("http:///").removesuffix(".ecore").replace("/", ".")
    full = f"{package}.{local}" if package else local
    return full.removeprefix("uima.noNamespace.")


def type_system_for(source: Source, used: dict[str, set[str]]) -> Cassis:
    """The first type system that knows everything that a file uses.

    Raises FormatError where none of those beside it does, nor DKPro's own.
    """
    missing, broken = "", None
    for where, data in (("", b""), *source.beside, _dkpro()):
        try:
            system = parsed(where, data) if data else cassis().TypeSystem()
        except FormatError as error:
            # One of many in a folder may be broken; it is told of only where none of the others will do.
            broken = broken or error
            continue
        lacking = _lacking(system, used)
        if lacking is None:
            return system
        missing = missing or lacking
    if broken is not None:
        raise broken
    beside = "no type system beside it knows" if source.beside else "there is no type system beside it, which must know"
    raise FormatError(
        f"{source.where}: {beside} {missing}. Put the TypeSystem.xml of the project that it comes from beside it."
    )


def _dkpro() -> tuple[str, bytes]:
    """DKPro's own type system, as the library brings it."""
    name = "dkpro-core-types.xml"
    return name, files("cassis.resources").joinpath(name).read_bytes()


def parsed(where: str, data: bytes) -> Cassis:
    """A type system. Raises FormatError."""
    XmlScan(where, start=lambda name, attributes: None).run(data)
    try:
        with warnings.catch_warnings():
            # It warns of names that are words of Python, and of features that are declared twice alike.
            warnings.simplefilter("ignore")
            return cassis().load_typesystem(BytesIO(data))
    except Exception as error:
        # Whatever a library stumbles over in a broken file: it is the file that is wrong.
        raise FormatError(f"{where}: not a UIMA type system ({type(error).__name__}: {error}).") from error


def _lacking(system: Cassis, used: dict[str, set[str]]) -> str | None:
    """A type or feature that a system does not know."""
    for name, features in used.items():
        if not system.contains_type(name):
            return f"the type {name}"
        known = {feature.name for feature in system.get_type(name).all_features} | {"elements"}
        for feature in sorted(features):
            if feature not in known and f"{feature}_" not in known:
                return f"the feature {feature} of {name}"
    return None
