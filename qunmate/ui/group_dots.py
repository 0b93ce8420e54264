"""How each group is doing, as a dot: found out once, shown wherever the group stands."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from qunmate.ui.stages import Dot


class GroupDots(QObject):
    changed = Signal(int)  # the id of the group

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._dots: dict[int, Dot] = {}

    def of(self, group_id: int) -> Dot:
        """That of a group of which nothing is known yet is quiet and says nothing."""
        return self._dots.get(group_id, Dot())

    def keep(self, group_id: int, dot: Dot) -> None:
        if dot != self.of(group_id):
            self._dots[group_id] = dot
            self.changed.emit(group_id)
