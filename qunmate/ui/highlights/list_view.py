"""The list at the left: kind and title, then who, how much and when."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from qunmate.bidi import isolated, named
from qunmate.i18n import _, ngettext
from qunmate.keys import MAC
from qunmate.model import Highlight
from qunmate.searching import marks
from qunmate.terms import highlight_word
from qunmate.ui.highlights.loading import Shelf
from qunmate.ui.message_browser.kinds import highlight_chip
from qunmate.ui.parts import hint
from qunmate.ui.theme import NOTE, Theme, mark_ground
from qunmate.ui.widgets.chips import HEIGHT, chip_font, chip_width, paint_chip
from qunmate.veil import Masks

Index = QModelIndex | QPersistentModelIndex

ROW = 58  # px
MARGIN = 14
STAR = 20
CORNER = 5  # within a card's line


class HighlightModel(QAbstractListModel):
    def __init__(self, masks: Masks, parent: QObject) -> None:
        super().__init__(parent)
        self._masks = masks
        self.items: tuple[Highlight, ...] = ()
        self.shelf = Shelf()
        self.words: tuple[str, ...] = ()

    def show(self, shelf: Shelf, items: tuple[Highlight, ...], words: tuple[str, ...]) -> None:
        self.beginResetModel()
        self.shelf, self.items, self.words = shelf, items, words
        self.endResetModel()

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        one = self.items[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._masks.text(one.title)
        if role == Qt.ItemDataRole.ToolTipRole:
            return hint(f"{self._masks.text(one.title)}\n{self.note(one)} · {one.occurred_on}")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            star = _("Starred") if one.starred else ""
            title = self._masks.text(one.title)
            parts = (highlight_word(one.kind), title, self.note(one), one.occurred_on, star)
            return _(", ").join(part for part in parts if part)
        return None

    def row_of(self, highlight_id: int) -> int | None:
        return next((at for at, one in enumerate(self.items) if one.id == highlight_id), None)

    def note(self, one: Highlight) -> str:
        """Who answered or spoke, how much it was, the group among several."""
        source = self.shelf.sources.get(one.id)
        asker, authors = self.shelf.credits(one)
        people = named([self._masks.name(name) for name in authors if name.strip()][:3])
        parts = [people]
        if one.kind == "answer":
            parts = [_("answered by {name}").format(name=people) if people else ""]
            if asker.strip():
                parts.append(_("asked by {name}").format(name=isolated(self._masks.name(asker))))
        elif one.kind == "discussion" and source:
            n = source.people
            parts = [ngettext("{n} person took part", "{n} people took part", n).format(n=f"{n:,}")]
        if source and one.kind in {"sharing", "discussion"} and source.messages > 1:
            n = source.messages
            parts.append(ngettext("{n} message", "{n} messages", n).format(n=f"{n:,}"))
        parts.append(isolated(self.shelf.groups.get(one.group_id, "")))
        return " · ".join(part for part in parts if part)


class HighlightDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(160, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, HighlightModel):
            return
        one, tokens = model.items[index.row()], self._theme.tokens
        box: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipPath(self._card(option.widget))
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(tokens.selection))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, QColor(tokens.hover))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, QColor(tokens.line))
        inner = box.adjusted(MARGIN, 8, -MARGIN, -8)
        title = " ".join(str(model.data(index)).split()) or "—"
        self._first_line(painter, inner, one, title, model.words)
        note = QFont(painter.font())
        note.setBold(False)
        note.setPixelSize(NOTE)
        painter.setFont(note)
        painter.setPen(QColor(tokens.second))
        below = QRect(inner.left(), inner.top() + 23, inner.width(), 18)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(below, right, one.occurred_on)
        below.setRight(below.right() - painter.fontMetrics().horizontalAdvance(one.occurred_on) - 8)
        mode = Qt.TextElideMode.ElideRight
        words = painter.fontMetrics().elidedText(model.note(one), mode, below.width())
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, words)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(tokens.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(0, 0, -1, -2))
        painter.restore()

    @staticmethod
    def _card(view: QWidget) -> QPainterPath:
        """The ground within the card's round corners."""
        path = QPainterPath()
        area = view.viewport().rect() if isinstance(view, QListView) else view.rect()
        # beside a scroll bar there are no corners
        corners = view.contentsRect().width() - area.width()
        path.addRoundedRect(QRectF(area.adjusted(0, 0, corners, 0)), CORNER, CORNER)
        return path

    def _first_line(
        self, painter: QPainter, inner: QRect, one: Highlight, title: str, words: Sequence[str]
    ) -> None:
        tokens = self._theme.tokens
        base = QFont(painter.font())
        chip = highlight_chip(one.kind)
        painter.setFont(chip_font(base))
        width = min(chip_width(chip.text, painter.fontMetrics()), inner.width() // 2)
        paint_chip(painter, QRect(inner.left(), inner.top(), width, HEIGHT), chip, tokens)
        base.setWeight(QFont.Weight.DemiBold)
        painter.setFont(base)
        left = inner.left() + width + 8
        room = inner.right() - left - (STAR if one.starred else 0)
        line = QRect(left, inner.top(), room, HEIGHT)
        mode = Qt.TextElideMode.ElideRight
        title = painter.fontMetrics().elidedText(title, mode, room)
        ground = QColor(mark_ground(tokens))
        for start, length in marks(title, words):
            x = painter.fontMetrics().horizontalAdvance(title[:start])
            wide = painter.fontMetrics().horizontalAdvance(title[start : start + length])
            painter.fillRect(line.left() + x, line.top() + 1, wide, HEIGHT - 2, ground)
        painter.setPen(QColor(tokens.text))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, title)
        if one.starred:
            painter.setPen(QColor(tokens.warn))
            star = QRect(inner.right() - STAR + 4, inner.top(), STAR, HEIGHT)
            painter.drawText(star, Qt.AlignmentFlag.AlignCenter, "★")


class HighlightList(QListView):
    """`opened` is sent by Enter, `star_asked` by S, `remove_asked` by Delete."""

    opened = Signal()
    star_asked = Signal()
    remove_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setStyleSheet("QListView { background: transparent; }")  # the card's
        self.setItemDelegate(HighlightDelegate(theme, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.changed.connect(self.viewport().update)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        signals = {
            Qt.Key.Key_Return: self.opened,
            Qt.Key.Key_Enter: self.opened,
            Qt.Key.Key_S: self.star_asked,
            (Qt.Key.Key_Backspace if MAC else Qt.Key.Key_Delete): self.remove_asked,
        }
        signal = signals.get(Qt.Key(event.key()))
        if signal is not None and not event.modifiers():
            signal.emit()
        else:
            super().keyPressEvent(event)
