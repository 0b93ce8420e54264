"""Plan items in and out of the file."""

from __future__ import annotations

from qunmate.data import groups, plan
from qunmate.data.store import Store


def test_items_come_by_group_and_time(store: Store) -> None:
    with store.atomic() as db:
        one = groups.add(db, "One", "qq", "Asia/Shanghai").id
        two = groups.add(db, "Two", "qq", "Asia/Shanghai").id
        early = plan.add(db, group_ids=[one], kind="topic", title="Early", starts_at=100)
        both = plan.add(
            db, group_ids=[two, one, two], kind="ad", title="Both", starts_at=200, status="ready"
        )
        weekly = plan.add(
            db, group_ids=[two], kind="ritual", title="Weekly", starts_at=50, rrule="FREQ=WEEKLY"
        )
        plan.add(db, group_ids=[], kind="notice", title="Nobody", starts_at=300)
    assert [item.id for item in plan.listing(store.db, one)] == [early, both]
    assert [item.id for item in plan.listing(store.db, two, 150, 250)] == [weekly, both]
    assert plan.listing(store.db, one, end=100) == []
    found = plan.listing(store.db)[2]
    assert (found.group_ids, found.status, found.kind) == ((one, two), "ready", "ad")
    assert plan.listing(store.db)[3].group_ids == ()
