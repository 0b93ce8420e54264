"""Whoever sits before the window: one who only clicks (and types words), one with keys alone.

Every act is a generator of conditions: the driver lets Qt run until each is true. Nothing
sleeps, and dialogs that block the program are walked through by the driver inside them.
"""

from __future__ import annotations

import os
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QEventLoop, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QWidget,
)
from shiboken6 import isValid

Condition = Callable[[], object]
Steps = Iterator[Condition]
LIMIT_SECONDS = 60
MOST_TABS = 120  # keys until the whole window must have been visited
NONE, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


class Driver(QObject):
    """Takes one step after another from Qt's own loop. Whoever gets lost ends the process, with
    a picture of what was seen last: a dialog's loop could not be left otherwise."""

    def __init__(self, steps: Steps, picture: Path) -> None:
        super().__init__()
        self._steps = steps
        self._picture = picture
        self._condition: Condition = lambda: True
        self._until = time.monotonic() + LIMIT_SECONDS
        self._loop = QEventLoop()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)

    def run(self) -> None:
        self._timer.start(2)
        self._loop.exec()

    def _look(self) -> None:
        give_keys_back()
        try:
            if self._condition():
                self._condition = next(self._steps)
                self._until = time.monotonic() + LIMIT_SECONDS
            elif time.monotonic() > self._until:
                self._lost()
        except StopIteration:
            self._timer.stop()
            self._loop.quit()
        except Exception:
            traceback.print_exc()
            self._leave()

    def _lost(self) -> None:
        frame = getattr(self._steps, "gi_frame", None)
        while inner := getattr(getattr(self._steps, "gi_yieldfrom", None), "gi_frame", None):
            print(f"waits in {frame.f_code.co_name}, line {frame.f_lineno}", file=sys.stderr)
            self._steps, frame = getattr(self._steps, "gi_yieldfrom", self._steps), inner
        if frame:
            print(f"waits in {frame.f_code.co_name}, line {frame.f_lineno}", file=sys.stderr)
        self._leave()

    def _leave(self) -> None:
        seen = QApplication.activeModalWidget() or QApplication.activeWindow()
        focus = QApplication.focusWidget()
        print(f"at {seen!r}, the keys at {focus!r}; see {self._picture}", file=sys.stderr)
        if seen:
            seen.grab().save(str(self._picture))
        sys.stderr.flush()
        os._exit(1)


def give_keys_back() -> None:
    """What a window manager does when a dialog is gone: there may be none."""
    if QApplication.activeWindow() is None and QApplication.activePopupWidget() is None:
        shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
        top = QApplication.activeModalWidget() or next(iter(shown), None)
        if top:
            top.activateWindow()


def soon(act: Callable[[], object]) -> Steps:
    """Do it from Qt's loop: it may open a dialog that blocks."""
    begun: list[bool] = []

    def do() -> None:
        begun.append(True)
        act()

    QTimer.singleShot(0, do)
    yield lambda: begun


def write(text: str) -> None:
    """Words, as an input method gives them to whoever has the keys."""
    field = QApplication.focusWidget()
    if field is None:
        raise LookupError("nobody has the keys")
    if not text:
        key(Qt.Key.Key_Delete)
        return
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(field, event)


def key(code: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    """A key, to whoever would get it."""
    popup, modal = QApplication.activePopupWidget(), QApplication.activeModalWidget()
    target = popup or QApplication.focusWidget() or modal or QApplication.activeWindow()
    if target is None:
        raise LookupError("no window has the keys")
    QTest.keyClick(target, code, modifier)


def called(root: QWidget, words: str) -> QAbstractButton | None:
    """The visible button of that name."""
    buttons = root.findChildren(QAbstractButton)
    return next((one for one in buttons if one.isVisible() and one.text() == words), None)


def _ready(root: QWidget, words: str) -> QWidget | None:
    found = called(root, words) if words else root
    return found if found and found.isVisible() and found.isEnabled() else None


class Hand(Protocol):
    keys_only: bool

    def press(self, root: QWidget, words: str = "") -> Steps:
        """A button, or the one in `root` that is called so."""

    def fill(self, field: QLineEdit, text: str) -> Steps:
        """Put `text` in place of what is there."""

    def pick(self, box: QComboBox, place: int) -> Steps: ...

    def row(self, view: QAbstractItemView, index: QModelIndex) -> Steps:
        """Make it the current line of the list."""


class Mouse:
    keys_only = False

    def press(self, root: QWidget, words: str = "") -> Steps:
        yield lambda: _ready(root, words)
        button = _ready(root, words)
        yield from soon(lambda: QTest.mouseClick(button, Qt.MouseButton.LeftButton))

    def fill(self, field: QLineEdit, text: str) -> Steps:
        yield field.isVisible
        yield from soon(lambda: QTest.mouseClick(field, Qt.MouseButton.LeftButton))
        yield field.hasFocus
        field.selectAll()
        write(text)
        yield lambda: field.text() == text

    def pick(self, box: QComboBox, place: int) -> Steps:
        yield lambda: box.isVisible() and box.isEnabled()
        yield from soon(lambda: QTest.mouseClick(box, Qt.MouseButton.LeftButton))
        yield box.view().isVisible
        yield from self.row(box.view(), box.model().index(place, 0))

    def row(self, view: QAbstractItemView, index: QModelIndex) -> Steps:
        view.scrollTo(index)
        point = view.visualRect(index).center()
        left = Qt.MouseButton.LeftButton
        yield from soon(lambda: QTest.mouseClick(view.viewport(), left, NONE, point))


class Keys:
    keys_only = True

    def reach(self, widget: QWidget) -> Steps:
        """Tab on until it has the keys; it must be reached before all was visited twice."""
        yield lambda: widget.isVisible() and widget.isEnabled()
        for _press in range(MOST_TABS):
            if widget.hasFocus():
                return
            key(Qt.Key.Key_Tab)
            yield lambda: True
        raise AssertionError(f"Tab never reaches {widget!r}")

    def press(self, root: QWidget, words: str = "") -> Steps:
        yield lambda: _ready(root, words)
        button = _ready(root, words)
        assert button is not None
        yield from self.reach(button)
        yield from soon(lambda: key(Qt.Key.Key_Space))

    def fill(self, field: QLineEdit, text: str) -> Steps:
        yield from self.reach(field)
        key(Qt.Key.Key_A, CONTROL)
        write(text)
        yield lambda: field.text() == text

    def pick(self, box: QComboBox, place: int) -> Steps:
        yield from self.reach(box)
        presses = [Qt.Key.Key_Home, *[Qt.Key.Key_Down] * place]
        for press in presses[:-1]:
            key(press)
        yield from soon(lambda: key(presses[-1]))

    def row(self, view: QAbstractItemView, index: QModelIndex) -> Steps:
        yield from self.reach(view)
        key(Qt.Key.Key_Home, CONTROL)
        for _press in range(index.row()):
            key(Qt.Key.Key_Down)
        yield lambda: view.currentIndex().row() == index.row()


def answer_file_dialog(path: Path) -> Steps:
    """Type the path into Qt's own file dialog, which has the keys in its field."""
    yield lambda: isinstance(QApplication.activeModalWidget(), QFileDialog)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QFileDialog)
    field = dialog.findChild(QLineEdit, "fileNameEdit")
    assert field is not None
    yield field.hasFocus
    field.selectAll()
    write(str(path))
    yield lambda: field.text() == str(path)
    yield from soon(lambda: QTest.keyClick(field, Qt.Key.Key_Return))
    yield lambda: not isValid(dialog) or not dialog.isVisible()
