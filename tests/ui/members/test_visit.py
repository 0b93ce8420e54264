"""Being led to people, following them on, and what is done with several at once."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from qunmate.data import contact_notes, member_card
from qunmate.data.store import Store
from qunmate.model import Group
from qunmate.ui.context import Visit
from qunmate.ui.members import bulk
from qunmate.ui.members.columns import COLUMNS
from qunmate.ui.members.links import Link
from tests import noted
from tests.roster_store import add_group, add_member, join
from tests.ui.members.desk import Window, members_tab, names, settle, three


def people(store: Store, group: Group) -> list[int]:
    return [add_member(store, group, name) for name in ("安娜", "陈思远", "周子昂")]


def card_of(store: Store, member_id: int) -> member_card.MemberCard:
    found = member_card.card(store.db, member_id)
    assert found is not None
    return found


def links(window: Window) -> dict[str, Link]:
    return {link.full_text(): link for link in window.tab.detail.findChildren(Link)}


def choose(qtbot: QtBot, window: Window, *ids: int) -> None:
    window.tab.keeper.choose(ids, ids[0])
    settle(qtbot, window)


def test_a_visit_shows_these_people_until_the_chip_is_taken_away(
    qtbot: QtBot, store: Store, group: Group
) -> None:
    ids = people(store, group)
    with members_tab(qtbot, store, group) as window:
        filters = window.tab.filters
        filters.search.setText("陈")
        window.tab.visit(Visit("members", "members", (ids[0], ids[2]), title="健康"))
        assert names(window) == ["安娜", "周子昂"]
        assert filters._visited.accessibleName() == "2 people from 健康"
        filters._visited.click()
        assert not filters._visited.isVisible()
        assert len(names(window)) == 3


def test_the_chip_of_a_visit_never_cuts_its_count(qtbot: QtBot, store: Store, group: Group) -> None:
    with members_tab(qtbot, store, group) as window:
        chip = window.tab.filters._visited
        window.tab.filters.show_only(range(1234), "亚马逊-户外-深圳南山科技园-十年老卖家" * 3)
        assert "1,234 people from 亚马逊" in chip.text()
        assert "…" in chip.text()
        assert chip.fontMetrics().horizontalAdvance(chip.text()) < 400
        window.tab.filters.show_only(range(3), "健康")
        assert chip.text() == "3 people from 健康  ✕"


def test_a_visit_while_reading_waits_for_the_rows(qtbot: QtBot, store: Store, group: Group) -> None:
    ids = people(store, group)
    with members_tab(qtbot, store, group) as window:
        window.tab.reload()
        window.tab.visit(Visit("members", "member", (ids[2],)))
        settle(qtbot, window)
        assert window.tab.keeper.chosen_ids() == [ids[2]]
        assert len(names(window)) == 3


def test_one_who_left_is_found_by_a_visit(qtbot: QtBot, store: Store, group: Group) -> None:
    people(store, group)
    gone = add_member(store, group, "李沐阳", stays=(("2026-01-05", "2026-02-01"),))
    with members_tab(qtbot, store, group) as window:
        window.tab.visit(Visit("members", "member", (gone,)))
        assert names(window) == ["李沐阳"]


def test_in_one_group_and_not_in_another(qtbot: QtBot, store: Store, group: Group) -> None:
    ids = people(store, group)
    other = add_group(store, "读书会")
    join(store, other, ids[0])
    join(store, other, ids[1], stays=(("2026-01-05", "2026-02-01"),))
    with members_tab(qtbot, store, group) as window:
        chips = window.tab.filters
        chips._menu_chip("not_in_groups").choose([str(other.id)])
        assert names(window) == ["陈思远", "周子昂"]
        chips._menu_chip("not_in_groups").choose([])
        chips._menu_chip("in_groups").choose([str(other.id)])
        assert names(window) == ["安娜"]


def test_who_invited_and_who_was_invited(qtbot: QtBot, store: Store, group: Group) -> None:
    ids = people(store, group)
    with store.atomic() as db:
        db.execute("UPDATE memberships SET invited_by = ? WHERE member_id > ?", [ids[0], ids[0]])
    with members_tab(qtbot, store, group) as window:
        choose(qtbot, window, ids[1])
        links(window)["安娜"].followed.emit()
        settle(qtbot, window)
        assert window.tab.keeper.chosen_ids() == [ids[0]]
        qtbot.keyClick(links(window)["brought 2"], Qt.Key.Key_Return)
        assert names(window) == ["陈思远", "周子昂"]


def test_the_timeline_leads_to_highlights_and_notes(
    qtbot: QtBot, store: Store, group: Group
) -> None:
    ids = people(store, group)
    with store.atomic() as db:
        contact_notes.add(
            db,
            member_id=ids[0],
            group_id=group.id,
            noted_on="2026-11-08",
            text="想办沙龙",
            follow_up_on="2026-11-25",
        )
        row = db.execute(
            "INSERT INTO highlights (group_id, kind, title, text, occurred_on)"
            " VALUES (?, 'question', '直播话术', '', '2026-11-20') RETURNING id",
            [group.id],
        ).fetchone()
        db.execute("INSERT INTO highlight_authors VALUES (?, ?)", [row[0], ids[0]])
    with members_tab(qtbot, store, group) as window:
        choose(qtbot, window, ids[0])
        found = links(window)
        found["Highlight: 直播话术"].followed.emit()
        assert window.visits == [Visit("highlights", "highlight", (row[0],))]
        note = window.tab.chosen.note([ids[0]])
        assert note is not None
        note.text.setPlainText("再聊一次")
        note.accept()
        settle(qtbot, window)
        assert len(noted.of_member(store.db, ids[0])) == 2
        choose(qtbot, window, ids[0])
        assert {"Talk: 想办沙龙", "Talk: 再聊一次"} <= links(window).keys()


def test_a_field_of_several_is_set_and_taken_back(qtbot: QtBot, store: Store, group: Group) -> None:
    ids = people(store, group)
    with members_tab(qtbot, store, group) as window:
        choose(qtbot, window, *ids)
        dialog = bulk.ask_field(window.tab._desk, window.tab)
        assert dialog is not None
        dialog.fields.setCurrentIndex(dialog.fields.findData("city"))
        dialog.text.setText("成都")
        dialog.accept()
        settle(qtbot, window)
        assert [card_of(store, id_).member.city for id_ in ids] == ["成都"] * 3
        window.context.jobs.undo()
        settle(qtbot, window)
        assert [card_of(store, id_).member.city for id_ in ids] == [None] * 3


def test_a_role_is_chosen_from_a_list(qtbot: QtBot, store: Store, group: Group) -> None:
    ids = people(store, group)
    with members_tab(qtbot, store, group) as window:
        choose(qtbot, window, *ids)
        dialog = bulk.ask_field(window.tab._desk, window.tab)
        assert dialog is not None
        dialog.fields.setCurrentIndex(dialog.fields.findData("expires_on"))
        dialog.text.setText("next year")
        assert not dialog._ok.isEnabled()
        dialog.fields.setCurrentIndex(dialog.fields.findData("role"))
        dialog.choices.setCurrentIndex(dialog.choices.findData("admin"))
        dialog.accept()
        settle(qtbot, window)
        assert {card_of(store, id_).member.memberships[0].role for id_ in ids} == {"admin"}


def test_a_tag_is_taken_off_all_that_are_chosen(qtbot: QtBot, store: Store, group: Group) -> None:
    ids = [add_member(store, group, name, tags=["讲师"]) for name in "甲乙"]
    with members_tab(qtbot, store, group) as window:
        choose(qtbot, window, *ids)
        window.tab.detail.many.tags.removed.emit("讲师")
        settle(qtbot, window)
        assert [card_of(store, id_).member.tags for id_ in ids] == [(), ()]


def test_people_from_another_place_are_in_no_segment(
    qtbot: QtBot, store: Store, group: Group
) -> None:
    ids = three(store, group)
    with members_tab(qtbot, store, group) as window:
        tab = window.tab
        tab.visit(Visit("members", "members", tuple(ids[:2]), title="Health"))
        settle(qtbot, window)
        assert tab.segments.accessibleName() == "Segment: not saved"
        menu = tab.segments.menu_of_segments()
        save = next(one for one in menu.actions() if one.text().startswith("Save these"))
        assert not save.isEnabled()
        tab.filters.end_visit()
        assert tab.segments.accessibleName() == "Segment: All"


def test_names_are_blurred_on_a_shared_screen(qtbot: QtBot, store: Store, group: Group) -> None:
    id_ = add_member(store, group, "周子昂", wxid="wxid_z", phone="13912345678", nickname="子昂")
    with members_tab(qtbot, store, group) as window:
        choose(qtbot, window, id_)
        window.context.blur.turn(on=True)
        settle(qtbot, window)
        detail = window.tab.detail
        shown = [detail._name._label.full_text(), detail._ids.text(), *names(window)]
        shown += [value._label.full_text() for value in detail.fields.values.values()]
        assert not any(part in text for text in shown for part in ("周", "昂", "wxid", "5678"))
        window.context.blur.turn(on=False)
        assert names(window) == ["周子昂"]


def test_a_segment_is_saved_shown_and_deleted(qtbot: QtBot, store: Store, group: Group) -> None:
    people(store, group)
    add_member(store, group, "王一诺", tags=["讲师"])
    with members_tab(qtbot, store, group) as window:
        tab = window.tab
        assert tab.segments.accessibleName() == "Segment: All"
        tab.filters._menu_chip("tags").choose(["讲师"])
        tab.filters.search.setText("王")
        tab.segments.save("会讲课的")
        settle(qtbot, window)
        assert tab.segments.accessibleName() == "Segment: 会讲课的"
        told: list[str] = []
        window.context.jobs.did.connect(lambda deed: told.append(deed.words))
        tab.filters._left.click()
        tab.segments.save("会讲课的")
        settle(qtbot, window)
        assert told == ["Changed the segment “会讲课的”"]
        tab.filters.clear()
        assert tab.segments.accessibleName() == "Segment: All"
        assert len(names(window)) == 4
        menu = tab.segments.menu_of_segments()
        next(one for one in menu.actions() if one.text() == "会讲课的").trigger()
        assert (names(window), tab.filters.search.text()) == (["王一诺"], "王")
        menu.deleteLater()
        tab.segments.rename("会讲课的", "讲师们")
        settle(qtbot, window)
        assert tab.segments.accessibleName() == "Segment: 讲师们"
        tab.segments.delete("讲师们")
        settle(qtbot, window)
        assert tab.segments.accessibleName() == "Segment: not saved"
        window.context.jobs.undo()
        settle(qtbot, window)
        assert tab.segments.accessibleName() == "Segment: 讲师们"


def test_a_finder_list_is_a_segment_at_hand(qtbot: QtBot, store: Store, group: Group) -> None:
    people(store, group)
    with members_tab(qtbot, store, group) as window:
        tab = window.tab
        menu = tab.segments.menu_of_segments()
        titles = [one.text() for one in menu.actions()]
        assert {"Seeds", "Rising", "Never spoke", "Newcomers not welcomed"} <= set(titles)
        never = next(one for one in menu.actions() if one.text() == "Never spoke")
        assert never.toolTip() == "Not a single message in the imported chats."
        never.trigger()
        assert tab.segments.accessibleName() == "Segment: Never spoke"
        next(one for one in menu.actions() if one.text() == "Rising").trigger()
        assert (names(window), tab.filters.filter().lists) == ([], {"rising"})
        assert tab.filters._chips["list"].isVisible()
        menu.deleteLater()


def test_tags_are_offered_group_by_group(qtbot: QtBot, store: Store, group: Group) -> None:
    add_member(store, group, "王一诺", tags=["讲师", "新", "老"])
    with store.atomic() as db:
        db.execute("UPDATE tags SET tag_group = 'R&D' WHERE name <> '新'")
    with members_tab(qtbot, store, group) as window:
        menu = window.tab.filters._menu_chip("tags").menu_of_choices()
        found = [one.text() for one in menu.actions() if one.text()]
        assert found == ["新\t1", "R&&D", "讲师\t1", "老\t1"]
        menu.deleteLater()


def test_city_and_expiry_are_edited_in_the_table(qtbot: QtBot, store: Store, group: Group) -> None:
    (id_,) = [add_member(store, group, "林晓雨")]
    with members_tab(qtbot, store, group) as window:
        model = window.tab.model
        keys = [column.key for column in COLUMNS]
        for key, text in (("city", "成都"), ("expires_on", "2027-03-01")):
            index = model.index(0, keys.index(key))
            assert model.flags(index) & Qt.ItemFlag.ItemIsEditable
            assert model.setData(index, text)
            settle(qtbot, window)
        member = card_of(store, id_).member
        assert (member.city, member.memberships[0].expires_on) == ("成都", "2027-03-01")
        assert not model.flags(model.index(0, keys.index("phone"))) & Qt.ItemFlag.ItemIsEditable


def test_enter_goes_to_the_verbs_for_several(qtbot: QtBot, store: Store, group: Group) -> None:
    ids = people(store, group)
    with members_tab(qtbot, store, group) as window:
        choose(qtbot, window, *ids)
        window.tab.table.opened.emit()
        focused = window.focusWidget()
        assert focused is not None
        assert window.tab.detail.many.isAncestorOf(focused)
