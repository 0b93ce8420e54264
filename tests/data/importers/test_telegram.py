from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qunmate.data.importers import pick
from qunmate.data.importers.source import Source
from qunmate.errors import UserError
from qunmate.model import Kind
from qunmate.records import Participant, SourceEvent
from tests.data.importers.reading import chats, chats_of, one_chat, sample, wall


def message(number: int, **fields: Any) -> dict[str, Any]:
    return {
        "id": number,
        "type": "message",
        "date": "2026-01-02T03:04:05",
        "date_unixtime": "1767294245",
        "from": "林小满",
        "from_id": "user101",
        "text": "早",
    } | fields


def service(number: int, action: str, **fields: Any) -> dict[str, Any]:
    return message(number) | {
        "type": "service",
        "actor": "群主",
        "actor_id": "user1",
        "action": action,
        **fields,
    }


def export(*messages: Any, name: str = "早起读书会") -> str:
    chat = {"name": name, "type": "private_supergroup", "id": 77, "messages": list(messages)}
    return json.dumps(chat, ensure_ascii=False, indent=1)


def test_a_chat_with_ids_and_replies() -> None:
    chat = one_chat(export(message(5), message(6, text="好", reply_to_message_id=5)))
    assert (chat.head.platform, chat.head.name, chat.head.chat_id) == (
        "telegram",
        "早起读书会",
        "77",
    )
    assert chat.head.zoned
    first, second = chat.records
    assert (first.at, first.sender_id, first.sender) == (1767294245, "101", "林小满")
    assert (second.reply_to, second.platform_id) == ("5", "6")


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
            service(1, "invite_members", members=["周一川", None, "沈知秋"]),
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


def test_an_account_of_several_chats() -> None:
    lists = {
        "about": "…",
        "contacts": {"list": [{"first_name": "x"}]},
        "chats": {"about": "", "list": [json.loads(export(message(1), name=n)) for n in "甲乙"]},
        "left_chats": {"list": [json.loads(export(message(1), name="丙"))]},
    }
    found = chats_of(json.dumps(lists))
    assert [chat.head.name for chat in found] == ["甲", "乙", "丙"]


def test_old_exports_have_plain_ids_and_dates() -> None:
    old = {"date": "2018-01-02T03:04:05", "from_id": 101}
    bare = message(1, **old)
    del bare["date_unixtime"]
    chat = one_chat(export(bare))
    assert not chat.head.zoned
    assert (chat.records[0].at, chat.records[0].sender_id) == (wall(2018, 1, 2, 3, 4, 5), "101")
    bare["date"] += "Z"
    assert one_chat(export(bare)).head.zoned


def test_where_only_some_messages_tell_an_instant_none_is_lost() -> None:
    bare, instant = message(1), message(2)
    del bare["date_unixtime"], instant["date"]
    assert len(one_chat(export(bare, instant)).records) == 2
    assert len(one_chat(export(instant, bare)).records) == 2


def test_a_deleted_account_has_its_id_for_a_name() -> None:
    record = one_chat(export(message(1, **{"from": None}))).records[0]
    assert (record.sender_id, record.sender) == ("101", "101")


def test_what_has_no_time_is_told_with_its_line() -> None:
    chat = one_chat(export(message(1), message(2, date_unixtime="soon"), 7, message(3)))
    assert len(chat.records) == 2
    assert chat.codes == ["bad_record", "bad_record"]
    assert chat.problems[0].line > 1


def test_a_file_cut_off_keeps_whole_messages() -> None:
    whole = export(message(1), message(2, text="第二"))
    for end in range(whole.index('"messages"') + 14, len(whole) - 8):
        chat = one_chat(whole[:end])
        assert chat.truncated
        assert chat.codes == ["cut_off"]
        assert [r.text for r in chat.records] == ["早", "第二"][: len(chat.records)]


def test_a_file_broken_in_the_middle_says_where() -> None:
    text = export(*(message(n) for n in range(400)))
    at = text.index('"id": 200')
    line = text.count("\n", 0, at) + 1
    for wrong in ("!", "}]}"):
        chat = one_chat(text[:at] + wrong + text[at:])
        assert len(chat.records) == 200
        assert chat.truncated
        assert chat.codes[-1] == "json_broken"
        assert abs(chat.problems[-1].line - line) <= 1


def test_brackets_without_end_are_refused() -> None:
    text = export(message(1))[:-4] + ', {"x": ' + "[" * 200_000
    with pytest.raises(UserError) as error:
        one_chat(text)
    assert error.value.problem.code == "json_too_deep"


@given(st.lists(st.text(), max_size=5))
def test_any_text_comes_back(texts: list[str]) -> None:
    found = chats_of(export(*(message(n, text=t or "x") for n, t in enumerate(texts))))
    assert [r.text for chat in found for r in chat.records] == [t or "x" for t in texts]


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda v: st.lists(v) | st.dictionaries(st.text(), v),
    )
)
def test_any_value_of_a_field_is_read_or_told(value: Any) -> None:
    for field in (
        "id",
        "date_unixtime",
        "from",
        "from_id",
        "text",
        "media_type",
        "reply_to_message_id",
    ):
        (chat,) = chats_of(export(message(1), message(2, **{field: value})))
        assert len(chat.records) + len(chat.problems) == 2


@pytest.mark.parametrize("name", ["single", "batch"])
def test_the_figures_that_others_state(name: str) -> None:
    source = Source(sample(f"telegram/{name}.json"))
    assert pick(source).NAME == "telegram"
    (chat,) = chats(source)
    told = json.loads(Path(sample("telegram/expected.json")).read_text(encoding="utf-8"))
    assert [(r.sender, r.text.replace("Link:", "Link: ")) for r in chat.records] == [
        (one["author"], one["message"]) for one in told
    ]


@pytest.mark.parametrize("type_", [[], {}, None, 7])
def test_a_part_of_text_of_any_type(type_: Any) -> None:
    chat = one_chat(export(message(1, text=["早", {"type": type_, "text": "安"}])))
    assert chat.said == [("林小满", "早安")]


@pytest.mark.parametrize("told", ["0001-01-01T00:00:00+08:00", "9999-12-31T23:59:59-08:00"])
def test_a_year_of_no_chat_is_told(told: str) -> None:
    chat = {"name": "a", "type": "private_group", "id": 1}
    said = {"id": 1, "type": "message", "from": "a", "from_id": "user1", "text": "x"}
    messages = [said | {"date": told}, said | {"id": 2, "date": "2026-01-02T03:04:05"}]
    found = one_chat(json.dumps(chat | {"messages": messages}), "result.json")
    assert len(found.records) == 1
    assert found.codes == ["bad_record"]


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


@pytest.mark.parametrize("chunk", ["\n", ""])
def test_signs_that_telegram_escapes_as_no_json_does(chunk: str) -> None:
    messages = [message(n, text="早§安" if n % 3 else "\\x41") for n in range(9)]
    text = export(*messages).replace("§", r"\x0C\x01").replace("\n", chunk)
    chat = one_chat(text)
    assert [r.text for r in chat.records] == [
        "早\x0c\x01安" if n % 3 else "\\x41" for n in range(9)
    ]
    assert (chat.problems, chat.truncated) == ([], False)


def test_paths_that_telegram_left_without_quotes() -> None:
    part = {"type": "custom_emoji", "text": "😮", "document_id": "video_files/sticker (2).webm"}
    text = export(message(1, text=["早", part, ""]), message(2, text="好"))
    chat = one_chat(text.replace('"video_files/sticker (2).webm"', "video_files/sticker (2).webm"))
    assert [r.text for r in chat.records] == ["早😮", "好"]
    assert chat.problems == []


def test_an_account_with_more_contacts_than_the_beginning_holds() -> None:
    lists = {
        "about": "Here is the data you requested.",
        "personal_information": {"user_id": 101, "first_name": "林", "last_name": "小满"},
        "contacts": {"list": [{"first_name": "x" * 90, "user_id": n} for n in range(900)]},
        "chats": {"list": [json.loads(export(message(1)))]},
    }
    (chat,) = chats_of(json.dumps(lists, ensure_ascii=False, indent=1))
    assert chat.said == [("林小满", "早")]
    assert chat.participants == [Participant("101", "林小满", own=True)]


def test_chats_of_an_account_without_a_name_are_not_one() -> None:
    kinds = [("saved_messages", 1), ("personal_chat", 2), ("personal_chat", 3)]
    lists = [
        {"name": None, "type": kind, "id": id_, "messages": [message(1)]} for kind, id_ in kinds
    ]
    found = chats_of(json.dumps({"chats": {"list": lists}}))
    assert [chat.head.name for chat in found] == ["Saved Messages", "2", "3"]


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
