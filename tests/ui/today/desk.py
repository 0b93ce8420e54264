"""The Today tab on real files, with real threads."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from qunmate.data.store import Store
from qunmate.model import Group
from qunmate.ui.context import WindowContext
from qunmate.ui.today.line_row import LineRow
from qunmate.ui.today.section import Section
from qunmate.ui.today.tab import TodayTab
from tests.ui.tab_desk import Window, shown_tab

Desk = Window[TodayTab]


@contextmanager
def today(qtbot: QtBot, store: Store, group: Group | None = None) -> Iterator[Desk]:
    def make(context: WindowContext, parent: QWidget) -> TodayTab:
        return TodayTab(context, parent, lambda: context.notify.notice("importing"))

    with shown_tab(qtbot, store, make, group) as window:
        yield window


def row_of(section: Section, kind: str) -> LineRow:
    line = next(line for line in section.lines if line.kind == kind)
    return section.row_of(line.key)


def press(row: LineRow, text: str) -> None:
    """Do what the line's button or menu entry of that name does."""
    next(act for act in row.acts if text in {act.text, act.hint}).run()


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def texts(row: LineRow) -> list[str]:
    return [button.text() for button in row.buttons()]
