"""Queries of integers as arrays."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Any

import numpy as np

from qunmate.figures.history import Ints


def columns(rows: Iterable[tuple[Any, ...]], width: int) -> list[Ints]:
    """The columns of a query of integers."""
    flat = np.fromiter(chain.from_iterable(rows), np.int64)
    return list(flat.reshape(-1, width).T)
