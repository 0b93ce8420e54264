"""Where a source goes: the group it tells itself, one that is there, or a new one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal

from qunmate.i18n import _
from qunmate.model import Group
from qunmate.ui.widgets.choice import Choice

BY_FILE, NONE_YET, NEW = "by file", "none yet", "new"
WIDTH, MOST = 220, 340  # px
BESIDE = 44  # px of it beside the words


class TargetBox(Choice):
    """`by_file`: the source can say itself (a chat does, a sheet does not)."""

    chosen = Signal()
    new_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._before = 0
        self.setAccessibleName(_("Goes into the group"))
        self.setMinimumWidth(WIDTH)
        self.view().setMinimumWidth(2 * WIDTH)
        self.setMaxVisibleItems(14)
        self.activated.connect(self._activated)
        self.currentTextChanged.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """As wide as the chosen words need, within reason."""
        wide = self.fontMetrics().horizontalAdvance(self.currentText()) + BESIDE
        return QSize(min(max(wide, WIDTH), MOST), super().sizeHint().height())

    def show_groups(self, groups: Sequence[Group], chosen: Group | None, *, by_file: bool) -> None:
        self.clear()
        if by_file:
            self.addItem(_("The group the file names"), BY_FILE)
        elif chosen is None:
            self.addItem(_("Choose a group…"), NONE_YET)
        for group in groups:
            self.addItem(group.name, group)
        self.addItem(_("New group…"), NEW)
        if chosen:
            names = [group.id for group in groups]
            if chosen.id in names:
                self.setCurrentIndex(names.index(chosen.id) + int(by_file))
        self._before = self.currentIndex()

    def name_by_file(self, words: str) -> None:
        """Say which group the source tells, once it is known."""
        place = self.findData(BY_FILE)
        if place >= 0:
            self.setItemText(place, words)

    def group(self) -> Group | None:
        data = self.currentData()
        return data if isinstance(data, Group) else None

    def _activated(self, place: int) -> None:
        if self.itemData(place) == NEW:
            self.setCurrentIndex(self._before)
            self.new_asked.emit()
            return
        self._before = place
        self.chosen.emit()
