"""What figures are computed from: SQL in, arrays out; and the kept derived arrays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from itertools import chain
from typing import Any

import numpy as np
from sqlite_utils import Database

from qunmate.history import History, HumanMessages, Ints, Links, derive, no_ints
from qunmate.model import NOT_HUMAN, Group
from qunmate.pool import OPEN, UNKNOWN, Roster

VERSION = 1  # of the derived arrays; a change of how they are derived raises it

_YEAR_1 = 62_135_596_800  # seconds before 1970
_HALF_TURN = 64_800  # the largest utc offset
_NOT_HUMAN = ", ".join(str(int(kind)) for kind in sorted(NOT_HUMAN))


def _ints(rows: Iterable[tuple[Any, ...]], width: int) -> list[Ints]:
    """The columns of a query of integers."""
    flat = np.fromiter(chain.from_iterable(rows), np.int64)
    return list(flat.reshape(-1, width).T)


def human_messages(db: Database, group_id: int) -> tuple[HumanMessages, Links]:
    """The group's human messages in order, and what they reply to and mention.

    Two packed integers a row: reading columns one by one takes twice as long.
    """
    when, what = _ints(
        db.execute(
            f"""
            SELECT ((sent_at + {_YEAR_1}) << 24) | ((utc_offset + {_HALF_TURN}) << 7) | kind,
                   (id << 31) | (ifnull(identity_id, 0) << 1) | (reply_to IS NOT NULL)
            FROM messages WHERE {_scan(db, group_id)} AND kind NOT IN ({_NOT_HUMAN})
            """,
            [group_id],
        ),
        2,
    )
    member, is_bot = _members_of_identities(db)
    identity = (what >> 1) & (2**30 - 1)
    human = ~is_bot[identity]
    if not human.all():
        when, what, identity = when[human], what[human], identity[human]
    at, ids = (when >> 24) - _YEAR_1, what >> 31
    if np.any((at[1:] < at[:-1]) | ((at[1:] == at[:-1]) & (ids[1:] < ids[:-1]))):
        order = np.lexsort((ids, at))
        at, ids = at[order], ids[order]
        when, what, identity = when[order], what[order], identity[order]
    wall = at + ((when >> 7) & (2**17 - 1)) - _HALF_TURN
    messages = HumanMessages(at, wall, member[identity], when & 127)
    return messages, _links(db, group_id, ids, member, is_bot, replies=bool(np.any(what & 1)))


def _scan(db: Database, group_id: int) -> str:
    """A group that holds much of the table is read faster in the table's own order."""
    total = db.execute("SELECT ifnull(max(id), 0) FROM messages").fetchone()[0]
    own = db.execute("SELECT count(*) FROM messages WHERE group_id = ?", [group_id]).fetchone()[0]
    return "+group_id = ?" if own * 3 > total else "group_id = ?"


def _members_of_identities(db: Database) -> tuple[Ints, np.ndarray[Any, np.dtype[np.bool_]]]:
    """Member id (0 for none) and whether a bot, by identity id."""
    (packed,) = _ints(db.execute("SELECT (id << 31) | member_id FROM identities"), 1)
    identity, owner = packed >> 31, packed & (2**31 - 1)
    member = np.zeros(int(identity.max()) + 1 if len(identity) else 1, np.int64)
    member[identity] = owner
    (bots,) = _ints(db.execute("SELECT id FROM members WHERE bot <> 0"), 1)
    return member, np.isin(member, bots)


def _links(
    db: Database,
    group_id: int,
    ids: Ints,
    member: Ints,
    is_bot: np.ndarray[Any, np.dtype[np.bool_]],
    *,
    replies: bool,
) -> Links:
    """A reply points at the sender of a human message, a mention at whom it names."""
    message, identity = _ints(
        db.execute(
            """
            SELECT n.message_id, n.identity_id FROM mentions n
            JOIN messages m ON m.id = n.message_id
            WHERE m.group_id = ? AND n.identity_id IS NOT NULL
            """,
            [group_id],
        ),
        2,
    )
    if replies:
        answer, quoted = _ints(
            db.execute(
                f"""
                SELECT y.id, x.identity_id FROM messages y
                JOIN messages x ON x.group_id = y.group_id AND x.platform_id = y.reply_to
                WHERE y.group_id = ? AND y.reply_to IS NOT NULL AND x.identity_id IS NOT NULL
                  AND x.kind NOT IN ({_NOT_HUMAN})
                """,
                [group_id],
            ),
            2,
        )
        human = ~is_bot[quoted]
        message = np.concatenate((message, answer[human]))
        identity = np.concatenate((identity, quoted[human]))
    if not len(message) or not len(ids):
        return Links(no_ints(), no_ints())
    order = np.argsort(ids)
    place = np.minimum(np.searchsorted(ids[order], message), len(ids) - 1)
    found = ids[order][place] == message
    return Links(order[place][found], member[identity][found])


def history(db: Database, group: Group, gap_minutes: float) -> tuple[History, str | None]:
    """The derived arrays, and their fingerprint if they were computed and are worth keeping."""
    stamp = fingerprint(db, group, gap_minutes)
    row = db.execute(
        "SELECT arrays FROM figures WHERE group_id = ? AND fingerprint = ?", [group.id, stamp]
    ).fetchone()
    if row is not None:
        return _unpacked(row[0]), None
    messages, links = human_messages(db, group.id)
    return derive(messages, links, gap_minutes * 60), stamp


def keep_history(db: Database, group_id: int, stamp: str, derived: History) -> None:
    db.execute(
        "INSERT INTO figures (group_id, fingerprint, arrays) VALUES (?, ?, ?)"
        " ON CONFLICT (group_id) DO UPDATE SET fingerprint = excluded.fingerprint,"
        " arrays = excluded.arrays",
        [group_id, stamp, _packed(derived)],
    )


def fingerprint(db: Database, group: Group, gap_minutes: float) -> str:
    """Changes whenever anything that the derived arrays rest on does: messages come and go
    by imports alone, and identities tell who their senders are."""
    import hashlib

    digest = hashlib.sha256()
    imports = db.execute(
        "SELECT id, new, updated, undone FROM imports WHERE group_id = ? ORDER BY id", [group.id]
    ).fetchall()
    member, is_bot = _members_of_identities(db)
    for part in (VERSION, gap_minutes, group.timezone, imports):
        digest.update(repr(part).encode())
    digest.update(member.tobytes())
    digest.update(is_bot.tobytes())
    return digest.hexdigest()


def _packed(derived: History) -> bytes:
    """Each array in the smallest integers that hold it: a header line, then the bytes."""
    import json

    header, parts = [], []
    for field in fields(History):
        values = getattr(derived, field.name)
        low = int(values.min()) if len(values) else 0
        high = int(values.max()) - low if len(values) else 0
        small = (values - low).astype(np.min_scalar_type(high).newbyteorder("<"))
        header.append([len(values), low, small.dtype.str])
        parts.append(small.tobytes())
    return json.dumps(header).encode() + b"\n" + b"".join(parts)


def _unpacked(blob: bytes) -> History:
    import json

    head, _newline, _rest = blob.partition(b"\n")
    offset, arrays = len(head) + 1, []
    for count, low, kind in json.loads(head):
        values = np.frombuffer(blob, np.dtype(kind), count, offset)
        offset += values.nbytes
        arrays.append(values.astype(np.int64) + low)
    return History(*arrays)


def roster(db: Database, group_id: int) -> Roster:
    """Who belongs to the group, with stays as days."""
    member, joined, left, brought = _ints(
        db.execute(
            f"""
            SELECT m.member_id, {_day("s.joined_on", UNKNOWN)}, {_day("s.left_on", OPEN)},
                   {_day("s.brought_on", 0)}
            FROM stays s JOIN memberships m ON m.id = s.membership_id
            WHERE m.group_id = ? ORDER BY s.id
            """,
            [group_id],
        ),
        4,
    )
    marked = db.execute(
        "SELECT member_id, role, layer_override FROM memberships"
        " WHERE group_id = ? AND (role IN ('owner', 'admin') OR layer_override IS NOT NULL)",
        [group_id],
    ).fetchall()
    return Roster(
        member,
        joined,
        left,
        brought,
        staff=frozenset(row[0] for row in marked if row[1] in {"owner", "admin"}),
        overrides={row[0]: row[2] for row in marked if row[2]},
    )


def _day(column: str, otherwise: int) -> str:
    """SQL: an ISO date as days since 1970."""
    return f"CAST(ifnull(julianday(date({column})) - 2440587.5, {otherwise}) AS INTEGER)"


def covered_spans(db: Database, group_id: int) -> list[tuple[int, int]]:
    """First and last day of each chat import that was not taken back."""
    return db.execute(
        "SELECT first_day, last_day FROM imports WHERE group_id = ? AND kind = 'chat'"
        " AND undone = 0 AND first_day IS NOT NULL AND last_day IS NOT NULL",
        [group_id],
    ).fetchall()


def edges_of_record(
    db: Database, group_id: int
) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """(instant, utc offset) of the first and of the last message of any kind."""
    first, last = (
        db.execute(
            "SELECT sent_at, utc_offset FROM messages WHERE group_id = ?"
            f" ORDER BY sent_at {direction}, key {direction} LIMIT 1",
            [group_id],
        ).fetchone()
        for direction in ("ASC", "DESC")
    )
    return first, last


def last_import(db: Database, group_id: int) -> int | None:
    """When the latest import into the group that still stands was made, in epoch seconds."""
    row = db.execute(
        "SELECT max(at) FROM imports WHERE group_id = ? AND undone = 0", [group_id]
    ).fetchone()
    return None if row[0] is None else int(row[0])
