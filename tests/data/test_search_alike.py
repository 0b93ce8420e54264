"""Search finds a word however it is written, unless the operator wants it just so."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qunmate import alike
from qunmate.data import groups, highlights, message_order, messages, plan
from qunmate.data import settings as kept
from qunmate.data.holding import ALIKE
from qunmate.data.message_order import MessageFilter
from qunmate.data.store import Store, open_store
from qunmate.tasks.search import PLACES, find_all, find_in, find_members, read_members
from tests.data.test_search import rows_of, take

TEXTS = [
    "發現一間書店",
    "发现一间书店",
    "头发",
    "頭髮",
    "iPhone１５到貨",
    "ＶＩＰ群",
    "vip 群",
    "100％",
]


def found(store: Store, query: str) -> list[str]:
    hits, _more = messages.search(store.db, query)
    ids = message_order.order(store.db, None, MessageFilter(text=query))
    assert sorted(hit.id for hit in hits) == sorted(ids.tolist())
    return sorted(hit.text for hit in hits)


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("发现", [0, 1]),
        ("發現", [0, 1]),
        ("书店", [0, 1]),
        ("发", [0, 1, 2, 3]),
        ("頭發", [2, 3]),
        ("iphone15", [4]),
        ("IPHONE１５", [4]),
        ("15到货", [4]),
        ("ｖｉｐ", [5, 6]),
        ("vi", [5, 6]),
        ("100%", [7]),
        ("发型", []),
    ],
)
def test_messages(store: Store, query: str, places: list[int]) -> None:
    take(store, rows_of(TEXTS))
    assert found(store, query) == sorted(TEXTS[place] for place in places)


def test_just_so_where_the_operator_wants_it(store: Store) -> None:
    take(store, rows_of(TEXTS))
    with store.atomic() as db:
        kept.put(db, ALIKE, value=False)
    assert found(store, "发现") == ["发现一间书店"]
    assert found(store, "vip") == ["vip 群"]
    assert found(store, "VIP") == ["vip 群"]


def test_all_places(store: Store) -> None:
    take(store, rows_of(["别的"]))
    group = groups.by_name(store.db, "读书会")
    with store.atomic() as db:
        highlights.add(
            db, group_id=group.id, kind="quote", title="讀書", text="慢", occurred_on="2026-02-01"
        )
        plan.add(db, group_ids=[group.id], kind="topic", title="夜讀書", starts_at=1_767_230_000)
        db.execute("UPDATE members SET name = '陳讀書'")
    for query in ("读书", "讀書"):
        hits = find_all(store.db, query, places=PLACES, group_id=None, limit=10).hits
        assert {hit.kind for hit in hits} == {"highlight", "plan", "member"}
        assert len(find_in(store, "plan", query, 5).hits) == 1
        assert len(find_members(read_members(store), query, 5).hits) == 1


def test_whatever_is_pasted_is_looked_for(store: Store) -> None:
    long = "很长的一段话，" * 2_000 + "".join(chr(0x4E00 + place) for place in range(600))
    take(store, rows_of([long, "发"]))
    assert found(store, long) == [long]
    assert found(store, long + "发") == []


signs = st.text("发發髮现现里裡a１1Ａ ％%，,好", min_size=1, max_size=8)


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.lists(signs.filter(str.strip), min_size=1, max_size=10), signs.filter(str.strip))
def test_the_index_finds_what_reading_every_text_finds(
    tmp_path: Path, texts: list[str], query: str
) -> None:
    """But for the inside of Latin words, which are indexed whole."""
    path = tmp_path / "search.qunmate"
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    with open_store(path) as store:
        take(store, rows_of(texts))
        hits, _more = messages.search(store.db, query)
    sought = alike.fold(query.strip())
    wanted = {text.strip() for text in texts if sought in alike.fold(text.strip())}
    got = {hit.text for hit in hits}
    if any(one.isascii() and one.isalnum() for one in sought):
        assert got <= wanted
    else:
        assert got == wanted
