"""What we found broken in a library and keep out by its version."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject


def test_qt_keeps_the_references_to_none() -> None:
    """PySide6 6.12.0 lost one in each call; on CPython 3.11 that ends in a fatal error."""
    thing = QObject()
    before = sys.getrefcount(None)
    for _time in range(1_000):
        thing.setObjectName("name")
    assert sys.getrefcount(None) > before - 500
