"""One invented record in every format, with what must come out of it."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from tests.data.importers.reading import wall

Said = list[tuple[str, str]]


@dataclass(frozen=True)
class Example:
    """`said` are sender and text of each record; `first` is the first one's time (an instant
    where the format tells one) and sender id; `content` is text, or makes a file's bytes."""

    reader: str
    suffix: str
    content: str | Callable[[], bytes]
    said: Said
    first: tuple[int, str]
    name: str = ""
    events: int = 0

    def write(self, folder: Path) -> Path:
        path = folder / f"record{self.suffix}"
        path.write_bytes(self.data())
        return path

    def data(self) -> bytes:
        return self.content.encode() if isinstance(self.content, str) else self.content()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def _workbook(*sheets: tuple[str, list[list[Any]]]) -> Callable[[], bytes]:
    def make() -> bytes:
        book = Workbook()
        del book["Sheet"]
        for name, rows in sheets:
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
        buffer = BytesIO()
        book.save(buffer)
        return buffer.getvalue()

    return make


def _zip(members: dict[str, str]) -> Callable[[], bytes]:
    def make() -> bytes:
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in members.items():
                archive.writestr(name, text)
        return buffer.getvalue()

    return make


INSTANT = 1767294245  # 2026-01-02 03:04:05 in China
WALL = wall(2026, 1, 2, 3, 4, 5)
JOIN = '"小满"邀请"一川"加入了群聊'
TWO: Said = [("小满", "早"), ("一川", "好\n第二行")]
THREE: Said = [*TWO, ("", JOIN)]

_QQCE = [
    {
        "id": "m1",
        "timestamp": INSTANT * 1000,
        "sender": {"uid": "u_1", "uin": "10001", "nickname": "林", "groupCard": "小满"},
        "type": "text",
        "content": {"text": "早", "elements": [], "mentions": []},
        "recalled": False,
        "system": False,
    },
    {
        "messageId": "m2",
        "timestamp": "2026-01-02T03:05:05.000Z",
        "sender": {"uin": "10002"},
        "sendNickName": "周",
        "sendMemberName": "一川",
        "type": "reply",
        "content": {
            "text": "好\n第二行",
            "elements": [{"type": "reply", "data": {"messageId": "m1"}}],
        },
    },
    {"id": "m3", "timestamp": INSTANT * 1000 + 99_000, "system": True, "content": {"text": JOIN}},
]
_CHAT_INFO = {"name": "早起读书会", "type": "group", "peerUin": "777"}
_MHT = (
    "From: <Save by Tencent MsgMgr>\r\nSubject: Tencent IM Message\r\nMIME-Version: 1.0\r\n"
    'Content-Type:multipart/related;\r\n\tcharset="utf-8"\r\n\tboundary="----=_Next"\r\n\r\n'
    "------=_Next\r\nContent-Type: text/html\r\nContent-Transfer-Encoding:7bit\r\n\r\n"
    "<html><body><table width=100%><tr><td><div style=padding-left:10px;>消息对象:早起读书会</div>"
    "</td></tr><tr><td style=border-bottom:1px>日期: 2026-01-02</td></tr>"
    "<tr><td><div style=color:#006EFE;padding-left:10px;><div style=float:left;>小满(10001)</div>"
    "3:04:05</div><div style=padding-left:20px;><font>早</font></div></td></tr>"
    "<tr><td><div style=color:#42B475;padding-left:10px;><div style=float:left;>一川(10002)</div>"
    '3:05:05</div><div style=padding-left:20px;>好<br>第二行<IMG src="{A}.dat"></div></td></tr>'
    "</table></body></html>\r\n------=_Next\r\nContent-Type:image/jpeg\r\n"
    "Content-Transfer-Encoding:base64\r\nContent-Location:{A}.dat\r\n\r\n/9j/4AAQ\r\n"
)
_MEMO = ["消息ID", "类型", "发送人", "时间", "内容", "备注", "昵称", "更多信息"]
_TABLE_TIME, _LATER = "2026-01-02 03:04:05", "2026-01-02 03:05:05"

EXAMPLES = (
    Example(
        "qqce_json",
        ".json",
        _json({"metadata": {"name": "QCE"}, "chatInfo": _CHAT_INFO, "messages": _QQCE}),
        [("林", "早"), ("周", "好\n第二行"), ("", JOIN)],
        (INSTANT, "10001"),
        "早起读书会",
        1,
    ),
    Example(
        "qqce_json",
        ".zip",
        _zip(
            {
                "export/manifest.json": _json({"chatInfo": _CHAT_INFO}),
                "export/chunks/c000002.jsonl": json.dumps(_QQCE[1], ensure_ascii=False),
                "export/chunks/c000001.jsonl": json.dumps(_QQCE[0], ensure_ascii=False) + "\n",
            }
        ),
        [("林", "早"), ("周", "好\n第二行")],
        (INSTANT, "10001"),
        "早起读书会",
    ),
    Example(
        "qqce_txt",
        ".txt",
        "[QQChatExporter V5 / 导出工具]\n\n聊天名称: 早起读书会\n消息总数: 3\n\n"
        "小满:\n时间: 2026-01-02 03:04:05\n内容: 早\n\n"
        "一川(10002):\n时间: 2026-01-02 03:05:05\n内容: 好\n第二行\n回复: 早\n\n"
        f"系统消息:\n时间: 2026-01-02 03:06:05\n内容: {JOIN}\n",
        THREE,
        (WALL, ""),
        "早起读书会",
        1,
    ),
    Example(
        "qqce_xlsx",
        ".xlsx",
        _workbook(
            (
                "聊天记录",
                [
                    [
                        "序号",
                        "时间",
                        "发送者",
                        "发送者QQ号",
                        "消息类型",
                        "消息内容",
                        "是否撤回",
                        "资源数量",
                    ],
                    [1, _TABLE_TIME, "小满", 10001, "文本", "早", "否", 0],
                    [2, "2026-01-02 03:05:05", "一川", 10002, "文本", "好\n第二行", "否", 0],
                ],
            )
        ),
        TWO,
        (WALL, "10001"),
    ),
    Example(
        "qq_paste",
        ".txt",
        "小满(10001) 2026-01-02 03:04:05\n早\n\n一川 3:05:05\n好\n第二行\n",
        TWO,
        (WALL, "10001"),
    ),
    Example(
        "qq_paste",
        ".txt",
        "— —  2026-1-2  — —\n小满  3:04:05\n早\n\n一川  3:05:05 PM\n好\n第二行\n",
        TWO,
        (WALL, ""),
    ),
    Example(
        "qq_mht",
        ".mht",
        _MHT,
        [("小满", "早"), ("一川", "好\n第二行[图片]")],
        (WALL, "10001"),
        "早起读书会",
    ),
    Example(
        "memotrace_csv",
        ".csv",
        "\ufeff" + ",".join(_MEMO) + "\r\n"
        f"1,文本,小满,{_TABLE_TIME},早,,小满,\r\n"
        '2,文本,一川,2026-01-02 03:05:05,"好\n第二行",,一川,\r\n'
        f"3,系统消息,系统,2026-01-02 03:06:05,{JOIN.replace(chr(34), '')},,,\r\n",
        [*TWO, ("", JOIN.replace('"', ""))],
        (WALL, ""),
        events=1,
    ),
    Example(
        "memotrace_csv",
        ".xlsx",
        _workbook(
            (
                "聊天记录",
                [
                    _MEMO,
                    [1, "文本", "小满", _TABLE_TIME, "早", "", "小满", ""],
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
        f"1,2,1,0,0,{INSTANT},,早,{_TABLE_TIME},,小满,wxid_1\n"
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
        _json(
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
                    (1, "文本", 0, "wxid_1", "早", _TABLE_TIME),
                    (2, "带有引用的文本消息", 1, "我", "好\n第二行", _LATER),
                    (3, "系统通知", 0, "系统", JOIN, _LATER),
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
        f"{_TABLE_TIME},小满,wxid_1,早起读书会,7@chatroom,早\n"
        '2026-01-02 03:05:05,一川,wxid_2,早起读书会,7@chatroom,"好\n第二行"\n',
        TWO,
        (WALL, "wxid_1"),
        "早起读书会",
    ),
    Example(
        "chatlog_json",
        ".json",
        _json(
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
        _json(
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
        _json(
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
        _workbook(
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
                    [1, _TABLE_TIME, "林", "wxid_1", "", "小满", "群友", "文本消息", "早"],
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
    Example(
        "stamped_txt",
        ".txt",
        "2026-01-02 03:04:05 小满\n早\n\n2026-01-02 03:05:05 '一川'\n好\n第二行\n\n"
        f"2026-01-02 03:06:05\n{JOIN}\n",
        THREE,
        (WALL, ""),
        events=1,
    ),
    Example(
        "discord_csv",
        ".csv",
        "AuthorID,Author,Date,Content,Attachments,Reactions\n"
        '"11","小满","2026-01-02T03:04:05.0000000+08:00","早","",""\n'
        '"12","一川","2026-01-02T03:05:05.0000000+08:00","好\n第二行","",""\n',
        TWO,
        (INSTANT, "11"),
    ),
)
