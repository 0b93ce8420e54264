"""Backups that the window makes by itself or when it is asked."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from qunmate.data import backups
from qunmate.ui.backup_keeper import EVERY
from tests.ui.conftest import Open, add_group, rest


def test_a_window_that_stays_open_goes_on_backing_up(
    open_window: Open, path: Path, qtbot: QtBot
) -> None:
    add_group(path, "早起")
    window = open_window()
    timer = window.backups.findChild(QTimer)
    assert timer is not None
    assert timer.isActive()
    window.backups.back_up()
    rest(qtbot, window)
    assert timer.isActive()
    assert not timer.isSingleShot()
    assert timer.interval() == EVERY


def test_backup_is_made_and_shown(open_window: Open, path: Path, qtbot: QtBot) -> None:
    add_group(path, "早起")
    window = open_window()
    window.backups.back_up()
    qtbot.waitUntil(lambda: bool(window.status_bar.backup.text()))
    assert window.status_bar.backup.text().startswith("Last backup")


def test_a_backup_that_could_not_be_made_is_told_without_a_box(
    open_window: Open, path: Path, qtbot: QtBot
) -> None:
    """Nobody asked for it, so nothing takes the keys away; yet it is seen as long as it is so."""
    add_group(path, "早起")
    window = open_window()
    troubled: list[str] = []
    window.notify.troubled.connect(lambda what, _next: troubled.append(what))
    backups.folder_of(path).write_text("in the way")
    window.backups.back_up()
    rest(qtbot, window)
    bar = window.status_bar
    assert (bar.backup.text(), bar.backup.property("tone")) == ("No backup", "bad")
    assert "backups" in bar.backup.toolTip()
    assert bar.notice.full_text().startswith("No backup could be made: ")
    assert troubled == []
    backups.folder_of(path).unlink()
    window.backups.back_up()
    rest(qtbot, window)
    assert bar.backup.text().startswith("Last backup")
    assert (bar.backup.property("tone"), bar.backup.toolTip()) == ("", "")
