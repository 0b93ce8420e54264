"""Exit codes, and one JSON document on stdout whatever goes wrong."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from qunmate.__main__ import run
from qunmate.cli.app import main


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (1, ["group", "show", "nope"]),
        (1, ["import", "chat", "nope.txt"]),
        (1, ["digest", "--group", "nope", "-o", "a.md"]),
        (2, ["import", "chat"]),
        (2, ["group", "add", "x", "--platform", "nope"]),
        (2, ["digest", "--group", "A", "--week", "2026-W54", "-o", "a.md"]),
        (2, ["health", "--from", "0001-01-01"]),
        (2, ["plan", "--to", "9999-12-31"]),
        (2, ["nope"]),
        (2, ["import", "undo", str(2**70)]),
        (2, ["search", "x", "--limit", str(2**70)]),
        (2, ["messages", "--group", "A", "--sender", str(2**70)]),
        (1, ["member", "merge", str(2**70), "1"]),
        (1, ["group", "show", "\ud800"]),
        (1, ["health", "--group", ""]),
        (1, ["import", "chat", "a.txt", "--group", ""]),
        (2, ["import", "chat", ""]),
        (2, ["import", "roster", "", "--group", "A"]),
        (2, ["restore", "."]),
        (2, ["backup", "-o", ""]),
        (2, ["export", "template", "-o", "/"]),
    ],
)
def test_an_error_is_one_document(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], code: int, words: list[str]
) -> None:
    assert main(["--db", str(tmp_path / "a.qunmate"), *words, "--json"]) == code
    document = json.loads(capsys.readouterr().out)
    assert set(document) == {"error", "next"}
    assert all(document.values())


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes with names")
@pytest.mark.parametrize(
    "words",
    [
        ["import", "chat"],
        ["import", "roster", "--group", "A"],
        ["import", "plan"],
        ["import", "highlights"],
        ["restore"],
    ],
)
def test_no_source_is_waited_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    """A pipe that nobody writes to, and a name that no file can have."""
    base = ["--db", str(tmp_path / "a.qunmate")]
    assert main([*base, "group", "add", "A", "--platform", "qq"]) == 0
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (pipe, tmp_path / ("a" * 300)):
        capsys.readouterr()
        assert main([*base, *words, str(path), "--json"]) == 1
        assert json.loads(capsys.readouterr().out)["next"]


@pytest.mark.parametrize("path", ["", ".", "/"])
def test_a_path_without_a_name_is_no_file(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--db", path, "groups"]) == 2
    assert f"“{path}” names no file." in capsys.readouterr().err


def test_nothing_of_a_file_steers_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base = ["--db", str(tmp_path / "a.qunmate")]
    assert main([*base, "group", "add", "A", "--platform", "qq"]) == 0
    sheet = tmp_path / "a.csv"
    sheet.write_text("标题,日期\n好,\x1b[31m昨\x9b天\u202e\n", encoding="utf-8")
    assert main([*base, "import", "highlights", str(sheet), "--group", "A"]) == 0
    assert main([*base, "group", "show", "x\x1b[2J"]) == 1
    said = capsys.readouterr()
    assert "[31m昨 天" in said.out
    assert not set("\x1b\x9b\u202e") & set(said.out + said.err)


@pytest.mark.parametrize("today", ["0001-01-01", "9999-12-31", "2026-02-30"])
def test_today_is_a_day_of_our_times(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], today: str
) -> None:
    assert main(["--db", str(tmp_path / "a.qunmate"), "--today", today, "groups"]) == 2
    assert today in capsys.readouterr().err


@pytest.mark.parametrize("week", ["1900-W01", "2999-W52", "0001-W01", "9999-W52"])
def test_a_digest_of_a_far_week(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], week: str
) -> None:
    base = ["--db", str(tmp_path / "a.qunmate")]
    assert main([*base, "group", "add", "A", "--platform", "qq"]) == 0
    near = week in ("1900-W01", "2999-W52")
    target = str(tmp_path / "a.md")
    assert main([*base, "digest", "--group", "A", "--week", week, "-o", target]) == (
        0 if near else 2
    )


def test_a_file_that_may_not_be_read_is_the_users_world(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """click would call it wrong usage before the command gets to say what is wrong."""
    source = tmp_path / "a.txt"
    source.touch(mode=0)
    monkeypatch.setattr("os.access", lambda *_args, **_named: False)
    assert main(["--db", str(tmp_path / "a.qunmate"), "import", "chat", str(source), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["next"]


def test_without_a_terminal_what_is_said_is_kept_for_a_box(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As for a program that was started from Windows' desktop."""
    shown: list[str] = []
    monkeypatch.setattr("qunmate.__main__._show", shown.append)
    monkeypatch.setattr(sys, "argv", ["qunmate", "group", "show", "nope"])
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    with pytest.raises(SystemExit) as ended:
        run()
    assert ended.value.code == 1
    assert "nope" in shown[0]
