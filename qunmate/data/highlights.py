"""The highlights, pieces of chat worth keeping: SQL in, Highlight out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlite_utils import Database

from qunmate.model import Highlight

KINDS = ("answer", "sharing", "resource", "discussion", "quote")
_CHUNK = 500  # ids in one query, below the limit of bound values


def listing(
    db: Database, group_id: int | None = None, first: str | None = None, last: str | None = None
) -> list[Highlight]:
    """Highlights newest first, of one group and from day to day (ISO, both included) if given."""
    where, values = ["1"], list[Any]()
    for condition, value in (
        ("group_id = ?", group_id),
        ("occurred_on >= ?", first),
        ("occurred_on <= ?", last),
    ):
        if value is not None:
            where.append(condition)
            values.append(value)
    rows = db.execute(
        "SELECT id, group_id, kind, title, text, starred, occurred_on FROM highlights"
        f" WHERE {' AND '.join(where)} ORDER BY occurred_on DESC, id DESC",
        values,
    ).fetchall()
    ids = [row[0] for row in rows]
    authors = _lists(db, "SELECT highlight_id, member_id FROM highlight_authors", ids)
    messages = _lists(db, "SELECT highlight_id, message_id FROM highlight_messages", ids)
    topics = _lists(db, "SELECT highlight_id, name FROM highlight_labels", ids, "kind = 'topic'")
    tags = _lists(db, "SELECT highlight_id, name FROM highlight_labels", ids, "kind = 'tag'")
    return [
        Highlight(
            id=row[0],
            group_id=row[1],
            kind=row[2],
            title=row[3],
            text=row[4],
            authors=tuple(authors.get(row[0], ())),
            topics=tuple(topics.get(row[0], ())),
            tags=tuple(tags.get(row[0], ())),
            starred=bool(row[5]),
            occurred_on=row[6],
            messages=tuple(messages.get(row[0], ())),
        )
        for row in rows
    ]


def _lists(
    db: Database, select: str, ids: Sequence[int], condition: str = "1"
) -> dict[int, list[Any]]:
    """The second column of `select` by its first, for these highlights, in a stable order."""
    found: dict[int, list[Any]] = {}
    for at in range(0, len(ids), _CHUNK):
        part = ids[at : at + _CHUNK]
        marks = ", ".join("?" * len(part))
        rows = db.execute(
            f"{select} WHERE highlight_id IN ({marks}) AND {condition} ORDER BY 1, 2", part
        )
        for highlight_id, value in rows:
            found.setdefault(highlight_id, []).append(value)
    return found


def add(
    db: Database,
    *,
    group_id: int,
    kind: str,
    title: str,
    occurred_on: str,
    text: str = "",
    authors: Iterable[int] = (),
    topics: Iterable[str] = (),
    tags: Iterable[str] = (),
    starred: bool = False,
    messages: Iterable[int] = (),
    import_id: int | None = None,
) -> int:
    """A new highlight; gives its id. `kind` is one of KINDS, `occurred_on` an ISO day."""
    row = db.execute(
        "INSERT INTO highlights (group_id, kind, title, text, starred, occurred_on, import_id)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
        [group_id, kind, title, text, int(starred), occurred_on, import_id],
    ).fetchone()
    new = int(row[0])
    many = db.conn.executemany
    many(
        "INSERT INTO highlight_authors (highlight_id, member_id) VALUES (?, ?)",
        [(new, member) for member in dict.fromkeys(authors)],
    )
    many(
        "INSERT INTO highlight_messages (highlight_id, message_id) VALUES (?, ?)",
        [(new, message) for message in dict.fromkeys(messages)],
    )
    many(
        "INSERT INTO highlight_labels (highlight_id, kind, name) VALUES (?, ?, ?)",
        [(new, "topic", name) for name in dict.fromkeys(topics)]
        + [(new, "tag", name) for name in dict.fromkeys(tags)],
    )
    return new
