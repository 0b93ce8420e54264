"""Small parts that every screen is made of; their look is in resources/styles/window.qss."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from itertools import pairwise

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from qunmate.ui.wrapping import Wrapped

GRID = 8  # px
SLACK = 2  # px that a line which may be cut is wider than its text
LONGEST = 400  # px of words in a menu, in place of a menu as wide as the screen


def label(text: str = "", part: str = "", *, wrap: bool = False) -> QLabel:
    """`part` is one of second, note, title, heading, figure."""
    if wrap:
        return Wrapped(text, part)
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("part", part)
    return made


def button(text: str, act: Callable[[], object] | None = None, look: str = "") -> QPushButton:
    """`look` is one of primary, small, link, chip, line (a link in a list)."""
    made = QPushButton(text)
    made.setProperty("look", look)
    made.setAutoDefault(False)
    if look == "chip":
        made.setCheckable(True)
    if look in {"link", "line"}:
        made.setCursor(Qt.CursorShape.PointingHandCursor)
    if act:
        made.clicked.connect(lambda _checked=False: act())
    return made


def card(layout: QLayout | None = None) -> tuple[QFrame, QLayout]:
    """A white box with a thin line, and its layout."""
    frame = QFrame()
    frame.setProperty("card", "true")
    inner = layout or QVBoxLayout()
    inner.setContentsMargins(2 * GRID, 12, 2 * GRID, 12)
    frame.setLayout(inner)
    return frame, inner


def in_order(*widgets: QWidget) -> None:
    """Let Tab go from each to the next of those that it comes to; they are in one window."""
    for one, following in pairwise(filter(_takes_tab, widgets)):
        QWidget.setTabOrder(one, following)


def in_order_before(following: QWidget, *widgets: QWidget) -> None:
    """Let Tab go through the widgets before it comes to another one of their window."""
    before = following.previousInFocusChain()
    while before and before is not following and not _takes_tab(before):
        before = before.previousInFocusChain()  # Qt asks for one that Tab comes to
    if before and before is not following:
        in_order(before, *widgets)


def in_order_of(*roots: QWidget) -> None:
    """Let Tab go through what is in the first, in the order in which it came there, then through
    what is in the next; all are in one window. (To ask PySide for the next in the order of Tab
    would keep that widget, and with it its window, in memory for ever.)"""
    in_order(*(one for root in roots for one in (root, *_within(root))))


def _within(root: QWidget) -> Iterator[QWidget]:
    """What is in it and in its window, as lists that drop down are not."""
    return (one for one in root.findChildren(QWidget) if root.isAncestorOf(one))


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def row(*items: QWidget | int | None, spacing: int = GRID) -> QHBoxLayout:
    """Widgets beside one another; None stretches, a number is a gap in px."""
    made = QHBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(spacing)
    for item in items:
        if item is None:
            made.addStretch(1)
        elif isinstance(item, int):
            made.addSpacing(item)
        else:
            made.addWidget(item)
    return made


def make_form() -> QFormLayout:
    """Lines of words at the left and fields as wide as there is room, alike on every system."""
    made = QFormLayout()
    made.setHorizontalSpacing(12)
    made.setVerticalSpacing(GRID)
    made.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    made.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
    return made


def add_field(form: QFormLayout, text: str, field: QWidget) -> None:
    """A line of a form; the words also name the field for who can't see them."""
    words = label(text, "second")
    words.setBuddy(field)
    field.setAccessibleName(text)
    form.addRow(words, field)


def inset(edit: QAbstractSpinBox) -> None:
    """Begin its text where that of other fields begins: no style sheet moves it, as the field
    inside fills the box where there are no arrows."""
    edit.lineEdit().setTextMargins(GRID - 1, 0, 0, 0)


def hint(text: str) -> str:
    """The text for a tooltip as it is written: what looks like markup stays words."""
    if "<" not in text and "&lt;" not in text:
        return text
    return f"<span>{escape(text)}</span>".replace("\n", "<br>")


def as_written(text: str) -> str:
    """The text for a button, a tick or a menu as it is written: an & marks no key."""
    return text.replace("&", "&&")


def in_menu(words: str) -> str:
    """The words for an entry of a menu: on one line, not too long, and without keys of its own."""
    metrics = QFontMetrics(QApplication.font())
    line = " ".join(words.split())
    return as_written(metrics.elidedText(line, Qt.TextElideMode.ElideRight, LONGEST))


def add_named(menu: QMenu, name: str, note: str = "") -> QAction:
    """An entry that people have named, with a note at the right; its tooltip tells a long name."""
    shown = in_menu(name)
    action = menu.addAction(f"{shown}\t{note}" if note else shown)
    if shown != as_written(name):
        menu.setToolTipsVisible(True)
        action.setToolTip(hint(name))
    return action


def units(text: str) -> int:
    """How long Qt counts a text: an emoji, and any character beyond the first plane, is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet looks at, and style the widget anew."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class ElidedLabel(QLabel):
    """One line that ends in … where there is no room, or has it in its `middle`, as a path whose
    end tells the most, and then tells all in its tooltip."""

    def __init__(self, text: str = "", part: str = "", *, middle: bool = False) -> None:
        super().__init__()
        modes = Qt.TextElideMode
        self._mode = modes.ElideMiddle if middle else modes.ElideRight
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("part", part)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._full = ""
        self._hint = ""
        self.set_text(text)

    def set_text(self, text: str, hint: str = "") -> None:
        """`hint` is a tooltip that is shown even when nothing is cut."""
        self._full = text
        self._hint = hint
        self.setAccessibleName(text)
        self.updateGeometry()
        self._elide()

    def full_text(self) -> str:
        return self._full

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self._full) + SLACK
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(24, self.sizeHint().width()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._elide()

    def _elide(self) -> None:
        shown = self.fontMetrics().elidedText(self._full, self._mode, max(self.width(), 24))
        self.setText(shown)
        self.setToolTip(hint(self._hint or (self._full if shown != self._full else "")))
