from __future__ import annotations

from typing import Any

import pytest

from qunmate.model import Kind
from qunmate.records import Participant, SourceEvent
from tests.data.importers.reading import one_chat
from tests.data.importers.telegram_file import export, message, service


def test_text_in_parts_keeps_its_words_and_mentions() -> None:
    text = [
        "看 ",
        {"type": "link", "text": "https://a.example"},
        {"type": "mention", "text": "@li"},
    ]
    record = one_chat(export(message(1, text=text))).records[0]
    assert record.text == "看 https://a.example@li"
    assert record.mentions == ("li",)


@pytest.mark.parametrize(
    ("fields", "kind", "text"),
    [
        ({"text": "", "photo": "a.jpg"}, Kind.IMAGE, "[Photo]"),
        ({"text": "看图", "photo": "a.jpg"}, Kind.IMAGE, "看图"),
        ({"text": "", "file": "a.pdf", "file_name": "a.pdf"}, Kind.FILE, "[File] a.pdf"),
        ({"text": "", "media_type": "sticker", "sticker_emoji": "🔥"}, Kind.EMOJI, "🔥"),
        ({"text": "", "media_type": "voice_message"}, Kind.VOICE, "[Voice message]"),
        ({"text": "", "media_type": "hologram"}, Kind.FILE, "[File]"),
        ({"text": "", "poll": {"question": "几点？"}}, Kind.SHARE, "几点？"),
        ({"text": ""}, Kind.OTHER, ""),
    ],
)
def test_kinds(fields: dict[str, Any], kind: Kind, text: str) -> None:
    record = one_chat(export(message(1, **fields))).records[0]
    assert (record.kind, record.text) == (kind, text)


def test_service_messages_tell_who_came_and_went() -> None:
    chat = one_chat(
        export(
            service(1, "invite_members", members=["周一川", None, {}, "沈知秋"]),
            service(2, "join_group_by_link", inviter="群主"),
            service(3, "remove_members", members=["周一川"]),
            service(4, "remove_members", members=["群主"]),
            service(5, "pin_message", message_id=9),
            service(6, "paint_it_black"),
        )
    )
    assert [record.kind for record in chat.records] == [Kind.SYSTEM] * 6
    owner = ("1", "群主")
    assert [event._replace(at=0, text="") for event in chat.events] == [
        SourceEvent(0, "join", ("", "周一川"), owner),
        SourceEvent(0, "join", ("", "沈知秋"), owner),
        SourceEvent(0, "join", owner),
        SourceEvent(0, "leave", ("", "周一川"), owner),
        SourceEvent(0, "leave", owner),
        SourceEvent(0, "pin", owner),
    ]
    assert chat.events[-1].text == "9"
    assert chat.records[0].text == "群主 added 周一川, 沈知秋"
    assert chat.records[5].text == "群主: paint it black"


def test_nobody_is_told_of_as_the_group() -> None:
    chat = one_chat(export(service(1, "join_group_by_link", inviter="Group")))
    assert [(event.kind, event.by) for event in chat.events] == [("join", ("", ""))]


def test_what_else_service_messages_tell() -> None:
    chat = one_chat(
        export(
            service(1, "create_group", title="早起", members=["周一川"]),
            service(2, "join_group_by_link", inviter="周一川"),
            service(3, "join_group_by_request"),
            service(4, "edit_group_title", title="早起读书会"),
            service(5, "topic_created", title="闲聊"),
            service(6, "migrate_from_group", title="早起"),
            service(7, "phone_call", duration_seconds=30, discard_reason="hangup"),
            service(8, "", information_text="欢迎"),
            service(9, "topic_edit", new_icon_emoji_id="5"),
            service(10, "invite_to_group_call", members=[None]),
            service(11, "group_call", actor=None, actor_id="user5"),
            service(12, "remove_members", members=[None]),
        )
    )
    owner = ("1", "群主")
    assert [event._replace(at=0) for event in chat.events if event.kind != "join"] == [
        SourceEvent(0, "role", owner, text="owner")
    ]
    assert [(event.person, event.by) for event in chat.events if event.kind == "join"] == [
        (("", "周一川"), owner),
        (owner, ("", "周一川")),
        (owner, ("", "")),
    ]
    assert [record.text for record in chat.records] == [
        "群主 created the group “早起” with 周一川",
        "群主 joined the group via invite link",
        "群主 was accepted to the group",
        "群主 changed the group name to “早起读书会”",
        "群主 created the topic “闲聊”",
        "The group became a supergroup",
        "群主: phone call",
        "欢迎",
        "群主 changed the topic",
        "群主 invited to the voice chat",
        "5: group call",
        "群主 removed",
    ]
    assert [(r.sender, r.kind) for r in chat.records if r.kind is not Kind.SYSTEM] == [
        ("群主", Kind.CALL)
    ]


@pytest.mark.parametrize("type_", [[], {}, None, 7])
def test_a_part_of_text_of_any_type(type_: Any) -> None:
    chat = one_chat(export(message(1, text=["早", {"type": type_, "text": "安"}])))
    assert chat.said == [("林小满", "早安")]


def test_who_left_or_came_of_their_own_accord_keeps_their_id() -> None:
    gone = {"actor": None, "actor_id": "user5", "members": [None]}
    chat = one_chat(
        export(
            service(1, "invite_members", members=["群主"]),
            service(2, "remove_members", **gone),
            service(3, "remove_members", members=[None]),
        )
    )
    assert [(event.kind, event.person, event.by) for event in chat.events] == [
        ("join", ("1", "群主"), ("", "")),
        ("leave", ("5", ""), ("", "")),
    ]


@pytest.mark.parametrize(
    ("fields", "kind", "text"),
    [
        ({"text": "看这个", "forwarded_from": "读书频道"}, Kind.FORWARD, "看这个"),
        ({"text": "看图", "photo": "a.jpg", "forwarded_from": None}, Kind.IMAGE, "看图"),
        ({"text": "", "place_name": "图书馆", "address": "一号路"},
         Kind.LOCATION, "图书馆, 一号路"),
        ({"text": "", "contact_information": {"first_name": "周", "last_name": "一川"}},
         Kind.CONTACT, "[Contact] 周 一川"),
        ({"text": "", "game_title": "2048"}, Kind.SHARE, "2048"),
        ({"text": "", "giveaway_information": {"quantity": 3}}, Kind.SHARE, "[Giveaway]"),
        ({"text": "", "invoice_information": {"title": "会费"}}, Kind.SHARE, "会费"),
        ({"text": "", "invoice_information": '{\n "title": "会费"\n}'}, Kind.SHARE, "会费"),
        ({"text": "", "media_type": "audio_file", "performer": "甲", "title": "早安"},
         Kind.FILE, "[File] 甲 – 早安"),
        ({"text": "", "poll": {"question": "几点？", "answers": [{"text": "七"}, {"text": "八"}]}},
         Kind.SHARE, "几点？\n- 七\n- 八"),
        ({"text": "", "todo_list": {"title": "买", "answers": [{"text": "茶"}, {"text": "书"}]}},
         Kind.SHARE, "买\n- 茶\n- 书"),
        ({"text": "", "poll": {"question": [{"type": "plain", "text": "几点？"}]}},
         Kind.SHARE, "几点？"),
    ],
)  # fmt: skip
def test_more_kinds(fields: dict[str, Any], kind: Kind, text: str) -> None:
    record = one_chat(export(message(1, **fields))).records[0]
    assert (record.kind, record.text) == (kind, text)


def test_a_group_that_speaks_and_a_channel_that_posts_into_it() -> None:
    anonymous = {"from": "早起读书会", "from_id": "channel77", "author": "馆长"}
    linked = {"from": "书讯", "from_id": "channel9", "forwarded_from": "书讯", "saved_from": "书讯"}
    chat = one_chat(
        export(
            message(1, **anonymous),
            message(2, **linked),
            message(3, **linked),
            message(4, **{"from": None, "from_id": "channel8"}),
        )
    )
    assert [(r.sender_id, r.sender) for r in chat.records] == [
        ("channel77", "早起读书会"),
        ("channel9", "书讯"),
        ("channel9", "书讯"),
        ("channel8", "channel8"),
    ]
    assert chat.participants == [Participant("channel9", "书讯", bot=True)]


def test_a_reply_to_another_chat_is_no_reply_here() -> None:
    chat = one_chat(
        export(message(5), message(6, reply_to_message_id=5, reply_to_peer_id="channel9"))
    )
    assert [r.reply_to for r in chat.records] == [None, None]


def test_a_link_stands_behind_its_words() -> None:
    parts = [
        {"type": "text_link", "text": "报名表", "href": "https://a.example/f"},
        {"type": "text_link", "text": "https://b.example", "href": "https://b.example/"},
    ]
    record = one_chat(export(message(1, text=["填", *parts]))).records[0]
    assert record.text == "填报名表 (https://a.example/f)https://b.example"


def test_what_telegram_could_not_show_is_a_message_at_the_time_of_the_one_before() -> None:
    unsupported = {"type": "unsupported"}
    later = message(4, date_unixtime="1767294300")
    told = [unsupported | {"id": 1}, message(2), unsupported | {"id": 3}, later]
    chat = one_chat(export(*told))
    assert chat.head.zoned
    assert [(r.at, r.kind, r.sender, r.platform_id) for r in chat.records] == [
        (1767294245, Kind.OTHER, "", "1"),
        (1767294245, Kind.TEXT, "林小满", "2"),
        (1767294245, Kind.OTHER, "", "3"),
        (1767294300, Kind.TEXT, "林小满", "4"),
    ]
    assert chat.problems == []


def test_what_is_said_in_a_topic_replies_to_nobody_by_that() -> None:
    chat = one_chat(
        export(
            service(1, "topic_created", title="闲聊"),
            message(2, reply_to_message_id=1),
            message(3, reply_to_message_id=2),
        )
    )
    assert [r.reply_to for r in chat.records] == [None, None, "2"]
