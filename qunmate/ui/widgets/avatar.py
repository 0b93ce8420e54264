"""A round disc with the first character of a name, or with a picture."""

from __future__ import annotations

from zlib import crc32

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from qunmate.ui.theme import Theme

_TONES = ("accent", "active", "leader", "dormant", "good")


def initial(name: str) -> str:
    """The first character that is a letter, a digit or a sign of its own."""
    for character in name:
        if character.isalnum():
            return character.upper()
    return name.strip()[:1] or "?"


class Avatar(QWidget):
    def __init__(self, theme: Theme, parent: QWidget, size: int = 44) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = ""
        self._picture = QPixmap()
        self.setFixedSize(QSize(size, size))
        theme.changed.connect(self.update)

    def show_name(self, name: str) -> None:
        self._name = name
        self.update()

    def show_picture(self, image: bytes | None) -> None:
        """A picture in place of the character; None or what is no picture: none."""
        self._picture = QPixmap()
        if image:
            self._picture.loadFromData(image)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._picture.isNull():
            disc = QPainterPath()
            disc.addEllipse(self.rect())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.setClipPath(disc)
            painter.drawPixmap(self.rect(), self._picture)
            painter.end()
            return
        painter.setPen(Qt.PenStyle.NoPen)
        tone = _TONES[crc32(self._name.encode()) % len(_TONES)]
        painter.setBrush(QColor(getattr(tokens, tone)))
        painter.drawEllipse(self.rect())
        font = QFont(self.font())
        font.setPixelSize(max(self.width() * 2 // 5, 10))
        painter.setFont(font)
        painter.setPen(QColor(tokens.on_accent))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, initial(self._name))
        painter.end()
