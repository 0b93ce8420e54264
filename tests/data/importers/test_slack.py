from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from qunmate.data.importers import pick, sources_in
from qunmate.data.importers.source import Source
from qunmate.model import Kind
from qunmate.records import Participant, SourceEvent
from tests.data.importers.reading import Chat, chats, sample

USERS = [
    {"id": "U1", "name": "lin", "is_admin": True, "profile": {"display_name": "林小满"}},
    {"id": "U2", "name": "zhou", "profile": {"real_name": "周一川"}},
    {"id": "U3", "name": "bot", "is_bot": True},
]
CHANNELS = [{"id": "C1", "name": "general", "members": ["U1", "U2", "U9"]}]


def export(folder: Path, days: dict[str, list[Any]], *, whole: bool = True) -> Path:
    path = folder / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("users.json", json.dumps(USERS))
        archive.writestr("channels.json", json.dumps(CHANNELS))
        for name, messages in days.items():
            text = json.dumps(messages, ensure_ascii=False)
            archive.writestr(name, text if whole else text[:-20])
    return path


def said(text: str, user: str = "U1", ts: str = "1453000000.000002", **more: Any) -> dict[str, Any]:
    return {"type": "message", "user": user, "text": text, "ts": ts, **more}


def only(path: Path) -> Chat:
    (source,) = sources_in(path)
    assert pick(source).NAME == "slack"
    (chat,) = chats(source)
    source.close()
    return chat


def test_a_channel_over_two_days(tmp_path: Path) -> None:
    chat = only(
        export(
            tmp_path,
            {
                "general/2016-01-18.json": [said("第二天", "U2", "1453090000.000001")],
                "general/2016-01-17.json": [
                    said("早 <@U2> 看 <https://a.example|a.example> &amp; 笑")
                ],
            },
        )
    )
    assert (chat.head.platform, chat.head.name, chat.head.chat_id) == ("slack", "general", "C1")
    assert chat.head.participants == (
        Participant("U1", "林小满", role="admin"),
        Participant("U2", "周一川"),
    )
    first, second = chat.records
    assert (first.at, first.sender_id, first.sender) == (1453000000, "U1", "林小满")
    assert first.text == "早 @周一川 看 https://a.example & 笑"
    assert first.mentions == ("周一川",)
    assert second.text == "第二天"


def test_threads_files_bots_and_comings(tmp_path: Path) -> None:
    chat = only(
        export(
            tmp_path,
            {
                "general/2016-01-17.json": [
                    said(
                        "<@U2> has joined the channel",
                        "U2",
                        "1.1",
                        subtype="channel_join",
                        inviter="U1",
                    ),
                    said("", ts="2.1", files=[{"name": "a.png", "mimetype": "image/png"}]),
                    said("答", "U2", "3.1", thread_ts="2.1"),
                    {
                        "type": "message",
                        "subtype": "bot_message",
                        "bot_id": "B1",
                        "username": "CI",
                        "text": "ok",
                        "ts": "4.1",
                    },
                    said("<@U2> has left the channel", "U2", "5.1", subtype="channel_leave"),
                ]
            },
        )
    )
    assert [record.kind for record in chat.records] == [
        Kind.SYSTEM,
        Kind.IMAGE,
        Kind.TEXT,
        Kind.TEXT,
        Kind.SYSTEM,
    ]
    assert chat.records[1].text == "[a.png]"
    assert chat.records[2].reply_to == "2.1"
    assert [event._replace(text="") for event in chat.events] == [
        SourceEvent(1, "join", ("U2", "周一川"), ("U1", "林小满")),
        SourceEvent(5, "leave", ("U2", "周一川")),
    ]
    assert chat.participants == [Participant("B1", "CI", bot=True)]


def test_an_export_of_an_enterprise_with_guests_pins_and_blocks(tmp_path: Path) -> None:
    first = "1453000000.000002"
    pins = [{"id": first, "created": 1453000100, "user": "U2", "owner": "U1"}]
    section = {"type": "section", "text": {"type": "mrkdwn", "text": "部署 <@U2>"}}
    line = {"type": "rich_text_section", "elements": [{"type": "text", "text": "好了"}]}
    messages = [
        said("早", "U7", user_profile={"display_name": "", "real_name": "沈知秋"}),
        said("", "U1", "1453000001.1", blocks=[section, {"type": "rich_text", "elements": [line]}]),
        said("This message was deleted.", "USLACKBOT", "1453000002.1", subtype="tombstone"),
        said("set the channel topic: 读", "U1", "1453000003.1", subtype="channel_topic"),
        said("renamed the channel", "U1", "1453000004.1", subtype="channel_name", name="b"),
        said("added an integration", "U1", "1453000005.1", subtype="bot_add"),
        said("也发到频道", "U2", "1453000006.1", subtype="thread_broadcast", thread_ts=first),
        said("耸肩", "U2", "1453000007.1", subtype="me_message"),
        said("", "U1", "1453000008.1", attachments=[{"title": "一篇文章", "text": "很长"}]),
    ]
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        owner = {"id": "U1", "name": "lin", "is_owner": True, "is_primary_owner": True}
        archive.writestr("x/org_users.json", json.dumps([{"id": "U1", "name": "old"}]))
        archive.writestr("x/users.json", json.dumps([owner, {"id": "U2", "name": "zhou"}]))
        archive.writestr("x/channels.json", json.dumps([CHANNELS[0] | {"pins": pins}]))
        archive.writestr("x/general/2016-01-17.json", json.dumps(messages))
    chat = only(path)
    assert chat.head.participants == (
        Participant("U1", "lin", role="owner"),
        Participant("U2", "zhou"),
    )
    assert chat.events == [SourceEvent(1453000100, "pin", ("U1", "lin"), ("U2", "zhou"), first)]
    assert [record.kind for record in chat.records] == [
        Kind.TEXT, Kind.TEXT, Kind.RECALL, *[Kind.SYSTEM] * 3, Kind.TEXT, Kind.TEXT, Kind.SHARE,
    ]  # fmt: skip
    assert chat.said[0] == ("沈知秋", "早")
    assert chat.said[1] == ("lin", "部署 @zhou\n好了")
    assert chat.records[6].reply_to == first
    assert chat.said[8] == ("lin", "一篇文章")


def test_a_day_cut_off_keeps_what_is_whole(tmp_path: Path) -> None:
    days = {"general/2016-01-17.json": [said("一"), said("二", ts="1453000009.1")]}
    chat = only(export(tmp_path, days, whole=False))
    assert [record.text for record in chat.records] == ["一"]
    assert chat.truncated
    assert chat.codes == ["cut_off"]


@pytest.mark.parametrize(
    "field", ["user", "text", "ts", "files", "thread_ts", "subtype", "attachments"]
)
@pytest.mark.parametrize("value", [None, 7, True, [], {}, [1], "", "x"])
def test_any_value_of_a_field_is_read_or_told(tmp_path: Path, field: str, value: Any) -> None:
    chat = only(export(tmp_path, {"general/2016-01-17.json": [said("好") | {field: value}]}))
    assert len(chat.records) + len(chat.problems) == 1


def test_the_sample_that_others_wrote() -> None:
    found = {chat.head.name: chat for chat in chats(Source(sample("slack/export.zip")))}
    assert {name: len(chat.records) for name, chat in found.items()} == {
        "enrique": 102,
        "traveling-sailor": 56,
    }
    assert all(not chat.problems for chat in found.values())


def test_a_bot_that_is_no_member_of_the_channel_is_told_of_once(tmp_path: Path) -> None:
    messages = [
        said("备份好了", "U3", "1453000001.1"),
        said("备份好了", "U3", "1453000002.1"),
        said("提醒", "USLACKBOT", "1453000003.1"),
    ]
    chat = only(export(tmp_path, {"general/2016-01-17.json": messages}))
    assert chat.participants == [
        Participant("U3", "bot", bot=True),
        Participant("USLACKBOT", "Slackbot", bot=True),
    ]


def test_one_channel_that_slackdump_dumped(tmp_path: Path) -> None:
    profile = {"display_name": "", "real_name": "周一川"}
    reply = said(
        "在", "U2", "1453000009.000001", thread_ts="1453000000.000002", user_profile=profile
    )
    dump = {
        "channel_id": "C1",
        "name": "早起",
        "messages": [
            said("在吗", thread_ts="1453000000.000002", slackdump_thread_replies=[reply]),
            said("早", "U2", "1453000010.000001"),
        ],
    }
    path = tmp_path / "C1.json"
    path.write_text(json.dumps(dump, ensure_ascii=False), encoding="utf-8")
    chat = only(path)
    assert (chat.head.name, chat.head.chat_id) == ("早起", "C1")
    assert sorted((r.at, r.sender, r.text, r.reply_to) for r in chat.records) == [
        (1453000000, "U1", "在吗", None),
        (1453000009, "周一川", "在", "1453000000.000002"),
        (1453000010, "周一川", "早", None),
    ]


def test_comments_of_files_mail_addresses_and_files_that_are_gone(tmp_path: Path) -> None:
    comment = {"comment": {"user": "U2", "comment": "好看"}, "subtype": "file_comment"}
    messages = [
        {"type": "message", "text": "commented", "ts": "1453000001.1"} | comment,
        said("写给 <mailto:a@b.example|a@b.example>", ts="1453000002.1"),
        said("", ts="1453000003.1", files=[{"id": "F1", "mode": "tombstone"}]),
    ]
    chat = only(export(tmp_path, {"general/2016-01-17.json": messages}))
    assert chat.said == [("周一川", "好看"), ("林小满", "写给 a@b.example"), ("林小满", "[File]")]


def test_what_two_said_to_each_other(tmp_path: Path) -> None:
    path = export(tmp_path, {"D1/2016-01-17.json": [said("早")]})
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("dms.json", json.dumps([{"id": "D1", "members": ["U1", "U2"]}]))
    head = only(path).head
    assert (head.name, head.chat_id, head.private) == ("林小满, 周一川", "D1", True)


def test_an_app_that_is_in_no_list(tmp_path: Path) -> None:
    told = said("投票", "U7", bot_id="B7", bot_profile={"name": "Polly"})
    chat = only(export(tmp_path, {"general/2016-01-17.json": [told, said("早", "U8")]}))
    assert chat.said == [("Polly", "投票"), ("U8", "早")]
    assert chat.participants == [Participant("U7", "Polly", bot=True)]
