"""The operator's own collections: headings and rows."""

from __future__ import annotations

from collections import Counter
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from qunmate.figures.days import DayRules
from qunmate.highlight_sheet import Entry, RowProblem, find_columns, read_rows, row_key

RULES = DayRules(date(2026, 11, 22), past=True)


def read(rows: list[list[object]]) -> list[Entry | RowProblem]:
    columns = find_columns(rows)
    assert columns is not None
    return list(read_rows(rows, columns, RULES))


def test_question_and_answer_columns_make_one_text() -> None:
    (entry,) = read(
        [
            ["群精华整理 2026", None, None, None],
            ["序号", "问题", "答案", "分类", "标签", "作者", "日期", "链接", "星标"],
            [1, "怎么冷启动？", "先拉十个人", "新手必读", "a;b", "周子昂、Ada Lin", "2026年11月3日",
             "https://example.org", "是"],
            [None, None, None],
        ]
    )  # fmt: skip
    assert isinstance(entry, Entry)
    assert entry.row == 3
    assert (entry.kind, entry.title) == ("answer", "怎么冷启动？")
    assert "先拉十个人" in entry.text
    assert entry.text.endswith("https://example.org")
    assert entry.topics == ("新手必读",)
    assert entry.tags == ("a", "b")
    assert entry.authors == ("周子昂", "Ada Lin")
    assert entry.occurred_on == "2026-11-03"
    assert entry.starred


def test_headings_are_known_in_traditional_characters_and_the_words_used_with_them() -> None:
    headings = ["標題", "內文", "分類", "話題", "標籤", "作者", "日期", "連結", "星號"]
    row = ["冷啟動", "拉十個人", "資源", "社群", "a", "周子昂", "2026-11-03", "https://e.org", "是"]
    (entry,) = read([headings, row])
    assert isinstance(entry, Entry)
    assert (entry.title, entry.kind, entry.topics) == ("冷啟動", "resource", ("社群",))
    assert entry.text == "拉十個人\nhttps://e.org"
    assert (entry.tags, entry.authors, entry.starred) == (("a",), ("周子昂",), True)


def test_bad_cells_are_problems_beside_the_row() -> None:
    found = read([["标题", "内容", "日期"], ["甲", "乙", "2026-13-40"], ["", "", "2026-01-01"]])
    assert [one.problem.code for one in found if isinstance(one, RowProblem)] == [
        "date_bad",
        "highlight_says_nothing",
    ]
    (entry,) = [one for one in found if isinstance(one, Entry)]
    assert entry.occurred_on == ""


def test_a_sheet_without_words_has_no_columns() -> None:
    assert find_columns([["姓名", "手机"], ["甲", "139"]]) is None
    assert find_columns([]) is None


def test_kinds_are_read_in_many_words() -> None:
    said = ["答疑", "分享实录", "资料", "讨论", "金句", "FAQ", "Quote"]
    found = read([["标题", "类型"], *[["题", one] for one in said]])
    kinds = [one.kind for one in found if isinstance(one, Entry)]
    assert kinds == ["answer", "sharing", "resource", "discussion", "quote", "answer", "quote"]


cells = st.one_of(st.none(), st.text(max_size=20), st.floats(), st.dates(), st.booleans())


@given(st.lists(st.lists(cells, max_size=6), max_size=6))
def test_any_rows_are_read_or_told(rows: list[list[object]]) -> None:
    headings: list[object] = ["标题", "内容", "日期", "作者", "标签", "星标"]
    for one in read([headings, *rows]):
        if isinstance(one, Entry):
            assert one.title or one.text
            assert "\n" not in one.title


def test_rows_alike_get_keys_of_their_own_and_the_same_again() -> None:
    entry = Entry(1, "quote", "t", "x", "2026-11-01")
    seen: Counter[str] = Counter()
    keys = [row_key(entry, seen) for _row in range(3)]
    assert len(set(keys)) == 3
    again: Counter[str] = Counter()
    assert [row_key(entry, again) for _row in range(3)] == keys
