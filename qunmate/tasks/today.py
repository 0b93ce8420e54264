"""Gathers what a day asks for: from the calendar, the rosters, the chats and the figures."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterator, Sequence
from datetime import date

from qunmate import clock, festivals, i18n
from qunmate.data import contact_notes, digest_reading, figure_ground, settings, today_reading
from qunmate.data.database import Database
from qunmate.data.store import Store
from qunmate.data.today_marks import Marks, marks
from qunmate.digest import tidy
from qunmate.figures.coverage import merged
from qunmate.model import ContactNote, Group, PlanItem
from qunmate.recurrence import wall_of
from qunmate.tasks.plan import planned
from qunmate.tasks.today_figures import read_findings
from qunmate.today.marks import birthday_mark, expiring_mark
from qunmate.today.model import Line, Person, Sheet, Tasks
from qunmate.today.questions import unanswered

OVERDUE = 2  # days for which a post that was ready is still asked for
NEW = 14  # days for which a newcomer is still to be welcomed
AHEAD = 14  # days before a membership expires
WEEK = 7  # days of birthdays, today's included
ASKED = 3  # days for which a question is still worth an answer
_OUT = frozenset({"idea", "skipped", "cancelled"})


def read_sheet(
    store: Store, groups: Sequence[Group], today: date, now: int, *, group: Group | None = None
) -> Sheet:
    """The whole day; the window reads the same in three pieces. `groups` are those meant,
    `group` is set where it is one alone, `now` is an instant."""
    return Sheet(
        clock.day_of(today),
        read_tasks(store, groups, today, group=group),
        read_questions(store, groups, today, now),
        read_findings(store, groups, today),
    )


def read_tasks(
    store: Store, groups: Sequence[Group], today: date, *, group: Group | None = None
) -> Tasks:
    """What is planned, and whom to meet as far as the roster tells."""
    names = {one.id: one.name for one in groups}
    day, seen = clock.day_of(today), marks(store.db, today.isoformat())
    found = planned(store, group.id if group else None, day - OVERDUE, day + 1)
    zones = {one.id: one.timezone for one in groups}
    posts = [
        line
        for item in found
        if (not item.group_ids or names.keys() & set(item.group_ids)) and item.status not in _OUT
        for line in [_post(item, names, zones)]
        if line.day >= day or item.status == "ready"
    ]
    return Tasks(
        tuple(line for line in posts if line.day <= day),
        tuple(_meets(store.db, groups, group, day, seen)),
        tuple(line for line in posts if line.day > day),
        festivals.mark(day, i18n.language()).name,
    )


def _post(item: PlanItem, names: dict[int, str], zones: dict[int, str]) -> Line:
    home = next((zones[one] for one in item.group_ids if one in zones), None)
    wall = wall_of(item.starts_at, home or next(iter(zones.values()), "UTC"))
    at = f":{item.occurrence_at}" if item.occurrence_at is not None else ""
    return Line(
        kind="post",
        subject=f"{item.series_id or item.id}{at}",
        day=clock.day_of(wall.date()),
        group_id=next((one for one in item.group_ids if one in names), None),
        groups=tuple(names[one] for one in item.group_ids if one in names),
        title=item.title,
        text=item.text,
        time=f"{wall:%H:%M}",
        done=item.status == "done",
        item=item,
    )


def _meets(
    db: Database, groups: Sequence[Group], group: Group | None, day: int, seen: Marks
) -> Iterator[Line]:
    for one in groups:
        yield from _newcomers(db, one, day)
    yield from _follow_ups(db, groups, group, day)
    for one in groups:
        yield from _expiring(db, one, day, seen)
    yield from _birthdays(db, groups, day, seen)


def _newcomers(db: Database, group: Group, day: int) -> Iterator[Line]:
    today = clock.iso_day(day)
    found = today_reading.newcomers(db, group.id, clock.iso_day(day - NEW + 1), today)
    for done in (False, True):
        people = tuple(
            Person(one.member_id, one.name, clock.parse_day(one.joined_on), one.invited_by)
            for one in found
            if (one.welcomed_on == today) == done
        )
        if people:
            yield _of_group("welcome", group, day, people, done=done)


def _of_group(kind: str, group: Group, day: int, people: tuple[Person, ...], *, done: bool) -> Line:
    """A line for several members of one group; those dealt with today stand on their own."""
    return Line(
        kind=kind,
        subject=f"{group.id}:done" if done else f"{group.id}",
        day=day,
        group_id=group.id,
        groups=(group.name,),
        people=people,
        done=done,
    )


def _follow_ups(
    db: Database, groups: Sequence[Group], group: Group | None, day: int
) -> Iterator[Line]:
    only, today = group.id if group else None, clock.iso_day(day)
    waiting = contact_notes.due(db, only, today)
    done = [contact_notes.by_id(db, one) for one in today_reading.followed_up(db, only, today)]
    notes = [*waiting, *(note for note in done if note)]
    names = {one.id: one.name for one in groups}
    for note in notes:
        met = today_reading.met(db, note.group_id, [note.member_id])
        if who := met.get(note.member_id):  # unless they are gone meanwhile
            yield _follow_up(note, who.name, names)


def _follow_up(note: ContactNote, who: str, names: dict[int, str]) -> Line:
    return Line(
        kind="follow_up",
        subject=str(note.id),
        day=clock.parse_day(note.follow_up_on or note.noted_on),
        group_id=note.group_id,
        groups=(names[note.group_id],) if note.group_id in names else (),
        people=(Person(note.member_id, who),),
        text=note.text,
        done=note.followed_up_on is not None,
        note=note,
    )


def _expiring(db: Database, group: Group, day: int, seen: Marks) -> Iterator[Line]:
    found = today_reading.expiring(db, group.id, clock.iso_day(day), clock.iso_day(day + AHEAD))
    marked = {one: ("expiring", expiring_mark(group.id, one.member_id, one.day)) for one in found}
    for done in (False, True):
        people = tuple(
            Person(one.member_id, one.name, clock.parse_day(one.day))
            for one in found
            if (marked[one] in seen.today if done else marked[one] not in seen.hidden)
        )
        if people:
            yield _of_group("expiring", group, day, people, done=done)


def _birthdays(db: Database, groups: Sequence[Group], day: int, seen: Marks) -> Iterator[Line]:
    """One line for today's, one for those of the days to come; each person once."""
    codes = {code: one for one in range(day, day + WEEK) for code in _codes(one)}
    found: dict[int, Person] = {}
    for group in groups:
        for one in today_reading.birthdays(db, group.id, list(codes)):
            person = Person(one.member_id, one.name, codes[one.day[-5:]])
            found.setdefault(one.member_id, person)
    now = [person for person in found.values() if person.day == day]
    soon = [person for person in found.values() if person.day != day]
    for done in (False, True):
        people = tuple(
            person
            for person in now
            if (("birthday", birthday_mark(person.id, day)) in seen.hidden) == done
        )
        if people:
            subject = "today:done" if done else "today"
            yield Line(kind="birthday", subject=subject, day=day, people=people, done=done)
    if soon:
        people = tuple(sorted(soon, key=lambda person: (person.day or 0, person.id)))
        yield Line(kind="birthday_soon", subject="week", day=day, people=people)


def _codes(day: int) -> list[str]:
    """MM-DD of a day; whoever was born on February 29 celebrates on the 28th in other years."""
    one = clock.date_of(day)
    code = f"{one:%m-%d}"
    return [code, "02-29"] if code == "02-28" and not isleap(one.year) else [code]


def read_questions(
    store: Store, groups: Sequence[Group], today: date, now: int
) -> tuple[Line, ...]:
    """Questions of the last days that nobody answered, newest first."""
    db, day = store.db, clock.day_of(today)
    seen = marks(db, today.isoformat())
    gap = 60 * settings.get(db, "conversation_gap_minutes", 30.0)
    found: list[Line] = []
    for group in groups:
        covered = merged(figure_ground.covered_spans(db, group.id))
        if not covered or covered[-1][1] < day - ASKED:
            continue
        asked = unanswered(digest_reading.chat(db, group.id, day - ASKED, day), gap)
        askers = [one.member_id for one in asked if one.member_id is not None]
        met = today_reading.met(db, group.id, list(dict.fromkeys(askers)))
        for one in asked:
            who = met.get(one.member_id or 0)
            if who is None or who.aside or ("question", str(one.id)) in seen.hidden:
                continue
            wall = one.sent_at + one.utc_offset
            found.append(
                Line(
                    kind="question",
                    subject=str(one.id),
                    day=wall // clock.DAY,
                    group_id=group.id,
                    groups=(group.name,),
                    people=(Person(one.member_id or 0, who.name),),
                    text=tidy.line(one.text),
                    time=f"{wall % clock.DAY // 3600:02}:{wall % 3600 // 60:02}",
                    waited=max(0, now - one.sent_at),
                    message_id=one.id,
                )
            )
    return tuple(sorted(found, key=lambda line: (line.waited, line.subject)))
