"""A long reading in steps, and the widget it is for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from qunmate.data.store import Store, open_store
from qunmate.progress import Job, Progress
from qunmate.ui.importing.counting import Counting
from qunmate.ui.jobs import Jobs


class Asker(QObject):
    """Asks as a part of the import dialog does."""

    heard = Signal(object)

    def __init__(self, jobs: Jobs, *, fails: bool = False) -> None:
        super().__init__()
        self.ended = False
        self.counting = Counting(
            jobs,
            "count",
            lambda store: self.count(store, fails=fails),
            self.hear,
            self.hear,
            self.hear,
        )

    def hear(self, what: object) -> None:
        self.heard.emit(what)

    def count(self, _store: Store, *, fails: bool) -> Job[int]:
        try:
            yield Progress(1, 2)
            yield Progress(2, 2)
        finally:
            self.ended = True
        if fails:
            raise ValueError
        return 7


@pytest.fixture
def errors() -> list[BaseException]:
    return []


@pytest.fixture
def jobs(tmp_path: Path, errors: list[BaseException], qtbot: QtBot) -> Iterator[Jobs]:
    path = tmp_path / "mine.qunmate"
    open_store(path).close()
    owner = QObject()
    made = Jobs(path, errors.append, owner)
    yield made
    made.close()
    assert errors == []


def test_the_result_is_told(jobs: Jobs, qtbot: QtBot) -> None:
    asker = Asker(jobs)
    heard: list[object] = []
    asker.heard.connect(heard.append)
    qtbot.waitUntil(lambda: 7 in heard)
    assert asker.ended


@pytest.mark.parametrize("fails", [False, True])
def test_nobody_is_told_when_the_widget_is_gone(jobs: Jobs, qtbot: QtBot, *, fails: bool) -> None:
    asker = Asker(jobs, fails=fails)
    shiboken6.delete(asker)
    qtbot.waitUntil(lambda: jobs.idle)
    assert asker.ended
