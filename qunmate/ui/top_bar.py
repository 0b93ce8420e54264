"""The bar at the top: the name, the tabs, search, import and digest."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLineEdit, QPushButton

from qunmate.i18n import _
from qunmate.ui.parts import button, label, row

HEIGHT = 46
BRAND_WIDTH = 208


class TopBar(QFrame):
    tab_chosen = Signal(int)
    import_asked = Signal()
    digest_asked = Signal()
    more_asked = Signal()

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__()
        self.setObjectName("topBar")
        self.setFixedHeight(HEIGHT)
        brand = label(_("QunMate"))
        brand.setObjectName("brand")
        brand.setFixedWidth(BRAND_WIDTH)
        brand.setIndent(16)
        self.tabs = QButtonGroup(self)
        self.import_button = button(_("Import…"), self.import_asked.emit)
        self.import_button.setToolTip(_("Take in members or chat records (Ctrl+I)"))
        self.digest_button = button(_("Digest…"), self.digest_asked.emit, "primary")
        self.digest_button.setToolTip(_("Write the weekly digest (Ctrl+E)"))
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 16, 0)
        box.setSpacing(8)
        box.addWidget(brand)
        box.addLayout(row(*(self._tab(i, t) for i, t in enumerate(titles)), spacing=0))
        box.addStretch(1)
        box.addWidget(self._search())
        box.addWidget(self.import_button)
        box.addWidget(self.digest_button)
        box.addWidget(self._more())
        self.tabs.idClicked.connect(self.tab_chosen)

    def _more(self) -> QPushButton:
        self.more = button("⋯")
        self.more.setFixedWidth(36)
        self.more.setAccessibleName(_("More"))
        self.more.setToolTip(_("More"))
        self.more.clicked.connect(self.more_asked)
        return self.more

    def _search(self) -> QLineEdit:
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search members, messages, highlights"))
        self.search.setAccessibleName(_("Search everywhere"))
        self.search.setFixedWidth(288)
        self.search.setEnabled(False)
        self.search.setToolTip(_("Searching everywhere is not part of this version yet."))
        return self.search

    def _tab(self, place: int, title: str) -> QPushButton:
        made = button(title, look="tab")
        made.setCheckable(True)
        made.setFixedHeight(HEIGHT - 1)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.setToolTip(f"Ctrl+{place + 1}")
        self.tabs.addButton(made, place)
        return made

    def show_tab(self, place: int) -> None:
        self.tabs.button(place).setChecked(True)
