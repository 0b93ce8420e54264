"""A group to count."""

from __future__ import annotations

import pytest

from qunmate.data.store import Store
from tests.figure_book import FigureBook


@pytest.fixture
def book(store: Store) -> FigureBook:
    return FigureBook(store)
