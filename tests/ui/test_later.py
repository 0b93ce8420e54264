"""What is to be done in a moment is forgotten with its owner."""

from __future__ import annotations

import gc
import weakref
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from qunmate.ui.later import later


class Deed:
    def __init__(self) -> None:
        self.done = 0

    def do(self, _owner: QObject | None = None) -> None:
        self.done += 1


def end(widget: QWidget) -> None:
    widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_it_is_done_once_and_leaves_nothing(qtbot: QtBot) -> None:
    owner, deed = QWidget(), Deed()
    qtbot.addWidget(owner)
    later(owner, deed.do)
    assert deed.done == 0
    qtbot.waitUntil(lambda: deed.done == 1)
    qtbot.waitUntil(lambda: not owner.children())
    assert deed.done == 1


def test_an_owner_that_has_gone_does_not_do_it_and_is_let_go(qapp: QApplication) -> None:
    owner, deed = QWidget(), Deed()
    later(owner, partial(deed.do, owner))
    told = weakref.ref(deed)
    end(owner)
    qapp.processEvents()
    assert deed.done == 0
    del deed, owner
    gc.collect()
    assert told() is None
