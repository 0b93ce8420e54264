"""What the exporting programs write beside the plain case: each variant, invented, as meant."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from qunmate.data.importers import pick
from qunmate.data.importers.source import Source
from qunmate.errors import UserError
from qunmate.model import Kind
from qunmate.records import OPERATOR, Participant
from tests.data.importers.reading import Chat, chats, one_chat, wall

AT = 1767294245  # 2026-01-02 03:04:05 in China
WALL = wall(2026, 1, 2, 3, 4, 5)


def said(chat: Chat) -> list[tuple[str, str, Kind]]:
    return [(record.sender, record.text, record.kind) for record in chat.records]


def from_json(value: Any) -> Chat:
    return one_chat(json.dumps(value, ensure_ascii=False, indent=1), "a.json")


def qqce(*messages: dict[str, Any], **about: Any) -> Chat:
    chat = {"name": "读书会", "type": "group"} | about
    plain = {"timestamp": AT * 1000, "sender": {"uin": "10001", "name": "小满"}}
    whole = [plain | message for message in messages]
    return from_json({"metadata": {"version": "5"}, "chatInfo": chat, "messages": whole})


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ({"type": "type_6", "content": {"text": "[语音 7秒]"}}, Kind.VOICE),
        ({"type": "type_8", "content": {"text": "[文件: 名单.xlsx]"}}, Kind.FILE),
        ({"type": "type_1", "content": {"text": "[图片: 一.png]"}}, Kind.IMAGE),
        ({"type": "type_1", "content": {"text": "早"}}, Kind.TEXT),
        (
            {
                "type": "type_3",
                "content": {
                    "text": "[回复 一川: 早]\n好",
                    "elements": [{"type": "reply", "data": {"messageId": "7"}}],
                },
            },
            Kind.REPLY,
        ),
        (
            {"type": "type_1", "content": {"text": "", "resources": [{"type": "audio"}]}},
            Kind.VOICE,
        ),
        (
            {
                "type": "type_17",
                "content": {"text": "[比心]", "elements": [{"type": "market_face"}]},
            },
            Kind.EMOJI,
        ),
        ({"type": "system", "content": {"text": "小满撤回了一条消息"}}, Kind.RECALL),
        ({"messageType": 2, "isRecalled": True, "content": {"text": "错了"}}, Kind.RECALL),
        ({"isSystemMessage": True, "content": {"text": "一川加入了群聊"}}, Kind.SYSTEM),
    ],
    ids=str,
)
def test_the_kinds_of_qqchatexporter(told: dict[str, Any], kind: Kind) -> None:
    (record,) = qqce(told).records
    assert record.kind is kind


def test_older_fields_of_qqchatexporter() -> None:
    chat = qqce(
        {
            "messageId": "81",
            "timestamp": "2026-01-01T19:04:05.000Z",
            "sender": {"uid": "u_a", "name": "北京-小满"},
            "rawMessage": {
                "senderUin": "10001",
                "sendNickName": "小满",
                "sendMemberName": "北京-小满",
            },
            "content": {"text": "好", "reply": {"referencedMessageId": "80"}},
        }
    )
    (record,) = chat.records
    assert (record.at, record.sender_id, record.sender, record.nickname) == (
        AT, "10001", "小满", "北京-小满",
    )  # fmt: skip
    assert (record.platform_id, record.reply_to) == ("81", "80")


def test_qqchatexporter_tells_who_exported() -> None:
    chat = qqce({"content": {"text": "早"}}, selfUin="10001", selfUid="u_a", selfName="小满")
    assert chat.head.participants == (Participant("10001", "小满", own=True),)


def test_a_sender_that_qqchatexporter_does_not_know_is_the_system() -> None:
    nobody = {"uid": "0", "uin": "0", "name": "未知"}
    chat = qqce({"sender": nobody, "content": {"text": "一川加入了群聊"}})
    assert said(chat) == [("", "一川加入了群聊", Kind.SYSTEM)]
    assert [event.kind for event in chat.events] == ["join"]


def test_what_stands_behind_a_text_of_qqchatexporter() -> None:
    chat = one_chat(
        "[QQChatExporter V5 / https://example.com]\n\n=====\n 导出文件\n=====\n\n"
        "聊天名称: 读书会\n聊天类型: 群聊\n导出时间: 2026-01-03 00:00:00\n消息总数: 3\n\n\n"
        "小满 (北京):\n时间: 2026-01-02 03:04:05\n内容: [图片: 一.png]\n"
        "资源: 1 个文件\n  - image: 一.png\n\n\n"
        "一川:\n时间: 2026-01-02 03:05:05\n内容: @小满 好看\n提及: 小满\n\n\n"
        "小满 (北京):\n时间: 2026-01-02 03:06:05\n类型: type_1\n内容: 谢谢\n说明: 都好\n\n"
        "===============================================\n              导出完成\n"
        "===============================================\n总计导出 3 条消息\n导出时间: 2026-01-03\n"
    )
    assert said(chat) == [
        ("小满 (北京)", "[图片: 一.png]", Kind.IMAGE),
        ("一川", "@小满 好看", Kind.TEXT),
        ("小满 (北京)", "谢谢\n说明: 都好", Kind.TEXT),
    ]


def weflow(*messages: dict[str, Any], **more: Any) -> Chat:
    plain = {"createTime": AT, "senderUsername": "wxid_a", "senderDisplayName": "小满", "isSend": 0}
    session = {"wxid": "1@chatroom", "displayName": "读书会", "type": "群聊"}
    return from_json(
        {"weflow": {"version": "2"}, "session": session, **more}
        | {"messages": [plain | message for message in messages]}
    )


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("卡片式链接", Kind.LINK), ("图文消息", Kind.LINK), ("红包卡片", Kind.RED_PACKET),
        ("转账卡片", Kind.TRANSFER), ("小程序分享", Kind.SHARE), ("视频号直播卡片", Kind.SHARE),
        ("引用消息", Kind.REPLY), ("聊天记录合并转发", Kind.FORWARD), ("动画表情", Kind.EMOJI),
        ("名片消息", Kind.CONTACT), ("位置消息", Kind.LOCATION), ("通话消息", Kind.CALL),
        ("带有引用的文本消息", Kind.REPLY), ("合并转发的聊天记录", Kind.FORWARD),
        ("分享的小程序", Kind.SHARE), ("用户上传的GIF表情", Kind.EMOJI), ("语音通话", Kind.CALL),
        ("视频消息", Kind.VIDEO), ("文本消息", Kind.TEXT), ("未知类型(7)", Kind.TEXT),
    ],
)  # fmt: skip
def test_the_kinds_of_wechat_by_their_names(told: str, kind: Kind) -> None:
    (record,) = weflow({"type": told, "content": "好"}).records
    assert record.kind is kind


def test_ids_and_replies_of_weflow() -> None:
    chat = weflow(
        {"type": "文本消息", "content": "早", "platformMessageId": "70", "isSend": 1},
        {"type": "引用消息", "content": "好", "platformMessageId": "71", "replyToMessageId": "70"},
        {"type": "系统消息", "content": "你邀请一川加入了群聊", "senderUsername": "1@chatroom"},
        {"type": "文本消息", "content": "群里的话", "senderUsername": "1@chatroom"},
    )
    assert [record.platform_id for record in chat.records] == ["70", "71", None, None]
    assert chat.records[1].reply_to == "70"
    assert [record.sender for record in chat.records] == ["小满", "小满", "", ""]
    assert chat.participants == [Participant("wxid_a", "小满", own=True)]
    assert chat.events[0].by == OPERATOR


def test_the_compact_json_of_weflow() -> None:
    senders = [
        {"senderID": 1, "wxid": "wxid_a", "displayName": "北京-小满", "nickname": "小满"}
        | {"groupNickname": "北京-小满"},
        {"senderID": 2, "wxid": "wxid_b", "displayName": "一川", "nickname": "一川"},
    ]
    message = {"createTime": AT, "type": "文本消息", "content": "早", "isSend": 0}
    chat = from_json(
        {
            "weflow": {"version": "2", "format": "arkme-json"},
            "session": {"wxid": "1@chatroom", "displayName": "读书会"},
            "senders": senders,
            "messages": [message | {"senderID": 1}, message | {"senderID": 2}],
            "groupMembers": [
                {"accountId": "wxid_c", "nickname": "知秋", "groupNickname": "北京-知秋"},
                {"wxid": "wxid_d", "displayName": "沈"},
                {"nickname": "无名"},
            ],
        }
    )
    assert chat.participants == [
        Participant("wxid_c", "知秋", "北京-知秋"), Participant("wxid_d", "wxid_d"),
    ]  # fmt: skip
    assert [(r.sender_id, r.sender, r.nickname) for r in chat.records] == [
        ("wxid_a", "小满", "北京-小满"),
        ("wxid_b", "一川", ""),
    ]


def test_the_first_echotrace() -> None:
    chat = from_json(
        {
            "session": {"username": "1@chatroom", "displayName": "读书会", "type": "群聊"},
            "messages": [
                {"createTime": AT, "type": "文本消息", "content": "早", "isSend": 0}
                | {"senderUsername": "wxid_a"}
            ],
        }
    )
    assert (chat.head.name, chat.head.chat_id) == ("读书会", "1@chatroom")
    assert chat.said == [("wxid_a", "早")]


def test_the_compact_workbook_of_weflow(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["会话信息"])
    sheet.append(["微信ID", "1@chatroom", None, "昵称", "读书会"])
    sheet.append(["导出工具", "WeFlow"])
    sheet.append(["序号", "时间", "发送者身份", "消息类型", "内容"])
    sheet.append([1, "2026-01-02 03:04:05", "小满", "文本消息", "早"])
    path = tmp_path / "a.xlsx"
    book.save(path)
    source = Source(path)
    assert pick(source).NAME == "weflow_xlsx"
    (chat,) = chats(source)
    assert chat.said == [("小满", "早")]


def test_system_lines_of_memotrace_stand_behind_the_time() -> None:
    chat = one_chat(
        "2026-01-02 03:04:05 小满\n早\n\n"
        '2026-01-02 03:05:05 "小满"邀请"一川"加入了群聊\n\n'
        "2026-01-02 03:06:05 你撤回了一条消息\n\n"
        "2026-01-02 03:07:05 一川\n好\n引用:小满:早\n\n"
    )
    assert said(chat) == [
        ("小满", "早", Kind.TEXT),
        ("", '"小满"邀请"一川"加入了群聊', Kind.SYSTEM),
        ("", "你撤回了一条消息", Kind.RECALL),
        ("一川", "好\n引用:小满:早", Kind.REPLY),
    ]
    assert [(event.kind, event.person[1]) for event in chat.events] == [("join", "一川")]


def test_the_text_of_chatlog_in_all_its_forms() -> None:
    chat = one_chat(
        "小满(wxid_a) 2026-01-02 03:04:05\n早\n\n"
        '系统消息 2026-01-02 03:05:05\n"小满"邀请"一川"加入了群聊\n\n'
        "一川(wxid_b) [读书会(1@chatroom)] 2026-01-02 03:06:05\n"
        "> 小满(wxid_a) 01-02 03:04:05\n> 早\n好\n\n"
        "小满(我) 2026-01-02 03:07:05\n![图片](http://127.0.0.1/image/ab)\n\n"
        "wxid_c 2026-01-02 03:08:05\n[链接|一篇文章](https://example.com)\n\n"
    )
    assert said(chat) == [
        ("小满", "早", Kind.TEXT),
        ("", '"小满"邀请"一川"加入了群聊', Kind.SYSTEM),
        ("一川", "> 小满(wxid_a) 01-02 03:04:05\n> 早\n好", Kind.REPLY),
        ("小满", "![图片](http://127.0.0.1/image/ab)", Kind.IMAGE),
        ("wxid_c", "[链接|一篇文章](https://example.com)", Kind.LINK),
    ]
    assert [record.sender_id for record in chat.records] == ["wxid_a", "", "wxid_b", "", "wxid_c"]
    assert chat.participants == [Participant("", "小满", own=True)]
    assert len(chat.events) == 1
    assert chat.head.platform == "wechat"


def test_chatlog_tells_who_is_self() -> None:
    plain = {"time": "2026-01-02T03:04:05+08:00", "talker": "1@chatroom", "isChatRoom": True}
    chat = from_json(
        [
            plain | {"seq": 1, "sender": "wxid_a", "senderName": "小满", "isSelf": True}
            | {"type": 1, "subType": 0, "content": "早"},
            plain | {"seq": 2, "sender": "wxid_b", "senderName": "一川", "isSelf": False}
            | {"type": 49, "subType": 57, "content": "好", "contents": {"refer": {"seq": 1}}},
        ]
    )  # fmt: skip
    assert chat.participants == [Participant("wxid_a", "小满", own=True)]
    assert [record.kind for record in chat.records] == [Kind.TEXT, Kind.REPLY]


def test_weclone_names_people_where_pywxdump_tells_ids() -> None:
    chat = one_chat(
        "\ufeffid,MsgSvrID,type_name,is_sender,talker,msg,src,CreateTime\r\n"
        "1,70,文本,1,小满,早,,2026-01-01T19:04:05.000Z\r\n"
        "2,71,文本,0,wxid_b,好,,2026-01-01T19:05:05.000Z\r\n"
        "3,72,系统通知,0,1@chatroom,一川加入了群聊,,2026-01-01T19:06:05.000Z\r\n",
        "a.csv",
    )
    assert [(r.sender_id, r.sender, r.text) for r in chat.records] == [
        ("", "小满", "早"), ("wxid_b", "wxid_b", "好"), ("", "", "一川加入了群聊"),
    ]  # fmt: skip
    assert chat.head.zoned
    assert chat.records[0].at == AT
    assert chat.participants == [Participant("", "小满", own=True)]


def test_older_dates_of_discordchatexporter() -> None:
    chat = one_chat(
        "AuthorID,Author,Date,Content,Attachments,Reactions\n"
        '"7","ann#1234","02-Jan-26 03:04 AM","hi","",""\n'
        '"8","bob#1","02-Jan-26 03:05 PM","","https://example.com/a.png",""\n',
        "a.csv",
    )
    assert not chat.head.zoned
    assert [record.at for record in chat.records] == [WALL - 5, WALL - 5 + 12 * 3600 + 60]
    assert [record.sender for record in chat.records] == ["ann#1234", "bob#1"]


@pytest.mark.parametrize(
    ("name", "begin", "run", "end"),
    [
        ("a.json", "{\n", " ", "x"),
        ("a.txt", "x", " ", "y"),
        ("a.txt", "2026-01-02 03:04:05 小满", " ", "y\n早\n"),
        (
            "a.txt",
            "[QQChatExporter]\n聊天名称: 读书会",
            " ",
            "\n小满:\n时间: 2026-01-02 03:04:05\n内容: 早",
        ),
        ("a.mht", "Subject: Tencent IM Message\n<td>日期: 2026-01-02</td>", "<", ""),
        ("a.json", '[{"talker": "a", "isChatRoom": true},', '""', "]"),
    ],
)
def test_a_long_run_of_one_character_is_soon_read(
    name: str, begin: str, run: str, end: str
) -> None:
    """Each took minutes."""
    source = Source(Path(name), begin + run * 60_000 + end)
    with contextlib.suppress(UserError):
        list(pick(source).read(source))


def test_numbers_of_thousands_of_digits_are_told() -> None:
    many = "9" * 5_000
    chat = one_chat(
        "Time,SenderName,Sender,TalkerName,Talker,Content,IsSelf,Type,TypeDesc\n"
        f"2026-01-02 03:04:05,小满,wxid_a,读书会,1@chatroom,早,true,{many},\n"
        f"{many},小满,wxid_a,读书会,1@chatroom,早,true,1,\n",
        "a.csv",
    )
    assert chat.said == [("小满", "早")]
    assert chat.codes == ["bad_date"]
    assert chat.participants == [Participant("wxid_a", "小满", own=True)]


@pytest.mark.parametrize(
    "text",
    [
        "小满 2026/1/2 03:04\n早\n\n一川 2026/1/2 15:05\n好\n",
        "小满\n2026-01-02 03:04\n早\n\n一川\n2026-01-02 下午3:05\n好\n",
        "————— 2026-01-02 —————\n小满 03:04\n早\n一川 15:05\n好\n",
        'Chat History in "读书会":\n————— 2026-01-02 —————\n小满  03:04\n早\n\n一川  15:05\n好\n',
    ],
)
def test_more_ways_in_which_wechat_copies(text: str) -> None:
    source = Source(Path("a.txt"), text)
    assert pick(source).NAME == "wechat_txt"
    (chat,) = chats(source)
    assert chat.said == [("小满", "早"), ("一川", "好")]
    assert [r.at for r in chat.records] == [WALL - 5, wall(2026, 1, 2, 15, 5)]
    assert chat.head.name == ("读书会" if "读书会" in text else "")


def test_a_body_of_wechat_that_looks_like_a_head() -> None:
    chat = one_chat(
        "————— 2026-01-02 —————\n\n小满 03:04\n早\n会议 04:00\n\n一川 03:05\n好\n\n知秋 03:06\n行\n"
    )
    assert chat.said == [("小满", "早\n会议 04:00"), ("一川", "好"), ("知秋", "行")]


def test_what_is_said_behind_the_name() -> None:
    chat = one_chat("2026-01-02 03:04:05 小满: 早\n2026-01-02 03:05:05 一川：好: 对\n")
    assert chat.said == [("小满", "早"), ("一川", "好: 对")]


def test_the_message_manager_in_traditional_chinese() -> None:
    rule = "=" * 40
    chat = one_chat(
        "訊息記錄（此訊息記錄為文字格式，不支援重新匯入）\r\n\r\n"
        f"{rule}\r\n訊息分組:我的群\r\n{rule}\r\n訊息對象:讀書會\r\n{rule}\r\n\r\n"
        "2026-01-02 3:04:05 【管理員】小滿(10001)\r\n早\r\n"
    )
    assert chat.head.name == "讀書會"
    assert chat.said == [("小滿", "早")]
