"""Names of a segment on the clipboard, and rules that are judged by themselves."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from qunmate.data import member_edits, segments, tags
from qunmate.data.store import Store
from qunmate.model import Group
from qunmate.roster.tag_rules import Part, Rule
from qunmate.ui.members.tab import MembersTab
from qunmate.ui.rule_keeper import RuleKeeper
from qunmate.ui.segment_names import SegmentNames
from tests.roster_store import add_group, add_member
from tests.ui.members.desk import members_tab, settle
from tests.ui.tab_desk import Window

Desk = Window[MembersTab]


@pytest.fixture
def group(store: Store) -> Group:
    return add_group(store)


@pytest.fixture
def desk(qtbot: QtBot, store: Store, group: Group) -> Iterator[Desk]:
    add_member(store, group, "林晓雨", tags=["讲师"], nickname="小雨", city="杭州")
    add_member(store, group, "周子昂")
    with store.atomic() as db:
        segments.save(db, "A & B", {"tags": ["讲师"]})
    with members_tab(qtbot, store, group) as window:
        yield window


def test_the_names_of_a_segment_are_copied(qtbot: QtBot, desk: Desk, group: Group) -> None:
    names = SegmentNames(desk.context, lambda: [group.id], desk)
    menu = names.menu_of_segments()
    next(one for one in menu.actions() if one.text() == "A && B").trigger()
    settle(qtbot, desk)
    assert QGuiApplication.clipboard().text() == "@小雨 "
    assert desk.notices[-1].text == "Copied 1 name."
    next(one for one in menu.actions() if one.text() == "Never spoke").trigger()
    settle(qtbot, desk)
    assert QGuiApplication.clipboard().text().split() == ["@小雨", "@周子昂"]
    menu.deleteLater()


def by_rule(desk: Desk) -> list[int]:
    return [tag.by_rule for tag in tags.all_tags(desk.store.db) if tag.rule]


def test_rules_are_judged_when_tags_change(qtbot: QtBot, desk: Desk) -> None:
    keeper = RuleKeeper(desk.context, desk)
    keeper.start()
    rule = Rule((Part("city", text="杭州"),))
    desk.jobs.edit(lambda db: tags.add(db, "杭州人", rule=rule), {"tags"})
    qtbot.waitUntil(lambda: by_rule(desk) == [1])
    settle(qtbot, desk)
    desk.jobs.edit(lambda db: member_edits.set_fields(db, [1], {"city": "宁波"}), {"members"})
    settle(qtbot, desk)
    keeper.look()
    qtbot.waitUntil(lambda: by_rule(desk) == [0])
    settle(qtbot, desk)
