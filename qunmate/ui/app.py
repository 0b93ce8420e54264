"""Starts Qt, opens the window on a file, and stays until it is closed."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import (
    QLocale,
    QMessageLogContext,
    QObject,
    QPoint,
    QRect,
    QResource,
    Qt,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from qunmate import __version__, i18n, resources
from qunmate.data.backups import all_taken, folder_of, is_gone
from qunmate.data.store import open_store
from qunmate.errors import UserError
from qunmate.i18n import _
from qunmate.paths import choose_default_file, data_folder, is_away, is_same
from qunmate.ui import heap, spoken
from qunmate.ui.blur import Blur
from qunmate.ui.dialog import FRAME
from qunmate.ui.handed_over import HandedOver
from qunmate.ui.later import later
from qunmate.ui.main_window import MainWindow
from qunmate.ui.messages import HeldBox, ProblemBox
from qunmate.ui.qt_words import translate
from qunmate.ui.settings_state import WindowState
from qunmate.ui.sight import bring_into_sight
from qunmate.ui.single_window import Call, Calls, call, come_forward_by
from qunmate.ui.sweeper import spare_the_lasting
from qunmate.ui.theme import Theme, font
from qunmate.ui.window_lock import WindowLock

NAME = "QunMate"
_UNSEEN = frozenset({"offscreen", "minimal"})
SWITCH_SECONDS = 0.0005  # a busy thread may hold the interpreter no longer than this


def run_window(
    path: Path,
    sources: Sequence[Path] = (),
    *,
    today: date | None = None,
    language: str | None = None,
) -> int:
    """Open the window on the file at `path`, which then offers to take the sources in; gives the
    exit code once it is closed, or once the window that has the file open came forward instead.
    `language` goes before the one chosen in the settings. UserError where there is no screen."""
    _ask_for_a_display()
    sys.setswitchinterval(SWITCH_SECONDS)
    # Ctrl+C in the terminal ends the program at once; the file's transactions see to the rest
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    state = WindowState()
    i18n.install(language or state.text("language") or system_language())
    app = make_app()
    if app.platformName() in _UNSEEN:
        _ask_nobody(path, sources)
    spare_the_lasting()
    desk = Desk(app, today, state)
    if sys.platform == "darwin":  # elsewhere the file comes with the command
        app.installEventFilter(HandedOver(lambda: desk.window, desk))
    with desk.defects_shown():
        if not desk.open(path, sources):
            return 0 if desk.called_on else 1
        code = app.exec()
        desk.close()
    return code


def _ask_for_a_display() -> None:
    """Qt would end the process without a word of ours."""
    told = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    if sys.platform.startswith("linux") and not told:
        raise UserError("no_display")


def _ask_nobody(path: Path, sources: Sequence[Path]) -> None:
    """UserError for what a box would say or ask where nobody can see and answer it."""
    if sources:
        raise UserError("file_not_ours", path=str(sources[0]))
    if is_away(path):
        raise UserError("file_away", path=str(path))
    lock = WindowLock(path)
    if lock.take():
        raise UserError("file_read_only", path=str(path))
    lock.release()
    open_store(path).close()


def system_language() -> str:
    """What the environment says, else the system's settings: a program that was started from
    the Finder has no environment."""
    return i18n.system_language() or next(iter(QLocale.system().uiLanguages()), "")


def make_app() -> QApplication:
    """The application object with icon, style and Qt's own words in our language."""
    heap.keep_small()
    QResource.registerResource(str(resources.path("file_types", "qunmate.rcc")))
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    if app.applicationName() != NAME:  # else it was made before: to style all anew takes long
        app.setApplicationName(NAME)
        app.setApplicationVersion(__version__)
        app.setDesktopFileName("qunmate")
        _have_an_own_icon()
        app.setStyle("Fusion")
        icon = resources.path("icons", "qunmate.png")
        if icon.exists():
            app.setWindowIcon(QIcon(str(icon)))
    translate(app)
    spoken.install()
    return app


def _have_an_own_icon() -> None:
    """In Windows' task bar a program that Python runs has Python's icon, unless it has a name."""
    if sys.platform == "win32" and not hasattr(sys, "frozen"):
        import ctypes

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID("org.qunmate.QunMate")


class QtTroubleError(Exception):
    """Something that Qt calls critical."""


class Desk(QObject):
    """Holds the one window, and replaces it when another file is opened."""

    broke = Signal(object)  # BaseException

    def __init__(
        self, app: QApplication, today: date | None, state: WindowState | None = None
    ) -> None:
        super().__init__(app)
        self._app = app
        self._today = today
        self.state = state or WindowState()
        self.theme = Theme(app, self.state.text("theme", "system"))
        self.window: MainWindow | None = None
        self._lock: WindowLock | None = None
        self.called_on = False  # the file that was asked for last is in another program's window
        self._calls: Calls | None = None
        self.broke.connect(self._complain)
        app.screenRemoved.connect(lambda _screen: bring_into_sight())

    def open(self, path: Path, sources: Sequence[Path] = ()) -> bool:
        """Show the file in a window of its own, close the one before, and offer to take the
        sources in. False: not opened, or `called_on`."""
        if self.window and is_same(self.window.path, path):
            return True
        if is_away(path) and not all_taken(path):
            return self._look_elsewhere(path, sources)
        lock = WindowLock(path)
        held = lock.take()
        self.called_on = held is not None and call(held, sources)
        if self.called_on:
            return False
        if held and not HeldBox(self.window, path, held).exec():
            return False
        window = self._made(path, read_only=held is not None)
        if window is None:
            lock.release()
            return False
        self.close()
        self.window, self._lock = window, lock
        window.show()  # before Qt finds that the last one is closed, which would end the program
        later(window, partial(self._begun, sources))
        return True

    def _look_elsewhere(self, path: Path, sources: Sequence[Path]) -> bool:
        """The file that is usually opened is not in its place: open it later, or another one."""
        from qunmate.ui.rescue import AwayBox

        box = AwayBox(self.window, path)
        if not box.exec():
            return False
        opened = self.open(box.path, sources)
        if opened:
            choose_default_file(box.path)
        return opened

    def _made(self, path: Path, told: str | None = "", *, read_only: bool) -> MainWindow | None:
        """The window, which tells what is `told`. A file that is damaged or lost is restored first
        if it has backups; None where the operator wants neither, or knows why there is none."""
        helped = bool(not told and not read_only and all_taken(path))
        if helped and is_gone(path):
            told = self._restored(path, may_begin=True)
        if told is None:
            return None
        try:
            window = self._make(path, read_only=read_only)
        except UserError as error:
            if helped and error.problem.code == "file_damaged":
                told = self._restored(path, may_begin=False)
                return self._made(path, told, read_only=False)
            ProblemBox(self.window, *Blur(state=self.state).words(error.problem)).exec()
            return None
        if told:
            window.notify.notice(told)
        return window

    def _restored(self, path: Path, *, may_begin: bool) -> str | None:
        """What was done about a file that can't be opened; None if nothing."""
        from qunmate.ui.rescue import RestoreBox  # rarely needed, as the other box

        box = RestoreBox(self.window, path, may_begin=may_begin)
        return box.told if box.exec() else None

    def _begun(self, sources: Sequence[Path]) -> None:
        """The window stands: what need not be there before."""
        if self._calls is None:
            self._calls = Calls(self)
            self._calls.called.connect(self._answer)
            self._calls.start()
        if sources and self.window:
            self.window.imports.take(sources)

    def _answer(self, heard: Call) -> None:
        """The program was started again on the file."""
        if self.window is None:
            return
        come_forward_by(heard.token)
        self.window.come_forward()
        if heard.sources:
            self.window.imports.take(heard.sources)

    def speak(self, language: str) -> None:
        """Build the window anew in another language, "" for the system's."""
        self.state.keep("language", language or None)
        i18n.install(language or system_language())
        translate(self._app)
        self._app.setFont(font(i18n.language()))
        self._renew()

    def show_renewed(self, told: str) -> None:
        """What the window knows must not be left: the file is now what a backup held, or
        somebody was erased who is still named in what was typed and chosen."""
        self._renew()
        if self.window:
            self.window.notify.notice(told)

    def _renew(self) -> None:
        """Build the window anew on the same file; what was open in it closes."""
        if self.window is None:
            return
        before = self.window
        before.close()
        before.deleteLater()
        self.window = self._make(before.path, read_only=before.read_only)
        self.window.show()

    def move(self, target: Path) -> None:
        """The file was copied to a new place: go on there, and leave the old one alone."""
        old = self.window.path if self.window else None
        if self.open_for_good(target) and old and self.window:
            seen = self.window.context.blur.file
            self.window.boxes.say(
                _("Move to another folder"),
                _("Your file is now at {path}.").format(path=seen(str(target))),
                _(
                    "The old file {name} and the folder of its backups, {backups}, stay until you "
                    "remove them."
                ).format(name=seen(str(old)), backups=seen(str(folder_of(old)))),
            )

    def open_for_good(self, path: Path) -> bool:
        """Open the file now, and whenever no other is named."""
        opened = self.open(path)
        if opened:
            choose_default_file(path)
        return opened

    def _make(self, path: Path, *, read_only: bool) -> MainWindow:
        window = MainWindow(path, self.theme, self.state, today=self._today, read_only=read_only)
        queued = Qt.ConnectionType.QueuedConnection  # who asks, or was dropped on, is about to go
        window.file_asked.connect(self.open, queued)
        window.sample_asked.connect(self.open_sample)
        window.language_asked.connect(self.speak)
        window.default_file_asked.connect(self.open_for_good)
        window.file_moved.connect(self.move)
        window.verbs.restored.connect(self.show_renewed)
        window.context.guide.renewal_asked.connect(self.show_renewed, queued)
        room = window.screen().availableSize() - FRAME
        if window.is_new and not QRect(QPoint(), room).contains(window.rect()):
            window.setWindowState(Qt.WindowState.WindowMaximized)
        return window

    def open_sample(self) -> None:
        """The sample file, filled on its first use."""
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
        """Any exception nobody caught, wherever it was raised, and what Qt itself calls critical
        becomes a report and a box; the program goes on."""
        hook, thread_hook = sys.excepthook, threading.excepthook
        sys.excepthook = self._defect
        threading.excepthook = self._thread_defect
        log = qInstallMessageHandler(self._qt_says)
        try:
            yield
        finally:
            sys.excepthook, threading.excepthook = hook, thread_hook
            qInstallMessageHandler(log)

    def _defect(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if self.window and not issubclass(kind, KeyboardInterrupt):
            # from whichever thread: the box is made in the window's
            self.broke.emit(error.with_traceback(trace))
        else:
            sys.__excepthook__(kind, error, trace)

    def _thread_defect(self, args: Any) -> None:
        if args.exc_value is not None:
            self._defect(args.exc_type, args.exc_value, args.exc_traceback)

    def _complain(self, error: BaseException) -> None:
        if self.window:
            self.window.notify.complain(error)

    def _qt_says(self, kind: QtMsgType, _where: QMessageLogContext, message: str) -> None:
        if kind == QtMsgType.QtCriticalMsg:
            self.broke.emit(QtTroubleError(message))
        elif kind != QtMsgType.QtDebugMsg:
            sys.stderr.write(f"{message}\n")
