"""The search index of messages: their words without the texts, so a message is forgotten only
when its words are told once more. Each call writes inside the caller's transaction."""

from __future__ import annotations

import json
from collections.abc import Sequence

from qunmate.data.database import Database
from qunmate.searching import index_words


def add(db: Database, first_id: int, words: bytes) -> None:
    """Index messages whose ids follow each other, by their `index_words`; those of whom it says
    null are left out. The more at once the better: any other statement makes the index write
    what it has gathered, and each such part is to be merged with the others later."""
    db.execute(
        "INSERT INTO message_search (rowid, words)"
        " SELECT ?1 + key, value FROM json_each(CAST(?2 AS TEXT)) WHERE value IS NOT NULL",
        [first_id, words],
    )


def add_scattered(db: Database, ids: Sequence[int], texts: Sequence[str]) -> None:
    db.conn.executemany(
        "INSERT INTO message_search (rowid, words) VALUES (?, ?)", _rows(ids, texts)
    )


def forget(db: Database, ids: Sequence[int], texts: Sequence[str]) -> None:
    """`texts`: as they were when they were indexed."""
    db.conn.executemany(
        "INSERT INTO message_search (message_search, rowid, words) VALUES ('delete', ?, ?)",
        _rows(ids, texts),
    )


def _rows(ids: Sequence[int], texts: Sequence[str]) -> zip[tuple[int, str]]:
    return zip(ids, json.loads(index_words(texts)), strict=True)
