"""A file as nobody should ever have it, and somebody will: endless, empty, foreign and tag-like
names, emoji, fifty groups, huge numbers; everywhere at once."""

from __future__ import annotations

from datetime import date
from itertools import cycle, islice
from pathlib import Path

from qunmate import clock, reactions
from qunmate.data import contact_notes, groups, highlights, plan
from qunmate.data.database import Database
from qunmate.data.store import Store, open_store
from qunmate.model import PLAN_KINDS, PLATFORMS, Group, Kind
from qunmate.progress import finish
from qunmate.records import Batch, ChatHead, Participant, Record
from qunmate.tasks.demo import fill_demo
from qunmate.tasks.import_chat import take_in_chat

LONG = "亚马逊-户外-文杰-深圳南山科技园-十年老卖家-有事请直接打电话-微信同号-非诚勿扰"
NAMES = (
    LONG,
    "🦄🌈✨独角兽✨🌈🦄👨‍👩‍👧‍👦",
    "محمد العربي من مجموعة القراءة",
    "O'Brien & <b>Söhne</b> &amp; Co. %s {name} \\n",
    "一",
    "",
    "   ",
    "Wolfeschlegelsteinhausenbergerdorff" * 3,
    "עם ישראל abc 123",
    "ก็็็็็็็็็็็็็็็็็็็็ Z̷͎̈a̸͙͝l̶͕̈́g̵̱̈o̷̲̓",
    "<img src=x onerror=alert(1)><script>",
    "龘靐齉爩鱻麤龗灪吁",
)
TEXTS = (
    *NAMES[:5],
    "第一行\n第二行\n\n\n第五行\t制表\r\n" * 12,
    "https://example.com/" + "a-very-long-path-without-any-break/" * 20,
    "啊" * 5000,
    "🎉" * 300,
    "---",
    "请问新号怎么过冷启动期？" * 30,
)
GIVEN = (
    (),
    reactions.told([("👍", 12), ("❤️", 1), ("👨‍👩‍👧‍👦", 3)]),
    (),
    reactions.told((f"{NAMES[n % len(NAMES)]}{n}", 10**9 + n) for n in range(50)),
    (),
)
GROUPS, PEOPLE, DAYS = 50, 40, 30


def make_ugly(path: Path, today: date) -> Path:
    """A new file at `path`."""
    with open_store(path) as store:
        finish(fill_demo(store, messages=3_000, members=120, seed=2, until=today))
        spoil(store, today)
    return path


def spoil(store: Store, today: date) -> None:
    """Make what is in the file ugly, and add more."""
    with store.atomic() as db:
        _people(db)
        _more_groups(db)
    known = groups.in_order(store.db)
    chat = known[0]
    _chat(store, chat, today)
    with store.atomic() as db:
        ids = [row[0] for row in db.execute("SELECT id FROM members ORDER BY id LIMIT 60")]
        _plans(db, [group.id for group in known], ids, today)
        _highlights(db, chat, ids, today)
        _notes(db, chat, ids, today)


def _people(db: Database) -> None:
    ids = [row[0] for row in db.execute("SELECT id FROM members ORDER BY id")]
    for member, name in zip(ids[1:], islice(cycle(NAMES), PEOPLE), strict=False):
        db.execute(
            "UPDATE members SET name = ?, phone = ?, city = ?, trade = ?, strengths = ?,"
            " needs = ?, notes = ? WHERE id = ?",
            [name, "9" * 40, LONG, name, LONG * 3, name * 2, "\n".join(TEXTS[:6]), member],
        )
        db.execute(
            "UPDATE memberships SET nickname = ?, expires_on = '9999-12-31' WHERE member_id = ?",
            [name * 2, member],
        )
        for tag in NAMES[:5]:
            db.execute("INSERT INTO tags (name) VALUES (?) ON CONFLICT DO NOTHING", [tag])
            db.execute(
                "INSERT INTO member_tags (member_id, tag_id)"
                " SELECT ?, id FROM tags WHERE name = ? ON CONFLICT DO NOTHING",
                [member, tag],
            )


def _more_groups(db: Database) -> None:
    for place, group in enumerate(groups.in_order(db)[:4]):
        db.execute(
            "UPDATE groups SET name = ?, weekly_target = 999999999 WHERE id = ?",
            [f"{NAMES[place]}群" * 2, group.id],
        )
    for number in range(len(groups.all_groups(db)), GROUPS):
        name = f"{NAMES[number % len(NAMES)].strip()} {number} 群"
        groups.add(db, name, PLATFORMS[number % len(PLATFORMS)], "Asia/Shanghai")


def _chat(store: Store, group: Group, today: date) -> None:
    """A month in which the ugliest talk to each other."""
    first = clock.day_of(today) - DAYS
    people = tuple(Participant(f"ugly{n}", name or "-") for n, name in enumerate(NAMES))
    batch = Batch()
    batch.extend(
        Record(
            (first + day) * clock.DAY + 36_000 + 60 * place,
            one.platform_id,
            one.name,
            Kind.TEXT,
            TEXTS[(day + place) % len(TEXTS)],
            reactions=GIVEN[(day + place) % len(GIVEN)],
        )
        for day in range(DAYS)
        for place, one in enumerate(people)
    )
    head = ChatHead(group.platform, group.name, participants=people)
    job = take_in_chat(
        store, head, [batch], group=group, file=f"{LONG * 3}.txt", format_="test", today=today
    )
    finish(job)


def _plans(db: Database, group_ids: list[int], members: list[int], today: date) -> None:
    first = (clock.day_of(today) - 3) * clock.DAY
    for number in range(60):
        plan.add(
            db,
            group_ids=group_ids[: 1 + number % 7],
            kind=PLAN_KINDS[number % len(PLAN_KINDS)],
            title=NAMES[number % len(NAMES)],
            text=TEXTS[number % len(TEXTS)],
            starts_at=first + number * 7_000,
            status=("idea", "draft", "ready", "done", "skipped")[number % 5],
            speaker_id=members[number % len(members)],
            result=LONG,
        )


def _highlights(db: Database, group: Group, members: list[int], today: date) -> None:
    for number in range(40):
        highlights.add(
            db,
            group_id=group.id,
            kind=highlights.KINDS[number % len(highlights.KINDS)],
            title=NAMES[number % len(NAMES)],
            text=TEXTS[number % len(TEXTS)],
            occurred_on=today.isoformat(),
            authors=members[number % 30 : number % 30 + 1 + number % 9],
            topics=NAMES[: number % 6],
            tags=NAMES[: number % 4],
            starred=number % 2 == 0,
        )


def _notes(db: Database, group: Group, members: list[int], today: date) -> None:
    for number in range(20):
        contact_notes.add(
            db,
            member_id=members[1 + number % 6],
            group_id=group.id,
            noted_on=today.isoformat(),
            text=TEXTS[number % len(TEXTS)],
            follow_up_on=today.isoformat(),
        )
