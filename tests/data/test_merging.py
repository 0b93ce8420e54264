"""Two cards become one, with a choice per field; one card becomes two."""

from __future__ import annotations

import pytest

from qunmate.data import consistency, custom_fields, members, merging, messages, pictures
from qunmate.data.merging import Choice
from qunmate.data.store import Store
from qunmate.data.undo_log import UndoLog
from qunmate.errors import UserError
from qunmate.model import Group
from qunmate.progress import finish
from tests.roster_store import add_group, add_member, join, say


@pytest.fixture
def group(store: Store) -> Group:
    return add_group(store)


def test_what_was_chosen_stands_on_the_one_card(store: Store, group: Group) -> None:
    first = add_member(store, group, "林晓", city="上海", phone="13900000001", nickname="晓")
    second = add_member(store, group, "林晓晓", city="杭州", trade="教育", nickname="晓晓")
    with store.atomic() as db:
        custom_fields.set_value(db, [first], "车牌", "沪A1")
        custom_fields.set_value(db, [second], "车牌", "浙B2")
        pictures.keep(db, first, b"one")
        pictures.keep(db, second, b"two")
        choice = Choice(
            {"city": "杭州"}, {"车牌": "浙B2"}, {(group.id, "nickname"): "晓晓"}, second
        )
        merging.merge(db, first, second, choice)
    one = members.by_id(store.db, first)
    assert (one.name, one.city, one.trade, one.phone) == ("林晓", "杭州", "教育", "13900000001")
    assert one.custom == {"车牌": "浙B2"}
    assert one.memberships[0].nickname == "晓晓"
    assert pictures.picture(store.db, first) == b"two"
    assert consistency.problems(store.db) == []


def test_a_merge_is_turned_back(store: Store, group: Group) -> None:
    first = add_member(store, group, "林晓", wxid="wxid_a", tags=("讲师",))
    second = add_member(store, group, "林晓晓", wxid="wxid_b", tags=("讲师", "老粉"))
    say(store, group, second, [20_000])
    before = members.listing(store.db)
    log = UndoLog(store)
    with log.recording() as noted, store.atomic() as db:
        merging.merge(db, first, second)
    assert [one.id for one in members.listing(store.db)] == [first]
    finish(log.turn_back(noted[0]))
    assert members.listing(store.db) == before


def test_messages_go_along_with_what_is_split_off(store: Store, group: Group) -> None:
    both = add_member(store, group, "林晓", wxid="wxid_a")
    other = add_member(store, None, "林晓晓", wxid="wxid_b")
    join(store, group, other)
    say(store, group, both, [20_000])
    say(store, group, other, [20_001])
    with store.atomic() as db:
        merging.merge(db, both, other)
    part = next(one for one in merging.parts(store.db, both) if one.value == "wxid_b")
    assert part.messages == 1
    with store.atomic() as db:
        made = merging.split(db, both, [part.id], "林晓晓", "2026-11-22")
    card = members.by_id(store.db, made)
    assert (card.name, [one.value for one in card.identities]) == ("林晓晓", ["wxid_b"])
    assert card.memberships[0].stays[0].brought_on == "2024-10-05"
    said = [one.member_id for one in messages.listing(store.db, group.id)]
    assert said == [both, made]
    assert consistency.problems(store.db) == []


def test_all_or_nothing_is_no_split(store: Store, group: Group) -> None:
    one = add_member(store, group, "林晓", wxid="wxid_a")
    ids = [part.id for part in merging.parts(store.db, one)]
    for chosen, code in (([], "split_nothing"), (ids, "split_all")):
        with pytest.raises(UserError) as caught, store.atomic() as db:
            merging.split(db, one, chosen, "x", "2026-11-22")
        assert caught.value.problem.code == code
