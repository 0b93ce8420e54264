"""Two programs' records of one group: what the other told already is recognised."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qunmate.clock import DAY
from qunmate.data import groups
from qunmate.data.overlap import Overlap
from qunmate.data.store import Store, open_store
from qunmate.progress import finish
from qunmate.tasks.chat_intake import ChatImport
from qunmate.tasks.import_chat import Pasted, import_chat
from qunmate.tasks.undo_import import undo_import

TODAY = date(2026, 2, 1)
START = datetime(2026, 1, 2, 8, 0, tzinfo=timezone(timedelta(hours=8)))
NAMES = {"wxid_1": "小满", "wxid_2": "一川"}

Told = tuple[int, str, str]  # seconds after START, wxid, words


def weflow(told: list[Told]) -> Pasted:
    """With ids and seconds."""
    messages = [
        {
            "createTime": int(START.timestamp()) + at,
            "type": "图片消息" if text == "[图片]" else "文本消息",
            "content": text,
            "senderUsername": who,
            "senderDisplayName": NAMES[who],
        }
        for at, who, text in told
    ]
    session = {"wxid": "7@chatroom", "nickname": "早起读书会"}
    return Pasted("a.json", json.dumps({"weflow": {}, "session": session, "messages": messages}))


def mail(told: list[Told]) -> Pasted:
    """WeChat's own: names and minutes only."""
    lines = ['微信群"早起读书会"的聊天记录如下:', ""]
    day = ""
    for at, who, text in told:
        moment = START + timedelta(seconds=at)
        if f"{moment:%Y-%m-%d}" != day:
            day = f"{moment:%Y-%m-%d}"
            lines += [f"—————  {day}  —————", ""]
        words = "图片1（可在附件中查看）" if text == "[图片]" else text
        lines += [f"{NAMES[who]}  {moment:%H:%M}", "", words, ""]
    return Pasted("b.txt", "\n".join(lines))


def chatlab(told: list[Told], *, ids: bool) -> Pasted:
    """What many programs write: some with the messages' ids, some without."""
    meta = {"name": "早起读书会", "platform": "wechat", "type": "group"}
    header = {"_type": "header", "chatlab": {"version": "0.0.2"}, "meta": meta}
    lines: list[dict[str, object]] = [dict(header)]
    for number, (at, who, text) in enumerate(told):
        when = int(START.timestamp()) + at
        line = {"_type": "message", "sender": who, "accountName": NAMES[who], "timestamp": when}
        own = {"platformMessageId": f"{at}-{number}"} if ids else {}
        lines.append({**line, "type": 0, "content": text if ids else text.strip(), **own})
    return Pasted("c.jsonl", "\n".join(json.dumps(line) for line in lines))


@pytest.fixture
def group(store: Store) -> None:
    with store.atomic() as db:
        groups.add(db, "早起读书会", "wechat", "Asia/Shanghai")


def take(store: Store, source: Pasted) -> ChatImport:
    (result,) = finish(import_chat(store, [source], today=TODAY))
    assert isinstance(result, ChatImport)
    return result


def count(store: Store) -> int:
    return int(store.db.execute("SELECT count(*) FROM messages").fetchone()[0])


TOLD: list[Told] = [
    (5, "wxid_1", "早"),
    (61, "wxid_2", "[图片]"),
    (65, "wxid_1", "看 完 了"),
    (3_000, "wxid_2", "晚安"),
]


@pytest.mark.usefixtures("group")
@pytest.mark.parametrize("first", ["ids", "names"])
def test_names_and_minutes_meet_ids_and_seconds(store: Store, first: str) -> None:
    sources = [weflow(TOLD), mail(TOLD)]
    if first == "names":
        sources.reverse()
    assert take(store, sources[0]).new == 4
    second = take(store, sources[1])
    assert (second.new, second.duplicates, second.recognised) == (0, 4, 4)
    assert second.members_new == 0
    assert take(store, sources[1]).duplicates == 4


@pytest.mark.usefixtures("group")
def test_what_the_other_lacks_is_new(store: Store) -> None:
    take(store, weflow(TOLD[:2]))
    result = take(store, mail(TOLD))
    assert (result.new, result.recognised) == (2, 2)
    days = store.db.execute("SELECT sum(messages) FROM daily_activity").fetchone()[0]
    assert days == count(store) == 4


@pytest.mark.usefixtures("group")
def test_the_same_words_twice_in_a_minute_both_stay(store: Store) -> None:
    twice: list[Told] = [(5, "wxid_1", "好"), (20, "wxid_1", "好"), (30, "wxid_2", "好")]
    take(store, weflow(twice[:1]))
    result = take(store, mail(twice))
    assert (result.new, result.recognised) == (2, 1)


@pytest.mark.usefixtures("group")
def test_a_recognised_record_stays_when_the_other_import_is_taken_back(store: Store) -> None:
    take(store, weflow(TOLD))
    second = take(store, mail([*TOLD, (9_000, "wxid_1", "还有")]))
    assert second.import_id is not None
    finish(undo_import(store, second.import_id))
    assert count(store) == 4


people, words = st.sampled_from(list(NAMES)), st.sampled_from(["好", "早", "[图片]"])
told = st.lists(
    st.tuples(st.integers(0, 600), people, words),
    max_size=12,
    unique_by=lambda one: (one[0] // 60, one[1], one[2]),
).map(sorted)


@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(told=told, data=st.data())
def test_two_parts_of_a_chat_make_the_whole(told: list[Told], data: st.DataObject) -> None:
    """Whatever part each program tells, every message is there once."""
    cut = data.draw(st.integers(0, len(told)))
    again = data.draw(st.integers(0, cut))
    parts = [weflow(told[:cut]), mail(told[again:])]
    if data.draw(st.booleans()):
        parts = [mail(told[:cut]), weflow(told[again:])]
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "a.qunmate") as store:
        with store.atomic() as db:
            groups.add(db, "早起读书会", "wechat", "Asia/Shanghai")
        for part, size in zip(parts, (cut, len(told) - again), strict=True):
            if size:
                take(store, part)
        assert count(store) == len(told)


def whatsapp(told: list[Told], *, seconds: bool) -> Pasted:
    """What a phone exports: an iPhone with seconds and kinds, an Android with neither."""
    lines = []
    for at, who, text in told:
        moment = START + timedelta(seconds=at)
        if seconds:
            words = "\u200eimage omitted" if text == "[图片]" else text
            lines.append(f"[{moment:%d/%m/%Y, %H:%M:%S}] {NAMES[who]}: {words}\n")
        else:
            words = "<Media omitted>" if text == "[图片]" else text
            lines.append(f"{moment:%d/%m/%Y, %H:%M} - {NAMES[who]}: {words}\n")
    return Pasted("a.txt", "".join(lines))


@pytest.mark.usefixtures("group")
@pytest.mark.parametrize("seconds_first", [True, False])
def test_minutes_and_seconds_of_one_format(store: Store, seconds_first: bool) -> None:
    told = [*TOLD[:3], (70, "wxid_1", "看 完 了"), (121, "wxid_1", "[图片]"), TOLD[3]]
    assert take(store, whatsapp(told, seconds=seconds_first)).new == 6
    result = take(store, whatsapp(told, seconds=not seconds_first))
    assert (result.new, result.duplicates, result.recognised) == (0, 6, 6)
    assert count(store) == 6


@pytest.mark.usefixtures("group")
@pytest.mark.parametrize("program", [partial(whatsapp, seconds=True), partial(chatlab, ids=True)])
def test_a_record_that_grows_is_never_taken_for_another_programs(
    store: Store, program: Callable[[list[Told]], Pasted]
) -> None:
    """What it adds lies far behind the first of the numbers that its messages could have had."""
    told: list[Told] = [(n * 61, "wxid_1", f"{n}") for n in range(1, 300)]
    for end in (-10, -5, None):
        result = take(store, program(told[:end]))
        assert result.recognised == 0
    assert (result.new, result.duplicates) == (5, 294)


@pytest.mark.usefixtures("group")
def test_only_records_of_the_same_days_are_compared(store: Store) -> None:
    take(store, mail(TOLD))
    overlap = Overlap(store.db, 1, "weflow_json")
    said = int(START.timestamp())
    for days, found in ((-3, set()), (-1, {1}), (0, {1}), (1, {1}), (3, set())):
        assert overlap.imports([said + days * DAY], with_ids=True) == found
    assert overlap.imports([said - 9 * DAY, said + 9 * DAY], with_ids=True) == {1}


@pytest.mark.usefixtures("group")
def test_the_same_words_twice_in_a_minute_by_another_phone_both_stay(store: Store) -> None:
    twice: list[Told] = [(5, "wxid_1", "好"), (20, "wxid_1", "好")]
    take(store, whatsapp(twice, seconds=True))
    assert take(store, whatsapp([(35, "wxid_1", "好"), *twice], seconds=False)).new == 1
    assert take(store, whatsapp([*twice, (50, "wxid_1", "好")], seconds=True)).new == 1


def test_the_clock_of_the_test_is_the_groups() -> None:
    assert START.astimezone(UTC).hour == 0


@pytest.mark.usefixtures("group")
@pytest.mark.parametrize("ids_first", [True, False])
def test_ids_in_one_and_none_in_the_other_of_one_format(store: Store, ids_first: bool) -> None:
    twice: Told = (70, "wxid_1", "看 完 了 ")
    told = [*TOLD[:3], twice, TOLD[3]]
    first, second = (chatlab(told, ids=ids) for ids in (ids_first, not ids_first))
    assert take(store, first).new == 5
    result = take(store, second)
    assert (result.new, result.duplicates, result.recognised) == (0, 5, 5)
    more = chatlab([*told, (9_000, "wxid_1", "早")], ids=not ids_first)
    assert take(store, more).new == 1
    assert take(store, chatlab(told, ids=ids_first)).new == 0
    assert count(store) == 6
