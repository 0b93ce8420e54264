"""Rows taken by columns end as they would one by one."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from qunmate.errors import Problem
from qunmate.roster import newcomers
from qunmate.roster.model import Book, Card, MembershipLine, NextIds
from qunmate.roster.rows import FieldRows
from qunmate.roster.taking import Taken, Taker

NAMES = st.sampled_from([None, "林晓雨", "周子昂", "陈思远", "王一诺", "李沐阳", "赵可欣"])
IDS = st.sampled_from([None, ("wxid_a",), ("WXID_A",), ("wxid_b",), ("linxy",), ("x", "y")])
DAYS = st.sampled_from([None, "2026-01-05", "2026-03-01"])
ROWS = st.fixed_dictionaries(
    {
        "name": NAMES,
        "nickname": NAMES,
        "phone": st.sampled_from([None, "13800000001", "13800000002", "13800000003"]),
        "wechat": IDS,
        "id": IDS,
        "joined_on": DAYS,
        "left_on": DAYS,
        "tags": st.sampled_from([None, ("讲师",), ("讲师", "种子")]),
        "custom:车牌": st.sampled_from([None, "沪A"]),
    }
)
CUSTOM = {"custom:车牌": "车牌"}


def table_of(rows: list[dict[str, Any]]) -> FieldRows:
    table = FieldRows(range(2, len(rows) + 2))
    for name in rows[0]:
        table.columns[name] = [row[name] for row in rows]
    return table


def a_book() -> Book:
    book = Book(1, "运营研究社", "wechat", "abc", NextIds(1, 1, 1, 1))
    card = book.add_card(Card(0, "林晓雨", "13800000001"))
    book.index_id(card.id, "wechat", "linxy")
    book.add_membership(MembershipLine(0, card.id, "小雨"), "2026-01-01", None)
    book.call(card.id, card.name)
    return book


def take(table: FieldRows, book: Book, strangers: list[bool]) -> list[Taken | Problem]:
    taker = Taker(book, "update", CUSTOM)
    outcomes: list[Taken | Problem] = []
    for position, values in enumerate(table.rows()):
        if strangers[position]:
            outcomes += newcomers.add(table, slice(position, position + 1), book, CUSTOM)
        elif "name" in values or "nickname" in values:
            outcomes.append(taker.take(values, (), None))
    return outcomes


def state(book: Book) -> dict[str, Any]:
    return {
        "cards": [asdict(card) for card in book.cards.values()],
        "memberships": [asdict(membership) for membership in book.memberships.values()],
        "ids": sorted(book.new_ids),
        "tags": (book.tag_ids, book.new_tags, sorted(book.tags_put_on())),
        "next": asdict(book.next),
    }


@given(st.lists(ROWS, min_size=1, max_size=8))
def test_a_stranger_taken_by_columns_is_the_same_person(rows: list[dict[str, Any]]) -> None:
    table = table_of(rows)
    by_columns, one_by_one = a_book(), a_book()

    found = take(table, by_columns, newcomers.strangers(table, by_columns))
    wanted = take(table, one_by_one, [False] * len(rows))

    assert found == wanted
    assert state(by_columns) == state(one_by_one)


def test_who_is_certainly_new() -> None:
    nobody: dict[str, Any] = dict.fromkeys(("name", "nickname", "phone", "wechat"))
    rows = [
        {**nobody, "name": "高远", "phone": "13800000009", "wechat": ("wxid_g",)},
        {**nobody, "name": "林晓雨"},  # somebody here has this name
        {**nobody, "nickname": "沈清"},
        {**nobody, "nickname": "韩冬"},  # twice in the sheet
        {**nobody, "name": "韩冬"},
        {**nobody, "name": "叶子", "phone": "13800000001"},
        {**nobody, "name": "苏木", "wechat": ("LINXY",)},
        {**nobody, "phone": "13800000008"},  # no name
    ]

    found = newcomers.strangers(table_of(rows), a_book())

    assert found == [True, False, True, False, False, False, False, False]


def test_whom_newcomers_invited_find_them() -> None:
    rows: list[dict[str, Any]] = [
        {"name": "高远", "nickname": "远", "phone": "13800000009", "id": ("g",), "invited_by": None}
    ]
    table, book = table_of(rows), a_book()

    (taken,) = newcomers.add(table, slice(0, 1), book, {})

    assert book.here.find("高远", 0) == book.here.find("远", 0) == [taken.card.id]
    assert book.with_phone("13800000009") == [taken.card.id]
    assert book.ids["wechat"]["g"] == taken.card.id
