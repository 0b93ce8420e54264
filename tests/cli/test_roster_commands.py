"""import roster, export roster, export template, members and member merge as typed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from qunmate.cli.app import main
from tests.sheet_files import workbook

ROWS = [
    ["昵称", "姓名", "微信号", "手机", "城市", "标签", "邀请人", "入群时间"],
    ["小明", "王明", "wxid_ming", "13912345678", "杭州", "老粉;讲师", "小红", "2024/1/2"],
    ["小红", "李红", None, "打微信", "宁波", "老粉", None, None],
]


class Shell:
    """Types commands and reads what they print."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys

    def run(self, *words: object, code: int = 0) -> str:
        base = ["--db", str(self.folder / "a.qunmate"), "--lang", "en", "--today", "2026-11-22"]
        given = main([*base, *map(str, words)])
        out = self.capsys.readouterr()
        assert given == code, out
        return out.out + out.err

    def json(self, *words: object, code: int = 0) -> Any:
        return json.loads(self.run(*words, "--json", code=code))


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    made = Shell(tmp_path, capsys)
    made.run("group", "add", "读书会", "--platform", "wechat", "--timezone", "Asia/Shanghai")
    return made


def test_import_then_members(shell: Shell, tmp_path: Path) -> None:
    sheet = workbook(tmp_path / "名单.xlsx", ROWS)
    dry = shell.json("import", "roster", sheet, "--group", "读书会", "--dry-run")
    assert (dry["import_id"], dry["new"]) == (None, 2)
    assert shell.json("members") == []
    done = shell.json("import", "roster", sheet, "--group", "读书会")
    assert done == {
        "import_id": 1,
        "file": "名单.xlsx",
        "rows": 2,
        "new": 2,
        "updated": 0,
        "unchanged": 0,
        "rejected": 0,
        "errors": [
            {"row": 3, "column": "手机", "value": "打微信", "problem": "not a phone number"}
        ],
        "errors_total": 1,
        "mapping": {
            "昵称": "nickname", "姓名": "name", "微信号": "wechat", "手机": "phone",
            "城市": "city", "标签": "tags", "邀请人": "invited_by", "入群时间": "joined_on",
        },
        "truncated": False,
    }  # fmt: skip
    ming, hong = shell.json("members", "--group", "读书会")
    assert ming["identities"] == [{"platform": "wechat", "value": "wxid_ming"}]
    assert set(ming["tags"]) == {"老粉", "讲师"}
    (membership,) = ming["groups"]
    assert membership == {
        "group": "读书会", "nickname": "小明", "role": None, "layer": None, "talk_role": None,
        "joined_on": "2024-01-02", "joined_known": True, "left_on": None,
        "invited_by": hong["id"], "expires_on": None, "last_spoke_on": None, "messages": 0,
    }  # fmt: skip
    assert hong["groups"][0]["joined_on"] == "2026-11-22"
    assert hong["groups"][0]["joined_known"] is False
    again = shell.json("import", "roster", sheet, "--group", "读书会")
    assert (again["new"], again["updated"], again["unchanged"]) == (0, 0, 2)


def test_rows_in_doubt_are_told_among_the_rejected(shell: Shell, tmp_path: Path) -> None:
    two = workbook(
        tmp_path / "a.xlsx", [["姓名", "手机"], ["李红", "13900000001"], ["李红", "13900000002"]]
    )
    shell.run("import", "roster", two, "--group", "读书会")
    unsure = workbook(tmp_path / "b.xlsx", [["姓名", "城市"], ["李红", "宁波"], [None, "杭州"]])
    said = shell.run("import", "roster", unsure, "--group", "读书会")
    assert "0 unchanged, 2 rejected, 1 of them in doubt\n" in said


def test_members_are_found(shell: Shell, tmp_path: Path) -> None:
    shell.run("import", "roster", workbook(tmp_path / "a.xlsx", ROWS), "--group", "读书会")

    def names(*words: str) -> list[str]:
        return [one["name"] for one in shell.json("members", *words)]

    assert names("--tag", "讲师") == ["王明"]
    assert names("--search", "宁波") == ["李红"]
    assert names("--search", "xiaohong") == ["李红"]
    assert names("--search", "WXID_ming 杭州") == ["王明"]
    assert names("--search", "没有") == []
    assert "小明" in shell.run("members")
    assert "no group" in shell.run("members", "--group", "没有", code=1)


def test_columns_are_named_by_hand(shell: Shell, tmp_path: Path) -> None:
    sheet = workbook(tmp_path / "a.xlsx", [["称谓=", "从事"], ["甲", "设计"]])
    how = ["--group", "读书会", "--map", "称谓==name", "--map", "从事=custom:本行"]
    done = shell.json("import", "roster", sheet, *how)
    assert done["mapping"] == {"称谓=": "name", "从事": "custom:本行"}
    assert shell.json("members")[0]["custom"] == {"本行": "设计"}


def test_what_is_wrong_is_told_with_the_next_step(shell: Shell, tmp_path: Path) -> None:
    sheet = workbook(tmp_path / "a.xlsx", ROWS)
    half = tmp_path / "half.xlsx"
    half.write_bytes(sheet.read_bytes()[:2000])
    for file, group, more in (
        (half, "读书会", []),
        (tmp_path / "no.xlsx", "读书会", []),
        (sheet, "没有", []),
        (sheet, "读书会", ["--sheet", "没有"]),
        (sheet, "读书会", ["--map", "没有=name"]),
        (sheet, "读书会", ["--map", "昵称=nonsense"]),
    ):
        told = shell.json("import", "roster", file, "--group", group, *more, code=1)
        assert set(told) == {"error", "next"}
    shell.run("import", "roster", sheet, "--group", "读书会", "--map", "昵称", code=2)
    shell.run("import", "roster", sheet, code=2)
    shell.run("export", "roster", "-o", tmp_path / "x.xlsx", code=2)
    assert shell.json("members") == []


def test_out_and_in_again(shell: Shell, tmp_path: Path) -> None:
    shell.run("import", "roster", workbook(tmp_path / "a.xlsx", ROWS), "--group", "读书会")
    before = shell.json("members")
    for name, more in (("o.xlsx", []), ("o.csv", []), ("n.csv", ["--no-contacts"])):
        told = shell.json("export", "roster", "--group", "读书会", "-o", tmp_path / name, *more)
        assert told["rows"] == 2
        back = shell.json("import", "roster", tmp_path / name, "--group", "读书会")
        assert (back["unchanged"], back["errors_total"]) == (2, 0)
    assert shell.json("export", "roster", "--all", "-o", tmp_path / "all.xlsx")["rows"] == 2
    assert shell.json("members") == before
    assert "13912345678" not in (tmp_path / "n.csv").read_text("utf-8")
    shell.run("export", "template", "-o", tmp_path / "t.xlsx")
    assert (tmp_path / "t.xlsx").exists()


def test_two_cards_become_one(shell: Shell, tmp_path: Path) -> None:
    rows = [*ROWS, ["红红", "李小红", "wx_hong", "13812345678", None, "会员", "小明", "2024/5/6"]]
    shell.run("import", "roster", workbook(tmp_path / "a.xlsx", rows), "--group", "读书会")
    told = shell.json("member", "merge", "李红", "wx_hong")
    assert told == {"id": 2, "name": "李红", "merged": 3}
    ming, hong = shell.json("members")
    assert hong["identities"] == [{"platform": "wechat", "value": "wx_hong"}]
    assert (hong["phone"], hong["city"], set(hong["tags"])) == (
        "13812345678",
        "宁波",
        {"老粉", "会员"},
    )
    (membership,) = hong["groups"]
    assert (membership["nickname"], membership["joined_on"]) == ("小红", "2024-05-06")
    assert (membership["invited_by"], ming["groups"][0]["invited_by"]) == (1, 2)
    again = shell.json(
        "import", "roster", workbook(tmp_path / "b.xlsx", rows[::3]), "--group", "读书会"
    )
    assert again["new"] == 0
    shell.json("member", "merge", "1", "1", code=1)
    shell.json("member", "merge", "1", "没有", code=1)
    assert shell.json("check")["ok"]


def test_taken_back_by_command(shell: Shell, tmp_path: Path) -> None:
    done = shell.json("import", "roster", workbook(tmp_path / "a.xlsx", ROWS), "--group", "读书会")
    shell.run("import", "undo", done["import_id"])
    assert shell.json("members") == []
    assert shell.json("check")["ok"]


def test_a_full_list_says_who_left(shell: Shell, tmp_path: Path) -> None:
    first = workbook(tmp_path / "十月.xlsx", ROWS)
    second = workbook(tmp_path / "十一月.xlsx", ROWS[:2])
    shell.run("import", "roster", first, "--group", "读书会", "--full")
    dry = shell.json("import", "roster", second, "--group", "读书会", "--full", "--dry-run")
    assert dry["left"] == 1
    assert [(one["change"], one["name"]) for one in dry["compared"]] == [("left", "李红")]
    assert [one["status"] for one in dry["changes"]] == ["left"]
    assert "left: 李红" in shell.run("import", "roster", second, "--group", "读书会", "--full")
    memberships = {one["name"]: one["groups"][0]["left_on"] for one in shell.json("members")}
    assert memberships == {"王明": None, "李红": "2026-11-22"}
