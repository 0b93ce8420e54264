"""The preview of a digest at any size."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qunmate.ui.digest.preview import Preview
from qunmate.ui.paint.pages import Page
from qunmate.ui.theme import Theme

MOST = 20  # changes of size that one change of the window may bring


class Counting(Preview):
    """Gives up where it would go on for ever."""

    changes = 0

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        self.changes += 1
        if self.changes <= MOST:
            super().resizeEvent(event)


def show(qtbot: QtBot, theme: Theme, height: int) -> Counting:
    made = Counting(theme)
    qtbot.addWidget(made)
    made.resize(500, height)
    made.show_pages([Page(760.0, 900.0, ())])
    made.show()
    QApplication.processEvents()
    return made


def test_pages_that_fit_only_beside_a_scroll_bar_come_to_rest(qtbot: QtBot, theme: Theme) -> None:
    preview = show(qtbot, theme, 400)
    for height in range(560, 660):
        preview.changes = 0
        preview.resize(500, height)
        QApplication.processEvents()
        assert preview.changes <= MOST, height


@pytest.mark.parametrize("height", range(560, 600, 4))
def test_a_scroll_bar_is_there_where_there_is_more_to_see(
    qtbot: QtBot, theme: Theme, height: int
) -> None:
    preview = show(qtbot, theme, height)
    bar, pages = preview.verticalScrollBar(), preview.widget()
    assert pages is not None
    assert bar.isVisible() == (pages.height() > preview.viewport().height())
