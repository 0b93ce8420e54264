"""One window a file: whoever starts the program again calls the one that has the file open.

A call is a note in a folder of the operator's own that each window watches, named by the process
it is for; taking it away is the answer. So nothing listens, no other user is reached, and what a
killed program leaves behind is in nobody's way.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QSysInfo, Signal

from qunmate.paths import data_folder
from qunmate.ui.window_lock import Holder

PATIENCE = 3.0  # seconds in which a window answers, also one that is just being opened
LOOK_EVERY = 0.01  # seconds between two looks for the answer
_ACTIVATION = "XDG_ACTIVATION_TOKEN"  # by which Wayland lets another window come forward


@dataclass(frozen=True, slots=True)
class Call:
    """`sources` are to be taken in; `token` lets the window come forward, "" for none."""

    sources: tuple[Path, ...]
    token: str


def call(holder: Holder, sources: Sequence[Path] = (), patience: float = PATIENCE) -> bool:
    """Ask the window of `holder` to come forward and to take the sources in. Waits for its
    answer; False where there is none: it is another user's or computer's, or hangs."""
    if holder.host != QSysInfo.machineHostName():
        return False
    note = _folder() / f"{holder.pid}-{secrets.token_hex(8)}.call"
    words = {
        "sources": [str(one.absolute()) for one in sources],
        "token": os.environ.get(_ACTIVATION, ""),
    }
    _let_come_forward(holder.pid)
    try:
        part = note.with_suffix(".part")
        part.write_text(json.dumps(words), encoding="utf-8")
        part.replace(note)
        until = time.monotonic() + patience
        while note.exists():
            if time.monotonic() > until:
                note.unlink()
                return False
            time.sleep(LOOK_EVERY)
    except FileNotFoundError:  # taken in the last moment
        return True
    except OSError:
        return False
    return True


class Calls(QObject):
    """Hears the calls for this process."""

    called = Signal(object)  # Call

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._held: int | None = None
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self.look)

    def start(self) -> None:
        """From now on; also what came since the file was locked."""
        with contextlib.suppress(OSError):  # then nobody can call
            folder = _folder()
            _sweep(folder)
            self._watcher.addPath(str(folder))
            self._hold(folder)
            self.look()

    def _hold(self, folder: Path) -> None:
        """So that it is found again where somebody moves the folders around it; Windows lets
        nobody move what is watched."""
        if sys.platform != "win32":
            self._held = os.open(folder, os.O_RDONLY)
            self.destroyed.connect(partial(os.close, self._held))

    def look(self) -> None:
        folder = _folder() if self._held is None else _place_of(self._held)
        for note in sorted(folder.glob(f"{os.getpid()}-*.call")):
            heard = _heard(note)
            if heard:
                self.called.emit(heard)


def come_forward_by(token: str) -> None:
    """Let the next wish of a window to come forward be granted."""
    if token:
        os.environ[_ACTIVATION] = token


def _folder() -> Path:
    folder = data_folder() / "calls"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _place_of(held: int) -> Path:
    """Where a folder that is held open lies now."""
    if sys.platform == "darwin":
        import fcntl

        place = fcntl.fcntl(held, fcntl.F_GETPATH, bytes(1024))
        return Path(os.fsdecode(place.rstrip(b"\0")))
    return Path(f"/proc/self/fd/{held}")


def _sweep(folder: Path) -> None:
    """Take away what nobody waits for any more."""
    for note in folder.iterdir():
        with contextlib.suppress(OSError):
            if abs(time.time() - note.stat().st_mtime) > 2 * PATIENCE:
                note.unlink()


def _heard(note: Path) -> Call | None:
    """What the note says, which it does only once; None where it is no more, or is none of ours."""
    try:
        text = note.read_text(encoding="utf-8")
        note.unlink()
        words = json.loads(text)
        return Call(tuple(map(Path, words["sources"])), words["token"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _let_come_forward(pid: int) -> None:
    """Windows lets only the program in use bring a window to the front, or whom it names."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(pid)
