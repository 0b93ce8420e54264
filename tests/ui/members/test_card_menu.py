"""The menu of one member's card."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from qunmate.data.member_card import card
from qunmate.data.store import Store
from tests.roster_store import add_group, add_member
from tests.ui.members.desk import members_tab, settle


def test_a_flag_is_set_and_taken_off(qtbot: QtBot, store: Store) -> None:
    group = add_group(store)
    id_ = add_member(store, group, "林小满")
    with members_tab(qtbot, store, group) as window:
        for wanted in (True, False):
            found = card(store.db, id_)
            assert found is not None
            menu = window.tab.chosen.cards.menu(found.member)
            next(one for one in menu.actions() if one.text() == "Is a bot").trigger()
            settle(qtbot, window)
            after = card(store.db, id_)
            assert after is not None
            assert after.member.bot is wanted
