"""Where a source goes: the group the file names, one that is there, or a new one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox

from qunmate.i18n import _
from qunmate.model import Group
from qunmate.terms import platform_name

BY_FILE, NONE_YET, NEW = "by file", "none yet", "new"


class TargetBox(QComboBox):
    """`by_file`: the source can say itself (a chat does, a sheet does not)."""

    chosen = Signal()
    new_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._by_file = False
        self._before = 0
        self.setAccessibleName(_("Goes into the group"))
        self.setMinimumWidth(200)
        self.activated.connect(self._activated)

    def show_groups(self, groups: Sequence[Group], chosen: Group | None, *, by_file: bool) -> None:
        self._by_file = by_file
        self.clear()
        if by_file:
            self.addItem(_("The group the file names"), BY_FILE)
        elif chosen is None:
            self.addItem(_("Choose a group…"), NONE_YET)
        for group in groups:
            self.addItem(f"{group.name} · {platform_name(group.platform)}", group)
        self.addItem(_("New group…"), NEW)
        if chosen:
            names = [group.id for group in groups]
            if chosen.id in names:
                self.setCurrentIndex(names.index(chosen.id) + int(by_file))
        self._before = self.currentIndex()

    def group(self) -> Group | None:
        data = self.currentData()
        return data if isinstance(data, Group) else None

    @property
    def ready(self) -> bool:
        return self.group() is not None or self._by_file

    def _activated(self, place: int) -> None:
        if self.itemData(place) == NEW:
            self.setCurrentIndex(self._before)
            self.new_asked.emit()
            return
        self._before = place
        self.chosen.emit()
