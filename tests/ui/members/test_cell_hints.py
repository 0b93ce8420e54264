"""What the cells of the member table tell of themselves."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from qunmate.data.store import Store
from qunmate.model import Group
from tests.roster_store import add_group, add_member, join, say
from tests.ui.members.desk import KEYS, members_tab
from tests.ui.tab_desk import Window


def told(window: Window, key: str) -> list[str | None]:
    model = window.tab.model
    column = KEYS.index(key)
    rows = range(model.rowCount())
    return [model.index(row, column).data(Qt.ItemDataRole.ToolTipRole) for row in rows]


def test_over_all_groups_a_day_and_a_layer_say_what_they_are_of_several(
    qtbot: QtBot, store: Store, group: Group
) -> None:
    """New where they are now, though they have been in another group for a year."""
    other = add_group(store, "乙群")
    new = add_member(store, group, "甲", stays=[("2026-11-17", None)])
    old = add_member(store, group, "乙")
    join(store, other, new, stays=[("2025-10-18", "2026-06-15")])
    say(store, group, old, [20_778])
    with members_tab(qtbot, store, None) as window:
        earliest = "The earliest day that is known, of all groups"
        assert told(window, "joined_on") == [earliest, None]
        assert told(window, "layer") == ["New in every group they are in now", None]
    with members_tab(qtbot, store, group) as window:
        assert told(window, "joined_on") == told(window, "layer") == [None, None]


def test_headings_say_to_which_day_they_count(qtbot: QtBot, store: Store, group: Group) -> None:
    """All groups together count on to the day of the latest, a single one to its own."""
    other = add_group(store, "乙群")
    who = add_member(store, group, "甲", stays=[("2026-11-17", None)])
    join(store, other, who, stays=[("2026-11-17", None)])
    say(store, group, who, [20_778])
    say(store, other, who, [20_780])
    for shown, day in ((None, "2026-11-23"), (group, "2026-11-21")):
        with members_tab(qtbot, store, shown) as window:
            said = f"Counted up to {day}, the last day of the latest record"
            for key, expected in (("days_silent", said), ("weeks", said), ("role", None)):
                heading = window.tab.model.headerData(
                    KEYS.index(key), Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole
                )
                assert heading == expected
