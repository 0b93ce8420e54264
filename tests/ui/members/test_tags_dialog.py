"""The dialogs of tags, rules and the clean-up list, on a real file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from qunmate.data import clean_ups, member_edits, tags
from qunmate.data.store import Store
from qunmate.model import Group
from qunmate.roster.tag_rules import Part, Rule
from qunmate.tasks import tag_rules
from qunmate.ui.members.clean_up_dialog import CleanUpDialog
from qunmate.ui.members.loading import read_rows
from qunmate.ui.members.rule_editor import RuleEditor
from qunmate.ui.members.tab import MembersTab
from qunmate.ui.members.tags_dialog import TagsDialog
from qunmate.ui.members.tags_model import MEMBERS
from tests.roster_store import add_member
from tests.ui.members.desk import members_tab, names, settle
from tests.ui.tab_desk import Window

Desk = Window[MembersTab]


@pytest.fixture
def desk(qtbot: QtBot, store: Store, group: Group) -> Iterator[Desk]:
    add_member(store, group, "林晓雨", tags=["讲师"], nickname="小雨")
    add_member(store, group, "周子昂", tags=["老师", "讲师"])
    add_member(store, group, "王一诺", tags=["老师"], stays=[("2026-11-20", None)])
    with members_tab(qtbot, store, group) as window:
        yield window


def tag_list(qtbot: QtBot, desk: Desk, *chosen: str) -> TagsDialog:
    dialog = desk.tab.tools.tags()
    assert isinstance(dialog, TagsDialog)
    settle(qtbot, desk)
    dialog.choose({tag.id for tag in dialog.model.tags if tag.name in chosen})
    return dialog


def known(desk: Desk) -> dict[str, tuple[str, int, int]]:
    return {tag.name: (tag.group, tag.members, tag.by_rule) for tag in tags.all_tags(desk.store.db)}


def test_rename_group_and_colour_are_deeds(qtbot: QtBot, desk: Desk) -> None:
    dialog = tag_list(qtbot, desk, "讲师")
    dialog.pane.name.setText("主讲")
    dialog.pane.name.editingFinished.emit()
    settle(qtbot, desk)
    dialog.pane.group.setEditText("身份")
    dialog.pane._regroup()
    settle(qtbot, desk)
    dialog.pane.coloured.emit("#8844cc")
    settle(qtbot, desk)
    assert known(desk)["主讲"] == ("身份", 2, 0)
    assert {tag.name: tag.colour for tag in dialog.model.tags}["主讲"] == "#8844cc"
    assert [tag.name for tag in dialog.chosen()] == ["主讲"]
    for _deed in range(3):
        desk.jobs.undo()
        settle(qtbot, desk)
    assert known(desk)["讲师"] == ("", 2, 0)


def test_the_pane_says_what_it_is_for(qtbot: QtBot, desk: Desk) -> None:
    dialog = tag_list(qtbot, desk)
    dialog.table.clearSelection()
    assert dialog.pane.nothing.isVisible()
    assert dialog.pane.nothing.text() == "Choose a tag to change it."
    dialog.choose({tag.id for tag in dialog.model.tags})
    dialog.verbs.delete(dialog.chosen())
    settle(qtbot, desk)
    assert dialog.pane.nothing.isVisible()
    assert dialog.pane.nothing.text().startswith("Choose a tag to rename")


def test_merge_and_delete(qtbot: QtBot, desk: Desk) -> None:
    dialog = tag_list(qtbot, desk, "讲师", "老师")
    assert dialog.pane.heading.text() == "2 tags chosen"
    dialog.pane.into.setCurrentText("老师")
    dialog.pane.merge.click()
    settle(qtbot, desk)
    assert known(desk) == {"老师": ("", 3, 0)}
    dialog.choose({dialog.model.tags[0].id})
    dialog.pane.delete.click()
    settle(qtbot, desk)
    assert known(desk) == {}
    for _deed in range(2):
        desk.jobs.undo()
        settle(qtbot, desk)
    assert known(desk) == {"老师": ("", 2, 0), "讲师": ("", 2, 0)}


def test_tags_are_merged_only_into_one_that_was_chosen(qtbot: QtBot, desk: Desk) -> None:
    for chosen in (("讲师",), ("讲师", "老师")):
        dialog = tag_list(qtbot, desk, *chosen)
        assert dialog.pane.into.currentText() == ""
        assert not dialog.pane.merge.isEnabled()
        dialog.pane.into.setCurrentText("老师")
        assert dialog.pane.merge.isEnabled()
        dialog.close()


def test_tags_count_who_is_here(qtbot: QtBot, desk: Desk, store: Store, group: Group) -> None:
    """As the filter does; who has left is told of in the tooltip."""
    gone = [("2026-01-01", "2026-02-01")]
    for name in ("甲", "乙"):
        add_member(store, group, name, tags=["讲师", "校友"], stays=gone)
    dialog = tag_list(qtbot, desk, "讲师")
    at = dialog.model.row_of(dialog.chosen()[0].id)
    assert at is not None
    index = dialog.model.index(at, MEMBERS)
    assert index.data() == "2"
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "2 more have it and are in no group now"
    assert dialog.pane.people.text() == "Show 2 members"
    found = read_rows(store, None).tag_counts
    assert found == {tag.name: tag.present for tag in dialog.model.tags}
    assert found["校友"] == 0
    dialog.pane.people.click()
    settle(qtbot, desk)
    assert [len(visit.ids) for visit in desk.visits] == [2]


def test_no_rule_can_be_applied_where_there_is_none(qtbot: QtBot, desk: Desk) -> None:
    dialog = tag_list(qtbot, desk)
    assert not dialog.judge_button.isEnabled()
    dialog.verbs.add("沉默", Rule((Part("silent", days=30),)))
    settle(qtbot, desk)
    assert dialog.judge_button.isEnabled()


def test_a_long_rule_is_told_to_its_end(qtbot: QtBot, desk: Desk) -> None:
    dialog = tag_list(qtbot, desk, "讲师")
    parts = [Part("said", days=days, text="报名接龙" * 4) for days in range(1, 20)]
    dialog.verbs.rule(dialog.chosen()[0], Rule(tuple(parts), any_of=True))
    settle(qtbot, desk)
    assert dialog.pane.rule.text().endswith("in the last 19 days.")
    foot = dialog.pane.delete
    corner = foot.mapTo(dialog.pane, foot.rect().bottomRight())
    assert dialog.pane.rect().contains(corner)


def test_a_tag_leads_to_its_members(qtbot: QtBot, desk: Desk) -> None:
    dialog = tag_list(qtbot, desk, "讲师")
    dialog.pane.people.click()
    settle(qtbot, desk)
    assert [len(visit.ids) for visit in desk.visits] == [2]


def test_a_rule_is_made_counted_and_explained(qtbot: QtBot, desk: Desk) -> None:
    dialog = tag_list(qtbot, desk)
    editor = dialog.ask_new_rule()
    assert isinstance(editor, RuleEditor)
    assert not editor.ok.isEnabled()
    editor._name.setText("沉默")
    qtbot.waitUntil(lambda: editor._who.full_text().startswith("2 members meet it now"))
    assert editor._sentence.text() == "Silent for 30 days and joined more than 90 days ago."
    editor.ok.click()
    settle(qtbot, desk)
    assert known(desk)["沉默"] == ("", 2, 2)
    desk.jobs.undo()
    settle(qtbot, desk)
    assert "沉默" not in known(desk)
    desk.jobs.redo()
    settle(qtbot, desk)
    dialog.judge()
    settle(qtbot, desk)
    assert known(desk)["沉默"] == ("", 2, 2)
    dialog.choose({tag.id for tag in dialog.model.tags if tag.rule})
    assert [tag.name for tag in dialog.chosen()] == ["沉默"]
    dialog.close()
    first = next(id_ for id_ in desk.tab.model.roster.rows.ids)
    desk.tab.keeper.choose([first], first)
    settle(qtbot, desk)
    reasons = desk.tab.detail.reasons
    qtbot.waitUntil(lambda: any("joined on 2026-01-05" in one for one in reasons.lines))
    desk.tab.editing.remove_tag("沉默", [first])
    settle(qtbot, desk)
    assert known(desk)["沉默"] == ("", 1, 1)
    assert reasons.lines == []


def test_a_rule_is_edited_part_by_part(qtbot: QtBot, desk: Desk) -> None:
    dialog = tag_list(qtbot, desk, "讲师")
    editor = dialog.ask_rule()
    editor._rows[1].removed.emit()
    editor.add_condition()
    row = editor._rows[1]
    row.kind.setCurrentIndex(row.kind.findData("said"))
    assert not editor.ok.isEnabled()
    row.text.setText("报名")
    row.days.setValue(7)
    assert editor.rule == Rule((Part("silent", days=30), Part("said", days=7, text="报名")))
    editor._any.setCurrentIndex(1)
    assert editor._sentence.text() == "Silent for 30 days or said “报名” in the last 7 days."
    for kind, part in (
        ("tag", Part("tag", ref=next(t.id for t in dialog.model.tags if t.name == "老师"))),
        ("layer", Part("layer", text="leader")),
        ("joined_since_day", Part("joined_since_day", text="2026-11-22")),
        ("in_group", Part("in_group", ref=1)),
        ("never_spoke", Part("never_spoke")),
    ):
        row.kind.setCurrentIndex(row.kind.findData(kind))
        assert row.part() == part
        assert editor.ok.isEnabled()
    editor.ok.click()
    settle(qtbot, desk)
    assert dialog.model.rule(dialog.chosen()[0].id) == "silent for 30 days or never spoke"


def test_a_menu_means_the_group_it_was_opened_in(qtbot: QtBot, desk: Desk, group: Group) -> None:
    """Another program may take the group away while the menu is open."""
    entries = {one.text(): one for one in desk.tab.tools.menu().actions()}
    desk.context.choice.group = None
    entries["Clean-up list…"].trigger()
    (dialog,) = desk.tab.findChildren(CleanUpDialog)
    qtbot.waitUntil(lambda: len(dialog.chosen_ids()) == 2)


def test_the_clean_up_list(qtbot: QtBot, desk: Desk, group: Group) -> None:
    dialog = desk.tab.tools.clean_up(group)
    assert isinstance(dialog, CleanUpDialog)
    qtbot.waitUntil(lambda: len(dialog.chosen_ids()) == 2)
    dialog.each.setValue(1)
    assert dialog.copy_button.text() == "Copy part 1 of 2"
    dialog.copy_button.click()
    assert QGuiApplication.clipboard().text().startswith("@小雨\nHello!")
    assert dialog.copy_button.text() == "Copy part 2 of 2"
    dialog.remind_button.click()
    reminded = ["2026-11-22"] * 2
    qtbot.waitUntil(lambda: [dialog.people.index(row, 4).data() for row in range(2)] == reminded)
    settle(qtbot, desk)
    dialog.table.selectRow(0)
    dialog.remove_button.click()
    qtbot.waitUntil(lambda: sorted(names(desk)) == ["周子昂", "王一诺"])
    qtbot.waitUntil(lambda: len(dialog.people.ids) == 1)
    dialog.log_chip.click()
    assert dialog.log_table.isVisible()
    assert [one.removed_on for one in clean_ups.log(desk.store.db, group.id)] == [
        "2026-11-22",
        None,
    ]
    desk.jobs.undo()
    qtbot.waitUntil(lambda: len(names(desk)) == 3)


def test_the_conditions_of_a_clean_up_stand_in_a_grid(
    qtbot: QtBot, desk: Desk, group: Group
) -> None:
    dialog = desk.tab.tools.clean_up(group)
    assert isinstance(dialog, CleanUpDialog)
    terms = dialog.terms
    assert terms._silent_days.x() == terms._never_days.x()
    safe = (terms._staff, terms._paid, terms._tenure)
    assert len({one.x() for one in safe}) == 1
    assert len({one.y() for one in safe}) == len(safe)
    assert terms._tags.x() > terms._paid.x()  # below the words of the boxes
    lines = sorted(one.geometry().center().y() for one in (*safe, terms._tags))
    gaps = [later - before for before, later in pairwise(lines)]
    assert max(gaps) - min(gaps) <= 2


def test_a_clean_up_of_nobody_counts_nobody(qtbot: QtBot, desk: Desk, group: Group) -> None:
    dialog = desk.tab.tools.clean_up(group)
    assert isinstance(dialog, CleanUpDialog)
    qtbot.waitUntil(lambda: len(dialog.chosen_ids()) == 2)
    assert dialog.remind_button.text() == "Mark 2 as reminded"
    dialog.terms._silent.setChecked(False)
    dialog.terms._never.setChecked(False)
    qtbot.waitUntil(lambda: not dialog.people.ids)
    assert dialog.remind_button.text() == "Mark as reminded"
    assert dialog.remove_button.text() == "Mark as removed"
    assert not dialog.remind_button.isEnabled()


def test_no_chip_of_the_clean_up_is_outlined_that_is_not_on(
    qtbot: QtBot, desk: Desk, group: Group
) -> None:
    dialog = desk.tab.tools.clean_up(group)
    assert isinstance(dialog, CleanUpDialog)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.table.hasFocus)
    dialog.list_chip.setFocus()
    dialog.log_chip.click()
    assert dialog.log_table.hasFocus()


def test_a_rule_that_gave_more_since_is_undone_all_the_same(
    qtbot: QtBot, desk: Desk, store: Store, group: Group
) -> None:
    dialog = tag_list(qtbot, desk)
    rule = Rule((Part("silent", days=30),))
    before = of_tags(store)
    dialog.verbs.add("沉默", rule)
    settle(qtbot, desk)
    given = known(desk)["沉默"]
    add_member(store, group, "后来的人")
    with store.atomic():
        tag_rules.settle(store, desk.context.today + timedelta(days=60))
        assert tags.by_name(store.db, "沉默").members > given[1]
    desk.jobs.undo()
    settle(qtbot, desk)
    assert of_tags(store) == before
    desk.jobs.redo()
    settle(qtbot, desk)
    assert known(desk)["沉默"][1] > given[1]


def test_a_rule_that_a_hand_used_since_is_not_undone(
    qtbot: QtBot, desk: Desk, store: Store
) -> None:
    troubles: list[str] = []
    desk.notify.troubled.connect(lambda wrong, _next: troubles.append(wrong))
    dialog = tag_list(qtbot, desk)
    dialog.verbs.add("沉默", Rule((Part("silent", days=30),)))
    settle(qtbot, desk)
    with store.atomic() as db:  # another program
        member_edits.add_tag(db, "沉默", [3])
    desk.jobs.undo()
    settle(qtbot, desk)
    assert known(desk)["沉默"][1] == 3
    assert ["can't be undone" in one for one in troubles] == [True]


def of_tags(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """All that the file knows of tags."""
    return {
        name: sorted(store.db.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr)
        for name in ("tags", "member_tags", "tag_refusals")
    }
