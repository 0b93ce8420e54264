"""Shows the window for a moment and goes through its tabs, for `qunmate self-test`."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QImageReader
from PySide6.QtWidgets import QApplication, QWidget

from qunmate.errors import UserError
from qunmate.ui.app import SWITCH_SECONDS, Desk, make_app
from qunmate.ui.main_window import MainWindow
from qunmate.ui.settings_state import WindowState
from qunmate.ui.tabs import TABS

HARMLESS = ("This plugin does not support propagateSizeHints",)  # offscreen has no borders
PATIENCE = 20_000  # ms until a window that shows nothing counts as broken


def unreadable_images(paths: Iterable[Path]) -> list[str]:
    """Those that Qt, with the plug-ins that ship, can't decode."""
    make_app()
    return [path.name for path in paths if QImageReader(str(path)).read().isNull()]


def show_window(path: Path, scratch: Path, today: date) -> tuple[float, list[str]]:
    """Open the window on a file with a group, paint every tab, close it again. Gives the
    seconds until the window was shown and the warnings that Qt logged; raises whatever would
    have been shown as a defect. `scratch` is a folder for the window's own settings."""
    sys.setswitchinterval(SWITCH_SECONDS)
    broken: list[BaseException] = []
    logged: list[str] = []

    def log(kind: QtMsgType, _context: object, message: str) -> None:
        if kind != QtMsgType.QtDebugMsg and not message.startswith(HARMLESS):
            logged.append(message)

    previous_log = qInstallMessageHandler(log)
    app = make_app()
    start = time.perf_counter()
    desk = Desk(app, today, WindowState(scratch))
    previous, sys.excepthook = sys.excepthook, lambda _kind, error, _trace: broken.append(error)
    try:
        if not desk.open(path) or desk.window is None:
            raise UserError("file_cannot_open", path=str(path))
        shown = _visit(app, desk.window, broken, start)
    finally:
        desk.close()
        app.processEvents()
        desk.theme.deleteLater()
        desk.deleteLater()
        app.processEvents()
        sys.excepthook = previous
        qInstallMessageHandler(previous_log)
    if broken:
        raise broken[0]
    return shown, logged


def _visit(
    app: QApplication, window: MainWindow, broken: list[BaseException], start: float
) -> float:
    # boxes would wait for somebody to press a button
    window.notify.broke.disconnect()
    window.notify.troubled.disconnect()
    window.notify.broke.connect(broken.append)
    window.notify.troubled.connect(lambda sentence, _step: broken.append(RuntimeError(sentence)))
    _until(app, lambda: bool(broken) or not window.groups.nothing_yet)
    shown = time.perf_counter() - start
    for place, _spec in enumerate(TABS):
        window.show_tab(place)
        _until(app, lambda: bool(broken) or not window.jobs.reading)
        _until(app, lambda: bool(broken) or _painted(window))
    return shown


def _until(app: QApplication, ready: Callable[[], bool]) -> None:
    deadline = QDeadlineTimer(PATIENCE)
    while not ready():
        if deadline.hasExpired():
            raise RuntimeError("the window shows nothing")
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)


def _painted(widget: QWidget) -> bool:
    """More than one colour on it."""
    image = widget.grab().toImage()
    first = image.pixelColor(0, 0)
    return any(
        image.pixelColor(x, y) != first
        for x in range(0, image.width(), 7)
        for y in range(0, image.height(), 7)
    )
