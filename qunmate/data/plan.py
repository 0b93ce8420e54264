"""The plan items of the calendar: SQL in, PlanItem out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypedDict, Unpack

from qunmate.data import numbers
from qunmate.data.database import Database
from qunmate.errors import UserError
from qunmate.model import PlanItem

_COLUMNS = (
    "p.id, p.kind, p.title, p.text, p.starts_at, p.ends_at, p.rrule, p.status, p.series_id,"
    " p.occurrence_at, p.speaker_id, p.result,"
    " (SELECT group_concat(group_id) FROM plan_item_groups WHERE plan_item_id = p.id)"
)


class Given(TypedDict):
    """What an operator gives a plan item besides its groups; instants are epoch seconds."""

    kind: str
    title: str
    text: str
    starts_at: int
    ends_at: int | None
    rrule: str | None
    status: str
    speaker_id: int | None
    result: str


class Fields(TypedDict, total=False):
    """What of a plan item can be changed."""

    kind: str
    title: str
    text: str
    starts_at: int
    ends_at: int | None
    rrule: str | None
    status: str
    speaker_id: int | None
    result: str
    series_id: int | None
    occurrence_at: int | None
    source_key: str | None


_FIELDS = frozenset(Fields.__annotations__)


def _item(row: Sequence[Any]) -> PlanItem:
    groups = tuple(sorted(int(part) for part in (row[12] or "").split(",") if part))
    return PlanItem(row[0], groups, *row[1:12])


def listing(
    db: Database, group_id: int | None = None, start: int | None = None, end: int | None = None
) -> list[PlanItem]:
    """Plan items in order of time, of one group if given; cancelled occurrences are left out.

    `start` (included) and `end` (excluded) are instants. A repeating item is given once, as
    it is stored, if it began before `end`; tasks.plan.planned tells when it happens.
    """
    found = stored(db, group_id, start, end)
    return [item for item in found if item.status != "cancelled"]


def stored(
    db: Database, group_id: int | None = None, start: int | None = None, end: int | None = None
) -> list[PlanItem]:
    """As `listing`, cancelled occurrences too."""
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
        f"SELECT {_COLUMNS} FROM plan_items p WHERE {' AND '.join(where)}"
        " ORDER BY p.starts_at, p.id",
        values,
    )
    return [_item(row) for row in rows]


def by_id(db: Database, item_id: int) -> PlanItem | None:
    """The item as it is stored, a cancelled occurrence too."""
    row = db.execute(f"SELECT {_COLUMNS} FROM plan_items p WHERE p.id = ?", [item_id]).fetchone()
    return _item(row) if row else None


def source_keys(db: Database) -> dict[int, str]:
    """What the items that were taken in are called in their source, by id."""
    rows = db.execute("SELECT id, source_key FROM plan_items WHERE source_key IS NOT NULL")
    return dict(rows.fetchall())


def any_items(db: Database) -> bool:
    """Whether anything was ever planned."""
    return db.execute("SELECT 1 FROM plan_items LIMIT 1").fetchone() is not None


def occurrences_of(db: Database, series_id: int) -> list[PlanItem]:
    """The occurrences of a repeating item that have rows of their own, cancelled ones too."""
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM plan_items p WHERE p.series_id = ? ORDER BY p.occurrence_at",
        [series_id],
    )
    return [_item(row) for row in rows]


def own_occurrences(
    db: Database, start: int | None = None, end: int | None = None
) -> set[tuple[int, int]]:
    """(series id, instant) of the occurrences, from `start` to before `end`, that have rows of
    their own and so don't happen by the rule."""
    rows = db.execute(
        "SELECT series_id, occurrence_at FROM plan_items WHERE series_id IS NOT NULL"
        " AND (:start IS NULL OR occurrence_at >= :start)"
        " AND (:end IS NULL OR occurrence_at < :end)",
        {"start": start, "end": end},
    )
    return {(row[0], row[1]) for row in rows}


def add(
    db: Database,
    *,
    group_ids: Iterable[int],
    kind: str,
    title: str,
    starts_at: int,
    text: str = "",
    ends_at: int | None = None,
    rrule: str | None = None,
    status: str = "draft",
    speaker_id: int | None = None,
    result: str = "",
    series_id: int | None = None,
    occurrence_at: int | None = None,
    source_key: str | None = None,
    import_id: int | None = None,
) -> int:
    """A new plan item; gives its id. `starts_at` and `ends_at` are instants."""
    number = numbers.next_free(db, "plan_items")
    db.execute(
        "INSERT INTO plan_items (id, kind, title, text, starts_at, ends_at, rrule, status,"
        " speaker_id, result, series_id, occurrence_at, source_key, import_id)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            number, kind, title, text, starts_at, ends_at, rrule, status, speaker_id, result,
            series_id, occurrence_at, source_key, import_id,
        ],
    )  # fmt: skip
    set_groups(db, number, group_ids)
    return number


def change(
    db: Database,
    item_id: int,
    *,
    group_ids: Iterable[int] | None = None,
    **values: Unpack[Fields],
) -> None:
    """Set fields by hand: taking an import back no longer takes the item."""
    if not values.keys() <= _FIELDS:
        raise ValueError(f"no such field: {values.keys() - _FIELDS}")
    names = "".join(f"{name} = :{name}, " for name in values)
    db.execute(
        f"UPDATE plan_items SET {names}import_id = NULL WHERE id = :id", {**values, "id": item_id}
    )
    if group_ids is not None:
        set_groups(db, item_id, group_ids)


def remove(db: Database, item_id: int) -> None:
    """Remove a row whole, and with a repeating item all its occurrences."""
    numbers.keep(db, "plan_items")
    db.execute("DELETE FROM plan_items WHERE id = ?", [item_id])


def set_status(db: Database, item_id: int, occurrence_at: int | None, status: str) -> int:
    """Say of an item what became of it; of one occurrence (the instant at which it begins by
    the rule) if `item_id` is a repeating item's. Gives the id of the row that now holds it.
    UserError if there is no such item any more."""
    item = by_id(db, item_id)
    if item is None:
        raise UserError("plan_item_gone")
    if item.series_id is not None or occurrence_at is None or item.rrule is None:
        change(db, item_id, status=status)
        return item_id
    own = occurrence(db, item_id, occurrence_at)
    if own:
        change(db, own.id, status=status)
        return own.id
    length = None if item.ends_at is None else item.ends_at - item.starts_at
    return add(
        db,
        group_ids=item.group_ids,
        kind=item.kind,
        title=item.title,
        text=item.text,
        starts_at=occurrence_at,
        ends_at=None if length is None else occurrence_at + length,
        status=status,
        speaker_id=item.speaker_id,
        result=item.result,
        series_id=item_id,
        occurrence_at=occurrence_at,
    )


def occurrence(db: Database, series_id: int, at: int) -> PlanItem | None:
    """The occurrence that has a row of its own, a cancelled one too."""
    row = db.execute(
        f"SELECT {_COLUMNS} FROM plan_items p WHERE p.series_id = ? AND p.occurrence_at = ?",
        [series_id, at],
    ).fetchone()
    return _item(row) if row else None


def set_groups(db: Database, item_id: int, group_ids: Iterable[int]) -> None:
    db.execute("DELETE FROM plan_item_groups WHERE plan_item_id = ?", [item_id])
    db.conn.executemany(
        "INSERT INTO plan_item_groups (plan_item_id, group_id) VALUES (?, ?)",
        [(item_id, group_id) for group_id in dict.fromkeys(group_ids)],
    )
