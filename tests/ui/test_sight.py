"""What was on a screen that is gone comes back, with the dialog that it waits for."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from qunmate.ui.dialog import Dialog
from qunmate.ui.sight import TITLE
from tests.ui.conftest import MakeDesk, rest, shown


def title_of(window: QWidget) -> QRect:
    return QRect(window.frameGeometry().topLeft(), QSize(window.frameGeometry().width(), TITLE))


def test_window_and_dialog_come_back(
    qapp: QApplication, make_desk: MakeDesk, path: Path, qtbot: QtBot
) -> None:
    desk = make_desk()
    assert desk.open(path)
    window = shown(desk)
    rest(qtbot, window)
    dialog, near, small = Dialog(window), Dialog(window), Dialog(window)
    for one in (dialog, near, small):
        one.resize(400, 300)
        one.show()
    near.move(20, 30)
    small.showMinimized()
    for lost in (window, dialog, small):
        lost.move(5000, 400)
    there = qapp.primaryScreen().availableGeometry()
    assert not there.intersects(title_of(dialog))
    qapp.screenRemoved.emit(qapp.primaryScreen())  # as Qt does when a cable is pulled
    assert there.intersects(title_of(window))
    assert there.contains(title_of(dialog))
    assert dialog.size() == QSize(400, 300)
    assert near.pos() == QPoint(20, 30)
    assert small.pos() == QPoint(5000, 400)
    for one in (dialog, near, small):
        one.close()
