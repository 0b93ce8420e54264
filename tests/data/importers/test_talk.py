"""What people say is never taken for an event, however much it sounds like one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qunmate.data.importers import pick
from qunmate.data.importers.source import Source
from qunmate.records import Batch
from qunmate.system_lines import read_events
from tests.chat_files import qq_text

LINES = (
    "林小满邀请周一川加入了群聊",
    "“周一川”通过扫描“林小满”分享的二维码加入群聊",
    "周一川退出了群聊",
    "你将周一川移出了群聊",
    "周一川 修改群名片为 一川",
    "周一川 已成为管理员",
    "林小满将周一川的消息设为精华消息",
    "Lin added Zhou",
    "Zhou left",
    "Zhou joined the group",
    "Lin removed Zhou",
    "You're now an admin",
    "Lin pinned a message",
    "周さんがグループに参加しました。",
)


def _qq(said: str) -> str:
    return qq_text([("2026-01-02 3:04:05", "阿南(1000003)", said)])


def _line(said: str) -> str:
    return f"[LINE] 読書会のトーク履歴\n\n2026/01/02(金)\n03:04\t阿南\t{said}\n"


def _chatlab(said: str) -> str:
    head = {"_type": "header", "chatlab": {"version": "0.0.2"}, "meta": {"name": "读书会"}}
    one = {"sender": "3", "accountName": "阿南", "timestamp": 1767294245, "type": 0}
    lines = (head, {"_type": "message", **one, "content": said})
    return "\n".join(json.dumps(line, ensure_ascii=False) for line in lines) + "\n"


def read(text: str) -> list[Batch]:
    source = Source(Path("a.txt"), text)
    return [item for item in pick(source).read(source) if isinstance(item, Batch)]


FORMATS: dict[str, Callable[[str], str]] = {
    "qq_txt": _qq,
    "whatsapp": lambda said: f"02/01/2026, 03:04 - 阿南: {said}\n03/01/2026, 03:05 - 阿南: 早\n",
    "line": _line,
    "chatlab_jsonl": _chatlab,
    "plain_table": lambda said: f"时间\t发言人\t内容\n2026-01-02 03:04\t阿南\t{said}\n",
}
every_format = pytest.mark.parametrize("make", FORMATS.values(), ids=FORMATS)


@pytest.mark.parametrize("said", LINES)
def test_the_same_words_are_an_event_where_the_program_says_them(said: str) -> None:
    assert read_events(7, said)


@every_format
@pytest.mark.parametrize("said", LINES)
def test_no_event_where_a_person_says_them(make: Callable[[str], str], said: str) -> None:
    batches = read(make(said))
    assert next(one for batch in batches for one in batch.text) == said
    assert not any(batch.events for batch in batches)


@every_format
@given(before=st.sampled_from(["", "早，", "听说 ", "> "]), said=st.sampled_from(LINES),
       behind=st.sampled_from(["", "！", "，你们知道吗", " lol", "🏸"]))  # fmt: skip
def test_nor_in_the_middle_of_a_sentence(
    make: Callable[[str], str], before: str, said: str, behind: str
) -> None:
    assert not any(batch.events for batch in read(make(before + said + behind)))
