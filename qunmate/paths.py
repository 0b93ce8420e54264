"""Where things lie on this machine."""

from __future__ import annotations

from pathlib import Path

import platformdirs


def data_folder() -> Path:
    return Path(platformdirs.user_data_dir("QunMate", appauthor=False))


def default_file() -> Path:
    """The file the operator chose, while it is there; else the one in the data folder."""
    try:
        chosen = Path(_choice().read_text(encoding="utf-8").strip())
        if chosen.is_absolute() and chosen.is_file():
            return chosen
    except (OSError, ValueError):
        pass
    return data_folder() / "qunmate.qunmate"


def choose_default_file(path: Path) -> None:
    """From now on this is the file that is opened when none is named."""
    _choice().parent.mkdir(parents=True, exist_ok=True)
    _choice().write_text(str(path.resolve()), encoding="utf-8")


def _choice() -> Path:
    return data_folder() / "file.txt"


def log_folder() -> Path:
    return Path(platformdirs.user_log_dir("QunMate", appauthor=False))
