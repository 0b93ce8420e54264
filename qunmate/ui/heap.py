"""The memory of a window that stays open for days. glibc has to be told; others do this by
themselves."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable

_MMAP_THRESHOLD, _ARENA_MAX = -3, -8  # numbers of mallopt(3)
_LARGE = 256 * 1024  # bytes


def keep_small() -> None:
    """Call it before there are threads. Large blocks, such as pictures of widgets, go back to the
    system as soon as they are freed, wherever they lie: glibc otherwise puts them among all the
    others once it has seen some come and go. All threads share the room of one, which they rarely
    need at once."""
    if mallopt := _glibc("mallopt"):
        mallopt(_MMAP_THRESHOLD, _LARGE)
        mallopt(_ARENA_MAX, 1)


def give_back() -> None:
    """Give what was freed back to the system. glibc keeps it as soon as something behind it is
    in use, so that a long day would cost half as much again."""
    if trim := _glibc("malloc_trim"):
        trim(0)


def _glibc(name: str) -> Callable[..., int] | None:
    return getattr(ctypes.CDLL(None), name, None) if sys.platform == "linux" else None
