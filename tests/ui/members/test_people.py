"""Merging, splitting, erasing, pictures and own fields in the window."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from qunmate.data import (
    custom_fields,
    members,
    merging,
    pictures,
    profile_fields,
    settings,
    traces,
)
from qunmate.data.store import Store
from qunmate.model import Group
from qunmate.roster.custom import CustomField
from qunmate.tasks.erase import Outlook
from qunmate.ui.members.erase_dialog import EraseDialog
from qunmate.ui.members.introduction_dialog import IntroductionDialog
from qunmate.ui.members.lookalikes_dialog import KEY, LookalikesDialog
from qunmate.ui.members.merge_dialog import MergeDialog
from qunmate.ui.members.own_fields_dialog import OwnFieldsDialog
from qunmate.ui.members.pattern_dialog import PatternDialog
from qunmate.ui.members.picture import SIDE, of_file
from qunmate.ui.members.split_dialog import SplitDialog
from qunmate.ui.parts import ElidedLabel
from qunmate.ui.search import recent
from tests.roster_store import add_group as new_group
from tests.roster_store import add_member, join, say
from tests.ui.members.desk import members_tab, names, settle


def test_two_cards_are_merged_by_choice(qtbot: QtBot, store: Store, group: Group) -> None:
    first = add_member(store, group, "林晓", city="上海", wxid="wxid_a")
    second = add_member(store, group, "林晓晓", city="杭州", trade="教育")
    before = members.listing(store.db)
    with members_tab(qtbot, store, group) as window:
        dialog = MergeDialog(window.context, window, first, second)
        assert [one.key for one in dialog.differences] == ["name", "city"]
        dialog.show()
        assert dialog.focusWidget() is dialog.ok  # no choice stands out before one is made
        dialog.take_side(1)
        dialog.accept()
        settle(qtbot, window)
        assert names(window) == ["林晓晓"]
        one = members.by_id(store.db, first)
        assert (one.city, one.trade) == ("杭州", "教育")
        window.jobs.undo()
        settle(qtbot, window)
        assert members.listing(store.db) == before


def test_backups_are_listed_apart_from_those_that_could_not_be_checked(
    qtbot: QtBot, store: Store, group: Group
) -> None:
    person = add_member(store, group, "林晓")
    with members_tab(qtbot, store, group) as window:
        dialog = EraseDialog(window.context, window, person, "林晓")
        qtbot.addWidget(dialog)
        settle(qtbot, window)
        dialog.show()
        assert not dialog.kept.isVisible()
        assert not dialog.unchecked.isVisible()
        holding = tuple(Path(f"{day}.qunmate") for day in range(7))
        seen = Outlook(traces.traces(store.db, person), holding, (Path("broken.qunmate"),))
        dialog.show_outlook(seen)
        assert dialog.backups.text() == "Also delete 7 backups that still hold the person"
        assert dialog.places.text().splitlines()[4:] == ["4.qunmate", "and 2 more backups"]
        assert dialog.unread.text() == "broken.qunmate"
        assert dialog.unchecked.isVisible()


def test_lines_of_two_groups_do_not_look_alike(qtbot: QtBot, store: Store) -> None:
    groups = [new_group(store, name) for name in ("运营研究社", "早起读书会")]
    first = add_member(store, groups[0], "林晓", nickname="上海-林晓")
    second = add_member(store, groups[0], "林晓", nickname="杭州-林晓")
    join(store, groups[1], first, nickname="甲")
    join(store, groups[1], second, nickname="乙")
    with members_tab(qtbot, store, groups[0]) as window:
        dialog = MergeDialog(window.context, window, first, second)
        qtbot.addWidget(dialog)
        dialog.show()
        words = [one for one in dialog.findChildren(ElidedLabel) if " · " in one.full_text()]
        seen = [one.text() for one in words if one.full_text().startswith("Group nickname")]
    assert seen == ["Group nickname · 运营研究社", "Group nickname · 早起读书会"]


def test_what_they_are_in_a_group_is_chosen_too(qtbot: QtBot, store: Store, group: Group) -> None:
    first = add_member(store, group, "林晓", role="member", expires_on="2026-12-31")
    second = add_member(store, group, "林晓", role="admin", expires_on="2027-12-31")
    with members_tab(qtbot, store, group) as window:
        dialog = MergeDialog(window.context, window, first, second)
        assert [one.key for one in dialog.differences] == [
            (group.id, "role"),
            (group.id, "expires_on"),
        ]
        assert [dialog._shown(one, one.values[1]) for one in dialog.differences] == [
            "Admin",
            "2027-12-31",
        ]
        dialog._chosen[1].button(1).setChecked(True)
        dialog.accept()
        settle(qtbot, window)
        (membership,) = members.by_id(store.db, first).memberships
        assert (membership.role, membership.expires_on) == ("member", "2027-12-31")
        window.jobs.undo()
        settle(qtbot, window)
        assert members.by_id(store.db, second).memberships[0].role == "admin"


def test_a_card_is_split(qtbot: QtBot, store: Store, group: Group) -> None:
    both = add_member(store, group, "林晓", wxid="wxid_a")
    other = add_member(store, group, "林晓晓", wxid="wxid_b")
    say(store, group, other, [20_000])
    with store.atomic() as db:
        merging.merge(db, both, other)
    with members_tab(qtbot, store, group) as window:
        dialog = SplitDialog(window.context, window, both, "林晓")
        assert not dialog.ok.isEnabled()
        place = [part.value for part in dialog.parts].index("wxid_b")
        dialog.boxes[place].setChecked(True)
        dialog.name.setText("林晓晓")
        assert dialog.ok.isEnabled()
        dialog.accept()
        settle(qtbot, window)
        assert sorted(names(window)) == ["林晓", "林晓晓"]


def test_a_person_is_erased_for_good(qtbot: QtBot, store: Store, group: Group) -> None:
    person = add_member(store, group, "欧阳锦绣", phone="13912345678")
    keep = add_member(store, group, "林晓")
    with members_tab(qtbot, store, group) as window:
        window.tab.editing.set_field(group.id, [person], "notes", "爱喝普洱茶的人")
        window.tab.editing.add_tag("讲师", [keep])
        settle(qtbot, window)
        standing: list[str] = []
        window.jobs.stands.connect(lambda one: standing.append(one.undo))
        asked: list[str] = []
        window.context.guide.renewal_asked.connect(asked.append)
        state = window.context.state
        recent.remember(state, "林晓")
        recent.remember(state, "欧阳锦绣 普洱")
        state.keep("members/filter", json.dumps({"text": "13912345678", "tags": ["讲师"]}))
        state.keep("members/reminder", "欧阳锦绣，该说说话了")
        dialog = EraseDialog(window.context, window, person, "欧阳锦绣")
        assert not dialog.ok.isEnabled()
        settle(qtbot, window)
        assert dialog.ok.isEnabled()
        dialog.accept()
        settle(qtbot, window)
        assert sorted(names(window)) == ["erased member", "林晓"]
        assert standing[-1] == ""  # nothing can be undone: the log held the person
        assert asked == ["Erased."]  # whoever holds the window makes it anew
        assert recent.recent(state) == ["林晓"]
        kept = json.loads(state.text("members/filter"))
        assert kept == {"text": "", "tags": ["讲师"]}
        assert state.text("members/reminder") == "erased member，该说说话了"
    for ini in (store.path.parent / "state").glob("*.ini"):
        held = ini.read_text("utf-8")
        assert not any(one in held for one in ("欧阳", "13912345678", "\\x6b27"))
    raw = b"".join(one.read_bytes() for one in Path(store.path.parent).glob("*.qunmate*"))
    assert not any(one.encode() in raw for one in ("欧阳锦绣", "13912345678", "普洱"))


def test_pictures_are_made_small(qtbot: QtBot, store: Store, group: Group, tmp_path: Path) -> None:
    person = add_member(store, group, "林晓")
    image = QImage(900, 600, QImage.Format.Format_RGB32)
    image.fill(0xFF8800)
    image.save(str(tmp_path / "a.jpg"))
    with members_tab(qtbot, store, group) as window:
        cards = window.tab.chosen.cards
        cards.pictures.take(person, of_file(tmp_path / "a.jpg"))
        settle(qtbot, window)
        kept = QImage.fromData(pictures.picture(store.db, person) or b"")
        assert (kept.width(), kept.height()) == (SIDE, SIDE)
        cards.pictures.take(person, of_file(tmp_path / "no.jpg"))
        assert "no picture" in window.notices[-1].text
        cards.pictures.remove(person)
        settle(qtbot, window)
        assert pictures.picture(store.db, person) is None


def test_own_fields_hold_values_of_their_kind(qtbot: QtBot, store: Store, group: Group) -> None:
    person = add_member(store, group, "林晓")
    with store.atomic() as db:
        custom_fields.keep(db, CustomField("入会费", "number"))
    with members_tab(qtbot, store, group) as window:
        window.tab.editing.set_field(group.id, [person], "custom:入会费", "1，200")
        settle(qtbot, window)
        assert members.by_id(store.db, person).custom == {"入会费": "1200"}
        window.tab.editing.set_field(group.id, [person], "custom:入会费", "很多")
        settle(qtbot, window)
        assert members.by_id(store.db, person).custom == {"入会费": "1200"}
        assert "“很多” is not what the field “入会费” holds." in window.notices[-1].text


def test_fields_are_added_and_removed(qtbot: QtBot, store: Store, group: Group) -> None:
    person = add_member(store, group, "林晓")
    with store.atomic() as db:
        custom_fields.set_value(db, [person], "车牌", "沪A1")
    with members_tab(qtbot, store, group) as window:
        dialog = OwnFieldsDialog(window.context, window)
        dialog.lines[0].gone.click()
        dialog.add()
        dialog.lines[-1].name.setText("来源")
        dialog.lines[-1].kind.setCurrentIndex(dialog.lines[-1].kind.findData("choice"))
        dialog.lines[-1].options.setText("朋友圈、活动")
        dialog.accept()
        settle(qtbot, window)
        fields = custom_fields.listing(store.db)
        assert fields == [CustomField("来源", "choice", ("朋友圈", "活动"))]
        assert members.by_id(store.db, person).custom == {}


def test_only_a_choice_asks_for_options(qtbot: QtBot, store: Store, group: Group) -> None:
    with members_tab(qtbot, store, group) as window:
        dialog = OwnFieldsDialog(window.context, window)
        dialog.show()
        (line,) = dialog.lines  # one to begin with
        assert not dialog.ok.isEnabled()
        line.name.setText("来源")
        assert dialog.ok.isEnabled()
        assert not line.options.isVisible()
        assert not dialog.of_options.isVisible()
        wide = line.kind.width()
        line.kind.setCurrentIndex(line.kind.findData("choice"))
        assert line.options.isVisible()
        assert dialog.of_options.isVisible()
        qtbot.waitUntil(lambda: dialog.of_options.x() == line.options.x())
        assert line.kind.width() == wide
        dialog.reject()


def test_cards_are_filled_from_nicknames(qtbot: QtBot, store: Store, group: Group) -> None:
    blank = add_member(store, group, "上海-教育-小王", nickname="上海-教育-小王")
    full = add_member(store, group, "李雷", nickname="杭州-电商-雷", city="宁波")
    add_member(store, group, "韩梅", nickname="韩梅")
    with members_tab(qtbot, store, group) as window:
        dialog = PatternDialog(window.context, window, group)
        dialog.pattern.setText("城市-行业-昵称")
        dialog._read()
        settle(qtbot, window)
        assert dialog.said.text() == "2 of 3 nicknames fit · 2 cards would be filled in"
        dialog.accept()
        settle(qtbot, window)
        assert profile_fields.nickname_pattern(store.db, group.id) == "城市-行业-昵称"
        again = PatternDialog(window.context, window, group)
        settle(qtbot, window)
        assert again.said.text().endswith("0 cards would be filled in")
        assert not again.ok.isEnabled()
        again.pattern.setText("城市/行业/昵称")
        again._read()
        settle(qtbot, window)
        assert (again.ok.text(), again.ok.isEnabled()) == ("Keep the pattern", True)
        again.pattern.setText("")
        again._read()
        assert (again.ok.text(), again.ok.isEnabled()) == ("Stop filling in", True)
        again.accept()
        settle(qtbot, window)
        assert profile_fields.nickname_pattern(store.db, group.id) == ""
    one, two = members.by_id(store.db, blank), members.by_id(store.db, full)
    assert (one.name, one.city, one.trade) == ("小王", "上海", "教育")
    assert (two.name, two.city, two.trade) == ("李雷", "宁波", "电商")


def test_a_group_without_nicknames_tells_what_will_be_seen(
    qtbot: QtBot, store: Store, group: Group
) -> None:
    add_member(store, group, "李雷")
    with members_tab(qtbot, store, group) as window:
        dialog = PatternDialog(window.context, window, group)
        first = dialog.table.accessibleDescription()
        assert first.startswith("Nobody in this group has a nickname yet. Import")
        dialog.pattern.setText("城市-行业-昵称")
        dialog._read()
        settle(qtbot, window)
        assert (dialog.said.text(), dialog.table.rowCount()) == ("", 0)
        assert dialog.table.accessibleDescription() == first
        assert dialog.ok.isEnabled()  # for newcomers
        add_member(store, group, "韩梅", nickname="杭州-电商-梅")
        dialog.pattern.setText("")
        dialog._read()
        assert dialog.table.accessibleDescription().startswith("Write a pattern to see")


def test_a_card_is_filled_from_an_introduction(qtbot: QtBot, store: Store, group: Group) -> None:
    person = add_member(store, group, "文杰", city="广州")
    with members_tab(qtbot, store, group) as window:
        dialog = IntroductionDialog(window.context, window, person)
        dialog.text.setPlainText("坐标：深圳\n行业：电商\nMBTI：ENTJ")
        dialog.read()
        assert dialog.chosen == {"trade": "电商", "custom:MBTI": "ENTJ"}
        dialog.accept()
        settle(qtbot, window)
    one = members.by_id(store.db, person)
    assert (one.city, one.trade, one.custom) == ("广州", "电商", {"MBTI": "ENTJ"})


def test_a_card_that_went_meanwhile_is_not_merged(qtbot: QtBot, store: Store, group: Group) -> None:
    first = add_member(store, group, "林晓", phone="13912345678")
    second = add_member(store, group, "小林", phone="13912345678")
    with members_tab(qtbot, store, group) as window:
        dialog = LookalikesDialog(window.context, window)
        settle(qtbot, window)
        window.jobs.edit(lambda db: merging.merge(db, first, second), frozenset())
        settle(qtbot, window)
        assert dialog.list.count() == 1  # nobody told it
        assert dialog.merge() is None
        settle(qtbot, window)
        assert dialog.list.count() == 0
        dialog.reject()


def test_lookalikes_are_kept_apart(qtbot: QtBot, store: Store, group: Group) -> None:
    add_member(store, group, "林晓", phone="13912345678")
    add_member(store, group, "小林", phone="13912345678")
    with members_tab(qtbot, store, group) as window:
        dialog = LookalikesDialog(window.context, window)
        settle(qtbot, window)
        assert dialog.list.count() == 1
        assert dialog.none.isHidden()
        assert (dialog.said.text(), dialog.said.isHidden()) == (
            "1 pair",
            False,
        )
        dialog.keep_apart()
        settle(qtbot, window)
        assert dialog.list.count() == 0
        assert dialog.none.text() == "No two cards look like the same person."
        assert not dialog.none.isHidden()
        assert dialog.said.isHidden()
        assert settings.get(store.db, KEY, list[list[int]]()) == [[1, 2]]
        dialog.reject()
