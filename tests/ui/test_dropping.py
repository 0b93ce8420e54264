"""Files that are dragged into the window."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from qunmate.data import backups
from qunmate.ui.dropping import dropped_paths
from qunmate.ui.import_dialog import ImportDialog
from qunmate.ui.main_window import MainWindow
from qunmate.ui.tabs import TABS
from tests.ui.conftest import Open, add_chat, add_group, rest


def test_only_files_of_this_machine_count(tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path)), QUrl("https://a.example")])
    assert dropped_paths(data) == [tmp_path]


def test_an_empty_clipboard_holds_nothing() -> None:
    assert dropped_paths(None) == []


def test_a_file_dropped_on_a_search_field_is_taken_in(
    open_window: Open, path: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    add_chat(path, add_group(path, "早起"))
    window = open_window()
    for place in range(len(TABS)):
        window.show_tab(place)
        rest(qtbot, window)
        fields = [one for one in window.findChildren(QLineEdit) if one.isVisible()]
        assert not [one.accessibleName() for one in fields if one.acceptDrops()]
    drop(window, window.top_bar.search, tmp_path / "群聊.txt")
    dialog = window.findChild(ImportDialog)
    assert isinstance(dialog, ImportDialog)
    assert not window.top_bar.search.text()
    rest(qtbot, window)
    dialog.reject()


def test_a_qunmate_file_is_opened_and_a_backup_is_not(
    open_window: Open, path: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window()
    asked: list[Path] = []
    window.file_asked.connect(asked.append)
    other = tmp_path / "other.qunmate"
    drop(window, window.top_bar.search, other)
    assert (asked, window.findChildren(ImportDialog)) == ([other], [])
    window.imports.take([backups.folder_of(path) / "mine.qunmate"])
    rest(qtbot, window)
    (dialog,) = window.findChildren(ImportDialog)
    dialog.reject()
    assert asked == [other]


def test_another_file_does_not_cancel_what_runs(open_window: Open, tmp_path: Path) -> None:
    window = open_window()
    asked: list[Path] = []
    window.file_asked.connect(asked.append)
    go_on = threading.Event()
    window.jobs.write(lambda _store: go_on.wait(20), {"groups"}, title="Importing")
    window.imports.take([tmp_path / "other.qunmate"])
    assert window.status_bar.notice.full_text() == "Wait until this is done: Importing"
    go_on.set()
    assert asked == []


def test_no_program_is_told_to_take_away_what_was_dropped(
    open_window: Open, path: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    add_chat(path, add_group(path, "早起"))
    window = open_window()
    rest(qtbot, window)
    groups = window.sidebar.view
    shift = Qt.KeyboardModifier.ShiftModifier  # asks for the files to be moved
    assert drop(window, window.stack, tmp_path / "a.txt", shift) == Qt.DropAction.CopyAction
    (dialog,) = window.findChildren(ImportDialog)
    dialog.reject()
    assert drop(window, groups, tmp_path / "b.txt", shift) == Qt.DropAction.CopyAction
    rest(qtbot, window)
    for dialog in window.findChildren(ImportDialog):
        dialog.reject()


def drop(
    window: MainWindow,
    on: QWidget,
    file: Path,
    held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> Qt.DropAction:
    """As the system does it: enter, and where that is accepted move and let go; what the program
    it comes from is told was done."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    data.setText(str(file))
    handle = window.windowHandle()
    place = on.mapTo(window, on.rect().center())
    rest_of = (
        Qt.DropAction.CopyAction | Qt.DropAction.MoveAction,
        data,
        Qt.MouseButton.LeftButton,
        held,
    )
    enter = QDragEnterEvent(place, *rest_of)
    QApplication.sendEvent(handle, enter)
    assert enter.isAccepted()
    dropped = QDropEvent(QPointF(place), *rest_of)
    QApplication.sendEvent(handle, dropped)
    assert dropped.isAccepted()
    return dropped.dropAction()
