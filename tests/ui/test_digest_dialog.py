"""The digest dialog: preview, editions, weeks, copying and saving."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qunmate.ui.digest_dialog import DigestDialog
from qunmate.ui.main_window import MainWindow
from tests.ui.conftest import Open, add_chat, add_group, rest


@pytest.fixture
def window(open_window: Open, path: Path) -> MainWindow:
    add_chat(path, add_group(path, "早起读书会"))
    add_chat(path, add_group(path, "<b>羽毛球</b>"), days=10)
    return open_window()


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> DigestDialog:
    made = DigestDialog(window.context, window)
    rest(qtbot, window)
    return made


def test_last_complete_week_is_shown(dialog: DigestDialog) -> None:
    assert dialog.week.text() == "2026-W46 · 11-09 – 11-15"
    words = dialog.preview.toPlainText()
    assert "早起读书会" in words
    assert "35" in words
    assert dialog.save_button.isEnabled()


def test_week_group_and_edition_change_the_preview(
    dialog: DigestDialog, window: MainWindow, qtbot: QtBot
) -> None:
    dialog._turn(7)
    assert not dialog.after.isEnabled()
    dialog.group.setCurrentIndex(1)
    dialog.operator.setChecked(True)
    assert not dialog.copy_button.isEnabled()
    rest(qtbot, window)
    words = dialog.preview.toPlainText()
    assert "<b>羽毛球</b>" in words
    assert "Private" in words
    assert "Do not post" in dialog.warning.text()


def test_text_can_be_copied(dialog: DigestDialog, window: MainWindow) -> None:
    dialog.copy()
    assert "早起读书会" in QApplication.clipboard().text()
    assert "Copied" in window.status_bar.notice.full_text()


@pytest.mark.parametrize("format_", ["xlsx", "md", "html"])
def test_it_is_saved_in_each_format(
    dialog: DigestDialog, window: MainWindow, qtbot: QtBot, tmp_path: Path, format_: str
) -> None:
    dialog.save_to(tmp_path / "digest", format_)
    rest(qtbot, window)
    assert (tmp_path / f"digest.{format_}").stat().st_size > 100
    assert window.status_bar.action.text() == "Open"


def test_a_folder_that_is_not_there_is_a_problem(
    dialog: DigestDialog, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(window.notify.troubled):
        dialog.save_to(tmp_path / "nowhere" / "digest.md", "md")


def test_without_groups_there_is_nothing_to_tell(open_window: Open, tmp_path: Path) -> None:
    window = open_window(tmp_path / "empty.qunmate")
    window.write_digest()
    assert "no group yet" in window.status_bar.notice.full_text()
