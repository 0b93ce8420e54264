"""Reports of our own defects: a traceback and versions, no personal data."""

from __future__ import annotations

import contextlib
import platform
import sys
import tempfile
import traceback
from datetime import UTC, datetime
from pathlib import Path

from qunmate import __version__
from qunmate.paths import log_folder


def report_text(defect: BaseException) -> str:
    """The report without values of variables or messages of other programs' errors."""
    frames = "".join(traceback.format_list(traceback.extract_tb(defect.__traceback__)))
    home = str(Path.home())
    return (
        f"QunMate {__version__}\nPython {platform.python_version()}\n{platform.platform()}\n\n"
        f"{type(defect).__name__}\n{frames}"
    ).replace(home, "~")


def write_report(defect: BaseException, folder: Path | None = None) -> Path | None:
    """Print the report and write it where we may; gives its path, None if nowhere."""
    text = report_text(defect)
    sys.stderr.write(text)
    name = f"report-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.txt"
    for target in (folder or log_folder(), Path(tempfile.gettempdir())):
        with contextlib.suppress(OSError):  # a full disk, or a folder that can't be written
            target.mkdir(parents=True, exist_ok=True)
            (target / name).write_text(text, encoding="utf-8")
            return target / name
    return None
