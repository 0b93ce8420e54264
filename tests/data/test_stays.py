"""Joins and leaves of a long record, and what they cost."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from qunmate.data.stays import FirstDays
from qunmate.data.store import Store
from qunmate.progress import finish
from qunmate.tasks.import_chat import import_chat
from tests.chat_files import many, write_qq


def test_many_joins_read_the_daily_activity_once(store: Store, tmp_path: Path) -> None:
    joins = [
        (f"2026-02-01 9:{n // 60:02}:{n % 60:02}", "系统消息(1000000)", f"新人{n}加入本群。")
        for n in range(200)
    ]
    asked: list[str] = []
    store.db.conn.set_trace_callback(asked.append)
    finish(import_chat(store, [write_qq(tmp_path / "a.txt", many(50) + joins)], today=date.today()))
    store.db.conn.set_trace_callback(None)
    assert sum("FROM daily_activity" in statement for statement in asked) == 1
    (known,) = store.db.execute("SELECT count(*) FROM stays WHERE joined_on IS NOT NULL").fetchone()
    assert known == 200


@pytest.mark.parametrize("asked_first", [True, False])
def test_first_days_keep_up_with_what_is_stored(store: Store, *, asked_first: bool) -> None:
    with store.atomic() as db:
        db.execute("INSERT INTO members (id, name) VALUES (1, '甲')")
        db.execute(
            "INSERT INTO identities (id, member_id, platform, value)"
            " VALUES (7, 1, 'qq', 'a'), (8, 1, 'qq', 'b')"
        )
        days = FirstDays(db, 1)
        if asked_first:
            assert not days.before(1, 100)
        db.execute("INSERT INTO daily_activity VALUES (1, 20, 7, 1), (1, 10, 8, 1), (2, 5, 8, 1)")
        days.note([7, 8, 8], [20, 10, 15])
        assert [days.before(1, day) for day in (9, 10, 11, 30)] == [False, False, True, True]
        assert not days.before(2, 30)


def test_an_older_record_read_later_does_not_send_away_who_spoke_since(
    store: Store, tmp_path: Path
) -> None:
    spoke = [
        ("2026-03-01 9:00:00", "甲(11111)", "我还在"),
        ("2026-01-02 9:00:00", "乙(22222)", "早"),
    ]
    older = [
        ("2026-01-01 9:00:00", "甲(11111)", "早"),
        ("2026-02-01 9:00:00", "系统消息(1000000)", "甲(11111)退出了本群。"),
        ("2026-02-01 9:00:01", "系统消息(1000000)", "乙(22222)退出了本群。"),
    ]
    for number, rows in enumerate((sorted(spoke), older)):
        finish(import_chat(store, [write_qq(tmp_path / f"{number}.txt", rows)], today=date.today()))
    left = store.db.execute(
        "SELECT members.name, left_on FROM stays JOIN memberships ON memberships.id = membership_id"
        " JOIN members ON members.id = member_id ORDER BY 1"
    ).fetchall()
    assert dict(left) == {"甲": None, "乙": "2026-02-01"}
    (told,) = store.db.execute("SELECT count(*) FROM events WHERE kind = 'leave'").fetchone()
    assert told == 2


def test_who_left_and_came_back_in_one_record(store: Store, tmp_path: Path) -> None:
    rows = [
        ("2026-01-01 9:00:00", "甲(11111)", "早"),
        ("2026-02-01 9:00:00", "系统消息(1000000)", "甲(11111)退出了本群。"),
        ("2026-02-20 9:00:00", "系统消息(1000000)", "甲(11111)加入本群。"),
        ("2026-03-01 9:00:00", "甲(11111)", "又来了"),
    ]
    finish(import_chat(store, [write_qq(tmp_path / "a.txt", rows)], today=date.today()))
    stays = store.db.execute("SELECT joined_on, left_on FROM stays ORDER BY id").fetchall()
    assert [stay[1] for stay in stays] == ["2026-02-01", None]
