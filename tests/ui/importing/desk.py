"""The import dialog of an open window, and files that fall on it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from qunmate.ui.import_dialog import ImportDialog
from qunmate.ui.main_window import MainWindow
from tests.chat_files import qq_text
from tests.ui.conftest import rest

QQ = qq_text(
    [
        ("2026-11-21 7:30:00", "【冒泡】林小满(10001)", "早安"),
        ("2026-11-21 7:31:05", "周一川(10002)", "到"),
    ],
    "早起读书会",
)


def dialog_of(window: MainWindow, qtbot: QtBot) -> ImportDialog:
    """The newest one, when it has read what it was given."""
    rest(qtbot, window)
    return [one for one in window.findChildren(ImportDialog) if one.isVisible()][-1]


def counts(dialog: ImportDialog) -> list[str]:
    return [outcome.counts for outcome in dialog.doing.outcomes]


def drop(target: QWidget, place: QPoint, *files: Path) -> None:
    """Drag the files over the widget and let them fall."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    action, left, none = (
        Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    enter = QDragEnterEvent(place, action, data, left, none)
    QApplication.sendEvent(target, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(target, QDropEvent(QPointF(place), action, data, left, none))
