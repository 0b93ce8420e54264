"""Invented chats for the tests of the message browser and of highlights."""

from __future__ import annotations

from collections.abc import Sequence

from qunmate.clock import DAY, parse_day
from qunmate.data import groups
from qunmate.data.store import Store
from qunmate.model import Group, Kind
from qunmate.progress import finish
from qunmate.records import Batch, ChatHead, Participant, Record
from qunmate.tasks.import_chat import take_in_chat
from tests.ui.tab_desk import TODAY

PEOPLE = ("林晓雨", "周子昂", "罗一凡", "王一诺", "何知微")
FIRST = parse_day("2026-11-16")

Said = tuple[int, int, int, str] | tuple[int, int, int, str, Kind]  # day, minute, who, text, kind


def add_chat(store: Store, said: Sequence[Said], name: str = "运营研究社") -> Group:
    """A group with these messages: day (from FIRST), minute of the day, place in PEOPLE, text
    and kind."""
    with store.atomic() as db:
        group = groups.named(db, name) or groups.add(db, name, "wechat", "Asia/Shanghai")
    people = tuple(Participant(f"wxid_{place}", one) for place, one in enumerate(PEOPLE))
    batch = Batch()
    batch.extend(
        Record(
            (FIRST + day) * DAY + minute * 60,
            people[who].platform_id,
            people[who].name,
            kind[0] if kind else Kind.TEXT,
            text,
        )
        for day, minute, who, text, *kind in said
    )
    head = ChatHead("wechat", name, participants=people)
    job = take_in_chat(
        store, head, [batch], group=group, file="chat.txt", format_="test", today=TODAY
    )
    finish(job)
    return group


QUESTION: tuple[Said, ...] = (
    (0, 1268, 2, "直播话术总像念稿，观众两分钟就走，怎么改？"),
    (0, 1270, 3, "同问 +1"),
    (0, 1274, 1, "把整段话术拆成「提示词卡」，一张卡只写三样：疑问、例子、请观众回话的问题。"),
    (0, 1277, 3, "卡片背面写价格和库存，不会被问住。"),
    (0, 1291, 4, "我们组试了，停留从一分五十到三分二十。"),
    (0, 1293, 2, "感谢感谢！明天就试"),
)


def filler(days: int, per_day: int) -> list[Said]:
    """Small talk on each of the days."""
    return [
        (day, 480 + 7 * place, (day + place) % len(PEOPLE), f"第{day}天第{place}句闲聊")
        for day in range(days)
        for place in range(per_day)
    ]
