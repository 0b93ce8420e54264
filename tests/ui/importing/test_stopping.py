"""Counting and taking in are stopped by a button, with the dialog, or with the window."""

from __future__ import annotations

from pathlib import Path
from threading import enumerate as threads

from pytestqt.qtbot import QtBot

from qunmate.data import groups, imports
from qunmate.data.store import open_store
from qunmate.ui.import_dialog import ImportDialog
from tests.ui.conftest import Open, group_names, rest
from tests.ui.importing.desk import counts, dialog_of


def test_counting_stops_with_the_dialog(open_window: Open, long_chat: Path, qtbot: QtBot) -> None:
    window = open_window()
    window.imports.open([long_chat], None)
    dialog = window.findChild(ImportDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: bool(dialog.cards) and dialog.cards[0].note.text() != "")
    dialog.reject()
    rest(qtbot, window)
    assert [one.name for one in threads() if one.name == "pump"] == []


def test_counting_stops_with_the_window(open_window: Open, long_chat: Path, qtbot: QtBot) -> None:
    window = open_window()
    window.imports.open([long_chat], None)
    dialog = window.findChild(ImportDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.cards[0].note.text().startswith("Counting"))
    window.close()
    assert [one.name for one in threads() if one.name == "pump"] == []


def test_cancel_in_the_middle_leaves_all_as_before(
    open_window: Open, long_chat: Path, path: Path, qtbot: QtBot
) -> None:
    window = open_window()
    window.imports.open([long_chat], None)
    dialog = dialog_of(window, qtbot)
    with qtbot.waitSignal(window.jobs.running, timeout=20_000):
        dialog.start.click()
    dialog.doing.cancel.click()
    rest(qtbot, window)
    assert counts(dialog) == ["Cancelled. Nothing was kept."]
    assert group_names(window) == ["All groups"]
    with open_store(path) as store:
        assert imports.listing(store.db) == []


def test_closing_the_window_in_the_middle_leaves_all_as_before(
    open_window: Open, long_chat: Path, path: Path, qtbot: QtBot
) -> None:
    window = open_window()
    window.imports.open([long_chat], None)
    dialog = dialog_of(window, qtbot)
    with qtbot.waitSignal(window.jobs.running, timeout=20_000):
        dialog.start.click()
    window.close()
    with open_store(path) as store:
        assert groups.all_groups(store.db) == []


def test_the_import_goes_on_when_the_dialog_is_closed(
    open_window: Open, long_chat: Path, qtbot: QtBot
) -> None:
    window = open_window()
    window.imports.open([long_chat], None)
    dialog = dialog_of(window, qtbot)
    with qtbot.waitSignal(window.jobs.running, timeout=20_000):
        dialog.start.click()
    dialog.doing.close_button.click()
    rest(qtbot, window)
    assert "new messages" in window.status_bar.notice.full_text()
