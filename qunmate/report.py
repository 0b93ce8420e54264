"""Reports of our own defects: a traceback and versions, no personal data."""

from __future__ import annotations

import platform
import sys
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


def write_report(defect: BaseException, folder: Path | None = None) -> Path:
    """Write the report and give its path."""
    target = folder or log_folder()
    target.mkdir(parents=True, exist_ok=True)
    path = target / f"report-{datetime.now(UTC):%Y%m%d-%H%M%S}.txt"
    path.write_text(report_text(defect), encoding="utf-8")
    sys.stderr.write(report_text(defect))
    return path
