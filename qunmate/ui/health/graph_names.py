"""Where the names of dots stand, without one upon another and, if it can be, upon no dot."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import hypot
from operator import itemgetter
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSizeF

APART = 4  # px between two names beside one another
# of a name's width or height, along the side of its dot
SLIDES = (0.25, -0.25, 0.45, -0.45, 0.7, -0.7)


class Dot(NamedTuple):
    centre: QPointF
    radius: float

    def under(self, box: QRectF) -> bool:
        aside = max(box.left() - self.centre.x(), self.centre.x() - box.right(), 0.0)
        above = max(box.top() - self.centre.y(), self.centre.y() - box.bottom(), 0.0)
        return hypot(aside, above) < self.radius


def beside(
    names: Mapping[int, QSizeF], dots: Sequence[Dot], room: QRectF, foremost: int
) -> Iterator[tuple[int, QRectF]]:
    """The names by the dots' places, the most important first, and their boxes. The `foremost`
    have theirs even upon the dots of others, where there is no better place."""
    taken: list[QRectF] = []
    for rank, (place, size) in enumerate(names.items()):
        free = [
            (sum(dot.under(box) for dot in dots), box)
            for box in _around(dots[place], size)
            if room.contains(box) and not any(box.intersects(other) for other in taken)
        ]
        covered, box = min(free, key=itemgetter(0), default=(0, None))
        if box and (rank < foremost or not covered):
            taken.append(box.adjusted(-APART, 0, APART, 0))
            yield place, box


def _around(dot: Dot, size: QSizeF) -> Iterator[QRectF]:
    """Where the name of a dot may stand, the best place first."""
    wide, high, out = size.width(), size.height(), dot.radius
    right, left = out + 3, -out - 3 - wide
    above, below = -out - 1 - high, out + 1
    corners = [(right, -high / 2), (-wide / 2, below), (-wide / 2, above), (left, -high / 2)]
    corners += [(x, y) for x in (out, -out - wide) for y in (out - 3, 3 - out - high)]
    for part in SLIDES:
        corners += [(side, part * high - high / 2) for side in (right, left)]
        corners += [(part * wide - wide / 2, side) for side in (below, above)]
    for x, y in corners:
        yield QRectF(dot.centre + QPointF(x, y), size)
