"""The end of an import: what may concern several documents of it, or none: same events, exemptions, rulings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias, TypeVar

from glossator.annotation import Agreed, Bundle, Exemption, Ruling, SameEvent, SameEventPart
from glossator.errors import FormatError
from glossator.steps.step import Step

T = TypeVar("T", Exemption, Ruling)
Key: TypeAlias = tuple[str, bytes | tuple[int, int]]
"""A group's annotator and uid; without a uid, the bundle that it is in and its number there."""
Place: TypeAlias = tuple[int, int, int]
"""Place in the group, event, document."""


@dataclass(slots=True)
class ImportedAgreements:
    """Gathers them bundle by bundle; `finish` writes them, once all events have their ids."""

    step: Step
    _names: dict[Key, str] = field(default_factory=dict)
    _members: dict[Key, list[Place]] = field(default_factory=dict)
    _grouped: set[int] = field(default_factory=set)
    _exemptions: list[Exemption] = field(default_factory=list)
    _rulings: list[tuple[Ruling, Key | None]] = field(default_factory=list)
    _bundles: int = 0

    def take(self, bundle: Bundle, document_id: int, ids: Mapping[int, int]) -> None:
        """Take in what a bundle says; `ids` leads from the file's ids to the project's.

        Raises FormatError where it refers to something that the bundle does not hold.
        """
        self._bundles += 1
        keys: dict[int, Key] = {}
        for part in bundle.same_events:
            keys[part.id] = self._take_part(part, bundle, document_id, ids)
        owner = self.step.annotator
        self._exemptions.extend(
            replace(item, annotator=item.annotator or owner, document_id=document_id) for item in bundle.exemptions
        )
        for ruling in bundle.rulings:
            group = keys.get(ruling.target or 0)
            if ruling.target is not None and group is None and ruling.target not in ids:
                raise _missing(bundle, ruling.target)
            target = ids.get(ruling.target) if ruling.target is not None else None
            mine = replace(ruling, annotator=ruling.annotator or owner, document_id=document_id, target=target)
            self._rulings.append((mine, group))

    def _take_part(self, part: SameEventPart, bundle: Bundle, document_id: int, ids: Mapping[int, int]) -> Key:
        annotator = part.annotator or self.step.annotator
        key: Key = (annotator, part.uid or (self._bundles, part.id))
        own = {event.id for layer in bundle.layers for event in layer.events if layer.annotator == part.annotator}
        self._names.setdefault(key, part.name)
        for place, event in zip(part.places, part.events, strict=True):
            if event not in own:
                raise _missing(bundle, event)
            number = ids[event]
            if number in self._grouped:
                raise FormatError(f"{bundle.document.name}: the event {event} is in two groups of same events.")
            self._grouped.add(number)
            self._members.setdefault(key, []).append((place, number, document_id))
        return key

    def finish(self, agreed: Sequence[Agreed]) -> None:
        """Write everything; `agreed` concerns no document. What the project has already is left as it is there."""
        step = self.step
        groups = {key: self._group(key, members) for key, members in self._members.items()}
        taken = step.store.things.taken(
            item.uid for part in agreed for several in (part.exemptions, part.rulings) for item in several if item.uid
        )
        exemptions = [*self._exemptions, *_new(taken, (item for part in agreed for item in part.exemptions))]
        known = {(item.annotator, item.code, item.key, item.document_id) for item in step.store.exemptions.where("1")}
        for item in exemptions:
            owned = replace(item, annotator=item.annotator or step.annotator)
            if (owned.annotator, owned.code, owned.key, owned.document_id) not in known:
                known.add((owned.annotator, owned.code, owned.key, owned.document_id))
                number, uid = self._identity(owned.uid)
                step.add(replace(owned, id=number, uid=uid))
        rulings = [*self._rulings, *((item, None) for item in _new(taken, _rulings_of(agreed)))]
        for ruling, key in rulings:
            number, uid = self._identity(ruling.uid)
            target = ruling.target if key is None else groups[key]
            step.add(replace(ruling, id=number, uid=uid, annotator=ruling.annotator or step.annotator, target=target))

    def _identity(self, wanted: bytes) -> tuple[int, bytes]:
        number, uid = self.step.new_id()
        return number, wanted if len(wanted) == 16 and not self.step.store.things.taken([wanted]) else uid

    def _group(self, key: Key, members: list[Place]) -> int | None:
        """The id of a group; None where only one of its events has come."""
        annotator, identity = key
        known = self._known(identity, annotator)
        _, events, documents = zip(*sorted(members), strict=True)
        if known is not None:
            after = replace(known, events=(*known.events, *events), documents=(*known.documents, *documents))
            self.step.update(known, after)
            return known.id
        if len(events) < 2:
            self.step.notices.append(
                f"An event of {annotator} is the same as others that were not imported: it stands alone now."
            )
            return None
        number, uid = self._identity(identity if isinstance(identity, bytes) else b"")
        self.step.add(SameEvent(number, annotator, self._names[key], events, uid, documents))
        return number

    def _known(self, identity: bytes | tuple[int, int], annotator: str) -> SameEvent | None:
        """The group of this uid that the project has already: others of its events were imported before."""
        number = self.step.store.things.id_of_uid(identity) if isinstance(identity, bytes) else None
        found = self.step.store.same_events.get(number) if number is not None else None
        return found if found is not None and found.annotator == annotator else None


def _new(taken: set[bytes], items: Iterator[T]) -> list[T]:
    return [item for item in items if item.uid not in taken]


def _rulings_of(agreed: Sequence[Agreed]) -> Iterator[Ruling]:
    for part in agreed:
        for ruling in part.rulings:
            yield replace(ruling, document_id=None, target=None)


def _missing(bundle: Bundle, number: int) -> FormatError:
    return FormatError(f"{bundle.document.name}: something refers to {number}, which the file does not hold.")
