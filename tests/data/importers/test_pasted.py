"""What people paste: the copied text of each program's window, and texts that are none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from qunmate.data.importers import pick
from qunmate.data.importers.source import Source
from qunmate.errors import UserError
from qunmate.model import Kind
from tests.data.importers.reading import Chat, put_together, wall

SAID = [("小满", "早"), ("一川", "好\n第二行")]
RULE = "=" * 40


def pasted(text: str) -> tuple[str, Chat]:
    """The reader that takes it, and what it reads, with the day told if it asks for one."""
    source = Source(Path("pasted"), text, day=date(2026, 11, 22))
    reader = pick(source)
    (chat,) = put_together(reader.read(source))
    return reader.NAME, chat


@pytest.mark.parametrize(
    ("reader", "text"),
    [
        ("qq_paste", "小满 2026/11/22 10:30:05\n早\n\n一川 2026/11/22 10:31:05\n好\n第二行\n"),
        ("qq_paste", "小满: 2026-11-22 10:30:05\n早\n\n一川: 2026-11-22 10:31:05\n好\n第二行\n"),
        ("qq_paste", "小满(10001) 11/22/2026 10:30:05 AM\n早\n一川 10:31:05 AM\n好\n第二行\n"),
        ("qq_paste", "— —  2026-11-22  — —\n小满  10:30:05\n早\n一川  10:31:05\n好\n第二行\n"),
        ("qq_paste", "【冒泡】小满 2026-11-22 10:30:05\n早\n【群主】一川 10:31:05\n好\n第二行\n"),
        ("undated", "小满: 11-22 10:30:05\n早\n\n一川: 11-22 10:31:05\n好\n第二行\n"),
        ("undated", "小满  10:30:05\n早\n\n一川  10:31:05\n好\n第二行\n"),
        ("wechat_txt", "小满 2026/11/22 10:30\n早\n\n一川 2026/11/22 10:31\n好\n第二行\n"),
        (
            "wechat_txt",
            "小满\n2026年11月22日 10:30\n早\n\n一川\n2026年11月22日 10:31\n好\n第二行\n",
        ),
        ("undated", "小满:\n早\n\n一川:\n好\n第二行\n"),
        ("undated", "小满: 早\n一川：好\n第二行\n小满: [图片]\n"),
        ("window_copy", "小满, [22.11.2026 10:30]\n早\n\n一川, [22.11.2026 10:31]\n好\n第二行\n"),
        ("window_copy", "小满 — 2026/11/22 10:30\n早\n一川 — 2026/11/22 10:31\n好\n第二行\n"),
        ("undated", "小满 — 今天10:30\n早\n一川 — 今天10:31\n好\n第二行\n"),
        ("undated", "小满\n  10:30\n早\n一川\n  10:31\n好\n第二行\n"),
        ("whatsapp", "[10:30, 22/11/2026] 小满: 早\n[10:31, 22/11/2026] 一川: 好\n第二行\n"),
        ("line", "2026.11.22 星期日\n10:30 小满 早\n10:31 一川 好\n第二行\n"),
    ],
)
def test_what_programs_copy(reader: str, text: str) -> None:
    name, chat = pasted(text)
    assert name == reader
    assert chat.said[:2] == SAID
    if "10:30" in text:
        assert chat.records[0].at // 60 == wall(2026, 11, 22, 10, 30) // 60
    assert chat.problems == []


@pytest.mark.parametrize(
    "text",
    [
        "早起读书会今天读第三章，各位准备好了吗？\n\n链接：https://example.org\n",
        "时间：周三 20:00\n地点：线上\n主讲：小满\n",
        "导出时间: 2026-11-22 12:00:00\n一共 3 条\n",
        "保存日期：2026-11-22 12:00\n一共 3 条\n",
        f"{RULE}\nGuild: 读书会\n{RULE}\n\n[11/22/2026 10:30 AM] 小满\n早\n",
        "[10:30] <小满> 早\n[10:31] <小满> 好\n",
        "https://a.example/1\nhttps://b.example/2\nhttps://c.example/3\n",
    ],
)
def test_what_is_no_copied_chat(text: str) -> None:
    with pytest.raises(UserError) as caught:
        pasted(text)
    assert caught.value.problem.code == "format_unknown"


def test_what_the_window_says_behind_a_message_is_nobody_s() -> None:
    _reader, chat = pasted(
        "【冒泡】小满 2/14/2020 9:16:13 PM\n早\n\n你和一川有12个共同好友，点击添加好友。\n\n"
        "一川 2/14/2020 9:16:14 PM\n好\n\n小满撤回了一条消息\n\n你撤回了一条消息 重新编辑\n\n"
        "一川 2/14/2020 9:16:15 PM\n\n小满撤回了一条消息\n\n"
        "小满 2/14/2020 9:16:16 PM\n谁撤回了一条消息\n我没看见\n\n一川邀请知秋加入了群聊。\n"
    )
    assert [(r.sender, r.kind, r.text) for r in chat.records] == [
        ("小满", Kind.TEXT, "早"),
        ("", Kind.SYSTEM, "你和一川有12个共同好友，点击添加好友。"),
        ("一川", Kind.TEXT, "好"),
        ("", Kind.RECALL, "小满撤回了一条消息"),
        ("", Kind.RECALL, "你撤回了一条消息 重新编辑"),
        ("一川", Kind.OTHER, ""),
        ("", Kind.RECALL, "小满撤回了一条消息"),
        ("小满", Kind.TEXT, "谁撤回了一条消息\n我没看见"),
        ("", Kind.SYSTEM, "一川邀请知秋加入了群聊。"),
    ]
    assert [(event.kind, event.person[1]) for event in chat.events] == [("join", "知秋")]
