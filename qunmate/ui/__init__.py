"""The window: the only Qt."""

from __future__ import annotations

import ctypes
import sys

_ENOUGH = sys.maxsize // 4


def _keep_singletons() -> None:
    """PySide6 6.12 hands out None without a reference of its own, as is right from Python
    3.12 on, where None lives for ever. Before that every such call brings the interpreter
    nearer to “deallocating None”; with references to spare it never gets there."""
    if sys.version_info < (3, 12):
        for one in (None, True, False):
            ctypes.c_ssize_t.from_address(id(one)).value += _ENOUGH


_keep_singletons()
