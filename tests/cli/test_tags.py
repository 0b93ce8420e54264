"""tags, and segments on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from qunmate.data import segments, tags
from qunmate.data.store import open_store
from qunmate.roster.tag_rules import Part, Rule
from tests.cli.test_roster_commands import ROWS, Shell
from tests.sheet_files import workbook


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    made = Shell(tmp_path, capsys)
    made.run("group", "add", "读书会", "--platform", "wechat", "--timezone", "Asia/Shanghai")
    made.run("import", "roster", workbook(tmp_path / "名单.xlsx", ROWS), "--group", "读书会")
    with open_store(tmp_path / "a.qunmate") as store, store.atomic() as db:
        tags.add(db, "杭州人", "地方", Rule((Part("city", text="杭州"),)))
        segments.save(db, "讲师们", {"tags": ["讲师"]})
    return made


def test_tags_are_listed_with_their_rules(shell: Shell) -> None:
    listed = {one["name"]: one for one in shell.json("tags")}
    assert listed["老粉"] == {
        "id": listed["老粉"]["id"],
        "name": "老粉",
        "group": None,
        "colour": None,
        "members": 2,
        "by_rule": 0,
        "rule": None,
    }
    assert listed["杭州人"]["members"] == 0
    judged = {one["name"]: one for one in shell.json("tags", "--judge")}
    assert (judged["杭州人"]["by_rule"], judged["杭州人"]["group"]) == (1, "地方")
    assert "city contains “杭州”" in shell.run("tags")


def test_members_have_rule_tags_right_behind_an_import(shell: Shell, tmp_path: Path) -> None:
    rows = [ROWS[0], ["小李", "李明", None, None, "杭州", None, None, None]]
    shell.run("import", "roster", workbook(tmp_path / "b.xlsx", rows), "--group", "读书会")
    assert [one["name"] for one in shell.json("members", "--tag", "杭州人")] == ["王明", "李明"]
    shell.run("import", "undo", 2)
    assert [one["name"] for one in shell.json("members", "--tag", "杭州人")] == ["王明"]


def test_a_tag_that_is_not_there_is_told(shell: Shell) -> None:
    wrong = shell.json("members", "--tag", "没有", code=1)
    assert wrong["error"] == "There is no tag “没有”."


def test_a_segment_chooses_members(shell: Shell, tmp_path: Path) -> None:
    assert [one["name"] for one in shell.json("members", "--segment", "讲师们")] == ["王明"]
    out = tmp_path / "讲师.csv"
    done = shell.json("export", "roster", "--group", "读书会", "--segment", "讲师们", "-o", out)
    assert done["rows"] == 1
    assert "王明" in out.read_text(encoding="utf-8-sig")
    wrong = shell.json("members", "--segment", "没有", code=1)
    assert wrong["error"] == "There is no segment “没有”."
    assert "讲师们" in wrong["next"]


def test_where_no_segment_is_saved_none_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = Shell(tmp_path, capsys).json("members", "--segment", "讲师们", code=1)
    assert wrong["next"].endswith("these are there: —.")
