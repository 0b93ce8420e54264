"""The arrays derived from a group's messages, kept until something they rest on changes."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import NamedTuple

import numpy as np
from sqlite_utils import Database

from qunmate.data.human_messages import human_messages, members_of_identities
from qunmate.data.store import Store
from qunmate.errors import UserError
from qunmate.history import History, derive
from qunmate.model import Group

VERSION = 1  # of the derived arrays; a change of how they are derived raises it


class Kept(NamedTuple):
    """The derived arrays of a group; `fresh` if they were computed just now."""

    group_id: int
    fingerprint: str
    history: History
    fresh: bool


@contextlib.contextmanager
def one_moment(db: Database) -> Iterator[None]:
    """What is read inside is of one moment, whatever others write meanwhile."""
    if db.conn.in_transaction:
        yield
        return
    db.execute("BEGIN")
    try:
        yield
    finally:
        db.rollback()


def history(db: Database, group: Group, gap_minutes: float) -> Kept:
    """The derived arrays as they were kept, or computed where something has changed since."""
    stamp = fingerprint(db, group, gap_minutes)
    row = db.execute(
        "SELECT arrays FROM figures WHERE group_id = ? AND fingerprint = ?", [group.id, stamp]
    ).fetchone()
    if row is not None:
        return Kept(group.id, stamp, _unpacked(row[0]), fresh=False)
    messages, links = human_messages(db, group.id)
    return Kept(group.id, stamp, derive(messages, links, gap_minutes * 60), fresh=True)


def keep(store: Store, found: Sequence[Kept]) -> None:
    """Keep derived arrays. Only a convenience: a read-only or busy file is left alone, nobody
    waits for it, and an open transaction of the caller is not joined."""
    if not found or store.read_only or store.db.conn.in_transaction:
        return
    timeout = int(store.db.execute("PRAGMA busy_timeout").fetchone()[0])
    store.db.execute("PRAGMA busy_timeout = 0")
    try:
        with store.atomic() as db:
            for kept in found:
                db.execute(
                    "INSERT INTO figures (group_id, fingerprint, arrays) VALUES (?, ?, ?)"
                    " ON CONFLICT (group_id) DO UPDATE SET fingerprint = excluded.fingerprint,"
                    " arrays = excluded.arrays",
                    [kept.group_id, kept.fingerprint, _packed(kept.history)],
                )
    except UserError:
        pass  # the next reader computes them again
    finally:
        store.db.execute(f"PRAGMA busy_timeout = {timeout}")


def fingerprint(db: Database, group: Group, gap_minutes: float) -> str:
    """Changes whenever anything that the derived arrays rest on does: messages come and go
    by imports alone, and identities tell who their senders are."""
    digest = hashlib.sha256()
    imports = db.execute(
        "SELECT id, new, updated, undone FROM imports WHERE group_id = ? ORDER BY id", [group.id]
    ).fetchall()
    member, is_bot = members_of_identities(db)
    for part in (VERSION, gap_minutes, group.timezone, imports):
        digest.update(repr(part).encode())
    digest.update(member.tobytes())
    digest.update(is_bot.tobytes())
    return digest.hexdigest()


def _packed(derived: History) -> bytes:
    """Each array in the smallest integers that hold it: a header line, then the bytes."""
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
    head, _newline, _rest = blob.partition(b"\n")
    offset, arrays = len(head) + 1, []
    for count, low, kind in json.loads(head):
        values = np.frombuffer(blob, np.dtype(kind), count, offset)
        offset += values.nbytes
        arrays.append(values.astype(np.int64) + low)
    return History(*arrays)
