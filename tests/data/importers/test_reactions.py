"""Reactions as each exporter tells them, and as none does."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qunmate.records import Batch, Record
from tests.data.importers.reading import one_chat
from tests.data.importers.telegram_file import export, message, service

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)
KEYS = st.sampled_from(["emoji", "count", "type", "name", "users", "likesCnt", "emojiId"])
ANY = JSON | st.lists(st.dictionaries(KEYS, JSON, max_size=4), max_size=3)


def telegram(told: Any) -> Record:
    return one_chat(export(message(1, reactions=told))).records[0]


def discord(told: Any) -> Record:
    said = {
        "id": "1",
        "type": "Default",
        "timestamp": "2026-01-02T03:04:05+08:00",
        "content": "早",
        "author": {"id": "11", "name": "小满"},
        "reactions": told,
    }
    head = {"guild": {"id": "7", "name": "读书会"}, "channel": {"id": "8", "name": "闲聊"}}
    return one_chat(json.dumps(head | {"messages": [said]})).records[0]


def discord_table(told: str) -> Record:
    cell = told.replace('"', '""')
    head = "AuthorID,Author,Date,Content,Attachments,Reactions\n"
    row = f'"11","小满","2026-01-02T03:04:05.0000000+08:00","早","","{cell}"\n'
    return one_chat(head + row, "a.csv").records[0]


def slack(told: Any) -> Record:
    said = {"type": "message", "user": "U1", "text": "早", "ts": "1453000000.000002"}
    document = {"channel_id": "C1", "messages": [said | {"reactions": told}]}
    return one_chat(json.dumps(document)).records[0]


def qq(told: Any, *, raw: bool = False) -> Record:
    likes = {"emojiLikesList": told}
    said = {
        "id": "1",
        "timestamp": 1767294245000,
        "sender": {"uin": "10001", "name": "小满"},
        "content": {"text": "早"},
        **({"rawMessage": likes} if raw else likes),
    }
    head = {"metadata": {}, "chatInfo": {"name": "读书会"}}
    return one_chat(json.dumps(head | {"messages": [said]})).records[0]


READERS = [telegram, discord, slack, qq]


def test_telegram_tells_emoji_pictures_of_ones_own_and_stars() -> None:
    recent = [{"from": "周一川", "from_id": "user102", "date": "2026-01-02T03:05:05"}]
    record = telegram(
        [
            {"type": "emoji", "count": 3, "emoji": "👍", "recent": recent},
            {"type": "custom_emoji", "count": 2, "document_id": "5368324170671202286"},
            {"type": "custom_emoji", "count": 1, "document_id": "stickers/a.tgs"},
            {"type": "paid", "count": 10},
        ]
    )
    assert record.reactions == (("👍", 3), ("[Emoji]", 3), ("⭐", 10))
    assert (record.text, record.kind) == ("早", 0)


def test_telegram_of_before_told_no_type() -> None:
    assert telegram([{"emoji": "❤", "count": 1}]).reactions == (("❤", 1),)


def test_a_line_of_the_system_may_have_them_too() -> None:
    told = [{"type": "emoji", "count": 2, "emoji": "👏"}]
    line = service(1, "join_group_by_link", reactions=told)
    (plain, joined) = one_chat(export(message(2), line)).records
    assert (plain.reactions, joined.reactions) == ((), (("👏", 2),))


def test_discord() -> None:
    users = [{"id": "12", "name": "一川"}]
    record = discord(
        [
            {"emoji": {"id": "", "name": "👍", "code": "thumbsup"}, "count": 3, "users": users},
            {"emoji": {"id": "812", "name": "pepe"}, "count": 1, "users": []},
        ]
    )
    assert record.reactions == (("👍", 3), ("pepe", 1))


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("👍 (3)", (("👍", 3),)),
        ("👍 (3),❤️ (1),pepe (12)", (("👍", 3), ("❤️", 1), ("pepe", 12))),
        ("", ()),
        ("👍", ()),
        ("👍 (-3),( (9999999999999999999999)", ()),
    ],
)
def test_a_table_of_discord(cell: str, told: tuple[tuple[str, int], ...]) -> None:
    assert discord_table(cell).reactions == told


def test_slack_tells_names_of_emoji() -> None:
    record = slack(
        [
            {"name": "+1", "users": ["U1"], "count": 1},
            {"name": "thumbsup::skin-tone-4", "users": ["U2", "U3"], "count": 2},
            {"name": "botman", "users": ["U1"], "count": 1},
        ]
    )
    assert record.reactions == (("👍", 3), (":botman:", 1))


@pytest.mark.parametrize("raw", [False, True])
def test_qq_tells_faces_by_numbers(*, raw: bool) -> None:
    told = [
        {"emojiId": "76", "emojiType": "1", "likesCnt": "3", "isClicked": False},
        {"emojiId": "128077", "emojiType": "2", "likesCnt": "2", "isClicked": True},
        {"emojiId": "9999", "emojiType": "1", "likesCnt": "1", "isClicked": False},
    ]
    assert qq(told, raw=raw).reactions == (("赞", 3), ("👍", 2), ("表情9999", 1))


@settings(max_examples=30)
@given(ANY)
def test_whatever_else_stands_there_costs_no_message(told: Any) -> None:
    for reader in READERS:
        record = reader(told)
        assert record.text == "早"
        assert all(sign and count > 0 for sign, count in record.reactions)


@settings(max_examples=40)
@given(st.text(alphabet='👍❤,() "123\x00\n-', max_size=30))
def test_whatever_else_stands_in_a_cell(told: str) -> None:
    assert all(sign and count > 0 for sign, count in discord_table(told).reactions)


def test_thousands_of_them() -> None:
    many = [{"emoji": f"x{n}", "name": f"x{n}", "count": 1} for n in range(3_000)]
    for reader in (telegram, slack):
        assert len(reader(many).reactions) == 50


def test_a_batch_put_behind_another_keeps_them_with_their_messages() -> None:
    first, second = telegram([{"emoji": "👍", "count": 1}]), telegram([])
    one, other = Batch(), Batch()
    one.extend([second, first])
    other.extend([first, second])
    one.add(other)
    one.extend([first])
    assert [len(record.reactions) for record in one.records] == [0, 1, 1, 0, 1]
