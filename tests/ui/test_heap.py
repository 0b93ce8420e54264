"""What the window's process keeps of memory that it no longer uses."""

from __future__ import annotations

import ctypes
import sys

import psutil
import pytest

from qunmate.ui import heap

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="others give back by themselves")


def held() -> int:
    return int(psutil.Process().memory_info().rss)


def test_what_was_freed_goes_back_to_the_system() -> None:
    before = held()
    blocks = [bytes(1000) for _time in range(100_000)]
    behind = blocks[::5_000]
    blocks.clear()
    heap.give_back()
    assert held() - before < 50e6
    assert behind


def test_large_blocks_go_back_at_once_though_others_lie_behind() -> None:
    """Freeing a large block teaches glibc to put the next ones among the small ones."""
    heap.keep_small()
    libc = ctypes.CDLL(None)
    libc.malloc.restype = ctypes.c_void_p
    libc.free.argtypes = [ctypes.c_void_p]
    libc.free(libc.malloc(20 << 20))
    before = held()
    blocks, behind = [], []
    for _time in range(20):
        blocks.append(libc.malloc(2 << 20))
        ctypes.memset(blocks[-1], 1, 2 << 20)
        behind.append(libc.malloc(100 << 10))
    assert held() - before > 30e6
    for block in blocks:
        libc.free(block)
    assert held() - before < 5e6
    for small in behind:
        libc.free(small)
