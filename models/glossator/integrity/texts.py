"""Texts and the documents they belong to: hash, form, length, map to the file's bytes, metadata. Part of integrity."""

from __future__ import annotations

import re
from hashlib import sha256

from glossator.integrity.decoding import Faulty, map_length, strings_of
from glossator.integrity.verdict import Report
from glossator.integrity.words import note
from glossator.integrity.workbench import Workbench
from glossator.text.normalise import normalise

UID = re.compile(r"[0-9a-f]{32}")


def check_texts(bench: Workbench, report: Report) -> None:
    """Every text, with its document where that is present."""
    for number, stated, body in bench.rows("SELECT document_id, sha256, body FROM text"):
        if sha256(body.encode()).hexdigest() != stated:
            note(report, bench, "text.changed", "text", number, "is not what was imported: its checksum is wrong")
        elif normalise(body).text != body:
            said = "has carriage returns, NUL or a byte order mark, which no text here may have"
            note(report, bench, "text.form", "text", number, said)
    for row in bench.rows("SELECT id, length, extra, source_map FROM document"):
        _check_document(bench, report, *row)
    uid = bench.one("SELECT value FROM setting WHERE key = 'uid'")
    if not isinstance(uid, str) or UID.fullmatch(uid) is None:
        report.add("project.uid", "The project has lost the number that tells it from other projects.", table="setting")


def _check_document(
    bench: Workbench, report: Report, number: int, length: int, extra: str, source_map: bytes | None
) -> None:
    text = bench.text(number)
    if text is not None and len(text) != length:
        said = f"has {len(text)} characters, but is said to have {length}"
        note(report, bench, "document.length", "document", number, said)
    try:
        strings_of(extra)
    except Faulty as fault:
        note(report, bench, "document.metadata", "document", number, f"has further metadata that are {fault}")
    try:
        if source_map is not None and map_length(source_map) != length:
            raise Faulty("that of another text")
    except Faulty as fault:
        said = f"has a map to the file it was read from that is {fault}"
        note(report, bench, "document.map", "document", number, said)
