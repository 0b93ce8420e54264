"""Composition root: hands the arguments to the command line, which may open the window."""

from __future__ import annotations

import multiprocessing
import sys

from qunmate.cli.app import main


def run() -> None:
    multiprocessing.freeze_support()
    sys.exit(main(sys.argv[1:]))


if __name__ == "__main__":
    run()
