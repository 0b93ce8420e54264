"""Whether another day has begun where the computer is now."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from qunmate.ui.new_day import NewDay

WEST, EAST = "Etc/GMT+12", "Etc/GMT-14"  # 26 hours lie between them


@pytest.fixture
def _zone() -> Iterator[None]:
    yield
    if sys.platform != "win32":
        time.tzset()


@pytest.mark.skipif(sys.platform == "win32", reason="a program's zone can't be told by TZ there")
@pytest.mark.usefixtures("_zone")
def test_a_computer_that_travels_has_another_day(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", WEST)
    time.tzset()
    parent = QObject()
    days = NewDay(date.today, parent)
    begun: list[int] = []
    days.begun.connect(lambda: begun.append(1))
    days.look()
    assert not begun
    monkeypatch.setenv("TZ", EAST)
    days.look()
    assert begun
