"""What QQChatExporter writes for each kind of message, version by version."""

from __future__ import annotations

import base64
import json
import quopri
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from qunmate.data.importers import pick
from qunmate.data.importers.source import Source
from qunmate.model import Kind
from tests.data.importers.reading import Chat, chats, one_chat, wall

AT = 1767294245  # 2026-01-02 03:04:05 in China
HEADING = ["序号", "时间", "发送者", "发送者QQ号", "消息类型", "消息内容", "是否撤回", "资源数量"]


def workbook(folder: Path, *rows: list[Any]) -> Chat:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (HEADING, *([1, *row, "否", 0] for row in rows)):
        sheet.append(row)
    book.save(folder / "a.xlsx")
    source = Source(folder / "a.xlsx")
    assert pick(source).NAME == "qqce_xlsx"
    (chat,) = chats(source)
    return chat


def test_instants_of_the_older_workbook(tmp_path: Path) -> None:
    who = ["小满", 10001, "文本", "早"]
    chat = workbook(tmp_path, ["2026-01-01T19:04:05.000Z", *who])
    assert (chat.head.zoned, chat.records[0].at) == (True, AT)
    chat = workbook(tmp_path, ["2026-01-02 03:04:05", *who])
    assert (chat.head.zoned, chat.records[0].at) == (False, wall(2026, 1, 2, 3, 4, 5))


@pytest.mark.parametrize(
    ("told", "text", "kind", "kept"),
    [
        ("音频", "[语音:7秒] [audio: a.amr]", Kind.VOICE, "[语音:7秒]"),
        ("文本", "[图片:a.png] [image: a.png]", Kind.IMAGE, "[图片:a.png]"),
        ("文本", "看[图片:a.png] [image: a.png] [image: b.png]", Kind.TEXT, "看[图片:a.png]"),
        ("文本", "[image: a.png]", Kind.IMAGE, "[image: a.png]"),
        ("forward", "[转发消息: 2条]\n  小满: 早", Kind.FORWARD, "[转发消息: 2条]\n  小满: 早"),
        ("json", "[JSON消息]", Kind.SHARE, "[JSON消息]"),
        ("回复", "[回复消息]好", Kind.REPLY, "[回复消息]好"),
        ("文本", "早", Kind.TEXT, "早"),
    ],
)
def test_kinds_of_the_workbook(tmp_path: Path, told: str, text: str, kind: Kind, kept: str) -> None:
    chat = workbook(tmp_path, ["2026-01-02 03:04:05", "小满", 10001, told, text])
    assert [(record.kind, record.text) for record in chat.records] == [(kind, kept)]


def test_kinds_of_the_text() -> None:
    said = ("[image消息]", "[表情消息]", "[无文本内容]", "好\n回复: 一川 - 早")
    chat = one_chat(
        "[QQChatExporter V5 / https://example.com]\n\n聊天名称: 读书会\n\n\n"
        + "\n\n\n".join(f"小满:\n时间: 2026-01-02 03:04:05\n内容: {one}" for one in said)
    )
    assert [(record.kind, record.text) for record in chat.records] == [
        (Kind.IMAGE, "[image消息]"), (Kind.EMOJI, "[表情消息]"), (Kind.OTHER, "[无文本内容]"),
        (Kind.REPLY, "好"),
    ]  # fmt: skip


def part(type_: str, **data: str) -> dict[str, Any]:
    return {"type": type_, "data": data}


@pytest.mark.parametrize(
    ("text", "elements", "kind"),
    [
        ("[图片:a.png][图片:b.png]", [part("image"), part("image")], Kind.IMAGE),
        (
            "[图片:a.png]好看[图片:b.png]",
            [part("image"), part("text", text="好看"), part("image")],
            Kind.TEXT,
        ),
        (
            "[图片: a.png]\n[图片: b.png]",
            [part("text", text="[图片: a.png]\n[图片: b.png]"), part("image"), part("image")],
            Kind.IMAGE,
        ),
        ("[[微笑]]", [part("text", text="[[微笑]]"), part("face", name="[微笑]")], Kind.EMOJI),
        ("[表情14][表情14]", [part("face", id="14", name="微笑")] * 2, Kind.EMOJI),
        ("[比心]", [part("market_face", name="比心")], Kind.EMOJI),
        ("@小满[图片:a.png]", [part("at", name="小满"), part("image")], Kind.TEXT),
        ("语音通话 - 已结束", [part("av_record")], Kind.CALL),
        ("[JSON消息]", [part("json")], Kind.SHARE),
        ("[转发消息: 2条]\n  小满: 早", [part("forward")], Kind.FORWARD),
        ("[好的]", [part("text", text="[好的]")], Kind.TEXT),
    ],
)
def test_kinds_by_what_a_message_is_made_of(
    text: str, elements: list[dict[str, Any]], kind: Kind
) -> None:
    told = "type_19" if kind is Kind.CALL else "text"
    one = {"timestamp": AT * 1000, "type": told, "sender": {"uin": "10001", "name": "小满"}}
    message = one | {"content": {"text": text, "elements": elements}}
    document = {"metadata": {}, "chatInfo": {"name": "读书会"}, "messages": [message]}
    (record,) = one_chat(json.dumps(document, ensure_ascii=False), "a.json").records
    assert record.kind is kind


@pytest.mark.parametrize("day", ["2026-01-02", "2026-1-2", "2026/1/2", "1/2/2026", "2026/01/02 "])
@pytest.mark.parametrize("style", ["color:#006EFE;padding-left:10px;", '"color:#006efe"'])
def test_days_and_styles_of_the_message_managers_pages(day: str, style: str) -> None:
    chat = one_chat(
        "From: <Save by Tencent MsgMgr>\r\nSubject: Tencent IM Message\r\n\r\n"
        f"<table><tr><td>消息对象:读书会</td></tr><tr><td style=height:24px;>日期: {day}</td></tr>"
        f"<tr><td><div style={style}><div style=float:left;>小满&nbsp;北京(10001)</div>3:04:05"
        "</div><div style=padding-left:20px;>早</div></td></tr>"
        f"<tr><td><div style={style}><div style=float:left;>一川&lt;a@b.com&gt;</div>3:04:06 PM"
        "</div><div style=padding-left:20px;>好</div></td></tr></table>",
        "a.mht",
    )
    assert [(r.at, r.sender_id, r.sender) for r in chat.records] == [
        (wall(2026, 1, 2, 3, 4, 5), "10001", "小满\u00a0北京"),
        (wall(2026, 1, 2, 15, 4, 6), "a@b.com", "一川"),
    ]


@pytest.mark.parametrize("subject", ["Tencent IM Message", "saved"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("coding", ["7bit", "quoted-printable", "base64"])
def test_a_page_that_a_browser_saved_again(
    tmp_path: Path, coding: str, encoding: str, subject: str
) -> None:
    page = (
        "<html>\r\n<table><tr><td>消息对象:读书会</td></tr><tr><td>日期: 2026-01-02</td></tr>\r\n"
        '<tr><td><div style="color:#006EFE;"><div style="float:left;">小满(10001)</div>3:04:05'
        '</div><div style="padding-left:20px;">早=上<br>好</div></td></tr></table></html>\r\n'
    ).encode(encoding)
    body = {"quoted-printable": quopri.encodestring, "base64": base64.encodebytes}.get(
        coding, bytes
    )
    head = (
        f"From: <Saved>\r\nSubject: {subject}\r\nContent-Type: multipart/related;\r\n"
        '\ttype="text/html"; boundary="--x-"\r\n\r\n----x-\r\nContent-Type: text/html\r\n'
        f"Content-Transfer-Encoding: {coding}\r\n\r\n"
    )
    path = tmp_path / "a.mht"
    path.write_bytes(
        head.encode() + body(page) + b"\r\n----x-\r\nContent-Type: image/png\r\n\r\nAAAA"
    )
    (chat,) = chats(Source(path))
    assert (chat.head.name, chat.said, chat.codes) == ("读书会", [("小满", "早=上\n好")], [])


@pytest.mark.parametrize("clock", ["下午 3:04:05", "下午3:04:05", "15:04:05", "3:04:05 PM"])
def test_the_clock_of_a_chinese_windows_with_twelve_hours(clock: str) -> None:
    at = wall(2026, 1, 2, 15, 4, 5)
    manager = one_chat(
        f"2026-01-02 {clock} 小满(10001)\n早\n\n2026-01-02 {clock} 一川(10002)\n好\n"
    )
    assert [(r.at, r.sender_id, r.text) for r in manager.records] == [
        (at, "10001", "早"), (at, "10002", "好"),
    ]  # fmt: skip
    paste = one_chat(f"小满 2026/1/2 {clock}\n早\n\n一川 {clock}\n好\n")
    assert paste.head.platform == "qq"
    assert [(r.at, r.sender, r.text) for r in paste.records] == [
        (at, "小满", "早"), (at, "一川", "好"),
    ]  # fmt: skip
    page = one_chat(
        "Subject: Tencent IM Message\r\n\r\n<table><tr><td>日期: 2026-01-02</td></tr><tr><td>"
        f"<div style=color:#006EFE;><div style=float:left;>小满(10001)</div>{clock}</div>"
        "<div style=padding-left:20px;>早</div></td></tr></table>",
        "a.mht",
    )
    assert [(r.at, r.sender_id) for r in page.records] == [(at, "10001")]
