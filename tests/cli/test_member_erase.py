"""member erase as typed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from qunmate.cli.app import main
from tests.sheet_files import workbook

ROWS = [["姓名", "手机"], ["王小明", "13912345678"], ["李小红", ""]]


def _run(folder: Path, capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    given = main(["--db", str(folder / "a.qunmate"), "--lang", "en", *words])
    out = capsys.readouterr()
    assert given == code, out
    return out.out


@pytest.fixture
def folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    sheet = workbook(tmp_path / "名单.xlsx", ROWS)
    _run(tmp_path, capsys, "group", "add", "读书会", "--platform", "wechat")
    _run(tmp_path, capsys, "import", "roster", str(sheet), "--group", "读书会")
    return tmp_path


def _json(folder: Path, capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    return json.loads(_run(folder, capsys, *words, "--json"))


def test_without_yes_it_only_tells(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = _run(folder, capsys, "member", "erase", "王小明")
    assert "Erasing “王小明” (no. 1) takes away:" in said
    assert "Nothing was changed." in said
    told = _json(folder, capsys, "member", "erase", "王小明")
    assert (told["erased"], told["groups"], told["backups"]) == (False, 1, [])
    assert [one["name"] for one in _json(folder, capsys, "members")] == ["王小明", "李小红"]


def test_with_yes_it_does(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = _json(folder, capsys, "member", "erase", "1", "--yes")
    assert (told["erased"], told["overwritten"]) == (True, True)
    names = {one["name"]: one["phone"] for one in _json(folder, capsys, "members")}
    assert names == {"李小红": None, "erased member": None}
    raw = (folder / "a.qunmate").read_bytes()
    assert "王小明".encode() not in raw
    assert b"13912345678" not in raw


def test_unknown_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--db", str(folder / "a.qunmate"), "member", "erase", "99"]) == 1
    capsys.readouterr()
