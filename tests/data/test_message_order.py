"""The order of messages and its filters, against a plain Python sort of the same messages."""

from __future__ import annotations

from datetime import UTC, datetime

from qunmate.data import message_order, messages
from qunmate.data.message_order import MessageFilter
from qunmate.data.store import Store
from qunmate.model import Kind, Message
from tests.chat_book import FIRST, QUESTION, add_chat, filler


def every(store: Store, group_id: int) -> list[Message]:
    return list(messages.listing(store.db, group_id))


def hour_of(one: Message) -> int:
    """Of the week, by the group's own clock."""
    wall = datetime.fromtimestamp(one.sent_at + one.utc_offset, UTC)
    return wall.weekday() * 24 + wall.hour


def test_the_order_is_that_of_time_and_holds_everything(store: Store) -> None:
    group = add_chat(store, [*filler(5, 40), *QUESTION])
    ids = message_order.order(store.db, group.id, MessageFilter()).tolist()
    assert len(ids) == 206
    found = {one.id: one.sent_at for one in every(store, group.id)}
    assert [found[id_] for id_ in ids] == sorted(found.values())
    newest = message_order.newest(store.db, group.id, 10).tolist()
    assert newest == ids[-10:]


def test_filters_agree_with_a_plain_search(store: Store) -> None:
    group = add_chat(store, [*filler(5, 20), *QUESTION, (2, 700, 1, "图", Kind.IMAGE)])
    said = every(store, group.id)
    who = next(one.member_id for one in said if one.sender == "周子昂")
    assert who is not None

    def expected(meets: object) -> set[int]:
        return {one.id for one in said if meets(one)}  # type: ignore[operator]

    cases = (
        (MessageFilter(text="话术"), lambda one: "话术" in one.text),
        (MessageFilter(members=(who,)), lambda one: one.member_id == who),
        (MessageFilter(kinds=(int(Kind.IMAGE),)), lambda one: one.kind is Kind.IMAGE),
        (
            MessageFilter(first=FIRST + 1, last=FIRST + 2),
            lambda one: FIRST + 1 <= (one.sent_at + one.utc_offset) // 86_400 <= FIRST + 2,
        ),
        (MessageFilter(hour=hour_of(said[-1])), lambda one: hour_of(one) == hour_of(said[-1])),
        (
            MessageFilter(text="闲聊", members=(who,), first=FIRST, last=FIRST),
            lambda one: (
                "闲聊" in one.text
                and one.member_id == who
                and (one.sent_at + one.utc_offset) // 86_400 == FIRST
            ),
        ),
    )
    for wanted, meets in cases:
        ids = message_order.order(store.db, group.id, wanted).tolist()
        assert ids
        assert set(ids) == expected(meets)
    assert not len(message_order.order(store.db, group.id, MessageFilter(text="没有这句")))


def test_all_groups_are_merged_by_time(store: Store) -> None:
    one = add_chat(store, filler(3, 5))
    other = add_chat(store, [(1, 481, 0, "别的群"), (9, 1, 0, "最后")], "早起读书会")
    ids = message_order.order(store.db, None, MessageFilter()).tolist()
    assert len(ids) == 17
    times = {m.id: m.sent_at for g in (one, other) for m in every(store, g.id)}
    assert [times[id_] for id_ in ids] == sorted(times.values())


def test_a_day_is_found_in_any_order(store: Store) -> None:
    group = add_chat(store, [*filler(2, 10), (7, 60, 0, "一周后")])
    ids = message_order.order(store.db, group.id, MessageFilter())
    assert message_order.place_of_day(store.db, ids, FIRST - 3) == 0
    assert message_order.place_of_day(store.db, ids, FIRST + 1) == 10
    assert message_order.place_of_day(store.db, ids, FIRST + 4) == 20
    assert message_order.place_of_day(store.db, ids, FIRST + 99) == 21
    assert message_order.place_of(ids, int(ids[4])) == 4
    assert message_order.place_of(ids, -1) is None
