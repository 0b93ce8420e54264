"""How a plain table of messages is read: as chosen now, as remembered, as recognised."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from typing import Any

from qunmate.chat_columns import TableChoice
from qunmate.data import settings
from qunmate.data.importers import plain_table
from qunmate.data.importers.plain_table import Look
from qunmate.data.importers.source import Source
from qunmate.data.store import Store
from qunmate.roster.mapping import Column, heading_key

_KEY = "chat_mapping:"


def look_at(store: Store, source: Source) -> Look:
    """A table with a proposal for its columns. UserError if it can't be read as one."""
    with contextlib.closing(source):
        return plain_table.look(source, lambda columns: _remembered(store, columns))


def settle(store: Store, source: Source) -> Look:
    """Settle how the source's table is to be read, so that reading needs no store."""
    chosen = source.table or TableChoice()
    found = plain_table.look(source, lambda columns: _remembered(store, columns))
    times = chosen.times or _remembered(store, found.columns).times
    source.table = TableChoice(found.mapping, found.platform, times)
    return found


def remember(store: Store, look: Look, settled: TableChoice) -> None:
    """Keep how a table was read for the next one with these headings."""
    kept = {"columns": dict(settled.columns), "platform": settled.platform, "times": settled.times}
    settings.put(store.db, _key(look.columns), kept)


def _remembered(store: Store, columns: Sequence[Column]) -> TableChoice:
    kept: dict[str, Any] = settings.get(store.db, _key(columns), {})
    return TableChoice(kept.get("columns", {}), kept.get("platform", ""), kept.get("times", ""))


def _key(columns: Sequence[Column]) -> str:
    return _KEY + heading_key(column.heading for column in columns)
