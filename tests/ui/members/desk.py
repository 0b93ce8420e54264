"""A Members tab on a real file, with the real reader and writer threads."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from qunmate.data.store import Store, open_store
from qunmate.model import Group
from qunmate.ui.context import GroupChoice, WindowContext
from qunmate.ui.jobs import Jobs
from qunmate.ui.members.tab import MembersTab
from qunmate.ui.notify import Notice, Notify
from qunmate.ui.theme import Theme

TODAY = date(2026, 11, 22)


class Window(QWidget):
    """Stands for the main window: reloads the tab when its tables have changed."""

    def __init__(self, store: Store) -> None:
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
            TODAY,
        )
        self.tab = MembersTab(self.context, self, lambda: None)
        self.resize(1158, 692)
        self.tab.resize(self.size())
        self.jobs.changed.connect(self._changed)

    def _changed(self, tables: frozenset[str]) -> None:
        if tables & self.tab.tables:
            self.tab.reload()

    def shut(self) -> None:
        self.store.close()
        self.jobs.close()
        self.close()


@contextmanager
def members_tab(qtbot: QtBot, store: Store, group: Group | None) -> Iterator[Window]:
    """The tab, shown, with everything read."""
    window = Window(store)
    try:
        window.context.choice.group = group
        window.show()
        window.tab.reload()
        settle(qtbot, window)
        yield window
        assert not window.errors
    finally:
        window.shut()
        window.deleteLater()


def settle(qtbot: QtBot, window: Window) -> None:
    """Wait until the writer is idle and what was asked of the reader has come."""
    qtbot.waitUntil(lambda: not window.jobs.busy, timeout=20_000)
    QApplication.processEvents()
    for _round in range(3):
        done: list[int] = []
        window.jobs.read("test.last", lambda _store: 1, done.append)
        qtbot.waitUntil(lambda done=done: bool(done), timeout=20_000)
        QApplication.processEvents()
    qtbot.wait(1)


def names(window: Window) -> list[str]:
    model = window.tab.model
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]
