"""What the operator plans for each group, day by day, from the group's habits."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from qunmate.clock import date_of
from qunmate.demo.festivals import festivals
from qunmate.demo.groups import GroupSpec, Habit
from qunmate.demo.room import Room
from qunmate.demo.texts import Piece
from qunmate.recurrence import WEEKDAYS

READY_DAYS, DRAFT_DAYS = 3, 8
REPEATED = frozenset({"greeting", "check_in"})


class Planned(NamedTuple):
    """One plan item: `minute` of its day, `speaker` a position in the cast, `source` what
    its scene is about, `more` further parts to post, `result` what came of it. Statuses:
    idea, draft, ready, done, skipped."""

    day: int
    minute: int
    minutes: int
    kind: str
    title: str
    text: str
    status: str
    speaker: int | None = None
    source: Piece | None = None
    subject: str = ""
    more: tuple[str, ...] = ()
    result: str = ""


class Series(NamedTuple):
    """What happens again and again: `first` as the rule's first time, `times` those with a
    fate of their own, `missing` the days on which it doesn't happen though the rule says so."""

    first: Planned
    rule: str
    times: tuple[Planned, ...]
    missing: tuple[int, ...]


def plan_day(room: Room, day: int, today: int, now_minute: int) -> list[Planned]:
    """The plan items of a day in order of time; `today` and `now_minute` decide on what is
    done already."""
    when = date_of(day)
    week = (day + 3) // 7
    quiet = room.spec.quiet_days and day > today - room.spec.quiet_days
    habits = [
        habit
        for habit in room.spec.habits
        if str(when.weekday()) in habit.weekdays
        and week % habit.every == 0
        and room.busy >= habit.busy
        and not quiet
    ]
    items = [_planned(room, day, habit) for habit in habits]
    festival = festivals(when.year, room.festivals).get(when)
    if festival and not quiet:
        name, real = festival
        items = [item for item in items if item.kind != "greeting"]
        text = room.phrase("festival" if real else "term", festival=name)
        kind = "festival" if real else "greeting"
        title = room.fixed("festival_title" if real else "term_title", festival=name)
        items.append(Planned(day, 450, 10, kind, title, text, "", subject=name))
    items.sort(key=lambda item: item.minute)
    marked = [item._replace(status=_status(room, item, today, now_minute)) for item in items]
    return [item._replace(result=_result(room, item)) for item in marked]


def _result(room: Room, item: Planned) -> str:
    if item.status != "done" or item.kind not in {"sharing", "lecture", "meeting"}:
        return ""
    return room.fixed("signed_up", number=12 + item.day * 7 % 31)


def fold(plan: Sequence[Planned], spec: GroupSpec) -> tuple[list[Planned], list[Series]]:
    """The plan with what is the same each time (greetings, check-ins) as repeating items."""
    single, found = list(plan), []
    for habit in spec.habits:
        minute = habit.hour * 60 + habit.minute
        times = [
            item
            for item in single
            if item.kind == habit.kind in REPEATED and item.minute == minute and not item.subject
        ]
        if len(times) > 1:
            single = [item for item in single if item not in times]
            found.append(_series(times, habit, plan[-1].day))
    return single, found


def _series(times: list[Planned], habit: Habit, end: int) -> Series:
    first, last = times[0], times[-1]
    weekdays = [WEEKDAYS[int(one)] for one in habit.weekdays]
    every_day = len(weekdays) == len(WEEKDAYS)
    rule = "FREQ=DAILY" if every_day else f"FREQ=WEEKLY;BYDAY={','.join(weekdays)}"
    if last.day < end - len(WEEKDAYS):  # the group has fallen silent
        rule += f";UNTIL={date_of(last.day):%Y%m%d}"
        end = last.day
    happens = {item.day for item in times}
    expected = [
        day
        for day in range(first.day, end + 1)
        if str(date_of(day).weekday()) in habit.weekdays and day not in happens
    ]
    own = tuple(item for item in times if item.status in {"done", "skipped"})
    return Series(last._replace(day=first.day, status="ready"), rule, own, tuple(expected))


def _status(room: Room, item: Planned, today: int, now_minute: int) -> str:
    if item.day < today or (item.day == today and item.minute < now_minute):
        return "skipped" if room.maybe(0.09) else "done"
    ahead = item.day - today
    if ahead <= READY_DAYS:
        return "ready"
    return "draft" if ahead <= DRAFT_DAYS else "idea"


def _planned(room: Room, day: int, habit: Habit) -> Planned:
    kind = habit.kind
    item = Planned(day, habit.hour * 60 + habit.minute, habit.minutes, kind, "", "", "")
    make = _MAKERS.get(kind)
    if make:
        return make(room, item)
    key, title = _SIMPLE[kind], room.fixed(f"{kind}_title")
    text = room.phrase(key, adid=f"a{10_000 + room.rng.randrange(89_999)}")
    return item._replace(title=title, text=text)


_SIMPLE = {
    # kind: the section its text is from
    "greeting": "morning",
    "ad": "ads_group",
    "game": "game_open",
    "check_in": "checkin_call",
    "notice": "notice",
}


def _topic(room: Room, item: Planned) -> Planned:
    piece = room.debates.draw()
    return item._replace(title=piece.title, text=room.fill(piece.lines["O"][0]), source=piece)


def _knowledge(room: Room, item: Planned) -> Planned:
    piece = room.questions.draw()
    answers = "\n".join(
        f"{number}. {room.fill(template)}" for number, template in enumerate(piece.lines["A"], 1)
    )
    text = room.fixed("knowledge", title=piece.title, answers=answers)
    return item._replace(title=piece.title, text=text, source=piece)


def _titled(topic: str, tail: str) -> str:
    """A tail may begin with a mark, or with Chinese words; one of Latin words stands apart."""
    apart = tail[0].isascii() and tail[0].isalpha()
    return f"{topic} {tail}" if apart else topic + tail


def _sharing(room: Room, item: Planned) -> Planned:
    body = room.bodies.pop() if room.bodies and room.recent else None
    lecturer = 1 + room.rng.randrange(2)  # the first two people are tagged so in every year
    speaker = lecturer if body else room.speaker(0) or 1
    piece = body or room.questions.draw()
    subject = body.title if body else _titled(piece.topics[-1], room.phrase("title_tail"))
    name = room.name(speaker)
    hour, past = divmod(item.minute, 60)
    clock = room.fixed("clock_half" if past else "clock", hour=str(hour - 12))
    text = room.phrase("talk_notice", speaker=name, title=subject, clock=clock)
    head = room.fixed(item.kind)
    return item._replace(
        title=room.fixed("talk_title", head=head, name=name, subject=subject),
        text=text,
        speaker=speaker,
        source=piece,
        subject=subject,
        more=(room.fixed("talk_begins", head=head, name=name, subject=subject),),
    )


def _offer(room: Room, item: Planned) -> Planned:
    price = int(room.rng.choice(room.fixed("prices").split()))
    product = room.phrase("product")
    text = room.phrase(
        "offer", product=product, price=str(price), price2=str(int(price * 1.6) // 10 * 10 + 9)
    )
    return item._replace(title=room.fixed("offer_title", product=product), text=text)


def _offline(room: Room, item: Planned) -> Planned:
    if "court" not in room.book.phrases:
        return item._replace(
            title=room.fixed("meeting_title"),
            text=room.phrase("offline_open", city=room.home),
            subject="",
        )
    court = room.phrase("court")
    begin = f"{item.minute // 60}:{item.minute % 60:02}"
    title = room.fixed("play_head", weekday=room.words["weekday"], begin=begin, court=court)
    pieces = 2 + room.rng.randrange(3)
    text = room.fixed("play_text", title=title, courts=pieces, players=pieces * 6)
    return item._replace(title=room.fixed("play_title", title=title), text=text, subject=title)


_MAKERS: Mapping[str, Callable[[Room, Planned], Planned]] = {
    "topic": _topic,
    "knowledge": _knowledge,
    "sharing": _sharing,
    "lecture": _sharing,
    "offer": _offer,
    "meeting": _offline,
}
