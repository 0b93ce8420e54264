"""Tables side by side on one sheet."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from qunmate.roster.layout import lay_out
from qunmate.roster.side_by_side import choose, tables

Rows = Sequence[Sequence[str]]
PAIR = ["昵称", "手机"]
LEFT = ["林晓", "13912345678"]
RIGHT = ["李娜", "13812345678"]


def _labels(rows: Rows) -> list[list[str]]:
    return [[column.label for column in one] for one in tables(rows, lay_out(rows))]


@pytest.mark.parametrize(
    ("head", "second"),
    [
        ([*PAIR, *PAIR], ["昵称 (2)", "手机 (2)"]),
        ([*PAIR, "", *PAIR], ["昵称 (2)", "手机 (2)"]),
        (["序号", *PAIR, "序号", *PAIR], ["序号 (2)", "昵称 (2)", "手机 (2)"]),
        (["序号", *PAIR, *PAIR], ["昵称 (2)", "手机 (2)"]),
        (["昵称", "", "昵称"], ["昵称 (2)"]),
    ],
)
def test_a_list_that_begins_anew(head: list[str], second: list[str]) -> None:
    rows = [head, [f"某{at}" if word else "" for at, word in enumerate(head)]]
    assert _labels(rows)[1:] == [second]


def test_three_of_them() -> None:
    assert _labels([[*PAIR, "", *PAIR, "", *PAIR], [*LEFT, "", *RIGHT, "", *LEFT]]) == [
        PAIR, ["昵称 (2)", "手机 (2)"], ["昵称 (3)", "手机 (3)"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    "head",
    [
        ["姓名", "", "备注", "备注"],
        ["姓名", "手机", "城市", "手机"],
        ["昵称", "昵称"],
        ["姓名", "手机", "配偶姓名", "配偶手机"],
        ["群昵称", "QunMate ID", "群昵称", "QunMate ID"],
    ],
)
def test_one_table(head: list[str]) -> None:
    rows = [head, [f"某{at}" if word else "" for at, word in enumerate(head)]]
    assert len(_labels(rows)) == 1


def test_notes_beside_a_list() -> None:
    people = [[f"某{at}", f"1391234567{at}"] for at in range(6)]
    notes = [["书", "3"], ["笔", "4"]]
    blank = ["", ""]
    beside = [[*one, "", *(notes + [blank] * 4)[at]] for at, one in enumerate(people)]
    assert _labels([[*PAIR, "", "奖品", "数量"], *beside]) == [PAIR, ["奖品", "数量"]]
    below = [[*one, "", *blank] for one in people[:2]] + [[*blank, "", *one] for one in notes]
    assert _labels([[*PAIR, "", "奖品", "数量"], *below]) == [PAIR, ["奖品", "数量"]]


def test_a_field_beyond_a_blank_column_is_a_field() -> None:
    people = [[f"某{at}", f"1391234567{at}"] for at in range(6)]
    few = [[*one, "", "5" if at in {1, 4} else ""] for at, one in enumerate(people)]
    assert len(_labels([[*PAIR, "", "积分"], *few])) == 1
    all_but_one = [[*one, "", "5" if at < 5 else ""] for at, one in enumerate(people)]
    assert len(_labels([[*PAIR, "", "积分"], *all_but_one])) == 1


ROWS: Rows = [[*PAIR, "", *PAIR], [*LEFT, "", *RIGHT], ["", "", "", "王强", ""]]


def test_the_left_one_is_taken() -> None:
    found = choose(ROWS, lay_out(ROWS), {})
    assert found is not None
    assert found.people == (1,)
    assert found.ignored == {"昵称 (2)": "", "手机 (2)": ""}
    assert found.beside is not None
    assert found.beside.label == "昵称 (2)"


def test_the_one_that_was_spoken_of_is_taken() -> None:
    found = choose(ROWS, lay_out(ROWS), {"昵称 (2)": "nickname"})
    assert found is not None
    assert found.people == (1, 2)
    assert set(found.ignored) == set(PAIR)
    remembered = {"昵称": "", "手机": "", "昵称 (2)": "nickname", "手机 (2)": "phone"}
    again = choose(ROWS, lay_out(ROWS), remembered)
    assert again is not None
    assert again.beside is None


def test_nothing_is_left_out_where_both_were_spoken_of() -> None:
    assert choose(ROWS, lay_out(ROWS), {"昵称": "nickname", "手机 (2)": "phone"}) is None
    assert choose(ROWS, lay_out(ROWS), {"手机 (2)": "custom:家里电话"}) is None


def test_tens_of_thousands_of_columns_are_soon_parted() -> None:
    """It took minutes: each column looked at all the others."""
    assert _labels([PAIR * 3_000, LEFT * 3_000])[0] == PAIR
