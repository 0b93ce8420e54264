"""One invented record in every format that QQ's records come in."""

from __future__ import annotations

import json

from tests.data.importers.example import (
    INSTANT,
    JOIN,
    TABLE_TIME,
    THREE,
    TWO,
    WALL,
    Example,
    as_json,
    workbook,
    zipped,
)

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

QQ = (
    Example(
        "qqce_json",
        ".json",
        as_json({"metadata": {"name": "QCE"}, "chatInfo": _CHAT_INFO, "messages": _QQCE}),
        [("林", "早"), ("周", "好\n第二行"), ("", JOIN)],
        (INSTANT, "10001"),
        "早起读书会",
        1,
    ),
    Example(
        "qqce_json",
        ".zip",
        zipped(
            {
                "export/manifest.json": as_json({"chatInfo": _CHAT_INFO}),
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
        workbook(
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
                    [1, TABLE_TIME, "小满", 10001, "文本", "早", "否", 0],
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
)
