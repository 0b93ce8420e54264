"""What is told of each backup before one of them is chosen."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from qunmate.data.backups import all_taken, kept_as, tiers
from qunmate.data.database import Database
from qunmate.data.headcounts import headcounts
from qunmate.data.store import connect
from qunmate.data.world import world_errors
from qunmate.errors import UserError


@dataclass(frozen=True, slots=True)
class Held:
    """A backup; `size` in bytes, `tier` as `backups.kept_as` has it, "" if the next one made
    takes its place."""

    path: Path
    taken_at: datetime
    size: int
    tier: str


@dataclass(frozen=True, slots=True)
class Holding:
    """How much is in a backup; `members` as the window counts them: who is in a group now."""

    members: int
    messages: int


def held(db: Database, path: Path) -> list[Held]:
    """The automatic backups of the file, newest first."""
    taken = all_taken(path)
    tier = kept_as(taken, tiers(db))
    return [
        Held(one, at, size, tier.get(one, ""))
        for one, at, size in sorted(taken, key=lambda b: (b[1], b[0]), reverse=True)
    ]


def holding(backup: Path) -> Holding | None:
    """Looks into a backup; None if it can't be read."""
    try:
        with world_errors(backup), closing(connect(backup, read_only=True)) as db:
            (messages,) = db.execute("SELECT count(*) FROM messages").fetchone()
            return Holding(headcounts(db).persons, messages)
    except UserError:
        return None
