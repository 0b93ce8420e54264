from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from qunmate.model import Kind
from qunmate.records import Participant, SourceEvent
from tests.data.importers.reading import Chat, one_chat

AUTHOR = {"id": "11", "name": "lin", "nickname": "林小满", "isBot": False, "roles": []}


def message(number: int, content: str = "早", **more: Any) -> dict[str, Any]:
    return {
        "id": str(number),
        "type": "Default",
        "timestamp": "2026-01-02T03:04:05.123+08:00",
        "isPinned": False,
        "content": content,
        "author": AUTHOR,
        "attachments": [],
        "mentions": [],
        **more,
    }


def export(*messages: Any) -> Chat:
    whole = {
        "guild": {"id": "1", "name": "读书"},
        "channel": {"id": "2", "type": "GuildTextChat", "name": "早起"},
        "exportedAt": "2026-01-03T00:00:00+00:00",
        "messages": list(messages),
        "messageCount": len(messages),
    }
    return one_chat(json.dumps(whole, ensure_ascii=False, indent=2))


def test_a_channel() -> None:
    chat = export(message(1), message(2, "好", type="Reply", reference={"messageId": "1"}))
    assert (chat.head.platform, chat.head.name, chat.head.chat_id) == (
        "discord",
        "读书 · 早起",
        "2",
    )
    assert chat.head.exported_at == 1767398400
    first, second = chat.records
    assert (first.at, first.sender_id, first.sender, first.nickname) == (
        1767294245,
        "11",
        "lin",
        "林小满",
    )
    assert (second.reply_to, second.platform_id) == ("1", "2")
    assert chat.problems == []


def test_joins_pins_bots_files_and_mentions() -> None:
    bot = AUTHOR | {"id": "9", "name": "bot", "nickname": "bot", "isBot": True}
    chat = export(
        message(1, "", type="GuildMemberJoin"),
        message(2, isPinned=True),
        message(3, author=bot),
        message(4, author=bot),
        message(5, "", attachments=[{"fileName": "a.PNG"}]),
        message(6, "@周一川 在吗", mentions=[{"id": "12", "name": "zhou", "nickname": "周一川"}]),
    )
    assert [record.kind for record in chat.records] == [
        Kind.SYSTEM,
        Kind.TEXT,
        Kind.TEXT,
        Kind.TEXT,
        Kind.IMAGE,
        Kind.TEXT,
    ]
    assert [event._replace(at=0, text="") for event in chat.events] == [
        SourceEvent(0, "join", ("11", "林小满")),
        SourceEvent(0, "pin", ("", "")),
    ]
    assert chat.participants == [Participant("9", "bot", "bot", bot=True)]
    assert chat.records[4].text == "[a.PNG]"
    assert chat.records[5].mentions == ("周一川",)


def test_people_added_removed_and_in_office() -> None:
    other = {"id": "12", "name": "zhou", "nickname": "周一川"}
    admin = AUTHOR | {"id": "13", "roles": [{"name": "Readers"}, {"name": "Moderators"}]}
    owner = AUTHOR | {"id": "14", "roles": [{"name": "群主"}]}
    chat = export(
        message(1, "Added zhou to the group.", type="RecipientAdd", mentions=[other]),
        message(2, "Removed zhou from the group.", type="RecipientRemove", mentions=[other]),
        message(3, "Left the group.", type="RecipientRemove", mentions=[AUTHOR]),
        message(4, "Pinned a message.", type="ChannelPinnedMessage", reference={"messageId": "1"}),
        message(5, "Changed the channel name: 早", type="ChannelNameChange"),
        message(6, "Started a thread.", type="ThreadCreated"),
        message(7, "Started a call that lasted 5 minutes", type="Call"),
        message(8, "", type="21", author=admin),
        message(9, author=owner),
        message(10, "Joined the server.", type="7"),
    )
    person = ("11", "林小满")
    assert [event._replace(at=0) for event in chat.events] == [
        SourceEvent(0, "join", ("12", "zhou"), person),
        SourceEvent(0, "leave", ("12", "zhou"), person),
        SourceEvent(0, "leave", ("11", "lin")),
        SourceEvent(0, "pin", person, text="1"),
        SourceEvent(0, "join", person),
    ]
    assert [record.kind for record in chat.records[6:]] == [
        Kind.CALL, Kind.SYSTEM, Kind.TEXT, Kind.SYSTEM,
    ]  # fmt: skip
    assert chat.participants == [
        Participant("13", "lin", "林小满", "admin"),
        Participant("14", "lin", "林小满", "owner"),
    ]


def test_what_was_forwarded() -> None:
    forwarded = {"content": "明天见", "attachments": [], "embeds": []}
    chat = export(
        message(1, "", reference={"type": "Forward", "messageId": "9"}, forwardedMessage=forwarded)
    )
    (record,) = chat.records
    assert (record.text, record.kind, record.reply_to) == ("明天见", Kind.FORWARD, None)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(), inner, max_size=2),
    max_leaves=4,
)


@given(values)
def test_any_value_of_a_field_is_read_or_told(value: Any) -> None:
    for field in message(1) | {"reference": 0, "embeds": 0, "stickers": 0}:
        chat = export(message(1), message(2) | {field: value})
        assert len(chat.records) + len(chat.problems) == 2


def test_what_is_said_outside_of_servers_has_the_name_of_its_channel() -> None:
    whole = {
        "guild": {"id": "0", "name": "Direct Messages"},
        "channel": {"id": "2", "type": "DirectGroupTextChat", "name": "早起"},
        "messages": [message(1)],
    }
    assert one_chat(json.dumps(whole, ensure_ascii=False)).head.name == "早起"


def test_what_has_no_words_of_its_own() -> None:
    fields = [{"name": "书名", "value": "早起"}, {"name": "", "value": "七点"}]
    chat = export(
        message(1, "", type="21"),
        message(2, "", type="8"),
        message(5, "早", type="21"),
        message(3, "", embeds=[{"title": "", "fields": fields}]),
        message(4, "", embeds=[{"title": "书讯", "fields": fields}]),
    )
    assert [(r.sender, r.text, r.kind) for r in chat.records] == [
        ("", "林小满 started a thread", Kind.SYSTEM),
        ("", "林小满 boosted the server", Kind.SYSTEM),
        ("lin", "早", Kind.TEXT),
        ("lin", "书名: 早起\n七点", Kind.SHARE),
        ("lin", "书讯", Kind.SHARE),
    ]


def test_a_poll_where_it_is_told_and_where_only_its_end_is() -> None:
    poll = {
        "question": {"text": "几点？"},
        "answers": [{"poll_media": {"text": "七点"}}, {"text": "八点"}, {}],
    }
    ended = [("poll_question_text", "几点？"), ("victor_answer_text", "七点"), ("total_votes", "3")]
    fields = [{"name": name, "value": value} for name, value in ended]
    chat = export(
        message(1, "", poll=poll),
        message(2, "", type="46", embeds=[{"title": "", "fields": fields}]),
        message(3, "", type="46"),
        message(4, ""),
        message(5, "", poll={"question": 7, "answers": 7}),
    )
    assert [(r.kind, r.text) for r in chat.records] == [
        (Kind.SHARE, "几点？\n- 七点\n- 八点"),
        (Kind.SYSTEM, "林小满 ended a poll: 几点？ – 七点"),
        (Kind.SYSTEM, "林小满 ended a poll"),
        (Kind.OTHER, ""),
        (Kind.SHARE, "7"),
    ]


def test_marks_that_were_exported_as_they_are_sent() -> None:
    whom = [{"id": "12", "name": "mu", "nickname": None}]
    said = "<@!12> <@12> <@13> <:yes:123456789012345678> 1<2>1"
    chat = export(message(1, said, mentions=whom))
    assert chat.records[0].text == "@mu @mu <@13> :yes: 1<2>1"


def test_what_was_done_and_is_told_in_no_words() -> None:
    chat = export(
        message(1, "", type="GuildMemberJoin"),
        message(2, "", type="ChannelPinnedMessage", reference={"messageId": "1"}),
        message(3, "Left the group.", type="RecipientRemove", mentions=[AUTHOR]),
    )
    assert [record.text for record in chat.records] == [
        "林小满 joined the server",
        "林小满 pinned a message",
        "林小满 Left the group.",
    ]
    assert [(e.kind, e.person[0], e.by) for e in chat.events] == [
        ("join", "11", ("", "")),
        ("pin", "11", ("", "")),
        ("leave", "11", ("", "")),
    ]
