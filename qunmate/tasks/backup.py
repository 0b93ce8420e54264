"""Backups as verbs: on demand, once a day, restore, and the check of a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from qunmate.data import backups, consistency
from qunmate.data.store import Store, open_store
from qunmate.errors import Problem, UserError


@dataclass(frozen=True, slots=True)
class Check:
    """What a check of the file found; `size` in bytes."""

    ok: bool
    integrity: str
    problems: tuple[Problem, ...]
    schema: str
    size: int
    counts: dict[str, int]


def backup(store: Store, target: Path) -> Path:
    """Write a checked backup while the file is in use. UserError if `target` is the file itself."""
    if target.exists() and store.path.exists() and target.samefile(store.path):
        raise UserError("target_exists", path=str(target))
    backups.write(store.db, target)
    return target


def daily_backup(path: Path, now: datetime) -> Path | None:
    """An automatic backup if the last is a day old and the file has changed; else None."""
    if not backups.due(path, now):
        return None
    with open_store(path) as store:
        return backups.automatic(store.db, path, now)


def restore(path: Path, backup_file: Path, now: datetime) -> Path | None:
    """Put a backup in the place of the file, which is backed up itself before, or set aside
    as it is where it is damaged; gives that, None if there was no file."""
    backups.check_file(backup_file)
    kept = _keep(path, now, backup_file)
    try:
        backups.restore(path, backup_file)
    except BaseException:
        if kept is not None and not path.exists():
            backups.bring_back(path, kept)
        raise
    with open_store(path):  # migrates an older backup
        return kept


def _keep(path: Path, now: datetime, spared: Path) -> Path | None:
    if backups.is_gone(path):
        return None
    try:
        with open_store(path, read_only=True, any_schema=True) as store:
            return backups.automatic(store.db, path, now, spared)
    except UserError as error:
        if error.problem.code != "file_damaged":
            raise
        return backups.set_aside(path, now)


def check(path: Path) -> Check:
    """Integrity as SQLite sees it, and whether what we keep twice agrees."""
    with open_store(path, read_only=True, any_schema=True) as store:
        integrity = consistency.integrity(store.db)
        problems = consistency.problems(store.db) if integrity == "ok" else []
        return Check(
            ok=integrity == "ok" and not problems,
            integrity=integrity,
            problems=tuple(problems),
            schema=consistency.schema(store.db),
            size=path.stat().st_size,
            counts=consistency.counts(store.db) if integrity == "ok" else {},
        )
