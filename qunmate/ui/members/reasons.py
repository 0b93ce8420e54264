"""Why a member has tags that rules gave: a paragraph each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from qunmate.ui.parts import GRID
from qunmate.ui.wrapping import GAP, paragraph


class Reasons(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._labels: list[QLabel] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(GRID)
        self.hide()

    def show_lines(self, lines: Sequence[str]) -> None:
        """What is shown already stays as it is, so that nothing jumps."""
        if list(lines) == self.lines:
            return
        for old in self._labels:
            self._box.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._labels = [paragraph(line, "note") for line in lines]
        for made in self._labels:
            self._box.addWidget(made)
        self.setVisible(bool(lines))

    @property
    def lines(self) -> list[str]:
        return [one.text().replace(GAP, "") for one in self._labels]
