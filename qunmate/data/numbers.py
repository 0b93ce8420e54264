"""Numbers that are given once. SQLite gives the number of a row that went to the next one, but
sheets that were exported, rules and what is marked on the Today tab name rows by their numbers.
"""

from __future__ import annotations

from qunmate.data.database import Database


def keep(db: Database, *tables: str) -> None:
    """Note the highest numbers of tables of which rows are about to go. Called inside
    `atomic()`."""
    for table in tables:
        highest = next_free(db, table) - 1
        db.execute("DELETE FROM sqlite_sequence WHERE name = ?", [table])
        db.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", [table, highest])


def next_free(db: Database, table: str) -> int:
    """A number that no row of the table has or had; all above it are free too."""
    row = db.execute(
        f"SELECT max((SELECT ifnull(max(id), 0) FROM {table}),"
        " (SELECT ifnull(max(seq), 0) FROM sqlite_sequence WHERE name = ?)) + 1",
        [table],
    ).fetchone()
    return int(row[0])
