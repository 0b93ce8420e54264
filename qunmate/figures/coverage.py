"""Which days the imports of a group cover, and which are gaps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Span = tuple[int, int]  # first and last day, inclusive


def merged(spans: Iterable[Span]) -> list[Span]:
    """Disjoint spans in order; those that touch or overlap become one."""
    result: list[Span] = []
    for first, last in sorted(spans):
        if result and first <= result[-1][1] + 1:
            result[-1] = (result[-1][0], max(result[-1][1], last))
        else:
            result.append((first, last))
    return result


def gaps(covered: Sequence[Span], first: int, last: int) -> list[Span]:
    """The runs of days of [first, last] outside the merged spans."""
    result: list[Span] = []
    here = first
    for begin, end in covered:
        if end < here:
            continue
        if begin > last:
            break
        if begin > here:
            result.append((here, begin - 1))
        here = end + 1
    if here <= last:
        result.append((here, last))
    return result


def days_covered(covered: Sequence[Span], first: int, last: int) -> int:
    """How many days of [first, last] lie in the merged spans."""
    missing = sum(end - begin + 1 for begin, end in gaps(covered, first, last))
    return max(last - first + 1, 0) - missing


def covers(covered: Sequence[Span], first: int, last: int) -> bool:
    """Whether every day of [first, last] lies in one of the merged spans."""
    return any(begin <= first and last <= end for begin, end in covered)
