"""Which one is you? The operator's own card among the members."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from qunmate.data import own_card
from qunmate.data.own_card import Candidate
from qunmate.data.store import Store
from qunmate.i18n import NC_, _, ngettext
from qunmate.terms import listed, role_word
from qunmate.ui.context import WindowContext
from qunmate.ui.parts import button, hint, label, row
from qunmate.ui.theme import NOTE, Theme
from qunmate.ui.widgets.arrows import Arrows
from qunmate.ui.writer import Ticket
from qunmate.ui.writing import WritingDialog

TABLES = frozenset({"events", "members", "memberships", "settings", "stays"})
ROW_HEIGHT = 48
Index = QModelIndex | QPersistentModelIndex
_RANKS = ("owner", "admin")


class TwoLines(QStyledItemDelegate):
    """The first line of an item's text above the second, which is fainter."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens = self._theme.tokens
        box: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, QColor(tokens.selection))
        box = box.adjusted(12, 5, -12, -5)
        first, _newline, second = str(index.data()).partition("\n")
        top = Qt.AlignmentFlag.AlignTop
        painter.setPen(QColor(tokens.text))
        painter.drawText(box, top, _cut(painter, first, box.width()))
        small = painter.font()
        small.setPixelSize(NOTE)
        painter.setFont(small)
        painter.setPen(QColor(tokens.second))
        painter.drawText(box, Qt.AlignmentFlag.AlignBottom, _cut(painter, second, box.width()))
        painter.restore()


def _cut(painter: QPainter, text: str, room: int) -> str:
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)


class OwnCardDialog(WritingDialog):
    def __init__(self, context: WindowContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.setWindowTitle(_("Which one is you?"))
        self.resize(480, 520)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Your name, name in the group or ID"))
        self.search.setAccessibleName(_("Search for yourself"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._read)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Members who may be you"))
        self.list.setObjectName("framed")
        self.list.setItemDelegate(TwoLines(context.theme, self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(self.choose)
        self.list.currentItemChanged.connect(self._check)
        Arrows(self.search, self.list)
        self.nobody = label(part="second")
        self.nobody.setVisible(False)
        QVBoxLayout(self.list).addWidget(self.nobody, 0, Qt.AlignmentFlag.AlignCenter)
        self.ok = button(_("This is me"), self.choose, "primary")
        self.ok.setDefault(True)
        self.ok.setEnabled(False)
        self._arrange()
        self._read()

    def _arrange(self) -> None:
        why = _(
            "Your own messages are counted separately: how much the group depends on you,"
            " who answers whom, whom the digest thanks. You can change it later on the"
            " member's card."
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(12)
        box.addWidget(label(_("Which one is you?"), "title"))
        box.addWidget(label(why, "second", wrap=True))
        box.addWidget(self.search)
        box.addWidget(self.list, 1)
        self.none = button(_("None of these is me"), self.skip)
        self.none.setEnabled(False)
        later = button(_(NC_("put off", "Later")), self.reject, "link")
        box.addLayout(row(later, None, self.none, self.ok))

    def _read(self) -> None:
        find = partial(_candidates, text=self.search.text())
        self._context.jobs.read("own-card", find, self._show)

    def _show(self, found: list[Candidate]) -> None:
        self.list.clear()
        for one in found:
            item = QListWidgetItem(self._words(one))
            item.setData(Qt.ItemDataRole.UserRole, one)
            item.setToolTip(hint(self._words(one)))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        asked = bool(self.search.text().strip())
        self.nobody.setText(_("There is nobody of that name.") if asked else _("Nobody here yet."))
        self.nobody.setVisible(not found)
        self.none.setEnabled(bool(found) or asked)
        self._check()

    def _words(self, one: Candidate) -> str:
        blur = self._context.blur
        names = [one.name, *(name for name in one.nicknames if name != one.name)]
        parts = [role_word(_RANKS[one.rank])] if one.rank < len(_RANKS) else []
        messages = ngettext("{n:,} message", "{n:,} messages", one.messages)
        parts += [messages.format(n=one.messages), listed(one.groups)]
        return " · ".join(blur.name(name) for name in names) + "\n" + " · ".join(parts)

    def _check(self) -> None:
        self.ok.setEnabled(self.list.currentRow() >= 0)

    def choose(self) -> None:
        if self.list.currentRow() < 0:
            return
        one: Candidate = self.list.currentItem().data(Qt.ItemDataRole.UserRole)
        deed = _("{name} is you").format(name=self._context.blur.name(one.name))
        self.writes = partial(self._set_own, one.member_id, deed)
        self.accept()

    def skip(self) -> None:
        """Not asked again; the command and the member's card still can."""
        self.writes = partial(self._set_own, None, "")
        self.accept()

    def _set_own(self, member_id: int | None, deed: str) -> Ticket:
        change = partial(own_card.set_own, member_id=member_id)
        return self._context.jobs.edit(change, TABLES, deed=deed)


def _candidates(store: Store, text: str) -> list[Candidate]:
    return own_card.candidates(store.db, text)
