"""What leaves a method that Qt calls: an exception, never a crash."""

from __future__ import annotations

import contextlib
import sqlite3
import sys
from collections.abc import Callable

import pytest
import shiboken6
from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

import qunmate.ui

OURS = qunmate.ui.__name__


def closed() -> object:
    connection = sqlite3.connect(":memory:")
    connection.close()
    return connection.execute("SELECT 1")


def gone() -> object:
    label = QLabel()
    shiboken6.delete(label)
    return label.text()


@pytest.mark.parametrize(
    ("fails", "words"),
    [
        (closed, "closed database"),
        (gone, "already deleted"),
        (lambda: int("x"), "invalid literal"),
        (lambda: list("ab")[9], "out of range"),
    ],
)
def test_what_c_code_raises_comes_through(
    qtbot: QtBot, fails: Callable[[], object], words: str
) -> None:
    class Broken(QWidget):
        __module__ = OURS

        def setVisible(self, visible: bool) -> None:  # noqa: N802 - Qt's
            fails()
            super().setVisible(visible)

    class More(Broken):
        __module__ = OURS

        def setVisible(self, visible: bool) -> None:  # noqa: N802 - Qt's
            super().setVisible(visible)

    for kind in (Broken, More):
        widget = kind()
        qtbot.addWidget(widget)
        with pytest.raises(Exception, match=words):
            widget.show()


class Sound(QWidget):
    """How tall and wide it is, it says itself."""

    __module__ = OURS
    resized = 0

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's
        return QSize(30, 20)

    def resizeEvent(self, _event: QResizeEvent) -> None:  # noqa: N802 - Qt's
        self.resized += 1


def below_one_another(qtbot: QtBot, *widgets: QWidget) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    for widget in widgets:
        layout.addWidget(widget)
    return window


def test_what_fails_at_an_event_is_told_whatever_comes_after(qtbot: QtBot) -> None:
    class Broken(QWidget):
        __module__ = OURS

        def resizeEvent(self, _event: QResizeEvent) -> None:  # noqa: N802 - Qt's
            raise ValueError("broken")

    sound = Sound()
    window = below_one_another(qtbot, Broken(), sound)
    with qtbot.capture_exceptions() as told:
        window.show()
    assert [str(error) for _kind, error, _trace in told] == ["broken"]
    assert sound.resized == 1


def test_what_fails_takes_no_other_method_along(qtbot: QtBot) -> None:
    class Broken(QWidget):
        __module__ = OURS

        def sizeHint(self) -> QSize:  # noqa: N802 - Qt's
            raise ValueError("broken")

    before = sys.getrefcount(Sound.sizeHint)
    for _ in range(3):
        sound = Sound()
        window = below_one_another(qtbot, Broken(), sound)
        with contextlib.suppress(ValueError), qtbot.capture_exceptions():
            window.show()
    left = sys.getrefcount(Sound.sizeHint)
    assert left > before - left
    assert sound.sizeHint() == QSize(30, 20)
