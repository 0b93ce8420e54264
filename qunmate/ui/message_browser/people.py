"""Asks for members: type a part of a name or its pinyin, tick as many as are meant."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from qunmate.i18n import _
from qunmate.roster.pinyin import spellings
from qunmate.ui.dialog import Dialog
from qunmate.ui.parts import GRID, button, hint, label, row

_ID = Qt.ItemDataRole.UserRole
_SEARCHED = Qt.ItemDataRole.UserRole + 1


class PeoplePicker(Dialog):
    """`people` are (member id, name, note); those in `chosen` are ticked and stand first."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        people: Sequence[tuple[int, str, str]],
        chosen: Sequence[int] = (),
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(360, 480)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Name or pinyin"))
        self.search.setAccessibleName(_("Search members"))
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setAccessibleName(title)
        self.list.setUniformItemSizes(True)
        self.list.setStyleSheet("QListWidget::item { min-height: 28px; }")
        self._fill(people, set(chosen))
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self._tick_only)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        box.setSpacing(12)
        box.addWidget(label(title, "heading"))
        box.addWidget(self.search)
        box.addWidget(self.list, 1)
        ok = button(_("OK"), self.accept, "primary")
        box.addLayout(row(None, button(_("Cancel"), self.reject), ok))
        self.search.setFocus()

    def _fill(self, people: Sequence[tuple[int, str, str]], chosen: set[int]) -> None:
        spelled = spellings([name for _id, name, _note in people])
        listed = sorted(
            zip(people, spelled, strict=True), key=lambda pair: pair[0][0] not in chosen
        )
        for (member_id, name, note), spelling in listed:
            item = QListWidgetItem(f"{name}  {note}" if note else name)
            item.setToolTip(hint(name))
            item.setData(_ID, member_id)
            item.setData(_SEARCHED, f"{name}\n{spelling}".lower())
            ticked = Qt.CheckState.Checked if member_id in chosen else Qt.CheckState.Unchecked
            item.setCheckState(ticked)
            self.list.addItem(item)

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(at) for at in range(self.list.count())]

    def _filter(self, text: str) -> None:
        wanted = text.strip().lower()
        for item in self._items():
            item.setHidden(wanted not in item.data(_SEARCHED))

    def _tick_only(self) -> None:
        """Enter takes the one that is left, or goes into the list."""
        shown = [item for item in self._items() if not item.isHidden()]
        if len(shown) == 1:
            shown[0].setCheckState(Qt.CheckState.Checked)
            self.search.clear()
        elif shown:
            self.list.setCurrentItem(shown[0])
            self.list.setFocus()

    def chosen(self) -> dict[int, str]:
        """Names by member id, in the order of the list."""
        return {
            item.data(_ID): item.toolTip()
            for item in self._items()
            if item.checkState() == Qt.CheckState.Checked
        }
