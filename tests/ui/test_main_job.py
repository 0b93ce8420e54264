"""The whole main job in a real window on a screen of its own: by mouse, and by keys alone."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT

SCREEN = ("-a", "-s", "-screen 0 1366x768x24")
PARTS = [
    "take_in_sheet",
    "say_who_i_am",
    "take_in_chat",
    "tag_a_member",
    "plan_and_do",
    "keep_a_highlight",
    "look_at_health",
    "write_digests",
    "next_day",
]


@pytest.mark.parametrize("way", ["mouse", "keys"])
def test_main_job(tmp_path: Path, way: str) -> None:
    """Each part checks what it did in the file; lost.png in the folder shows where it stuck."""
    if not (shutil.which("xvfb-run") and shutil.which("Xvfb") and shutil.which("xauth")):
        pytest.skip("no Xvfb on this machine")
    command = ["xvfb-run", *SCREEN, sys.executable, "-m", "tests.main_job", way, str(tmp_path)]
    done = subprocess.run(
        command,
        cwd=CHECKOUT,
        env={**os.environ, "QT_QPA_PLATFORM": "xcb"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout.split()) == (0, PARTS), done.stderr
