"""python -m bench.browser_probe DB GROUP: milliseconds of frames of the message browser and
seconds of what it reads, inside a process of its own. Prints JSON."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from qunmate.data import groups
from qunmate.data.message_order import MessageFilter
from qunmate.data.store import open_store
from qunmate.ui.app import SWITCH_SECONDS, make_app
from qunmate.ui.context import Visit
from qunmate.ui.highlights.tab import HighlightsTab
from qunmate.ui.main_window import MainWindow
from qunmate.ui.message_browser.browser import MessageBrowser
from qunmate.ui.settings_state import WindowState
from qunmate.ui.theme import Theme

FRAMES = 300


def main(db: Path, group_name: str) -> None:
    sys.setswitchinterval(SWITCH_SECONDS)
    app = make_app()
    with tempfile.TemporaryDirectory() as scratch:
        window = MainWindow(db, Theme(app, "light"), WindowState(Path(scratch)))
        window.resize(1366, 768)
        window.show()
        settle(app, window)
        with open_store(db, read_only=True) as store:
            window.sidebar.choose(groups.by_name(store.db, group_name).id)
        window.go(Visit("highlights"))
        settle(app, window)
        tab = window.findChild(HighlightsTab)
        if not isinstance(tab, HighlightsTab):
            raise TypeError(type(tab))
        found = measured(app, window, tab)
        window.close()
    print(json.dumps(found))


def measured(app: QApplication, window: MainWindow, tab: HighlightsTab) -> dict[str, float]:
    found: dict[str, float] = {}
    found["first sight"] = seconds(lambda: in_sight(window, tab))
    found["open"] = seconds(lambda: settle(app, window))
    browser = tab.browser
    if browser is None:
        raise RuntimeError("no browser")
    view = browser.view
    found["messages"] = len(view.pages)
    before = memory()
    found["scroll"] = typical(frames(browser, lambda at: view.scroll_pixels(120 + 7 * at % 400)))
    found["page down"] = typical(frames(browser, lambda _at: press(browser, Qt.Key.Key_PageDown)))
    bar = view.verticalScrollBar()
    jumps = list(frames(browser, lambda at: bar.setValue(at * 7919 % max(bar.maximum(), 1))))
    found["drag"] = typical(iter(jumps))
    found["slowest frame"] = max(jumps)
    first = view.pages.row(0).day
    last = view.pages.row(len(view.pages) - 1).day
    found["to a day"] = typical(
        frames(browser, lambda at: browser.to_day(first + at * (last - first) // FRAMES), 40)
    )
    found["grown"] = memory() - before
    found["found"] = filtered(app, window, browser, MessageFilter(text="一丁"))
    found["of a month"] = filtered(app, window, browser, MessageFilter(first=last - 30, last=last))
    found["all again"] = filtered(app, window, browser, MessageFilter())
    return found


def in_sight(window: MainWindow, tab: HighlightsTab) -> None:
    tab.show_browser()
    window.repaint()


def filtered(
    app: QApplication, window: MainWindow, browser: MessageBrowser, wanted: MessageFilter
) -> float:
    browser.bar.set(wanted, {})
    return seconds(lambda: settle(app, window))


def frames(
    browser: MessageBrowser, act: Callable[[int], object], count: int = FRAMES
) -> Iterator[float]:
    """Milliseconds of an act and its painting."""
    for at in range(count):
        start = time.perf_counter()
        act(at)
        browser.view.viewport().repaint()
        yield (time.perf_counter() - start) * 1000


def press(browser: MessageBrowser, key: Qt.Key) -> None:
    event = QKeyEvent(QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
    browser.view.keyPressEvent(event)


def typical(times: Iterator[float]) -> float:
    ordered = sorted(times)
    return ordered[len(ordered) // 2]


def memory() -> float:
    """Megabytes that this process holds."""
    return float(psutil.Process().memory_info().rss) / 1e6


def settle(app: QApplication, window: MainWindow) -> None:
    while not window.jobs.idle:
        app.processEvents()
    app.processEvents()
    window.repaint()


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
