"""What people read in the terminal: words for keys, lists and shares by the language's rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from qunmate import i18n
from qunmate.cli.app import main
from qunmate.data.store import open_store
from qunmate.errors import Problem
from qunmate.figures.words import show_share
from qunmate.words import words

RECORD = """消息记录（此消息记录为文本格式，不支持重新导入）

================================================================
消息分组:我的群聊
================================================================
消息对象:读书会
================================================================

2026-10-01 9:00:00 林(10001)
早上好 \x1b[31m红\x1b[0m

2026-10-01 9:01:00 周(10002)
[图片]

2026-10-01 9:02:00 系统消息(10000)
林撤回了一条消息
"""


class Terminal:
    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.file, self.capsys = folder / "a.qunmate", capsys
        record = folder / "读书会.txt"
        record.write_text(RECORD, encoding="utf-8")
        self("import", "chat", str(record), language="en")

    def __call__(self, *words: str, language: str = "zh_CN", code: int = 0) -> str:
        assert main(["--db", str(self.file), "--lang", language, *words]) == code
        out, err = self.capsys.readouterr()
        return out if code == 0 else err


@pytest.fixture
def terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(tmp_path, capsys)


def last_row(text: str) -> list[str]:
    return text.splitlines()[-1].split()


def test_groups_have_names_of_platforms(terminal: Terminal) -> None:
    assert last_row(terminal("groups", language="en"))[:4] == ["读书会", "QQ", "2", "3"]
    terminal("group", "edit", "读书会", "--platform", "wechat")
    terminal("group", "archive", "读书会")
    told = terminal("groups", language="en")
    assert "读书会 (archived)" in told
    assert "WeChat" in told
    assert "微信" in terminal("groups")
    assert "+08:00" not in told


def test_imports_have_words(terminal: Terminal) -> None:
    told = last_row(terminal("imports", language="en"))
    assert told[:5] == ["1", "Chat", "record", "读书会.txt", "读书会"]
    assert told[-1] == "No"


def test_members_have_words(terminal: Terminal) -> None:
    with open_store(terminal.file) as store, store.atomic() as db:
        db.execute("UPDATE memberships SET role = 'owner'")
    told = terminal("members", language="en")
    assert "Owner" in told
    assert "owner" not in told
    assert "Active" in told or "Core" in told or "Leader" in told
    assert "群主" in terminal("members")


def test_hits_have_words(terminal: Terminal) -> None:
    assert last_row(terminal("search", "早上好", language="en"))[0] == "Message"


def test_messages_are_a_line_each_and_steer_no_terminal(terminal: Terminal) -> None:
    first, second, third = terminal("messages", "--group", "读书会", language="en").splitlines()
    assert first.startswith("2026-10-01 09:00  林: 早上好")
    assert "\x1b" not in first
    assert second == "2026-10-01 09:01  周: [图片]"
    assert third == "2026-10-01 09:02  林撤回了一条消息"


@pytest.mark.parametrize("command", ["plan", "messages", "health"])
def test_a_backwards_period_is_refused_everywhere(terminal: Terminal, command: str) -> None:
    told = terminal(
        command, "--group", "读书会", "--from", "2026-10-02", "--to", "2026-10-01",
        language="en", code=1,
    )  # fmt: skip
    assert told.splitlines()[0] == "The period ends on 2026-10-01, before it begins on 2026-10-02."


def test_the_next_step_stands_on_a_line_of_its_own(terminal: Terminal) -> None:
    sentence, step = terminal("group", "show", "x", language="en", code=1).splitlines()
    assert sentence == "There is no group “x”."
    assert step.startswith("“qunmate groups” lists")


@pytest.mark.parametrize(
    ("language", "shown", "share"), [("en", "3, 4", "41%"), ("zh_CN", "3、4", "41%")]
)
def test_lists_and_shares_follow_the_language(language: str, shown: str, share: str) -> None:
    i18n.install(language)
    assert shown in words(Problem("import_has_later", {"ids": [3, 4]}))[0]
    assert show_share(0.41) == share
