"""Inserts many rows with few statements: a quarter cheaper than a statement a row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, islice
from types import MappingProxyType
from typing import Any

from sqlite_utils import Database

ROWS = 25  # a statement; more gain nothing
_NOTHING: Mapping[str, Any] = MappingProxyType({})


def insert(
    db: Database,
    table: str,
    columns: Sequence[str],
    rows: Iterable[tuple[Any, ...]],
    *,
    shared: Mapping[str, Any] = _NOTHING,
    conflict: str = "",
) -> int:
    """Insert the rows, each with a value for every one of `columns`; the columns of `shared`
    have the same value in all of them, which is handed over once a statement. `conflict` is an
    ON CONFLICT clause. Gives how many rows were written."""
    width, same = len(columns), tuple(shared.values())
    told = [f"?{number}" for number in range(1, len(same) + 1)]
    one = f"({','.join([*told, *'?' * width])})"
    into = f"INSERT INTO {table} ({', '.join([*shared, *columns])}) VALUES"

    def statement(count: int) -> str:
        return f"{into} {','.join([one] * count)} {conflict}"

    whole = statement(ROWS)
    values = chain.from_iterable(rows)
    written = 0
    while True:
        taken = [*same, *islice(values, width * ROWS)]
        count = (len(taken) - len(same)) // width
        if count == ROWS:
            written += db.conn.execute(whole, taken).rowcount
            continue
        if count:
            written += db.conn.execute(statement(count), taken).rowcount
        return written
