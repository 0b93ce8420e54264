"""The only SQL and the only file formats."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from typing import Any


@contextlib.contextmanager
def _hidden(*names: str) -> Iterator[None]:
    """As if these modules were not installed."""
    loaded: dict[str, Any] = sys.modules
    absent = [name for name in names if name not in loaded]
    loaded.update(dict.fromkeys(absent))
    try:
        yield
    finally:
        for name in absent:
            del loaded[name]


# It would load them, a fifth of the start, only to know the types of tables that it makes itself.
with _hidden("numpy", "pandas"):
    import sqlite_utils as _sqlite_utils  # noqa: F401
