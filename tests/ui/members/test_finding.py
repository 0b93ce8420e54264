"""The Members tab: searching, filtering, conditions."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from qunmate.data.store import Store
from qunmate.model import Group
from qunmate.ui.widgets.date_dialog import NumberDialog
from tests.roster_store import add_member, say
from tests.ui.members.desk import TODAY, cell, members_tab, names, three


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
        chip = window.tab.filters._menu_chip("silent")
        chip.other_asked.emit()
        asked = window.tab.findChild(NumberDialog)
        assert asked
        asked.field.setValue(45)
        asked.accept()
        assert set(names(window)) == {"安娜", "周子昂"}
        assert chip.text().startswith("Silent: ≥ 45 days")
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
