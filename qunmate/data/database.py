"""The connection to the file as the rest of the program knows it."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from typing import Any

__all__ = ["Database", "Migrations"]


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


# sqlite-utils would load them, a fifth of the start, only to know the types of tables that it
# makes itself
with _hidden("numpy", "pandas"):
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations
