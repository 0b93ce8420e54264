"""A card and its timeline, on real files."""

from __future__ import annotations

from qunmate.data.member_card import Moment, card, timeline
from qunmate.data.store import Store
from tests.roster_store import add_group, add_member, join, say


def test_nobody(store: Store) -> None:
    assert card(store.db, 7) is None
    assert timeline(store.db, 7) == []


def test_a_card_with_its_people(store: Store) -> None:
    one, two = add_group(store, "甲"), add_group(store, "乙")
    host = add_member(store, one, "林晓雨")
    guest = add_member(store, one, "周子昂", tags=["讲师"], wxid="wxid_z")
    join(store, two, guest)
    with store.atomic() as db:
        db.execute("UPDATE memberships SET invited_by = ? WHERE member_id = ?", [host, guest])
    found = card(store.db, guest)
    assert found is not None
    assert found.member.tags == ("讲师",)
    assert [one.value for one in found.member.identities] == ["wxid_z"]
    assert found.inviters == {host: "林晓雨"}
    assert found.group_names == {one.id: "甲", two.id: "乙"}
    membership = found.membership(two.id)
    assert membership is not None
    assert membership.group_id == two.id
    inviter = card(store.db, host)
    assert inviter is not None
    assert inviter.brought == (guest,)


def test_the_timeline_runs_backwards(store: Store) -> None:
    group = add_group(store, "甲")
    id_ = add_member(store, group, "林", stays=[("2026-01-05", "2026-09-01")])
    say(store, group, id_, [20_500, 20_510])  # 2026-02-16, 2026-02-26
    with store.atomic() as db:
        db.execute(
            "INSERT INTO events (group_id, import_id, at, day, kind, member_id, text)"
            " VALUES (?, 1, 0, 20520, 'rename', ?, '新名')",
            [group.id, id_],
        )
    assert timeline(store.db, id_) == [
        Moment("2026-09-01", "left", group.id),
        Moment("2026-03-08", "renamed", group.id, "新名"),
        Moment("2026-02-16", "spoke", group.id),
        Moment("2026-01-05", "joined", group.id),
    ]
