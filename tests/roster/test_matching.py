"""Who a row is. Doubt is a problem."""

from __future__ import annotations

from typing import Any

import pytest

from qunmate.errors import Problem
from qunmate.roster.matching import Matcher
from qunmate.roster.model import TOO_COMMON, Book, Card, MembershipLine, NextIds
from qunmate.roster.taking import Taker


def book(*people: dict[str, Any], platform: str = "wechat") -> Book:
    """Cards numbered from 1; `ids` are (platform, id), `here` False puts them elsewhere."""
    made = Book(1, "G", platform, "t0", NextIds(1, 1, 1, 1))
    for person in people:
        names = ("name", "phone", "city", "birthday")
        card = made.add_card(Card(0, **{name: person.get(name) for name in names}))
        for of, value in person.get("ids", ()):
            made.index_id(card.id, of, value)
        if person.get("here", True):
            made.add_membership(MembershipLine(0, card.id, person.get("nickname")), None, None)
            made.call(card.id, card.name)
            if person.get("nickname"):
                made.call(card.id, person["nickname"])
        else:
            made.elsewhere.add(card.name, card.id, made.marks[card.id])
    return made


def who(made: Book, claimed: set[int] | None = None, **values: Any) -> int | Problem | None:
    matcher = Matcher(made, claimed or set())
    found = matcher.strong(values)
    return matcher.weak(values) if found is None else found


@pytest.mark.parametrize("number", ["2", "²", "-1", "", "9" * 5000, "x"])
def test_a_number_of_ours_that_nobody_has_is_nobodys(number: str) -> None:
    made = book({"name": "甲"})
    assert made.numbered(f"t0-{number}") is None
    assert made.numbered("t0-1") == 1
    assert who(made, card=f"t0-{number}", name="乙") is None


def test_ids_come_first_then_phones() -> None:
    made = book(
        {"name": "甲", "ids": [("wechat", "wxid_a"), ("wechat", "Abc")], "phone": "111"},
        {"name": "乙", "phone": "222"},
    )
    assert who(made, wechat=("wxid_a",), phone="222", name="乙") == 1
    assert who(made, wechat=("aBC",)) == 1
    assert who(made, id=("wxid_a",)) == 1
    assert who(made, wechat=("neu",), phone="222") == 2
    assert who(made, phone="333") is None


def test_ids_are_of_their_platform() -> None:
    made = book({"name": "甲", "ids": [("qq", "12345")]}, platform="qq")
    assert who(made, id=("12345",)) == who(made, qq=("12345",)) == 1
    assert who(made, wechat=("12345",)) is None


def test_a_phone_of_two_needs_the_name() -> None:
    made = book({"name": "母", "phone": "1"}, {"name": "女", "phone": "1"})
    assert who(made, phone="1", name="女") == 2
    assert who(made, phone="1") == Problem("row_ambiguous", {"name": "1", "n": 2})


def test_a_phone_of_somebody_in_another_row_is_a_doubt() -> None:
    made = book({"name": "母", "nickname": "妈妈", "phone": "1"})
    doubt = Problem("row_phone_shared", {"name": "母"})
    assert who(made, {1}, phone="1", nickname="孩子") == doubt
    assert who(made, {1}, phone="1", name="母", nickname="换了名") == 1
    assert who(made, {1}, phone="1") == 1
    assert who(made, phone="1", nickname="换了名") == 1


@pytest.mark.parametrize(
    ("nicknames", "found"),
    [
        (["妈妈", "孩子"], [1, None]),
        (["孩子", "妈妈"], [None, 1]),
        (["孩子", "爸爸"], [1, None]),
        (["孩子"], [1]),
    ],
)
def test_a_shared_phone_is_left_to_the_row_of_that_name(
    nicknames: list[str], found: list[int | None]
) -> None:
    taker = Taker(book({"name": "妈妈", "nickname": "妈妈", "phone": "1"}), "update", {})
    doubt = Problem("row_phone_shared", {"name": "妈妈"})
    rows = [{"nickname": one, "phone": "1"} for one in nicknames]
    assert taker.recognise(rows) == [one or doubt for one in found]


def test_a_nickname_is_enough_and_a_new_phone_is_a_change() -> None:
    made = book({"name": "王明", "nickname": "小明", "phone": "1"})
    assert who(made, nickname="小明") == 1
    assert who(made, nickname="小明", phone="2") == 1
    assert who(made, {1}, nickname="小明", phone="2") is None


def test_other_ids_are_other_people() -> None:
    made = book({"name": "小明", "nickname": "小明", "ids": [("qq", "11111"), ("qq", "22222")]})
    assert who(made, nickname="小明", qq=("33333",)) is None
    assert who(made, nickname="小明", qq=("22222",)) == 1
    assert who(made, nickname="小明", wechat=("abc",)) == 1


def test_a_wxid_and_a_wechat_number_may_be_one_person() -> None:
    made = book({"name": "小明", "ids": [("wechat", "wxid_a")]})
    assert who(made, nickname="小明", wechat=("xiaoming",)) == 1
    assert who(made, nickname="小明", wechat=("wxid_b",)) is None


def test_a_name_alone_must_be_the_only_one_here() -> None:
    made = book({"name": "张伟"}, {"name": "李娜"}, {"name": "李娜"})
    assert who(made, name="张伟") == 1
    assert who(made, name="李娜") == Problem("row_ambiguous", {"name": "李娜", "n": 2})
    assert who(made, nickname="李娜") == Problem("row_ambiguous", {"name": "李娜", "n": 2})
    assert who(made, name="新人") is None


def test_another_field_decides_between_two() -> None:
    made = book({"name": "李娜", "city": "杭州"}, {"name": "李娜", "city": "宁波"})
    assert who(made, name="李娜", city="宁波") == 2
    assert who(made, name="李娜", city="上海") == Problem("row_ambiguous", {"name": "李娜", "n": 2})


def test_a_name_with_another_phone_or_birthday_is_somebody_else() -> None:
    made = book({"name": "张伟", "phone": "1"}, {"name": "李娜", "birthday": "1990-01-01"})
    assert who(made, name="张伟", phone="2") is None
    assert who(made, name="李娜", birthday="1991-01-01") is None


def test_elsewhere_the_name_alone_is_not_enough() -> None:
    made = book({"name": "张伟", "city": "杭州", "here": False})
    assert who(made, name="张伟") is None
    assert who(made, name="张伟", city="杭州") == 1
    assert who(made, nickname="张伟") is None


def test_our_own_number_leads_back_whatever_was_edited() -> None:
    made = book({"name": "王明", "phone": "1"}, {"name": "李红", "phone": "2"})
    assert who(made, card="t0-1", name="王明", phone="9") == 1
    assert who(made, card="t0-1", name="新名") == 1
    assert who(made, card="t0-1", name="李红", phone="2") == 2
    assert who(made, card="zz-1", name="李红") == 2
    assert who(made, {1}, card="t0-1", name="新人") is None
    assert who(made, card="t0-99", name="王明") == 1


def test_a_name_that_hundreds_bear_names_nobody() -> None:
    crowd = [{"name": "微信用户", "phone": str(n)} for n in range(TOO_COMMON * 3)]
    assert who(book(*crowd), nickname="微信用户", phone="x") is None
    assert isinstance(who(book(*crowd), nickname="微信用户"), Problem)


def test_rows_that_share_a_phone_with_somebody_renamed() -> None:
    """The first row renames; what tells the same id or name is the same person once more."""
    taker = Taker(book({"name": "林晓", "phone": "139"}), "update", {})
    rows: list[dict[str, Any]] = [
        {"name": "晓晓", "wechat": ("xiao_1",), "phone": "139"},
        {"name": "晓晓", "phone": "139"},
        {"name": "小晓", "wechat": ("Xiao_1",), "phone": "139"},
        {"name": "妈妈", "phone": "139"},
    ]
    found = taker.recognise(rows)
    assert found[:3] == [1, None, None]
    assert isinstance(found[3], Problem)
    taken = [taker.take(row, (), known) for row, known in zip(rows[:3], found, strict=False)]
    assert [one.card.id for one in taken if not isinstance(one, Problem)] == [1, 1, 1]
