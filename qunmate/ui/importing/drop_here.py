"""Where no file is chosen yet: what can be read, and how to get such a file."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from qunmate.i18n import _
from qunmate.tasks.formats import formats, steps
from qunmate.ui.parts import GRID, hint, label
from qunmate.ui.widgets.whole_list import WholeList

LIST_WIDTH = 320  # px


class DropHere(QFrame):
    """The kinds of files at the left; at the right how to get the one that is chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("dropHere")
        self._ways = [(one.title, steps(one.how)) for one in formats()]
        self.kinds = WholeList()
        self.kinds.setObjectName("kinds")
        self.kinds.setAccessibleName(_("What can be read"))
        self.kinds.setFixedWidth(LIST_WIDTH)
        self.kinds.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.kinds.addItems([title for title, _how in self._ways])
        for place, (title, _how) in enumerate(self._ways):
            self.kinds.item(place).setToolTip(hint(title))
        self.title = label("", "heading", wrap=True)
        self.how = label("", "second", wrap=True)
        self.how.setAlignment(Qt.AlignmentFlag.AlignTop)
        right = QVBoxLayout()
        right.setSpacing(GRID)
        right.addWidget(self.title)
        right.addWidget(self.how)
        right.addStretch(1)
        below = QHBoxLayout()
        below.setSpacing(3 * GRID)
        below.addWidget(self.kinds)
        below.addLayout(right, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        box.setSpacing(12)
        box.addWidget(label(_("Drop files or folders here"), "heading"))
        box.addWidget(label(_("How to get such a file:"), "note"))
        box.addLayout(below, 1)
        self.kinds.currentRowChanged.connect(self._show)
        self.kinds.setCurrentRow(0)

    def _show(self, place: int) -> None:
        title, how = self._ways[place]
        self.title.setText(title)
        self.how.setText(how)
