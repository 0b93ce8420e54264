"""Inserts many rows with few statements: a quarter cheaper than a statement a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from qunmate.data.database import Database

ROWS = 100  # a statement; more gain nothing
_NOTHING: Mapping[str, Any] = MappingProxyType({})


def insert(
    db: Database,
    table: str,
    columns: Mapping[str, Sequence[Any]],
    *,
    shared: Mapping[str, Any] = _NOTHING,
    conflict: str = "",
) -> int:
    """Insert rows given by their columns, which are of one length; the columns of `shared` have
    the same value in all rows, which is handed over once a statement. `conflict` is an
    ON CONFLICT clause. Gives how many rows were written."""
    width, same = len(columns), tuple(shared.values())
    told = [f"?{number}" for number in range(1, len(same) + 1)]
    one = f"({','.join([*told, *'?' * width])})"
    into = f"INSERT INTO {table} ({', '.join([*shared, *columns])}) VALUES"

    def statement(rows: int) -> str:
        return f"{into} {','.join([one] * rows)} {conflict}"

    count = len(next(iter(columns.values())))
    values: list[Any] = [None] * (width * count)  # the rows, one after the other
    for place, column in enumerate(columns.values()):
        values[place::width] = column
    whole, written = statement(ROWS), 0
    for start in range(0, count, ROWS):
        rows = min(ROWS, count - start)
        taken = [*same, *values[start * width : (start + rows) * width]]
        done = db.conn.execute(whole if rows == ROWS else statement(rows), taken)
        written += done.rowcount
    return written
