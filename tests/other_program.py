"""What other programs, and Qt's dialogs, do to a file that is open."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

VISIT = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
print(*(name for (name,) in db.execute("SELECT name FROM groups")))
db.close()
"""

WRITE = """
import sqlite3, sys
sqlite3.connect(sys.argv[1], timeout=0).execute("BEGIN IMMEDIATE")
"""


def may_write(path: Path) -> bool:
    """Whether another program that asks now is let write."""
    command = [sys.executable, "-S", "-c", WRITE, path]
    ran = subprocess.run(command, check=False, capture_output=True)
    return not ran.returncode


def visit(path: Path) -> str:
    """Another program opens the file and closes it; the names of the groups it has seen."""
    ran = subprocess.run([sys.executable, "-S", "-c", VISIT, path], capture_output=True, check=True)
    return ran.stdout.decode().strip()


def look_into(path: Path) -> None:
    """As a dialog does that tells what kind of files it lists."""
    for file in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
        file.read_bytes()
