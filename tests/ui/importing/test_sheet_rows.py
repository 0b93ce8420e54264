"""A sheet's rows before they are taken in: states, ticks, doubts, the full list."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from qunmate import i18n
from qunmate.data import members
from qunmate.data.exporters.rejected_rows import write_rejected
from qunmate.data.store import Store, open_store
from qunmate.tasks.read_roster import read_roster
from qunmate.ui.import_dialog import ImportDialog
from qunmate.ui.importing.sheet_model import DOUBT, FIRST, NAME, STATE, TICK
from qunmate.ui.importing.sheet_part import ROWS, SheetPart
from qunmate.ui.main_window import MainWindow
from qunmate.ui.saving import FOLDER
from tests.roster_store import add_group as new_group
from tests.roster_store import add_member
from tests.sheet_files import workbook
from tests.ui.conftest import Open, rest
from tests.ui.importing.desk import dialog_of

SHEET: list[list[str | None]] = [
    ["读书会名单", None, None],
    ["姓名", "城市", "手机"],
    ["林晓", "杭州", "13900000001"],
    ["李娜", "北京", None],
    ["新来的", "厦门", "打微信"],
    [None, "苏州", None],
]


def _opened(
    open_window: Open, path: Path, qtbot: QtBot
) -> tuple[MainWindow, ImportDialog, SheetPart]:
    with open_store(path) as store:
        group = new_group(store, "读书会")
        for name, city in (("林晓", "上海"), ("李娜", "上海"), ("李娜", "广州"), ("老周", "成都")):
            add_member(store, group, name, city=city)
    window = open_window()
    window.imports.open([workbook(path.with_name("名单.xlsx"), SHEET)], group)
    dialog = dialog_of(window, qtbot)
    part = dialog.cards[0].part
    assert isinstance(part, SheetPart)
    part.show_step(ROWS)
    return window, dialog, part


def _shown(part: SheetPart) -> list[list[str]]:
    model = part.rows.model
    return [
        [str(model.index(row, column).data() or "") for column in range(STATE, model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_each_row_is_told(open_window: Open, path: Path, qtbot: QtBot, tmp_path: Path) -> None:
    _window, _dialog, part = _opened(open_window, path, qtbot)
    assert part.heading.value() == 2
    states = [(line[0], line[1].partition(":")[0]) for line in _shown(part)]
    assert states == [
        ("Changed", "林晓"),
        ("In doubt", "“李娜” could mean 2 members"),
        ("New", "新来的"),
        ("Rejected", "苏州"),
    ]
    assert "上海 → 杭州" in _shown(part)[0]
    assert "✗ 打微信" in _shown(part)[2]
    part.rows.filter("new")
    assert [line[1] for line in _shown(part)] == ["新来的"]
    part.save_rejected(tmp_path / "rejected.xlsx")
    from openpyxl import load_workbook

    rows = list(load_workbook(tmp_path / "rejected.xlsx").active.values)
    assert rows[0] == ("姓名", "城市", "手机", "Why not taken in", "Row of the sheet")
    assert [(row[0], row[1], row[4]) for row in rows[1:]] == [
        ("李娜", "北京", 4),
        ("新来的", "厦门", 5),
        (None, "苏州", 6),
    ]
    assert rows[2][3] == "手机: not a phone number"
    part.rows.filter("faulty")
    assert [line[1] for line in _shown(part)] == ["新来的"]


def test_rejected_rows_are_saved_where_the_last_file_was(
    open_window: Open,
    path: Path,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window, _dialog, part = _opened(open_window, path, qtbot)
    proposed: list[Path] = []

    def choose(_parent: QWidget, _title: str, usual: str, kinds: str) -> tuple[str, str]:
        proposed.append(Path(usual))
        return str(tmp_path / "back.2026"), kinds

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    window.context.state.keep(FOLDER, str(tmp_path))
    part.rows.save_asked.emit()
    rest(qtbot, window)
    assert proposed == [tmp_path / "名单 Rejected rows.xlsx"]
    assert (tmp_path / "back.2026.xlsx").exists()


def test_the_sum_and_the_filters_tell_the_same(open_window: Open, path: Path, qtbot: QtBot) -> None:
    _window, dialog, part = _opened(open_window, path, qtbot)
    rejected = "2 rejected, 1 of them in doubt"
    assert (
        dialog.cards[0]
        .note.text()
        .startswith(f"This would be: 1 new · 1 changed · 0 unchanged · {rejected}.")
    )
    assert dialog.cards[0].note.property("tone") == "warn"  # there is something wrong
    buttons = [one for one in part.rows.findChildren(QPushButton) if one.isVisible()]
    chips = [one.text() for one in buttons if one.isCheckable()]
    assert chips == ["All 4", "New 1", "Changed 1", "Rejected 2", "In doubt 1", "With bad cells 1"]
    part.rows.filter("rejected")
    assert [line[0] for line in _shown(part)] == ["In doubt", "Rejected"]


def test_why_a_row_is_rejected_is_read_in_full(open_window: Open, path: Path, qtbot: QtBot) -> None:
    window, _dialog, part = _opened(open_window, path, qtbot)
    rows = part.rows
    said = str(rows.model.index(1, NAME).data())
    assert said == "“李娜” could mean 2 members"
    room = rows.table.columnWidth(NAME)
    assert room > rows.table.fontMetrics().horizontalAdvance(said)
    window.context.blur.turn(on=True)
    for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
        shown = str(rows.model.index(1, NAME).data(role))
        assert "could mean 2 members" in shown
        assert "李娜" not in shown


def test_a_reason_pushes_no_cells_out_of_sight(open_window: Open, path: Path, qtbot: QtBot) -> None:
    """It gets what room the other columns leave; alone with its kind, as much as it needs."""
    with open_store(path) as store:
        group = new_group(store, "读书会")
        for name in ("李娜", "李娜", "林晓", "王一诺"):
            add_member(store, group, name)
    window = open_window()
    heading = ["姓名", "城市", "行业", "需求", "备注", "手机"]
    cells = ["跨境电商选品与海外仓储"] * 4
    rows = [heading, ["林晓", *cells, "打微信"], ["王一诺", *cells, None], ["李娜", *cells, None]]
    window.imports.open([workbook(path.with_name("名单.xlsx"), rows)], group)
    part = dialog_of(window, qtbot).cards[0].part
    assert isinstance(part, SheetPart)
    part.show_step(ROWS)
    table = part.rows.table
    said = table.fontMetrics().horizontalAdvance("“李娜” could mean 2 members")
    needed = table.fontMetrics().horizontalAdvance("王一诺")
    assert needed < table.columnWidth(NAME) < said / 2
    part.rows.filter(DOUBT)
    assert table.columnWidth(NAME) > said
    part.rows.filter("")
    assert needed < table.columnWidth(NAME) < said / 2


def test_one_long_name_does_not_either(open_window: Open, path: Path, qtbot: QtBot) -> None:
    with open_store(path) as store:
        group = new_group(store, "读书会")
    window = open_window()
    cells = ["跨境电商选品与海外仓储"] * 4
    rows = [
        ["姓名", "城市", "行业", "需求", "备注"],
        ["林晓", *cells],
        ["有事请直接打电话" * 9, *cells],
    ]
    window.imports.open([workbook(path.with_name("名单.xlsx"), rows)], group)
    part = dialog_of(window, qtbot).cards[0].part
    assert isinstance(part, SheetPart)
    part.show_step(ROWS)
    assert part.rows.table.columnWidth(NAME) <= 220


def test_the_columns_fill_the_table_without_scrolling(
    open_window: Open, path: Path, qtbot: QtBot
) -> None:
    _window, _dialog, part = _opened(open_window, path, qtbot)
    table = part.rows.table
    columns = range(part.rows.model.columnCount())
    assert sum(map(table.columnWidth, columns)) == table.viewport().width()
    assert table.columnWidth(TICK) <= 32


def test_a_column_of_names_sized_by_hand_stays_so(
    open_window: Open, path: Path, qtbot: QtBot
) -> None:
    window, dialog, part = _opened(open_window, path, qtbot)
    table = part.rows.table
    table.setColumnWidth(NAME, 333)
    part.rows.filter(DOUBT)
    dialog.resize(dialog.width() + 40, dialog.height())
    part.mode.activated.emit(0)  # the rows are told again
    rest(qtbot, window)
    assert table.columnWidth(NAME) == 333


def test_the_new_value_of_a_cell_is_read_in_full(
    open_window: Open, path: Path, qtbot: QtBot
) -> None:
    """However long the old one is, which the tooltip tells."""
    old, new = "浦东新区张江镇" * 4, "2026-03-26 起住在杭州市西湖区"
    with open_store(path) as store:
        group = new_group(store, "读书会")
        add_member(store, group, "林晓", city=old)
    window = open_window()
    sheet = workbook(path.with_name("名单.xlsx"), [["姓名", "城市"], ["林晓", new]])
    window.imports.open([sheet], group)
    part = dialog_of(window, qtbot).cards[0].part
    assert isinstance(part, SheetPart)
    part.show_step(ROWS)
    index = part.rows.model.index(0, FIRST)
    said, table = str(index.data()), part.rows.table
    assert said.endswith(f"… → {new}")
    assert table.columnWidth(FIRST) > table.fontMetrics().horizontalAdvance(said)
    assert index.data(Qt.ItemDataRole.ToolTipRole) == f"{old} → {new}"


def _choose_doubt(part: SheetPart) -> None:
    part.rows.filter(DOUBT)
    part.rows.table.selectRow(0)


def test_what_was_rejected_comes_back_without_the_reasons(store: Store, tmp_path: Path) -> None:
    path, row = tmp_path / "a.xlsx", ["林晓", "打微信"]
    write_rejected(path, ["姓名", "手机"], [(2, row, "手机: not a phone number")])
    read = read_roster(store, path, group=new_group(store))
    assert list(read.used) == ["姓名", "手机"]


def test_only_what_is_ticked_is_taken(open_window: Open, path: Path, qtbot: QtBot) -> None:
    window, dialog, part = _opened(open_window, path, qtbot)
    model = part.rows.model
    model.setData(
        model.index(0, TICK), Qt.CheckState.Unchecked.value, Qt.ItemDataRole.CheckStateRole
    )
    _choose_doubt(part)
    place = part.rows.choice.findText("no. 3", Qt.MatchFlag.MatchContains)
    part.rows.choice.setCurrentIndex(place)
    part.rows.choice.activated.emit(place)
    rest(qtbot, window)
    dialog.start.click()
    rest(qtbot, window)
    cities = {(one.id, one.name): one.city for one in members.listing(window.context.store.db)}
    assert cities == {
        (1, "林晓"): "上海", (2, "李娜"): "上海", (3, "李娜"): "北京", (4, "老周"): "成都",
        (5, "新来的"): "厦门",
    }  # fmt: skip


def test_the_full_list_says_who_left(open_window: Open, path: Path, qtbot: QtBot) -> None:
    window, dialog, part = _opened(open_window, path, qtbot)
    part.full.setChecked(True)
    rest(qtbot, window)
    part.rows.filter("left")
    assert [line[:2] for line in _shown(part)] == [["Leaving", "老周"]]
    assert "2026-11-22" in _shown(part)[0][FIRST - STATE :]
    dialog.start.click()
    rest(qtbot, window)
    left = [
        one.name
        for one in members.listing(window.context.store.db)
        if one.memberships[0].stays[-1].left_on
    ]
    assert left == ["老周"]


def test_the_heading_is_moved(open_window: Open, path: Path, qtbot: QtBot) -> None:
    window, _dialog, part = _opened(open_window, path, qtbot)
    part.heading.setValue(1)
    rest(qtbot, window)
    first = part.table.item(0, 0)
    assert first is not None
    assert first.text() == "读书会名单"


def test_a_doubt_about_somebody_whom_the_sheet_brings(
    open_window: Open, path: Path, qtbot: QtBot
) -> None:
    """Only who is there already can be chosen: numbers of new cards are not given yet."""
    with open_store(path) as store:
        group = new_group(store, "读书会")
    window = open_window()
    rows = [["昵称", "手机"], ["妈妈", "13900000001"], ["孩子", "13900000001"]]
    window.imports.open([workbook(path.with_name("名单.xlsx"), rows)], group)
    dialog = dialog_of(window, qtbot)
    part = dialog.cards[0].part
    assert isinstance(part, SheetPart)
    part.show_step(ROWS)
    _choose_doubt(part)
    choice = part.rows.choice
    assert [choice.itemText(at) for at in range(choice.count())] == [
        "not decided: leave it out",
        "somebody new",
    ]
    choice.setCurrentIndex(1)
    choice.activated.emit(1)
    rest(qtbot, window)
    dialog.start.click()
    rest(qtbot, window)
    found = members.listing(window.context.store.db)
    assert [(one.name, one.phone) for one in found] == [
        ("妈妈", "13900000001"),
        ("孩子", "13900000001"),
    ]


def test_the_heading_can_be_none(open_window: Open, path: Path, qtbot: QtBot) -> None:
    window, _dialog, part = _opened(open_window, path, qtbot)
    part.heading.setValue(0)
    rest(qtbot, window)
    labels = [part.table.item(line, 0).text() for line in range(part.table.rowCount())]
    assert labels == ["A", "B", "C"]
    assert part.heading.text() == part.heading.specialValueText()


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW", "en"])
def test_in_every_language(language: str, store: Store, tmp_path: Path) -> None:
    i18n.install(language)
    try:
        write_rejected(tmp_path / "a.xlsx", ["姓名"], [(2, ["林晓"], "—")])
    finally:
        i18n.install("en")
    read = read_roster(store, tmp_path / "a.xlsx", group=new_group(store))
    assert list(read.used) == ["姓名"]
