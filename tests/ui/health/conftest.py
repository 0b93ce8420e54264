"""A window on the sample groups."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from qunmate.data.store import open_store
from qunmate.progress import finish
from qunmate.tasks.demo import fill_demo
from qunmate.ui.main_window import MainWindow
from tests.ui.conftest import TODAY, Open


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once: each window is opened on a copy."""
    path = tmp_path_factory.mktemp("sample") / "sample.qunmate"
    with open_store(path) as store:
        finish(fill_demo(store, messages=3_000, members=80, seed=1, until=TODAY))
    return path


@pytest.fixture
def sample(open_window: Open, path: Path, sample_file: Path) -> MainWindow:
    shutil.copy(sample_file, path)
    window = open_window()
    window.sidebar.choose(1)
    return window
