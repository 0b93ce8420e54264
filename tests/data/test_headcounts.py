from __future__ import annotations

from qunmate.data import groups
from qunmate.data.database import Database
from qunmate.data.headcounts import Headcounts, headcounts
from qunmate.data.store import Store


def sit(db: Database, group_id: int, member_id: int, *stays: tuple[str, str | None]) -> None:
    db.execute("INSERT OR IGNORE INTO members (id, name) VALUES (?, '林晓')", [member_id])
    membership = db.execute(
        "INSERT INTO memberships (group_id, member_id) VALUES (?, ?) RETURNING id",
        [group_id, member_id],
    ).fetchone()[0]
    db.conn.executemany(
        "INSERT INTO stays (membership_id, joined_on, left_on, brought_on)"
        f" VALUES ({membership}, ?, ?, '2026-11-22')",
        stays,
    )


def test_who_left_is_not_counted_who_came_back_once_and_an_archived_group_not_among_all(
    store: Store,
) -> None:
    with store.atomic() as db:
        first, second, old = (
            groups.add(db, name, "wechat", "Asia/Shanghai").id for name in ("甲", "乙", "旧")
        )
        sit(db, first, 1, ("2026-01-01", None))
        sit(db, second, 1, ("2026-01-01", None))
        sit(db, first, 2, ("2026-01-01", "2026-02-01"))
        sit(db, first, 3, ("2026-01-01", "2026-02-01"), ("2026-03-01", None))
        sit(db, old, 4, ("2026-01-01", None))
        sit(db, second, 5)
        db.execute("UPDATE groups SET archived = 1 WHERE id = ?", [old])
    assert headcounts(store.db) == Headcounts(2, {first: 2, second: 1, old: 1})
