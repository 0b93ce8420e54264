"""Composition root: hands the arguments to the command line, which may open the window."""

from __future__ import annotations

import io
import multiprocessing
import sys


def run() -> None:
    multiprocessing.freeze_support()
    # parser processes import this module too and must stay light
    from qunmate.cli.app import main

    for stream in (sys.stdout, sys.stderr):  # a pipe on Windows is not UTF-8 by itself
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(main(sys.argv[1:]))


if __name__ == "__main__":
    run()
