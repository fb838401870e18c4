"""GATE: a folder of XML documents with annotation sets; GATE's JSON forms are read too.

Part of `exchange`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from glossator.annotation import Bundle, LossReport
from glossator.errors import FormatError
from glossator.exchange.archives import gunzip, read_bounded
from glossator.exchange.base import ExportOptions, ExportSource
from glossator.exchange.filenames import FileNames
from glossator.exchange.formats.gate.bdoc import of_record, read_json
from glossator.exchange.formats.gate.decode import Decoded, decode
from glossator.exchange.formats.gate.encode import xml_of
from glossator.exchange.formats.gate.packed import read_msgpack, read_yaml
from glossator.exchange.formats.gate.raw import GateDocument
from glossator.exchange.formats.gate.xml_read import read_xml
from glossator.exchange.losses import LossLog
from glossator.exchange.xmlscan import MOST_BYTES

__all__ = ["FORMAT", "Gate", "read_document"]

_BOM = b"\xef\xbb\xbf"
_GZIP = b"\x1f\x8b"
_MSGPACK = ".bdocmp"
_YAML = ".bdocym"


@dataclass(frozen=True, slots=True)
class Gate:
    """GATE documents."""

    name: str = "gate"
    title: str = "GATE (XML documents)"
    folder: bool = True
    reads: bool = True
    writes: bool = True
    suffixes: tuple[str, ...] = (".xml", ".bdocjs", ".bdocjson", ".bdocym", ".bdocmp", ".gate_sj", ".gz")

    def write(self, source: ExportSource, out: Path, options: ExportOptions) -> LossReport:
        """Write one XML file a document."""
        log, names, files = LossLog(), FileNames(suffix=".txt"), list[str]()
        out.mkdir(parents=True, exist_ok=True)
        for bundle in source.bundles():
            files.append(names.take(bundle.document.name) + ".xml")
            content = xml_of(bundle, log, layer_name=source.layer)
            (out / files[-1]).write_bytes(content.encode())
        return log.report(self.name, files=files, notices=names.notices())

    def preflight(self, source: ExportSource, options: ExportOptions) -> LossReport:
        """The report alone."""
        log = LossLog()
        for bundle in source.bundles():
            xml_of(bundle, log, layer_name=source.layer)
        return log.report(self.name)

    def read(self, path: Path) -> Iterator[Bundle]:
        """The documents of a file, or of the XML files of a folder. Raises FormatError with the place."""
        for one in _files(path):
            yield read_document(one).bundle

    def notices(self, path: Path) -> tuple[str, ...]:
        """What an import of a file or folder leaves out or converts, in sentences."""
        found: list[str] = []
        for one in _files(path):
            decoded = read_document(one)
            if decoded.left_out:
                told = ", ".join(f"{count} {type_}" for type_, count in decoded.left_out.most_common())
                found.append(f"{one}: left out (words, sentences, markup, or without length): {told}.")
            if decoded.complicated:
                told = ", ".join(sorted(decoded.complicated))
                found.append(f"{one}: features that are neither a value nor a list were left out: {told}.")
        return tuple(found)

    def sniff(self, path: Path, head: bytes) -> bool:
        """Whether it is a GATE document, in XML or JSON."""
        start = head.lstrip(_BOM + b" \t\r\n")
        if start.startswith(b"<"):
            return b"<GateDocument" in head
        if start.startswith(_GZIP):
            return path.name.lower().endswith((".bdocjs.gz", ".bdocjson.gz", ".bdocym.gz", ".xml.gz"))
        if path.name.lower().endswith((_MSGPACK, _YAML)):
            return True
        bdoc = b'"annotation_sets"' in head and (b'"offset_type"' in head or b'"text"' in head)
        return start.startswith(b"{") and (bdoc or (b'"entities"' in head and b'"indices"' in head))


def read_document(path: Path) -> Decoded:
    """The document of one file, and what of it was left out. Raises ReadError, FormatError."""
    data = read_bounded(path, MOST_BYTES)
    if data.startswith(_GZIP):
        data = gunzip(path, MOST_BYTES)
    return decode(_raw(data, path.name.lower(), str(path)), path.name.split(".")[0] or path.name, str(path))


def _raw(data: bytes, name: str, where: str) -> GateDocument:
    """The document in whatever form: MessagePack and YAML are known by the file's name, the others by their start."""
    plain = name.removesuffix(".gz")
    if plain.endswith(_MSGPACK):
        return of_record(read_msgpack(data, where))
    if plain.endswith(_YAML):
        return of_record(read_yaml(data, where))
    start = data[:1024].lstrip(_BOM + b" \t\r\n")
    return read_json(data, where) if start.startswith((b"{", b"[")) else read_xml(data, where)


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    found = sorted(one for one in path.iterdir() if one.suffix.lower() == ".xml" and one.is_file())
    if not found:
        raise FormatError(f"{path}: the folder holds no GATE documents (.xml).")
    return found


FORMAT = Gate()
