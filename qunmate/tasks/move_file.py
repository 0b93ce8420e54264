"""Moves the operator's file to another folder: a checked copy there, the old one left alone."""

from __future__ import annotations

from pathlib import Path

from qunmate.data import backups
from qunmate.data.store import Store
from qunmate.errors import UserError
from qunmate.tasks.backup import check


def move_file(store: Store, target: Path) -> Path:
    """Copy the file to `target` and check the copy. Nobody writes to the old file meanwhile;
    whoever goes on must use the new one from then on. A file that another program has taken away
    is saved from what the store still holds."""
    if store.displaced() and target.absolute() != store.path.absolute():
        backups.copy(store.path, target, store.db)
    else:
        with store.atomic():
            backups.copy(store.path, target)
    if not check(target).ok:
        target.unlink()
        raise UserError("copy_damaged", path=str(target))
    return target
