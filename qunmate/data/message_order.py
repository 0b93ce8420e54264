"""The order of messages in time, as ids: what a list of a million rows scrolls over.

Eight bytes a message are kept; the rows themselves are read where the list stands. SQLite
joins the ids into one text, so that no Python runs (and no window waits) for each of them.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qunmate.clock import DAY
from qunmate.data.database import Database
from qunmate.data.holding import holds
from qunmate.data.holding import values as wanted_values
from qunmate.data.messages import SLACK

THURSDAY = 3 * 24  # the hour of the week at which 1970 began

Order = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class MessageFilter:
    """Days since 1970-01-01, both included; member ids; numbers of kinds; an hour of the week,
    counted from 0:00 on Monday. Empty: any."""

    first: int | None = None
    last: int | None = None
    members: tuple[int, ...] = ()
    kinds: tuple[int, ...] = ()
    text: str = ""
    hour: int | None = None

    @property
    def empty(self) -> bool:
        return self == MessageFilter()


def order(db: Database, group_id: int | None, wanted: MessageFilter) -> Order:
    """Ids of the messages that meet the filter, of one group or all, oldest first."""
    source, where, values = _conditions(db, group_id, wanted)
    row = db.execute(
        f"SELECT group_concat(id, ' ') FROM (SELECT messages.id FROM {source}"
        f" WHERE {' AND '.join(where)} ORDER BY messages.sent_at, messages.key)",
        values,
    ).fetchone()
    if row[0] is None:
        return np.empty(0, dtype=np.int64)
    return np.fromstring(row[0], dtype=np.int64, sep=" ")


def newest(db: Database, group_id: int, count: int) -> Order:
    """The ids of a group's last messages, oldest first: at once, however many there are."""
    rows = db.execute(
        "SELECT id FROM messages WHERE group_id = ? ORDER BY sent_at DESC, key DESC LIMIT ?",
        [group_id, count],
    ).fetchall()
    return np.array([row[0] for row in reversed(rows)], dtype=np.int64)


def _conditions(
    db: Database, group_id: int | None, wanted: MessageFilter
) -> tuple[str, list[str], dict[str, Any]]:
    values: dict[str, Any] = {"group": group_id}
    where = ["messages.group_id = :group"] if group_id is not None else ["1"]
    source = "messages"
    if wanted.text.strip():
        values |= wanted_values(db, wanted.text)
        where.append(holds("messages.text"))
        if values["query"] is not None:
            source = "message_search CROSS JOIN messages ON messages.id = message_search.rowid"
            where.insert(0, "message_search MATCH :query")
    elif group_id is None and wanted.empty:
        source = "messages INDEXED BY messages_time"  # the index alone has all that is asked
    if wanted.first is not None:
        where.append("messages.sent_at >= :from AND messages.sent_at + messages.utc_offset >= :f")
        values |= {"from": wanted.first * DAY - SLACK, "f": wanted.first * DAY}
    if wanted.last is not None:
        where.append("messages.sent_at < :to AND messages.sent_at + messages.utc_offset < :t")
        values |= {"to": (wanted.last + 1) * DAY + SLACK, "t": (wanted.last + 1) * DAY}
    if wanted.members:
        where.append(
            "messages.identity_id IN (SELECT id FROM identities WHERE member_id IN"
            " (SELECT value FROM json_each(:members)))"
        )
        values["members"] = json.dumps(wanted.members)
    if wanted.kinds:
        where.append("messages.kind IN (SELECT value FROM json_each(:kinds))")
        values["kinds"] = json.dumps(wanted.kinds)
    if wanted.hour is not None:
        since = f"(messages.sent_at + messages.utc_offset) / 3600 + {THURSDAY}"
        where.append(f"({since}) % {7 * 24} = :hour")
        values["hour"] = wanted.hour
    return source, where, values


def place_of_day(db: Database, ids: Order, day: int) -> int:
    """Where in the order the first message of the day or a later one stands."""

    def wall_day(message_id: int) -> int:
        row = db.execute(
            "SELECT sent_at + utc_offset FROM messages WHERE id = ?", [int(message_id)]
        ).fetchone()
        return int(row[0]) // DAY if row else day

    return bisect_left(ids, day, key=wall_day)


def place_of(ids: Order, message_id: int) -> int | None:
    """Where a message stands in the order; None if it is not in it."""
    found = np.flatnonzero(ids == message_id)
    return int(found[0]) if len(found) else None
