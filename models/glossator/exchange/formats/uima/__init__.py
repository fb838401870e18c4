"""UIMA: CAS files for INCEpTION and other programs of that family, in XMI with its type system and in JSON.

Part of `exchange`. The library that reads and writes them, dkpro-cassis, is an extra, imported only here and only when
it is needed.
"""

from __future__ import annotations

import json
import warnings
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from glossator.annotation import Bundle, LossReport
from glossator.errors import FormatError
from glossator.exchange.base import ExportOptions, ExportSource
from glossator.exchange.filenames import FileNames
from glossator.exchange.formats.uima.decode import Decoded, decode
from glossator.exchange.formats.uima.encode import cas_of, log_document
from glossator.exchange.formats.uima.files import (
    TYPE_SYSTEM_MARK,
    ZIP_MAGIC,
    Source,
    sources,
    type_system_for,
    used_types,
)
from glossator.exchange.formats.uima.types import Cassis, cassis, own_types
from glossator.exchange.losses import LossLog

__all__ = ["JSON", "XMI", "Uima"]

TYPE_SYSTEM = "TypeSystem.xml"


@dataclass(frozen=True, slots=True)
class Uima:
    """CAS files, one a document. `xml`: in XMI, else in JSON."""

    xml: bool
    name: str
    title: str
    suffixes: tuple[str, ...]
    folder: bool = True
    reads: bool = True
    writes: bool = True

    @property
    def suffix(self) -> str:
        """How the names of its files end."""
        return ".xmi" if self.xml else ".json"

    def write(self, source: ExportSource, out: Path, options: ExportOptions) -> LossReport:
        """Write one file a document, and with XMI the type system. Raises ExportError without the library."""
        types = own_types(source.schema)
        log, names, files = LossLog(), FileNames(suffix=".txt"), list[str]()
        out.mkdir(parents=True, exist_ok=True)
        for bundle in source.bundles():
            layer = log_document(bundle, log, layer_name=source.layer, xml=self.xml)
            cas = cas_of(bundle, layer, types, xml=self.xml)
            files.append(names.take(bundle.document.name) + self.suffix)
            text = cas.to_xmi() if self.xml else cas.to_json(pretty_print=False)
            (out / files[-1]).write_bytes(text.encode())
        if self.xml:
            (out / TYPE_SYSTEM).write_bytes(types.system.to_xml().encode())
            files.append(TYPE_SYSTEM)
        return log.report(self.name, files=files, notices=names.notices())

    def preflight(self, source: ExportSource, options: ExportOptions) -> LossReport:
        """The report alone; the library is not needed for it."""
        log = LossLog()
        for bundle in source.bundles():
            log_document(bundle, log, layer_name=source.layer, xml=self.xml)
        return log.report(self.name)

    def read(self, path: Path) -> Iterator[Bundle]:
        """The documents of a file, a zip archive or a folder. Raises FormatError with the place."""
        for one in self.decoded(path):
            yield one.bundle

    def decoded(self, path: Path) -> Iterator[Decoded]:
        """The documents, and what of each was left out. A type system alone is none."""
        for source in sources(path, self.suffix):
            cas = _load_xmi(source) if self.xml else _load_json(source)
            yield from decode(cas, source.name, source.where, source=self.name)

    def notices(self, path: Path) -> tuple[str, ...]:
        """What an import of a file, archive or folder leaves out, in sentences."""
        told: list[str] = []
        for one in self.decoded(path):
            if one.left_out:
                words = ", ".join(f"{count} {type_}" for type_, count in one.left_out.most_common())
                name = one.bundle.document.name
                told.append(f"{name}: left out (words, sentences, syntax, or without length): {words}.")
        return tuple(told)

    def sniff(self, path: Path, head: bytes) -> bool:
        """Whether it is a CAS, a zip archive with one, or a type system (which then is no text)."""
        start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
        if start.startswith(ZIP_MAGIC):
            return self.xml and _holds_xmi(path)
        if self.xml:
            return start.startswith(b"<") and (b"http://www.omg.org/XMI" in head or TYPE_SYSTEM_MARK in head)
        legacy = b'"_context"' in head[:200] or b'"_referenced_fss"' in head
        marked = b'"%TYPES"' in head or b'"%FEATURE_STRUCTURES"' in head or b'"%VIEWS"' in head
        return start.startswith(b"{") and (legacy or marked)


def _holds_xmi(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return any(name.lower().endswith(".xmi") for name in archive.namelist())
    except (OSError, ValueError, zipfile.BadZipFile):
        return False


def _load_xmi(source: Source) -> Cassis:
    system = type_system_for(source, used_types(source))
    return _loaded(source, lambda: cassis().load_cas_from_xmi(BytesIO(source.data), typesystem=system))


def _load_json(source: Source) -> Cassis:
    try:
        value = json.loads(source.data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise FormatError(f"{source.where}: not a JSON value ({error}).") from error
    if not isinstance(value, dict) or not {"%TYPES", "%FEATURE_STRUCTURES", "%VIEWS"} & value.keys():
        if isinstance(value, dict) and "_views" in value:
            advice = "Export UIMA CAS JSON 0.4, or XMI, from the program that it comes from"
            raise FormatError(f"{source.where}: this is the JSON of older UIMA programs, which is not read. {advice}.")
        raise FormatError(f"{source.where}: this is no UIMA CAS JSON: it has no %FEATURE_STRUCTURES.")
    complete: dict[str, Any] = {"%TYPES": {}, "%FEATURE_STRUCTURES": [], "%VIEWS": {}} | value
    return _loaded(source, lambda: cassis().load_cas_from_json(json.dumps(complete)))


def _loaded(source: Source, load: Callable[[], Cassis]) -> Cassis:
    """What the library makes of a file. Raises FormatError for whatever it stumbles over, or warns of."""
    try:
        with warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always")
            cas = load()
    except FormatError:
        raise
    except Exception as error:
        # The library checks little: a broken file shows as an error of any kind, and it is the file that is wrong.
        raise FormatError(f"{source.where}: not a sound UIMA CAS ({type(error).__name__}: {error}).") from error
    if warned:
        raise FormatError(f"{source.where}: not a sound UIMA CAS ({warned[0].message}).")
    return cas


XMI = Uima(True, "uima-xmi", "UIMA CAS XMI (INCEpTION, DKPro)", (".xmi", ".zip"))
JSON = Uima(False, "uima-json", "UIMA CAS JSON (INCEpTION)", (".json",))
