"""Names in texts that are shown while the screen is shared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qunmate.veil import veil_of


def _stars(name: str) -> str:
    return "*" * len(name)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("感谢团子的分享", "感谢**的分享"),
        ("@林小滿 早安", "@*** 早安"),  # known in simplified characters
        ("ADA and Adam", "*** and Adam"),
        ("谢谢一野", "谢谢**"),  # a part of 深圳-设计-一野
        ("深圳的设计师", "深圳的设计师"),  # parts that several bear
        ("感谢豆豆", "感谢**"),  # whoever of them it is
        ("林小满满意", "***满意"),
        ("谢谢小满", "谢谢**"),  # as friends call 林小满
        ("雪兒說得對", "**說得對"),  # 欧阳雪儿
        ("这款太阳能灯", "这款太阳能灯"),  # 小太阳 has no surname
        ("打 13800138000 找我", "打 *** 找我"),  # in one look with the names
        ("online talks with Ada", "online talks with ***"),
        ("", ""),
    ],
)
def test_names_and_numbers_can_not_be_read(text: str, shown: str) -> None:
    names = ("林小满", "团子", "Ada", "深圳-设计-一野", "深圳-设计-阿北", "深圳-设计-小周", "陈")
    names += ("欧阳雪儿", "小太阳")
    names += ("豆豆本人", "豆豆小号", "豆豆（群主）")
    assert veil_of(names).hide(text, _stars) == shown


def test_the_longest_name_is_hidden_whole() -> None:
    assert veil_of(["林小", "林小满"]).hide("林小满林小", lambda name: f"<{name}>") == (
        "<林小满><林小>"
    )


def test_signs_and_single_characters_hide_nothing() -> None:
    assert veil_of(["。", "我", "!!", "12", " ", ""]).hide("我在。!! 12", _stars) == "我在。!! 12"


words = st.text("林小满周一川Ada -。", max_size=12)


@given(st.lists(st.text("林小满周一川", min_size=2, max_size=4), max_size=5), words)
def test_no_name_is_left(names: list[str], text: str) -> None:
    shown = veil_of(names).hide(text, lambda _name: "*")
    assert not any(name in shown for name in names)


@given(words)
def test_a_text_without_names_stays(text: str) -> None:
    assert veil_of([]).hide(text, _stars) == text
