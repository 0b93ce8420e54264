"""What WhatsApp itself says in a chat has no sender, also where its invisible mark got lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from qunmate.data.importers.source import Source
from qunmate.model import Kind
from tests.data.importers.reading import chats, one_chat


def test_what_is_said_in_the_name_of_the_group_is_the_system_s() -> None:
    chat = one_chat(
        "[14.08.2024, 21:00:11] 读书会: \u200eBoris added you\n"
        "[14.08.2024, 21:01:57] 读书会: \u200eYou're now an admin\n"
        "[14.08.2024, 21:01:58] Boris: I am now an admin\n"
    )
    assert chat.said == [
        ("", "Boris added you"),
        ("", "You're now an admin"),
        ("Boris", "I am now an admin"),
    ]
    assert [event.kind for event in chat.events] == ["join", "role"]


@pytest.mark.parametrize(
    "line",
    [
        "Messages and calls are end-to-end encrypted. No one outside can read them.",
        "消息和通话已进行端到端加密。只有此聊天中的成员可以查看。",
        "訊息與通話已受端對端加密保護。",
        "Zprávy a hovory jsou opatřeny koncovým šifrováním.",
        "Pesan dan panggilan terenkripsi secara end-to-end.",
    ],
)
def test_the_first_notice_without_its_mark(line: str) -> None:
    chat = one_chat(f"[2022/7/21 05:11:12] Bo: {line}\n[2022/7/21 05:11:13] Bo: {line[:8]}\n")
    assert chat.said == [("", line), ("Bo", line[:8])]
    assert chat.records[0].kind is Kind.SYSTEM


def test_the_first_notice_behind_others_that_were_there_before() -> None:
    lines = [f"[2022/7/21 05:11:{n:02}] Bo: {n}" for n in range(8)]
    notice = "[2022/7/21 05:12:00] Bo: Messages and calls are end-to-end encrypted."
    chat = one_chat("\n".join([*lines, notice, *lines]))
    assert [record.kind is Kind.SYSTEM for record in chat.records] == [n == 8 for n in range(17)]


def test_the_group_of_a_chat_file_that_says_no_more_than_that() -> None:
    def name(path: str, text: str = "[13/1/20, 8:00:00] Bo: hi\n") -> str:
        (chat,) = chats(Source(Path(path), text))
        return chat.head.name

    notice = (
        "\u200e[13/1/20, 8:00:00] 早起读书会: \u200eMessages and calls are end-to-end encrypted."
    )
    assert name("x/WhatsApp Chat - 早起读书会/_chat.txt") == "早起读书会"
    assert name("Downloads/_chat.txt", f"{notice}\n") == "早起读书会"
    assert name("Downloads/_chat.txt") == ""
    assert name("Downloads/读书.txt", f"{notice}\n") == ""


def test_what_is_said_of_a_community_has_no_sender() -> None:
    chat = one_chat(
        "13/1/20, 8:00 - Bo added this group to the community: Readers\n"
        "13/1/20, 8:01 - You joined a group via invite in the community: Readers\n"
        "13/1/20, 8:02 - Our community: hello\n"
    )
    assert [r.sender for r in chat.records] == ["", "", "Our community"]
    assert [event.kind for event in chat.events] == ["join"]
