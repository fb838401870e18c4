"""What a reader is given, and what it gives back. Part of `exchange`.

A reader takes the bytes of a file, so that a file on the disk and one in an archive are the same to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from importlib import import_module
from types import ModuleType

from glossator.annotation import Bundle, Document, Metadata
from glossator.errors import ReadError
from glossator.exchange.readers.metadata import extract_metadata
from glossator.text.charset import shown
from glossator.text.normalise import normalise

LARGEST_FILE = 256 << 20
"""Bytes of a file that is read whole."""
LONGEST_TEXT = 20_000_000
"""Code points of one document: ten times the longest novel. Nobody annotates more in one piece."""
MOST_TEXT = 400_000_000
"""Code points of all the documents in one file."""
NOTHING = Metadata()


@dataclass(slots=True)
class Budget:
    """What all the archives in one file may still unpack to, in bytes, and how many files they may hold."""

    bytes: int = 512 << 20
    files: int = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A file to read.

    `name` is that of the document, `where` that of the file in messages. `encoding` and `text_column` are what the
    person has said of it. `tolerant`: a bad file inside an archive becomes a notice. `notices` takes what the person
    should know.
    """

    name: str
    data: bytes
    where: str = ""
    encoding: str | None = None
    text_column: str | None = None
    tolerant: bool = False
    notices: list[str] = field(default_factory=list)
    budget: Budget = field(default_factory=Budget)
    depth: int = 0
    """In how many archives the file is."""

    @property
    def shown(self) -> str:
        """The file as a message shows it."""
        return shown(self.where or self.name)

    def error(self, what: str) -> ReadError:
        """An error that begins with the file's name; `what` follows it directly."""
        return ReadError(f"{self.shown}{what}")

    def damaged(self, reason: object = "") -> ReadError:
        """The error of a file that its reader cannot make sense of."""
        told = " ".join(str(reason).split())[:120].rstrip(".")
        return self.error(f" is damaged or not complete{f' ({told})' if told else ''}: fetch or save it anew.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """A text out of a file, as raw as it stands there, and what the file says about it.

    `trusted`: what it says is about the article. In office documents it is about the file: who made it is often not
    who wrote the article, so that the layout of the text is asked first.
    """

    name: str
    text: str
    metadata: Metadata = NOTHING
    trusted: bool = True
    encoding: str | None = None


def bundle_of(found: Extracted, given: Given, *, digest: str) -> Bundle:
    """The document of a text out of a file with this SHA-256.

    Raises ReadError where it is blank, or longer than a document can be.
    """
    text = normalise(found.text).text
    where = given.shown if found.name == given.name else f"{given.shown}: {shown(found.name)}"
    if not text.strip("\ufffd \t\n") or text.isspace():
        raise ReadError(f"{where} holds no text: there is nothing to annotate in it.")
    check_length(text, where)
    document = Document(
        id=1,
        name=found.name,
        text=text,
        metadata=completed(found.metadata, text, trusted=found.trusted),
        sha256=sha256(text.encode()).hexdigest(),
        source_sha256=digest,
        source_encoding=found.encoding,
    )
    return Bundle(document)


def check_length(text: str, where: str) -> None:
    """Raise ReadError where a text is longer than a document can be."""
    if LONGEST_TEXT < len(text):
        raise ReadError(
            f"{where} holds {len(text):,} characters, and a document {LONGEST_TEXT:,} at most: divide it into parts."
        )


def completed(stated: Metadata, text: str, *, trusted: bool = True) -> Metadata:
    """What a file states, and from the layout of its text what it does not."""
    told = extract_metadata(text)
    first, second = (stated, told) if trusted else (told, stated)
    return Metadata(
        title=stated.title or told.title,
        source=first.source or second.source,
        author=first.author or second.author,
        published=first.published or second.published,
        language=stated.language or told.language,
        extra={**told.extra, **stated.extra},
    )


def tidy(value: object) -> str | None:
    """A value of metadata on one line; None where nothing is left of it."""
    text = " ".join(normalise(str(value)).text.split()) if value is not None else ""
    return text or None


def extras(values: Mapping[str, object]) -> dict[str, str]:
    """Those of the values that say something, as metadata keeps them."""
    found = {key: tidy(value) for key, value in values.items()}
    return {key: value for key, value in found.items() if value is not None}


def needed(module: str, given: Given, *, kind: str) -> ModuleType:
    """A module of a package that not everybody has. Raises ReadError that says how to get it."""
    try:
        return import_module(module)
    except ImportError as error:
        raise given.error(
            f" is {kind}, and what reads those is not installed ({tidy(error)}): install glossator[readers], or save "
            "the text as a .txt file and import that."
        ) from error
