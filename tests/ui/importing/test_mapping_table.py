"""The table that says which column of a sheet is what."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from qunmate.roster.mapping import Column
from qunmate.ui.importing.mapping_table import CHOICES, MappingTable


def test_a_sheet_of_countless_columns_does_not_stop_the_window(qtbot: QtBot) -> None:
    table = MappingTable(lambda _label, proposed: [proposed], str.upper)
    qtbot.addWidget(table)
    columns = [Column(number, f"列{number}", None, ()) for number in range(CHOICES + 2)]
    table.show_columns(columns, {column.label: "city" for column in columns})
    assert table.rowCount() == CHOICES + 2
    assert table.cellWidget(CHOICES - 1, 2) is not None
    assert table.cellWidget(CHOICES, 2) is None  # what it is taken as is told all the same
    said = table.item(CHOICES, 2)
    assert said is not None
    assert said.text() == "CITY"
    table.show_columns(columns[:1], {"列0": "city"})
    assert table.rowCount() == 1
