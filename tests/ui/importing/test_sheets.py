"""Sheets of members in the import dialog: columns, values, problems."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollBar
from pytestqt.qtbot import QtBot

from qunmate.data.store import open_store
from qunmate.ui.importing.doing import Problems
from qunmate.ui.importing.sheet_part import ROWS, SheetPart
from qunmate.ui.importing.source_card import SourceCard
from tests.ui.conftest import Open, add_group, rest
from tests.ui.importing.desk import dialog_of


def test_a_sheet_that_names_nobody_says_what_to_do_in_the_window(
    open_window: Open, path: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    group = add_group(path, "早起读书会")
    file = tmp_path / "figures.csv"
    file.write_text("Messages,Days\n12,3\n13,4\n", encoding="utf-8")
    window = open_window()
    window.imports.open([file], group)
    dialog = dialog_of(window, qtbot)
    (card,) = dialog.cards
    assert card.note.text().endswith("Choose the column with their names below.")
    dialog.reject()


@pytest.mark.parametrize("step", [0, 1])
def test_a_sheet_alone_has_one_scroll_bar_at_most(
    open_window: Open, path: Path, sheet: Path, qtbot: QtBot, step: int
) -> None:
    group = add_group(path, "早起读书会")
    window = open_window()
    window.imports.open([sheet], group)
    dialog = dialog_of(window, qtbot)
    part = dialog.cards[0].part
    assert isinstance(part, SheetPart)
    part.show_step(step)
    dialog.resize(dialog.width(), 300)  # it does not get as low
    rest(qtbot, window)
    upright = Qt.Orientation.Vertical
    shown = [bar for bar in dialog.findChildren(QScrollBar) if bar.isVisible()]
    assert all(part.isAncestorOf(bar) for bar in shown if bar.orientation() == upright)
    assert dialog.height() < 600
    dialog.reject()


def test_of_several_sheets_only_the_page_scrolls(
    open_window: Open, path: Path, sheet: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    group = add_group(path, "早起读书会")
    other = tmp_path / "另一张.csv"
    other.write_bytes(sheet.read_bytes())
    window = open_window()
    window.imports.open([sheet, other], group)
    dialog = dialog_of(window, qtbot)
    dialog.resize(dialog.width(), 300)
    rest(qtbot, window)
    upright = Qt.Orientation.Vertical
    bars = [bar for bar in dialog.findChildren(QScrollBar) if bar.orientation() == upright]
    (shown,) = (bar for bar in bars if bar.isVisible())
    assert not any(card.isAncestorOf(shown) for card in dialog.cards)
    dialog.reject()


def test_while_rows_are_looked_at_the_other_sources_step_aside(
    open_window: Open, path: Path, sheet: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    group = add_group(path, "早起读书会")
    other = tmp_path / "另一张.csv"
    rows = "".join(f"成员{n},wx_{n:06}\n" for n in range(60))
    other.write_text("姓名,微信号\n" + rows, encoding="utf-8")
    window = open_window()
    window.imports.open([sheet, other], group)
    dialog = dialog_of(window, qtbot)
    first, second = dialog.cards
    dialog.resize(dialog.width(), 300)
    assert not dialog.all_sources.isVisible()
    sheet_of(second).steps[ROWS].click()
    rest(qtbot, window)
    upright = Qt.Orientation.Vertical
    bars = [bar for bar in dialog.findChildren(QScrollBar) if bar.orientation() == upright]
    (shown,) = (bar for bar in bars if bar.isVisible())
    assert second.isAncestorOf(shown)
    assert (first.isVisible(), dialog.start.isEnabled()) == (False, True)
    assert dialog.all_sources.text() == "‹ All 2 sources"
    dialog.all_sources.click()
    assert first.isVisible()
    assert not dialog.all_sources.isVisible()
    sheet_of(second).show_step(ROWS)
    dialog.add([tmp_path / "third.txt"])
    assert first.isVisible()
    dialog.reject()


def test_sheet_shows_columns_values_and_what_would_be(
    open_window: Open, sheet: Path, path: Path, qtbot: QtBot
) -> None:
    group = add_group(path, "运营研究社", "wechat")
    window = open_window()
    window.imports.open([sheet], group)
    card = dialog_of(window, qtbot).cards[0]
    part = sheet_of(card)
    table = part.table
    assert part.sheet.currentText() == "名单"
    assert [table.item(line, 0).text() for line in range(5)] == [
        "姓名", "微信号", "入群时间", "标签", "爱好",
    ]  # fmt: skip
    assert table.item(0, 1).text() == "林小满 · 周一川"
    assert "2 new" in card.note.text()
    assert "Row 4" in card.note.text()


def sheet_of(card: SourceCard) -> SheetPart:
    assert isinstance(card.part, SheetPart)
    return card.part


def choose(card: SourceCard, line: int, field: str) -> None:
    box = sheet_of(card).table.cellWidget(line, 2)
    place = box.findData(field)
    box.setCurrentIndex(place)
    box.activated.emit(place)


def test_a_column_can_be_taken_as_something_else(
    open_window: Open, sheet: Path, path: Path, qtbot: QtBot
) -> None:
    group = add_group(path, "运营研究社", "wechat")
    window = open_window()
    window.imports.open([sheet], group)
    dialog = dialog_of(window, qtbot)
    choose(dialog.cards[0], 4, "strengths")
    rest(qtbot, window)
    dialog.start.click()
    rest(qtbot, window)
    outcome = dialog.doing.outcomes[0]
    assert outcome.counts.startswith("2 new")
    assert len(outcome.problems) == 1
    with open_store(path) as store:
        rows = store.db.execute("SELECT strengths FROM members ORDER BY id").fetchall()
    assert [row[0] for row in rows] == ["跑步", "茶"]


def test_the_dialog_is_no_larger_than_what_was_done_needs(
    open_window: Open, sheet: Path, path: Path, qtbot: QtBot
) -> None:
    group = add_group(path, "运营研究社", "wechat")
    window = open_window()
    window.imports.open([sheet], group)
    dialog = dialog_of(window, qtbot)
    before = dialog.height()
    dialog.start.click()
    rest(qtbot, window)
    assert dialog.height() < before
    qtbot.waitUntil(lambda: dialog.doing.lacking() <= 0)
    (problems,) = dialog.doing.findChildren(Problems)
    assert not problems.verticalScrollBar().maximum()
    assert problems.height() < 2 * problems.fontMetrics().lineSpacing()  # there is one


def test_problems_can_be_saved(
    open_window: Open, sheet: Path, path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    group = add_group(path, "运营研究社", "wechat")
    window = open_window()
    window.imports.open([sheet], group)
    dialog = dialog_of(window, qtbot)
    dialog.start.click()
    rest(qtbot, window)
    assert dialog.doing.save.isVisible()
    dialog.doing.save_to(tmp_path / "problems.txt")
    dialog.doing.save_to(tmp_path / "problems.xlsx")
    text = (tmp_path / "problems.txt").read_text(encoding="utf-8")
    assert "成员.xlsx → 运营研究社\tRow 4" in text
    page = load_workbook(tmp_path / "problems.xlsx").active
    assert page.cell(2, 2).value.startswith("Row 4")
