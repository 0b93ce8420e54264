"""What somebody without eyes or without a mouse misses in a window."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QScrollArea,
    QWidget,
)

from qunmate.i18n import _

ROLES = QAccessible.Role
AREAS = {ROLES.NoRole, ROLES.Client, ROLES.Border, ROLES.Window, ROLES.Grouping}
TWICE_AROUND = 600  # keys, more than twice as many as the fullest window has controls


def controls(root: QWidget) -> Iterator[QWidget]:
    """What is seen in a window and takes the keys; not what belongs to another control."""
    for widget in root.findChildren(QWidget):
        inside = isinstance(widget.parentWidget(), (QComboBox, QAbstractSpinBox))
        takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
        seen = widget.isVisible() and widget.isEnabled() and widget.window() is root
        if takes and seen and not inside:
            yield widget


def described(widget: QWidget) -> str:
    words = widget.text() if isinstance(widget, (QAbstractButton, QLabel)) else ""
    name = widget.accessibleName() or words or widget.objectName()
    return f"{type(widget).__name__} {name!r} in {type(widget.parentWidget()).__name__}"


def nameless(root: QWidget) -> list[str]:
    """Controls without text, accessible name or a label that belongs to them."""
    labelled = {label.buddy() for label in root.findChildren(QLabel)}
    return [
        described(widget)
        for widget in controls(root)
        if not widget.accessibleName()
        and not isinstance(widget, QScrollArea)  # takes the keys only to scroll what it holds
        and (widget not in labelled or isinstance(widget, QComboBox))  # its list has none
        and not (isinstance(widget, QAbstractButton) and _spoken(widget.text()))
    ]


def _spoken(words: str) -> bool:
    """Whether a screen reader has something to read: a sign alone says nothing."""
    return any(sign.isalnum() for sign in words)


def untitled(root: QWidget) -> list[str]:
    """A dialog whose title does not say what it is for."""
    title = root.windowTitle()
    told = not isinstance(root, QDialog) or title not in {"", _("QunMate")}
    return [] if told else [f"{type(root).__name__} with the title {title!r}"]


def unspoken(root: QWidget) -> list[str]:
    """Controls of which a screen reader says no name, or not what they are."""
    return [
        f"{described(widget)}: {said.text(QAccessible.Text.Name)!r}, {said.role().name}"
        for widget, said in _told(QAccessible.queryAccessibleInterface(root))
        if said.state().focusable
        and (said.role() in AREAS or not said.text(QAccessible.Text.Name).strip())
    ]


def _told(said: QAccessibleInterface) -> Iterator[tuple[QWidget, QAccessibleInterface]]:
    """What a screen reader comes to, but for the lines of tables and lists."""
    widget = said.object()
    if not isinstance(widget, QWidget) or not widget.isVisible():
        return
    if isinstance(widget.parentWidget(), QComboBox):
        return  # its list, which Qt names after nothing
    if widget.isEnabled():
        yield widget, said
    if not isinstance(widget, (QAbstractItemView, QComboBox)):
        for place in range(said.childCount()):
            yield from _told(said.child(place))


def misplaced(root: QWidget) -> list[str]:
    """Neighbours to which Tab goes back, or up, instead of on."""
    taking = {id(widget) for widget in controls(root)}
    order: dict[int, list[QWidget]] = {}
    widget = root.nextInFocusChain()
    while widget is not root:
        if id(widget) in taking:
            order.setdefault(id(widget.parentWidget()), []).append(widget)
        widget = widget.nextInFocusChain()
    return [
        f"{described(one)} before {described(following)}"
        for siblings in order.values()
        for one, following in pairwise(siblings)
        if _is_before(following.geometry(), one.geometry())
    ]


def _is_before(one: QRect, other: QRect) -> bool:
    if one.bottom() < other.top() or other.bottom() < one.top():
        return one.bottom() < other.top()
    return one.right() < other.left()


def unreached(root: QWidget) -> list[str]:
    """Controls that Tab does not come to, however often it is pressed."""
    root.activateWindow()
    QTest.qWaitForWindowActive(root)
    missing = {id(widget): widget for widget in controls(root)}
    for _press in range(TWICE_AROUND):
        if not missing:
            break
        target = QApplication.focusWidget()
        QTest.keyClick(target if target and target.window() is root else root, Qt.Key.Key_Tab)
        reached = QApplication.focusWidget()
        while reached is not None and reached is not root:
            missing.pop(id(reached), None)
            reached = reached.parentWidget()
    now = {id(widget) for widget in controls(root)}  # a focus may close what was open
    return [described(widget) for key, widget in missing.items() if key in now]
