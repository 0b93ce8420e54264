"""The list of groups: model, delegate and a view that takes dropped files and dragged groups."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
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
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
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
from qunmate.ui.dropping import accept_copy, dropped_paths
from qunmate.ui.parts import hint
from qunmate.ui.platforms import mark
from qunmate.ui.stages import Dot, legend
from qunmate.ui.theme import NOTE, Theme
from qunmate.ui.widgets.whole_list import WholeView

ITEM_ROLE = Qt.ItemDataRole.UserRole
ROW_HEIGHT = 36
NARROW = 136  # px behind the dot, below which the names take the room of the numbers
SIGN = 12  # px of a platform's mark, at least
UNKNOWN = Dot()
GROUP_TYPE = "application/x-qunmate-group"

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class GroupItem:
    """A line of the list: a group; all groups (`group` None); or, with `fold` "open" or
    "closed", the line that shows and hides the archived ones. `members` None is not counted
    yet."""

    group: Group | None
    members: int | None = None
    dot: Dot = UNKNOWN
    fold: str = ""

    @property
    def name(self) -> str:
        if self.fold:
            return _("Archived")
        return self.group.name if self.group else _("All groups")

    @property
    def movable(self) -> bool:
        return self.group is not None and not self.group.archived


class GroupModel(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.items: list[GroupItem] = []

    def show(self, items: Sequence[GroupItem]) -> None:
        """Replace the lines; where only counts or dots changed the view keeps its place."""
        same = [(item.group, item.fold) for item in items] == [
            (item.group, item.fold) for item in self.items
        ]
        if same and items:
            self.items = list(items)
            self.dataChanged.emit(self.index(0), self.index(len(items) - 1))
            return
        self.beginResetModel()
        self.items = list(items)
        self.endResetModel()

    @property
    def platforms(self) -> set[str]:
        return {item.group.platform for item in self.items if item.group}

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
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return describe(item)
        if role == Qt.ItemDataRole.ToolTipRole:
            return hint(f"{describe(item)}\n\n{legend()}" if item.group else describe(item))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        plain = super().flags(index)
        movable = index.isValid() and self.items[index.row()].movable
        return plain | Qt.ItemFlag.ItemIsDragEnabled if movable else plain

    def mimeTypes(self) -> list[str]:
        return [GROUP_TYPE]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        group = self.items[indexes[0].row()].group if indexes else None
        if group:
            data.setData(GROUP_TYPE, str(group.id).encode())
        return data


def describe(item: GroupItem) -> str:
    """Everything a line shows, in words."""
    if item.fold:
        shown = _("shown") if item.fold == "open" else _("hidden")
        return f"{item.name} · {item.members} · {shown}"
    parts = [item.name]
    if item.group:
        parts.append(platform_name(item.group.platform))
    if item.members is not None:
        parts.append(
            ngettext("{n} member", "{n} members", item.members).format(n=f"{item.members:,}")
        )
    if item.dot.words:
        parts.append(item.dot.words)
    return " · ".join(parts)


class GroupDelegate(QStyledItemDelegate):
    """Dot, platform mark, name, number of members."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self.drop_row = -1  # where dragged files would go
        self.gap_row = -1  # above which a dragged group would come

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item: GroupItem = index.data(ITEM_ROLE)
        tokens = self._theme.tokens
        row: QRect = option.rect
        box = row.adjusted(8, 0, -8, -1)
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
        if index.row() == self.gap_row:
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawLine(box.left(), row.top() + 1, box.right(), row.top() + 1)
        if item.fold:
            self._fold(painter, item, box)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(getattr(tokens, item.dot.tone)))
            painter.drawEllipse(box.left() + 8, box.center().y() - 3, 8, 8)
            model = index.model()
            assert isinstance(model, GroupModel)  # noqa: S101 - the view's
            self._words(painter, item, box.adjusted(24, 0, -8, 0), model.platforms)
        painter.restore()

    def _fold(self, painter: QPainter, item: GroupItem, box: QRect) -> None:
        small = painter.font()
        small.setPixelSize(NOTE)
        painter.setFont(small)
        painter.setPen(QColor(self._theme.tokens.second))
        sign = "▾" if item.fold == "open" else "▸"
        words = f"{sign} {item.name} · {item.members}"
        painter.drawText(box.adjusted(8, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter, words)

    def _words(
        self, painter: QPainter, item: GroupItem, box: QRect, platforms: Iterable[str]
    ) -> None:
        """`platforms` are those whose marks stand in the list: all names begin behind the widest
        of them."""
        tokens = self._theme.tokens
        across = Qt.AlignmentFlag.AlignVCenter
        counted = item.members is not None and box.width() >= NARROW
        count = f"{item.members:,}" if counted else ""
        right = painter.fontMetrics().horizontalAdvance(count)
        painter.setPen(QColor(tokens.second))
        painter.drawText(box, across | Qt.AlignmentFlag.AlignRight, count)
        left = box.left()
        if item.group:
            small = painter.font()
            plain = painter.font()
            small.setPixelSize(NOTE - 1)
            painter.setFont(small)
            painter.drawText(box, across, mark(item.group.platform))
            wide = painter.fontMetrics().horizontalAdvance
            left += max(SIGN, *(wide(mark(one)) for one in platforms)) + 6
            painter.setFont(plain)
        painter.setPen(QColor(tokens.second if item.group and item.group.archived else tokens.text))
        room = box.right() - left - (right + 8 if count else 0)
        metrics = painter.fontMetrics()
        name = metrics.elidedText(item.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, box.top(), room, box.height()), across, name)


class GroupView(WholeView):
    """Files dropped on a line go into that group; a group dragged between two others, or moved
    with Alt and an arrow, comes to stand there."""

    files_dropped = Signal(object, object)  # list[Path], Group | None
    moved = Signal(int, int)  # group id, the row above which it comes to stand
    fold_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._delegate = GroupDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setModel(GroupModel(self))
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setDragEnabled(True)
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

    def mousePressEvent(self, event: QMouseEvent) -> None:
        item = self.item_at(self.indexAt(event.position().toPoint()).row())
        if item and item.fold:
            if event.button() == Qt.MouseButton.LeftButton:
                self.fold_asked.emit()
            return
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        item = self.item_at(row)
        opens = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
        if item and item.fold and event.key() in opens | {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self.fold_asked.emit()
        elif event.modifiers() == Qt.KeyboardModifier.AltModifier and event.key() in {
            Qt.Key.Key_Up,
            Qt.Key.Key_Down,
        }:
            self.shift(row, -1 if event.key() == Qt.Key.Key_Up else 2)
        else:
            super().keyPressEvent(event)

    def shift(self, row: int, by: int) -> None:
        """Ask for the group of a row to stand above the row `by` further."""
        item = self.item_at(row)
        if item and item.group and item.movable:
            self.moved.emit(item.group.id, row + by)

    # what is dragged over the list

    def _mark(self, drop_row: int = -1, gap_row: int = -1) -> None:
        delegate = self._delegate
        if (drop_row, gap_row) != (delegate.drop_row, delegate.gap_row):
            delegate.drop_row, delegate.gap_row = drop_row, gap_row
            self.viewport().update()

    def _gap(self, y: int) -> int:
        """The row above which what is dragged would come."""
        return max(1, (y + self.verticalOffset() + ROW_HEIGHT // 2) // ROW_HEIGHT)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(GROUP_TYPE) or dropped_paths(event.mimeData()):
            accept_copy(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        place = event.position().toPoint()
        if event.mimeData().hasFormat(GROUP_TYPE):
            self._mark(gap_row=self._gap(place.y()))
        else:
            item = self.item_at(self.indexAt(place).row())
            self._mark(drop_row=-1 if item and item.fold else self.indexAt(place).row())
        accept_copy(event)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._mark()

    def dropEvent(self, event: QDropEvent) -> None:
        place = event.position().toPoint()
        self._mark()
        data = event.mimeData()
        if data.hasFormat(GROUP_TYPE):
            # the list is put in order anew by the write, not by Qt
            accept_copy(event)
            self.moved.emit(int(bytes(data.data(GROUP_TYPE).data())), self._gap(place.y()))
            return
        item = self.item_at(self.indexAt(place).row())
        accept_copy(event)
        paths: list[Path] = dropped_paths(data)
        self.files_dropped.emit(paths, item.group if item else None)
