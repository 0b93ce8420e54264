"""The Members tab, by mouse and keyboard, on real files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from qunmate.data import member_card
from qunmate.data.store import Store
from qunmate.model import Group
from qunmate.ui.context import WindowContext
from qunmate.ui.members import bulk, export
from qunmate.ui.members.columns import COLUMNS
from qunmate.ui.parts import ElidedLabel
from qunmate.ui.settings_state import WindowState
from tests.roster_store import add_group, add_many, add_member, say
from tests.ui.members.desk import Window, members_tab, names, settle

KEYS = [column.key for column in COLUMNS]
TODAY = 20_779  # 2026-11-22


@pytest.fixture
def group(store: Store) -> Group:
    return add_group(store)


def three(store: Store, group: Group) -> list[int]:
    return [
        add_member(store, group, "陈思远", tags=["讲师"], nickname="上海-设计-思远"),
        add_member(store, group, "安娜", wxid="wxid_anna", phone="13900005678"),
        add_member(store, group, "周子昂", tags=["种子用户", "讲师"], notes="沙龙"),
    ]


def cell(window: Window, row: int, key: str) -> str:
    return str(window.tab.model.index(row, KEYS.index(key)).data())


def tags_of(store: Store, member_id: int) -> tuple[str, ...]:
    found = member_card.card(store.db, member_id)
    assert found is not None
    return found.member.tags


def test_members_stand_by_sound_and_the_first_is_chosen(
    qtbot: QtBot, store: Store, group: Group
) -> None:
    three(store, group)
    with members_tab(qtbot, store, group) as window:
        assert names(window) == ["安娜", "陈思远", "周子昂"]
        assert window.tab.keeper.chosen_ids() == [2]
        assert window.tab._count.text() == "3 people · showing 3"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("zza", ["周子昂"]),
        ("ZhouZi", ["周子昂"]),
        ("思远", ["陈思远"]),
        ("讲师", ["陈思远", "周子昂"]),
        ("沙龙", ["周子昂"]),
        ("ＷＸＩＤ_a", ["安娜"]),
        ("5678", ["安娜"]),
        ("讲师 zhou", ["周子昂"]),
        ("nobody", []),
    ],
)
def test_search_as_you_type(
    qtbot: QtBot, store: Store, group: Group, typed: str, found: list[str]
) -> None:
    three(store, group)
    with members_tab(qtbot, store, group) as window:
        qtbot.keyClicks(window.tab.filters.search, "")
        window.tab.filters.search.setText(typed)
        assert names(window) == found


def test_figures_fill_in_and_filter(qtbot: QtBot, store: Store, group: Group) -> None:
    first, second, third = three(store, group)
    say(store, group, first, [TODAY - 1, TODAY - 1, TODAY - 8])
    say(store, group, second, [TODAY - 60])
    with members_tab(qtbot, store, group) as window:
        row = window.tab.model.row_of(first)
        assert row is not None
        assert cell(window, row, "messages_30d") == "3"
        assert cell(window, row, "days_silent") == "0 d"
        window.tab.filters.restore({"silent": ["30"]})
        assert set(names(window)) == {"安娜", "周子昂"}
        window.tab.filters.restore({"never": True})
        assert names(window) == ["周子昂"]
        window.tab.filters.clear()
        assert len(names(window)) == 3
        assert third in window.tab.model.roster.rows.ids


def test_who_left_is_shown_on_demand(qtbot: QtBot, store: Store, group: Group) -> None:
    add_member(store, group, "在的")
    add_member(store, group, "走的", stays=[("2026-01-01", "2026-05-01")])
    with members_tab(qtbot, store, group) as window:
        assert names(window) == ["在的"]
        window.tab.filters.restore({"left": True})
        assert names(window) == ["在的", "走的"]


def test_a_click_on_the_heading_sorts(qtbot: QtBot, store: Store, group: Group) -> None:
    one = add_member(store, group, "甲", stays=[("2026-03-01", None)])
    add_member(store, group, "乙", stays=[("2026-01-01", None)])
    add_member(store, group, "丙", stays=[(None, None)])
    with members_tab(qtbot, store, group) as window:
        window.tab.keeper.choose([one], one)
        header = window.tab.table.horizontalHeader()
        header.setSortIndicator(KEYS.index("joined_on"), Qt.SortOrder.AscendingOrder)
        assert names(window) == ["乙", "甲", "丙"]
        header.setSortIndicator(KEYS.index("joined_on"), Qt.SortOrder.DescendingOrder)
        assert names(window) == ["甲", "乙", "丙"]
        assert window.tab.keeper.chosen_ids() == [one]


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


def test_the_keyboard_walks_filters_and_goes_back(qtbot: QtBot, store: Store, group: Group) -> None:
    three(store, group)
    with members_tab(qtbot, store, group) as window:
        tab = window.tab
        tab.filters.search.setFocus()
        qtbot.keyClick(tab.filters.search, Qt.Key.Key_Return)
        assert tab.keeper.current_id() == 2
        qtbot.keyClick(tab.table, Qt.Key.Key_Down)
        assert tab.keeper.chosen_ids() == [1]
        qtbot.keyClick(tab.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
        assert tab.keeper.chosen_ids() == [1, 3]
        qtbot.keyClick(tab.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        assert tab.keeper.chosen_ids() == [2, 1, 3]


def test_ugly_names_are_shown_on_one_line(qtbot: QtBot, store: Store, group: Group) -> None:
    ugly = [
        "🌙晚安👨‍👩‍👧",
        "محمد عبد الله",
        "长" * 500,
        "两\n行\t名",
        "=1+1",
        "&amp;<b>粗</b>",
        " ",
    ]
    for name in ugly:
        add_member(store, group, name, nickname=name, tags=[f"&{name[:50]}\n标"])
    with members_tab(qtbot, store, group) as window:
        shown = names(window)
        assert len(shown) == len(ugly)
        assert not any("\n" in name or "\t" in name for name in shown)
        assert "🌙晚安👨‍👩‍👧" in shown
        for row in range(len(ugly)):
            id_ = window.tab.model.member_id(row)
            window.tab.keeper.choose([id_], id_)
            settle(qtbot, window)
            window.grab()


def test_an_empty_group_says_what_to_do(qtbot: QtBot, store: Store, group: Group) -> None:
    with members_tab(qtbot, store, group) as window:
        assert window.tab._empty.isVisible()
        assert [button.text() for button in window.tab._empty.buttons] == ["Import sheet…"]
        add_member(store, group, "第一位")
        window.tab.reload()
        settle(qtbot, window)
        assert not window.tab._empty.isVisible()
        assert names(window) == ["第一位"]


def test_another_group_is_another_roster(qtbot: QtBot, store: Store, group: Group) -> None:
    add_member(store, group, "甲群的")
    other = add_group(store, "乙")
    add_member(store, other, "乙群的")
    with members_tab(qtbot, store, group) as window:
        window.context.choice.group = other
        window.tab.reload()
        settle(qtbot, window)
        assert names(window) == ["乙群的"]
        window.context.choice.group = None
        window.tab.reload()
        settle(qtbot, window)
        assert names(window) == ["甲群的", "乙群的"]


def test_a_hundred_thousand_members(qtbot: QtBot, store: Store, group: Group) -> None:
    add_many(store, group, 100_000)
    with members_tab(qtbot, store, group) as window:
        tab = window.tab
        assert tab.model.rowCount() == 95_000
        tab.filters.search.setText("zhou")
        assert 0 < tab.model.rowCount() < 95_000
        tab.filters.clear()
        tab.table.selectAll()
        assert len(tab.keeper.chosen_ids()) == 95_000
        tab.table.horizontalHeader().setSortIndicator(
            KEYS.index("joined_on"), Qt.SortOrder.DescendingOrder
        )
        assert len(tab.keeper.chosen_ids()) == 95_000
        assert cell(window, 0, "joined_on") >= cell(window, 94_999, "joined_on")


def test_columns_and_filters_are_remembered(qtbot: QtBot, store: Store, group: Group) -> None:
    three(store, group)
    with members_tab(qtbot, store, group) as window:
        window.tab.table.show_column(KEYS.index("city"), on=True)
        window.tab.filters.restore({"tags": ["讲师"]})
    with members_tab(qtbot, store, group) as window:
        assert not window.tab.table.isColumnHidden(KEYS.index("city"))
        assert names(window) == ["陈思远", "周子昂"]
        window.tab.filters.clear()
        assert len(names(window)) == 3


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


def test_keys_of_the_search_field(qtbot: QtBot, store: Store, group: Group) -> None:
    three(store, group)
    with members_tab(qtbot, store, group) as window:
        tab = window.tab
        qtbot.keyClicks(tab.filters.search, "zhou")
        assert names(window) == ["周子昂"]
        qtbot.keyClick(tab.filters.search, Qt.Key.Key_Escape)
        assert len(names(window)) == 3
        with qtbot.waitSignal(tab.filters.table_asked):
            qtbot.keyClick(tab.filters.search, Qt.Key.Key_Down)


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


def test_conditions_are_added_and_removed(qtbot: QtBot, store: Store, group: Group) -> None:
    add_member(store, group, "甲", role="admin", expires_on="2026-12-01")
    add_member(store, group, "乙", stays=[("2026-11-20", None)], expires_on="2027-06-01")
    with members_tab(qtbot, store, group) as window:
        filters = window.tab.filters
        assert filters._chips["roles"].isHidden()
        filters.restore({"roles": ["admin"]})
        assert not filters._chips["roles"].isHidden()
        assert names(window) == ["甲"]
        chip = filters._menu_chip("roles")
        chip._remove()
        assert chip.isHidden()
        assert len(names(window)) == 2
        filters.restore({"joined": ["7"]})
        assert names(window) == ["乙"]
        filters.restore({"expires": ["30"]})
        assert names(window) == ["甲"]
        filters.restore({"expires": ["2027-06-02"]})
        assert len(names(window)) == 2


def test_a_broken_state_file_does_no_harm(qtbot: QtBot, store: Store, group: Group) -> None:
    state = WindowState(store.path.parent / "state")
    state.keep("members/filter", "{not json")
    state.keep("members/columns", "AAAA")
    state.keep("members/sort", "nothing:sideways")
    state.sync()
    three(store, group)
    with members_tab(qtbot, store, group) as window:
        assert len(names(window)) == 3


def test_dark_and_light_at_once(qtbot: QtBot, store: Store, group: Group) -> None:
    three(store, group)
    with members_tab(qtbot, store, group) as window:
        before = window.grab().toImage()
        window.context.theme.set_mode("dark")
        assert window.grab().toImage() != before
        window.context.theme.set_mode("light")


def test_headings_are_clicked(qtbot: QtBot, store: Store, group: Group) -> None:
    add_member(store, group, "甲", stays=[("2026-03-01", None)])
    add_member(store, group, "乙", stays=[("2026-01-01", None)])
    with members_tab(qtbot, store, group) as window:
        header = window.tab.table.horizontalHeader()
        section = KEYS.index("joined_on")
        place = QPoint(header.sectionViewportPosition(section) + 20, 10)
        for expected in (["乙", "甲"], ["甲", "乙"]):
            qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
            assert names(window) == expected
        title = window.tab.model.headerData(section, Qt.Orientation.Horizontal)
        assert title == "Joined ▼"


def test_what_is_read_anew_does_not_jump(qtbot: QtBot, store: Store, group: Group) -> None:
    add_many(store, group, 300)
    with members_tab(qtbot, store, group) as window:
        bar = window.tab.table.verticalScrollBar()
        bar.setValue(2_000)
        window.tab.editing.add_tag("新标签", [window.tab.model.member_id(70)])
        settle(qtbot, window)
        assert bar.value() == 2_000


def test_who_has_no_name_is_said_to_have_none(qtbot: QtBot, store: Store, group: Group) -> None:
    blank = add_member(store, group, "  ")
    with members_tab(qtbot, store, group) as window:
        assert names(window) == ["no name"]
        assert window.tab.model.cell(0, 0).tone == "second"
        assert window.tab.model.index(0, 0).data(Qt.ItemDataRole.EditRole) == "  "
        assert window.tab.keeper.chosen_ids() == [blank]
        shown = window.tab.detail._name.findChild(ElidedLabel)
        assert shown is not None
        assert shown.full_text() == "no name"


def test_days_that_are_counted_from_today_go_on_with_it(
    qtbot: QtBot, store: Store, group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_member(store, group, "到期的", expires_on="2026-12-23")
    with members_tab(qtbot, store, group) as window:
        window.tab.filters.restore({"expires": ["30"]})
        assert names(window) == []
        monkeypatch.setattr(WindowContext, "today", date(2026, 11, 24))
        window.tab.reload()
        settle(qtbot, window)
        assert names(window) == ["到期的"]
