"""Who talks with whom: pairs, reach, the largest circle, dependence on the owner."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from qunmate.figures.activity import by_person, ratio
from qunmate.figures.history import Ints, distinct
from qunmate.figures.pool import Pool, rows


class Pairs(NamedTuple):
    """Distinct pairs with weight in a period, by position, `a` < `b`."""

    a: Ints
    b: Ints


class Relations(NamedTuple):
    pairs: int
    reach: float | None
    giant_share: float | None
    owner_dependency: float | None


def pairs(pool: Pool, first: int, last: int) -> Pairs:
    h, size = pool.history, max(len(pool.persons), 1)
    here = rows(h.pair_day, first, last)
    return Pairs(*np.divmod(distinct(h.pair_a[here] * size + h.pair_b[here], size**2), size))


def partners(found: Pairs, persons: int) -> Ints:
    """Distinct partners of each person, by position."""
    return np.bincount(found.a, minlength=persons) + np.bincount(found.b, minlength=persons)


def relations(pool: Pool, first: int, last: int) -> Relations:
    found = pairs(pool, first, last)
    spoke = by_person(pool, first, last) > 0
    speakers = int(spoke.sum())
    reach = ratio(int(partners(found, len(pool.persons))[spoke].sum()), speakers)
    between = spoke[found.a] & spoke[found.b]
    giant = largest_component(len(pool.persons), found.a[between], found.b[between])
    return Relations(
        len(found.a), reach, ratio(giant, speakers), owner_dependency(pool, first, last)
    )


def owner_dependency(pool: Pool, first: int, last: int) -> float | None:
    if not pool.staff_known:
        return None
    here = rows(pool.history.pair_day, first, last)
    return ratio(int(pool.staff_pair[here].sum()), here.stop - here.start)


def largest_component(nodes: int, a: Ints, b: Ints) -> int:
    """Size of the largest connected component; 1 where there is no edge.

    Each round hooks every root onto its smallest neighbour and flattens the trees.
    """
    root = np.arange(nodes)
    while len(a):
        low, high = np.minimum(a, b), np.maximum(a, b)
        np.minimum.at(root, high, low)
        while np.any(root[root] != root):
            root = root[root]
        a, b = root[a], root[b]
        apart = a != b
        a, b = a[apart], b[apart]
    return int(np.bincount(root).max()) if nodes else 0
