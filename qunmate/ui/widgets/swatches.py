"""A row of colours to choose one from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QColorDialog, QWidget

from qunmate.i18n import _
from qunmate.ui.parts import button, hint, row
from qunmate.ui.theme import Theme
from qunmate.ui.widgets.one_of import OneOf

SIZE = 24  # px


class Swatch(QAbstractButton):
    """A round spot, with a ring where it is chosen; `tone` is the name of a token or #RRGGBB."""

    def __init__(self, theme: Theme, tone: str, words: str) -> None:
        super().__init__()
        self.tone = tone
        self._theme = theme
        self.setCheckable(True)
        self.setAccessibleName(words)
        self.setToolTip(hint(words))
        self.setFixedSize(SIZE, SIZE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(SIZE, SIZE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        colour = self.tone if self.tone.startswith("#") else getattr(tokens, self.tone)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked() or self.hasFocus():
            painter.setPen(QPen(QColor(tokens.text if self.isChecked() else tokens.accent), 1.5))
            painter.drawEllipse(QRectF(1.5, 1.5, SIZE - 3, SIZE - 3))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawEllipse(QRectF(4.5, 4.5, SIZE - 9, SIZE - 9))
        painter.end()


class Swatches(QWidget):
    """`picked` carries the tone that the operator chose."""

    picked = Signal(str)

    def __init__(self, theme: Theme, tones: Sequence[tuple[str, str]], parent: QWidget) -> None:
        """`tones` are (tone, its name)."""
        super().__init__(parent)
        self._swatches = [Swatch(theme, tone, words) for tone, words in tones]
        self._own = Swatch(theme, "#888888", _("Custom colour"))
        self._own.hide()
        self._group = OneOf(self)
        for swatch in (*self._swatches, self._own):
            self._group.addButton(swatch)
            swatch.clicked.connect(lambda _on=False, swatch=swatch: self.picked.emit(swatch.tone))
        other = button(_("Other…"), self._ask, "link")
        self.setLayout(row(*self._swatches, self._own, other, None, spacing=4))

    def show_tone(self, tone: str) -> None:
        """Mark the colour that is set; one of the operator's own gets a spot at the end. An
        empty tone marks none."""
        self._own.setVisible(tone.startswith("#"))
        if tone.startswith("#"):
            self._own.tone = tone
            self._own.update()
        self._group.setExclusive(False)
        for swatch in (*self._swatches, self._own):
            swatch.setChecked(bool(tone) and swatch.tone == tone)
        self._group.setExclusive(True)

    def _ask(self) -> None:
        chosen = QColorDialog.getColor(QColor(self._own.tone), self, _("Colour of the tag"))
        if chosen.isValid():
            self.picked.emit(chosen.name())
