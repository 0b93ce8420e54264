"""group add, show, edit and archive with the names that people really type."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from qunmate.cli.app import main

HOSTILE = (
    "=1+1",
    "<script>alert(1)</script>",
    "👨‍👩‍👧‍👦",
    "%s{0}{name}",
    "--json",
    "../x",
)


class Shell:
    """Types commands and reads the JSON that they print."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.file, self.capsys = folder / "a.qunmate", capsys

    def __call__(self, *words: str, code: int = 0) -> Any:
        assert main(["--db", str(self.file), "--lang", "en", *words]) == code
        return json.loads(self.capsys.readouterr().out)

    def add(self, name: str, code: int = 0) -> Any:
        return self("group", "add", "--platform", "qq", "--json", "--", name, code=code)


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(tmp_path, capsys)


@pytest.mark.parametrize("name", HOSTILE)
def test_any_name_is_found_again(shell: Shell, name: str) -> None:
    assert shell.add(name)["name"] == name
    assert shell("group", "show", "--json", "--", name)["name"] == name


def test_a_name_is_one_short_line(shell: Shell) -> None:
    assert shell.add("  早起\n读书会 ")["name"] == "早起 读书会"
    assert len(shell.add("长" * 5000)["name"]) == 200
    assert shell("group", "show", "--json", "长" * 5000)["id"] == 2
    assert shell("group", "show", "--json", " 早起\n读书会")["id"] == 1
    shell.add("早起 读书会 ", code=1)


def test_a_name_turns_no_line_around(shell: Shell) -> None:
    assert shell.add("\u202eabc\u202c")["name"] == "abc"
    assert shell("group", "show", "--json", "--", "\u202eabc")["name"] == "abc"


@pytest.mark.parametrize("name", ["", "   ", "\n"])
def test_a_name_is_needed(shell: Shell, name: str) -> None:
    assert shell.add(name, code=1)["error"] == "A group needs a name."
    shell.add("读书会")
    answer = shell("group", "edit", "读书会", "--name", name, "--json", code=1)
    assert set(answer) == {"error", "next"}


def test_bytes_of_another_encoding_are_nobodys_name(shell: Shell) -> None:
    typed = "读书会".encode("gb18030").decode("utf-8", "surrogateescape")
    assert shell("group", "show", typed, "--json", code=1)["next"]


def test_edit_and_archive(shell: Shell) -> None:
    shell.add("读书会")
    edited = shell(
        "group", "edit", "读书会", "--name", " 早起 ", "--timezone", "Asia/Tokyo", "--json"
    )
    assert (edited["name"], edited["timezone"]) == ("早起", "Asia/Tokyo")
    assert shell("group", "archive", "早起", "--json")["archived"] is True
    assert shell("group", "archive", "早起", "--undo", "--json")["archived"] is False
    for wrong in ("Mars/Phobos", "../../etc/passwd"):
        shell("group", "edit", "早起", "--timezone", wrong, "--json", code=1)
