"""Fields of the operator's own: a choice is chosen, on the card and for several at once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from qunmate.data import contact_notes, custom_fields, members
from qunmate.data.store import Store
from qunmate.model import Group
from qunmate.roster.custom import CustomField
from qunmate.ui.members import bulk, export
from qunmate.ui.members.field_line import FieldLine
from qunmate.ui.members.own_fields import OwnFields
from qunmate.ui.members.tab import MembersTab
from qunmate.ui.parts import ElidedLabel
from qunmate.ui.widgets.editable import Editable
from tests.roster_store import add_member
from tests.ui.members.desk import members_tab, settle
from tests.ui.tab_desk import Window

Desk = Window[MembersTab]


@pytest.fixture
def desk(qtbot: QtBot, store: Store, group: Group) -> Iterator[Desk]:
    with store.atomic() as db:
        custom_fields.keep(db, CustomField("来源", "choice", ("朋友圈", "活动")))
        custom_fields.keep(db, CustomField("付费", "yes_no"))
        custom_fields.keep(db, CustomField("年费", "number"))
    add_member(store, group, "林晓", custom='{"来源": "老渠道", "级别": "金"}')
    add_member(store, group, "周子昂", tags=["讲师"])
    with members_tab(qtbot, store, group) as window:
        yield window


def _own(store: Store) -> list[dict[str, str]]:
    return [one.custom for one in members.listing(store.db)]


def _line(desk: Desk, name: str) -> Editable:
    own = desk.tab.detail.findChild(OwnFields)
    assert own is not None
    return own._values[name]


def _choose(qtbot: QtBot, desk: Desk, *ids: int) -> None:
    desk.tab.keeper.choose(ids, ids[0])
    settle(qtbot, desk)


def test_values_stand_under_those_of_the_other_lines(qtbot: QtBot, desk: Desk) -> None:
    _choose(qtbot, desk, 1)
    lines = desk.tab.detail.findChildren(FieldLine)
    own = [one for one in lines if isinstance(one.parentWidget(), OwnFields)]
    assert len(own) == 4
    assert len({one.title.width() for one in lines}) == 1


def test_a_choice_is_chosen_on_the_card(qtbot: QtBot, desk: Desk, store: Store) -> None:
    _choose(qtbot, desk, 1)
    line = _line(desk, "来源")
    line.begin()
    box = line.findChild(QComboBox)
    assert box is not None
    offered = [box.itemText(place) for place in range(box.count())]
    assert offered == ["(empty)", "朋友圈", "活动", "老渠道"]
    assert box.currentText() == "老渠道"
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert not line.editing
    line.begin()
    box = line.findChildren(QComboBox)[-1]
    box.setCurrentIndex(2)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    settle(qtbot, desk)
    assert _own(store)[0] == {"来源": "活动", "级别": "金"}
    desk.jobs.undo()
    settle(qtbot, desk)
    assert _own(store)[0] == {"来源": "老渠道", "级别": "金"}


def test_yes_and_no_are_chosen_too(qtbot: QtBot, desk: Desk, store: Store) -> None:
    _choose(qtbot, desk, 2)
    line = _line(desk, "付费")
    line.begin()
    box = line.findChildren(QComboBox)[-1]
    box.setCurrentIndex(box.findText("yes"))
    box.activated.emit(box.currentIndex())
    settle(qtbot, desk)
    assert _own(store)[1] == {"付费": "yes"}
    assert _line(desk, "付费")._label.full_text() == "yes"


def test_own_fields_are_set_for_several(qtbot: QtBot, desk: Desk, store: Store) -> None:
    _choose(qtbot, desk, 1, 2)
    dialog = bulk.ask_field(desk.tab._desk, desk.tab)
    assert dialog is not None
    named = [dialog.fields.itemText(place) for place in range(dialog.fields.count())]
    assert named[-4:] == ["付费", "年费", "来源", "级别"]
    dialog.fields.setCurrentText("年费")
    dialog.text.setText("很多")
    assert not dialog._ok.isEnabled()
    dialog.text.setText("1,990")
    assert dialog._ok.isEnabled()
    dialog.fields.setCurrentText("来源")
    assert dialog.choices.isVisibleTo(dialog)
    assert not dialog.text.isVisibleTo(dialog)
    dialog.choices.setCurrentText("朋友圈")
    dialog._ok.click()
    settle(qtbot, desk)
    assert _own(store) == [{"来源": "朋友圈", "级别": "金"}, {"来源": "朋友圈"}]
    desk.jobs.undo()
    settle(qtbot, desk)
    assert _own(store) == [{"来源": "老渠道", "级别": "金"}, {}]


def test_a_note_reads_the_card_and_not_the_roster(
    qtbot: QtBot, desk: Desk, store: Store, group: Group
) -> None:
    _choose(qtbot, desk, 1)
    rows = desk.tab.model.roster.rows
    desk.jobs.edit(
        lambda db: contact_notes.add(
            db,
            member_id=1,
            group_id=group.id,
            noted_on="2026-11-20",
            text="聊过新书",
            follow_up_on=None,
        ),
        ["contact_notes"],
    )
    settle(qtbot, desk)
    assert desk.tab.model.roster.rows is rows
    said = [one.full_text() for one in desk.tab.detail.findChildren(ElidedLabel)]
    assert any("聊过新书" in one for one in said)


def test_all_that_are_shown_are_exported(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(export, "ask", lambda _context, _parent, only: asked.append(only))
    desk.tab.filters.restore({"tags": ["讲师"]})
    menu = desk.tab.segments.menu_of_segments()
    next(one for one in menu.actions() if one.text() == "Export all shown…").trigger()
    assert asked == [[2]]
