"""Edits by hand."""

from __future__ import annotations

import pytest

from qunmate.data import imports, member_edits
from qunmate.data.member_card import card
from qunmate.data.store import Store
from tests.roster_store import add_group, add_member


def test_fields_are_set(store: Store) -> None:
    id_ = add_member(store, add_group(store), "林", phone="139", city="北京")
    with store.atomic() as db:
        member_edits.set_fields(db, [id_], {"phone": " 138\0 ", "city": ""})
    found = card(store.db, id_)
    assert found is not None
    assert (found.member.phone, found.member.city) == ("138", None)


def test_a_membership_is_of_one_group(store: Store) -> None:
    one, two = add_group(store, "甲"), add_group(store, "乙")
    id_ = add_member(store, one, "林", nickname="旧")
    with store.atomic() as db:
        member_edits.set_membership(db, two.id, [id_], {"nickname": "别处"})
        member_edits.set_membership(db, one.id, [id_], {"nickname": "新"})
    found = card(store.db, id_)
    assert found is not None
    assert [
        (membership.group_id, membership.nickname) for membership in found.member.memberships
    ] == [(one.id, "新")]


def test_only_fields_of_the_card_can_be_set(store: Store) -> None:
    id_ = add_member(store, add_group(store), "林")
    with pytest.raises(ValueError, match="is_self"), store.atomic() as db:
        member_edits.set_fields(db, [id_], {"is_self": "1"})


def test_what_was_edited_by_hand_belongs_to_no_import(store: Store) -> None:
    group = add_group(store)
    id_ = add_member(store, group, "林")
    with store.atomic() as db:
        batch = imports.begin(db, kind="roster", file="x", format_="xlsx", group_id=group.id)
        db.execute("UPDATE members SET import_id = ?", [batch])
        db.execute("UPDATE memberships SET import_id = ?", [batch])
        member_edits.set_fields(db, [id_], {"notes": "x"})
        member_edits.set_membership(db, group.id, [id_], {"nickname": "y"})
    marks = store.db.execute(
        "SELECT import_id FROM members UNION SELECT import_id FROM memberships"
    ).fetchall()
    assert marks == [(None,)]


def test_tags_in_bulk_and_back(store: Store) -> None:
    group = add_group(store)
    ids = [add_member(store, group, name) for name in "甲乙丙"]
    with store.atomic() as db:
        assert member_edits.add_tag(db, " 讲师 ", ids[:2]) == ids[:2]
        assert member_edits.add_tag(db, "讲师", [*ids, ids[0]]) == ids[2:]
        assert member_edits.add_tag(db, "  ", ids) == []
        assert member_edits.remove_tag(db, "讲师", [ids[0], 999]) == [ids[0]]
        assert member_edits.remove_tag(db, "没有的", ids) == []
    found = [card(store.db, id_) for id_ in ids]
    assert [one.member.tags for one in found if one] == [(), ("讲师",), ("讲师",)]
