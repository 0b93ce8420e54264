"""The highlights, pieces of chat worth keeping: SQL in, Highlight out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from qunmate.capturing import Draft
from qunmate.data.database import Database
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
    return _read(db, " AND ".join(where), values)


def _read(db: Database, condition: str, values: Sequence[Any]) -> list[Highlight]:
    rows = db.execute(
        "SELECT id, group_id, kind, title, text, starred, occurred_on, copies FROM highlights"
        f" WHERE {condition} ORDER BY occurred_on DESC, id DESC",
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
            copies=row[7],
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
    source_key: str | None = None,
) -> int:
    """A new highlight; gives its id. `kind` is one of KINDS, `occurred_on` an ISO day;
    `source_key` names what it was in the source it is imported from."""
    row = db.execute(
        "INSERT INTO highlights"
        " (group_id, kind, title, text, starred, occurred_on, import_id, source_key)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        [group_id, kind, title, text, int(starred), occurred_on, import_id, source_key],
    ).fetchone()
    new = int(row[0])
    _add_lists(db, new, authors, topics, tags)
    db.conn.executemany(
        "INSERT INTO highlight_messages (highlight_id, message_id) VALUES (?, ?)",
        [(new, message) for message in dict.fromkeys(messages)],
    )
    return new


def _add_lists(
    db: Database, id_: int, authors: Iterable[int], topics: Iterable[str], tags: Iterable[str]
) -> None:
    db.conn.executemany(
        "INSERT INTO highlight_authors (highlight_id, member_id) VALUES (?, ?)",
        [(id_, member) for member in dict.fromkeys(authors)],
    )
    db.conn.executemany(
        "INSERT INTO highlight_labels (highlight_id, kind, name) VALUES (?, ?, ?)",
        [(id_, "topic", name) for name in dict.fromkeys(topics)]
        + [(id_, "tag", name) for name in dict.fromkeys(tags)],
    )


def keep(db: Database, draft: Draft) -> int:
    """A new highlight of what the operator has made of it; gives its id."""
    return add(
        db,
        group_id=draft.group_id,
        kind=draft.kind,
        title=draft.title,
        occurred_on=draft.occurred_on,
        text=draft.text,
        authors=draft.authors,
        topics=draft.topics,
        tags=draft.tags,
        starred=draft.starred,
        messages=draft.messages,
    )


def change(db: Database, highlight_id: int, draft: Draft) -> None:
    """Give a highlight what the draft says; group and source messages stay. From now on it is
    the operator's own, whatever import it came from. One that is gone by now is kept anew."""
    found = db.execute(
        "UPDATE highlights SET kind = ?, title = ?, text = ?, starred = ?, occurred_on = ?,"
        " import_id = NULL WHERE id = ?",
        [
            draft.kind,
            draft.title,
            draft.text,
            int(draft.starred),
            draft.occurred_on,
            highlight_id,
        ],
    )
    if not found.rowcount:
        keep(db, draft)
        return
    db.execute("DELETE FROM highlight_authors WHERE highlight_id = ?", [highlight_id])
    db.execute("DELETE FROM highlight_labels WHERE highlight_id = ?", [highlight_id])
    _add_lists(db, highlight_id, draft.authors, draft.topics, draft.tags)


def star(db: Database, highlight_id: int, *, on: bool) -> None:
    db.execute("UPDATE highlights SET starred = ? WHERE id = ?", [int(on), highlight_id])


def remove(db: Database, highlight_id: int) -> None:
    """Its source messages stay."""
    db.execute("DELETE FROM highlights WHERE id = ?", [highlight_id])


def count_copy(db: Database, highlight_id: int) -> None:
    """It was copied once more, to be posted."""
    db.execute("UPDATE highlights SET copies = copies + 1 WHERE id = ?", [highlight_id])


def labels(db: Database, kind: str, group_id: int | None = None) -> list[tuple[str, int]]:
    """(name, highlights) of the topics or tags (`kind`) in use, the most used first."""
    return db.execute(
        """
        SELECT name, count(*) FROM highlight_labels
            JOIN highlights ON highlights.id = highlight_id
        WHERE highlight_labels.kind = ? AND group_id = coalesce(?, group_id)
        GROUP BY name ORDER BY count(*) DESC, name
        """,
        [kind, group_id],
    ).fetchall()


def author_names(
    db: Database, group_id: int | None = None, *, named_only: bool = False
) -> dict[int, str]:
    """Who wrote highlights, under the name the group has for them; `named_only`: without
    those who opted out of being named."""
    return dict(
        db.execute(
            """
            SELECT DISTINCT a.member_id, coalesce(nullif(trim(s.nickname), ''), m.name)
            FROM highlight_authors a JOIN highlights h ON h.id = a.highlight_id
                JOIN members m ON m.id = a.member_id
                LEFT JOIN memberships s ON s.member_id = m.id AND s.group_id = h.group_id
            WHERE h.group_id = coalesce(?, h.group_id) AND NOT (m.opt_out AND ?)
            """,
            [group_id, named_only],
        ).fetchall()
    )


class Source(NamedTuple):
    """Where a highlight comes from: how many messages of how many people, and the first of
    them: seconds since 1970-01-01 read off the group's clock, its sender's id and name."""

    messages: int
    people: int
    wall: int
    asker: int | None
    asker_name: str


def sources(db: Database, group_id: int | None = None) -> dict[int, Source]:
    """The sources of the highlights that have any, by highlight."""
    rows = db.execute(
        """
        WITH told AS (
            SELECT l.highlight_id, count(*) AS n, count(DISTINCT x.identity_id) AS people,
                min(x.sent_at) AS first, x.utc_offset, x.identity_id, x.name_id, x.group_id
            FROM highlights h JOIN highlight_messages l ON l.highlight_id = h.id
                JOIN messages x ON x.id = l.message_id
            WHERE h.group_id = coalesce(?, h.group_id) GROUP BY l.highlight_id
        )
        SELECT told.highlight_id, told.n, told.people, told.first + told.utc_offset, i.member_id,
            coalesce(nullif(trim(s.nickname), ''), m.name, names.name, '')
        FROM told LEFT JOIN identities i ON i.id = told.identity_id
            LEFT JOIN members m ON m.id = i.member_id
            LEFT JOIN memberships s ON s.group_id = told.group_id AND s.member_id = m.id
            LEFT JOIN names ON names.id = told.name_id
        """,
        [group_id],
    )
    return {row[0]: Source(*row[1:]) for row in rows}


def kept_messages(db: Database, group_id: int, since: int) -> set[int]:
    """Messages of the group from that instant on that are part of a highlight."""
    rows = db.execute(
        "SELECT messages.id FROM messages JOIN highlight_messages ON message_id = messages.id"
        " WHERE group_id = ? AND sent_at >= ?",
        [group_id, since],
    )
    return {row[0] for row in rows}


def pinned_messages(db: Database, group_id: int, since: int) -> set[int]:
    """Messages of the group from that instant on that a chat record says were pinned."""
    rows = db.execute(
        "SELECT messages.id FROM events CROSS JOIN messages"  # the few first
        " ON messages.group_id = events.group_id AND platform_id = events.text"
        " WHERE events.group_id = ? AND events.kind = 'pin' AND sent_at >= ?",
        [group_id, since],
    )
    return {row[0] for row in rows}
