"""Marks of what was dealt with or put off."""

from __future__ import annotations

from qunmate.data import today_marks
from qunmate.data.store import Store


def test_a_mark_hides_for_good_or_until_its_day(store: Store) -> None:
    with store.atomic() as db:
        today_marks.put(db, "question", ["1", "2"], "2026-11-20")
        today_marks.put(db, "alert", ["stale:1"], "2026-11-22", "2026-11-29")
    found = today_marks.marks(store.db, "2026-11-22")
    assert found.hidden == {("question", "1"), ("question", "2"), ("alert", "stale:1")}
    assert found.today == {("alert", "stale:1")}
    later = today_marks.marks(store.db, "2026-11-29")
    assert later.hidden == {("question", "1"), ("question", "2")}
    assert later.today == frozenset()


def test_a_mark_can_be_set_again_and_taken_back(store: Store) -> None:
    with store.atomic() as db:
        today_marks.put(db, "alert", ["stale:1"], "2026-11-01", "2026-11-08")
        today_marks.put(db, "alert", ["stale:1"], "2026-11-22", "2026-11-29")
        today_marks.put(db, "birthday", ["3:2026"], "2026-11-22")
        today_marks.take_back(db, "birthday", ["3:2026", "4:2026"])
    assert today_marks.marks(store.db, "2026-11-22").hidden == {("alert", "stale:1")}
