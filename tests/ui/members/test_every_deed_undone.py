"""Each thing the operator does with members goes back whole: every table is as before."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from qunmate.data import adding, contact_notes, custom_fields, groups, merging, tags
from qunmate.data.store import Store
from qunmate.model import Group
from qunmate.roster.custom import CustomField
from qunmate.roster.tag_rules import Part, Rule
from qunmate.tasks import tag_rules
from qunmate.tasks.import_roster import import_roster
from qunmate.ui.members.add_dialog import AddDialog
from qunmate.ui.members.clean_up_dialog import CleanUpDialog
from qunmate.ui.members.known import Found
from qunmate.ui.members.merge_dialog import MergeDialog
from qunmate.ui.members.own_fields_dialog import OwnFieldsDialog
from qunmate.ui.members.pattern_dialog import PatternDialog
from qunmate.ui.members.put_in_dialog import PutInDialog
from qunmate.ui.members.split_dialog import SplitDialog
from qunmate.ui.members.tab import MembersTab
from qunmate.ui.members.tag_verbs import TagVerbs
from tests.roster_store import add_group, add_member, join, say
from tests.sheet_files import workbook
from tests.ui.members.desk import members_tab, settle
from tests.ui.tab_desk import TODAY, Window

Desk = Window[MembersTab]
Whole = dict[str, list[tuple[Any, ...]]]
# what an import that was taken back leaves behind: that there was one
OF_IMPORTS = frozenset({"imports", "import_changes"})
CACHES = frozenset({"figures", "sqlite_sequence", "_sqlite_migrations"})


@pytest.fixture
def desk(qtbot: QtBot, store: Store, group: Group) -> Iterator[Desk]:
    """Four members, one of them made of two, in two groups, with a bit of everything."""
    other = add_group(store, "读书会")
    for name, wxid in (("林晓", "wxid_a"), ("林晓晓", "wxid_b"), ("周子昂", "wxid_c")):
        add_member(
            store, group, name, nickname=f"上海-{name}", wxid=wxid, tags=["讲师"], city="上海",
            custom='{"级别": "金"}', expires_on="2027-01-01",
        )  # fmt: skip
    join(store, other, 2, "小晓")
    say(store, group, 1, [20_000])
    say(store, group, 2, [20_001, 20_770])
    fourth = add_member(store, group, "林晓的小号", wxid="wxid_d")
    add_member(store, group, "沉默的人")
    with store.atomic() as db:
        tags.add(db, "常客", rule=Rule((Part("silent", days=30),)))
        merging.merge(db, 1, fourth)
        custom_fields.keep(db, CustomField("来源", "choice", ("朋友圈",)))
        contact_notes.add(db, member_id=2, group_id=group.id, noted_on="2026-11-01",
                          text="聊过", follow_up_on="2026-11-30")  # fmt: skip
        tag_rules.settle(store, TODAY)
    with members_tab(qtbot, store, group) as window:
        yield window


def _whole(store: Store, but: frozenset[str] = frozenset()) -> Whole:
    named = store.db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    kept = [name for (name,) in named if "search" not in name and name not in CACHES | but]
    return {
        name: sorted(store.db.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr)
        for name in kept
    }


def _tag(desk: Desk) -> None:
    desk.tab.editing.add_tag("新标签", [1, 2, 3])


def _untag(desk: Desk) -> None:
    desk.tab.editing.remove_tag("讲师", [1, 2])


def _take_a_rule_tag(desk: Desk) -> None:
    desk.tab.editing.remove_tag("常客", [1])


def _set_for_several(desk: Desk) -> None:
    desk.tab.editing.set_field(1, [1, 2, 3], "trade", "教育")


def _set_own(desk: Desk) -> None:
    desk.tab.editing.set_field(1, [1, 2, 3], "custom:来源", "朋友圈")


def _empty_own(desk: Desk) -> None:
    desk.tab.editing.set_field(1, [1, 2, 3], "custom:级别", "")


def _override_layer(desk: Desk) -> None:
    desk.tab.editing.set_field(1, [1, 3], "layer_override", "core")


def _rename(desk: Desk) -> None:
    desk.tab.editing.set_field(1, [3], "name", "周昂")


def _nickname(desk: Desk) -> None:
    desk.tab.editing.set_field(1, [3], "nickname", "")


def _merge(desk: Desk) -> None:
    dialog = MergeDialog(desk.context, desk, 1, 2)
    dialog.take_side(1)
    dialog.accept()


def _split(desk: Desk) -> None:
    dialog = SplitDialog(desk.context, desk, 1, "林晓")
    place = [part.value for part in dialog.parts].index("wxid_d")
    dialog.boxes[place].setChecked(True)
    dialog.name.setText("小号")
    dialog.accept()


def _add(desk: Desk) -> None:
    dialog = AddDialog(desk.context, desk)
    dialog.name.setText("新来的")
    dialog.ids.setText("wxid_new")
    dialog.inviter.choose(1, "林晓")
    for tag in ("讲师", "新人"):
        dialog.tags.added.emit(tag)
    dialog.ok.click()


def _bring(desk: Desk) -> None:
    """Who is in one group comes into the other, and more is known of them."""
    known = adding.called(desk.store.db, "周子昂")
    dialog = AddDialog(desk.context, desk)
    dialog.group.setCurrentIndex(1)
    dialog.notes.setPlainText("又来了")
    dialog.tags.added.emit("新人")
    dialog._show(Found(known))
    dialog.known.take.click()


def _put_in(desk: Desk) -> None:
    PutInDialog(desk.context, desk, [1, 2, 3]).accept()


def _note(desk: Desk) -> None:
    desk.jobs.edit(
        lambda db: contact_notes.add(
            db, member_id=1, group_id=1, noted_on="2026-11-20", text="聊过", follow_up_on=None
        ),
        ["contact_notes"],
        deed="Noted a talk",
    )


def _mark(desk: Desk) -> None:
    desk.tab.chosen.cards._mark(3, "opt_out", True)


def _save_segment(desk: Desk) -> None:
    desk.tab.filters.restore({"tags": ["讲师"]})
    desk.tab.segments.save("讲师们")


def _own_fields(desk: Desk) -> None:
    dialog = OwnFieldsDialog(desk.context, desk)
    dialog.add()
    dialog.lines[-1].name.setText("车牌")
    gone = next(line for line in dialog.lines if line.field().name == "级别")
    dialog._remove(gone)
    dialog.accept()


def _pattern(desk: Desk) -> None:
    dialog = PatternDialog(desk.context, desk, groups.by_name(desk.store.db, "运营研究社"))
    dialog.pattern.setText("行业-昵称")
    dialog.accept()


def _make_rule(desk: Desk) -> None:
    TagVerbs(desk.context, desk).add("沉默", Rule((Part("silent", days=30),)))


def _drop_rule(desk: Desk) -> None:
    verbs = TagVerbs(desk.context, desk)
    verbs.rule(tags.by_name(desk.store.db, "常客"), None)


def _merge_tags(desk: Desk) -> None:
    both = tags.all_tags(desk.store.db)
    TagVerbs(desk.context, desk).merge(both, tags.by_name(desk.store.db, "讲师"))


def _rename_tag(desk: Desk) -> None:
    TagVerbs(desk.context, desk).rename(tags.by_name(desk.store.db, "讲师"), "分享者")


def _delete_tag(desk: Desk) -> None:
    TagVerbs(desk.context, desk).delete([tags.by_name(desk.store.db, "讲师")])


DEEDS: tuple[Callable[[Desk], object], ...] = (
    _tag, _untag, _take_a_rule_tag, _set_for_several, _set_own, _empty_own, _override_layer,
    _rename, _nickname, _add, _bring, _put_in, _merge, _split, _note, _mark, _save_segment,
    _own_fields, _pattern, _make_rule, _drop_rule, _merge_tags, _rename_tag, _delete_tag,
)  # fmt: skip


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.__name__.lstrip("_"))
def test_a_deed(qtbot: QtBot, desk: Desk, store: Store, deed: Callable[[Desk], object]) -> None:
    before = _whole(store)
    deed(desk)
    settle(qtbot, desk)
    after = _whole(store)
    assert after != before
    for _turn in range(2):
        desk.jobs.undo()
        settle(qtbot, desk)
        assert _whole(store) == before
        desk.jobs.redo()
        settle(qtbot, desk)
        assert _whole(store) == after


def test_the_clean_up(qtbot: QtBot, desk: Desk, store: Store, group: Group) -> None:
    """Reminded, then removed: each step by itself."""
    dialog = desk.tab.tools.clean_up(group)
    assert isinstance(dialog, CleanUpDialog)
    verbs = (dialog.copy_button, dialog.remind_button, dialog.remove_button)
    assert not any(one.isEnabled() for one in verbs)  # while it is read
    settle(qtbot, desk)
    assert all(one.isEnabled() for one in verbs)
    assert len(dialog.chosen_ids()) == 1
    states = [_whole(store)]
    for act in (dialog.remind, dialog.remove):
        act()
        settle(qtbot, desk)
        states.append(_whole(store))
        assert states[-1] != states[-2]
    for state in reversed(states[:-1]):
        desk.jobs.undo()
        settle(qtbot, desk)
        assert _whole(store) == state
    dialog.close()


SHEET = [
    ["姓名", "群昵称", "微信号", "标签", "城市", "来源", "邀请人", "入群时间", "体重"],
    ["林晓", "林晓晓晓", "wxid_a", "新人；讲师", "北京", "朋友圈", "周子昂", "2026-02-03", "50"],
    ["新来的", "北京-新来的", "", "新人", "", "", "林晓", "2026-11-20", ""],
]


@pytest.mark.parametrize("mode", ["update", "replace", "full"])
def test_an_import(
    qtbot: QtBot, desk: Desk, store: Store, group: Group, tmp_path: Path, mode: str
) -> None:
    """Also as the full list of the group, by which the others left, and with a pattern by which
    newcomers' cards are filled."""
    with store.atomic() as db:
        db.execute("UPDATE groups SET nickname_pattern = '城市-昵称'")
    path = workbook(tmp_path / "名单.xlsx", SHEET)
    before = _whole(store, OF_IMPORTS)
    how: dict[str, Any] = {"full": True} if mode == "full" else {"mode": mode}

    def verb(made: Store) -> Any:
        return import_roster(made, path, group=group, today=TODAY, **how)

    desk.jobs.write(verb, desk.tab.tables, title="Importing")
    settle(qtbot, desk)
    after = _whole(store, OF_IMPORTS)
    assert after != before
    custom = store.db.execute("SELECT custom FROM members WHERE id = 1").fetchone()[0]
    assert json.loads(custom)["体重"] == "50"
    desk.jobs.undo()
    settle(qtbot, desk)
    undone = _whole(store, OF_IMPORTS)
    assert {name for name in before if undone[name] != before[name]} <= {"settings"}
