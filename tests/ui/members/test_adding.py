"""A member added by hand, and put into a group, in the window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from qunmate.data import members
from qunmate.data.store import Store
from qunmate.model import Group, Member, Stay
from qunmate.ui.context import Visit
from qunmate.ui.empty import Empty
from qunmate.ui.members import bulk
from qunmate.ui.members.add_dialog import AddDialog
from qunmate.ui.members.put_in_dialog import PutInDialog
from qunmate.ui.members.tab import MembersTab
from tests.roster_store import add_group, add_member
from tests.ui.members.desk import members_tab, names, settle
from tests.ui.tab_desk import Window

TODAY = "2026-11-22"
Desk = Window[MembersTab]


@pytest.fixture
def desk(qtbot: QtBot, store: Store, group: Group) -> Iterator[Desk]:
    """陈思远 is in the group, Ada in another one."""
    add_member(store, group, "陈思远", wxid="wxid_chen")
    add_member(store, add_group(store, "读书会"), "Ada")
    with members_tab(qtbot, store, group) as window:
        yield window


@pytest.fixture
def told(desk: Desk) -> list[str]:
    """What the window tells of each deed."""
    made: list[str] = []
    desk.jobs.did.connect(lambda did: made.append(did.words))
    return made


def _dialog(window: Desk) -> AddDialog:
    made = window.tab.tools.add()
    assert isinstance(made, AddDialog)
    return made


def _named(qtbot: QtBot, window: Desk, name: str, ids: str = "") -> AddDialog:
    """The dialog once it has looked who is called so."""
    dialog = _dialog(window)
    dialog.name.setText(name)
    dialog.ids.setText(ids)
    dialog._look()
    settle(qtbot, window)
    return dialog


def _last(store: Store) -> Member:
    return members.listing(store.db)[-1]


def test_somebody_is_added_with_all_that_is_said(
    qtbot: QtBot, store: Store, group: Group, desk: Desk, told: list[str]
) -> None:
    dialog = _dialog(desk)
    settle(qtbot, desk)
    assert not dialog.ok.isEnabled()
    assert dialog.group.currentData() == group.id
    dialog.name.setText(" 林小满\0 ")
    dialog.nickname.setText("上海-小满")
    dialog.ids.setText("wxid_lin")
    dialog.inviter.setText("陈思远")
    dialog.inviter.editingFinished.emit()
    for tag in ("讲师", "志愿者", "讲师", "\0"):
        dialog.tags.added.emit(tag)
    dialog.tags.removed.emit("志愿者")
    dialog.notes.setPlainText("群友介绍")
    dialog.ok.click()
    settle(qtbot, desk)
    one = _last(store)
    assert (one.name, one.tags, one.notes) == ("林小满", ("讲师",), "群友介绍")
    assert [each.value for each in one.identities] == ["wxid_lin"]
    (membership,) = one.memberships
    assert (membership.nickname, membership.invited_by) == ("上海-小满", 1)
    assert membership.stays == (Stay(TODAY, None, TODAY),)
    assert desk.visits == [Visit("members", "member", (one.id,))]
    assert told == ["Added 林小满"]
    desk.jobs.undo()
    settle(qtbot, desk)
    assert names(desk) == ["陈思远"]
    desk.jobs.redo()
    settle(qtbot, desk)
    assert _last(store) == one


def test_enter_adds_and_the_card_is_shown(qtbot: QtBot, desk: Desk) -> None:
    desk.context.guide.asked.connect(desk.tab.visit)
    dialog = _dialog(desk)
    dialog.name.insert("林小满")
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    settle(qtbot, desk)
    assert sorted(names(desk)) == ["林小满", "陈思远"]
    qtbot.waitUntil(lambda: desk.tab.detail.member is not None)
    assert desk.tab.detail.member is not None
    assert desk.tab.detail.member.name == "林小满"


def test_enter_in_a_tag_adds_the_tag_alone(qtbot: QtBot, store: Store, desk: Desk) -> None:
    dialog = _dialog(desk)
    dialog.name.setText("林小满")
    dialog.tags.begin()
    editor = dialog.tags.findChild(QLineEdit)
    assert editor is not None
    QTest.keyClicks(editor, "host")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    settle(qtbot, desk)
    assert dialog.isVisible()
    assert dialog.made().tags == ("host",)
    dialog.reject()


@pytest.mark.parametrize("name", ["", "   ", "\0", " \0 "])
def test_nobody_is_added_without_a_name(desk: Desk, name: str) -> None:
    dialog = _dialog(desk)
    dialog.name.setText(name)
    assert not dialog.ok.isEnabled()
    dialog.reject()


def test_a_very_long_name_is_taken_as_it_is(qtbot: QtBot, store: Store, desk: Desk) -> None:
    long = "长" * 20_000 + "\x07\u202e"
    dialog = _named(qtbot, desk, long)
    dialog.ok.click()
    settle(qtbot, desk)
    assert _last(store).name == long
    assert len(dialog.known.words.text()) < 1_000


def test_who_is_called_so_is_offered_first(qtbot: QtBot, desk: Desk) -> None:
    dialog = _named(qtbot, desk, "陈思远")
    assert dialog.known.isVisible()
    assert dialog.known.words.text() == "There is a card already: 陈思远 (运营研究社)."
    assert not dialog.known.take.isVisible()
    assert dialog.ok.text() == "Add another person"
    dialog.known.open.click()
    assert not dialog.isVisible()
    assert desk.visits == [Visit("members", "member", (1,))]


def test_a_long_name_that_is_known_is_told_in_short(
    qtbot: QtBot, store: Store, group: Group, desk: Desk
) -> None:
    add_member(store, group, "长" * 900)
    dialog = _named(qtbot, desk, "长" * 900)
    assert 0 < len(dialog.known.words.text()) < 300
    dialog.reject()


def test_somebody_of_another_group_is_put_into_this_one(
    qtbot: QtBot, store: Store, group: Group, desk: Desk, told: list[str]
) -> None:
    dialog = _named(qtbot, desk, "ada")
    dialog.joined.unknown.setChecked(True)
    dialog.tags.added.emit("讲师")
    dialog.known.take.click()
    settle(qtbot, desk)
    (one,) = (each for each in members.listing(store.db) if each.name == "Ada")
    assert [membership.group_id for membership in one.memberships] == [group.id, 2]
    assert one.memberships[0].stays == (Stay(None, None, TODAY),)
    assert one.tags == ("讲师",)
    assert told == ["Put Ada into 运营研究社"]
    assert desk.visits == [Visit("members", "member", (one.id,))]


def test_another_person_of_the_name_is_added_when_said_so(
    qtbot: QtBot, store: Store, desk: Desk
) -> None:
    dialog = _named(qtbot, desk, "陈思远")
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    assert dialog.isVisible()
    dialog.ok.click()
    settle(qtbot, desk)
    assert names(desk) == ["陈思远", "陈思远"]


def test_enter_before_the_look_makes_no_second_card(qtbot: QtBot, store: Store, desk: Desk) -> None:
    dialog = _dialog(desk)
    dialog.name.setText("陈思远")
    dialog.ok.click()
    settle(qtbot, desk)
    assert dialog.isVisible()
    assert len(members.listing(store.db)) == 2
    assert dialog.known.words.text().startswith("There is a card already")
    assert not dialog.trouble.isVisible()
    dialog.reject()


def test_an_id_that_is_known_leads_to_its_card(qtbot: QtBot, desk: Desk) -> None:
    dialog = _named(qtbot, desk, "思远", "WXID_chen")
    assert dialog.known.words.text() == "The ID is on a card already: 陈思远 (运营研究社)."
    assert not dialog.ok.isEnabled()
    dialog.ids.setText("wxid***")
    dialog._look()
    settle(qtbot, desk)
    assert dialog.known.words.text() == "ID: partly hidden by asterisks"
    assert not dialog.known.open.isVisible()
    dialog.reject()


def test_an_inviter_whom_nobody_is_called_is_refused(
    qtbot: QtBot, store: Store, desk: Desk
) -> None:
    dialog = _named(qtbot, desk, "林小满")
    dialog.inviter.setText("谁也不是")
    dialog.ok.click()
    settle(qtbot, desk)
    assert dialog.isVisible()
    assert dialog.trouble.isVisible()
    assert len(members.listing(store.db)) == 2
    dialog.reject()


def test_somebody_in_no_group_is_shown_among_all(qtbot: QtBot, store: Store, desk: Desk) -> None:
    dialog = _named(qtbot, desk, "林小满")
    dialog.group.setCurrentIndex(dialog.group.count() - 1)
    assert not dialog.joined.isEnabled()
    dialog.ok.click()
    settle(qtbot, desk)
    assert _last(store).memberships == ()
    assert desk.visits == [Visit("members", "member", (3,), group_id=0)]


def test_a_group_must_be_chosen_where_all_are_shown(
    qtbot: QtBot, store: Store, group: Group
) -> None:
    add_group(store, "读书会")
    with members_tab(qtbot, store, None) as window:
        dialog = _named(qtbot, window, "林小满")
        assert dialog.group.currentIndex() == -1
        assert not dialog.ok.isEnabled()
        dialog.group.setCurrentIndex(0)
        dialog.ok.click()
        settle(qtbot, window)
        assert _last(store).memberships[0].group_id == group.id
        assert window.visits == [Visit("members", "member", (1,))]


def test_an_empty_group_and_ctrl_n_lead_there(qtbot: QtBot, store: Store, group: Group) -> None:
    with members_tab(qtbot, store, group) as window:
        (empty,) = (one for one in window.tab.findChildren(Empty) if one.isVisible())
        (step,) = (one for one in empty.findChildren(QPushButton) if "Add" in one.text())
        step.click()
        made = [window.tab.findChild(AddDialog)]
        assert made[0] is not None
        made[0].close()
        window.activateWindow()
        QTest.keyClick(window.tab, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        found = [one for one in window.tab.findChildren(AddDialog) if one.isVisible()]
        assert len(found) == 1
        found[0].close()


def test_a_name_is_blurred_where_it_is_told(qtbot: QtBot, desk: Desk, told: list[str]) -> None:
    desk.context.blur.turn(on=True)
    dialog = _named(qtbot, desk, "陈思远")
    assert "陈思远" not in dialog.known.words.text()
    dialog.ok.click()
    settle(qtbot, desk)
    assert len(told) == 1
    assert "陈思远" not in told[0]


def _put(window: Desk, ids: list[int]) -> PutInDialog:
    made = window.tab.chosen.cards.put_in(ids)
    assert isinstance(made, PutInDialog)
    return made


def test_members_are_put_into_another_group(
    qtbot: QtBot, store: Store, desk: Desk, told: list[str]
) -> None:
    dialog = _put(desk, [1, 2])
    assert dialog.group.currentText() == "读书会"
    dialog.accept()
    settle(qtbot, desk)
    assert [membership.group_id for membership in members.by_id(store.db, 1).memberships] == [1, 2]
    assert told == ["Put 2 members into 读书会"]
    desk.jobs.undo()
    settle(qtbot, desk)
    assert [membership.group_id for membership in members.by_id(store.db, 1).memberships] == [1]


def test_who_is_there_already_is_told_of(qtbot: QtBot, store: Store, desk: Desk) -> None:
    dialog = _put(desk, [2])
    dialog.accept()
    settle(qtbot, desk)
    assert desk.notices[-1].text == "They are in 读书会 already."


def test_the_menus_put_members_into_a_group(
    qtbot: QtBot, store: Store, group: Group, desk: Desk
) -> None:
    desk.tab.keeper.choose([1], 1)
    of_many = bulk.build_menu(desk.tab._desk, desk)
    of_card = desk.tab.chosen.cards.menu(members.by_id(store.db, 1))
    for menu in (of_many, of_card):
        next(one for one in menu.actions() if one.text() == "Put into a group…").trigger()
        (dialog,) = (one for one in desk.findChildren(PutInDialog) if one.isVisible())
        assert dialog.group.currentText() == "读书会"
        dialog.close()


def test_a_group_that_went_meanwhile_is_told_of(qtbot: QtBot, store: Store, desk: Desk) -> None:
    dialog = _put(desk, [1])
    with store.atomic() as db:
        db.execute("DELETE FROM groups WHERE id = 2")
    dialog.accept()
    settle(qtbot, desk)
    assert dialog.isVisible()
    assert dialog.trouble.isVisible()
    dialog.reject()
