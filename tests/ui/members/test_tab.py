"""The Members tab, by mouse and keyboard: what it shows, sorts and remembers."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from qunmate import i18n
from qunmate.data.store import Store
from qunmate.model import Group
from qunmate.ui.context import WindowContext
from qunmate.ui.parts import ElidedLabel
from qunmate.ui.settings_state import WindowState
from qunmate.ui.table_cells import MARGIN
from tests.roster_store import add_group, add_many, add_member
from tests.ui.members.desk import KEYS, cell, members_tab, names, settle, three


def test_members_stand_by_sound_and_the_first_is_chosen(
    qtbot: QtBot, store: Store, group: Group
) -> None:
    three(store, group)
    with members_tab(qtbot, store, group) as window:
        assert names(window) == ["安娜", "陈思远", "周子昂"]
        assert window.tab.keeper.chosen_ids() == [2]
        assert window.tab._count.text() == "3 people · showing 3"


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


@pytest.mark.parametrize("language", ["en", "zh_CN", "zh_TW"])
def test_the_arrow_of_the_order_has_room_in_every_heading(
    qtbot: QtBot, store: Store, group: Group, language: str
) -> None:
    three(store, group)
    i18n.install(language)
    with members_tab(qtbot, store, group) as window:
        header = window.tab.table.horizontalHeader()
        for section in range(header.count()):
            header.setSortIndicator(section, Qt.SortOrder.DescendingOrder)
            if not header.isSectionHidden(section):
                words = str(header.model().headerData(section, Qt.Orientation.Horizontal))
                told = header.fontMetrics().horizontalAdvance(words)
                assert told + 2 * MARGIN < header.sectionSize(section)  # of part pixels too


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
        assert [button.text() for button in window.tab._empty.buttons] == [
            "Import…",
            "Add member…",
        ]
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
