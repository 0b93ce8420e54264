"""The card at the right: read, edited, tagged."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QToolTip
from pytestqt.qtbot import QtBot

from qunmate.data import tags
from qunmate.data.member_card import Moment, card
from qunmate.data.store import Store
from qunmate.model import Group
from qunmate.roster.tag_rules import Part, Rule
from qunmate.tasks import tag_rules
from qunmate.ui.blur import mask
from qunmate.ui.members.columns import COLUMNS
from qunmate.ui.members.detail import Detail
from qunmate.ui.members.timeline import sentence
from qunmate.ui.widgets.tag_chip import TagChip
from qunmate.veil import veil_of
from tests.roster_store import add_group, add_member, join, say
from tests.ui.members.desk import Window, members_tab, settle


@pytest.fixture
def group(store: Store) -> Group:
    return add_group(store, "甲群")


def show(qtbot: QtBot, window: Window, member_id: int) -> None:
    window.tab.keeper.choose([member_id], member_id)
    qtbot.wait(5)
    settle(qtbot, window)


def edit(qtbot: QtBot, window: Window, field: str, text: str, key: Qt.Key) -> None:
    value = window.tab.detail.fields.values[field]
    value.begin()
    editor = value.findChild(QLineEdit)
    assert editor is not None
    editor.setText(text)
    qtbot.keyClick(editor, key)
    settle(qtbot, window)


def shown(window: Window, field: str) -> str:
    return window.tab.detail.fields.values[field]._label.full_text()


def test_groups_that_were_left_are_only_told_of_in_the_timeline(
    qtbot: QtBot, store: Store, group: Group
) -> None:
    id_ = add_member(store, group, "周子昂")
    join(store, add_group(store, "乙群"), id_, stays=[("2026-01-05", "2026-10-12")])
    with members_tab(qtbot, store, group) as window:
        show(qtbot, window, id_)
        assert window.tab.detail._also.isHidden()
        assert "Left 乙群" in [one.text() for one in window.tab.detail.findChildren(QLabel)]
    with members_tab(qtbot, store, None) as window:
        show(qtbot, window, id_)
        assert window.tab.detail.fields._groups.full_text() == "甲群"


def test_city_and_trade_stand_beside_one_another(qtbot: QtBot, store: Store, group: Group) -> None:
    id_ = add_member(store, group, "周子昂", city="上海", trade="电商")
    with members_tab(qtbot, store, group) as window:
        show(qtbot, window, id_)
        city, trade = (window.tab.detail.fields.values[one] for one in ("city", "trade"))
        wide = city.fontMetrics().horizontalAdvance("上海")
        assert trade.x() - city.x() - wide < 48
        dot = next(one for one in trade.parentWidget().findChildren(QLabel) if one.text() == "· ")
        assert dot.x() - city.x() - wide == dot.fontMetrics().horizontalAdvance(" ")
        assert trade.x() - dot.x() - dot.width() <= 4


def test_one_dash_stands_for_no_city_and_no_trade(qtbot: QtBot, store: Store, group: Group) -> None:
    nothing, city_only = add_member(store, group, "甲"), add_member(store, group, "乙", city="上海")
    with members_tab(qtbot, store, group) as window:
        fields = window.tab.detail.fields
        dot = next(one for one in fields.findChildren(QLabel) if one.text() == "· ")
        for id_, city in ((nothing, "—"), (city_only, "上海")):
            show(qtbot, window, id_)
            assert (shown(window, "city"), shown(window, "trade")) == (city, "")
            assert not dot.isVisible()
        trade = fields.values["trade"]
        assert trade.width() > 100  # to be edited all the same
        trade.setFocus()
        assert shown(window, "trade") == "—"
        edit(qtbot, window, "trade", "电商", Qt.Key.Key_Return)
        show(qtbot, window, city_only)
        assert dot.isVisible()
        assert shown(window, "trade") == "电商"


def test_who_says_little_has_no_heading_over_no_chart(
    qtbot: QtBot, store: Store, group: Group
) -> None:
    quiet, loud = add_member(store, group, "周子昂"), add_member(store, group, "林晓")
    say(store, group, loud, [20_770])
    with members_tab(qtbot, store, group) as window:
        detail = window.tab.detail
        show(qtbot, window, loud)
        assert detail._spark_heading.text() == "Last 12 weeks"
        show(qtbot, window, quiet)
        assert not detail._spark.isVisible()
        assert detail._spark_heading.text() == "Messages"


def test_the_reason_of_a_rule_says_what_it_counted(
    qtbot: QtBot, store: Store, group: Group
) -> None:
    """Its figures are not those of the row where it counts over other groups."""
    other = add_group(store, "乙群")
    id_ = add_member(store, group, "周子昂", stays=[("2026-04-14", None)])
    join(store, other, id_, stays=[("2025-05-17", None)])
    say(store, other, add_member(store, other, "林晓"), [20_770])
    before = Part("joined_before", days=30)
    with store.atomic() as db:
        tags.add(db, "甲", rule=Rule((before,)))
        tags.add(db, "乙", rule=Rule((before,), group_id=group.id))
        tags.add(db, "丙", rule=Rule((before,), group_id=other.id))
    tag_rules.apply(store, date(2026, 11, 22))
    with members_tab(qtbot, store, group) as window:
        show(qtbot, window, id_)
        detail = window.tab.detail
        qtbot.waitUntil(lambda: len(detail.reasons.lines) == 3)
        said = [line.partition("ago. ")[2] for line in detail.reasons.lines]
        assert said == [
            "In all groups, up to 2026-11-13: joined on 2025-05-17.",
            "Now: joined on 2026-04-14.",
            "In “乙群”, up to 2026-11-13: joined on 2025-05-17.",
        ]
        assert len({one.y() for one in detail.reasons.findChildren(QLabel)}) == 3


def test_tab_goes_through_the_card_before_its_foot(
    qtbot: QtBot, store: Store, group: Group
) -> None:
    id_ = add_member(store, group, "周子昂")
    with members_tab(qtbot, store, group) as window:
        show(qtbot, window, id_)
        window.tab.detail.fields.values["notes"].setFocus()
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert isinstance(focus, QPushButton)
        assert focus.text() == "Note a talk…"


def test_a_dash_stands_where_a_value_is_but_spaces(
    qtbot: QtBot, store: Store, group: Group
) -> None:
    id_ = add_member(store, group, "周子昂", city="   ", trade="电商")
    with members_tab(qtbot, store, group) as window:
        show(qtbot, window, id_)
        assert (shown(window, "city"), shown(window, "trade")) == ("—", "电商")


def test_a_talk_can_be_noted_however_long_the_card_is(
    qtbot: QtBot, store: Store, group: Group
) -> None:
    id_, other = add_member(store, group, "周子昂"), add_member(store, group, "林晓")
    with members_tab(qtbot, store, group) as window:
        window.tab.resize(900, 360)
        detail = window.tab.detail
        window.tab.keeper.choose([id_, other], id_)
        qtbot.waitUntil(lambda: not detail._note.isVisible())  # the verbs for several have it
        show(qtbot, window, id_)
        qtbot.waitUntil(lambda: detail._scroll.verticalScrollBar().maximum() > 0)
        qtbot.waitUntil(detail._note.isVisible)

        def inside() -> bool:
            corner = detail._note.rect().bottomRight()
            return detail.rect().contains(detail._note.mapTo(detail, corner))

        qtbot.waitUntil(inside)


def test_the_card_of_the_chosen(qtbot: QtBot, store: Store, group: Group) -> None:
    id_ = add_member(
        store, group, "周子昂", wxid="wxid_z", city="上海", trade="电商", phone="13912345678"
    )
    join(store, add_group(store, "乙群"), id_)
    say(store, group, id_, [20_700])
    with members_tab(qtbot, store, group) as window:
        detail = window.tab.detail
        show(qtbot, window, id_)
        assert (detail._ids.text(), detail._also.text()) == ("wxid_z", "Also in 乙群")
        assert detail._also.y() > detail._ids.y()
        assert (shown(window, "city"), shown(window, "trade")) == ("上海", "电商")
        assert shown(window, "phone") == "139 **** 5678"
        detail.fields.values["phone"].pressed.emit()
        assert shown(window, "phone") == "13912345678"
        assert detail._activity.text() == "1 message in 30 days, 1 in all"


def test_a_field_is_edited_and_taken_back(qtbot: QtBot, store: Store, group: Group) -> None:
    id_ = add_member(store, group, "林", city="北京")
    with members_tab(qtbot, store, group) as window:
        show(qtbot, window, id_)
        edit(qtbot, window, "city", "成都", Qt.Key.Key_Return)
        found = card(store.db, id_)
        assert found is not None
        assert found.member.city == "成都"
        window.context.jobs.undo()
        settle(qtbot, window)
        show(qtbot, window, id_)
        assert shown(window, "city") == "北京"


def test_what_is_of_one_group_is_edited_among_all_groups_where_it_is_clear_which(
    qtbot: QtBot, store: Store, group: Group
) -> None:
    one, both = add_member(store, group, "林"), add_member(store, group, "周")
    join(store, add_group(store, "乙群"), both)
    with members_tab(qtbot, store, None) as window:
        show(qtbot, window, one)
        edit(qtbot, window, "nickname", "杭州-林", Qt.Key.Key_Return)
        found = card(store.db, one)
        assert found is not None
        assert found.member.memberships[0].nickname == "杭州-林"
        show(qtbot, window, both)
        value = window.tab.detail.fields.values["expires_on"]
        value.setFocus()
        qtbot.keyClick(value, Qt.Key.Key_F2)
        assert not value.editing
        qtbot.waitUntil(lambda: "group" in QToolTip.text())
        window.tab.detail.fields.values["city"].begin()
        assert window.tab.detail.fields.values["city"].editing


def test_escape_leaves_the_old_value(qtbot: QtBot, store: Store, group: Group) -> None:
    id_ = add_member(store, group, "林", city="北京")
    with members_tab(qtbot, store, group) as window:
        show(qtbot, window, id_)
        edit(qtbot, window, "city", "成都", Qt.Key.Key_Escape)
        found = card(store.db, id_)
        assert found is not None
        assert found.member.city == "北京"
        assert shown(window, "city") == "北京"
        assert not window.notices


def test_a_field_of_the_membership(qtbot: QtBot, store: Store, group: Group) -> None:
    id_ = add_member(store, group, "林")
    with members_tab(qtbot, store, group) as window:
        show(qtbot, window, id_)
        edit(qtbot, window, "expires_on", "next year", Qt.Key.Key_Return)
        assert shown(window, "expires_on") == "—"
        assert "2027-03-01" in window.notices[-1].text
        edit(qtbot, window, "expires_on", "2027-03-01", Qt.Key.Key_Return)
        found = card(store.db, id_)
        assert found is not None
        assert found.member.memberships[0].expires_on == "2027-03-01"


def test_a_tag_is_added_and_taken_off(qtbot: QtBot, store: Store, group: Group) -> None:
    id_ = add_member(store, group, "林")
    with members_tab(qtbot, store, group) as window:
        show(qtbot, window, id_)
        window.tab.detail._tags.begin()
        editor = window.tab.detail._tags.findChild(QLineEdit)
        assert editor is not None
        editor.setText("讲师")
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        settle(qtbot, window)
        found = card(store.db, id_)
        assert found is not None
        assert found.member.tags == ("讲师",)
        window.tab.detail._tags.removed.emit("讲师")
        settle(qtbot, window)
        found = card(store.db, id_)
        assert found is not None
        assert found.member.tags == ()


def test_the_field_for_a_tag_makes_no_line_of_chips_higher(
    qtbot: QtBot, store: Store, group: Group
) -> None:
    names = [f"第{place}个很长很长的标签" for place in range(5)]
    id_ = add_member(store, group, "林", tags=names)
    with members_tab(qtbot, store, group) as window:
        show(qtbot, window, id_)
        chips = sorted(window.tab.detail._tags._chips, key=lambda one: one.y())
        rows = sorted({one.y() for one in (*chips, window.tab.detail._tags._add)})
        assert len(rows) > 2
        assert len({after - one for one, after in pairwise(rows)}) == 1


def test_the_field_for_a_tag_follows_the_chips_of_whoever_comes_next(
    qtbot: QtBot, store: Store, group: Group
) -> None:
    many = add_member(store, group, "林", tags=[f"第{n}个很长很长的标签" for n in range(5)])
    say(store, group, none := add_member(store, group, "周"), [20_770])
    with members_tab(qtbot, store, group) as window:
        tags_of_card = window.tab.detail._tags
        show(qtbot, window, many)
        assert tags_of_card._add.y() > 0
        show(qtbot, window, none)
        assert len(tags_of_card._chips) == 1
        assert tags_of_card._add.y() == tags_of_card._chips[0].y()


def test_several_chosen_are_counted(qtbot: QtBot, store: Store, group: Group) -> None:
    ids = [add_member(store, group, name) for name in "甲乙丙"]
    with members_tab(qtbot, store, group) as window:
        window.tab.keeper.choose(ids, ids[0])
        settle(qtbot, window)
        qtbot.waitUntil(lambda: "3 members chosen" in window.tab.detail.many.heading.text())


def test_names_in_what_was_written_about_somebody_are_blurred(
    qtbot: QtBot, store: Store, group: Group
) -> None:
    id_ = add_member(store, group, "周子昂", city="上海", notes="林晓的同事")
    add_member(store, group, "林晓")
    note = Moment("2026-11-22", "note", None, "聊了林晓的课", 1)
    with members_tab(qtbot, store, group) as window:
        blur = window.context.blur
        blur.turn(on=True)
        blur.learn(veil_of(["周子昂", "林晓"]))
        show(qtbot, window, id_)
        told = [shown(window, "city"), shown(window, "notes"), sentence(note, {}, blur.shown)]
        window.tab.detail.show_why(id_, ["由林晓邀请"])
        told += window.tab.detail.reasons.lines
        place = next(place for place, one in enumerate(COLUMNS) if one.key == "notes")
        window.tab.table.show_column(place, on=True)
        qtbot.waitUntil(lambda: window.tab.model.roster.details is not None)
        cells = [str(window.tab.model.index(row, place).data()) for row in range(2)]
        told.append("".join(cells))
    hidden = mask("林晓")
    card = ["上海", f"{hidden}的同事", f"Talk: 聊了{hidden}的课", f"由{hidden}邀请"]
    assert told == [*card, f"{hidden}的同事"]


def _chips(detail: Detail) -> list[TagChip]:
    return [one for one in detail.findChildren(TagChip) if one.isVisible()]


def test_a_name_in_a_tag_is_blurred(qtbot: QtBot, store: Store, group: Group) -> None:
    id_ = add_member(store, group, "周子昂")
    add_member(store, group, "林晓")
    with store.atomic() as db:
        tags.give(db, tags.add(db, "林晓推荐"), [id_])
    with members_tab(qtbot, store, group) as window:
        show(qtbot, window, id_)
        model, detail = window.tab.model, window.tab.detail
        row = model.row_of(id_)
        place = next(place for place, one in enumerate(COLUMNS) if one.key == "tags")
        assert [one.text for one in model.tag_chips(("林晓推荐",))] == ["林晓推荐"]
        window.context.blur.turn(on=True)
        window.context.blur.learn(veil_of(["周子昂", "林晓"]))
        settle(qtbot, window)
        hidden = f"{mask('林晓')}推荐"
        assert [one.text for one in model.tag_chips(("林晓推荐",))] == [hidden]
        assert model.index(row, place).data() == hidden
        qtbot.waitUntil(lambda: hidden in [one.accessibleName() for one in _chips(detail)])
        assert not any("林晓" in one.accessibleName() + one.toolTip() for one in _chips(detail))
        menu = window.tab.filters._menu_chip("tags").menu_of_choices()
        assert [one.text().split("\t")[0] for one in menu.actions() if one.text()] == [hidden]
        menu.deleteLater()


def test_an_endless_word_does_not_widen_the_card(qtbot: QtBot, store: Store, group: Group) -> None:
    id_ = add_member(store, group, "周子昂")
    join(store, add_group(store, "Wolfeschlegelsteinhausenbergerdorff" * 4), id_)
    with members_tab(qtbot, store, group) as window:
        show(qtbot, window, id_)
        detail = window.tab.detail
        detail.show_why(id_, ["“甲” by its rule: in “" + "Wolfeschlegel" * 9 + "”."])
        page = detail._scroll.widget()
        assert page.minimumSizeHint().width() <= detail._scroll.viewport().width()
