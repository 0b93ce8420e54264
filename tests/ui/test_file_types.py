"""Qt knows our files by their names, and looks into none of them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import PySide6
import pytest
from PySide6.QtCore import QMimeDatabase, Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QListView, QWidget
from pytestqt.qtbot import QtBot

from qunmate import resources
from qunmate.data import groups
from qunmate.data.store import Store
from qunmate.ui.app import make_app
from qunmate.ui.opening import ask_one
from qunmate.ui.settings_state import WindowState
from tests.other_program import may_write

FOLDER = resources.path("file_types")
RCC = Path(PySide6.__file__).parent / "Qt" / "libexec" / "rcc"


@pytest.mark.skipif(sys.platform != "linux", reason="lies elsewhere")
def test_what_is_read_was_made_of_what_is_written_there(tmp_path: Path) -> None:
    made = tmp_path / "made.rcc"
    command = [RCC, "--binary", "--format-version", "1", "--no-compress", "qunmate.qrc", "-o", made]
    subprocess.run(command, cwd=FOLDER, check=True)
    assert made.read_bytes() == (FOLDER / "qunmate.rcc").read_bytes()


def test_our_files_are_known_by_their_names(tmp_path: Path) -> None:
    make_app()
    for suffix in ("", "-wal", "-shm"):
        path = tmp_path / f"群.qunmate{suffix}"
        path.write_bytes(b"SQLite format 3\0")
        assert QMimeDatabase().mimeTypeForFile(str(path)).name() == "application/x-qunmate"


@pytest.mark.skipif(sys.platform != "linux", reason="locks of processes")
def test_a_file_dialog_leaves_the_lock_of_who_writes(
    qtbot: QtBot, store: Store, tmp_path: Path
) -> None:
    make_app()
    parent, state = QWidget(), WindowState(tmp_path / "state")
    qtbot.addWidget(parent)
    state.keep("files/read", str(store.path.parent))

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        files = dialog.findChild(QListView, "listView")
        assert files
        shown, model = files.rootIndex(), files.model()
        qtbot.waitUntil(
            lambda: (
                store.path.name
                in (model.index(row, 0, shown).data() for row in range(model.rowCount(shown)))
            )
        )
        dialog.reject()

    native = Qt.ApplicationAttribute.AA_DontUseNativeDialogs
    QApplication.setAttribute(native)
    with store.atomic() as db:
        groups.add(db, "Readers", "qq", "Asia/Shanghai")
        assert not may_write(store.path)
        QTimer.singleShot(0, look)
        ask_one(state, parent, "Open", "All (*)")
        assert not may_write(store.path)
    QApplication.setAttribute(native, on=False)
    assert may_write(store.path)
