"""Where things lie on this machine."""

from __future__ import annotations

from pathlib import Path

import platformdirs


def data_folder() -> Path:
    return Path(platformdirs.user_data_dir("QunMate", appauthor=False))


def default_file() -> Path:
    return data_folder() / "qunmate.qunmate"


def log_folder() -> Path:
    return Path(platformdirs.user_log_dir("QunMate", appauthor=False))
