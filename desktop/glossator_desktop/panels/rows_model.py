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
        """List these rows; nothing happens where they are the same as before."""
        rows = list(rows)
        if rows == self._rows:
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

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
