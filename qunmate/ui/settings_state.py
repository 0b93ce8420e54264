"""How the window was left: size, splitter, tab, group. An ini file in the data folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QSplitter, QWidget

from qunmate.paths import data_folder

WINDOW_FILE = "window.ini"


class WindowState:
    """Values are kept by name; `file` says which QunMate file a group belongs to."""

    def __init__(self, folder: Path | None = None) -> None:
        target = folder or data_folder()
        target.mkdir(parents=True, exist_ok=True)
        self._settings = QSettings(str(target / WINDOW_FILE), QSettings.Format.IniFormat)

    def text(self, key: str, default: str = "") -> str:
        value = self._settings.value(key, default)
        return value if isinstance(value, str) else default

    def number(self, key: str) -> int | None:
        text = self.text(key)
        return int(text) if text.lstrip("-").isdigit() else None

    def keep(self, key: str, value: str | int | None) -> None:
        if value is None:
            self._settings.remove(key)
        else:
            self._settings.setValue(key, str(value))

    def restore_window(self, window: QWidget) -> bool:
        """False where nothing was kept yet."""
        kept = self._settings.value("window/geometry")
        return isinstance(kept, QByteArray) and window.restoreGeometry(kept)

    def keep_window(self, window: QWidget) -> None:
        self._settings.setValue("window/geometry", window.saveGeometry())

    def restore_splitter(self, name: str, splitter: QSplitter) -> None:
        kept = self._settings.value(f"splitter/{name}")
        if isinstance(kept, QByteArray):
            splitter.restoreState(kept)

    def keep_splitter(self, name: str, splitter: QSplitter) -> None:
        self._settings.setValue(f"splitter/{name}", splitter.saveState())

    def sync(self) -> None:
        self._settings.sync()
