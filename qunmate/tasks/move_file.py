"""Moves the operator's file to another folder: a checked copy there, the old one left alone."""

from __future__ import annotations

from pathlib import Path

from qunmate.data import backups
from qunmate.data.store import Store
from qunmate.errors import UserError
from qunmate.tasks.backup import check


def move_file(store: Store, target: Path) -> Path:
    """Copy the file to `target` and check the copy. Nobody writes to the old file meanwhile;
    whoever goes on must use the new one from then on."""
    with store.atomic():
        backups.copy(store.path, target)
    if not check(target).ok:
        target.unlink()
        raise UserError("copy_damaged", path=str(target))
    return target
