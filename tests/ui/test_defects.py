"""A defect of ours, wherever it is raised, becomes one report; the program goes on."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer, qCritical
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qunmate.paths import log_folder
from qunmate.ui.app import Desk
from qunmate.ui.messages import DefectBox
from tests.ui.conftest import MakeDesk, rest, shown


@pytest.fixture
def desk(make_desk: MakeDesk, path: Path, qtbot: QtBot) -> Iterator[Desk]:
    made = make_desk()
    with made.defects_shown():
        assert made.open(path)
        rest(qtbot, shown(made))
        yield made


def boxes(desk: Desk) -> list[DefectBox]:
    return desk.window.findChildren(DefectBox) if desk.window else []


def fail(value: str = "林小满") -> None:
    raise LookupError(value)


def the_box(desk: Desk, qtbot: QtBot) -> DefectBox:
    qtbot.waitUntil(lambda: len(boxes(desk)) == 1)
    return boxes(desk)[0]


def test_what_a_slot_raises(desk: Desk, qtbot: QtBot) -> None:
    # pytest-qt puts a hook of its own in place of ours while it runs the loop
    sys.excepthook(*raised())
    box = the_box(desk, qtbot)
    box.copy()
    copied = QApplication.clipboard().text()
    assert "LookupError" in copied
    assert "in fail" in copied
    assert "林小满" not in copied
    assert str(Path.home()) not in copied
    assert any("LookupError" in one.read_text() for one in log_folder().glob("report-*.txt"))
    box.accept()
    assert desk.window is not None
    desk.window.show_tab(4)
    rest(qtbot, desk.window)


def raised() -> tuple[type[BaseException], BaseException, object]:
    try:
        fail()
    except LookupError as error:
        return type(error), error, error.__traceback__
    raise AssertionError


def test_what_another_thread_raises(desk: Desk, qtbot: QtBot) -> None:
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    the_box(desk, qtbot).accept()


def test_what_qt_calls_critical(desk: Desk, qtbot: QtBot) -> None:
    qCritical("Something broke")
    the_box(desk, qtbot).accept()


def test_a_defect_that_keeps_coming_is_told_once(desk: Desk, qtbot: QtBot) -> None:
    for _time in range(3):
        sys.excepthook(*raised())
    the_box(desk, qtbot).accept()
    sys.excepthook(*raised())
    QApplication.processEvents()
    assert not [box for box in boxes(desk) if box.isVisible()]


def test_the_loop_goes_on_after_a_slot_has_failed(
    qapp: QApplication, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    caught: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: caught.append(error))
    QTimer.singleShot(0, fail)
    QTimer.singleShot(50, lambda: qapp.exit(7))
    assert qapp.exec() == 7
    assert len(caught) == 1
