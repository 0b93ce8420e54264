"""Many members written at once, and platform ids looked up."""

from __future__ import annotations

from pathlib import Path

from qunmate.data import groups, member_card, message_ids, whole_members
from qunmate.data.store import open_store
from qunmate.model import Identity, Member, Membership, Stay


def test_whole_cards(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.qunmate") as store, store.atomic() as db:
        group = groups.add(db, "读书会", "wechat", "Asia/Shanghai")
        first = whole_members.next_id(db)
        stay = Stay("2026-01-02", None, "2026-11-22")
        guest = Member(
            first,
            "阿宽",
            opt_out=True,
            city="杭州",
            custom={"花名": "宽"},
            tags=("讲师", "志愿者"),
            identities=(Identity("wechat", "wxid_a"), Identity("qq", "100000001")),
            # invited by somebody who is written later
            memberships=(
                Membership(group.id, first, "杭州-阿宽", "member", first + 1, stays=(stay,)),
            ),
        )
        host = Member(
            first + 1, "南乔", is_self=True, memberships=(Membership(group.id, first + 1),)
        )
        assert list(whole_members.add_all(db, [guest, host])) == [2]
        found = member_card.card(db, first)
        assert found is not None
        assert found.member.city == "杭州"
        assert found.member.opt_out
        assert set(found.member.tags) == {"讲师", "志愿者"}
        assert found.inviters == {first + 1: "南乔"}
        assert found.member.memberships[0].stays == (stay,)
        assert whole_members.next_id(db) == first + 2


def test_no_platform_ids(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.qunmate") as store:
        assert message_ids.by_platform_id(store.db, 1, ["1"] * 1_200) == {}
