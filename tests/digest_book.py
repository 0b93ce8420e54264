"""An invented group for the tests of the digest, written by plain INSERTs."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from qunmate.clock import DAY, date_of, iso_day, parse_day
from qunmate.data import groups, highlights, plan
from qunmate.data.store import Store
from qunmate.digest.model import Digest, Figure
from qunmate.model import Group, Kind
from qunmate.tasks.digest import make_digest

MONDAY = parse_day("2026-11-16")
SUNDAY = MONDAY + 6
TODAY = date_of(SUNDAY + 1)
ZONE = "Asia/Shanghai"
OFFSET = 8 * 3600
SURNAMES = "周何林王赵唐叶孙彭陈刘黄吴徐郑马"
GIVEN = ("子昂", "知微", "晓雨", "一诺", "可欣", "果", "嘉禾", "程", "思远", "若溪", "亦凡", "清扬")
CHAT = (
    "早上好,新的一周",
    "昨天的复盘写得真细",
    "我这边数据也降了一点",
    "收到,谢谢",
    "哈哈哈哈",
    "这个角度没想到",
    "可以试试先发一条预告",
    "同感,周末流量一直不好",
    "[图片]",
    "晚上八点准时来",
)


class Book:
    """One group in an open file. Times are minutes since midnight of the group's clock."""

    def __init__(self, store: Store, name: str = "运营研究社") -> None:
        self.store = store
        self.db = store.db
        with store.atomic():
            self.group: Group = groups.add(store.db, name, "wechat", ZONE)
        self._keys = itertools.count(1)
        self._identities: dict[int, int] = {}
        self._names: dict[int, int] = {}

    def insert(self, table: str, **values: Any) -> int:
        columns = ", ".join(values)
        marks = ", ".join("?" * len(values))
        cursor = self.db.execute(
            f"INSERT INTO {table} ({columns}) VALUES ({marks})", list(values.values())
        )
        return int(cursor.lastrowid or 0)

    def covers(self, first: int, last: int) -> int:
        """A chat import that covers these days."""
        return self.insert(
            "imports",
            kind="chat",
            file="chat.txt",
            sha256="",
            format="qq-txt",
            group_id=self.group.id,
            at=(last + 1) * DAY,
            first_day=first,
            last_day=last,
        )

    def member(
        self,
        name: str,
        *,
        joined: int | None = None,
        invited_by: int | None = None,
        wxid: str | None = None,
        nickname: str | None = None,
        role: str | None = None,
        **card: Any,
    ) -> int:
        who = self.insert("members", name=name, **card)
        membership = self.insert(
            "memberships",
            group_id=self.group.id,
            member_id=who,
            nickname=nickname,
            role=role,
            invited_by=invited_by,
        )
        self.insert(
            "stays",
            membership_id=membership,
            joined_on=None if joined is None else iso_day(joined),
            brought_on=iso_day(MONDAY - 400),
        )
        self._identities[who] = self.insert(
            "identities",
            member_id=who,
            platform="wechat",
            value=wxid or f"wxid_{who:08}",
        )
        self._names[who] = self.insert("names", identity_id=self._identities[who], name=name)
        return who

    def says(
        self,
        batch: int,
        lines: Iterable[tuple[int, int, int | None, str]],
        *,
        kind: Kind = Kind.TEXT,
        reply_to: str | None = None,
    ) -> list[int]:
        """Messages of (day, minute, member, text); gives their ids."""
        ids, spoken = [], Counter[tuple[int, int]]()
        for day, minute, who, text in lines:
            key = next(self._keys)
            ids.append(
                self.insert(
                    "messages",
                    group_id=self.group.id,
                    import_id=batch,
                    sent_at=day * DAY + minute * 60 - OFFSET,
                    utc_offset=OFFSET,
                    zoned=0,
                    identity_id=None if who is None else self._identities[who],
                    name_id=None if who is None else self._names[who],
                    kind=int(kind),
                    text=text,
                    reply_to=reply_to,
                    platform_id=f"m{key}",
                    key=key,
                )
            )
            if who is not None and kind not in {Kind.SYSTEM, Kind.RECALL}:
                spoken[(day, self._identities[who])] += 1
        for (day, identity), n in spoken.items():
            self.db.execute(
                "INSERT INTO daily_activity VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE"
                " SET messages = messages + excluded.messages",
                [self.group.id, day, identity, n],
            )
        return ids

    def chatter(
        self, batch: int, people: Sequence[int], first: int, last: int, daily: int, seed: int = 1
    ) -> None:
        """Small talk of some people, about `daily` messages on each day."""
        draw = random.Random(seed)
        for day in range(first, last + 1):
            for _ in range(round(daily * draw.uniform(0.6, 1.4))):
                minute = min(1439, max(420, round(draw.gauss(1200, 180))))
                who = people[min(len(people) - 1, int(draw.expovariate(6 / len(people))))]
                self.says(batch, [(day, minute, who, draw.choice(CHAT))])


def lively(store: Store, people: int = 120) -> Book:
    """A group with ten covered weeks that end with the week of MONDAY, and all that a digest
    can tell: questions with answers, a talk, resources, newcomers, a plan."""
    book = Book(store)
    draw = random.Random(7)
    names = [s + g for g in GIVEN for s in SURNAMES]
    draw.shuffle(names)
    with store.atomic():
        batch = book.covers(MONDAY - 63, SUNDAY)
        owner = book.member("阿群", joined=MONDAY - 300, role="owner", is_self=1)
        crowd = [
            book.member(name, joined=MONDAY - draw.randint(20, 300)) for name in names[:people]
        ]
        book.chatter(batch, [owner, *crowd[:80]], MONDAY - 63, SUNDAY, 60)
        _week(book, batch, crowd)
    return book


def _week(book: Book, batch: int, crowd: list[int]) -> None:
    asker, expert, second, guest = crowd[3], crowd[0], crowd[1], crowd[2]
    new = [
        book.member(name, joined=MONDAY + at % 7, invited_by=expert if at < 4 else None)
        for at, name in enumerate(("叶小满", "孙一禾", "彭小程", "林知夏", "许未来", "何小舟"))
    ]
    answer = book.says(
        batch,
        [
            (MONDAY + 4, 600, asker, "直播话术怎么改才不像念稿?"),
            (
                MONDAY + 4,
                602,
                expert,
                "拆成「提示词卡」,一张卡只写三样——要回答的疑问、自己的例子、请观众回话的问题。",
            ),
            (MONDAY + 4, 604, second, "对,念稿最大的问题是没有停顿,提示卡逼你自己组织语言"),
            (MONDAY + 4, 606, guest, "学到了"),
        ],
    )
    book.says(
        batch,
        [
            (MONDAY + 3, 700, new[0], "群里第一次有人发广告怎么办?"),
            (MONDAY + 3, 703, second, "先私聊,再在群里重申规则,不点名。"),
            (MONDAY + 2, 120, crowd[-1], "请问有没有好用的打卡小程序推荐?"),
            (MONDAY + 5, 660, new[2], "大家好,我是彭小程,做社区团购的"),
            (MONDAY + 1, 800, guest, "#年终选题# 大家都想好了吗"),
            (MONDAY + 1, 801, expert, "#年终选题# 我打算写复盘清单"),
            (MONDAY + 1, 802, second, "2026 私域工具对照表 https://example.org/tools?a=1&b=2"),
        ],
    )
    add = highlights.add
    add(
        book.db,
        group_id=book.group.id,
        kind="answer",
        title="直播话术怎么改才不像念稿?",
        text="拆成「提示词卡」,一张卡只写三样——要回答的疑问、自己的例子、请观众回话的问题。",
        occurred_on=iso_day(MONDAY + 4),
        authors=[expert],
        topics=["直播话术"],
        messages=answer,
        starred=True,
    )
    add(
        book.db,
        group_id=book.group.id,
        kind="sharing",
        title="视频号冷启动 30 天复盘",
        text="要点: 先连更 14 天 · 标题前 8 个字 · 评论区当第二现场",
        occurred_on=iso_day(MONDAY + 2),
        authors=[guest],
        topics=["入群门槛"],
        messages=answer[1:],
    )
    add(
        book.db,
        group_id=book.group.id,
        kind="resource",
        title="节日选题日历 2027",
        text="https://example.org/calendar",
        occurred_on=iso_day(MONDAY + 1),
        authors=[crowd[5]],
    )
    add(
        book.db,
        group_id=book.group.id,
        kind="discussion",
        title="要不要设入群门槛",
        text="多数人认为先问一个问题就够了,收费会挡住认真但还没信任你的人。",
        occurred_on=iso_day(MONDAY + 3),
    )
    add(
        book.db,
        group_id=book.group.id,
        kind="answer",
        title="上周的问题?",
        text="上周的回答",
        occurred_on=iso_day(MONDAY - 2),
    )
    for day, minute, kind, title, status, rule in (
        (8, 750, "topic", "年终大促还做吗", "ready", None),
        (10, 1200, "sharing", "社群分层怎么做", "draft", None),
        (11, 600, "offer", "年卡续费优惠", "idea", None),
        (-20, 510, "greeting", "早安", "ready", "FREQ=WEEKLY;BYDAY=MO"),
    ):
        plan.add(
            book.db,
            group_ids=[book.group.id],
            kind=kind,
            title=title,
            starts_at=(MONDAY + day) * DAY + minute * 60 - OFFSET,
            status=status,
            rrule=rule,
        )


def week(book: Book, edition: str = "member", today: date = TODAY) -> Digest:
    return make_digest(
        book.store, book.group, first=MONDAY, last=SUNDAY, edition=edition, today=today
    )


def section(digest: Digest, key: str) -> list[object]:
    return [item for part in digest.sections if part.key == key for item in part.items]


def figure(digest: Digest, key: str) -> Figure:
    return next(one for one in digest.figures if one.key == key)
