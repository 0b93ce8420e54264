"""Where the chart library is loaded: two threads at once in Qt's modules crash."""

from __future__ import annotations

import subprocess
import sys

LOADS = """
import sys
from qunmate.ui.health import library

for _step in library.load():
    assert "pyqtgraph" not in sys.modules
assert "pyqtgraph" in sys.modules
assert not list(library.load())
"""


def test_it_comes_in_steps_and_only_once() -> None:
    subprocess.run([sys.executable, "-c", LOADS], check=True)
