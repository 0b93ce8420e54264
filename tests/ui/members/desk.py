"""A Members tab on a real file, with the real reader and writer threads."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pytestqt.qtbot import QtBot

from qunmate.data.store import Store
from qunmate.model import Group
from qunmate.ui.members.tab import MembersTab
from tests.ui.tab_desk import Window, settle, shown_tab

__all__ = ["members_tab", "names", "settle"]


@contextmanager
def members_tab(qtbot: QtBot, store: Store, group: Group | None) -> Iterator[Window[MembersTab]]:
    """The tab, shown, with everything read."""
    make = lambda context, parent: MembersTab(context, parent, lambda: None)  # noqa: E731
    with shown_tab(qtbot, store, make, group) as window:
        yield window


def names(window: Window[MembersTab]) -> list[str]:
    model = window.tab.model
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]
