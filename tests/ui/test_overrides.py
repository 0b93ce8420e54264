"""What leaves a method that Qt calls: an exception, never a crash."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

import pytest
import shiboken6
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QWidget
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

        def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's
            fails()
            super().showEvent(event)

    class More(Broken):
        __module__ = OURS

        def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's
            super().showEvent(event)

    for kind in (Broken, More):
        widget = kind()
        qtbot.addWidget(widget)
        with pytest.raises(Exception, match=words):
            widget.show()
