"""Where files are read from."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from qunmate.data import groups
from qunmate.ui import saving
from qunmate.ui.import_dialog import ImportDialog
from qunmate.ui.opening import ask_files, ask_folder, ask_one, folder
from qunmate.ui.settings_state import WindowState
from tests.ui.conftest import Open, add_chat, add_group, rest

T = TypeVar("T")
KINDS = "Sheets (*.xlsx)"


@pytest.fixture(autouse=True)
def _own_dialogs(qapp: QApplication) -> Iterator[None]:
    native = Qt.ApplicationAttribute.AA_DontUseNativeDialogs
    QApplication.setAttribute(native)
    yield
    QApplication.setAttribute(native, on=False)


def answered(ask: Callable[[], T], path: Path, meanwhile: Callable[[], object] = int) -> T:
    """What is given to whoever asks an operator who types this path."""

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        field = dialog.findChild(QLineEdit, "fileNameEdit")
        assert field
        try:
            meanwhile()
        finally:
            field.setText(str(path))
            QTest.keyClick(field, Qt.Key.Key_Return)

    QTimer.singleShot(0, answer)
    return ask()


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "sheets" / "名单.xlsx"
    path.parent.mkdir()
    book = Workbook()
    book.worksheets[0].append(["昵称", "微信号"])
    book.worksheets[0].append(["林小满", "lin"])
    book.save(path)
    return path


def test_the_folder_of_the_last_file_is_kept(qtbot: QtBot, tmp_path: Path, sheet: Path) -> None:
    state, parent = WindowState(tmp_path / "state"), QWidget()
    qtbot.addWidget(parent)
    assert answered(lambda: ask_one(state, parent, "Import", KINDS), sheet) == sheet
    assert folder(state) == sheet.parent
    found = answered(lambda: ask_files(state, parent, "Import", KINDS), Path(sheet.name))
    assert found == [sheet]
    assert answered(lambda: ask_folder(state, parent, "Import"), sheet.parent) == sheet.parent
    assert folder(state) == tmp_path


def test_without_a_last_file_it_is_not_wherever_the_program_was_started(tmp_path: Path) -> None:
    state = WindowState(tmp_path / "state")
    state.keep("files/read", str(tmp_path / "gone"))
    assert folder(state).is_absolute()
    assert folder(state) != tmp_path / "gone"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have these folders")
def test_a_home_without_the_usual_folders_is_opened_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [f'XDG_{one}_DIR="{tmp_path / "gone"}"' for one in ("DOWNLOAD", "DOCUMENTS")]
    (tmp_path / "user-dirs.dirs").write_text("\n".join(lines), "utf-8")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    state = WindowState(tmp_path / "state")
    assert folder(state) == saving.folder(state) == Path.home()


def test_whoever_has_closed_meanwhile_gets_nothing(tmp_path: Path, sheet: Path) -> None:
    state, parent = WindowState(tmp_path / "state"), QWidget()
    native: list[Path] = []

    def asked(*_given: object) -> tuple[list[str], str]:
        delete(parent)
        return [str(sheet)], KINDS

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QFileDialog, "getOpenFileNames", asked)
        native += ask_files(state, parent, "Import", KINDS)
    assert native == []


def test_an_import_goes_on_and_is_told_of_while_a_file_is_asked_for(
    open_window: Open, path: Path, qtbot: QtBot, sheet: Path
) -> None:
    add_chat(path, add_group(path, "早起"))
    window = open_window()
    window.imports.choose()
    (dialog,) = window.findChildren(ImportDialog)

    def meanwhile() -> None:
        context = window.context
        context.jobs.edit(lambda db: groups.add(db, "晚睡", "qq"), {"groups"}, deed="Added one")
        read: list[int] = []
        context.jobs.read("count", lambda store: len(groups.all_groups(store.db)), read.append)
        qtbot.waitUntil(lambda: bool(read))
        qtbot.waitUntil(lambda: window.status_bar.notice.full_text() == "Added one")
        qtbot.waitUntil(lambda: len(window.groups.groups) == 2)

    answered(dialog.choose_files, sheet, meanwhile)
    rest(qtbot, window)
    assert [card.source for card in dialog.cards] == [sheet]
    dialog.reject()
