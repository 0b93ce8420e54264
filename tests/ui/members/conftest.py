"""A group for the tests of the Members tab."""

from __future__ import annotations

import pytest

from qunmate.data.store import Store
from qunmate.model import Group
from tests.roster_store import add_group


@pytest.fixture
def group(store: Store) -> Group:
    return add_group(store)
