"""Members added by hand, and put into a group."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qunmate.data import adding, members
from qunmate.data.adding import Joining, NewMember
from qunmate.data.store import Store
from qunmate.errors import UserError
from qunmate.model import Group, Identity, Stay
from tests.roster_store import add_group, add_member, join

TODAY = "2026-11-22"


@pytest.fixture
def group(store: Store) -> Group:
    return add_group(store)


def _add(store: Store, new: NewMember, told_of: tuple[int, ...] = ()) -> int:
    with store.atomic() as db:
        return adding.add(db, new, TODAY, told_of)


def test_a_member_is_added_whole(store: Store, group: Group) -> None:
    host = add_member(store, group, "陈思远")
    joining = Joining(group.id, "2026-11-20", " 上海-小满 ", host)
    said = NewMember(" 林小\0满 ", joining, "wxid_lin；lin_8", ("讲师", "志愿者"), " 群友介绍\n")
    one = members.by_id(store.db, _add(store, said))
    assert (one.name, one.notes, one.tags) == ("林小满", "群友介绍", ("讲师", "志愿者"))
    assert one.identities == (Identity("wechat", "wxid_lin"), Identity("wechat", "lin_8"))
    (membership,) = one.memberships
    assert (membership.nickname, membership.invited_by) == ("上海-小满", host)
    assert membership.stays == (Stay("2026-11-20", None, TODAY),)


def test_somebody_may_be_in_no_group(store: Store) -> None:
    one = members.by_id(store.db, _add(store, NewMember("林小满")))
    assert (one.memberships, one.identities, one.notes) == ((), (), None)


@pytest.mark.parametrize("name", ["林小满", "林小滿", " ＡＤＡ ", "ada", "上海-Ada", "wxid_ada"])
def test_a_name_that_is_known_is_told_of(store: Store, group: Group, name: str) -> None:
    add_member(store, group, "林小满")
    add_member(store, group, "Ada", nickname="上海-Ada", wxid="wxid_ada")
    (known,) = adding.called(store.db, name)
    assert known.groups == {group.id: group.name}
    with pytest.raises(UserError, match="member_known"):
        _add(store, NewMember(name))
    assert _add(store, NewMember(name), (known.id,)) == 3


@pytest.mark.parametrize("name", ["林小", "林*", "[林]小满", "", " ", "林" * 2_000])
def test_other_names_are_new(store: Store, group: Group, name: str) -> None:
    add_member(store, group, "林小满")
    assert adding.called(store.db, name) == []


def test_who_left_is_known_but_in_no_group(store: Store, group: Group) -> None:
    gone = add_member(store, group, "林小满", stays=[("2026-01-05", "2026-03-01")])
    assert adding.called(store.db, "林小满") == [adding.Known(gone, "林小满", {})]


def test_an_id_is_one_persons(store: Store, group: Group) -> None:
    owner = add_member(store, group, "林小满", wxid="wxid_Lin")
    new = NewMember("小满", Joining(group.id, None), "wxid_new;WXID_lin")
    assert [one.id for one in adding.having(store.db, group.id, new.platform_ids)] == [owner]
    with pytest.raises(UserError, match="id_known"):
        _add(store, new, (owner,))
    assert len(members.listing(store.db)) == 1


def test_what_is_no_id_is_refused(store: Store, group: Group) -> None:
    with pytest.raises(UserError, match="cell_masked"):
        _add(store, NewMember("小满", Joining(group.id, None), "wxid***"))


def test_a_group_that_is_gone_is_told_of(store: Store) -> None:
    with pytest.raises(UserError, match="gone_meanwhile"):
        _add(store, NewMember("小满", Joining(7, None), "wxid_a"))


def _put(store: Store, ids: list[int], joining: Joining) -> list[int]:
    with store.atomic() as db:
        return adding.put_in(db, ids, joining, TODAY)


def _stays(store: Store, member_id: int, group: Group) -> list[tuple[str | None, str | None]]:
    memberships = members.by_id(store.db, member_id).memberships
    found = next(one for one in memberships if one.group_id == group.id)
    return [(stay.joined_on, stay.left_on) for stay in found.stays]


def test_members_are_put_into_a_group_once(store: Store, group: Group) -> None:
    other = add_group(store, "读书会")
    here, there = add_member(store, group, "陈思远", nickname="陈"), add_member(store, other, "林")
    joining = Joining(group.id, "2026-11-20", "新人", here)
    assert _put(store, [here, there], joining) == [there]
    assert _put(store, [here, there], replace(joining, nickname="又")) == []
    assert _stays(store, there, group) == [("2026-11-20", None)]
    assert _stays(store, here, group) == [("2026-01-05", None)]
    nicknames = [members.by_id(store.db, one).memberships[0].nickname for one in (here, there)]
    assert nicknames == ["陈", "新人"]


@pytest.mark.parametrize(
    ("said", "joined"),
    [("2026-11-20", "2026-11-20"), ("2026-02-01", "2026-03-01"), (None, TODAY)],
)
def test_who_comes_back_begins_a_stay(
    store: Store, group: Group, said: str | None, joined: str
) -> None:
    one = add_member(store, group, "林", nickname="旧", stays=[("2026-01-05", "2026-03-01")])
    assert _put(store, [one], Joining(group.id, said)) == [one]
    assert _stays(store, one, group) == [("2026-01-05", "2026-03-01"), (joined, None)]
    assert members.by_id(store.db, one).memberships[0].nickname == "旧"


def test_who_has_no_stay_gets_one(store: Store, group: Group) -> None:
    one = add_member(store, None, "林")
    join(store, group, one, stays=[])
    assert _put(store, [one], Joining(group.id, None)) == [one]
    assert _stays(store, one, group) == [(None, None)]


def test_nobody_left_to_be_put_in(store: Store, group: Group) -> None:
    with pytest.raises(UserError, match="gone_meanwhile"):
        _put(store, [9], Joining(group.id, None))


def test_more_is_said_of_a_card_that_is_there(store: Store, group: Group) -> None:
    other = add_group(store, "读书会")
    known = add_member(store, other, "林小满", wxid="wxid_Lin", notes="爱读书", tags=["讲师"])
    taken = add_member(store, other, "Ada", wxid="wxid_ada")
    said = NewMember("小满", Joining(group.id, TODAY), "WXID_lin;lin_8", ("志愿者",), "又来了")
    with store.atomic() as db:
        adding.bring(db, known, said, TODAY)
    one = members.by_id(store.db, known)
    assert (one.name, one.notes, one.tags) == ("林小满", "爱读书\n又来了", ("讲师", "志愿者"))
    assert [each.value for each in one.identities] == ["wxid_Lin", "lin_8"]
    assert _stays(store, known, group) == [(TODAY, None)]
    with pytest.raises(UserError, match="id_known"), store.atomic() as db:
        adding.bring(db, taken, replace(said, platform_ids="lin_8"), TODAY)
