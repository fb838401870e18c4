"""Tasks of Label Studio as bundles: annotations are layers, predictions suggestions.

Part of `exchange`. Regions are spans, those of the control "trigger" triggers of events; what was chosen or written for
a region is an attribute, what was chosen for a text as a whole a context.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from glossator.annotation import Bundle, Document, EventHint, Layer, ProposedType, Suggestion, text_of
from glossator.errors import FormatError
from glossator.exchange.building import LayerBuilder, document_of, metadata_of
from glossator.exchange.doctor import diagnose
from glossator.exchange.fields import Fields
from glossator.exchange.formats.labelstudio import controls
from glossator.exchange.formats.labelstudio.layer import LayerReader
from glossator.exchange.formats.labelstudio.regions import Region, regions_of
from glossator.exchange.formats.labelstudio.sources import Config, Source, config_beside, source_of
from glossator.exchange.formats.labelstudio.write import OWN
from glossator.exchange.records import json_records

_SOURCE = "Label Studio"


def read_tasks(path: Path, notices: list[str]) -> Iterator[Bundle]:
    """The documents of a file. Raises FormatError with the line; tells of what was converted or left out."""
    config = config_beside(path)
    for position, (where, record) in enumerate(json_records(path)):
        task = Fields(record, where)
        if "data" not in task:
            raise task.error("this is no task of Label Studio: it has no 'data'")
        yield _Task(task, config, notices, position, path).bundle()


@dataclass(slots=True)
class _Task:
    task: Fields
    config: Config
    notices: list[str]
    position: int
    path: Path
    answers: list[Fields] = field(default_factory=list)
    predictions: list[Fields] = field(default_factory=list)

    def bundle(self) -> Bundle:
        """The document with everything that the task says of it."""
        key = "annotations" if "annotations" in self.task else "completions"
        self.answers = list(self.task.objects(key))
        self.predictions = list(self.task.objects("predictions"))
        parts = (*self.answers, *self.predictions)
        results = [list(part.objects("result")) for part in parts]
        source = source_of(self.task, [one for several in results for one in several], self.config)
        regions, text = self._placed(source, results)
        document = self._document(text)
        ids = count(2)
        layers = tuple(self._layers(document, ids, regions[: len(self.answers)], results))
        suggestions = tuple(self._suggestions(document, ids, regions[len(self.answers) :]))
        if self.task.items("drafts"):
            self.notices.append(f"{self.task.where}: drafts of annotations are left out; submit them first.")
        return Bundle(document, layers, suggestions)

    def _placed(self, source: Source, results: list[list[Fields]]) -> tuple[list[dict[str, Region]], str]:
        """The regions of each annotation and prediction, with places in the normalised text, and that text."""
        found = [regions_of(several, source) for several in results]
        self.notices += source.doubts
        every = [region for several in found for region in several.values()]
        read = diagnose(source.raw, [region.claim for region in every], same=source.same)
        if read.wrong is not None:
            region = every[read.wrong]
            raise FormatError(f"{region.where}: {read.complaint(region.claim)}.")
        if read.notice:
            self.notices.append(f"{self.task.where}: {read.notice}")
        for region, fragments in zip(every, read.fragments, strict=True):
            region.fragments = fragments
        return found, read.text

    def _document(self, text: str) -> Document:
        data = self.task.mapping("data")
        name = data.get("document")
        shown = [key for key, value in data.items() if isinstance(value, str) and value == data.get("text")]
        return document_of(
            name if isinstance(name, str) else f"{self.path.stem}-{self.position + 1}",
            text,
            metadata=metadata_of(_without_text(data, text), without=("document", *shown)),
            position=self.position,
        )

    def _layers(
        self, document: Document, ids: Iterator[int], regions: list[dict[str, Region]], results: list[list[Fields]]
    ) -> Iterator[Layer]:
        meta = self.task.peek("meta")
        kept = meta.get(OWN) if isinstance(meta, dict) else None
        own = list(Fields(meta, f"{self.task.where}: meta").objects(OWN)) if isinstance(kept, list) else []
        seen: Counter[str] = Counter()
        for place, (answer, found) in enumerate(zip(self.answers, regions, strict=True)):
            annotator = _annotator(answer)
            seen[annotator] += 1
            if 1 < seen[annotator]:
                annotator = f"{annotator or 'annotator'} {seen[annotator]}"
            builder = LayerBuilder(document, annotator, ids, "labelstudio")
            if answer.flag("was_cancelled"):
                builder.note(document.id, "skipped in Label Studio", flag=True)
                if results[place]:
                    self.notices.append(f"{answer.where}: what a skipped annotation holds is left out.")
            else:
                remainder = own[place] if place < len(own) else None
                LayerReader(document, builder, found, self.notices, remainder).read(results[place])
            yield builder.layer()

    def _suggestions(
        self, document: Document, ids: Iterator[int], regions: list[dict[str, Region]]
    ) -> Iterator[Suggestion]:
        for prediction, found in zip(self.predictions, regions, strict=True):
            source, _, version = (prediction.optional("model_version") or _SOURCE).rpartition(" ")
            usual = prediction.number("score") if prediction.peek("score") is not None else 1.0
            for region in found.values():
                for label in region.labels:
                    is_event = region.control == controls.TRIGGER
                    score = usual if region.score is None else region.score
                    yield Suggestion(
                        next(ids),
                        document.id,
                        "event" if is_event else "span",
                        label,
                        region.fragments,
                        text_of(document.text, region.fragments),
                        score,
                        source or version,
                        version if source else "",
                        hint=EventHint((ProposedType(label, None, score),)) if is_event else None,
                    )


def _annotator(answer: Fields) -> str:
    """Who made an annotation: an address, a number, or the name that our own exports give."""
    by = answer.peek("completed_by")
    if isinstance(by, dict):
        by = by.get("email") or by.get("id")
    if isinstance(by, str | int) and not isinstance(by, bool):
        return str(by)
    named = answer.peek("annotator")
    return named if isinstance(named, str) else ""


def _without_text(data: dict[str, Any], text: str) -> dict[str, Any]:
    """The columns that are no text: one that is as long as the document is it, or what it was made of."""
    return {key: value for key, value in data.items() if not (isinstance(value, str) and len(text) <= len(value))}
