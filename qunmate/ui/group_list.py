"""The list of groups: model, delegate and a view that takes dropped files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
)
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from qunmate.i18n import _, ngettext
from qunmate.model import Group
from qunmate.terms import platform_name
from qunmate.ui.dropping import dropped_paths
from qunmate.ui.platforms import mark
from qunmate.ui.theme import NOTE, Theme

ITEM_ROLE = Qt.ItemDataRole.UserRole
ROW_HEIGHT = 36

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class GroupItem:
    """A line of the list; `group` None is all groups, `members` None is not counted yet.

    `tone` is good, warn, bad or quiet; `health` says in words what the dot means.
    """

    group: Group | None
    members: int | None = None
    tone: str = "quiet"
    health: str = ""

    @property
    def name(self) -> str:
        return self.group.name if self.group else _("All groups")


class GroupModel(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.items: list[GroupItem] = []

    def show(self, items: Sequence[GroupItem]) -> None:
        """Replace the lines; where only counts or dots changed the view keeps its place."""
        same = [item.group for item in items] == [item.group for item in self.items]
        if same and items:
            self.items = list(items)
            self.dataChanged.emit(self.index(0), self.index(len(items) - 1))
            return
        self.beginResetModel()
        self.items = list(items)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        item = self.items[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return item.name
        if role == ITEM_ROLE:
            return item
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return describe(item)
        return None


def describe(item: GroupItem) -> str:
    """Everything a line shows, in words."""
    parts = [item.name]
    if item.group:
        parts.append(platform_name(item.group.platform))
    if item.members is not None:
        parts.append(ngettext("{n} member", "{n} members", item.members).format(n=item.members))
    if item.health:
        parts.append(item.health)
    return " · ".join(parts)


class GroupDelegate(QStyledItemDelegate):
    """Dot, platform mark, name, number of members."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self.drop_row = -1

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item: GroupItem = index.data(ITEM_ROLE)
        tokens = self._theme.tokens
        box: QRect = option.rect
        box = box.adjusted(8, 0, -8, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or hovered:
            painter.setBrush(QColor(tokens.selection if chosen else tokens.hover))
            painter.drawRoundedRect(box, 4, 4)
        if index.row() == self.drop_row or (state & QStyle.StateFlag.State_HasFocus and not chosen):
            painter.setPen(QColor(tokens.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 4, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(getattr(tokens, item.tone)))
        painter.drawEllipse(box.left() + 8, box.center().y() - 3, 8, 8)
        self._words(painter, item, box.adjusted(24, 0, -8, 0))
        painter.restore()

    def _words(self, painter: QPainter, item: GroupItem, box: QRect) -> None:
        tokens = self._theme.tokens
        across = Qt.AlignmentFlag.AlignVCenter
        count = "" if item.members is None else f"{item.members:,}"
        right = painter.fontMetrics().horizontalAdvance(count)
        painter.setPen(QColor(tokens.second))
        painter.drawText(box, across | Qt.AlignmentFlag.AlignRight, count)
        left = box.left()
        if item.group:
            small = painter.font()
            plain = painter.font()
            small.setPixelSize(NOTE - 1)
            painter.setFont(small)
            sign = mark(item.group.platform)
            painter.drawText(box, across, sign)
            left += max(painter.fontMetrics().horizontalAdvance(sign), 12) + 6
            painter.setFont(plain)
        painter.setPen(QColor(tokens.second if item.group and item.group.archived else tokens.text))
        room = box.right() - right - 8 - left
        metrics = painter.fontMetrics()
        name = metrics.elidedText(item.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, box.top(), room, box.height()), across, name)


class GroupView(QListView):
    """Files dropped on a line go into that group."""

    files_dropped = Signal(object, object)  # list[Path], Group | None

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._delegate = GroupDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setModel(GroupModel(self))
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(_("My groups"))
        theme.changed.connect(self.viewport().update)

    def item_at(self, row: int) -> GroupItem | None:
        items = self.group_model().items
        return items[row] if 0 <= row < len(items) else None

    def group_model(self) -> GroupModel:
        model = self.model()
        assert isinstance(model, GroupModel)  # noqa: S101 - set in the constructor
        return model

    def _mark_drop(self, row: int) -> None:
        if row != self._delegate.drop_row:
            self._delegate.drop_row = row
            self.viewport().update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_paths(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._mark_drop(self.indexAt(event.position().toPoint()).row())
        event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._mark_drop(-1)

    def dropEvent(self, event: QDropEvent) -> None:
        item = self.item_at(self.indexAt(event.position().toPoint()).row())
        self._mark_drop(-1)
        event.acceptProposedAction()
        paths: list[Path] = dropped_paths(event.mimeData())
        self.files_dropped.emit(paths, item.group if item else None)
