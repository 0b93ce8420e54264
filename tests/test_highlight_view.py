"""The list of highlights: found, counted, related."""

from __future__ import annotations

from qunmate.highlight_view import Kinship, Wanted, find, haystack
from qunmate.model import Highlight

NAMES = {1: "周子昂", 2: "Ada Lin"}


def make(id_: int, kind: str, title: str, text: str = "", **more: object) -> Highlight:
    values: dict[str, object] = {"authors": (), "topics": (), "tags": (), "starred": False, **more}
    return Highlight(
        id=id_, group_id=1, kind=kind, title=title, text=text, occurred_on="2026-11-20",
        messages=(), **values,  # type: ignore[arg-type]
    )  # fmt: skip


ITEMS = (
    make(
        1,
        "answer",
        "直播话术怎么改才不像念稿？",
        "拆成提示词卡",
        authors=(1,),
        topics=("直播", "话术"),
    ),
    make(2, "sharing", "视频号冷启动 30 天复盘", "话术也要改", authors=(2,), starred=True),
    make(3, "resource", "开播前 15 分钟清单", "直播间灯光与话术", tags=("清单",), topics=("直播",)),
    make(4, "quote", "活跃不是刷屏", "是有人接话"),
)
SAID = tuple(haystack(one, NAMES) for one in ITEMS)


def ids(wanted: Wanted) -> list[int]:
    return [one.id for one in find(ITEMS, SAID, wanted).shown]


def test_two_character_words_are_found_everywhere() -> None:
    assert ids(Wanted(text="话术")) == [1, 2, 3]
    assert ids(Wanted(text="话术 ADA")) == [2]
    assert ids(Wanted(text="子昂")) == [1]
    assert ids(Wanted(text="清单")) == [3]
    assert ids(Wanted(text="没有")) == []


def test_conditions_hold_together_and_kinds_are_counted_without_the_kind() -> None:
    assert ids(Wanted(topics=frozenset({"直播"}))) == [1, 3]
    assert ids(Wanted(starred=True)) == [2]
    assert ids(Wanted(authors=frozenset({1, 2}))) == [1, 2]
    assert ids(Wanted(tags=frozenset({"清单"}), kind="quote")) == []
    found = find(ITEMS, SAID, Wanted(text="话术", kind="answer"))
    assert [one.id for one in found.shown] == [1]
    assert found.kinds == {"answer": 1, "sharing": 1, "resource": 1}


def test_shared_topics_and_rare_words_relate() -> None:
    kinship = Kinship(ITEMS)
    assert kinship.related(ITEMS[0])[0].id == 3
    assert 4 not in {one.id for one in kinship.related(ITEMS[0])}
    assert kinship.related(make(99, "quote", "不在")) == []
