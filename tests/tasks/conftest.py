"""A group to count, and one to take sheets into."""

from __future__ import annotations

from pathlib import Path

import pytest

from qunmate.data.store import Store
from tests.figure_book import FigureBook
from tests.sheet_files import new_group
from tests.tasks.roster_desk import Desk


@pytest.fixture
def book(store: Store) -> FigureBook:
    return FigureBook(store)


@pytest.fixture
def desk(store: Store, tmp_path: Path) -> Desk:
    return Desk(store, new_group(store), tmp_path)
