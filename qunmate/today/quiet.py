"""Who was among the pillars of a group and has fallen silent since."""

from __future__ import annotations

import numpy as np

from qunmate.figures.layers import ACTIVE, CORE, LEADER, NOBODY, last_spoke, layers, with_overrides
from qunmate.figures.pool import UNKNOWN, Pool

CORE_AFTER = 14  # days of silence that count for who was leader or core
ACTIVE_AFTER = 21  # and for who was active


def fallen_silent(pool: Pool, end: int, dormant_days: int) -> list[tuple[int, int]]:
    """(member id, day of the last message): leaders and core first, who spoke last first.

    A leader or core member of two weeks before `end` who has said nothing since, or an active
    one of three weeks before; members on `end`. Who has been silent for longer than the 30 days
    that make a layer is no longer told: there are lists for these.
    """
    now = layers(pool, end, dormant_days)
    spoke = last_spoke(pool, end)
    pillars, others = (
        np.isin(with_overrides(pool, layers(pool, end - after, dormant_days)), stood)
        & (spoke <= end - after)
        for after, stood in ((CORE_AFTER, (LEADER, CORE)), (ACTIVE_AFTER, (ACTIVE,)))
    )
    found = np.flatnonzero((pillars | others) & (now != NOBODY) & (spoke != UNKNOWN))
    found = found[np.lexsort((pool.persons[found], -spoke[found], ~pillars[found]))]
    return list(zip(pool.persons[found].tolist(), spoke[found].tolist(), strict=True))
