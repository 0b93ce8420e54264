"""The table that says which column of a sheet is what."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from qunmate.roster.mapping import Column
from qunmate.ui.importing.mapping_table import MappingTable
from qunmate.ui.widgets.choice import Choice

MANY = 3000


def test_a_sheet_of_countless_columns_does_not_stop_the_window(qtbot: QtBot) -> None:
    table = MappingTable(lambda _label, proposed: [proposed, "name"], str.upper, bool)
    qtbot.addWidget(table)
    columns = [Column(number, f"列{number}", None, ()) for number in range(MANY)]
    table.show_columns(columns, {column.label: "city" for column in columns})
    assert table.rowCount() == MANY
    assert table.cellWidget(0, 2) is not None
    assert table.cellWidget(MANY - 1, 2) is None  # what it is taken as is told all the same
    said = table.item(MANY - 1, 2)
    assert said is not None
    assert said.text() == "CITY"
    table.scrollToBottom()
    box = table.cellWidget(MANY - 1, 2)
    assert isinstance(box, Choice)
    assert sum(table.cellWidget(line, 2) is not None for line in range(MANY)) < 200
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert table.chosen == {f"列{MANY - 1}": "name"}
    table.show_columns(columns[:1], {"列0": "city"})
    assert table.rowCount() == 1


def test_tab_leads_from_one_choice_to_the_next_out_of_sight(qtbot: QtBot) -> None:
    table = MappingTable(lambda _label, proposed: [proposed], str.upper, bool)
    qtbot.addWidget(table)
    columns = [Column(number, f"列{number}", None, ()) for number in range(100)]
    table.show_columns(columns, {column.label: "city" for column in columns})
    table.scrollToBottom()
    boxes = [table.cellWidget(line, 2) for line in range(70, 100)]
    assert [box.nextInFocusChain() for box in boxes[:-1] if box] == boxes[1:]


def test_what_is_said_last_of_a_field_holds(qtbot: QtBot) -> None:
    table = MappingTable(lambda *_of: ["name", "tags"], str.upper, lambda field: field == "name")
    qtbot.addWidget(table)
    columns = [Column(number, label, None, ()) for number, label in enumerate("甲乙丙丁")]
    table.show_columns(columns, dict.fromkeys("甲乙丙丁", "tags"))
    for line, field in enumerate((0, 0, 1, 1)):
        box = table.cellWidget(line, 2)
        assert isinstance(box, Choice)
        box.setCurrentIndex(field)
        box.activated.emit(field)
    assert table.chosen == {"乙": "name", "丙": "tags", "丁": "tags"}
