"""What reads alike is found alike."""

from __future__ import annotations

import sqlite3
import string

from hypothesis import given
from hypothesis import strategies as st

from qunmate import alike
from qunmate.searching import marks

SIGNS = "发發髮现現里裏裡着台臺颱aAａＡ1１ｶカ，,　 []^-*?\\＊］＾－％%İßé🙂\n"
texts = st.text(SIGNS + string.ascii_letters, max_size=30)


def test_what_reads_alike() -> None:
    for one, other in (
        ("发现", "發現"),
        ("头发", "頭髮"),
        ("这里", "這裡"),
        ("这里", "這裏"),
        ("瞭解", "了解"),
        ("100%", "１００％"),
        ("VIP　群", "ｖｉｐ 群"),
        ("カフェ", "ｶﾌｪ"),
    ):
        assert alike.fold(one) == alike.fold(other)
        assert alike.pattern(one).fullmatch(other)
        assert alike.pattern(other).fullmatch(one)
    assert alike.fold("早安") != alike.fold("晚安")


def test_nothing_is_nowhere() -> None:
    assert alike.pattern("").search("abc") is None
    assert marks("abc", [""]) == []


@given(texts)
def test_a_folded_text_is_as_long_and_stays(text: str) -> None:
    folded = alike.fold(text)
    assert len(folded) == len(text)
    assert alike.fold(folded) == folded


@given(texts, texts)
def test_all_ways_to_look_agree(text: str, query: str) -> None:
    wanted = alike.fold(query) in alike.fold(text)
    with sqlite3.connect(":memory:") as db:
        (found,) = db.execute("SELECT ? GLOB ?", [text, alike.glob(query)]).fetchone()
    db.close()
    assert bool(found) == wanted
    if query:
        assert bool(alike.pattern(query).search(text)) == wanted
        assert bool(marks(text, [query])) == wanted
