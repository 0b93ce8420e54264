"""What may be undone in an open window, and what it says."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from qunmate.data import settings
from qunmate.ui.main_window import MainWindow
from tests.ui.conftest import rest


def press(qtbot: QtBot, window: MainWindow, name: str) -> None:
    window.actions_by_name[name].trigger()
    rest(qtbot, window)


def texts(window: MainWindow) -> tuple[str, str]:
    undo, redo = (window.actions_by_name[name] for name in ("undo", "redo"))
    return tuple(one.text() if one.isEnabled() else "" for one in (undo, redo))  # type: ignore[return-value]


def note(window: MainWindow, value: int, key: str = "note") -> None:
    window.jobs.edit(
        lambda db: settings.put(db, key, value), {"settings"}, deed=f"Noted {value} & more"
    )


def noted(window: MainWindow, key: str = "note") -> int:
    return settings.get(window.context.store.db, key, 0)
