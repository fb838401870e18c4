"""Exporting step by step: choose a format, see what it cannot hold, choose a place, write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from glossator import Project
from glossator.annotation import Loss, LossReport
from glossator.exchange.registry import formats
from glossator_desktop.panels.chooser import Choice, ChooserCard
from glossator_desktop.panels.files import ask_folder, ask_save

WRITE = "write"


@dataclass(frozen=True, slots=True)
class ExportTools:
    """What the export needs of the window.

    `read` works on the project in the background, shows its errors, and hands what came of it to the second function;
    `go_to` opens a document at a place; `say` shows a sentence.
    """

    chooser: ChooserCard
    read: Callable[[Callable[[Project], LossReport], Callable[[LossReport], None]], None]
    go_to: Callable[[int, int, int], None]
    say: Callable[[str, str], None]
    parent: QWidget


def format_choices() -> list[Choice]:
    """Every format that can be written."""
    return [
        Choice(name, found.title, detail=name, also=name)
        for name, found in sorted(formats().items(), key=lambda item: item[1].title.casefold())
        if found.writes
    ]


def loss_choices(report: LossReport) -> list[Choice]:
    """To write all the same, then every kind of loss with how often it happens."""
    first = Choice(WRITE, "Write it…", detail="nothing is lost" if not report.losses else "all the same")
    kinds = [
        Choice(what, what, detail=f"{count} time{'' if count == 1 else 's'} · look at them")
        for what, count in report.counts().items()
    ]
    return [first, *kinds]


class ExportFlow:
    """One walk through an export; each step is a chooser or a file dialog."""

    def __init__(self, project: Project, tools: ExportTools) -> None:
        self._project, self._tools = project, tools
        self._format = ""
        self._report: LossReport | None = None

    def start(self) -> None:
        """Ask for the format."""
        self._tools.chooser.ask("Export to which format?", format_choices(), self._preflight)

    def _preflight(self, name: str) -> None:
        self._format = name
        self._tools.say("info", f"Looking at what {formats()[name].title} has no room for …")
        self._tools.read(lambda project: project.preflight(name), self._show_losses)

    def _show_losses(self, report: LossReport) -> None:
        self._report = report
        if not report.losses:
            self._write()
            return
        count = len(report.losses)
        prompt = f"{count} thing{'' if count == 1 else 's'} will not be in the file"
        self._tools.chooser.ask(prompt, loss_choices(report), self._chosen)

    def _chosen(self, what: str) -> None:
        if what == WRITE:
            self._write()
            return
        losses = [loss for loss in self._report.losses if loss.what == what] if self._report else []
        choices = [
            Choice(str(number), loss.detail or loss.what, detail=loss.document, also=loss.document)
            for number, loss in enumerate(losses)
        ]
        self._tools.chooser.ask(what, choices, lambda number: self._go(losses[int(number)]))

    def _go(self, loss: Loss) -> None:
        start, end = (loss.fragments[0][0], loss.fragments[-1][1]) if loss.fragments else (0, 0)
        self._tools.go_to(loss.document_id, start, end)

    def _write(self) -> None:
        found = formats()[self._format]
        stem = self._project.path.with_suffix("")
        suggested = stem.with_name(f"{stem.name}-{self._format}")
        ask = ask_folder if found.folder else ask_save
        place = ask(self._tools.parent, f"Export to {found.title}", suggested)
        if place is None:
            return
        self._tools.say("info", f"Writing {found.title} to {place} …")
        self._tools.read(
            lambda project: project.export(place, format=self._format),
            lambda report: self._tools.say("info", export_sentence(report, place)),
        )


def export_sentence(report: LossReport, place: Path) -> str:
    """What was written, where, and how much was left out."""
    lost = f" {len(report.losses)} things had no room in it." if report.losses else ""
    count = f"{report.documents} document{'' if report.documents == 1 else 's'}"
    return f"{count} written to {place}.{lost}"
