"""spaCy: a folder with train.spacy, dev.spacy, test.spacy, a configuration that trains, and what lies beside.

Part of `exchange`. spaCy itself is imported only while documents are written or read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from glossator.annotation import Bundle, LossReport
from glossator.errors import ExportError
from glossator.exchange.base import ExportOptions, ExportSource
from glossator.exchange.formats.spacy_docbin.config import config_text
from glossator.exchange.formats.spacy_docbin.facts import Facts, facts_of, recipe_of, total
from glossator.exchange.formats.spacy_docbin.plan import DocPlan, plan_document
from glossator.exchange.formats.spacy_docbin.readme import readme_text
from glossator.exchange.formats.spacy_docbin.sidecar import event_lines, loss_lines
from glossator.exchange.formats.spacy_docbin.sniffing import looks_like
from glossator.exchange.losses import LossLog
from glossator.exchange.split import check_split, split_documents
from glossator.text.twins import TwinFinder

if TYPE_CHECKING:
    from glossator.exchange.formats.spacy_docbin.bins import PackedDoc

__all__ = ["FORMAT", "SpacyDocBin"]


@dataclass(slots=True)
class _Work:
    """What is known of the documents gone through so far, in the order of the source."""

    log: LossLog = field(default_factory=LossLog)
    hashes: dict[int, str] = field(default_factory=dict)
    facts: list[Facts] = field(default_factory=list)
    events: list[list[bytes]] = field(default_factory=list)
    losses: list[list[bytes]] = field(default_factory=list)
    packed: list[PackedDoc] = field(default_factory=list)
    twins: TwinFinder[int] = field(default_factory=TwinFinder)
    together: list[tuple[int, ...]] = field(default_factory=list)

    def shares(self, options: ExportOptions) -> dict[str, list[int]]:
        """The places of the documents of each share."""
        taught = {place for place, facts in enumerate(self.facts) if facts.taught}
        self.together = self.twins.groups()
        return split_documents(self.hashes, options.split, seed=options.seed, first=taught, twins=self.together)


@dataclass(frozen=True, slots=True)
class SpacyDocBin:
    """Training data for spaCy 3."""

    name: str = "spacy"
    title: str = "spaCy training data (.spacy and config.cfg)"
    folder: bool = True
    reads: bool = True
    writes: bool = True
    suffixes: tuple[str, ...] = (".spacy",)

    def write(self, source: ExportSource, out: Path, options: ExportOptions) -> LossReport:
        """Write the folder. Raises ExportError for an impossible split."""
        from glossator.exchange.formats.spacy_docbin.bins import Packer

        check_split(options.split)
        packer = Packer()
        work = _Work()
        for plan in _plans(source, work):
            work.packed.append(packer.pack(plan))
            work.events.append(event_lines(plan))
        shares = work.shares(options)
        out.mkdir(parents=True, exist_ok=True)
        files = []
        for share, places in shares.items():
            if places:
                packer.write((work.packed[place] for place in places), out / f"{share}.spacy")
                files.append(f"{share}.spacy")
        files += _write_beside(source, out, options, work, shares)
        return work.log.report(self.name, files=files, notices=_notices(work, shares))

    def preflight(self, source: ExportSource, options: ExportOptions) -> LossReport:
        """The report alone; spaCy is not needed for it."""
        check_split(options.split)
        work = _Work()
        for _ in _plans(source, work):
            pass
        return work.log.report(self.name, notices=_notices(work, work.shares(options)))

    def read(self, path: Path) -> Iterator[Bundle]:
        """The documents of one `.spacy` file. Raises FormatError where it is none, or a damaged one."""
        from glossator.exchange.formats.spacy_docbin.reading import read_bundles

        return read_bundles(path)

    def notices(self, path: Path) -> tuple[str, ...]:
        """What of this file is not kept. Raises FormatError as `read` does."""
        from glossator.exchange.formats.spacy_docbin.reading import notices_of

        return notices_of(path)

    def sniff(self, path: Path, head: bytes) -> bool:
        """Whether the first bytes unpack to the beginning of a DocBin."""
        return looks_like(head)


def _plans(source: ExportSource, work: _Work) -> Iterator[DocPlan]:
    """Every document's plan; what it shows of losses and facts goes to `work`."""
    for place, bundle in enumerate(source.bundles()):
        document = bundle.document
        digest = document.sha256 or sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()
        logged = len(work.log.losses)
        plan = plan_document(bundle, source.schema, work.log, layer_name=source.layer, sha256=digest)
        work.hashes[place] = digest
        work.twins.add(place, document.text)
        work.facts.append(facts_of(plan, language=document.metadata.language))
        work.losses.append(loss_lines(work.log.losses[logged:]))
        yield plan
    if not work.facts:
        raise ExportError("There is no document to export.")


def _labels(source: ExportSource) -> list[str]:
    return [kind.name for kind in source.schema.visible_entity_types()]


def _write_beside(
    source: ExportSource, out: Path, options: ExportOptions, work: _Work, shares: dict[str, list[int]]
) -> list[str]:
    """Everything but the documents; the names of the files."""
    by_share = _facts_by_share(work, shares)
    recipe = recipe_of(by_share)
    folder = (options.destination or out).absolute()
    contents = {
        "config.cfg": config_text(recipe, folder, _labels(source)).encode("utf-8", "backslashreplace"),
        "events.jsonl": b"".join(line for places in shares.values() for place in places for line in work.events[place]),
        "losses.jsonl": b"".join(line for places in shares.values() for place in places for line in work.losses[place]),
        "README.txt": readme_text(source.project_name, by_share, recipe).encode("utf-8", "backslashreplace"),
    }
    for name, content in contents.items():
        (out / name).write_bytes(content)
    return list(contents)


def _facts_by_share(work: _Work, shares: dict[str, list[int]]) -> dict[str, Facts]:
    return {share: total(work.facts[place] for place in places) for share, places in shares.items() if places}


def _notices(work: _Work, shares: dict[str, list[int]]) -> list[str]:
    recipe = recipe_of(_facts_by_share(work, shares))
    notices = [
        f"The {share} share has no document: there are too few." for share, places in shares.items() if not places
    ]
    if not recipe.teaches:
        notices.append("Nobody has labelled anything in the training share: a model cannot be trained on it.")
    elif recipe.dev == "train":
        notices.append("Nothing in a dev share can be scored: config.cfg scores on the training documents.")
    if work.together:
        count = sum(len(group) for group in work.together)
        notices.append(f"{count} documents are nearly the same as others: such documents are in one share together.")
    return notices


FORMAT = SpacyDocBin()


def notices(path: Path) -> tuple[str, ...]:
    """What of a file is not kept. Raises FormatError as reading does."""
    return FORMAT.notices(path)
