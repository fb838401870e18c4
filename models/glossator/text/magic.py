"""What a file is when it is no text: told by its first bytes. Part of the text layer."""

from __future__ import annotations

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"SQLite format 3\0", "an SQLite database (a project is opened or merged, not imported)"),
    (b"%PDF-", "a PDF document"),
    (b"%!PS", "a PostScript document"),
    (b"{\\rtf", "a rich text (RTF) document"),
    (b"PK\x03\x04", "a zip archive or an Office document (.docx, .odt, .xlsx)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (.doc, .xls)"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"),
    (b"RIFF", "a RIFF file (sound, film or picture)"),
    (b"OggS", "an Ogg file (sound or film)"),
    (b"ID3", "an MP3 file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"PAR1", "a Parquet table"),
)

_ALSO_TEXT = frozenset({b"RIFF", b"ID3", b"BZh", b"PAR1"})
"""Signatures a text might begin with: they count only together with a NUL."""


def known_binary(data: bytes) -> str | None:
    """What kind of file the bytes are, where they begin as no text does; None otherwise."""
    for signature, kind in _MAGIC:
        if data.startswith(signature) and (signature not in _ALSO_TEXT or b"\0" in data):
            return kind
    return None
