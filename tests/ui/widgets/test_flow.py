"""Widgets side by side, and on in the next line where there is no room."""

from __future__ import annotations

import shiboken6
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from qunmate.ui.widgets.flow import FlowLayout


def lines(box: QWidget, items: list[QLabel], width: int) -> list[list[str]]:
    box.resize(width, 200)
    box.layout().activate()  # type: ignore[union-attr]
    tops = sorted({item.y() for item in items})
    return [[item.text() for item in items if item.y() == top] for top in tops]


def test_what_is_tied_never_stands_alone(qtbot: QtBot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    flow = FlowLayout(box, 8)
    items = [QLabel(text, box) for text in ("tag", "layer", "more", "clear")]
    for item in items:
        item.setFixedSize(100, 20)
        flow.addWidget(item)
    box.show()
    assert lines(box, items, 330) == [["tag", "layer", "more"], ["clear"]]
    flow.tie(items[-1])
    assert lines(box, items, 331) == [["tag", "layer"], ["more", "clear"]]
    assert lines(box, items, 430) == [["tag", "layer", "more", "clear"]]
    assert lines(box, items, 120) == [["tag"], ["layer"], ["more"], ["clear"]]
    assert flow.heightForWidth(331) == 48


def test_an_item_that_is_gone_hinders_no_layout(qtbot: QtBot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    flow = FlowLayout(box, 8)
    items = [QLabel(text) for text in ("one", "two")]
    for item in items:
        item.setFixedSize(100, 20)
        flow.addWidget(item)
    first = flow.itemAt(0)
    assert first
    shiboken6.invalidate(first)
    assert flow.heightForWidth(120) == 20
    assert flow.minimumSize().width() == 100
    assert flow.count() == 1
