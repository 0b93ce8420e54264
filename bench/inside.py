"""What can only be measured inside a process of our own. Prints JSON.

python -m bench.inside health DB GROUP      seconds of all figures, the start not counted
python -m bench.inside window DB GROUP      seconds until the window is shown, and of its acts
python -m bench.inside start DB -           seconds until the window is shown
python -m bench.inside block DB CHAT        the longest that the window did not answer while the
                                            chat is taken in and all members are shown
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bench.measure import STARTED
from qunmate.data import groups
from qunmate.data.store import open_store

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QTableView


def health(db: Path, group_name: str) -> dict[str, float]:
    from qunmate.tasks.figures import health as figures

    with open_store(db) as store:
        group = groups.by_name(store.db, group_name)
        return {"health": _seconds(lambda: figures(store, group))}


def window(db: Path, group_name: str) -> dict[str, float]:
    from qunmate.ui.app import SWITCH_SECONDS, Desk, make_app
    from qunmate.ui.members.tab import MembersTab
    from qunmate.ui.settings_state import WindowState
    from qunmate.ui.tabs import TABS

    sys.setswitchinterval(SWITCH_SECONDS)
    app = make_app()
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as scratch:
        desk = Desk(app, None, WindowState(Path(scratch)))
        desk.open(db)
        shown = desk.window
        if shown is None:
            raise RuntimeError("the window did not open")
        while shown.groups.nothing_yet:
            app.processEvents()
        shown.repaint()
        found["shown"] = time.time() - float(os.environ[STARTED])

        def paint() -> None:
            app.processEvents()
            shown.repaint()

        def settle() -> None:
            while shown.jobs.reading:
                app.processEvents()
            paint()

        with open_store(db, read_only=True) as store:
            shown.context.choice.choose(groups.by_name(store.db, group_name))
        settle()
        for place, spec in enumerate(TABS):
            shown.show_tab(place)
            found[f"read {spec.key}"] = _seconds(settle)
        for place, spec in enumerate(TABS):
            shown.show_tab(place)
            paint()
            settle()
            shown.show_tab((place + 1) % len(TABS))
            settle()

            def change(place: int = place) -> None:
                shown.show_tab(place)
                paint()

            found[f"tab {spec.key}"] = _seconds(change)
        shown.show_tab_named("members")
        settle()
        tab = shown.stack.currentWidget()
        if not isinstance(tab, MembersTab):
            raise TypeError(type(tab))
        found["scroll"] = _scrolled(app, tab.table)
        found["idle"] = _idle()
        keys = [key for text in TEXTS for key in _typed(tab.filters.search.setText, app, text)]
        found["filter"], found["filter, slowest"] = statistics.median(keys), max(keys)
        desk.close()
    return found


def start(db: Path, _none: str) -> dict[str, float]:
    """An empty file is shown with its welcome, a full one with its groups and first tab."""
    from qunmate.ui.app import SWITCH_SECONDS, Desk, make_app
    from qunmate.ui.settings_state import WindowState

    sys.setswitchinterval(SWITCH_SECONDS)
    app = make_app()
    with tempfile.TemporaryDirectory() as scratch:
        desk = Desk(app, None, WindowState(Path(scratch)))
        desk.open(db)
        window = desk.window
        if window is None:
            raise RuntimeError("the window did not open")
        loaded: list[bool] = []
        window.groups.loaded.connect(lambda: loaded.append(True))
        while not loaded:
            app.processEvents()
        window.repaint()
        shown = time.time() - float(os.environ[STARTED])
        desk.close()
    return {"shown": shown}


def block(db: Path, chat: str) -> dict[str, float]:
    """Beats as a person would press keys: how late the latest of them was served."""
    from PySide6.QtCore import QTimer

    from qunmate.tasks.import_chat import import_chat
    from qunmate.ui.app import SWITCH_SECONDS, Desk, make_app
    from qunmate.ui.settings_state import WindowState
    from qunmate.ui.touched import IMPORT

    sys.setswitchinterval(SWITCH_SECONDS)
    app = make_app()
    with tempfile.TemporaryDirectory() as scratch:
        desk = Desk(app, None, WindowState(Path(scratch)))
        desk.open(db)
        window = desk.window
        if window is None:
            raise RuntimeError("the window did not open")
        _until(app, lambda: not window.groups.nothing_yet and window.jobs.idle)
        window.show_tab_named("members")
        _until(app, lambda: window.jobs.idle)
        late: list[float] = []
        before = time.perf_counter()

        def beat() -> None:
            nonlocal before
            now = time.perf_counter()
            late.append(now - before)
            before = now

        timer = QTimer()
        timer.timeout.connect(beat)
        timer.start(0)
        done: list[object] = []
        today = date.today()
        window.jobs.write(
            lambda store: import_chat(store, [Path(chat)], today=today),
            IMPORT,
            done.append,
            title="bench",
        )
        _until(app, lambda: bool(done) and window.jobs.idle)
        timer.stop()
        desk.close()
    return {"longest": max(late), "beats": len(late)}


def _until(app: QApplication, true: Callable[[], bool]) -> None:
    while not true():
        app.processEvents()


FRAMES = 120
IDLE_SECONDS = 10


def _scrolled(app: QApplication, table: QTableView) -> float:
    """The median of showing the rows below, three at a time: a frame is painted once."""
    bar, taken = table.verticalScrollBar(), []
    for frame in range(FRAMES):
        start = time.perf_counter()
        bar.setValue(3 * frame)
        app.processEvents()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def _idle() -> float:
    """The share of a processor that the window takes while nothing is done, once it has swept
    up after what was done."""
    from qunmate.ui.sweeper import FIRST_FULL

    _alone(FIRST_FULL + 1)
    start = time.process_time()
    _alone(IDLE_SECONDS)
    return (time.process_time() - start) / IDLE_SECONDS


def _alone(seconds: float) -> None:
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


TEXTS = ("成员123", "chengyuan", "13800")


def _typed(field: Callable[[str], object], app: QApplication, text: str) -> list[float]:
    """Seconds of each key of a text typed into a field, until what it changes is painted."""
    keys = []
    for end in range(1, len(text) + 1):
        start = time.perf_counter()
        field(text[:end])
        app.processEvents()
        keys.append(time.perf_counter() - start)
    field("")
    app.processEvents()
    return keys


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    kind, db, group = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
    kinds = {"health": health, "window": window, "start": start, "block": block}
    print(json.dumps(kinds[kind](db, group)))


if __name__ == "__main__":
    main()
