"""Hugging Face: a folder with a Parquet file for each split and a dataset card, as `datasets.load_dataset` takes it.

Part of `exchange`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from glossator.annotation import Bundle, LossReport
from glossator.errors import ExportError
from glossator.exchange.base import ExportOptions, ExportSource
from glossator.exchange.chosen import choose_layer, labelled_spans
from glossator.exchange.formats.huggingface.card import Share, card_text
from glossator.exchange.formats.huggingface.columns import columns
from glossator.exchange.formats.huggingface.parquet import MAGIC, Table, Writer
from glossator.exchange.formats.huggingface.read import files_in, notices_of, read_table
from glossator.exchange.formats.huggingface.rows import row_of
from glossator.exchange.losses import LossLog
from glossator.exchange.split import check_split, split_documents

__all__ = ["FORMAT", "HuggingFace"]

SPLITS = {"train": "train", "dev": "validation", "test": "test"}
CARD = "README.md"


@dataclass(slots=True)
class _Plan:
    """What has to be known of all documents before the first is written."""

    hashes: dict[int, str] = field(default_factory=dict)
    taught: set[int] = field(default_factory=set)
    labels: set[str] = field(default_factory=set)
    languages: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class HuggingFace:
    """A dataset for the library `datasets`."""

    name: str = "huggingface"
    title: str = "Hugging Face dataset (Parquet)"
    folder: bool = True
    reads: bool = True
    writes: bool = True
    suffixes: tuple[str, ...] = (".parquet",)

    def write(self, source: ExportSource, out: Path, options: ExportOptions) -> LossReport:
        """Write the folder. Raises ExportError for an impossible split, or where pyarrow is not installed."""
        check_split(options.split)
        plan = _plan(source)
        if not plan.hashes:
            raise ExportError("There is no document to export.")
        shares = split_documents(plan.hashes, options.split, seed=options.seed, first=plan.taught)
        home = {place: share for share, places in shares.items() for place in places}
        tags = _tag_names(source, plan)
        features = columns(tags)
        classes = {tag: place for place, tag in enumerate(tags)}
        files = {share: _file_name(share) for share, places in shares.items() if places}
        log = LossLog()
        (out / "data").mkdir(parents=True, exist_ok=True)
        with ExitStack() as stack:
            writers = {share: stack.enter_context(Writer(out / name, features)) for share, name in files.items()}
            for place, bundle in enumerate(source.bundles()):
                row = row_of(bundle, place, source.schema, log, layer_name=source.layer, classes=classes)
                writers[home[place]].add(row)
        written = [Share(SPLITS[share], name, len(shares[share])) for share, name in files.items()]
        names = [*files.values(), CARD]
        report = log.report(self.name, files=names, notices=_notices(shares, plan))
        title = source.project_name or "Annotated texts"
        (out / CARD).write_bytes(card_text(title, features, written, plan.languages, report).encode("utf-8", "replace"))
        return report

    def preflight(self, source: ExportSource, options: ExportOptions) -> LossReport:
        """The report alone; pyarrow is not needed for it."""
        check_split(options.split)
        plan = _plan(source)
        classes = {tag: place for place, tag in enumerate(_tag_names(source, plan))}
        shares = split_documents(plan.hashes, options.split, seed=options.seed, first=plan.taught)
        log = LossLog()
        for place, bundle in enumerate(source.bundles()):
            row_of(bundle, place, source.schema, log, layer_name=source.layer, classes=classes)
        return log.report(self.name, notices=_notices(shares, plan))

    def read(self, path: Path) -> Iterator[Bundle]:
        """The documents of a Parquet file, or of a dataset's folder; a card alone has none.

        Raises FormatError with the row.
        """
        if path.name == CARD:
            return
        for one in files_in(path) if path.is_dir() else [path]:
            yield from read_table(Table(one))

    def notices(self, path: Path) -> tuple[str, ...]:
        """What reading takes for granted in a file or folder. Raises FormatError as `read` does."""
        found = files_in(path) if path.is_dir() else [path]
        return tuple(notices_of([Table(one) for one in found]))

    def sniff(self, path: Path, head: bytes) -> bool:
        """Whether it is a Parquet file, or the card of a dataset that lies here (which then is no text)."""
        if path.name == CARD and head.startswith(b"---") and b"\ndataset_info:" in head:
            return any(path.parent.glob("data/*.parquet"))
        return head.startswith(MAGIC)


def _plan(source: ExportSource) -> _Plan:
    plan = _Plan()
    for place, bundle in enumerate(source.bundles()):
        layer = choose_layer(bundle, source.layer)
        document = bundle.document
        plan.hashes[place] = document.sha256 or sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()
        spans = labelled_spans(layer)
        plan.labels |= {span.label for span in spans if span.label is not None}
        if spans or layer.events:
            plan.taught.add(place)
        if document.metadata.language:
            plan.languages.add(document.metadata.language)
    return plan


def _tag_names(source: ExportSource, plan: _Plan) -> tuple[str, ...]:
    """The names of the tags: those of the schema's labels in its order, then those of others."""
    known = [one.name for one in source.schema.visible_entity_types()]
    labels = dict.fromkeys((*known, *sorted(plan.labels)))
    return ("O", *(f"{prefix}-{label}" for label in labels for prefix in "BI"))


def _file_name(share: str) -> str:
    return f"data/{SPLITS[share]}-00000-of-00001.parquet"


def _notices(shares: dict[str, list[int]], plan: _Plan) -> list[str]:
    few = [SPLITS[share] for share, places in shares.items() if not places]
    notices = [f"The {share} split has no document: there are too few." for share in few]
    if not plan.labels:
        notices.append("No document has a label: ner_tags are all O, or null.")
    return notices


FORMAT = HuggingFace()
