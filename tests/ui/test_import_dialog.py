"""Importing real files by button, drop and paste; cancelling; taking back."""

from __future__ import annotations

from pathlib import Path
from threading import enumerate as threads

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import QDate, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from qunmate import clock
from qunmate.data import groups, imports
from qunmate.data.store import open_store
from qunmate.ui.import_dialog import ImportDialog
from qunmate.ui.importing.chat_part import ChatPart
from qunmate.ui.importing.sheet_part import SheetPart
from qunmate.ui.importing.source_card import SourceCard
from qunmate.ui.importing.table_part import TablePart
from qunmate.ui.main_window import MainWindow
from tests.ui.conftest import Open, add_group, group_names, rest

RULE = "=" * 64
QQ = (
    "消息记录（此消息记录为文本格式，不支持重新导入）\r\n\r\n"
    f"{RULE}\r\n消息分组:我的群聊\r\n{RULE}\r\n消息对象:早起读书会\r\n{RULE}\r\n\r\n"
    "2026-11-21 7:30:00 【冒泡】林小满(10001)\r\n早安\r\n\r\n"
    "2026-11-21 7:31:05 周一川(10002)\r\n到\r\n\r\n"
)


@pytest.fixture
def chat(tmp_path: Path) -> Path:
    file = tmp_path / "早起读书会.txt"
    file.write_text(QQ, encoding="utf-8-sig", newline="")
    return file


@pytest.fixture
def long_chat(tmp_path: Path) -> Path:
    lines = "".join(
        f"2026-{month:02}-{day:02} {hour}:{minute:02}:00 林小满(10001)\r\n第 {minute} 条\r\n\r\n"
        for month in range(1, 11)
        for day in range(1, 29)
        for hour in range(24)
        for minute in range(0, 60, 4)
    )
    file = tmp_path / "长.txt"
    file.write_text(QQ + lines, encoding="utf-8-sig", newline="")
    return file


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    book = Workbook()
    page = book.active
    page.title = "名单"
    page.append(["成员登记表"])
    page.append(["姓名", "微信号", "入群时间", "标签", "爱好"])
    page.append(["林小满", "lin_xm", "2026-03-26", "种子用户;讲师", "跑步"])
    page.append(["周一川", "zhou_yc", "2026-13-40", "", "茶"])
    book.create_sheet("说明").append(["这里没有成员"])
    file = tmp_path / "成员.xlsx"
    book.save(file)
    return file


def dialog_of(window: MainWindow, qtbot: QtBot) -> ImportDialog:
    dialog = window.findChild(ImportDialog)
    assert dialog is not None
    rest(qtbot, window)
    return dialog


def counts(dialog: ImportDialog) -> list[str]:
    return [outcome.counts for outcome in dialog.doing.outcomes]


def drop(target: QWidget, place: QPoint, *files: Path) -> None:
    """Drag the files over the widget and let them fall."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    action, left, none = (
        Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    enter = QDragEnterEvent(place, action, data, left, none)
    QApplication.sendEvent(target, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(target, QDropEvent(QPointF(place), action, data, left, none))


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


def test_first_chat_makes_its_group(
    open_window: Open, chat: Path, path: Path, qtbot: QtBot
) -> None:
    window = open_window()
    window.imports.open([chat], None)
    dialog = dialog_of(window, qtbot)
    assert dialog.cards[0].kind.full_text() == "Chat · QQ message manager, text"
    assert dialog.start.isEnabled()
    dialog.start.click()
    rest(qtbot, window)
    assert counts(dialog) == ["2 new messages · 2 new members"]
    assert group_names(window) == ["All groups", "早起读书会"]
    assert window.stack.currentWidget() is not window.welcome
    assert window.status_bar.action.text() == "Undo"


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


def test_undo_of_the_notice_takes_the_import_back(
    open_window: Open, chat: Path, path: Path, qtbot: QtBot
) -> None:
    window = open_window()
    window.imports.open([chat], None)
    dialog_of(window, qtbot).start.click()
    rest(qtbot, window)
    window.status_bar.action.click()
    rest(qtbot, window)
    with open_store(path) as store:
        assert [batch.undone for batch in imports.listing(store.db)] == [True]
        assert groups.all_groups(store.db) == []
    assert window.stack.currentWidget() is window.welcome


def test_undo_by_key_takes_the_last_import_back(
    open_window: Open, chat: Path, path: Path, qtbot: QtBot
) -> None:
    window = open_window()
    window.imports.open([chat], None)
    dialog_of(window, qtbot).start.click()
    rest(qtbot, window)
    window.actions_by_name["undo"].trigger()
    rest(qtbot, window)
    assert group_names(window) == ["All groups"]


def test_drop_anywhere_opens_the_dialog(open_window: Open, chat: Path, qtbot: QtBot) -> None:
    window = open_window()
    drop(window, QPoint(600, 400), chat)
    dialog = dialog_of(window, qtbot)
    assert [card.name for card in dialog.cards] == ["早起读书会.txt"]
    assert dialog.cards[0].target.group() is None


def test_drop_on_a_group_imports_into_it(
    open_window: Open, chat: Path, path: Path, qtbot: QtBot
) -> None:
    group = add_group(path, "运营研究社")
    window = open_window()
    view = window.sidebar.view
    index = view.group_model().index(1)
    drop(view.viewport(), view.visualRect(index).center(), chat)
    dialog = dialog_of(window, qtbot)
    assert dialog.cards[0].target.group() == group
    dialog.start.click()
    rest(qtbot, window)
    assert group_names(window) == ["All groups", "运营研究社"]
    assert dialog.doing.outcomes[0].title == "早起读书会.txt → 运营研究社"


def test_drop_into_the_dialog_adds_once(
    open_window: Open, chat: Path, sheet: Path, qtbot: QtBot
) -> None:
    window = open_window()
    window.imports.open([chat], None)
    dialog = dialog_of(window, qtbot)
    drop(dialog, QPoint(50, 50), chat, sheet)
    rest(qtbot, window)
    assert [card.name for card in dialog.cards] == ["早起读书会.txt", "成员.xlsx"]
    assert not dialog.start.isEnabled()  # the sheet needs a group


def test_pasted_text_is_a_chat(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    QApplication.clipboard().setText(QQ.replace("\r\n", "\n"))
    window.actions_by_name["paste"].trigger()
    dialog = dialog_of(window, qtbot)
    dialog.start.click()
    rest(qtbot, window)
    assert counts(dialog) == ["2 new messages · 2 new members"]


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


def test_what_is_not_known_is_listed_apart(
    open_window: Open, chat: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    photo = tmp_path / "照片.bin"
    photo.write_bytes(bytes(range(256)) * 8)
    window = open_window()
    window.imports.open([chat, photo, tmp_path / "weg.txt"], None)
    dialog = dialog_of(window, qtbot)
    assert [card.name for card in dialog.cards] == [chat.name]
    reasons = dict(dialog.unknown.reasons)
    assert "照片.bin" in reasons["照片.bin"]
    assert "There is no file" in reasons["weg.txt"]
    assert dialog.unknown.fold.text() == "▸ 2 files were not recognised"
    dialog.unknown.fold.click()
    rest(qtbot, window)
    assert dialog.unknown.fold.text() == "▾ 2 files were not recognised"
    assert dialog.start.isEnabled()


def test_a_folder_stands_for_the_files_in_it(
    open_window: Open, chat: Path, sheet: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "export" / "inner"
    folder.mkdir(parents=True)
    for file in (chat, sheet):
        file.rename(folder / file.name)
    (folder / ".hidden").write_text("x", encoding="utf-8")
    (folder.parent / "photo.bin").write_bytes(bytes(range(256)))
    window = open_window()
    drop(window, QPoint(600, 400), folder.parent)
    dialog = dialog_of(window, qtbot)
    rest(qtbot, window)
    assert sorted(card.name for card in dialog.cards) == sorted([chat.name, sheet.name])
    assert [name for name, _reason in dialog.unknown.reasons] == ["photo.bin"]


def test_counts_tell_what_is_new_before_anything_is_written(
    open_window: Open, chat: Path, path: Path, qtbot: QtBot
) -> None:
    window = open_window()
    window.imports.open([chat], None)
    dialog = dialog_of(window, qtbot)
    card = dialog.cards[0]
    assert card.note.text() == "2 messages · all new · 2 people · 2026-11-21 – 2026-11-21"
    assert card.target.currentText() == "早起读书会 (new group)"
    with open_store(path) as store:
        assert groups.all_groups(store.db) == []
    dialog.start.click()
    rest(qtbot, window)
    dialog.close()
    rest(qtbot, window)
    more = QQ + "2026-11-22 8:00:00 周一川(10002)\r\n早\r\n\r\n"
    chat.write_text(more, encoding="utf-8-sig", newline="")
    window.imports.open([chat], None)
    card = newest_dialog(window, qtbot).cards[0]
    assert card.note.text().startswith("3 messages · 1 new · 2 already there")
    assert card.target.currentText() == "早起读书会"


def newest_dialog(window: MainWindow, qtbot: QtBot) -> ImportDialog:
    rest(qtbot, window)
    shown = [one for one in window.findChildren(ImportDialog) if one.isVisible()]
    return shown[-1]


def test_counting_stops_with_the_dialog(open_window: Open, long_chat: Path, qtbot: QtBot) -> None:
    window = open_window()
    window.imports.open([long_chat], None)
    dialog = window.findChild(ImportDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: bool(dialog.cards) and dialog.cards[0].note.text() != "")
    dialog.reject()
    rest(qtbot, window)
    assert [one.name for one in threads() if one.name == "pump"] == []


def test_counting_stops_with_the_window(open_window: Open, long_chat: Path, qtbot: QtBot) -> None:
    window = open_window()
    window.imports.open([long_chat], None)
    dialog = window.findChild(ImportDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.cards[0].note.text().startswith("Counting"))
    window.close()
    assert [one.name for one in threads() if one.name == "pump"] == []


def test_a_text_without_a_day_asks_for_it(open_window: Open, path: Path, qtbot: QtBot) -> None:
    add_group(path, "早起", "wechat")
    window = open_window()
    window.imports.open_text("林小满  10:30\n早安\n\n周一川  10:31\n到\n")
    dialog = dialog_of(window, qtbot)
    card = dialog.cards[0]
    part = card.part
    assert isinstance(part, ChatPart)
    assert part.isVisible()
    assert not dialog.start.isEnabled()  # it tells no group either
    card.target.setCurrentIndex(1)
    card.target.chosen.emit()
    part.day.setDate(QDate(2026, 11, 20))
    rest(qtbot, window)
    assert card.note.text().endswith("2026-11-20 – 2026-11-20")
    dialog.start.click()
    rest(qtbot, window)
    with open_store(path) as store:
        rows = store.db.execute("SELECT sent_at + utc_offset FROM messages ORDER BY 1").fetchall()
    noon = clock.parse_day("2026-11-20") * clock.DAY
    assert [row[0] - noon for row in rows] == [37_800, 37_860]


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
    again = newest_dialog(window, qtbot).cards[0].part
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
    assert card.other.text() == "It is a member sheet"
    card.other.click()
    rest(qtbot, window)
    assert type(card.part) is SheetPart
    card.other.click()
    rest(qtbot, window)
    assert card.other.text() == "It is a member sheet"
    assert card.note.text().startswith("12 messages")


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


def test_cancel_in_the_middle_leaves_all_as_before(
    open_window: Open, long_chat: Path, path: Path, qtbot: QtBot
) -> None:
    window = open_window()
    window.imports.open([long_chat], None)
    dialog = dialog_of(window, qtbot)
    with qtbot.waitSignal(window.jobs.running, timeout=20_000):
        dialog.start.click()
    dialog.doing.cancel.click()
    rest(qtbot, window)
    assert counts(dialog) == ["Cancelled. Nothing was kept."]
    assert group_names(window) == ["All groups"]
    with open_store(path) as store:
        assert imports.listing(store.db) == []


def test_closing_the_window_in_the_middle_leaves_all_as_before(
    open_window: Open, long_chat: Path, path: Path, qtbot: QtBot
) -> None:
    window = open_window()
    window.imports.open([long_chat], None)
    dialog = dialog_of(window, qtbot)
    with qtbot.waitSignal(window.jobs.running, timeout=20_000):
        dialog.start.click()
    window.close()
    with open_store(path) as store:
        assert groups.all_groups(store.db) == []


def test_the_import_goes_on_when_the_dialog_is_closed(
    open_window: Open, long_chat: Path, qtbot: QtBot
) -> None:
    window = open_window()
    window.imports.open([long_chat], None)
    dialog = dialog_of(window, qtbot)
    with qtbot.waitSignal(window.jobs.running, timeout=20_000):
        dialog.start.click()
    dialog.doing.close_button.click()
    rest(qtbot, window)
    assert "new messages" in window.status_bar.notice.full_text()
