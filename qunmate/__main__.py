"""Composition root: hands the arguments to the command line, which may open the window."""

from __future__ import annotations

import io
import multiprocessing
import sys


def run() -> None:
    multiprocessing.freeze_support()
    # parser processes import this module too and must stay light
    from qunmate.cli.app import main

    unheard = io.StringIO()  # on Windows' desktop a program has neither of the two
    sys.stdout, sys.stderr = sys.stdout or unheard, sys.stderr or unheard
    for stream in (sys.stdout, sys.stderr):  # a pipe on Windows is not UTF-8 by itself
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    code = main(sys.argv[1:])
    if code:
        _show(unheard.getvalue())
    sys.exit(code)


def _show(text: str) -> None:
    """Say in a box why there is no window, since there is no terminal either."""
    if sys.platform == "win32" and text.strip():
        import ctypes

        ctypes.windll.user32.MessageBoxW(None, text, "QunMate", 0x10)


if __name__ == "__main__":
    run()
