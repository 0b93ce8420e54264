"""The operator's words for digests in the file."""

from __future__ import annotations

from qunmate.data import digest_words
from qunmate.data.digest_words import KEPT, get, key, put
from qunmate.data.store import Store


def test_words_are_kept_for_each_digest(store: Store) -> None:
    week, other = key(1, "member", 0, 6), key(1, "operator", 0, 6)
    with store.atomic() as db:
        put(db, week, {"title": "早"})
    assert get(store.db, week) == {"title": "早"}
    assert get(store.db, other) == {}
    with store.atomic() as db:
        put(db, week, {})
    assert get(store.db, week) == {}


def test_those_of_long_ago_go(store: Store) -> None:
    with store.atomic() as db:
        for week in range(KEPT + 3):
            put(db, key(1, "member", 7 * week, 7 * week + 6), {"title": str(week)})
        put(db, key(12, "member", 0, 6), {"title": "another group"})
    left = [
        week for week in range(KEPT + 3) if get(store.db, key(1, "member", 7 * week, 7 * week + 6))
    ]
    assert left == list(range(3, KEPT + 3))
    assert digest_words.get(store.db, key(12, "member", 0, 6))
