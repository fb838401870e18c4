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
class Form:
    """Fields, the one that is typed into, and what the form is about.

    `tick` is what Tab does in a form of one field (None: nothing), `ticked` whether it has been done.
    `remark` says what there is to know; `enter_means` is what Enter does while nothing is typed.
    """

    title: str
    about: str
    fields: tuple[Field, ...]
    at: int = 0
    tick: str | None = None
    ticked: bool = False
    remark: str = ""
    enter_means: str = "save"

    @property
    def values(self) -> tuple[str, ...]:
        """What stands in the fields, without white space around it."""
        return tuple(field.value.strip() for field in self.fields)

    def typed(self, at: int, value: str) -> Form:
        """With something else in a field, which is then the one that is typed into."""
        fields = tuple(replace(field, value=value) if i == at else field for i, field in enumerate(self.fields))
        return replace(self, fields=fields, at=at)

    def more(self, text: str) -> Form:
        """With more at the end of the field."""
        return self.typed(self.at, self.fields[self.at].value + text)

    def erased(self) -> Form:
        """Without the last character of the field."""
        return self.typed(self.at, self.fields[self.at].value[:-1])

    def step(self, way: int) -> Form:
        """In the next field, round the ends; of a form of one field, the tick is set or taken back."""
        if len(self.fields) == 1 and self.tick is not None:
            return replace(self, ticked=not self.ticked)
        return replace(self, at=(self.at + way) % len(self.fields))
