"""The sign beside a figure is drawn in the colour of its words, by no font."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from qunmate.ui.health.about import AboutButton, AboutMark
from qunmate.ui.theme import Theme


def colours(widget: QWidget) -> set[str]:
    image = widget.grab().toImage()
    return {
        image.pixelColor(QPoint(x, y)).name().upper()
        for x in range(image.width())
        for y in range(image.height())
    }


def test_it_is_drawn_and_follows_the_theme(qtbot: QtBot, theme: Theme) -> None:
    for made in (AboutMark(), AboutButton("Meaning")):
        qtbot.addWidget(made)
        for mode in ("light", "dark"):
            theme.set_mode(mode)
            assert theme.tokens.second in colours(made) or theme.tokens.text in colours(made)
