"""Backups in the window: listed, one restored in the file's place, and taken back again."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qunmate.data import backups, groups, members
from qunmate.data.store import Store, open_store
from qunmate.progress import Job, Progress
from qunmate.ui.app import Desk
from qunmate.ui.main_window import MainWindow
from qunmate.ui.members.merge_dialog import MergeDialog
from qunmate.ui.pen import why
from qunmate.ui.settings.backups_dialog import BackupsDialog
from qunmate.ui.settings.dialog import SettingsDialog
from tests.roster_store import add_member
from tests.ui.conftest import TODAY, MakeDesk, Open, add_group, rest, shown

AT = datetime(2026, 11, 20, 9, 30)


@pytest.fixture
def backup(path: Path) -> Path:
    """Of a file with one group and two members; the file has got another group since."""
    group = add_group(path, "早起")
    with open_store(path) as store:
        add_member(store, group, "林晓")
        add_member(store, group, "林晓晓")
        made = backups.automatic(store.db, path, AT)
    add_group(path, "夜谈")
    return made


@pytest.fixture
def desk(make_desk: MakeDesk, path: Path, backup: Path, qtbot: QtBot) -> Desk:
    assert backup.exists()
    made = make_desk(TODAY)
    assert made.open(path)
    rest(qtbot, shown(made))
    return made


def opened(window: MainWindow) -> BackupsDialog:
    window.actions_by_name["settings"].trigger()
    settings = window.findChild(SettingsDialog)
    assert settings is not None
    settings.file.backups_button.click()
    dialog = window.findChild(BackupsDialog)
    assert dialog is not None
    return dialog


def restored(desk: Desk, qtbot: QtBot) -> MainWindow:
    """Restore what is chosen, and wait for the window on the file that it makes."""
    before = shown(desk)
    dialog = before.findChild(BackupsDialog)
    assert dialog is not None
    dialog.restore_button.click()
    assert not dialog.close_button.isEnabled()
    qtbot.waitUntil(lambda: desk.window is not before)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not shiboken6.isValid(before)
    rest(qtbot, shown(desk))
    return shown(desk)


def group_names(window: MainWindow) -> list[str]:
    return [group.name for group in groups.all_groups(window.context.store.db)]


def spoil(backup: Path) -> None:
    content = backup.read_bytes()
    backup.write_bytes(content[:8192] + b"\xff" * 4096 + content[12288:])


def test_restored_and_taken_back(desk: Desk, path: Path, qtbot: QtBot) -> None:
    dialog = opened(shown(desk))
    rest(qtbot, shown(desk))
    cells = [dialog.model.cell(0, column).text for column in range(5)]
    assert cells[:2] == ["2026-11-20 09:30", "One of the latest"]
    assert dialog.table.columnWidth(0) >= dialog.table.room_for(cells[0])
    assert cells[2].endswith(" MB")
    assert cells[3:] == ["2", "0"]
    window = restored(desk, qtbot)
    assert group_names(window) == ["早起"]
    assert window.sidebar.view.model().rowCount() > 0
    assert window.status_bar.notice.full_text().startswith(
        "Restored the backup of 2026-11-20 09:30."
    )
    assert not window.actions_by_name["undo"].isEnabled()
    assert len(backups.listing(path)) == 2
    again = opened(window)
    assert again.model.backups[0].path == backups.listing(path)[-1]
    window = restored(desk, qtbot)
    assert group_names(window) == ["早起", "夜谈"]
    assert len(backups.listing(path)) == 3


def test_what_was_open_closes(desk: Desk, qtbot: QtBot) -> None:
    window = shown(desk)
    first, second = (one.id for one in members.listing(window.context.store.db))
    card = MergeDialog(window.context, window, first, second)
    card.open()
    opened(window)
    restored(desk, qtbot)
    assert not shiboken6.isValid(card)


def test_a_damaged_backup_leaves_the_file_alone(desk: Desk, backup: Path, qtbot: QtBot) -> None:
    spoil(backup)
    window = shown(desk)
    change = "UPDATE groups SET name = '早安' WHERE name = '早起'"
    window.jobs.edit(lambda db: db.execute(change) and None, {"groups"}, deed="Renamed")
    dialog = opened(window)
    dialog.restore_button.click()
    qtbot.waitUntil(dialog.close_button.isEnabled)
    assert dialog.said.text() == "This backup is damaged; your file is as it was."
    qtbot.waitUntil(dialog.restore_button.isEnabled)
    dialog.close_button.click()
    assert desk.window is window
    assert group_names(window) == ["早安", "夜谈"]
    window.actions_by_name["undo"].trigger()
    rest(qtbot, window)
    assert group_names(window) == ["早起", "夜谈"]


def test_what_is_no_backup_is_told_in_its_row(desk: Desk, backup: Path, qtbot: QtBot) -> None:
    backup.write_text("no backup", encoding="utf-8")
    dialog = opened(shown(desk))
    rest(qtbot, shown(desk))
    assert dialog.model.cell(0, 3).text == "Can't be read"


def test_nothing_is_restored_while_a_job_runs(desk: Desk, qtbot: QtBot) -> None:
    window = shown(desk)

    def endless(_store: Store) -> Job[None]:
        while True:
            yield Progress(1, 2)

    ticket = window.jobs.write(endless, (), title="Endless")
    dialog = opened(window)
    assert not dialog.restore_button.isEnabled()
    assert dialog.said.text() == "Wait until this is done: Endless"
    ticket.cancel()
    qtbot.waitUntil(dialog.restore_button.isEnabled)
    assert dialog.said.isHidden()
    dialog.close_button.click()


def test_a_file_that_is_only_looked_at_stays(open_window: Open, backup: Path, path: Path) -> None:
    window = open_window(read_only=True)
    dialog = opened(window)
    assert dialog.table.isEnabled()
    assert not dialog.restore_button.isEnabled()
    assert dialog.said.text() == why()
    dialog.reject()
    assert backups.listing(path) == [backup]


def test_the_newest_stands_first_and_all_are_counted(
    open_window: Open, path: Path, backup: Path, qtbot: QtBot
) -> None:
    with open_store(path) as store:
        newer = backups.automatic(store.db, path, AT + timedelta(days=1))
    dialog = opened(open_window())
    assert [one.path for one in dialog.model.backups] == [newer, backup]
    qtbot.waitUntil(lambda: dialog.model.uncounted() is None)
    dialog.table.setFocus(Qt.FocusReason.TabFocusReason)
    assert dialog.table.selectionModel().selectedRows()[0].row() == 0
    dialog.reject()
