"""Where cyclic garbage is collected: on the window's thread alone."""

from __future__ import annotations

import gc
import threading
import weakref

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qunmate.ui.sweeper import Sweeper


class Knot:
    """Hangs in itself, and notes which thread it is destroyed by."""

    def __init__(self, ends: list[int]) -> None:
        self.itself = self
        weakref.finalize(self, lambda: ends.append(threading.get_ident()))


def in_another_thread(ends: list[int]) -> None:
    """Much litter, so that it is worth collecting."""
    enough = 2 * gc.get_threshold()[0]
    thread = threading.Thread(target=lambda: [Knot(ends) for _time in range(enough)])
    thread.start()
    thread.join()


def test_no_other_thread_collects(qtbot: QtBot) -> None:
    ends: list[int] = []
    sweeper = Sweeper(bool)
    in_another_thread(ends)
    assert ends == []
    qtbot.waitUntil(lambda: len(ends) > 0)
    assert set(ends) == {threading.get_ident()}
    sweeper.stop()


def test_it_rests_while_nothing_is_made(qapp: QApplication) -> None:
    sweeper = Sweeper(bool)
    gc.collect()
    before = gc.get_stats()
    sweeper.look()
    assert gc.get_stats() == before
    sweeper.stop()


def test_python_collects_by_itself_when_the_last_has_stopped(qapp: QApplication) -> None:
    first, second = Sweeper(bool), Sweeper(bool)
    first.stop()
    assert not gc.isenabled()
    second.stop()
    assert gc.isenabled()


def test_all_objects_are_looked_at_when_no_job_runs(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qunmate.ui.sweeper.FIRST_FULL", 0.0)
    busy = [True]
    sweeper = Sweeper(lambda: busy)
    litter: list[list[int]] = [[] for _time in range(2 * gc.get_threshold()[0])]  # worth a look
    before = gc.get_stats()[2]["collections"]
    sweeper.look()
    assert gc.get_stats()[2]["collections"] == before
    litter += [[] for _time in range(2 * gc.get_threshold()[0])]
    busy.clear()
    sweeper.look()
    assert gc.get_stats()[2]["collections"] == before + 1
    sweeper.stop()
    assert litter
