"""The last full day of a group, against the same weekday or the day before."""

from __future__ import annotations

from collections.abc import Sequence

from qunmate.figures.activity import messages
from qunmate.figures.coverage import Span, covers
from qunmate.figures.pool import Pool, member_counts, rows
from qunmate.today.model import Change

WEEKS = 4  # the weekdays before that a day is held against


def against(
    pool: Pool, covered: Sequence[Span], group: tuple[int, str], yesterday: int
) -> Change | None:
    """The last covered day up to `yesterday`; None if there is none. `covered` are merged
    spans, `group` is id and name."""
    day = max((min(last, yesterday) for first, last in covered if first <= yesterday), default=None)
    if day is None:
        return None
    before = [
        day - 7 * back for back in range(1, WEEKS + 1) if covers(covered, day - 7 * back, day)
    ]
    weekdays = [messages(pool, one, one) for one in before]
    if not weekdays and covers(covered, day - 1, day):
        weekdays = [messages(pool, day - 1, day - 1)]
    counts = member_counts(pool.stays, day - 1, day)
    said = messages(pool, day, day)
    here = rows(pool.history.day, day, day)
    mean = sum(weekdays) / len(weekdays) if weekdays else 0
    return Change(
        *group,
        day=day,
        members=int(counts[1] - counts[0]),
        messages=said,
        speakers=here.stop - here.start,
        share=said / mean - 1 if mean else None,
        weeks=len(before),
    )
