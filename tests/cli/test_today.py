"""The today command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qunmate.cli.app import main
from qunmate.data.store import open_store
from tests.today_book import TodayBook, busy


@pytest.fixture
def file(tmp_path: Path) -> Path:
    with open_store(tmp_path / "test.qunmate") as store:
        busy(store)
        TodayBook(store, "羽毛球周末约").post("约球")
    return tmp_path / "test.qunmate"


def run(capsys: pytest.CaptureFixture[str], file: Path, *arguments: str) -> str:
    assert main(["--db", str(file), "--today", "2026-11-22", "today", *arguments]) == 0
    return capsys.readouterr().out


def test_the_day_in_words(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = run(capsys, file)
    for words in ("2026-11-22", "To post", "07:30  早安 · 小雪", "约球", "Whom to contact",
                  "林小满, 周一川", "To answer", "新号怎么过冷启动?"):  # fmt: skip
        assert words in told


def test_one_group_as_a_document(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(run(capsys, file, "--group", "早起读书会", "--json"))
    assert [one["title"] for one in found["post"]] == ["早安 · 小雪", "共读第四章"]
    assert [one["kind"] for one in found["meet"]][:2] == ["welcome", "follow_up"]
    assert found["meet"][0]["members"][0]["name"] == "林小满"
    assert found["answer"][0]["text"] == "新号怎么过冷启动?"
    assert (found["open"], found["done"]) == (7, 0)
    assert {one["group"] for one in found["changes"]} == {"早起读书会"}


def test_an_unknown_group(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--db", str(file), "today", "--group", "没有"]) == 1
    assert "没有" in capsys.readouterr().err


def test_an_empty_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = run(capsys, tmp_path / "new.qunmate")
    assert told.splitlines()[-1] == "Nothing needs you today."
