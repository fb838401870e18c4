"""Typing into the fields of a card. What is typed is kept here; in a window, real fields stand over the card."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from glossator.annotation import Fragments
from glossator_desktop.actions import ModeName
from glossator_desktop.builder.form_sheet import enter_means, form_sheet
from glossator_desktop.builder.sheet import Sheet
from glossator_desktop.modes.forms import Form, Offer
from glossator_desktop.modes.mode import KeyHint, Mode

if TYPE_CHECKING:
    from glossator_desktop.workspace import Workspace


class FormMode(Mode):
    """Enter saves and leaves, Esc leaves. `saved` returns False where it could not be saved: then the card stays.

    `offered` says what the fields may be filled with, by what they hold now; it is asked after each change.
    """

    name: ClassVar[ModeName] = "form"

    def __init__(
        self,
        workspace: Workspace,
        form: Form,
        saved: Callable[[Form], bool],
        *,
        anchor: Fragments = (),
        offered: Callable[[Form], tuple[Offer, ...]] | None = None,
    ) -> None:
        super().__init__(workspace)
        self._first = form
        self._form = form if offered is None else form.offering(offered(form))
        self._saved = saved
        self._anchor = anchor
        self._offered = offered
        self.handlers = {
            "form.next": lambda _: self._show(self._form.step(1)),
            "form.previous": lambda _: self._show(self._form.step(-1)),
            "form.erase": lambda _: self._show(self._form.erased()),
            "form.up": lambda _: self._mark(-1),
            "form.down": lambda _: self._mark(1),
            "form.save": lambda _: self._save(),
            "form.cancel": lambda _: self.workspace.close_mode(self),
        }

    def press(self, key: str, text: str) -> bool:
        """Every key is the form's: those without another meaning are typed."""
        if not super().press(key, text) and text and text.isprintable():
            self._show(self._form.more(text))
        return True

    def command(self, command: str) -> bool:
        """A click on a field: typing goes on there; on an offer: it fills the fields."""
        verb, _, argument = command.partition(":")
        if verb == "offer":
            self._take(self._form.offers[int(argument)])
            return True
        if verb != "field":
            return super().command(command)
        self.type_in(int(argument), self._form.fields[int(argument)].value)
        return True

    def type_in(self, at: int, value: str) -> None:
        """A field holds this now, and is the one that is typed into."""
        self._show(self._form.typed(at, value))

    def save(self) -> bool:
        """Saves and leaves; False where it could not be saved."""
        if not self._saved(self._form):
            return False
        self.workspace.close_mode(self)
        return True

    def place_clicked(self, offset: int) -> bool:
        """A click on the page saves what was typed."""
        return not self._let_go()

    def mark_clicked(self, item: int) -> bool:
        """A click on the page saves what was typed."""
        return not self._let_go()

    def range_selected(self, start: int, end: int) -> bool:
        """Words dragged over: what was typed is saved."""
        return not self._let_go()

    def form(self) -> Form:
        """The fields, for whoever puts real ones over the card."""
        return self._form

    def hints(self) -> list[KeyHint]:
        """The next keys."""
        offers = [KeyHint(("↑↓",), "what is known")] if self._form.offers else []
        tab = "next field" if 1 < len(self._form.fields) else self._form.tick
        return [KeyHint(("Enter",), enter_means(self._form)), *offers, *([KeyHint(("Tab",), tab)] if tab else []),
                KeyHint(("Esc",), "back")]  # fmt: skip

    def sheet(self) -> Sheet:
        """The card."""
        return form_sheet(self._form)

    def anchor(self) -> Fragments:
        """Under what the form is about."""
        return self._anchor

    def keep_clear(self) -> Fragments:
        """What the form is about."""
        return self._anchor

    def _save(self) -> None:
        """Enter: the marked offer fills the fields; without one they are saved."""
        if self._form.offer is not None:
            self._take(self._form.offer)
        else:
            self.save()

    def _take(self, offer: Offer) -> None:
        self._form = self._form.filled(offer)
        self.workspace.touch()

    def _mark(self, way: int) -> None:
        self._form = self._form.mark(way)
        self.workspace.touch()

    def _let_go(self) -> bool:
        """Saves what was changed, and leaves; False where it could not be saved."""
        if self._form.values != self._first.values or self._form.ticked:
            return self.save()
        self.workspace.close_mode(self)
        return True

    def _show(self, form: Form) -> None:
        if form.values != self._form.values or form.at != self._form.at:
            form = form if self._offered is None else form.offering(self._offered(form))
        if form != self._form:
            self._form = form
            self.workspace.touch()
