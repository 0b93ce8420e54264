"""Whole-file backups: written by SQLite itself while the file is in use, checked, thinned.

Tiers: the last few, one a day, one a week, one a month, all together under a cap of bytes.
"""

from __future__ import annotations

import contextlib
import glob
import sqlite3
import time
from collections.abc import Callable, Iterable
from contextlib import closing, nullcontext
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from pathlib import Path

from qunmate.data import settings
from qunmate.data.database import Database
from qunmate.data.parts import PRIVATE, making, replacing
from qunmate.data.schema import APPLICATION_ID, NAMES
from qunmate.data.store import BUSY_SECONDS, connect, file_uri
from qunmate.data.world import world_errors
from qunmate.errors import UserError
from qunmate.paths import is_same

_STAMP = "%Y%m%d-%H%M%S"
Taken = tuple[Path, datetime, int]  # a backup, when it was made, its bytes


@dataclass(frozen=True, slots=True)
class Tiers:
    """How many backups are kept: the last ones, and the newest of each of so many days, weeks
    and months; all together under a cap. Each is a setting of the file, named `backup_` + field.
    """

    recent: int = 5
    daily: int = 7
    weekly: int = 5
    monthly: int = 12
    cap_bytes: int = 2 << 30


USUAL = Tiers()


def tiers(db: Database) -> Tiers:
    """As set in the file, else the usual ones."""
    kept = {
        field.name: settings.get(db, f"backup_{field.name}", getattr(USUAL, field.name))
        for field in fields(Tiers)
    }
    return Tiers(**kept)


def folder_of(path: Path) -> Path:
    """Where the backups of a file lie."""
    return path.with_name(path.stem + "-backups")


def is_gone(path: Path) -> bool:
    """Whether there is no such file, or nothing in it."""
    return not path.exists() or (path.is_file() and not path.stat().st_size)


def listing(path: Path) -> list[Path]:
    """The automatic backups of a file, oldest first."""
    return sorted(folder_of(path).glob(f"{glob.escape(path.stem)}-*.qunmate"))


def damaged(path: Path) -> list[Path]:
    """The damaged files that were set aside among the backups, oldest first."""
    return sorted(folder_of(path).glob(f"{glob.escape(path.stem)}-*.damaged"))


def delete(backup: Path) -> bool:
    """Remove a backup with what lies beside it; False if it was gone already."""
    there = backup.exists()
    with world_errors(backup):
        for tail in ("", "-wal", "-shm"):
            backup.with_name(backup.name + tail).unlink(missing_ok=True)
    return there


def write(db: Database, target: Path) -> None:
    """Write a backup of the open file to `target` and check it; an older one there is
    replaced only by a good one."""
    with world_errors(target):
        target.parent.mkdir(parents=True, exist_ok=True)
    with replacing(target, PRIVATE) as part:
        db.execute("VACUUM INTO ?", [file_uri(part.absolute())])
        check_file(part)


def check_file(path: Path) -> None:
    """UserError unless `path` is a whole file of ours that this program can read."""
    with world_errors(path):
        there = path.is_file()
    if not there:
        raise UserError("source_missing", path=str(path))
    with world_errors(path), closing(connect(path, read_only=True)) as db:
        if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise UserError("file_not_ours", path=str(path))
        if db.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
            raise UserError("file_damaged", path=str(path))
        if not {row[0] for row in db.execute("SELECT name FROM _sqlite_migrations")} <= NAMES:
            raise UserError("file_newer", path=str(path))


def backup_before_migration(db: Database, path: Path) -> None:
    automatic(db, path, datetime.now())  # noqa: DTZ005 - names are for the user's own clock


def automatic(db: Database, path: Path, now: datetime, spared: Path | None = None) -> Path:
    """A backup in the file's own folder of backups, which is then thinned, but for the one
    that is `spared`."""
    at = now
    while (target := folder_of(path) / f"{path.stem}-{at.strftime(_STAMP)}.qunmate").exists():
        at += timedelta(seconds=1)  # never in the place of another
    write(db, target)
    for old in superfluous(all_taken(path), tiers(db)):
        if spared is None or not is_same(old, spared):
            with contextlib.suppress(OSError):  # in use, where Windows takes no file away: later
                old.unlink()
    _sweep(path, now)
    return target


def all_taken(path: Path) -> list[Taken]:
    """The automatic backups of a file (path, when, bytes), oldest first."""
    taken = []
    for one in listing(path):
        with contextlib.suppress(FileNotFoundError):  # another program has just thinned them
            taken.append((one, _taken_at(one, path), one.stat().st_size))
    return taken


def _sweep(path: Path, now: datetime) -> None:
    """Remove what a backup that was killed left unfinished a day ago or earlier."""
    for part in folder_of(path).glob(f"{glob.escape(path.stem)}-*.part*"):
        with contextlib.suppress(OSError):
            if part.stat().st_mtime < (now - timedelta(days=1)).timestamp():
                part.unlink()


def due(path: Path, now: datetime) -> bool:
    """Whether a day has passed since the last backup and the file has changed since."""
    newest = listing(path)[-1:]
    if not newest or not path.exists():
        return path.exists()
    if _taken_at(newest[0], path) > now - timedelta(days=1):
        return False
    files = (path, path.with_name(path.name + "-wal"))
    changed = max(f.stat().st_mtime for f in files if f.exists())
    return changed > newest[0].stat().st_mtime


def _taken_at(backup: Path, path: Path) -> datetime:
    try:
        return datetime.strptime(backup.stem.removeprefix(path.stem + "-"), _STAMP)  # noqa: DTZ007
    except ValueError:
        return datetime.fromtimestamp(backup.stat().st_mtime)  # noqa: DTZ006


def kept_as(backups: Iterable[Taken], tiers: Tiers = USUAL) -> dict[Path, str]:
    """Which backups are in a tier, and in which: the first of `recent`, `daily`, `weekly` and
    `monthly` that holds them."""
    ordered = sorted(backups, key=lambda b: b[1], reverse=True)
    kept = {path: "recent" for path, _, _ in ordered[: tiers.recent]}
    for tier, count, period in (
        ("daily", tiers.daily, lambda at: at.date().toordinal()),
        ("weekly", tiers.weekly, lambda at: at.isocalendar()[:2]),
        ("monthly", tiers.monthly, lambda at: (at.year, at.month)),
    ):
        newest_of: dict[object, Path] = {}
        for path, at, _ in ordered:
            newest_of.setdefault(period(at), path)
        for path in list(newest_of.values())[:count]:
            kept.setdefault(path, tier)
    return kept


def superfluous(backups: list[Taken], tiers: Tiers = USUAL) -> list[Path]:
    """Which backups go: those in no tier, then the oldest until the rest is under the cap.
    The newest always stays."""
    kept = kept_as(backups, tiers)
    gone, size = [], 0
    for number, (path, _, bytes_) in enumerate(sorted(backups, key=lambda b: b[1], reverse=True)):
        size += bytes_
        if path not in kept or (size > tiers.cap_bytes and number):
            gone.append(path)
            size -= bytes_
    return gone


def copy(path: Path, target: Path, held: Database | None = None) -> None:
    """Copy the file page by page to a new place and check the copy, while the file is in use.
    `held` is read instead where it holds what is no longer at `path`. UserError if something is
    there already."""
    with world_errors(target):
        if target.exists():
            raise UserError("target_exists", path=str(target))
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with making(target) as part:
                _copy(path, part, held)
        except FileExistsError as error:
            raise UserError("target_exists", path=str(target)) from error


def _copy(path: Path, part: Path, held: Database | None) -> None:
    reach = nullcontext(held) if held else closing(connect(path, read_only=True))
    with reach as source, closing(connect(part)) as made:
        source.conn.backup(made.conn, progress=_give_up(path))
    check_file(part)


def set_aside(path: Path, now: datetime) -> Path:
    """Move a damaged file among its backups, with what was not yet written into it; gives
    its new place. It is thinned with none of them."""
    target = folder_of(path) / f"{path.stem}-{now.strftime(_STAMP)}.damaged"
    with world_errors(path):
        target.parent.mkdir(parents=True, exist_ok=True)
        _move(path, target)
    return target


def bring_back(path: Path, aside: Path) -> None:
    """Undo `set_aside`."""
    with world_errors(path):
        _move(aside, path)


def _move(path: Path, target: Path) -> None:
    path.replace(target)
    for tail in ("-wal", "-shm"):
        beside = path.with_name(path.name + tail)
        if beside.exists():
            beside.replace(target.with_name(target.name + tail))


def restore(path: Path, backup: Path) -> None:
    """Put the content of a checked backup into the file, in one step: whole or not at all."""
    check_file(backup)
    with (
        world_errors(path),
        closing(connect(backup, read_only=True)) as source,
        closing(connect(path)) as target,
    ):
        target.execute("PRAGMA journal_mode = WAL")
        source.conn.backup(target.conn, progress=_give_up(path))


def _give_up(path: Path) -> Callable[[int, int, int], None]:
    """Ends a copy that would wait for ever for another program's write."""
    until = time.monotonic() + BUSY_SECONDS

    def step(status: int, _left: int, _pages: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > until:
            raise UserError("file_busy", path=str(path))

    return step
