"""A Qt item model over a Python list of frozen rows; every list of the window but the documents uses it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

ROW = int(Qt.ItemDataRole.UserRole) + 1

R = TypeVar("R")


class RowsModel(QAbstractListModel, Generic[R]):
    """Rows of one kind. `title` and `spoken` give a row's words; `selectable` says which can be chosen."""

    def __init__(
        self,
        *,
        title: Callable[[R], str],
        spoken: Callable[[R], str] | None = None,
        tip: Callable[[R], str] | None = None,
        selectable: Callable[[R], bool] = lambda row: True,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._rows: list[R] = []
        self._title, self._spoken, self._tip, self._selectable = title, spoken or title, tip, selectable

    @property
    def rows(self) -> Sequence[R]:
        """What is listed now."""
        return self._rows

    def show(self, rows: Sequence[R]) -> None:
        """List these rows. Only the stretch that differs changes, so that views keep their place."""
        old, new = self._rows, list(rows)
        start = _common(old, new)
        tail = _common(old[start:][::-1], new[start:][::-1])
        gone, come = len(old) - start - tail, len(new) - start - tail
        if gone == come:
            self._rows = new
            if come:
                self.dataChanged.emit(self.index(start, 0), self.index(start + come - 1, 0))
            return
        if gone:
            self.beginRemoveRows(QModelIndex(), start, start + gone - 1)
            self._rows = old[:start] + old[start + gone :]
            self.endRemoveRows()
        if come:
            self.beginInsertRows(QModelIndex(), start, start + come - 1)
            self._rows = new
            self.endInsertRows()

    def extend(self, rows: Sequence[R]) -> None:
        """List these rows too, at the end."""
        if rows:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(rows) - 1)
            self._rows.extend(rows)
            self.endInsertRows()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """How many rows; none below a row."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Headings and what is switched off cannot be chosen."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if not self._selectable(self._rows[index.row()]):
            return Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Title, tooltip, words for a screen reader, the row itself."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._title(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row)
        return self._tip(row) if role == Qt.ItemDataRole.ToolTipRole and self._tip else None


def _common(one: Sequence[R], other: Sequence[R]) -> int:
    """How many rows two lists begin with in common."""
    for number, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return number
    return min(len(one), len(other))
