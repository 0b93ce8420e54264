"""Tables of messages whose columns nobody knows."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from qunmate.ui.importing.sheet_part import SheetPart
from qunmate.ui.importing.table_part import TablePart
from tests.ui.conftest import Open, add_group, rest
from tests.ui.importing.desk import counts, dialog_of

TABLE = "何时,何人,何言\n" + "".join(
    f"2026-11-{day:02} 09:30,{who},第{day}天的话\n" for day in range(1, 7) for who in "甲乙"
)


def test_a_table_of_messages_shows_its_columns(
    open_window: Open, path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    file = tmp_path / "读书会.csv"
    file.write_text(TABLE, encoding="utf-8")
    window = open_window()
    window.imports.open([file], None)
    dialog = dialog_of(window, qtbot)
    card = dialog.cards[0]
    part = card.part
    assert isinstance(part, TablePart)
    assert card.note.text().startswith("12 messages · all new · 2 people")
    assert [shown(part, line) for line in range(3)] == ["time", "sender", "text"]
    choose_field(part, 1, "")
    rest(qtbot, window)
    assert card.note.text() == "Say which column tells: Sender."
    assert not dialog.start.isEnabled()
    choose_field(part, 1, "nickname")
    rest(qtbot, window)
    dialog.start.click()
    rest(qtbot, window)
    assert counts(dialog) == ["12 new messages · 2 new members"]
    dialog.close()
    rest(qtbot, window)
    window.imports.open([file], None)
    again = dialog_of(window, qtbot).cards[0].part
    assert isinstance(again, TablePart)
    assert shown(again, 1) == "nickname"  # remembered


def shown(part: TablePart, line: int) -> str:
    box = part.table.cellWidget(line, 2)
    assert isinstance(box, QComboBox)
    return str(box.currentData())


def choose_field(part: TablePart, line: int, field: str) -> None:
    box = part.table.cellWidget(line, 2)
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData(field))
    box.activated.emit(box.currentIndex())


def test_a_table_can_be_taken_the_other_way(
    open_window: Open, path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    add_group(path, "读书会", "wechat")
    file = tmp_path / "读书会.csv"
    file.write_text(TABLE, encoding="utf-8")
    window = open_window()
    window.imports.open([file], None)
    card = dialog_of(window, qtbot).cards[0]
    assert card.other.text() == "Treat as member sheet"
    card.other.click()
    rest(qtbot, window)
    assert type(card.part) is SheetPart
    card.other.click()
    rest(qtbot, window)
    assert card.other.text() == "Treat as member sheet"
    assert card.note.text().startswith("12 messages")
