"""Which plan items are marked in a chart, and where their words stand."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

from qunmate.ui.health.reading import Mark

NEAR = 8  # px between two marks that are not of one day
AWAY = 16  # px between the ends of words and the line of another mark


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
    place, where nobody takes them for another mark's and the fewest lines pass behind them; what
    finds none is left out, as what stands so near to another that lines would crowd."""
    found: list[tuple[Spot, _Words]] = []
    for which, (at, wide) in enumerate(wants):
        if any(0 < abs(at - words.at) < NEAR for _spot, words in found):
            continue
        free: list[tuple[int, Spot, _Words]] = []
        for lane, after in ((lane, after) for lane in range(lanes) for after in (True, False)):
            words = _Words(at, at if after else at - wide, wide, lane)
            others = [other for _spot, other in found]
            if words.begin >= left and words.end <= right and _apart(words, others):
                free.append((_behind(words, others), Spot(which, lane, after), words))
        if free:
            found.append(min(free, key=itemgetter(0))[1:])
        if len(found) == most:
            break
    return [spot for spot, _words in found]


class _Words(NamedTuple):
    """What stands beside the upper end of a line at `at`; lanes count from above."""

    at: float
    begin: float
    wide: float
    lane: int

    @property
    def end(self) -> float:
        return self.begin + self.wide

    def meets(self, other: _Words) -> bool:
        """Whether the other's line comes up as high as these words, elsewhere than their own."""
        return other.lane <= self.lane and other.at != self.at

    def mistaken(self, other: _Words) -> bool:
        """Whether these words seem to begin or end at the other's line."""
        edges = (self.begin, self.end)
        return self.meets(other) and any(
            abs(other.at - edge) < AWAY and (edge != self.at or self.begin < other.at < self.end)
            for edge in edges
        )


def _apart(words: _Words, others: Sequence[_Words]) -> bool:
    return all(
        (words.lane != other.lane or words.end <= other.begin or words.begin >= other.end)
        and not words.mistaken(other)
        and not other.mistaken(words)
        for other in others
    )


def _behind(words: _Words, others: Sequence[_Words]) -> int:
    """How many lines pass behind words if these are added."""
    pairs = [pair for other in others for pair in ((words, other), (other, words))]
    return sum(one.meets(two) and one.begin < two.at < one.end for one, two in pairs)
