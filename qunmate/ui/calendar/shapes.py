"""A small shape for each kind of plan item, beside its colour: thirteen hues alone are more than
an eye tells apart, and some eyes tell few of them."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPolygonF

SIZE = 9  # px, of the square a shape stands in
_WHOLE = QRectF(0, 0, SIZE, SIZE)
_HOLE = 2  # px, the breadth of the line of what is hollow

Path = QPainterPath


def _polygon(*points: tuple[float, float]) -> Path:
    """Its points in shares of the square."""
    path = Path()
    path.addPolygon(QPolygonF([QPointF(x * SIZE, y * SIZE) for x, y in points]))
    path.closeSubpath()
    return path


def _disc() -> Path:
    path = Path()
    path.addEllipse(_WHOLE)
    return path


def _ring() -> Path:
    inner = Path()
    inner.addEllipse(_WHOLE.adjusted(_HOLE, _HOLE, -_HOLE, -_HOLE))
    return _disc().subtracted(inner)


def _frame() -> Path:
    path = Path()
    path.addRect(_WHOLE)
    path.addRect(_WHOLE.adjusted(_HOLE, _HOLE, -_HOLE, -_HOLE))
    return path


def _star() -> Path:
    points = []
    for step in range(10):
        far = 0.54 if step % 2 == 0 else 0.22
        angle = math.pi * (step / 5 - 0.5)
        points.append((0.5 + far * math.cos(angle), 0.53 + far * math.sin(angle)))
    return _polygon(*points)


def _cross() -> Path:
    lying, standing = Path(), Path()
    lying.addRect(QRectF(0, 3, SIZE, 3))
    standing.addRect(QRectF(3, 0, 3, SIZE))
    return lying.united(standing)


def _heart() -> Path:
    path = Path(QPointF(SIZE / 2, SIZE))
    path.cubicTo(-3.4, SIZE * 0.5, 1.2, -2.6, SIZE / 2, 2)
    path.cubicTo(SIZE - 1.2, -2.6, SIZE + 3.4, SIZE * 0.5, SIZE / 2, SIZE)
    return path


def _pair() -> Path:
    one, other = Path(), Path()
    one.addEllipse(QRectF(0, 0, 5, 5))
    other.addEllipse(QRectF(4, 4, 5, 5))
    return one.united(other)


def _bell() -> Path:
    path = Path(QPointF(0, 7))
    path.arcTo(QRectF(0, 1, SIZE, 12), 180, -180)
    path.closeSubpath()
    path.addRect(QRectF(0, 8, SIZE, 1))
    return path


_SHAPES: dict[str, Callable[[], Path]] = {
    "greeting": _disc,
    "festival": _star,
    "topic": lambda: _polygon((0.05, 0.05), (0.95, 0.05), (0.95, 0.95), (0.05, 0.95)),
    "knowledge": lambda: _polygon((0.5, 0), (1, 0.95), (0, 0.95)),
    "sharing": lambda: _polygon((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)),
    "lecture": lambda: _polygon((0.1, 0), (1, 0.5), (0.1, 1)),
    "offer": _heart,
    "game": _cross,
    "check_in": _frame,
    "ritual": _ring,
    "meeting": _pair,
    "ad": lambda: _polygon((0, 0.05), (1, 0.05), (0.5, 1)),
    "notice": _bell,
}
KINDS: Sequence[str] = tuple(_SHAPES)


@lru_cache(maxsize=64)
def shape(kind: str) -> Path:
    """In a square of SIZE px; a kind of a later version has that of a greeting."""
    return _SHAPES.get(kind, _disc)()


def paint_shape(painter: QPainter, left: float, middle: float, kind: str, colour: str) -> None:
    """Its left edge and the height of its middle are given."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawPath(shape(kind).translated(left, middle - SIZE / 2))
