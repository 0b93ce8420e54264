"""Cells of tables tell in full what they have no room for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint
from PySide6.QtGui import QFontMetrics, QHelpEvent, QStandardItemModel
from PySide6.QtWidgets import QStyleOptionViewItem, QTableView, QToolTip
from pytestqt.qtbot import QtBot

from qunmate.ui.table_cells import MARGIN, Cell, CellDelegate
from qunmate.ui.theme import Theme
from qunmate.ui.widgets.chips import Chip, chip_font, chip_width

LONG = "Volunteers"


class OneCell(QStandardItemModel):
    def __init__(self, cell: Cell) -> None:
        super().__init__(1, 1)
        self._cell = cell

    def cell(self, _row: int, _column: int) -> Cell:
        return self._cell


def _hint(qtbot: QtBot, theme: Theme, cell: Cell, room: int) -> str:
    """What a hover tells where the words and chips have `room` px."""
    view, model = QTableView(), OneCell(cell)
    qtbot.addWidget(view)
    view.setModel(model)
    delegate = CellDelegate(theme, view)
    option = QStyleOptionViewItem()
    option.rect.setRect(0, 0, room + 2 * MARGIN, 32)
    event = QHelpEvent(QEvent.Type.ToolTip, QPoint(), QPoint())
    index: QModelIndex | QPersistentModelIndex = model.index(0, 0)
    QToolTip.hideText()
    delegate.helpEvent(event, view, option, index)
    return QToolTip.text()


@pytest.mark.parametrize("lacking", [0, 1])
def test_a_chip_that_is_cut_is_told_on_a_hover(qtbot: QtBot, theme: Theme, lacking: int) -> None:
    cell = Cell(LONG, chips=[Chip(LONG, "core")])
    whole = chip_width(LONG, QFontMetrics(chip_font(QTableView().font())))
    assert _hint(qtbot, theme, cell, whole - lacking) == (LONG if lacking else "")


def test_several_chips_are_told_on_a_hover(qtbot: QtBot, theme: Theme) -> None:
    cell = Cell("A, B", chips=[Chip("A", "core"), Chip("B", "core")])
    assert _hint(qtbot, theme, cell, 500) == "A, B"
