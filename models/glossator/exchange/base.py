"""What a format is: the protocol that every exporter and importer follows, and what it is given.

Part of `exchange`. Formats of other packages implement `Format` and declare it under the entry point group
`glossator.formats`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, runtime_checkable

from glossator.annotation import Agreed, Bundle, LossReport
from glossator.schema import Schema


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportSource:
    """What is exported.

    `bundles` gives a new iterator at every call, always in the same order. `layer` names whose annotations formats
    with room for one layer take; None: the only one, or gold (see `glossator.exchange.chosen`). `agreed` concerns no
    document in particular.
    """

    bundles: Callable[[], Iterator[Bundle]]
    schema: Schema
    project_name: str = ""
    project_uid: bytes = b""
    layer: str | None = None
    agreed: Agreed = field(default_factory=Agreed)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOptions:
    """How it is exported.

    `split` holds the shares of train, dev and test, in any unit. `destination` is where the export will lie in the
    end, if that is not where it is written: files that name each other need it.
    `dyads`: event data gets a row for every pair of actor and recipient.
    """

    split: tuple[float, float, float] = (0.8, 0.1, 0.1)
    seed: int = 0
    destination: Path | None = None
    dyads: bool = False


@runtime_checkable
class Format(Protocol):
    """A file format for annotated documents. `folder`: an export is a folder, not one file."""

    @property
    def name(self) -> str:
        """What people type."""

    @property
    def title(self) -> str:
        """What people read."""

    @property
    def folder(self) -> bool:
        """Whether an export is a folder."""

    @property
    def reads(self) -> bool:
        """Whether files of this format can be imported."""

    @property
    def writes(self) -> bool:
        """Whether a project can be exported to this format."""

    def write(self, source: ExportSource, out: Path, options: ExportOptions) -> LossReport:
        """Write exactly to `out`, which does not exist, and say what could not be represented.

        Raises ExportError where the source or the options do not allow it.
        """

    def preflight(self, source: ExportSource, options: ExportOptions) -> LossReport:
        """The report that `write` would return, writing nothing."""

    def read(self, path: Path) -> Iterator[Bundle]:
        """The documents of a file, with ids of the file's own. Raises FormatError with the place in the file.

        A layer whose annotator is "" is by nobody known: whoever imports it owns it.
        """

    def sniff(self, path: Path, head: bytes) -> bool:
        """Whether a file that begins with these bytes looks like this format."""


@runtime_checkable
class CarriesSchema(Protocol):
    """What a format also does whose files say what the names in them mean."""

    def schema(self, path: Path) -> Schema:
        """The schema in a file. Raises FormatError as `read` does."""


@runtime_checkable
class CarriesAgreed(Protocol):
    """What a format also does whose files say what people agreed on apart from any document."""

    def agreed(self, path: Path) -> Agreed:
        """The exemptions and rulings in a file that concern no document. Raises FormatError as `read` does."""


def schema_in(found: Format, path: Path) -> Schema | None:
    """The schema that a file of this format carries, if it does."""
    return found.schema(path) if isinstance(found, CarriesSchema) else None


def agreed_in(found: Format, path: Path) -> Agreed:
    """What a file of this format says that people agreed on apart from any document."""
    return found.agreed(path) if isinstance(found, CarriesAgreed) else Agreed()
