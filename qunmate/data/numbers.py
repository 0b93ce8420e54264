"""Numbers that are given once. SQLite gives the number of a row that went to the next one, but
sheets that were exported, rules and what is marked on the Today tab name rows by their numbers.
"""

from __future__ import annotations

from collections.abc import Mapping

from qunmate.data.database import Database

GIVEN_ONCE = ("members", "groups", "tags", "plan_items", "imports")


def keep(db: Database, *tables: str) -> None:
    """Note the highest numbers of tables of which rows are about to go. Called inside
    `atomic()`."""
    for table in tables:
        _set(db, table, next_free(db, table) - 1)


def highest(db: Database) -> dict[str, int]:
    """The highest number that was ever given, by table."""
    return {table: next_free(db, table) - 1 for table in GIVEN_ONCE}


def give_again(db: Database, above: Mapping[str, int]) -> None:
    """Let what is about to come back as it was have the numbers that it had. Called inside
    `atomic()`."""
    for table, number in above.items():
        _set(db, table, number)


def _set(db: Database, table: str, number: int) -> None:
    db.execute("DELETE FROM sqlite_sequence WHERE name = ?", [table])
    db.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", [table, number])


def next_free(db: Database, table: str) -> int:
    """A number that no row of the table has or had; all above it are free too."""
    row = db.execute(
        f"SELECT max((SELECT ifnull(max(id), 0) FROM {table}),"
        " (SELECT ifnull(max(seq), 0) FROM sqlite_sequence WHERE name = ?)) + 1",
        [table],
    ).fetchone()
    return int(row[0])
