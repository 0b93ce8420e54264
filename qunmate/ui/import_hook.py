"""Takes PySide6's hook on imports off again: it reads the source of every module that is
imported, ours and numpy's, only to see whether PySide6 stands in it (a sixth of the start, and
all that source kept in memory). What it is for, `from __feature__ import …`, is not used here.
"""

from __future__ import annotations

import builtins

import PySide6.QtCore  # noqa: F401 - puts the hook on


def take_off() -> None:
    """Nothing happens with a PySide6 that has no such hook."""
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
