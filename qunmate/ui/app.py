"""Starts Qt, opens the window on a file, and stays until it is closed."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from qunmate import __version__, i18n, resources
from qunmate.data.store import open_store
from qunmate.errors import UserError
from qunmate.i18n import _
from qunmate.ui.main_window import MainWindow
from qunmate.ui.messages import HeldBox, ProblemBox
from qunmate.ui.settings_state import WindowState
from qunmate.ui.theme import Theme
from qunmate.ui.window_lock import WindowLock
from qunmate.words import words

_UNSEEN = frozenset({"offscreen", "minimal"})
SWITCH_SECONDS = 0.0005  # a busy thread may hold the interpreter no longer than this


def run_window(path: Path, *, today: date | None = None) -> int:
    """Open the window on the file at `path`; gives the exit code once it is closed.
    UserError where there is no screen."""
    _ask_for_a_display()
    sys.setswitchinterval(SWITCH_SECONDS)
    # Ctrl+C in the terminal ends the program at once; the file's transactions see to the rest
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    app = make_app()
    if app.platformName() in _UNSEEN:
        _ask_nobody(path)
    desk = Desk(app, today)
    with desk.defects_shown():
        if not desk.open(path):
            return 1
        code = app.exec()
        desk.close()
    return code


def _ask_for_a_display() -> None:
    """Qt would end the process without a word of ours."""
    told = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    if sys.platform.startswith("linux") and not told:
        raise UserError("no_display")


def _ask_nobody(path: Path) -> None:
    """UserError for what a box would say or ask where nobody can see and answer it."""
    lock = WindowLock(path)
    if lock.take():
        raise UserError("file_read_only", path=str(path))
    lock.release()
    open_store(path).close()


def make_app() -> QApplication:
    """The application object with icon, style and Qt's own words in our language."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("QunMate")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("qunmate")
    app.setStyle("Fusion")
    icon = resources.path("icons", "qunmate.png")
    if icon.exists():
        app.setWindowIcon(QIcon(str(icon)))
    language = i18n.language()
    QLocale.setDefault(QLocale(language))
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    translator = QTranslator(app)
    if translator.load(f"qtbase_{language}", folder):
        app.installTranslator(translator)
    return app


class Desk(QObject):
    """Holds the one window, and replaces it when another file is opened."""

    def __init__(
        self, app: QApplication, today: date | None, state: WindowState | None = None
    ) -> None:
        super().__init__(app)
        self._today = today
        self.state = state or WindowState()
        self.theme = Theme(app, self.state.text("theme", "system"))
        self.window: MainWindow | None = None
        self._lock: WindowLock | None = None

    def open(self, path: Path) -> bool:
        """Show the file in a window of its own and close the one before. False: not opened."""
        if self.window and self.window.path.resolve() == path.resolve():
            return True
        lock = WindowLock(path)
        held = lock.take()
        if held and not HeldBox(self.window, path, held).exec():
            return False
        try:
            window = MainWindow(
                path, self.theme, self.state, today=self._today, read_only=held is not None
            )
        except UserError as error:
            lock.release()
            ProblemBox(self.window, *words(error.problem)).exec()
            return False
        self.close()
        self.window, self._lock = window, lock
        window.file_asked.connect(self.open)
        window.sample_asked.connect(self.open_sample)
        window.show()
        return True

    def open_sample(self) -> None:
        """The sample file, filled on its first use."""
        from qunmate.paths import data_folder

        if self.open(data_folder() / _("Sample.qunmate")) and self.window:
            self.window.verbs.fill_sample()

    def close(self) -> None:
        if self.window:
            self.window.close()
            self.window.deleteLater()
            self.window = None
        if self._lock:
            self._lock.release()
            self._lock = None

    @contextmanager
    def defects_shown(self) -> Iterator[None]:
        """Any exception nobody caught becomes a report and a box; the program goes on."""
        hook, thread_hook = sys.excepthook, threading.excepthook
        sys.excepthook = self._defect
        threading.excepthook = self._thread_defect
        try:
            yield
        finally:
            sys.excepthook, threading.excepthook = hook, thread_hook

    def _defect(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if self.window:
            self.window.notify.complain(error.with_traceback(trace))
        else:
            sys.__excepthook__(kind, error, trace)

    def _thread_defect(self, args: Any) -> None:
        self._defect(args.exc_type, args.exc_value, args.exc_traceback)
