"""What becomes of messages, events and days when a group's time zone changes."""

from __future__ import annotations

import json
from pathlib import Path

from qunmate.data import groups, messages
from qunmate.data.store import Store
from qunmate.tasks.backup import check
from qunmate.tasks.import_chat import Pasted
from tests.chat_files import qq_text, write_qq
from tests.tasks.taking_in import take


def test_times_without_a_zone_are_the_groups_own(store: Store, tmp_path: Path) -> None:
    with store.atomic() as db:
        group = groups.add(db, "读书会", "qq", "Asia/Shanghai")
    rows = [
        ("2026-01-01 0:30:00", "甲(11111)", "新年好"),
        ("2026-01-01 23:30:00", "甲(11111)", "晚安"),
    ]
    take(store, write_qq(tmp_path / "a.txt", rows))
    (first, _) = messages.listing(store.db, group.id)
    assert (first.sent_at, first.utc_offset) == (1767198600, 28_800)
    with store.atomic() as db:
        groups.edit(
            db, group.id, name=group.name, platform="qq", weekly_target=None, archived=False,
            timezone="America/New_York",
        )  # fmt: skip
    (moved, _) = messages.listing(store.db, group.id)
    assert moved.sent_at + moved.utc_offset == first.sent_at + first.utc_offset
    assert moved.sent_at - first.sent_at == 13 * 3600
    assert check(store.path).ok


def _move_to(store: Store, name: str, timezone: str) -> None:
    with store.atomic() as db:
        group = groups.by_name(db, name)
        groups.edit(
            db,
            group.id,
            name=name,
            platform=group.platform,
            weekly_target=None,
            archived=False,
            timezone=timezone,
        )


def test_another_zone_moves_events_and_covered_days(store: Store) -> None:
    with store.atomic() as db:
        groups.add(db, "群", "qq", "Asia/Shanghai")
    meta = {"name": "群", "platform": "qq"}
    said = {"_type": "message", "sender": "", "accountName": "", "type": 80}
    lines = [
        {"_type": "header", "chatlab": {"version": "0.0.2", "exportedAt": 86_400}, "meta": meta},
        {**said, "timestamp": 86_400, "content": "小满加入本群。"},
    ]
    take(store, Pasted("群", "\n".join(json.dumps(line) for line in lines) + "\n"), group="群")
    columns = "SELECT first_day, last_day, (SELECT at FROM events), (SELECT day FROM events)"
    assert store.db.execute(f"{columns} FROM imports").fetchone() == (1, 1, 86_400, 1)
    _move_to(store, "群", "America/New_York")
    assert store.db.execute(f"{columns} FROM imports").fetchone() == (0, 0, 86_400, 0)


def test_another_zone_keeps_the_clock_of_events_and_loses_no_message(store: Store) -> None:
    with store.atomic() as db:
        groups.add(db, "读书会", "qq", "Asia/Shanghai")
    rows = [
        ("2026-03-08 2:30:00", "甲(11111)", "早"),  # New York's clocks skip this hour
        ("2026-03-08 3:30:00", "甲(11111)", "早"),
        ("2026-03-08 5:00:00", "", "小满加入本群。"),
    ]
    take(store, Pasted("读书会", qq_text(rows)))
    day = store.db.execute("SELECT day FROM events").fetchone()
    _move_to(store, "读书会", "America/New_York")
    assert store.db.execute("SELECT count(*) FROM messages").fetchone() == (3,)
    assert store.db.execute("SELECT day FROM events").fetchone() == day
    (event,) = store.db.execute("SELECT at FROM events").fetchone()
    (system,) = store.db.execute("SELECT sent_at FROM messages WHERE kind = 80").fetchone()
    assert event == system
    assert check(store.path).ok


def _chatlab(exported: int, *at: int, text: str = "早") -> Pasted:
    """A record of instants, said by one person and exported at another instant."""
    meta = {"name": "群", "platform": "qq"}
    lines: list[dict[str, object]] = [
        {"_type": "header", "chatlab": {"version": "0.0.2", "exportedAt": exported}, "meta": meta}
    ]
    said = {"_type": "message", "sender": "1", "accountName": "甲", "type": 0, "content": text}
    lines += [{**said, "timestamp": one} for one in at]
    return Pasted("群", "\n".join(json.dumps(line) for line in lines) + "\n")


def test_another_zone_leaves_a_day_of_export_without_messages_alone(store: Store) -> None:
    with store.atomic() as db:
        groups.add(db, "群", "qq", "Asia/Shanghai")
    day = 86_400
    # said in the night of Shanghai, which is the day before in New York; exported days later
    take(store, _chatlab(20_010 * day + 36_000, 20_000 * day - 3_600), group="群")
    take(store, _chatlab(20_010 * day, 20_000 * day - 3_600, 20_000 * day + 50_000), group="群")
    covered = "SELECT first_day, last_day FROM imports ORDER BY id"
    assert store.db.execute(covered).fetchall() == [(20_000, 20_010), (20_000, 20_010)]
    _move_to(store, "群", "America/New_York")
    assert store.db.execute(covered).fetchall() == [(19_999, 20_010), (19_999, 20_010)]
    _move_to(store, "群", "Asia/Shanghai")
    assert store.db.execute(covered).fetchall() == [(20_000, 20_010), (20_000, 20_010)]


def test_another_zone_moves_the_dates_that_events_gave(store: Store) -> None:
    with store.atomic() as db:
        groups.add(db, "群", "qq", "Asia/Shanghai")
    pasted = _chatlab(86_400 * 9, 86_400, text="小满加入本群。")
    take(store, Pasted("群", pasted.text.replace('"type": 0', '"type": 80')), group="群")
    joined = "SELECT joined_on FROM stays"
    assert store.db.execute(joined).fetchall() == [("1970-01-02",)]
    _move_to(store, "群", "America/New_York")
    assert store.db.execute(joined).fetchall() == [("1970-01-01",)]
