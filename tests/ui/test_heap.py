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


class _Info(ctypes.Structure):
    """What mallinfo2(3) tells, of which `hblkhd` are the bytes in blocks with a place of their
    own, which go back to the system when they are freed."""

    _fields_ = tuple(
        (name, ctypes.c_size_t)
        for name in (
            "arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks", "uordblks",
            "fordblks", "keepcost",
        )
    )  # fmt: skip


def test_large_blocks_go_back_at_once_whatever_was_freed_before() -> None:
    """Freeing a large block teaches glibc to put the next ones among the small ones."""
    heap.keep_small()
    libc = ctypes.CDLL(None)
    if not hasattr(libc, "mallinfo2"):
        pytest.skip("glibc before 2.33 does not tell")
    libc.mallinfo2.restype = _Info
    libc.malloc.restype = ctypes.c_void_p
    libc.free.argtypes = [ctypes.c_void_p]
    libc.free(libc.malloc(20 << 20))
    before = libc.mallinfo2().hblkhd
    blocks = [libc.malloc(16 << 20) for _time in range(6)]
    # free room that lies among the small ones may take one of them
    assert libc.mallinfo2().hblkhd - before >= 64 << 20
    for block in blocks:
        libc.free(block)
    assert libc.mallinfo2().hblkhd - before < 4 << 20  # other threads may hold some
