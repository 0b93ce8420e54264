"""The arrays derived from a group's messages, kept until something they rest on changes."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from typing import NamedTuple

import numpy as np

from qunmate.data.database import Database
from qunmate.data.human_messages import Owners, human_messages
from qunmate.data.store import Store
from qunmate.errors import UserError
from qunmate.figures.history import History, Ints, derive
from qunmate.model import Group

VERSION = 3  # of the derived arrays; a change of how they are derived raises it


class Kept(NamedTuple):
    """The derived arrays of a group, and the identities they rest on with what these stood
    for; `fresh` if they were computed just now."""

    group_id: int
    fingerprint: str
    history: History
    identities: Ints
    owners: Ints
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


def history(db: Database, group: Group, gap_minutes: float, owners: Owners) -> Kept:
    """The derived arrays as they were kept, or computed where something has changed since."""
    stamp = fingerprint(db, group, gap_minutes)
    row = db.execute(
        "SELECT arrays FROM figures WHERE group_id = ? AND fingerprint = ?", [group.id, stamp]
    ).fetchone()
    if row is not None:
        identities, stood_for, *arrays = _unpacked(row[0])
        if np.array_equal(owners.of(identities), stood_for):
            return Kept(group.id, stamp, History(*arrays), identities, stood_for, fresh=False)
    messages, links, identities = human_messages(db, group.id, owners)
    derived = derive(messages, links, gap_minutes * 60)
    return Kept(group.id, stamp, derived, identities, owners.of(identities), fresh=True)


def keep(store: Store, found: Sequence[Kept]) -> None:
    """Keep derived arrays. Only a convenience: a read-only or busy file is left alone, nobody
    waits for it, an open transaction of the caller is not joined, and a group that has gone
    meanwhile is passed over."""
    if not found or store.read_only or store.db.conn.in_transaction:
        return
    timeout = int(store.db.execute("PRAGMA busy_timeout").fetchone()[0])
    store.db.execute("PRAGMA busy_timeout = 0")
    try:
        with store.atomic() as db:
            for kept in found:
                db.execute(
                    "INSERT INTO figures (group_id, fingerprint, arrays)"
                    " SELECT id, ?2, ?3 FROM groups WHERE id = ?1"
                    " ON CONFLICT (group_id) DO UPDATE SET fingerprint = excluded.fingerprint,"
                    " arrays = excluded.arrays",
                    [kept.group_id, kept.fingerprint, _packed(_arrays(kept))],
                )
    except UserError:
        pass  # the next reader computes them again
    finally:
        store.db.execute(f"PRAGMA busy_timeout = {timeout}")


def fingerprint(db: Database, group: Group, gap_minutes: float) -> str:
    """Changes with what the derived arrays rest on besides identities: messages come and go
    by imports alone, days follow the time zone, and mentions lose whom they name with a card
    that is deleted, and find them again where that is undone."""
    imports = db.execute(
        "SELECT id, new, updated, undone FROM imports WHERE group_id = ? ORDER BY id", [group.id]
    ).fetchall()
    named = db.execute(
        """
        SELECT count(*), sum(message_id * identity_id % 1000003)
        FROM imports CROSS JOIN mentions ON message_id BETWEEN first_message_id AND last_message_id
        WHERE group_id = ? AND NOT undone AND identity_id IS NOT NULL
        """,
        [group.id],
    ).fetchone()
    parts = (VERSION, gap_minutes, group.timezone, imports, named)
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _arrays(kept: Kept) -> list[Ints]:
    derived = [getattr(kept.history, field.name) for field in fields(History)]
    return [kept.identities, kept.owners, *derived]


def _packed(arrays: Iterable[Ints]) -> bytes:
    """Each array in the smallest integers that hold it: a header line, then the bytes."""
    header, parts = [], []
    for values in arrays:
        low = int(values.min()) if len(values) else 0
        high = int(values.max()) - low if len(values) else 0
        small = (values - low).astype(np.min_scalar_type(high).newbyteorder("<"))
        header.append([len(values), low, small.dtype.str])
        parts.append(small.tobytes())
    return json.dumps(header).encode() + b"\n" + b"".join(parts)


def _unpacked(blob: bytes) -> list[Ints]:
    head, _newline, _rest = blob.partition(b"\n")
    offset, arrays = len(head) + 1, []
    for count, low, kind in json.loads(head):
        values = np.frombuffer(blob, np.dtype(kind), count, offset)
        offset += values.nbytes
        arrays.append(values.astype(np.int64) + low)
    return arrays
