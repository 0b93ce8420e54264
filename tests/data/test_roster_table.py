"""The roster as columns, on real files."""

from __future__ import annotations

import random

from qunmate.data import roster_table
from qunmate.data.roster_table import roster_details, roster_rows, tag_marks
from qunmate.data.store import Store
from tests.roster_store import add_group, add_many, add_member, join


def test_an_empty_group(store: Store) -> None:
    group = add_group(store)
    assert len(roster_rows(store.db, group.id)) == 0
    assert len(roster_rows(store.db, None)) == 0


def test_a_row_holds_what_the_file_holds(store: Store) -> None:
    group = add_group(store)
    id_ = add_member(
        store,
        group,
        "周子昂",
        nickname="深圳-教育-子昂",
        role="admin",
        tags=["种子用户", "讲师"],
        wxid="wxid_zhouza",
        phone="13912345678",
        notes="想办沙龙",
        expires_on="2027-03-01",
    )
    rows = roster_rows(store.db, group.id)
    assert rows.ids == [id_]
    assert (rows.names, rows.nicknames, rows.roles) == (["周子昂"], ["深圳-教育-子昂"], ["admin"])
    assert rows.tags == [("种子用户", "讲师")]
    assert (rows.joined_on, rows.left_on) == (["2026-01-05"], [None])
    assert rows.expires_on == ["2027-03-01"]
    details = roster_details(store.db, rows, group.id)
    assert details.identities == ["wxid_zhouza"]
    assert (details.phones, details.notes) == (["13912345678"], ["想办沙龙"])


def test_the_stay_that_stands_last_is_shown(store: Store) -> None:
    group = add_group(store)
    back = [("2026-01-01", "2026-02-01"), ("2026-06-01", None)]
    gone = [("2026-03-01", "2026-04-01"), ("2026-01-01", "2026-02-01")]
    add_member(store, group, "回来的", stays=back)
    add_member(store, group, "走了的", stays=gone)
    add_member(store, group, "日子不详的", stays=[(None, None)])
    rows = roster_rows(store.db, group.id)
    assert rows.joined_on == ["2026-06-01", "2026-03-01", None]
    assert rows.left_on == [None, "2026-04-01", None]


def test_over_all_groups_everyone_stands_once(store: Store) -> None:
    one, two = add_group(store, "甲"), add_group(store, "乙")
    id_ = add_member(store, one, "两群", role="member", stays=[("2026-03-01", "2026-05-01")])
    join(store, two, id_, nickname="乙里的名", role="admin", stays=[("2026-04-01", None)])
    rows = roster_rows(store.db, None)
    assert rows.ids == [id_]
    assert (rows.nicknames, rows.roles) == (["乙里的名"], ["admin"])
    assert rows.groups == [(one.id, two.id)]
    assert (rows.joined_on, rows.left_on) == (["2026-03-01"], [None])


def test_who_is_in_no_group_has_left(store: Store) -> None:
    group = add_group(store)
    add_member(store, None, "无群")
    add_member(store, group, "都退了", stays=[("2026-01-01", "2026-02-01")])
    assert [day is not None for day in roster_rows(store.db, None).left_on] == [True, True]


def test_groups_put_away_do_not_count_among_all(store: Store) -> None:
    group = add_group(store)
    add_member(store, group, "旧群的人")
    with store.atomic() as db:
        db.execute("UPDATE groups SET archived = 1")
    assert roster_rows(store.db, None).left_on == [""]
    assert roster_rows(store.db, group.id).left_on == [None]


def test_a_hundred_thousand_members(store: Store) -> None:
    group = add_group(store)
    add_many(store, group, 100_000)
    rows = roster_rows(store.db, group.id)
    assert len(rows) == 100_000
    assert rows.ids == list(range(1, 100_001))
    assert sum(day is not None for day in rows.left_on) == 5_000
    # equal sets of tags are one object, not a hundred thousand
    assert len({id(tags) for tags in rows.tags}) == len(set(rows.tags))
    details = roster_details(store.db, rows, group.id)
    assert details.identities[9] == f"wxid_{10 * 7919:08x}"


def test_tags_with_their_colours(store: Store) -> None:
    group = add_group(store)
    add_member(store, group, "林", tags=["讲师"])
    with store.atomic() as db:
        db.execute("INSERT INTO tags (name, colour) VALUES ('vip', '#AA3300')")
    assert tag_marks(store.db) == {"vip": (2, "#AA3300"), "讲师": (1, None)}


def test_members_that_come_in_another_order_are_put_in_that_of_their_ids() -> None:
    columns: list[list[object]] = [[3, 1, 3, 2], ["c", "a", "c again", "b"]]
    assert roster_table._in_order(columns) == [[1, 2, 3, 3], ["a", "b", "c", "c again"]]


def test_any_sets_of_tags(store: Store) -> None:
    group = add_group(store, "读书会")
    chance = random.Random(1)
    words = ["讲师", "种子用户", "vip", "潜水", "新人", "老客户"]
    given = [sorted(chance.sample(words, chance.randrange(7)), key=words.index) for _ in range(80)]
    with store.atomic() as db:
        db.conn.executemany("INSERT INTO tags (name) VALUES (?)", [(word,) for word in words])
    for number, tags in enumerate(given):
        add_member(store, group, f"成员{number:02}", tags=tags)
    assert [list(tags) for tags in roster_rows(store.db, group.id).tags] == given
