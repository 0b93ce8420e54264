"""What every test gets: an offscreen Qt, English, a home of its own, and a check that it
leaves no thread, process or open Store behind."""

from __future__ import annotations

import gc
import multiprocessing
import os
import shutil
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from qunmate import i18n
from qunmate.data.store import Store, open_store
from tests.crash_notes import (  # noqa: F401 - hooks
    pytest_configure,
    pytest_configure_node,
    pytest_terminal_summary,
)

# the same examples everywhere, and no test that a busy machine fails
settings.register_profile(
    "qunmate",
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("qunmate")

CHECKOUT = Path(__file__).resolve().parent.parent
GRACE_SECONDS = 2.0


@pytest.fixture(scope="session", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """No test reads or writes the user's own folders or follows the user's language."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "QUNMATE_DB"):
            patch.delenv(name, raising=False)
        patch.setenv("LANG", "C.UTF-8")
        for name in ("HOME", "LOCALAPPDATA", "APPDATA", "USERPROFILE"):
            patch.setenv(name, str(folder))
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
            patch.setenv(name, str(folder / name.lower()))
        yield folder


@pytest.fixture(autouse=True)
def english() -> None:
    i18n.install("en")


@pytest.fixture(autouse=True)
def clean_exit(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail a test that leaves a thread, a process or an open Store behind."""
    opened: dict[int, Store] = {}
    before, tasks = set(threading.enumerate()), _tasks()
    make, close = Store.__init__, Store.close

    def remember(self: Store, *args: object, **kwargs: object) -> None:
        make(self, *args, **kwargs)  # type: ignore[arg-type]
        opened[id(self)] = self

    def forget(self: Store) -> None:
        close(self)
        opened.pop(id(self), None)

    monkeypatch.setattr(Store, "__init__", remember)
    monkeypatch.setattr(Store, "close", forget)
    yield
    left = [f"Store({store.path})" for store in opened.values()]
    left += [repr(thread) for thread in _running(set(threading.enumerate()) - before)]
    left += [repr(child) for child in multiprocessing.active_children()]
    if tasks is None or (_tasks() or set()) - tasks:
        left += _qt_threads()
    assert not left, f"left behind: {', '.join(left)}"


def _running(threads: set[threading.Thread]) -> list[threading.Thread]:
    # a _DummyThread stands for a thread that Qt made; _qt_threads looks after those
    own = [thread for thread in threads if not isinstance(thread, threading._DummyThread)]
    for thread in own:
        thread.join(GRACE_SECONDS)
    return [thread for thread in own if thread.is_alive()]


def _tasks() -> set[str] | None:
    """The numbers of this process's threads; None where the system doesn't tell. Where none is
    new, all objects need not be looked at, which takes longer than most tests."""
    try:
        return {task.name for task in Path("/proc/self/task").iterdir()}
    except OSError:
        return None


def _qt_threads() -> list[str]:
    if "qunmate.ui.app" not in sys.modules:
        return []
    from PySide6.QtCore import QThread
    from shiboken6 import isValid

    main = QThread.currentThread()
    threads = [found for found in gc.get_objects() if type(found).__mro__.count(QThread)]
    return [
        repr(thread)
        for thread in threads
        if isValid(thread) and thread is not main and thread.isRunning()
    ]


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh file, to be copied: that takes a tenth of the time of making one."""
    path = tmp_path_factory.mktemp("empty") / "empty.qunmate"
    open_store(path).close()
    return path


@pytest.fixture
def store(tmp_path: Path, empty_file: Path) -> Iterator[Store]:
    """A fresh file, open for writing."""
    path = tmp_path / "test.qunmate"
    shutil.copy(empty_file, path)
    with open_store(path) as fresh:
        yield fresh


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of real-looking sample files, where the machine has one."""
    named = os.environ.get("QUNMATE_SAMPLES")
    folder = Path(named) if named else CHECKOUT.parent / "shared" / "samples"
    if not folder.is_dir():
        pytest.skip(f"no sample files: {folder}")
    return folder
