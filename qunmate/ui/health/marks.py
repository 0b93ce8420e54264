"""Which plan items are marked in a chart, and where their words stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from qunmate.ui.health.reading import Mark

NEAR = 8  # px between two marks that are not of one day


class Spot(NamedTuple):
    """Of which mark the words are, the line they stand in, and whether after their mark."""

    which: int
    lane: int
    after: bool


def in_order_of_weight(marks: Sequence[Mark]) -> list[Mark]:
    """Those that brought most first, each title once; what does not repeat and is not long ago
    before the others."""
    order = sorted(marks, key=lambda mark: (-(mark.lift or 0.0), not mark.once, -mark.day))
    best: dict[str, Mark] = {}
    for mark in order:
        best.setdefault(mark.title, mark)
    return list(best.values())


def placed(
    wants: Sequence[tuple[float, float]], left: float, right: float, lanes: int, most: int
) -> list[Spot]:
    """Room for words of some width beside their marks, the first ones first, without two in one
    place; what finds none is left out, as what stands so near to another that lines would crowd."""
    taken: list[list[tuple[float, float]]] = [[] for _lane in range(lanes)]
    found: list[Spot] = []
    for which, (at, wide) in enumerate(wants):
        if any(0 < abs(at - wants[spot.which][0]) < NEAR for spot in found):
            continue
        sides = ((lane, after) for lane in range(lanes) for after in (True, False))
        for lane, after in sides:
            begin = at if after else at - wide
            end = begin + wide
            inside = begin >= left and end <= right
            if inside and all(end <= one or begin >= other for one, other in taken[lane]):
                taken[lane].append((begin, end))
                found.append(Spot(which, lane, after))
                break
        if len(found) == most:
            break
    return found
