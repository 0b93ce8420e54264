"""How the window was left: size, splitter, tab, group. An ini file in the data folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QSplitter, QWidget

from qunmate.paths import data_folder
from qunmate.roster.forgetting import Forgetting, Known

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

    def forget(self, known: Known, word: str) -> None:
        """Take somebody who is erased out of all that is kept: lists and filters lose
        what names them, `word` takes the place of a name in other texts."""
        forgetting = Forgetting(known, word)
        for key in self._settings.allKeys():
            kept = self.text(key)
            after = _without(forgetting, kept)
            if after != kept:
                self.keep(key, after)
        self.sync()

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


def _without(forgetting: Forgetting, kept: str) -> str:
    """A value without a person, in JSON or not."""
    if not any(one in kept or json.dumps(one)[1:-1] in kept for one in forgetting.known.needles):
        return kept
    try:
        value = json.loads(kept)
    except ValueError:
        return forgetting.cleaned(kept)
    if isinstance(value, list | dict):
        return json.dumps(_cleaned(forgetting, value), ensure_ascii=False)
    return forgetting.cleaned(kept)


def _cleaned(forgetting: Forgetting, value: Any) -> Any:
    if isinstance(value, str):
        return value if forgetting.cleaned(value) == value else ""
    if isinstance(value, list):
        after = [(one, _cleaned(forgetting, one)) for one in value]
        return [new for old, new in after if old == new or not isinstance(old, str)]
    if isinstance(value, dict):
        return {key: _cleaned(forgetting, one) for key, one in value.items()}
    return value
