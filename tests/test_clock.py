"""Days and offsets at the ends of all time."""

from __future__ import annotations

from datetime import UTC, datetime

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


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("Pacific/Apia", datetime(2011, 9, 24, tzinfo=UTC)),  # 24 hours from the other side
        ("Pacific/Apia", datetime(2011, 12, 30, tzinfo=UTC)),  # a day that never was
        ("Pacific/Apia", datetime(2012, 3, 31, tzinfo=UTC)),  # at 4, in the evening of UTC's day
        ("Pacific/Chatham", datetime(2024, 4, 6, tzinfo=UTC)),  # at 3:45
        ("Pacific/Chatham", datetime(2024, 9, 28, tzinfo=UTC)),
        ("Australia/Lord_Howe", datetime(2024, 4, 6, tzinfo=UTC)),  # by half an hour
        ("America/New_York", datetime(2024, 11, 3, tzinfo=UTC)),
        ("Asia/Tehran", datetime(2022, 3, 21, tzinfo=UTC)),  # at midnight
    ],
)
def test_the_offset_of_each_instant_around_a_change(name: str, change: datetime) -> None:
    zone, first = clock.zone(name), int(change.timestamp()) - 2 * clock.DAY
    for at in range(first, first + 5 * clock.DAY, 900):
        told = datetime.fromtimestamp(at, zone).utcoffset()
        assert told is not None
        assert clock.offset_of_instant(zone, at) == told.total_seconds()
        wall = at + int(told.total_seconds())
        read = clock.offset_of_wall(zone, wall)
        naive = datetime.fromtimestamp(wall, UTC).replace(tzinfo=zone).utcoffset()
        assert naive is not None
        assert read == naive.total_seconds()
