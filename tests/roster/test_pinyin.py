"""Spellings for searching, keys for sorting."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qunmate.roster import pinyin

TEXTS = st.lists(st.text(max_size=12), max_size=8)


def test_full_spelling_and_initials() -> None:
    assert pinyin.spellings(["周子昂"]) == ["zhouziang\nzza"]


def test_a_text_without_chinese_needs_no_spelling() -> None:
    assert pinyin.spellings(["Anna", "", "🌙"]) == ["", "", ""]


def test_second_readings_are_found_too() -> None:
    lines = pinyin.spellings(["单晓"])[0].split("\n")
    assert {"danxiao", "shanxiao", "dx", "sx"} <= set(lines)


def test_u_umlaut_is_typed_v_or_u() -> None:
    lines = pinyin.spellings(["吕布"])[0].split("\n")
    assert {"lvbu", "lubu"} <= set(lines)


def test_one_surname_stands_together() -> None:
    names = ["程一", "陈一", "程安", "陈安", "曾一", "Anna", "张三"]
    ordered = [name for _key, name in sorted(zip(pinyin.sort_keys(names), names, strict=True))]
    assert ordered == ["Anna", "陈安", "陈一", "程安", "程一", "曾一", "张三"]


@given(TEXTS)
def test_a_column_gives_as_many_rows(texts: list[str]) -> None:
    assert len(pinyin.sort_keys(texts)) == len(texts)
    assert len(pinyin.spellings(texts)) == len(texts)


@given(TEXTS)
def test_a_column_gives_what_each_text_gives_alone(texts: list[str]) -> None:
    assert pinyin.spellings(texts) == [pinyin.spellings([text])[0] for text in texts]
    assert pinyin.sort_keys(texts) == [pinyin.sort_keys([text])[0] for text in texts]


def test_fold_ignores_case_and_width() -> None:
    assert pinyin.fold("ＱＱ群 Ａnna") == "qq群 anna"
