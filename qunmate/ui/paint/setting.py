"""Sets text into lines of a width."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF, QTextLayout, QTextOption

from qunmate.bidi import carried
from qunmate.ui.paint.ink import Face, Ink, Words, font
from qunmate.ui.wrapping import apart, together

LEADING = 1.55  # from line to line, in sizes of the face


def width_of(text: str, face: Face) -> float:
    return QFontMetricsF(font(face)).horizontalAdvance(text)


def lines_of(text: str, face: Face, width: float) -> Iterator[str]:
    """The text broken at words, or anywhere where a word is wider than the line; no Chinese
    character is left alone on the last one."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    text = together(text)
    layout = QTextLayout(text, font(face))
    layout.setTextOption(option)
    layout.beginLayout()
    encoded = text.encode("utf-16-le", "surrogatepass")  # Qt counts in UTF-16
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1.0))
        start, end = 2 * line.textStart(), 2 * (line.textStart() + line.textLength())
        yield apart(encoded[start:end].decode("utf-16-le", "replace")).strip()
    layout.endLayout()


def elided(text: str, face: Face, width: float) -> str:
    metrics = QFontMetricsF(font(face))
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)


@dataclass(frozen=True, slots=True)
class Style:
    face: Face
    colour: str

    @property
    def leading(self) -> float:
        return self.face.size * LEADING


def paragraph(text: str, style: Style, x: float, y: float, width: float) -> tuple[list[Ink], float]:
    """The lines of a text whose top is `y`, and where they end."""
    inks: list[Ink] = []
    for line in carried(lines_of(" ".join(text.split()), style.face, width)):
        inks.append(Words(x, y + _baseline(style), line, style.face, style.colour))
        y += style.leading
    return inks, y


def line(text: str, style: Style, x: float, y: float, width: float, align: str = "left") -> Words:
    """One line in a column, cut with … where it has no room; `align` left, centre or right."""
    text = elided(" ".join(text.split()), style.face, width)
    room = width - width_of(text, style.face)
    shift = {"left": 0.0, "centre": room / 2, "right": room}[align]
    return Words(x + shift, y + _baseline(style), text, style.face, style.colour)


def _baseline(style: Style) -> float:
    """From the top of a line to where its letters stand."""
    return style.leading / 2 + style.face.size * 0.36
