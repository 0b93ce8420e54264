"""What is new in a folder that is watched: files of a kind that can be taken in, and were not."""

from __future__ import annotations

import contextlib
import hashlib
import stat
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from qunmate.data import imports
from qunmate.data.importers import SUFFIXES
from qunmate.data.store import Store
from qunmate.errors import UserError
from qunmate.tasks.inspect_source import SHEETS, inspect

REST_SECONDS = 2.0  # a file that has not changed for so long is whole
MOST_FILES = 500  # the newest of the folder
MOST_HASHED = 64 << 20  # bytes; of a larger one the time of its last change must do
_SUFFIXES = SUFFIXES | SHEETS | {".zip", ".html", ".mhtml", ".xlsm", ".xlsb", ".et", ".ics"}

Mark = tuple[str, int, int]  # name, bytes, ns of the last change: a file as it is now


@dataclass(frozen=True, slots=True)
class FolderLook:
    """`known` says of each file that rests whether it is of a kind that can be taken in and
    was not yet; `growing` are those that still change."""

    known: Mapping[Mark, bool]
    growing: frozenset[Mark]

    @property
    def new(self) -> tuple[Mark, ...]:
        return tuple(mark for mark, wanted in self.known.items() if wanted)


def look(
    store: Store, folder: Path, known: Mapping[Mark, bool], growing: Collection[Mark]
) -> FolderLook:
    """What lies there now. `known` and `growing` are those of the last look: only what is new
    since then is opened, and no further than it takes to see what it is. UserError if the
    folder can't be read."""
    found: dict[Mark, bool] = {}
    still: set[Mark] = set()
    taken = imports.files(store.db)
    for mark in marks(folder):
        if mark in known:
            found[mark] = known[mark] and not _taken(folder, mark, taken)
        elif mark not in growing and _age(mark) < REST_SECONDS:
            still.add(mark)
        else:
            found[mark] = not _taken(folder, mark, taken) and _readable(folder / mark[0])
    return FolderLook(found, frozenset(still))


def marks(folder: Path) -> list[Mark]:
    """The files of the folder itself by their names, without hidden ones and half loads."""
    try:
        paths = list(folder.iterdir())
    except OSError as error:
        raise UserError("watched_folder_gone", path=str(folder)) from error
    found: list[Mark] = []
    for path in paths:
        if path.suffix.lower() in _SUFFIXES and not path.name.startswith((".", "~$")):
            with contextlib.suppress(OSError):  # gone meanwhile
                told = path.stat()
                if stat.S_ISREG(told.st_mode) and told.st_size:
                    found.append((path.name, told.st_size, told.st_mtime_ns))
    return sorted(sorted(found, key=lambda mark: -mark[2])[:MOST_FILES])


def _age(mark: Mark) -> float:
    """Seconds since its last change."""
    return time.time() - mark[2] / 1e9


def _readable(path: Path) -> bool:
    try:
        return inspect(path).kind != "unknown"
    except (UserError, OSError):
        return False


def _taken(folder: Path, mark: Mark, taken: Mapping[str, list[tuple[str, int]]]) -> bool:
    """Whether the file was taken in as it is, also if that was taken back since."""
    name, size, changed = mark
    hashes = [sha256 for sha256, at in taken.get(name, [])]
    if not hashes:
        return False
    if size <= MOST_HASHED and all(hashes) and folder.joinpath(name).suffix.lower() != ".zip":
        try:
            with (folder / name).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() in hashes
        except OSError:
            return True
    return any(at * 10**9 >= changed for _sha256, at in taken[name])
