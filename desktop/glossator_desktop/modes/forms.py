"""A card with fields to type into, as frozen data: notes, and what is known of an entity. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Field:
    """A line to type into. `hint` stands in it while it is empty."""

    title: str
    value: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """What the fields may be filled with: what it is called, what is known of it, and what all fields then hold."""

    title: str
    detail: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """Fields, the one that is typed into, and what the form is about.

    `tick` is what Tab does in a form of one field (None: nothing), `ticked` whether it has been done.
    `remark` says what there is to know; `enter_means` is what Enter does while nothing is typed.
    `offers` fit what is typed; the arrows mark one (None: none), Enter then fills the fields with it. While the field
    is `fresh`, what is typed takes the place of what stands in it.
    """

    title: str
    about: str
    fields: tuple[Field, ...]
    at: int = 0
    tick: str | None = None
    ticked: bool = False
    remark: str = ""
    enter_means: str = "save"
    offers: tuple[Offer, ...] = ()
    marked: int | None = None
    fresh: bool = False

    @property
    def values(self) -> tuple[str, ...]:
        """What stands in the fields, without white space around it."""
        return tuple(field.value.strip() for field in self.fields)

    @property
    def offer(self) -> Offer | None:
        """The offer that is marked."""
        return self.offers[self.marked] if self.marked is not None and self.marked < len(self.offers) else None

    def offering(self, offers: tuple[Offer, ...]) -> Form:
        """With other offers; the mark goes where they are not the same."""
        return self if offers == self.offers else replace(self, offers=offers, marked=None)

    def mark(self, way: int) -> Form:
        """With the next offer marked; past either end none is."""
        if not self.offers:
            return self
        rounds = len(self.offers) + 1
        place = (self.marked if self.marked is not None else len(self.offers)) + way
        return replace(self, marked=None if place % rounds == len(self.offers) else place % rounds)

    def filled(self, offer: Offer) -> Form:
        """With the fields as the offer has them."""
        fields = tuple(replace(field, value=value) for field, value in zip(self.fields, offer.values, strict=True))
        return replace(self, fields=fields, offers=(), marked=None, remark=offer.detail)

    def typed(self, at: int, value: str) -> Form:
        """With something else in a field, which is then the one that is typed into."""
        fields = tuple(replace(field, value=value) if i == at else field for i, field in enumerate(self.fields))
        return replace(self, fields=fields, at=at, fresh=self.fresh and (fields, at) == (self.fields, self.at))

    def more(self, text: str) -> Form:
        """With more at the end of the field."""
        return self.typed(self.at, text if self.fresh else self.fields[self.at].value + text)

    def erased(self) -> Form:
        """Without the last character of the field; without any where it is fresh."""
        return self.typed(self.at, "" if self.fresh else self.fields[self.at].value[:-1])

    def step(self, way: int) -> Form:
        """In the next field, round the ends; of a form of one field, the tick is set or taken back."""
        if len(self.fields) == 1 and self.tick is not None:
            return replace(self, ticked=not self.ticked)
        return replace(self, at=(self.at + way) % len(self.fields), fresh=1 < len(self.fields))
