"""The Members tab: tags in bulk, names edited in the table, lists written."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from qunmate.data import member_card
from qunmate.data.store import Store
from qunmate.model import Group
from qunmate.ui.members import bulk, export
from tests.roster_store import add_member
from tests.ui.members.desk import KEYS, cell, members_tab, names, settle, tags_of, three


def test_tags_in_bulk_reach_the_file_and_come_back(
    qtbot: QtBot, store: Store, group: Group
) -> None:
    ids = three(store, group)
    with members_tab(qtbot, store, group) as window:
        window.tab.keeper.choose(ids, ids[0])
        window.tab.editing.add_tag("志愿者", window.tab.keeper.chosen_ids())
        settle(qtbot, window)
        assert all("志愿者" in tags_of(store, id_) for id_ in ids)
        assert sorted(window.tab.keeper.chosen_ids()) == sorted(ids)
        row = window.tab.model.row_of(ids[1])
        assert row is not None
        assert cell(window, row, "tags") == "志愿者"
        window.context.jobs.undo()
        settle(qtbot, window)
        assert not any("志愿者" in tags_of(store, id_) for id_ in ids)


def test_the_menu_knows_what_the_chosen_hold(qtbot: QtBot, store: Store, group: Group) -> None:
    ids = three(store, group)
    with members_tab(qtbot, store, group) as window:
        window.tab.keeper.choose(ids, ids[0])
        assert bulk.held_tags(window.tab.model, ids) == {"讲师": 2, "种子用户": 1}
        menu = bulk.build_menu(window.tab._desk, window.tab)
        words = [action.text() for action in menu.actions() if action.text()]
        assert words == [
            "Add tag",
            "Remove tag",
            "Set a field…",
            "Note a talk…",
            "Put into a group…",
            "Copy @names",
            "Copy rows",
            "Export the chosen…",
        ]
        menu.deleteLater()


def test_names_for_the_chat_are_copied(qtbot: QtBot, store: Store, group: Group) -> None:
    ids = three(store, group)
    with members_tab(qtbot, store, group) as window:
        window.tab.keeper.choose(ids[:2], ids[0])
        bulk.copy_names(window.tab._desk)
        assert QGuiApplication.clipboard().text() == "@安娜 @上海-设计-思远 "
        bulk.copy_rows(window.tab._desk)
        lines = QGuiApplication.clipboard().text().split("\n")
        assert [line.split("\t")[0] for line in lines] == ["安娜", "陈思远"]


def test_a_name_is_edited_in_the_table(qtbot: QtBot, store: Store, group: Group) -> None:
    id_ = add_member(store, group, "旧名")
    with members_tab(qtbot, store, group) as window:
        table = window.tab.table
        table.setFocus()
        table.edit(window.tab.model.index(0, 0))
        editor = table.findChild(QLineEdit)
        assert editor is not None
        editor.setText("新名")
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: cell(window, 0, "name") == "新名")
        settle(qtbot, window)
        found = member_card.card(store.db, id_)
        assert found is not None
        assert found.member.name == "新名"
        assert names(window) == ["新名"]


def test_an_empty_name_is_refused(qtbot: QtBot, store: Store, group: Group) -> None:
    add_member(store, group, "有名")
    with members_tab(qtbot, store, group) as window:
        assert not window.tab.model.setData(window.tab.model.index(0, 0), "  ")
        assert names(window) == ["有名"]


def test_an_empty_sheet_is_written_to_be_filled_in(
    qtbot: QtBot, store: Store, group: Group, tmp_path: Path
) -> None:
    with members_tab(qtbot, store, group) as window:
        assert "Empty sheet…" in [one.text() for one in window.tab.tools.menu().actions()]
        export.write_empty(window.context, tmp_path / "empty.xlsx")
        settle(qtbot, window)
        assert [one.text for one in window.notices] == ["Saved empty.xlsx"]
    assert (tmp_path / "empty.xlsx").stat().st_size > 1000


def test_the_chosen_are_exported(qtbot: QtBot, store: Store, group: Group, tmp_path: Path) -> None:
    ids = three(store, group)
    with members_tab(qtbot, store, group) as window:
        export.write(window.context, tmp_path / "out.csv", group, ids[:2])
        settle(qtbot, window)
        text = (tmp_path / "out.csv").read_text(encoding="utf-8-sig")
        assert "陈思远" in text
        assert "周子昂" not in text
        assert window.notices[-1].text == "Wrote 2 rows to out.csv."


def test_f2_edits_the_name_from_any_column(qtbot: QtBot, store: Store, group: Group) -> None:
    three(store, group)
    with members_tab(qtbot, store, group) as window:
        table = window.tab.table
        table.setCurrentIndex(window.tab.model.index(1, KEYS.index("layer")))
        qtbot.keyClick(table, Qt.Key.Key_F2)
        assert table.state() == table.State.EditingState
        assert table.currentIndex().column() == 0
        # what is read anew meanwhile waits for the end of the edit
        window.tab.reload()
        settle(qtbot, window)
        assert table.state() == table.State.EditingState


def test_enter_goes_into_the_card(qtbot: QtBot, store: Store, group: Group) -> None:
    three(store, group)
    with members_tab(qtbot, store, group) as window, qtbot.waitSignal(window.tab.table.opened):
        qtbot.keyClick(window.tab.table, Qt.Key.Key_Return)
