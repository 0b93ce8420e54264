"""Pages of messages, and what was said around some."""

from __future__ import annotations

from qunmate.data import highlights, message_order, message_rows
from qunmate.data.message_order import MessageFilter
from qunmate.data.store import Store
from tests.chat_book import PEOPLE, QUESTION, add_chat, filler


def test_rows_come_in_the_order_asked_for_with_names_and_marks(store: Store) -> None:
    group = add_chat(store, QUESTION)
    ids = message_order.order(store.db, group.id, MessageFilter()).tolist()
    with store.atomic() as db:
        highlights.add(
            db,
            group_id=group.id,
            kind="quote",
            title="t",
            occurred_on="2026-11-16",
            messages=[ids[2]],
        )
        db.execute(
            "UPDATE memberships SET nickname = '子昂答疑' WHERE member_id ="
            " (SELECT id FROM members WHERE name = ?)",
            [PEOPLE[1]],
        )
    rows = message_rows.rows(store.db, [ids[3], 99_999, ids[2]])
    assert [row.id for row in rows] == [ids[3], ids[2]]
    assert [row.kept for row in rows] == [False, True]
    assert rows[1].sender == "子昂答疑"
    assert rows[0].wall % 86_400 == 1277 * 60


def test_long_texts_are_cut_unless_they_are_wanted_whole(store: Store) -> None:
    group = add_chat(store, [(0, 1, 0, "长" * 10_000)])
    (id_,) = message_order.order(store.db, group.id, MessageFilter()).tolist()
    assert len(message_rows.rows(store.db, [id_])[0].text) == message_rows.SHOWN
    assert len(message_rows.rows(store.db, [id_], limit=None)[0].text) == 10_000


def test_the_context_reaches_before_and_after_within_the_group(store: Store) -> None:
    group = add_chat(store, filler(1, 30))
    add_chat(store, [(0, 500, 0, "别的群")], "早起读书会")
    ids = message_order.order(store.db, group.id, MessageFilter()).tolist()
    found = message_rows.in_context(store.db, [ids[11], ids[10]], 3)
    assert [row.id for row in found] == ids[7:15]
    first = message_rows.in_context(store.db, [ids[0]], 3)
    assert [row.id for row in first] == ids[:4]
    assert message_rows.in_context(store.db, [], 3) == []


def test_speakers_are_counted(store: Store) -> None:
    group = add_chat(store, QUESTION)
    found = {name: n for _id, name, n in message_rows.speakers(store.db, group.id)}
    assert found == {"罗一凡": 2, "王一诺": 2, "周子昂": 1, "何知微": 1}
    listed = message_rows.people(store.db, group.id)
    assert {name for _id, name, _n in listed} == set(PEOPLE)
