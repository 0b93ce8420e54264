"""How much room the card at the right wants."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qunmate.data.member_card import Moment
from qunmate.data.store import Store
from qunmate.model import Group
from tests.roster_store import add_member
from tests.ui.members.desk import members_tab, settle


def test_a_card_scrolls_only_what_has_no_room(qtbot: QtBot, store: Store, group: Group) -> None:
    """Nor does it want another room with its scroll bar than without, over which Qt would go to
    and fro until it fell."""
    id_ = add_member(store, group, "周子昂", wxid="x" * 12, tags=["讲师", "种子用户"])
    with members_tab(qtbot, store, group) as window:
        window.tab.keeper.choose([id_], id_)
        settle(qtbot, window)
        detail = window.tab.detail
        scroll, ids = detail._scroll, detail._ids
        detail.show_moments(id_, [Moment("2026-01-02", "tagged", None, "周末羽毛球早起")] * 12)
        page, bar = scroll.widget(), scroll.verticalScrollBar()
        window.tab.resize(1200, 300)
        settle(qtbot, window)
        assert bar.isVisible()
        advance = ids.fontMetrics().horizontalAdvance
        words = "x" * 12 + " · "
        while advance(words) < ids.width() + 2:
            words += "i"
        ids.setText(words)  # two lines with the scroll bar, one without
        most = scroll.maximumViewportSize().width()
        needed, around = page.heightForWidth(most), 300 - scroll.viewport().height()
        for high in range(needed - 30, needed + 60, 3):
            for before in (1500, 300):
                window.tab.resize(1200, before)
                QApplication.processEvents()
                window.tab.resize(1200, around + high)
                QApplication.processEvents()
                seen = scroll.viewport().size()
                over = page.heightForWidth(seen.width()) - seen.height()
                assert bar.maximum() == max(over, 0)
