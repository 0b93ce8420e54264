"""Each test begins with a window that nobody has used."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSettings

from qunmate.paths import data_folder
from qunmate.ui.settings_state import WINDOW_FILE


@pytest.fixture(autouse=True)
def fresh_window_state() -> None:
    QSettings(str(data_folder() / WINDOW_FILE), QSettings.Format.IniFormat).clear()
