"""Where files are written."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from qunmate.file_names import MOST_BYTES, safe
from qunmate.ui.messages import ProblemBox
from qunmate.ui.saving import FOLDER, ask_file, folder
from qunmate.ui.settings_state import WindowState

KINDS = (("ics", "Calendar (*.ics)"), ("xlsx", "Excel (*.xlsx)"))


@given(st.text())
def test_any_text_becomes_a_name_of_a_file(text: str) -> None:
    name = safe(text)
    assert name
    assert not set(name) & set('<>:"/\\|?*\n\0')
    assert not name.startswith((".", " "))
    assert not name.endswith((".", " "))
    assert len(name.encode()) <= MOST_BYTES


def asked(qtbot: QtBot, state: WindowState, typed: str) -> tuple[Path | None, str]:
    """What is answered, and what was proposed, to an operator who types a name."""
    parent = QWidget()
    qtbot.addWidget(parent)
    proposed: list[str] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        field = dialog.findChild(QLineEdit, "fileNameEdit")
        assert field
        proposed.append(str(Path(dialog.directory().absolutePath()) / field.text()))
        field.setText(typed)
        QTest.keyClick(field, Qt.Key.Key_Return)

    QTimer.singleShot(0, answer)
    native = Qt.ApplicationAttribute.AA_DontUseNativeDialogs
    QApplication.setAttribute(native)
    found = ask_file(state, parent, "Export", "读书会: November", KINDS)
    QApplication.setAttribute(native, on=False)
    parent.close()
    return found, proposed[0]


def test_the_suffix_is_added_and_the_folder_kept(qtbot: QtBot, tmp_path: Path) -> None:
    state = WindowState(tmp_path / "state")
    plans = tmp_path / "plans"
    plans.mkdir()
    path, _proposed = asked(qtbot, state, str(plans / "November"))
    assert path == plans / "November.ics"
    assert folder(state) == plans
    path, proposed = asked(qtbot, state, str(plans / "November.xlsx"))
    assert path == plans / "November.xlsx"
    assert proposed == str(plans / "读书会_ November.ics")


def test_a_name_that_ends_with_a_dot_gets_no_second_one(qtbot: QtBot, tmp_path: Path) -> None:
    path, _proposed = asked(qtbot, WindowState(tmp_path / "state"), str(tmp_path / "plan."))
    assert path == tmp_path / "plan.ics"


def test_where_nothing_can_be_written_is_said_and_asked_again(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state, parent = WindowState(tmp_path / "state"), QWidget()
    qtbot.addWidget(parent)
    answers = [tmp_path / "gone" / "plan.ics", tmp_path / "plan.ics"]
    said: list[str] = []

    def choose(_parent: QWidget, _title: str, _usual: str, kinds: str) -> tuple[str, str]:
        return str(answers.pop(0)), kinds.split(";;", maxsplit=1)[0]

    def close_box() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, ProblemBox)
        said.extend(one.text() for one in box.findChildren(QLabel))
        box.accept()

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    QTimer.singleShot(0, close_box)
    assert ask_file(state, parent, "Export", "plan", KINDS) == tmp_path / "plan.ics"
    assert any("gone" in words for words in said)
    assert state.text(FOLDER) == str(tmp_path)
    assert not (tmp_path / "plan.ics").exists()


def test_a_file_that_nobody_was_asked_about_is_not_overwritten(
    qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "plan.ics").write_text("an older one")
    path, _proposed = asked(qtbot, WindowState(tmp_path / "state"), str(tmp_path / "plan"))
    assert path == tmp_path / "plan (2).ics"
