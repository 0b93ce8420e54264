"""Somebody who clicks, types, drops and undoes at random, for as long as one likes.

python -m tests.monkey [--minutes 60] [--seed 1] [--block 0.25]

Fails on: a defect report, a Qt warning, an answer of the window that takes more than 250 ms or
does not come, a file that `check` finds fault with, and more than 20 % more memory than after
two minutes and 10,000 acts, for which a busy machine needs longer: both times at rest, with all
tabs made and no dialog open; a window that was closed and is still kept.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import psutil
from PySide6.QtCore import (
    QEventLoop,
    QMimeData,
    QObject,
    QPoint,
    QPointF,
    Qt,
    QTimer,
    QtMsgType,
    QUrl,
    qInstallMessageHandler,
)
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from shiboken6 import isValid

from qunmate import i18n, resources
from qunmate.data import consistency
from qunmate.data.store import open_store
from qunmate.progress import finish
from qunmate.tasks.demo import fill_demo
from qunmate.ui.app import SWITCH_SECONDS, Desk, make_app
from qunmate.ui.main_window import MainWindow
from qunmate.ui.settings_state import WindowState
from qunmate.ui.sweeper import FULL_EVERY, spare_the_lasting
from qunmate.ui.tabs import TABS
from tests.watch import Watch

TODAY = date(2026, 11, 22)
BLOCK_SECONDS, SHARE = 0.25, 1.2
WARM_SECONDS, WARM_ACTS = 120, 10_000
REST_SECONDS = 2 * FULL_EVERY
MOST_FAULTS = 20
MOST_DEEP = 4  # dialogs that block, one in the other
TEXTS = ("早", "林", "打卡", "l", "x", "讲师", "🦄", "<b>", "2026-11-30", "陈念远", "%_'\"", "   ")
KEYS = (
    *[Qt.Key.Key_Tab] * 6, *[Qt.Key.Key_Down] * 6, Qt.Key.Key_Up, Qt.Key.Key_Left,
    Qt.Key.Key_Right, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Home, Qt.Key.Key_End,
    Qt.Key.Key_Space, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Escape,
    Qt.Key.Key_Delete, Qt.Key.Key_F2, Qt.Key.Key_Backtab, Qt.Key.Key_Backspace,
)  # fmt: skip
# what would leave the program, or the machine
KEPT_FROM = frozenset({"quit", "open", "about"})
# no plug-in of a real screen; a dialog that rests until its words are written
HARMLESS = ("qt.qpa", "This plugin does not support", "Keyboard event not", "Mouse event")
MACHINES = QFileDialog  # shows the machine's own files: no toy
NONE = Qt.KeyboardModifier.NoModifier


class Faults(list[str]):
    """Told at once: a crash takes all that is told at the end with it."""

    def append(self, words: str) -> None:
        super().append(words)
        print(f"\n{words}", flush=True)


class Monkey(QObject):
    def __init__(self, desk: Desk, seed: int, faults: list[str]) -> None:
        super().__init__()
        self._desk = desk
        self._chance = random.Random(seed)
        self._faults = faults
        self.acts = 0
        self.until = 0.0
        self._depth = 0
        self.last = ""
        self._ways: list[tuple[int, Callable[[], object]]] = [
            (30, self._click),
            (30, self._press),
            (8, self._write),
            (4, self._undo),
            (4, self._command),
            (3, self._tab),
            (3, self._group),
            (1, self._drop),
            (1, self._theme),
            (1, self._size),
        ]
        self._playing = False

    def start(self) -> None:
        self._playing = True
        QTimer.singleShot(0, self.act)

    def stop(self) -> None:
        self._playing = False

    def act(self) -> None:
        """One act; dialogs that block are played with from inside, so the next is asked for
        before (one timer does not fire within itself)."""
        if self._playing:
            QTimer.singleShot(0, self.act)
        if self._depth == 0:
            self.open_again()
        weights = [weight for weight, _way in self._ways]
        way = self._chance.choices(self._ways, weights)[0][1]
        if time.monotonic() > self.until or self._depth > MOST_DEEP:
            self.leave_dialogs()
            return
        self.acts += 1
        self.last = way.__name__
        self._depth += 1
        try:
            if self.acts % 40 and not isinstance(self._top(), MACHINES):
                way()
            else:
                self.leave_dialogs()
        finally:
            self._depth -= 1

    def open_again(self) -> None:
        """A window that was closed, which would end the program."""
        window = self._desk.window
        if window is not None and not window.isVisible():
            self._desk.close()
            self._desk.open(window.path)

    def _top(self) -> QWidget | None:
        window = self._desk.window
        return QApplication.activePopupWidget() or QApplication.activeModalWidget() or window

    def leave_dialogs(self) -> None:
        """Nobody stays in a dialog for ever."""
        for _try in range(4):
            top = QApplication.activePopupWidget() or QApplication.activeModalWidget()
            if top is None:
                return
            top.close()

    def _click(self) -> None:
        top = self._top()
        if top is None:
            return
        places = [one for one in top.findChildren(QWidget) if one.isVisible()]
        target = self._chance.choice(places) if places else top
        point = QPoint(
            self._chance.randrange(max(target.width(), 1)),
            self._chance.randrange(max(target.height(), 1)),
        )
        inner = target.childAt(point)
        if inner is not None:
            point, target = inner.mapFrom(target, point), inner
        self.last = f"click on {type(target).__name__} in {type(target.window()).__name__}"
        if self._chance.random() < 0.1:
            QTest.mouseDClick(target, Qt.MouseButton.LeftButton, NONE, point)
        else:
            modifier = self._chance.choice((NONE, NONE, NONE, Qt.KeyboardModifier.ShiftModifier))
            QTest.mousePress(target, Qt.MouseButton.LeftButton, modifier, point)
            if isValid(target):  # a press may end it, which the test's own click would not see
                QTest.mouseRelease(target, Qt.MouseButton.LeftButton, modifier, point)

    def _press(self) -> None:
        target = QApplication.activePopupWidget() or QApplication.focusWidget() or self._top()
        if target is not None:
            QTest.keyClick(target, self._chance.choice(KEYS))

    def _write(self) -> None:
        field = QApplication.focusWidget()
        if isinstance(field, QLineEdit):
            field.insert(self._chance.choice(TEXTS))
            field.textEdited.emit(field.text())

    def _undo(self) -> None:
        if self._desk.window and QApplication.activeModalWidget() is None:
            name = self._chance.choice(("undo", "undo", "redo"))
            self._desk.window.actions_by_name[name].trigger()

    def _command(self) -> None:
        if self._desk.window and QApplication.activeModalWidget() is None:
            known = self._desk.window.actions_by_name
            known[self._chance.choice([name for name in known if name not in KEPT_FROM])].trigger()

    def _tab(self) -> None:
        if self._desk.window:
            self._desk.window.show_tab(self._chance.randrange(5))

    def _group(self) -> None:
        if self._desk.window and self._desk.window.groups.groups:
            groups = [None, *(group.id for group in self._desk.window.groups.groups)]
            self._desk.window.sidebar.choose(self._chance.choice(groups))

    def _drop(self) -> None:
        window = self._desk.window
        if window is None or QApplication.activeModalWidget():
            return
        samples = sorted(resources.path("samples").iterdir())
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(self._chance.choice(samples)))])
        copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        QApplication.sendEvent(window, QDragEnterEvent(QPoint(300, 300), copy, data, left, NONE))
        QApplication.sendEvent(window, QDropEvent(QPointF(300, 300), copy, data, left, NONE))

    def _theme(self) -> None:
        if self._desk.window is None or QApplication.activeModalWidget():
            return
        if self._chance.random() < 0.7:
            self._desk.window.verbs.choose_theme(self._chance.choice(("light", "dark")))
        elif not self._desk.window.jobs.long_job:
            self._desk.speak(self._chance.choice(("zh_CN", "zh_TW", "en")))

    def _size(self) -> None:
        if self._desk.window:
            self._desk.window.resize(*self._chance.choice(((960, 600), (1366, 768), (1600, 900))))


def memory() -> float:
    """Megabytes that this process holds for itself: not what it looks at of fonts and libraries,
    which the system lays in memory and takes out again as it likes."""
    process = psutil.Process()
    if psutil.LINUX:
        return sum(float(part.anonymous) for part in process.memory_maps()) / 1e6
    return float(process.memory_full_info().uss) / 1e6


def play(path: Path, minutes: float, seed: int, block: float = BLOCK_SECONDS) -> list[str]:
    """Gives the faults, none if all went well."""
    faults = Faults()
    sys.setswitchinterval(SWITCH_SECONDS)
    app = make_app()
    app.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    app.setQuitOnLastWindowClosed(False)
    spare_the_lasting()
    desk = Desk(app, TODAY, WindowState(path.parent / "state"))
    monkey = Monkey(desk, seed, faults)
    watch = Watch(block)

    def broke(error: BaseException) -> None:
        words = "".join(traceback.format_exception(error))
        faults.append(f"after {monkey.acts} acts ({monkey.last}):\n{words}")

    def says(kind: QtMsgType, _where: object, words: str) -> None:
        if kind != QtMsgType.QtDebugMsg and not words.startswith(HARMLESS):
            where = "".join(traceback.format_stack(limit=8))
            faults.append(f"Qt says, after {monkey.acts} acts ({monkey.last}): {words}\n{where}")

    with desk.defects_shown():
        sys.excepthook = lambda _kind, error, _trace: broke(error)
        desk.broke.disconnect()
        desk.broke.connect(broke)
        qInstallMessageHandler(says)
        desk.open(path)
        _settle(desk)
        watch.start()
        begin = time.monotonic()
        warm = _last(desk, monkey, min(WARM_SECONDS, minutes * 30), faults)
        while monkey.acts < WARM_ACTS and time.monotonic() - begin < minutes * 30:
            warm = _last(desk, monkey, WARM_SECONDS / 4, faults)
        print(f"{warm:.0f} MB after {monkey.acts} acts", flush=True)
        end = _last(desk, monkey, begin + minutes * 60 - time.monotonic(), faults)
        watch.stop()
        if kept := _kept_windows():
            faults.append(f"{kept} windows that were closed are kept")
        desk.close()
    print(f"{end:.0f} MB after {monkey.acts} acts; longest block {watch.longest * 1000:.0f} ms")
    for seconds, where in watch.blocks:
        faults.append(f"a block of {seconds:.2f} s in\n{where}")
    if end > warm * SHARE:
        faults.append(f"memory grew from {warm:.0f} to {end:.0f} MB")
    with open_store(path, read_only=True) as store:
        for problem in consistency.problems(store.db):
            faults.append(f"check: {problem}")
    return faults


def _kept_windows() -> int:
    gc.collect()
    return sum(isinstance(one, MainWindow) and not isValid(one) for one in gc.get_objects())


def _last(desk: Desk, monkey: Monkey, seconds: float, faults: list[str]) -> float:
    """Let it play so long; gives the memory at rest then. A report box counts as a fault of its
    own."""
    monkey.until = time.monotonic() + seconds
    monkey.start()
    heard: set[int] = set()
    loop = QEventLoop()

    def look() -> None:
        window = desk.window
        if window is not None and id(window) not in heard:
            heard.add(id(window))
            window.notify.broke.connect(
                lambda error: faults.append("".join(traceback.format_exception(error)))
            )
        if time.monotonic() > monkey.until or len(faults) >= MOST_FAULTS:
            monkey.until = 0.0
            loop.quit()

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(50)
    loop.exec()
    monkey.stop()
    _rest(desk, monkey)
    return memory()


def _rest(desk: Desk, monkey: Monkey) -> None:
    """No dialog, every tab made, and as much time as the window needs to tidy up."""
    for _try in range(10):
        monkey.leave_dialogs()
        QApplication.processEvents()
    monkey.open_again()
    for place in range(len(TABS)):
        if desk.window:
            desk.window.show_tab(place)
            _settle(desk)
    QTest.qWait(int(REST_SECONDS * 1000))


def _settle(desk: Desk) -> None:
    until = time.monotonic() + 30
    while desk.window and time.monotonic() < until and not desk.window.jobs.idle:
        QApplication.processEvents()


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    # as many as the sample has, which it may come upon and stay in
    parser.add_argument("--messages", type=int, default=60_000)
    parser.add_argument("--block", type=float, default=BLOCK_SECONDS, help="seconds")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
            os.environ[name] = str(home)
        path = home / "monkey.qunmate"
        i18n.install("zh_CN")
        with open_store(path) as store:
            finish(fill_demo(store, messages=given.messages, members=400, seed=3, until=TODAY))
        faults = play(path, given.minutes, given.seed, given.block)
    print(f"{len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
