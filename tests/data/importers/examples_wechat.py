"""One invented record in every format of the programs that export WeChat's chats."""

from __future__ import annotations

from tests.data.importers.example import (
    INSTANT,
    JOIN,
    LATER,
    TABLE_TIME,
    THREE,
    TWO,
    WALL,
    Example,
    as_json,
    workbook,
)
from tests.data.importers.reading import wall

_MEMO = ["消息ID", "类型", "发送人", "时间", "内容", "备注", "昵称", "更多信息"]

WECHAT = (
    Example(
        "memotrace_csv",
        ".csv",
        "\ufeff" + ",".join(_MEMO) + "\r\n"
        f"1,文本,小满,{TABLE_TIME},早,,小满,\r\n"
        '2,文本,一川,2026-01-02 03:05:05,"好\n第二行",,一川,\r\n'
        f"3,系统消息,系统,2026-01-02 03:06:05,{JOIN.replace(chr(34), '')},,,\r\n",
        [*TWO, ("", JOIN.replace('"', ""))],
        (WALL, ""),
        events=1,
    ),
    Example(
        "memotrace_csv",
        ".xlsx",
        workbook(
            (
                "聊天记录",
                [
                    _MEMO,
                    [1, "文本", "小满", TABLE_TIME, "早", "", "小满", ""],
                    [2, "文本", "一川", "2026-01-02 03:05:05", "好\n第二行", "", "一川", ""],
                ],
            ),
            (
                "成员信息",
                [["wxid", "微信号", "类型", "群昵称", "昵称"], ["wxid_1", "a", "", "小满", "林"]],
            ),
        ),
        TWO,
        (WALL, ""),
    ),
    Example(
        "memotrace_old_csv",
        ".csv",
        "localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime,Remark,NickName,Sender\n"
        f"1,2,1,0,0,{INSTANT},,早,{TABLE_TIME},,小满,wxid_1\n"
        f'2,2,49,57,0,{INSTANT + 60},,"好\n第二行",,,一川,wxid_2\n'
        f'3,2,10000,0,0,{INSTANT + 99},,"{JOIN.replace(chr(34), chr(34) * 2)}",,,,\n',
        THREE,
        (INSTANT, "wxid_1"),
        events=1,
    ),
    Example(
        "pywxdump_csv",
        ".csv",
        "id,MsgSvrID,type_name,is_sender,talker,room_name,msg,src,CreateTime\n"
        "1,9001,文本,0,wxid_1,7@chatroom,早,,2026/1/2 3:04\n"
        '2,9002,引用,0,wxid_2,7@chatroom,"好\n第二行",,2026-01-02 03:05:05\n',
        [("wxid_1", "早"), ("wxid_2", "好\n第二行")],
        (WALL - 5, "wxid_1"),
    ),
    Example(
        "pywxdump_json",
        ".json",
        as_json(
            [
                {
                    "id": number,
                    "MsgSvrID": f"900{number}",
                    "type_name": kind,
                    "is_sender": own,
                    "talker": talker,
                    "room_name": "7@chatroom",
                    "msg": said,
                    "src": "",
                    "extra": {},
                    "CreateTime": at,
                }
                for number, kind, own, talker, said, at in (
                    (1, "文本", 0, "wxid_1", "早", TABLE_TIME),
                    (2, "带有引用的文本消息", 1, "我", "好\n第二行", LATER),
                    (3, "系统通知", 0, "系统", JOIN, LATER),
                )
            ]
        ),
        [("wxid_1", "早"), ("我", "好\n第二行"), ("", JOIN)],
        (WALL, "wxid_1"),
        events=1,
    ),
    Example(
        "chatlog_csv",
        ".csv",
        "Time,SenderName,Sender,TalkerName,Talker,Content\n"
        f"{TABLE_TIME},小满,wxid_1,早起读书会,7@chatroom,早\n"
        '2026-01-02 03:05:05,一川,wxid_2,早起读书会,7@chatroom,"好\n第二行"\n',
        TWO,
        (WALL, "wxid_1"),
        "早起读书会",
    ),
    Example(
        "chatlog_json",
        ".json",
        as_json(
            [
                {
                    "seq": 1,
                    "time": "2026-01-02T03:04:05+08:00",
                    "talker": "7@chatroom",
                    "talkerName": "早起读书会",
                    "isChatRoom": True,
                    "sender": "wxid_1",
                    "senderName": "小满",
                    "isSelf": False,
                    "type": 1,
                    "subType": 0,
                    "content": "早",
                },
                {
                    "seq": 2,
                    "time": "2026-01-02T03:05:05+08:00",
                    "sender": "wxid_2",
                    "senderName": "一川",
                    "type": 1,
                    "content": "好\n第二行",
                },
                {"seq": 3, "time": "2026-01-02T03:06:05+08:00", "type": 10000, "content": JOIN},
            ]
        ),
        THREE,
        (INSTANT, "wxid_1"),
        "早起读书会",
        1,
    ),
    Example(
        "chatlog_txt",
        ".txt",
        "小满(wxid_1) 12-31 23:59:59\n早\n\n一川(wxid_2) 01-02 03:05:05\n好\n第二行\n",
        TWO,
        (wall(2025, 12, 31, 23, 59, 59), "wxid_1"),
    ),
    Example(
        "weflow_json",
        ".json",
        as_json(
            {
                "weflow": {"version": "1.0"},
                "session": {"wxid": "7@chatroom", "nickname": "早起读书会", "type": "群聊"},
                "messages": [
                    {
                        "localId": 1,
                        "createTime": INSTANT,
                        "type": "文本消息",
                        "content": "早",
                        "isSend": 0,
                        "senderUsername": "wxid_1",
                        "senderDisplayName": "小满",
                    },
                    {
                        "localId": 2,
                        "createTime": INSTANT + 60,
                        "type": "引用消息",
                        "content": "好\n第二行",
                        "senderUsername": "wxid_2",
                        "senderDisplayName": "一川",
                    },
                    {"createTime": INSTANT + 99, "type": "系统消息", "content": JOIN},
                ],
            }
        ),
        THREE,
        (INSTANT, "wxid_1"),
        "早起读书会",
        1,
    ),
    Example(
        "weflow_json",
        ".json",
        as_json(
            {
                "weflow": {"version": "1.0", "format": "arkme-json"},
                "session": {"accountId": "7@chatroom", "nickname": "早起读书会", "type": "群聊"},
                "senders": [
                    {"senderID": 1, "accountId": "wxid_1", "displayName": "小满", "nickname": "林"},
                    {"senderID": 2, "accountId": "wxid_2", "displayName": "一川", "nickname": "周"},
                ],
                "messages": [
                    {
                        "localId": 1,
                        "createTime": INSTANT,
                        "type": "文本消息",
                        "content": "早",
                        "isSend": 0,
                        "senderID": 1,
                    },
                    {
                        "localId": 2,
                        "createTime": INSTANT + 60,
                        "type": "引用消息",
                        "content": "好\n第二行",
                        "isSend": 1,
                        "senderID": 2,
                    },
                ],
                "groupMembers": [{"accountId": "wxid_3", "displayName": "知秋", "nickname": "沈"}],
            }
        ),
        [("林", "早"), ("周", "好\n第二行")],
        (INSTANT, "wxid_1"),
        "早起读书会",
    ),
    Example(
        "weflow_xlsx",
        ".xlsx",
        workbook(
            (
                "早起读书会",
                [
                    ["会话信息"],
                    ["微信ID", "7@chatroom"],
                    ["导出工具", "WeFlow"],
                    [
                        "序号",
                        "时间",
                        "发送者昵称",
                        "发送者账号ID",
                        "发送者备注",
                        "群昵称",
                        "发送者身份",
                        "消息类型",
                        "内容",
                    ],
                    [1, TABLE_TIME, "林", "wxid_1", "", "小满", "群友", "文本消息", "早"],
                    [
                        2,
                        "2026-01-02 03:05:05",
                        "周",
                        "wxid_2",
                        "",
                        "一川",
                        "群友",
                        "文本消息",
                        "好\n第二行",
                    ],
                ],
            )
        ),
        [("林", "早"), ("周", "好\n第二行")],
        (WALL, "wxid_1"),
    ),
    Example(
        "weflow_md",
        ".md",
        "# 早起读书会\n\n- 会话ID: `7@chatroom`\n- 会话类型: 群聊\n- 消息数量: 2\n"
        "- 导出时间: 2026\\-01\\-03 00:00:00\n- 导出工具: WeFlow\n\n---\n\n"
        "## 2026\\-01\\-02 03:04:05 小满\\_1\n\n早 \\*\n\n"
        "## 2026-01-02 03:05:05 一川\n\n> 小满: 早\n\n好\n\n"
        "## 2026-01-02 03:06:05 一川\n\n![图片](media/a.jpg)\n\n",
        [("小满_1", "早 *"), ("一川", "> 小满: 早\n\n好"), ("一川", "[图片]")],
        (WALL, ""),
        "早起读书会",
    ),
)
