"""Cards that may be one person are found, with a reason; others are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qunmate.roster.lookalikes import Person, Renamed, Talk, find
from qunmate.roster.name_cores import ALL, cores_of

HERE = frozenset({1})


def person(id_: int, *names: str, ids: tuple[tuple[str, str], ...] = (), phone: str = "",
           groups: frozenset[int] = HERE, talk: Talk | None = None,
           came: bool = False) -> Person:  # fmt: skip
    spoken = {1: talk} if talk else {}
    return Person(id_, names, ids, phone, groups, spoken, HERE if came else frozenset())


def reasons(*people: Person, renames: tuple[Renamed, ...] = ()) -> list[tuple[int, int, str]]:
    return [(one.first, one.second, one.reason) for one in find(people, renames)]


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (person(1, "小满", phone="139 0000 0001"), person(2, "L", phone="+8613900000001"), "phone"),
        (person(1, "满", ids=(("line", "LinXM"),)), person(2, "", ids=(("line", "linxm"),)), "id"),
        (person(1, "小满", ids=(("qq", "012345"),)), person(2, "L", ids=(("qq", "12345"),)), "id"),
        (person(1, "周一川"), person(2, "周一川-杭州-设计"), "same_name"),
        (person(1, "周一川"), person(2, "🏸周一川（已付）"), "same_name"),
        (person(1, "Lin Xiaoman"), person(2, "lin xiaoman ✨"), "same_name"),
        (person(1, "林晓雨"), person(2, "林小雨"), "sound"),
        (person(1, "欧阳一川"), person(2, "欧阳亦可川"), None),
        (person(1, "沈南乔"), person(2, "杭州-社群运营-沈南乔"), "same_name"),
        (person(1, "A林晓雨"), person(2, "林晓雨老师"), "same_name"),
        (person(1, "林晓雨"), person(2, "林晓雨 小号"), "same_name"),
        (person(1, "Xiaoman Lin"), person(2, "Lin Xiaoman"), "same_name"),
        (person(1, "林小满"), person(2, "Lin Xiaoman"), "sound"),
        (person(1, "陈晓雨"), person(2, "程小雨"), "sound"),
        (person(1, "L", phone="13900000001"), person(2, "M", ids=(("wechat", "13900000001"),)),
         "number"),
        (person(1, "L", ids=(("wechat", "LinXM88"),)), person(2, "M", ids=(("line", "linxm88"),)),
         "handle"),
        (person(1, "Xiaoman"), person(2, "Xioaman"), "near_name"),
        (person(1, "欧阳知秋"), person(2, "欧阳知春"), "near_name"),
        (person(1, "Xiaoman"), person(2, "Xiaomann"), "near_name"),
    ],
)  # fmt: skip
def test_likely_pairs(one: Person, other: Person, reason: str | None) -> None:
    assert reasons(one, other) == ([(1, 2, reason)] if reason else [])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (person(1, "林晓雨"), person(2, "周一川")),
        (person(1, "林晓雨"), person(2, "林小雨", groups=frozenset({2}))),
        (person(1, "林晓雨", ids=(("qq", "10001"),)), person(2, "林小雨", ids=(("qq", "10002"),))),
        (person(1, "成员10"), person(2, "成员11")),
        (person(1, "雨"), person(2, "雨。")),
        (person(1, "沈南乔", "杭州-社群运营-南乔"), person(2, "唐果", "杭州-设计-唐果")),
        (person(1, "哈尔滨-产品-启艳"), person(2, "哈尔滨-产品-启天")),
        (person(1, "武汉-运营-66"), person(2, "武汉-运营-ly")),
        (person(1, "陈雨"), person(2, "程雨")),
        (person(1, "微信用户"), person(2, "微信用户")),
        (person(1, "A", phone="110"), person(2, "B", phone="110")),
    ],
)
def test_others_are_left_alone(one: Person, other: Person) -> None:
    assert reasons(one, other) == []


def test_a_wxid_and_a_wechat_id_can_be_one_account() -> None:
    one = person(1, "林晓雨", ids=(("wechat", "wxid_lin"),))
    assert reasons(one, person(2, "林晓雨", ids=(("wechat", "linxy"),))) == [(1, 2, "same_name")]


def test_one_name_ends_where_the_other_begins() -> None:
    stay = person(9, "常在", talk=Talk(0, 200, 500))
    old, new = person(1, "川川", talk=Talk(0, 100, 40)), person(2, "阿南", talk=Talk(101, 199, 40))
    assert reasons(stay, old, new) == [(1, 2, "follows")]
    joined = person(2, "阿南", talk=Talk(101, 199, 40), came=True)
    assert reasons(stay, old, joined) == []
    third = person(3, "沈", talk=Talk(102, 199, 40))
    assert reasons(stay, old, new, third) == []  # either could be it


def test_a_line_that_said_so() -> None:
    people = (person(1, "周一川"), person(2, "阿南"))
    assert reasons(*people, renames=(Renamed(1, 1, "阿南"),)) == [(1, 2, "renamed")]
    assert reasons(*people, renames=(Renamed(2, 1, "阿南"),)) == []
    assert reasons(*people, renames=(Renamed(1, 1, "没有此人"),)) == []


def test_who_talk_side_by_side_are_less_likely() -> None:
    apart = find([person(1, "林晓雨"), person(2, "林小雨")])[0].score
    beside = find([
        person(1, "林晓雨", talk=Talk(0, 90, 9)), person(2, "林小雨", talk=Talk(0, 90, 9))
    ])[0].score  # fmt: skip
    assert beside < apart


def test_two_accounts_of_one_full_name_are_unlikely_but_listed() -> None:
    one = person(1, "欧阳锦绣", ids=(("qq", "10001"),), talk=Talk(0, 90, 9))
    other = person(2, "欧阳锦绣", ids=(("qq", "10002"),), talk=Talk(95, 120, 9))
    assert [(found.reason, found.score) for found in find([one, other])] == [("same_name", 35)]
    beside = person(2, "欧阳锦绣", ids=(("qq", "10002"),), talk=Talk(0, 90, 9))
    assert reasons(one, beside) == []


def test_the_more_are_called_so_the_less_likely() -> None:
    two = find([person(n, "Anna") for n in range(2)])[0].score
    four = find([person(n, "Anna") for n in range(4)])[0].score
    assert four < two


def test_a_name_that_crowds_bear_tells_nothing() -> None:
    assert find([person(n, "微信用户") for n in range(40)]) == []


@pytest.mark.parametrize(
    ("name", "alone", "parts"),
    [
        ("🏸", [], []),
        ("", [], []),
        ("QQ用户", [], []),
        ("(群主)林", ["林"], []),
        ("@所有人", ["所有人"], []),
        ("A-B", [], ["ab", "a", "b"]),
        ("林晓雨2", ["林晓雨2"], ["林晓雨"]),
        ("杭州 林晓雨老师", [], ["杭州林晓雨老师", "杭州", "林晓雨老师", "林晓雨"]),
        ("Lin Xiaoman", ["linxiaoman"], ["xiaomanlin"]),
    ],
)
def test_cores(name: str, alone: list[str], parts: list[str]) -> None:
    found = cores_of(name)
    assert [core.text for core in found if core.share == ALL] == alone
    assert [core.text for core in found if core.share < ALL] == parts


@given(st.lists(st.text(max_size=12), max_size=12))
def test_any_names(names: list[str]) -> None:
    found = find([person(n, name) for n, name in enumerate(names)])
    assert all(one.first < one.second and 0 < one.score <= 100 for one in found)
    assert len({(one.first, one.second) for one in found}) == len(found)
