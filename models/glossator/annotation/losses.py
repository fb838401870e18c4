"""Loss reports: what an export could not represent, thing by thing, so that a person can click through it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from glossator.annotation.identity import Fragments


@dataclass(frozen=True, slots=True)
class Loss:
    """One thing that the format has no room for. `what` is a short category, the same for every loss of its kind.

    `thing` is the id of the span, event … in the project; None where the loss is of the whole document.
    """

    what: str
    document_id: int
    document: str
    thing: int | None = None
    fragments: Fragments = ()
    detail: str = ""


@dataclass(frozen=True, slots=True)
class LossReport:
    """What an export wrote, and all it had to leave out."""

    format: str
    documents: int
    losses: tuple[Loss, ...] = ()
    files: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()

    def counts(self) -> dict[str, int]:
        """How many losses of each kind, the most frequent first."""
        return dict(Counter(loss.what for loss in self.losses).most_common())

    def summary(self) -> str:
        """One line for each kind of loss; "Nothing was lost." where there is none."""
        if not self.losses:
            return "Nothing was lost."
        return "\n".join(f"{count} × {what}" for what, count in self.counts().items())
