"""Importing real files by button, drop and paste, and taking it back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qunmate import clock, i18n
from qunmate.data import groups, imports, messages
from qunmate.data.store import open_store
from qunmate.ui.group_dialog import GroupDialog
from qunmate.ui.importing.chat_part import ChatPart
from tests.sheet_files import workbook
from tests.telegram_account import account
from tests.ui.conftest import Open, add_group, group_names, rest
from tests.ui.importing.desk import QQ, counts, dialog_of, drop


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


def test_a_group_that_a_chat_brings_is_where_its_operator_is(
    open_window: Open, chat: Path, path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As one that is made by hand: on a machine that says UTC, by the language."""
    monkeypatch.setattr("tzlocal.get_localzone_name", lambda: "Etc/UTC")
    before = i18n.language()
    i18n.install("zh_CN")
    try:
        window = open_window()
        window.imports.open([chat], None)
        dialog_of(window, qtbot).start.click()
        rest(qtbot, window)
    finally:
        i18n.install(before)
    with open_store(path) as store:
        (group,) = groups.all_groups(store.db)
        first = next(iter(messages.listing(store.db, group.id)))
    assert group.timezone == "Asia/Shanghai"
    assert clock.iso_instant(first.sent_at, 8 * 3600) == "2026-11-21T07:30:00+08:00"


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
    assert dialog.doing.outcomes[0].title() == "早起读书会.txt → 运营研究社"


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


def test_what_the_dialog_tells_itself_needs_no_link(
    open_window: Open, chat: Path, qtbot: QtBot
) -> None:
    window = open_window()
    window.imports.open([], None)
    dialog = dialog_of(window, qtbot)
    assert not dialog.which.isVisible()
    dialog.add([chat])
    rest(qtbot, window)
    assert dialog.which.isVisible()


def test_pasted_text_is_a_chat(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    QApplication.clipboard().setText(QQ.replace("\r\n", "\n"))
    window.actions_by_name["paste"].trigger()
    dialog = dialog_of(window, qtbot)
    dialog.start.click()
    rest(qtbot, window)
    assert counts(dialog) == ["2 new messages · 2 new members"]


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
    assert card.note.text() == "2 messages · all new · 2 people · 2026-11-21"
    assert card.target.currentText() == "New group: 早起读书会"
    with open_store(path) as store:
        assert groups.all_groups(store.db) == []
    dialog.start.click()
    rest(qtbot, window)
    dialog.close()
    rest(qtbot, window)
    more = QQ + "2026-11-22 8:00:00 周一川(10002)\r\n早\r\n\r\n"
    chat.write_text(more, encoding="utf-8-sig", newline="")
    window.imports.open([chat], None)
    card = dialog_of(window, qtbot).cards[0]
    assert card.note.text().startswith("3 messages · 1 new · 2 already there")
    assert card.target.currentText() == "早起读书会"


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
    assert card.target.itemText(1) == "早起"  # as where the file names it
    card.target.setCurrentIndex(1)
    card.target.chosen.emit()
    part.day.setDate(QDate(2026, 11, 20))
    rest(qtbot, window)
    assert card.note.text().endswith("· 2026-11-20")
    dialog.start.click()
    rest(qtbot, window)
    with open_store(path) as store:
        rows = store.db.execute("SELECT sent_at + utc_offset FROM messages ORDER BY 1").fetchall()
    noon = clock.parse_day("2026-11-20") * clock.DAY
    assert [row[0] - noon for row in rows] == [37_800, 37_860]


def test_private_chats_of_an_account_are_offered(
    open_window: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    kinds = ["personal_chat", "private_supergroup", "bot_chat", "public_supergroup"]
    window = open_window()
    window.imports.open([account(tmp_path / "result.json", kinds)], None)
    dialog = dialog_of(window, qtbot)
    card = dialog.cards[0]
    part = card.part
    assert isinstance(part, ChatPart)
    assert (part.private.isVisible(), part.private.text()) == (True, "Also 2 private chats")
    assert card.note.text().count("all new") == 2
    part.private.setChecked(True)
    assert card.note.text().count("all new") == 4
    part.private.setChecked(False)
    dialog.start.click()
    rest(qtbot, window)
    assert group_names(window) == ["All groups", "甲1", "甲3"]


def test_tab_goes_through_the_sources_as_they_stand(
    open_window: Open, chat: Path, sheet: Path, path: Path, qtbot: QtBot
) -> None:
    add_group(path, "读书会")
    window = open_window()
    window.imports.open([], None)
    dialog = dialog_of(window, qtbot)
    assert dialog.focusWidget() is dialog.choose
    dialog.add([sheet, chat])
    rest(qtbot, window)
    first, second = dialog.cards
    first.target.setFocus()
    names: list[str] = []
    while dialog.focusWidget() is not dialog.choose and len(names) < 20:
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        names.append(dialog.focusWidget().accessibleName())
    assert names.index("Import 姓名 as") + 4 == names.index("Import 爱好 as")
    assert names.index("Import 爱好 as") < names.index(f"Leave out {second.name}")


def test_a_group_made_for_one_source_is_known_to_the_others(
    open_window: Open, chat: Path, sheet: Path, qtbot: QtBot
) -> None:
    window = open_window()
    window.imports.open([sheet, chat], None)
    dialog = dialog_of(window, qtbot)
    of_sheet, of_chat = (card.target for card in dialog.cards)
    assert of_chat.currentText() == "New group: 早起读书会"
    of_sheet.setCurrentIndex(of_sheet.count() - 1)
    of_sheet.activated.emit(of_sheet.count() - 1)
    made = dialog.findChild(GroupDialog)
    assert made is not None
    assert made.name.selectedText() == "成员"
    made.name.setText("早起读书会")
    made.accept()
    rest(qtbot, window)
    assert of_chat.currentText() == "早起读书会"
    assert [of_chat.itemText(place) for place in range(of_chat.count())][1:] == [
        "早起读书会",
        "New group…",
    ]


def test_where_it_goes_is_read_in_full_if_there_is_room(
    open_window: Open, path: Path, qtbot: QtBot
) -> None:
    name = "Builders of communities in the county"
    group = add_group(path, name, "wechat")
    window = open_window()
    window.imports.open([workbook(path.with_name("名单.xlsx"), [["姓名"], ["林晓"]])], group)
    target = dialog_of(window, qtbot).cards[0].target
    assert (target.currentText(), target.toolTip()) == (name, "")  # nothing of it is cut
    assert target.width() > target.minimumWidth()
