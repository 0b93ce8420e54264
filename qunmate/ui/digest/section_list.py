"""The sections of a digest: on or off, in the order wanted."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSizePolicy, QVBoxLayout, QWidget

from qunmate.digest.editing import REWORDED
from qunmate.digest.model import Section
from qunmate.i18n import _
from qunmate.keys import native
from qunmate.ui.digest.making import Order
from qunmate.ui.parts import GRID, button, hint, row
from qunmate.ui.widgets.whole_list import WholeList

LINE = 28  # px
LEAST = 3  # lines that have room
KEY = Qt.ItemDataRole.UserRole


class SectionList(QWidget):
    changed = Signal()
    edit_asked = Signal(str)  # the key of a section whose items shall be chosen and worded

    def __init__(self) -> None:
        super().__init__()
        self.list = WholeList()
        self.list.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        self.list.setUniformItemSizes(True)
        self.list.setObjectName("sections")
        self.list.setAccessibleName(_("Sections"))
        self.up = button("↑", partial(self.move_by, -1), "small")
        self.up.setAccessibleName(_("Move up"))
        self.up.setToolTip(_("Move up") + native(" (Alt+↑)"))
        self.down = button("↓", partial(self.move_by, 1), "small")
        self.down.setAccessibleName(_("Move down"))
        self.down.setToolTip(_("Move down") + native(" (Alt+↓)"))
        self.edit = button(_("Choose and reword…"), self._edit, "small")
        for keys, step in (("Alt+Up", -1), ("Alt+Down", 1)):
            shortcut = QShortcut(QKeySequence(keys), self.list)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(partial(self.move_by, step))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        box.addWidget(self.list, 1)
        box.addLayout(row(self.up, self.down, None, self.edit))
        box.addStretch(0)
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Expanding, policy.Expanding)
        self.list.setSizePolicy(policy.Expanding, policy.Ignored)  # all room that there is
        self.list.setMinimumHeight(height_of(LEAST))
        self._sections: dict[str, Section] = {}
        self.list.itemChanged.connect(self._told)
        self.list.itemActivated.connect(self._edit)
        self.list.currentRowChanged.connect(self._buttons)
        self.list.model().rowsMoved.connect(self._told)

    def show_sections(self, sections: Sequence[Section], off: Sequence[str]) -> None:
        """Nothing is touched where they are shown already."""
        self._sections = {section.key: section for section in sections}
        wanted = [(one.key, one.title, one.key not in off) for one in sections]
        self._buttons()
        self.list.setMaximumHeight(height_of(max(LEAST, len(wanted))))
        if wanted == [(_key(item), item.text(), _on(item)) for item in self._items()]:
            return
        key = self.current()
        self.list.blockSignals(True)  # noqa: FBT003
        self.list.clear()
        for place, (name, title, on) in enumerate(wanted):
            item = QListWidgetItem(title)
            item.setData(KEY, name)
            item.setSizeHint(QSize(0, LINE))
            item.setToolTip(hint(title))
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsDropEnabled)
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            self.list.addItem(item)
            if name == key or not place:
                self.list.setCurrentRow(place)
        self.list.blockSignals(False)  # noqa: FBT003
        self._buttons()

    def grow(self, room: int) -> None:
        """Show every line where there is no room in `room` px for a few and a bar beside them:
        what is around then scrolls, so that there is one bar."""
        enough = room >= height_of(LEAST)
        self.list.setMinimumHeight(height_of(LEAST) if enough else self.list.maximumHeight())

    def order(self) -> Order:
        items = self._items()
        return Order([_key(one) for one in items], [_key(one) for one in items if not _on(one)])

    def current(self) -> str:
        item = self.list.currentItem()
        return _key(item) if item else ""

    def move_by(self, step: int) -> None:
        """Move the current section; the keyboard's way of dragging."""
        here = self.list.currentRow()
        there = here + step
        if here < 0 or not 0 <= there < self.list.count():
            return
        none = QModelIndex()
        self.list.model().moveRow(none, here, none, there + (step > 0))

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(place) for place in range(self.list.count())]

    def _told(self, *_what: object) -> None:
        self._buttons()
        self.changed.emit()

    def _buttons(self, _row: int = 0) -> None:
        here, section = self.list.currentRow(), self._sections.get(self.current())
        self.up.setEnabled(here > 0)
        self.down.setEnabled(0 <= here < self.list.count() - 1)
        self.edit.setEnabled(bool(section and can_edit(section)))

    def _edit(self, _item: QListWidgetItem | None = None) -> None:
        section = self._sections.get(self.current())
        if section and can_edit(section):
            self.edit_asked.emit(section.key)


def height_of(lines: int) -> int:
    return LINE * lines + 10


def can_edit(section: Section) -> bool:
    """Whether its items are words, not figures or names."""
    return any(type(item) in REWORDED for item in (*section.items, *section.spare))


def _key(item: QListWidgetItem) -> str:
    return str(item.data(KEY))


def _on(item: QListWidgetItem) -> bool:
    return item.checkState() == Qt.CheckState.Checked
