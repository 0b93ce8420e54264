"""What finds words that can't be read, finds them, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QPushButton,
    QScrollArea,
    QTableWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from qunmate.ui.parts import ElidedLabel, label, row
from qunmate.ui.widgets.choice import Choice
from qunmate.ui.wrapping import partable
from tests.legible import illegible

WORDS = "A rather long sentence, of which not much can be seen"


def choice() -> QComboBox:
    made = QComboBox()
    made.addItem(WORDS)
    return made


def table() -> QTableWidget:
    made = QTableWidget(1, 1)
    made.setHorizontalHeaderLabels([WORDS])
    made.horizontalHeader().setStretchLastSection(True)
    return made


@pytest.mark.parametrize(
    "make",
    [
        lambda: QLabel(WORDS),
        lambda: QLabel(f"<b>{WORDS}</b>"),
        lambda: label(WORDS * 3, wrap=True),
        lambda: QPushButton(WORDS),
        lambda: QCheckBox(WORDS),
        choice,
        table,
    ],
    ids=["label", "rich", "wrapped", "button", "check", "choice", "header"],
)
def test_what_is_cut_is_found(qtbot: QtBot, make: Callable[[], QWidget]) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    ground.resize(800, 300)
    made = make()
    made.setParent(ground)
    made.setGeometry(10, 10, 500, 250)
    ground.show()
    assert not illegible(ground)
    made.setGeometry(10, 10, 80, 30)
    assert len(illegible(ground)) == 1
    made.setToolTip(WORDS)
    assert isinstance(made, (QTableWidget, QComboBox)) or not illegible(ground)


def test_what_is_outside_is_found(qtbot: QtBot) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    ground.resize(300, 100)
    words = QLabel(WORDS, ground)
    words.setToolTip(WORDS)
    words.move(200, 10)
    ground.show()
    assert [line for line in illegible(ground) if line.endswith("(outside)'")]


def test_what_must_be_scrolled_across_is_found(qtbot: QtBot) -> None:
    area = QScrollArea()
    qtbot.addWidget(area)
    area.resize(200, 100)
    area.setWidget(QCheckBox(WORDS))
    area.show()
    assert [line for line in illegible(area) if line.endswith("(outside)'")]


def test_a_choice_ends_in_an_ellipsis_and_tells_all(qtbot: QtBot) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    box = Choice()
    box.addItems([WORDS, "short"])
    box.setParent(ground)
    box.resize(120, 30)
    ground.show()
    assert not illegible(ground)
    assert box.toolTip() == WORDS
    box.setCurrentIndex(1)
    assert not box.toolTip()
    box.setCurrentIndex(0)
    box.setToolTip("")
    assert illegible(ground)


def test_an_ellipsis_with_a_tooltip_is_no_fault(qtbot: QtBot) -> None:
    words = ElidedLabel(WORDS)
    qtbot.addWidget(words)
    words.resize(80, 30)
    words.show()
    assert words.text().endswith("…")
    assert not illegible(words)


def test_an_ellipsis_beside_an_empty_stretch_is_found(qtbot: QtBot) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    words = ElidedLabel(WORDS)
    line = row(words, None)
    line.setStretch(0, 1)  # the stretch beside it gets half of the room
    ground.setLayout(line)
    ground.resize(words.sizeHint().width() + 40, 40)
    ground.show()
    assert illegible(ground)
    line.setStretch(1, 0)
    line.activate()
    assert not illegible(ground)


def test_a_word_that_is_wider_than_its_label_is_found(qtbot: QtBot) -> None:
    words = QLabel("Wolfeschlegelsteinhausenbergerdorff")
    qtbot.addWidget(words)
    words.setWordWrap(True)
    words.resize(100, 200)
    words.show()
    assert illegible(words)
    words.setText(partable(words.text()))
    assert not illegible(words)
