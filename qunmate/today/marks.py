"""What marks each kind of line of a day as dealt with."""

from __future__ import annotations

from qunmate import clock


def expiring_mark(group_id: int, member_id: int, day: str) -> str:
    """What marks that somebody was reminded; another day of expiring is another matter."""
    return f"{group_id}:{member_id}:{day}"


def birthday_mark(member_id: int, day: int) -> str:
    """Next year's is another."""
    return f"{member_id}:{clock.date_of(day).year}"


def quiet_mark(group_id: int, member_id: int) -> str:
    return f"{group_id}:{member_id}"
