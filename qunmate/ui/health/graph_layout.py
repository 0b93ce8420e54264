"""Who talks with whom, laid out on a plane: the strongest of a period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qunmate.figures.history import Ints
from qunmate.figures.pool import Pool, rows

MOST = 60  # members
ROUNDS = 260
LINES = 3  # of each member's strongest pairs are drawn
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Graph:
    """Members with places in the unit square; pairs (place of a, place of b, weight)."""

    members: Sequence[int]
    places: Sequence[tuple[float, float]]
    weights: Sequence[int]
    pairs: Sequence[tuple[int, int, int]]


def relation_graph(pool: Pool, first: int, last: int) -> Graph:
    """The members with the most weight in the period, and the pairs between them."""
    here = rows(pool.history.pair_day, first, last)
    size = max(len(pool.persons), 1)
    keys = pool.history.pair_a[here] * size + pool.history.pair_b[here]
    found, weight = np.unique(keys, return_counts=True)
    a, b = found // size, found % size
    strength = np.bincount(a, weight, size) + np.bincount(b, weight, size)
    chosen = np.argsort(-strength, kind="stable")[:MOST]
    chosen = chosen[strength[chosen] > 0]
    place = np.full(size, -1)
    place[chosen] = np.arange(len(chosen))
    inside = (place[a] >= 0) & (place[b] >= 0)
    a, b, weight = place[a[inside]], place[b[inside]], weight[inside]
    strong = _strongest(len(chosen), a, b, weight)
    a, b, weight = a[strong], b[strong], weight[strong]
    spots = _settled(len(chosen), a, b, weight.astype(float))
    return Graph(
        pool.persons[chosen].tolist(),
        [(float(x), float(y)) for x, y in spots],
        strength[chosen].astype(int).tolist(),
        list(zip(a.tolist(), b.tolist(), weight.tolist(), strict=True)),
    )


def _strongest(count: int, a: Ints, b: Ints, weight: Ints) -> NDArray[np.bool_]:
    """Pairs that are among the strongest of one of the two: all of them would be a tangle."""
    kept = np.zeros(len(a), bool)
    order = np.argsort(-weight, kind="stable")
    for one in range(count):
        own = order[(a[order] == one) | (b[order] == one)]
        kept[own[:LINES]] = True
    return kept


def _settled(count: int, a: NDArray[np.int64], b: NDArray[np.int64], weight: Floats) -> Floats:
    """Springs pull pairs together, everyone pushes everyone away, a little gravity holds all."""
    if not count:
        return np.zeros((0, 2))
    turn = np.arange(count) * 2.399963  # a sunflower: the same start for the same members
    spots = np.sqrt(np.arange(count) + 0.5)[:, None] * np.stack([np.cos(turn), np.sin(turn)], 1)
    spots /= max(np.sqrt(count), 1.0)
    pull = np.log1p(weight)[:, None]
    ideal = 1.0 / np.sqrt(count)
    for step in range(ROUNDS):
        apart = spots[:, None, :] - spots[None, :, :]
        distance = np.maximum((apart**2).sum(2), 1e-4)
        force = (apart * (ideal**2 / distance)[:, :, None]).sum(1)
        along = spots[b] - spots[a]
        tug = along * pull * np.sqrt((along**2).sum(1))[:, None] / ideal * 0.12
        np.add.at(force, a, tug)
        np.add.at(force, b, -tug)
        force -= 0.25 * spots
        length = np.sqrt((force**2).sum(1))[:, None]
        heat = 0.12 * (1 - step / ROUNDS) + 1e-3
        spots = spots + force / np.maximum(length, 1e-9) * np.minimum(length, heat)
    low, high = spots.min(0), spots.max(0)
    settled: Floats = (spots - low) / np.maximum(high - low, 1e-9)
    return settled if count > 1 else np.full((1, 2), 0.5)
