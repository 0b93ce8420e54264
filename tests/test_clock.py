"""Days and offsets at the ends of all time."""

from __future__ import annotations

import pytest

from qunmate import clock


@pytest.mark.parametrize("name", ["UTC", "Asia/Shanghai", "America/New_York"])
@pytest.mark.parametrize("at", [-62_135_596_800, 253_402_300_799])
def test_the_first_and_the_last_second(name: str, at: int) -> None:
    zone = clock.zone(name)
    assert abs(clock.offset_of_instant(zone, at)) < clock.DAY
    assert abs(clock.offset_of_wall(zone, at)) < clock.DAY
    assert clock.fixed_offset(zone, at, at) is not None


@pytest.mark.parametrize(
    ("wall", "offset", "text"),
    [
        (-62_135_596_800, 8 * 3600, "0001-01-01T00:00:00+08:00"),
        (253_402_300_799, -5 * 3600, "9999-12-31T23:59:59-05:00"),
    ],
)
def test_a_clock_time_whose_instant_lies_in_no_year(wall: int, offset: int, text: str) -> None:
    assert clock.iso_instant(wall - offset, offset) == text


@pytest.mark.parametrize(
    ("text", "right"), [("2027-03-01", True), ("2027-3-1", False), ("20270301", False), ("", False)]
)
def test_days_are_iso(text: str, right: bool) -> None:
    assert clock.is_iso_day(text) is right
