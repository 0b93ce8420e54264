"""Messages out: listings of a group, and search."""

from __future__ import annotations

import json
from collections.abc import Iterator
from heapq import heappop, heappush
from itertools import islice, pairwise
from typing import Any, NamedTuple

from qunmate import reactions
from qunmate.clock import DAY
from qunmate.data.database import Database
from qunmate.data.holding import holds
from qunmate.data.holding import values as wanted_values
from qunmate.model import Kind, Message

_SELECT = """
SELECT messages.id, messages.group_id, messages.sent_at, messages.utc_offset,
    identities.member_id, coalesce(names.name, ''), messages.kind, messages.text,
    messages.reply_to, messages.platform_id, messages.reactions
FROM messages LEFT JOIN identities ON identities.id = messages.identity_id
    LEFT JOIN names ON names.id = messages.name_id
"""
_LOOKED_AT = 32  # messages of an import that tell how it is sorted
SLACK = 14 * 3600  # no place on earth is further from UTC


def _message(row: tuple[Any, ...]) -> Message:
    return Message(*(*row[:6], Kind(row[6]), *row[7:10], reactions.read(row[10])))


def listing(
    db: Database,
    group_id: int,
    *,
    first: int | None = None,
    last: int | None = None,
    member_id: int | None = None,
    limit: int | None = None,
) -> Iterator[Message]:
    """Messages of a group in order of time, on its days `first` to `last`, all by default."""
    where, values = ["messages.group_id = :group"], {"group": group_id, "limit": limit or -1}
    if first is not None:
        where.append("messages.sent_at >= :from AND messages.sent_at + messages.utc_offset >= :f")
        values |= {"from": first * DAY - SLACK, "f": first * DAY}
    if last is not None:
        where.append("messages.sent_at < :to AND messages.sent_at + messages.utc_offset < :t")
        values |= {"to": (last + 1) * DAY + SLACK, "t": (last + 1) * DAY}
    if member_id is not None:
        where.append("identities.member_id = :member")
        values["member"] = member_id
    rows = db.execute(
        f"{_SELECT} WHERE {' AND '.join(where)}"
        " ORDER BY messages.sent_at, messages.id LIMIT :limit",
        values,
    )
    return map(_message, rows)


def search(
    db: Database, text: str, *, group_id: int | None = None, limit: int = 50
) -> tuple[list[Message], bool]:
    """Messages that hold `text`, newest first, and whether there are more.

    The index gives candidates, the text itself decides. The messages of one import mostly lie
    in order of time, so the newest of all imports are found by merging, newest import first.
    """
    values = {**wanted_values(db, text), "group": group_id}
    spans = db.execute(
        "SELECT last_day, first_message_id, last_message_id FROM imports"
        " WHERE first_message_id IS NOT NULL AND NOT undone AND group_id IS coalesce(?, group_id)"
        " ORDER BY last_day DESC, id DESC",
        [group_id],
    ).fetchall()
    found = list(islice(_newest(db, spans, _hits(values["query"], group_id), values), limit + 1))
    return found[:limit], len(found) > limit


def _newest(
    db: Database, spans: list[tuple[int, int, int]], hits: _Hits, values: dict[str, Any]
) -> Iterator[Message]:
    """Merge the imports' hits by time; an import is looked into only when its turn comes."""
    heads: list[tuple[int, int, Message, Iterator[Message]]] = []
    waiting = iter(spans)
    following = next(waiting, None)
    while heads or following:
        while following and (not heads or (following[0] + 1) * DAY + SLACK > -heads[0][0]):
            span = {**values, "lo": following[1], "hi": following[2]}
            order = _newest_first(db, hits.row, following[1], following[2])
            found = db.execute(f"{hits.statement} ORDER BY {order}", span)
            _push(heads, map(_message, found))
            following = next(waiting, None)
        if heads:
            _at, _id, message, older = heappop(heads)
            yield message
            _push(heads, older)


def _push(
    heads: list[tuple[int, int, Message, Iterator[Message]]], hits: Iterator[Message]
) -> None:
    message = next(hits, None)
    if message is not None:
        heappush(heads, (-message.sent_at, -message.id, message, hits))


def _newest_first(db: Database, row: str, lo: int, hi: int) -> str:
    """The order that gives the newest messages of an import first: most sources tell the oldest
    first, some the newest, and a table may be sorted by anything."""
    looked_at = [*range(lo, hi, max((hi - lo) // _LOOKED_AT, 1)), hi]
    rows = db.execute(
        "SELECT sent_at FROM json_each(?) AS told JOIN messages ON messages.id = told.value"
        " ORDER BY messages.id",
        [json.dumps(looked_at)],
    )
    times = [at for (at,) in rows]
    if all(one <= other for one, other in pairwise(times)):
        return f"{row} DESC"
    if all(one >= other for one, other in pairwise(times)):
        return row
    return f"messages.sent_at DESC, {row} DESC"


class _Hits(NamedTuple):
    """The statement that finds those of one import, in whatever order, and what names a row."""

    statement: str
    row: str


def _hits(query: str | None, group_id: int | None) -> _Hits:
    """A query without a word to look up (an emoji, say)
    reads the texts."""
    in_group = "AND messages.group_id = :group" if group_id is not None else ""
    if query is None:
        source, hit, row = _SELECT, "", "messages.id"
    else:
        source = _SELECT.replace(
            "FROM messages",
            "FROM message_search CROSS JOIN messages ON messages.id = message_search.rowid",
        )
        hit, row = "message_search MATCH :query AND", "message_search.rowid"
    where = f"{hit} {row} BETWEEN :lo AND :hi AND {holds('messages.text')} {in_group}"
    return _Hits(f"{source} WHERE {where}", row)


def last_day(db: Database, group_id: int) -> int | None:
    """The local day of a group's last message, counted from 1970-01-01; None without any."""
    row = db.execute(
        "SELECT sent_at + utc_offset FROM messages WHERE group_id = ?"
        " ORDER BY sent_at DESC LIMIT 1",
        [group_id],
    ).fetchone()
    return int(row[0]) // DAY if row else None
