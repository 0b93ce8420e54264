"""Where no file is chosen yet: what can be read, and how to get such a file."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout

from qunmate.data.importers import all_readers
from qunmate.i18n import _
from qunmate.ui.parts import GRID, label


class DropHere(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("dropHere")
        box = QVBoxLayout(self)
        box.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        box.setSpacing(12)
        box.addWidget(label(_("Drop files here"), "heading"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(GRID)
        grid.setColumnStretch(1, 1)
        lines = [(_(reader.TITLE), _(reader.HOW)) for reader in all_readers()]
        sheets = _("Any member list: QunMate proposes what each column is, you can change it.")
        for place, (title, how) in enumerate([(_("Member sheet"), sheets), *lines]):
            name = label(title, wrap=True)
            name.setFixedWidth(200)
            grid.addWidget(name, place, 0)
            grid.addWidget(label(how, "note", wrap=True), place, 1)
        box.addLayout(grid)
        box.addStretch(1)
