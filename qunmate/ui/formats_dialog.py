"""Which files can I take in? Every format, its files, and how to get one, in plain words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from qunmate.i18n import N_, _
from qunmate.tasks.formats import Format, formats, steps
from qunmate.ui.dialog import Dialog
from qunmate.ui.parts import GRID, button, hint, label, row
from qunmate.ui.widgets.arrows import Arrows
from qunmate.ui.widgets.whole_list import WholeList

_KINDS = {
    "chat": N_("Chat record"),
    "roster": N_("Members"),
    "plan": N_("Plan"),
    "highlights": N_("Highlights"),
}
LIST_WIDTH = 320


class FormatsDialog(Dialog):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Which files can I import?"))
        self.resize(820, 560)
        self._all = formats()
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search: WeChat, Excel, .json…"))
        self.search.setAccessibleName(_("Search the formats"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.list = WholeList()
        self.list.setObjectName("kinds")
        self.list.setAccessibleName(_("Formats"))
        self.list.setFixedWidth(LIST_WIDTH)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(self._show)
        Arrows(self.search, self.list)
        self.title = label("", "heading", wrap=True)
        self.files = label("", "second", wrap=True)
        self.how = label("", wrap=True)
        self.how.setAlignment(Qt.AlignmentFlag.AlignTop)
        for words in (self.title, self.files, self.how):
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.copy = button(_("Copy"), self._copy)
        self.copy.setToolTip(_("Copy this text, for example to send it to someone"))
        self._build()
        self._filter("")
        self.search.setFocus()

    def _build(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(GRID)
        for words in (self.title, self.files, self.how):
            right.addWidget(words)
        right.addStretch(1)
        right.addLayout(row(self.copy, None))
        middle = QHBoxLayout()
        middle.setSpacing(3 * GRID)
        middle.addWidget(self.list)
        middle.addLayout(right, 1)
        close = button(_("Close"), self.reject, "primary")
        close.setDefault(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(3 * GRID, 20, 3 * GRID, 2 * GRID)
        box.setSpacing(12)
        box.addWidget(label(_("Which files can I import?"), "title"))
        which = _(
            "QunMate reads what a chat program lets you export, copy or forward. It never"
            " opens another program's own data and needs no other tool."
        )
        box.addWidget(label(which, "second", wrap=True))
        box.addWidget(self.search)
        box.addLayout(middle, 1)
        box.addLayout(row(None, close))

    def _filter(self, text: str) -> None:
        """Each of the words must occur somewhere in a format's words."""
        words = text.casefold().split()
        self.list.clear()
        for one in self._all:
            said = f"{one.title} {one.how} {' '.join(one.suffixes)} {_(_KINDS[one.kind])}"
            if all(word in said.casefold() for word in words):
                item = QListWidgetItem(one.title)
                item.setToolTip(hint(one.title))
                item.setData(Qt.ItemDataRole.UserRole, one)
                self.list.addItem(item)
        self.list.setCurrentRow(0)
        if not self.list.count():
            self._show(None)

    def _show(self, item: QListWidgetItem | None, _before: object = None) -> None:
        one = item.data(Qt.ItemDataRole.UserRole) if item else None
        self.copy.setVisible(one is not None)
        if not isinstance(one, Format):
            self.title.setText(_("There is no format of that name."))
            self.files.setText("")
            self.how.setText(
                _("Any table with a time, a sender and a text can be read: save yours as CSV.")
            )
            return
        self.title.setText(one.title)
        self.files.setText(f"{_(_KINDS[one.kind])} · {' '.join(one.suffixes)}")
        self.how.setText(steps(one.how))

    def _copy(self) -> None:
        said = (self.title.text(), self.files.text(), self.how.text())
        QGuiApplication.clipboard().setText("\n".join(said))
