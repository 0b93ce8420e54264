"""Files that are there whole or not at all: written beside their place under a name of their
own, so that neither an older file nor another program's writing is in danger."""

from __future__ import annotations

import contextlib
import glob
import os
import secrets
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from qunmate.clock import DAY
from qunmate.data.world import world_errors
from qunmate.errors import UserError

PRIVATE, USUAL = 0o600, 0o666  # permissions, of which the system takes away its own


@contextlib.contextmanager
def replacing(path: Path, permissions: int = USUAL) -> Iterator[Path]:
    """An empty file to write to, which takes the place of `path` at the end and goes if
    anything fails. UserError where the place can't be written."""
    with world_errors(path, refused="file_cannot_write"):
        if path.exists() and not path.is_file():
            raise UserError("target_no_file", path=str(path))
        _sweep(path)
        with _beside(path, permissions) as part:
            yield part
            with part.open("rb+") as whole:
                os.fsync(whole.fileno())
            part.replace(path)


@contextlib.contextmanager
def making(path: Path) -> Iterator[Path]:
    """As `replacing`, for a file that its owner alone may read; FileExistsError where there is
    one at `path` by the end, any other error as it comes."""
    with _beside(path, PRIVATE) as part:
        yield part
        if sys.platform == "win32":
            part.rename(path)
            return
        try:
            os.link(part, path)
        except FileExistsError:
            raise
        except OSError:  # a disk that knows no links
            part.rename(path)


@contextlib.contextmanager
def _beside(path: Path, permissions: int) -> Iterator[Path]:
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, permissions))
        yield part
    finally:
        for tail in ("", "-journal", "-wal", "-shm"):
            part.with_name(part.name + tail).unlink(missing_ok=True)


def _sweep(path: Path) -> None:
    """Remove what a program that was killed left unfinished here a day ago or earlier."""
    for left in path.parent.glob(f"{glob.escape(path.name)}.*.part*"):
        with contextlib.suppress(OSError):
            if left.stat().st_mtime < time.time() - DAY:
                left.unlink()
