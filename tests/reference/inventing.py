"""Invents small operators' files that sit on the borders of the definitions."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from qunmate.model import LAYERS, STAGES, Kind

from .plans import FilePlan, GroupPlan, ItemPlan, MembershipPlan, MessagePlan
from .reading import calendar_date, day_number, iso

ZONES = ("Asia/Shanghai", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Chatham")
# a plain month, both changes of Berlin's clocks, a leap day, the ends of years and ISO years
BASES = ("2026-10-05", "2026-03-27", "2026-10-23", "2024-02-26", "2025-12-28", "2026-06-29")
MINUTE, HOUR, DAY = 60, 3600, 86_400
CLOSE: tuple[int | str, ...] = (0, 0, 1, 40, 299, 300, 301, 1799, 1800, 1801)
FAR: tuple[int | str, ...] = (HOUR, 7 * HOUR, DAY, 3 * DAY, "day", "day-1", "week", "month")
PACES = (CLOSE, CLOSE + FAR, FAR, (0, 300, 3 * DAY, 9 * DAY, "month", "week", 40 * DAY))
SETTINGS = st.sampled_from(
    ((),) * 8
    + ((("conversation_gap_minutes", 5),), (("conversation_gap_minutes", 60), ("dormant_days", 35)))
)
ITEM_KINDS = ("greeting", "topic", "offer", "ad")
STATUSES = ("draft", "done", "done", "done", "skipped")
SPANS = (0, 0, 1, 6, 7, 13, 14, 29, 30, 34, 35, 89, 90)
MOSTLY_TEXT = (Kind.TEXT,) * 12 + tuple(Kind)


def step(at: int, by: int | str, zone: ZoneInfo) -> int:
    """Seconds later, or the next local midnight (or a second before), Monday or month."""
    if isinstance(by, int):
        return at + by
    day = datetime.fromtimestamp(at, UTC).astimezone(zone).date() + timedelta(days=1)
    while (by == "week" and day.weekday() != 0) or (by == "month" and day.day != 1):
        day += timedelta(days=1)
    midnight = int(datetime.combine(day, time(), zone).timestamp())
    return max(at, midnight - 1 if by == "day-1" else midnight)


def mentions_of(who: int, identities: int) -> tuple[int | None, ...]:
    """Two neighbours from number `who` on, nobody where there is none; nothing below 0."""
    if who < 0:
        return ()
    return tuple(number if number < identities else None for number in (who, who + 1))


@st.composite
def message_plans(
    draw: st.DrawFn, zone: str, base: int, identities: int, parts: int
) -> tuple[MessagePlan, ...]:
    count = draw(st.one_of(st.integers(0, 12), st.integers(20, 80), st.integers(60, 200)))
    pace = draw(st.sampled_from(PACES))
    rows = draw(
        st.lists(
            st.tuples(
                st.sampled_from(pace),
                st.integers(-1, identities - 1),
                st.sampled_from(MOSTLY_TEXT),
                st.integers(0, 60),
                st.integers(0, 25),
            ),
            min_size=count,
            max_size=count,
        )
    )
    found = []
    at = base * DAY + draw(st.sampled_from((0, 5 * HOUR, 16 * HOUR - 1, 16 * HOUR)))
    for number, (by, identity, kind, reply, mention) in enumerate(rows):
        at = step(at, by, ZoneInfo(zone))
        found.append(
            MessagePlan(
                at=at,
                part=number * parts // count if mention % 10 else reply % parts,
                identity=identity if identity >= 0 else None,
                kind=kind,
                # ids are counted in every group alike, and some are nobody's
                reply_to=f"id{number - reply + 5}" if reply < 20 else None,
                platform_id=f"id{number}" if mention % 4 else None,
                mentions=mentions_of(mention - 20, identities),
            )
        )
    return tuple(found)


@st.composite
def stay_plans(
    draw: st.DrawFn, base: int, *, dates_known: bool
) -> tuple[tuple[str | None, str | None, str], ...]:
    """In order of time and without overlap; only the first may have an unknown beginning."""
    brought = iso(base + draw(st.integers(-10, 60)))
    if not dates_known:
        return ((None, None, brought),)
    joined = base + draw(
        st.sampled_from((-200, -91, -90, -89, -35, -14, -7, -3, -1, 0, 1, 3, 20, 45))
    )
    known = draw(st.booleans())
    stays: list[tuple[str | None, str | None, str]] = []
    for _ in range(draw(st.sampled_from((0, 1, 1, 1, 1, 2, 3)))):
        length = draw(st.sampled_from((None, None, 0, 1, 7, 30, 120)))
        left = None if length is None else joined + length
        begin = iso(joined) if known or stays else None
        stays.append((begin, None if left is None else iso(left), brought))
        if left is None:
            break
        joined = left + draw(st.sampled_from((0, 1, 10, 40)))
    return tuple(stays)


@st.composite
def group_plans(draw: st.DrawFn, base: int, members: int, identities: int) -> GroupPlan:
    zone = draw(st.sampled_from(ZONES))
    parts = draw(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 9)), min_size=1, max_size=4))
    dates_known = draw(st.sampled_from((True, True, True, False)))
    roles = st.sampled_from((None, None, None, "member", "member", "admin", "owner"))
    memberships = []
    for member in range(members):
        if draw(st.integers(0, 7)) == 0:
            continue
        memberships.append(
            MembershipPlan(
                member=member,
                stays=draw(stay_plans(base, dates_known=dates_known)),
                role=draw(roles),
                invited_by=draw(st.one_of(st.none(), st.integers(0, members - 1))),
                layer_override=draw(st.sampled_from((None,) * 12 + LAYERS)),
            )
        )
    return GroupPlan(
        timezone=zone,
        weekly_target=draw(st.sampled_from((None, None, 0.05, 0.3, 1.0))),
        stage_override=draw(st.sampled_from((None,) * 15 + STAGES)),
        memberships=tuple(memberships),
        messages=draw(message_plans(zone, base, identities, len(parts))),
        parts=tuple(parts),
        undone=draw(st.one_of(st.none(), st.tuples(st.integers(-30, 60), st.integers(0, 60)))),
    )


@st.composite
def file_plans(draw: st.DrawFn) -> FilePlan:
    base = day_number(draw(st.sampled_from(BASES)))
    assert base is not None
    people = draw(st.integers(0, 12))
    bot = st.sampled_from((False,) * 7 + (True,))
    bots = tuple(draw(st.lists(bot, min_size=people, max_size=people)))
    count = draw(st.integers(1, 3))
    places = st.one_of(st.none(), st.integers(0, count - 1))
    identities = [(member, None) for member in range(len(bots))]
    if bots:
        owners = st.integers(0, len(bots) - 1)
        identities += draw(st.lists(st.tuples(owners, places), max_size=6))
    groups = tuple(draw(group_plans(base, len(bots), len(identities))) for _ in range(count))
    first, last = draw(periods(base, groups))
    items = tuple(draw(st.lists(item_plans(base, groups), max_size=8)))
    return FilePlan(bots, tuple(identities), groups, first, last, draw(SETTINGS), items)


@st.composite
def item_plans(draw: st.DrawFn, base: int, groups: tuple[GroupPlan, ...]) -> ItemPlan:
    """Near a message, some weeks before or after, so that there is something to lift."""
    places = draw(st.sets(st.integers(0, len(groups) - 1), min_size=1, max_size=2))
    spoken = [message.at for group in groups for message in group.messages] or [base * DAY]
    at = draw(st.sampled_from(spoken)) + draw(st.sampled_from((0, 0, 1, -HOUR, -2 * HOUR + 1)))
    at += draw(st.sampled_from((0, 0, 7, 14, -7, 3))) * DAY
    kind, status = draw(st.sampled_from(ITEM_KINDS)), draw(st.sampled_from(STATUSES))
    rule = draw(st.sampled_from((None, None, "FREQ=DAILY", "FREQ=DAILY;INTERVAL=3", "FREQ=WEEKLY")))
    own = draw(
        st.lists(
            st.tuples(
                st.integers(0, 9),
                st.sampled_from((0, 0, 0, HOUR, -3 * DAY)),
                st.sampled_from((*STATUSES, "cancelled")),
            ),
            max_size=4,
            unique_by=lambda one: one[0],
        )
    )
    return ItemPlan(tuple(sorted(places)), kind, status, at, rule, tuple(own))


@st.composite
def periods(
    draw: st.DrawFn, base: int, groups: tuple[GroupPlan, ...]
) -> tuple[int | None, int | None]:
    if draw(st.integers(0, 3)) == 0:
        return None, None
    last = draw(st.sampled_from(turning_days(groups) or [base])) + draw(st.sampled_from(SPANS))
    if draw(st.integers(0, 3)) == 0:  # the last day of a month
        while calendar_date(last + 1).day != 1:
            last += 1
    if draw(st.integers(0, 9)) == 0:
        return None, last
    return last - draw(st.sampled_from((0, 1, 6, 13, 29, 30, 60))), last


def turning_days(groups: tuple[GroupPlan, ...]) -> list[int]:
    """Days of messages, of joining and of leaving, from which the definitions count."""
    told = [
        day_number(day)
        for group in groups
        for membership in group.memberships
        for joined_on, left_on, _brought_on in membership.stays
        for day in (joined_on, left_on)
    ]
    spoken = [message.at // DAY for group in groups for message in group.messages]
    return sorted({day for day in told if day is not None} | set(spoken))
