"""Any tab on a real file, with the real reader and writer threads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from qunmate.data.store import Store, open_store
from qunmate.model import Group
from qunmate.ui.context import GroupChoice, Guide, Tab, Visit, WindowContext
from qunmate.ui.jobs import Jobs
from qunmate.ui.notify import Notice, Notify
from qunmate.ui.settings_state import WindowState
from qunmate.ui.theme import Theme

TODAY = date(2026, 11, 22)
T = TypeVar("T", bound=QWidget)
Make = Callable[[WindowContext, QWidget], T]


class Window(QWidget, Generic[T]):
    """Stands for the main window: reloads the tab when its tables have changed."""

    def __init__(self, store: Store, make: Make[T], state: Path) -> None:
        super().__init__()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.notify = Notify(self)
        self.notices: list[Notice] = []
        self.notify.noticed.connect(self.notices.append)
        self.errors: list[BaseException] = []
        self.notify.broke.connect(self.errors.append)
        self.store = open_store(store.path)
        self.store.read_only = True
        self.jobs = Jobs(store.path, self.notify.complain, self)
        self.context = WindowContext(
            self.store,
            self.jobs,
            self.notify,
            Theme(app, "light"),
            GroupChoice(self),
            Guide(self),
            WindowState(state),
            TODAY,
        )
        self.visits: list[Visit] = []
        self.context.guide.asked.connect(self.visits.append)
        self.tab = make(self.context, self)
        assert isinstance(self.tab, Tab)
        self.resize(1158, 692)
        self.tab.resize(self.size())
        self.jobs.changed.connect(self._changed)

    def _changed(self, tables: frozenset[str]) -> None:
        assert isinstance(self.tab, Tab)
        if tables & self.tab.tables:
            self.tab.reload()

    def shut(self) -> None:
        self.store.close()
        self.jobs.close()
        self.close()


@contextmanager
def shown_tab(
    qtbot: QtBot, store: Store, make: Make[T], group: Group | None = None
) -> Iterator[Window[T]]:
    """The tab, shown, with everything read."""
    window = Window(store, make, store.path.parent / "state")
    try:
        window.context.choice.group = group
        window.show()
        assert isinstance(window.tab, Tab)
        window.tab.reload()
        settle(qtbot, window)
        yield window
        assert not window.errors
    finally:
        window.shut()
        window.deleteLater()


def settle(qtbot: QtBot, window: Window[T]) -> None:
    """Wait until everything asked for has been answered."""
    qtbot.waitUntil(lambda: window.jobs.idle, timeout=20_000)
    QApplication.processEvents()
    qtbot.waitUntil(lambda: window.jobs.idle, timeout=20_000)
    QApplication.processEvents()
    qtbot.wait(1)
