"""Which mentions make one row: those of a group of same events, in however many documents it has them.

Part of `exchange`. Two passes over the documents: the first counts the parts of each group, so that the second knows
when a group is whole and keeps no more than the groups that are not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from glossator.annotation import Bundle
from glossator.exchange.base import ExportSource
from glossator.exchange.chosen import choose_layer
from glossator.exchange.formats.plover.mention import BODIES, PEOPLE, PLACES, Teller, Told
from glossator.exchange.formats.plover.missing import log_missing, log_unsaid
from glossator.exchange.formats.plover.rows import Row, row_of, story_of
from glossator.exchange.losses import LossLog

Made = tuple[list[Told], Row]


def rows(source: ExportSource, log: LossLog) -> Iterator[Made]:
    """Every row with the mentions behind it: in the order of the text, a group where its last part is."""
    left = _parts(source)
    waiting: dict[bytes, Made] = {}
    for bundle in source.bundles():
        log.open(bundle.document)
        yield from _of_document(bundle, source, log, waiting)
        for uid in _uids(bundle, source):
            left[uid] -= 1
            if not left[uid] and uid in waiting:
                several, story = waiting.pop(uid)
                yield several, row_of(uid.hex(), several, source.schema, story)


def _of_document(bundle: Bundle, source: ExportSource, log: LossLog, waiting: dict[bytes, Made]) -> Iterator[Made]:
    """The rows of one document; what belongs to a group of several waits."""
    layer = choose_layer(bundle, source.layer)
    teller = Teller(bundle, layer, source.schema)
    story = story_of(bundle.document.metadata, *(teller.story(labels) for labels in (PEOPLE, BODIES, PLACES)))
    log_unsaid(log, bundle, layer)
    parts = [part for part in bundle.same_events if part.annotator == layer.annotator]
    owners = {event: part for part in parts for event in part.events}
    groups: dict[int, list[Told]] = {}
    for told in teller.events():
        part = owners.get(told.event.id)
        groups.setdefault(told.event.id if part is None else part.id, []).append(told)
    for several in groups.values():
        part = owners.get(several[0].event.id)
        log_missing(log, several, source.schema)
        if part is not None and part.uid:
            waiting.setdefault(part.uid, ([], story))[0].extend(several)
        else:
            yield several, row_of(several[0].key, several, source.schema, story)


def _parts(source: ExportSource) -> Counter[bytes]:
    """In how many documents each group of same events has a part."""
    return Counter(uid for bundle in source.bundles() for uid in _uids(bundle, source))


def _uids(bundle: Bundle, source: ExportSource) -> list[bytes]:
    """The groups that have a part in a document, each once."""
    annotator = choose_layer(bundle, source.layer).annotator
    return list(dict.fromkeys(one.uid for one in bundle.same_events if one.uid and one.annotator == annotator))
