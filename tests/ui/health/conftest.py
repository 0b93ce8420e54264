"""A window on the sample groups."""

from __future__ import annotations

from pathlib import Path

import pytest

from qunmate.data.store import open_store
from qunmate.progress import finish
from qunmate.tasks.demo import fill_demo
from qunmate.ui.main_window import MainWindow
from tests.ui.conftest import TODAY, Open


@pytest.fixture
def sample(open_window: Open, path: Path) -> MainWindow:
    with open_store(path) as store:
        finish(fill_demo(store, messages=1_500, members=80, seed=1, until=TODAY))
    window = open_window()
    window.sidebar.choose(1)
    return window
