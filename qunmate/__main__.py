"""Composition root: hands the arguments to the command line, which may open the window."""

from __future__ import annotations

import multiprocessing
import sys


def run() -> None:
    multiprocessing.freeze_support()
    # parser processes import this module too and must stay light
    from qunmate.cli.app import main

    sys.exit(main(sys.argv[1:]))


if __name__ == "__main__":
    run()
