"""The bar at the top: the name, the tabs, search, undo and redo, import and digest."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
)

from qunmate import resources
from qunmate.i18n import _
from qunmate.keys import native
from qunmate.ui.blur import Blur
from qunmate.ui.parts import button, hint, label, row, set_property
from qunmate.ui.theme import Theme
from qunmate.ui.widgets.one_of import OneOf

HEIGHT = 46
BRAND_WIDTH = 208
ICON_WIDTH = 36
SHADES = ("light", "dark")
SEARCH_WIDTH, SEARCH_LEAST = 328, 104
BESIDE_WORDS = 24  # px of the search field
NARROW = 1160  # below this the name gives its room to the rest


class TopBar(QFrame):
    tab_chosen = Signal(int)
    import_asked = Signal()
    digest_asked = Signal()
    more_asked = Signal()

    def __init__(self, titles: Sequence[str], theme: Theme, blur: Blur) -> None:
        super().__init__()
        self.setObjectName("topBar")
        self.setFixedHeight(HEIGHT)
        self.brand = label(_("QunMate"))
        self.brand.setObjectName("brand")
        self.brand.setIndent(16)
        self.brand.setFixedWidth(BRAND_WIDTH)
        self.tabs = OneOf(self)
        self.search = SearchBox()
        self.undo_button = IconButton(theme, "undo")
        self.redo_button = IconButton(theme, "redo")
        self.eye = Eye(theme, blur)
        self.import_button = button(_("Import…"), self.import_asked.emit)
        self.import_button.setToolTip(_("Import members or chat records (Ctrl+I)"))
        self.digest_button = button(_("Digest…"), self.digest_asked.emit)
        self.digest_button.setToolTip(_("Write the weekly digest (Ctrl+E)"))
        turning = row(self.undo_button, self.redo_button, spacing=2)
        tools = (self.eye, self.import_button, self.digest_button, self._more())
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 16, 0)
        box.setSpacing(8)
        box.addWidget(self.brand)
        box.addLayout(row(*(self._tab(i, t) for i, t in enumerate(titles)), spacing=0))
        box.addStretch(1)
        box.addWidget(self.search, 1000)
        box.addLayout(turning)
        for tool in tools:
            box.addWidget(tool)
        self.tabs.idClicked.connect(self.tab_chosen)

    def show_people(self, count: int) -> None:
        """A digest is the thing to do once there is anybody to write of."""
        set_property(self.digest_button, "look", "primary" if count else "")

    def _more(self) -> QPushButton:
        self.more = button("⋯")
        self.more.setFixedWidth(ICON_WIDTH)
        self.more.setAccessibleName(_("More"))
        self.more.setToolTip(_("More"))
        self.more.clicked.connect(self.more_asked)
        return self.more

    def _tab(self, place: int, title: str) -> QPushButton:
        made = button(title, look="tab")
        made.setCheckable(True)
        made.setFixedHeight(HEIGHT - 1)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.setToolTip(hint(native(f"Ctrl+{place + 1}")))
        self.tabs.addButton(made, place)
        return made

    def show_tab(self, place: int) -> None:
        self.tabs.button(place).setChecked(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < NARROW
        for tab in self.tabs.buttons():
            set_property(tab, "narrow", "true" if narrow else "false")
            tab.setMinimumWidth(_width_when_bold(tab))
        words = self.brand.fontMetrics().horizontalAdvance(self.brand.text())
        self.brand.setFixedWidth(words + 32 if narrow else BRAND_WIDTH)


def _width_when_bold(tab: QAbstractButton) -> int:
    """The chosen tab's words are bolder; it is as wide before it is chosen, so that none moves."""
    tab.ensurePolished()
    plain, bold = tab.fontMetrics(), QFont(tab.font())
    bold.setWeight(QFont.Weight.DemiBold)
    more = QFontMetrics(bold).horizontalAdvance(tab.text()) - plain.horizontalAdvance(tab.text())
    return tab.sizeHint().width() + max(more, 0)


class SearchBox(QLineEdit):
    """The keys that lead here stand at its right end while it is empty."""

    def __init__(self) -> None:
        super().__init__()
        self._show_hint()
        self.setAccessibleName(_("Search everywhere"))
        self.setToolTip(_("Search everywhere (Ctrl+K); “>” first for commands only"))
        self.setMinimumWidth(SEARCH_LEAST)
        self.setMaximumWidth(SEARCH_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAcceptDrops(False)  # a file that is dropped anywhere is the window's
        self.keys = QLabel(native("Ctrl+K"), self)
        self.keys.setProperty("part", "note")
        self.keys.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.textChanged.connect(self._show_keys)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_hint()
        self._show_keys()

    def _show_hint(self) -> None:
        """What is searched, or where that has no room, that it is the search."""
        whole = _("Search members, messages, highlights")
        fits = self.fontMetrics().horizontalAdvance(whole) + BESIDE_WORDS < self.width()
        self.setPlaceholderText(whole if fits else _("Search"))

    def _show_keys(self) -> None:
        size = self.keys.sizeHint()
        words = self.fontMetrics().horizontalAdvance(self.placeholderText())
        fits = words + size.width() + 36 < self.width()
        self.keys.setVisible(not self.text() and fits)
        self.keys.setGeometry(
            self.width() - size.width() - 10,
            (self.height() - size.height()) // 2,
            size.width(),
            size.height(),
        )


class IconButton(QPushButton):
    """Shows `resources/styles/{icon}-{light or dark}.svg`."""

    def __init__(self, theme: Theme, icon: str) -> None:
        super().__init__()
        self._theme = theme
        self._icon = icon
        self.setAutoDefault(False)
        self.setFixedWidth(ICON_WIDTH)
        self.setProperty("look", "icon")
        theme.changed.connect(self._draw)
        self._draw()

    def show_icon(self, icon: str) -> None:
        self._icon = icon
        self._draw()

    def _draw(self) -> None:
        light, dark = (
            str(resources.path("styles", f"{self._icon}-{shade}.svg")) for shade in SHADES
        )
        icon = QIcon(dark if self._theme.dark else light)
        # the other theme's line is faint on this one's ground
        faint = light if self._theme.dark else dark
        icon.addFile(faint, QSize(), QIcon.Mode.Disabled)
        self.setIcon(icon)


class Eye(IconButton):
    """Blurs the names while the screen is shared, and shows whether they are."""

    def __init__(self, theme: Theme, blur: Blur) -> None:
        super().__init__(theme, "eye")
        self._blur = blur
        self.setCheckable(True)
        self.setAccessibleName(_("Blur names for screen sharing"))
        self.clicked.connect(blur.toggle)
        blur.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        on = self._blur.on
        self.show_icon("eye-off" if on else "eye")
        self.setChecked(on)
        told = _("Names are blurred: show them (Ctrl+Shift+B)")
        ask = _("Blur names, phone numbers and IDs for screen sharing (Ctrl+Shift+B)")
        self.setToolTip(hint(told if on else ask))
