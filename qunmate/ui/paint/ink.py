"""What is drawn on a page, as values: words, boxes and rules in logical pixels."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from qunmate import i18n
from qunmate.ui import theme


@dataclass(frozen=True, slots=True)
class Face:
    size: int
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text; `y` is its baseline."""

    x: float
    y: float
    text: str
    face: Face
    colour: str


@dataclass(frozen=True, slots=True)
class Box:
    x: float
    y: float
    width: float
    height: float
    colour: str
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin straight line."""

    x: float
    y: float
    to_x: float
    to_y: float
    colour: str
    dashed: bool = False


Ink = Words | Box | Rule


@lru_cache(maxsize=64)
def _font(language: str, face: Face) -> QFont:
    made = theme.font(language)
    made.setPixelSize(face.size)
    made.setWeight(QFont.Weight.DemiBold if face.bold else QFont.Weight.Normal)
    # whose glyphs no reader of a PDF knows to be figures
    made.unsetFeature(QFont.Tag("tnum"))
    made.setFeature(QFont.Tag("locl"), 0)
    # the same widths at every scale, so that the preview breaks lines as the file does
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def font(face: Face) -> QFont:
    return _font(i18n.language(), face)


def moved(ink: Ink, down: float) -> Ink:
    if isinstance(ink, Rule):
        return replace(ink, y=ink.y + down, to_y=ink.to_y + down)
    return replace(ink, y=ink.y + down)


def draw(painter: QPainter, inks: Iterable[Ink]) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    # as in the web page; else a name from the right at its beginning turns a line around
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    for ink in inks:
        colour = QColor(ink.colour)
        match ink:
            case Words():
                painter.setFont(font(ink.face))
                painter.setPen(colour)
                painter.drawText(QPointF(ink.x, ink.y), ink.text)
            case Box():
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colour)
                box = QRectF(ink.x, ink.y, ink.width, ink.height)
                painter.drawRoundedRect(box, ink.radius, ink.radius)
            case Rule():
                pen = QPen(colour, 1.0)
                if ink.dashed:
                    pen.setDashPattern([2, 4])
                painter.setPen(pen)
                painter.drawLine(QPointF(ink.x, ink.y), QPointF(ink.to_x, ink.to_y))
