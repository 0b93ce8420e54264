"""Where things lie on this machine."""

from __future__ import annotations

from pathlib import Path

import platformdirs


def data_folder() -> Path:
    return Path(platformdirs.user_data_dir("QunMate", appauthor=False))


def default_file() -> Path:
    """The file the operator chose, also while it is not there; else the one of `own_file`."""
    return _chosen_file() or own_file()


def own_file() -> Path:
    """The file in the data folder, for who chose none."""
    return data_folder() / "qunmate.qunmate"


def is_away(path: Path) -> bool:
    """Whether the operator chose this file and it is not in its place, as one on a drive that is
    not connected: a new one must not be begun there."""
    return path == _chosen_file() and not path.exists()


def _chosen_file() -> Path | None:
    try:
        chosen = Path(_choice().read_text(encoding="utf-8").strip())
    except (OSError, ValueError):
        return None
    return chosen if chosen.is_absolute() else None


def is_same(one: Path, other: Path) -> bool:
    """Whether both lead to one file: through links, and in whatever case on a disk that tells no
    cases apart, as those of Windows and macOS."""
    try:
        return one.samefile(other)
    except OSError:  # one is not there
        return one.resolve() == other.resolve()


def choose_default_file(path: Path) -> None:
    """From now on this is the file that is opened when none is named."""
    _choice().parent.mkdir(parents=True, exist_ok=True)
    _choice().write_text(str(path.resolve()), encoding="utf-8")


def _choice() -> Path:
    return data_folder() / "file.txt"


def log_folder() -> Path:
    return Path(platformdirs.user_log_dir("QunMate", appauthor=False))
