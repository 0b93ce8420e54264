"""What chatlog writes of WeChat's groups: its page, its command, a day, several chats in one."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from qunmate.data.importers import pick
from qunmate.data.importers.source import Source
from qunmate.model import Kind
from qunmate.records import Participant
from tests.data.importers.reading import Chat, chats_of, one_chat, put_together, wall

TIME = "2026-01-02 03:04:05"
JOIN = '"小满"邀请"一川"加入了群聊'


def chatlog(*lines: str, head: str = "Time,SenderName,Sender,TalkerName,Talker,Content") -> Chat:
    return one_chat("\n".join((head, *lines)) + "\n", "a.csv")


def test_the_csv_of_chatlogs_page_shows_kinds_as_its_text_does() -> None:
    room = "读书会,1@chatroom"
    chat = chatlog(
        f"{TIME},小满,wxid_a,{room},![图片](http://127.0.0.1/image/ab)",
        f'{TIME},,系统消息,{room},"{JOIN.replace(chr(34), chr(34) * 2)}"',
        f'{TIME},小满,wxid_a,{room},"> 一川(wxid_b) 01-02 03:00:00\n> 早\n好"',
        f'{TIME},小满,wxid_a,{room},"[合并转发|两个人的聊天记录]\n小满 1-2 03:00\n早"',
        f"{TIME},小满,wxid_a,{room},Type: 11000 Content: x",
    )
    assert [(r.sender_id, r.kind) for r in chat.records] == [
        ("wxid_a", Kind.IMAGE), ("", Kind.SYSTEM), ("wxid_a", Kind.REPLY),
        ("wxid_a", Kind.FORWARD), ("wxid_a", Kind.OTHER),
    ]  # fmt: skip
    assert [event.kind for event in chat.events] == ["join"]


@pytest.mark.parametrize(
    ("number", "described", "kind"),
    [
        (49, "引用消息", Kind.REPLY), (49, "合并转发", Kind.FORWARD), (49, "链接分享", Kind.LINK),
        (49, "应用消息(2001)", Kind.RED_PACKET), (49, "应用消息(2000)", Kind.TRANSFER),
        (47, "未知类型(47)", Kind.EMOJI), (3, "图片消息", Kind.IMAGE),
        (10000, "系统消息", Kind.SYSTEM),
    ],
)  # fmt: skip
def test_the_csv_of_chatlogs_command_describes_what_its_number_does_not_tell(
    number: int, described: str, kind: Kind
) -> None:
    chat = chatlog(
        f"{TIME},1@chatroom,读书会,wxid_a,小满,false,{number},{described},好",
        head="Time,Talker,TalkerName,Sender,SenderName,IsSelf,Type,TypeDesc,Content",
    )
    assert [record.kind for record in chat.records] == [kind]


def test_a_day_of_chatlog_tells_no_day() -> None:
    source = Source(
        Path("a.txt"),
        f"小满(wxid_a) 03:04:05\n早\n\n系统消息 03:05:05\n{JOIN}\n\n"
        "林(我) 03:06:05\n![图片](http://127.0.0.1/image/ab)\n\n",
        day=date(2026, 1, 2),
    )
    reader = pick(source)
    assert reader.NAME == "undated"
    (chat,) = put_together(reader.read(source))
    assert [(r.at, r.sender_id, r.sender, r.kind) for r in chat.records] == [
        (wall(2026, 1, 2, 3, 4, 5), "wxid_a", "小满", Kind.TEXT),
        (wall(2026, 1, 2, 3, 5, 5), "", "", Kind.SYSTEM),
        (wall(2026, 1, 2, 3, 6, 5), "", "林", Kind.IMAGE),
    ]
    assert chat.head.platform == "wechat"
    assert chat.participants == [Participant("", "林", own=True)]
    assert len(chat.events) == 1


def test_a_table_of_chatlog_that_holds_several_chats() -> None:
    read = chats_of(
        "Time,SenderName,Sender,TalkerName,Talker,Content\n"
        f"{TIME},小满,wxid_a,读书会,1@chatroom,早\n{TIME},沈,wxid_c,,2@chatroom,一\n"
        f"{TIME},小满,wxid_a,读书会,1@chatroom,好\nx,沈,wxid_c,,2@chatroom,二\n",
        "a.csv",
    )
    assert [(chat.head.name, chat.head.chat_id) for chat in read] == [
        ("读书会", "1@chatroom"), ("2@chatroom", "2@chatroom"),
    ]  # fmt: skip
    assert [chat.said for chat in read] == [[("小满", "早"), ("小满", "好")], [("沈", "一")]]
    assert [chat.codes for chat in read] == [[], ["bad_date"]]


def test_a_list_of_chatlog_that_holds_several_chats() -> None:
    plain = {"time": "2026-01-02T03:04:05+08:00", "isChatRoom": True, "type": 1}
    here = plain | {"talker": "1@chatroom", "talkerName": "读书会", "sender": "wxid_a"}
    there = plain | {"talker": "2@chatroom", "talkerName": "球友", "sender": "wxid_c"}
    messages = [here | {"seq": 1}, there | {"seq": 2}, here | {"seq": 3}, there | {"time": "x"}]
    read = chats_of(json.dumps(messages, ensure_ascii=False, indent=1), "a.json")
    assert [chat.head.name for chat in read] == ["读书会", "球友"]
    assert [[record.platform_id for record in chat.records] for chat in read] == [["1", "3"], ["2"]]
    assert [chat.codes for chat in read] == [[], ["bad_record"]]
