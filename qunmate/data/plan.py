"""The plan items of the calendar: SQL in, PlanItem out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlite_utils import Database

from qunmate.model import PlanItem

_COLUMNS = "p.id, p.kind, p.title, p.text, p.starts_at, p.ends_at, p.rrule, p.status"


def _item(row: tuple[Any, ...], group_ids: tuple[int, ...]) -> PlanItem:
    return PlanItem(row[0], group_ids, *row[1:])


def listing(
    db: Database, group_id: int | None = None, start: int | None = None, end: int | None = None
) -> list[PlanItem]:
    """Plan items in order of time, of one group if given.

    `start` (included) and `end` (excluded) are instants. A repeating item is given once, as
    it is stored, if it began before `end`; recurrence.occurrences tells when it happens.
    """
    where, values = ["1"], list[Any]()
    if group_id is not None:
        where.append(
            "p.id IN (SELECT plan_item_id FROM plan_item_groups WHERE group_id = ?)",
        )
        values.append(group_id)
    if start is not None:
        where.append("(p.starts_at >= ? OR p.rrule IS NOT NULL)")
        values.append(start)
    if end is not None:
        where.append("p.starts_at < ?")
        values.append(end)
    rows = db.execute(
        f"SELECT {_COLUMNS},"
        " (SELECT group_concat(group_id) FROM plan_item_groups WHERE plan_item_id = p.id)"
        f" FROM plan_items p WHERE {' AND '.join(where)} ORDER BY p.starts_at, p.id",
        values,
    )
    return [
        _item(row[:-1], tuple(sorted(int(part) for part in (row[-1] or "").split(",") if part)))
        for row in rows
    ]


def add(
    db: Database,
    *,
    group_ids: Sequence[int],
    kind: str,
    title: str,
    starts_at: int,
    text: str = "",
    ends_at: int | None = None,
    rrule: str | None = None,
    status: str = "draft",
    speaker_id: int | None = None,
    result: str = "",
    import_id: int | None = None,
) -> int:
    """A new plan item; gives its id. `starts_at` and `ends_at` are instants."""
    row = db.execute(
        "INSERT INTO plan_items (kind, title, text, starts_at, ends_at, rrule, status, speaker_id,"
        " result, import_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        [kind, title, text, starts_at, ends_at, rrule, status, speaker_id, result, import_id],
    ).fetchone()
    db.conn.executemany(
        "INSERT INTO plan_item_groups (plan_item_id, group_id) VALUES (?, ?)",
        [(row[0], group_id) for group_id in dict.fromkeys(group_ids)],
    )
    return int(row[0])
