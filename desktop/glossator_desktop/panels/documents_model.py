"""The list of documents as a Qt item model, and the sentences that sum a document up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel, Qt

from glossator.annotation import DocumentSummary

SUMMARY = int(Qt.ItemDataRole.UserRole) + 1
DOCUMENT_ID = int(Qt.ItemDataRole.UserRole) + 2

STATUS_WORD = {"new": "new", "in_progress": "in progress", "done": "done"}


def title_of(summary: DocumentSummary) -> str:
    """What a list calls the document: its title, or its name where it has none."""
    return " ".join((summary.metadata.title or summary.name).split())


def summary_line(summary: DocumentSummary) -> str:
    """What is left to decide and what is there, in one short line."""
    return " · ".join(summary_parts(summary))


def summary_parts(summary: DocumentSummary) -> list[str]:
    """The same in its parts, what matters most first."""
    parts: list[str] = []
    if summary.status == "done":
        parts.append("done")
    elif summary.undecided:
        parts.append(f"{summary.undecided} to decide")
    elif not summary.suggested and not summary.spans:
        parts.append("not read yet")
    parts += _counted(summary.drafts, "draft") + _counted(summary.spans, "span") + _counted(summary.events, "event")
    parts = parts or ["nothing marked"]
    language = summary.metadata.language
    if language and not language.lower().startswith("en"):
        parts.insert(1, language)
    return parts


def _counted(count: int, noun: str) -> list[str]:
    return [f"{count} {noun}{'' if count == 1 else 's'}"] if count else []


class DocumentsModel(QAbstractListModel):
    """Summaries in the project's order. `show` changes only the rows that differ."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._summaries: list[DocumentSummary] = []

    @property
    def summaries(self) -> Sequence[DocumentSummary]:
        """What is listed now."""
        return self._summaries

    def show(self, summaries: Sequence[DocumentSummary]) -> None:
        """List these documents; rows that stayed the same are left alone."""
        if [item.id for item in summaries] != [item.id for item in self._summaries]:
            self.beginResetModel()
            self._summaries = list(summaries)
            self.endResetModel()
            return
        for row, summary in enumerate(summaries):
            if summary is not self._summaries[row] and summary != self._summaries[row]:
                self._summaries[row] = summary
                self.dataChanged.emit(self.index(row), self.index(row))

    def row_of(self, document_id: int) -> int:
        """The row of a document; -1 where it is not listed."""
        return next((row for row, item in enumerate(self._summaries) if item.id == document_id), -1)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """How many documents; none below a document."""
        return 0 if parent.isValid() else len(self._summaries)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Title, tooltip, words for a screen reader, the summary itself."""
        if not index.isValid() or not 0 <= index.row() < len(self._summaries):
            return None
        summary = self._summaries[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return title_of(summary)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{title_of(summary)}\n{summary.name}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            flagged = ", flagged" if summary.flagged else ""
            return f"{title_of(summary)}, {STATUS_WORD[summary.status]}{flagged}, {summary_line(summary)}"
        if role == SUMMARY:
            return summary
        return summary.id if role == DOCUMENT_ID else None


class DocumentsFilter(QSortFilterProxyModel):
    """Only the documents that have every word of the filter in their title, name, source or state."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[str, ...] = ()

    def show_only(self, text: str) -> None:
        """Filter by these words; an empty text shows all."""
        self.beginFilterChange()
        self._words = tuple(text.casefold().split())
        self.endFilterChange()

    def filterAcceptsRow(self, source_row: int, source_parent: QModelIndex | QPersistentModelIndex) -> bool:
        """Whether this document has all the words."""
        if not self._words:
            return True
        summary = self.sourceModel().index(source_row, 0, source_parent).data(SUMMARY)
        hay = searched_text(summary)
        return all(word in hay for word in self._words)


def searched_text(summary: DocumentSummary) -> str:
    """What a document's filter looks into, case folded."""
    known = summary.metadata
    flagged = "flagged" if summary.flagged else ""
    parts = (
        known.title,
        summary.name,
        known.source,
        known.author,
        known.language,
        STATUS_WORD[summary.status],
        flagged,
    )
    return " ".join(part for part in parts if part).casefold()
