"""The digest's dialog on a lively group, shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from qunmate.data.store import open_store
from qunmate.ui.digest_dialog import DigestDialog
from qunmate.ui.main_window import MainWindow
from tests.digest_book import lively
from tests.ui.conftest import Open, add_chat, add_group, rest


@pytest.fixture
def window(open_window: Open, path: Path) -> MainWindow:
    with open_store(path) as store:
        lively(store, 40)
    add_chat(path, add_group(path, "早起读书会"))
    add_chat(path, add_group(path, "<b>羽毛球</b>"), days=10)
    return open_window()


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> DigestDialog:
    made = DigestDialog(window.context, window)
    made.show()
    rest(qtbot, window)
    return made
