"""`qunmate import highlights`, `export highlights`, `highlights` from end to end."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from qunmate.cli.app import main
from qunmate.data.store import open_store
from tests.chat_book import QUESTION, add_chat


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "my.qunmate"
    with open_store(path) as store:
        add_chat(store, QUESTION)
    return path


def run(
    file: Path, capsys: pytest.CaptureFixture[str], *args: str, code: int = 0
) -> dict[str, Any]:
    told = main(["--db", str(file), "--lang", "en", "--today", "2026-11-22", *args, "--json"])
    assert told == code
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    return document


def test_a_csv_is_taken_in_listed_found_and_written(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "精华.csv"
    sheet.write_text(
        "标题,内容,作者,日期\n话术提示词卡,一张卡三样,周子昂,2026-11-20\n没人写的,也行,路人,\n",
        encoding="utf-8",
    )
    group = ("--group", "运营研究社")
    dry = run(file, capsys, "import", "highlights", str(sheet), *group, "--dry-run")
    assert (dry["import_id"], dry["new"]) == (None, 2)
    told = run(file, capsys, "import", "highlights", str(sheet), *group)
    assert (told["rows"], told["new"], told["errors_total"]) == (2, 2, 1)
    assert told["errors"][0]["row"] == 3
    assert told["mapping"]["标题"] == "title"
    assert main(["--db", str(file), "--lang", "en", "imports", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[-1]["kind"] == "highlights"
    found = run(file, capsys, "search", "子昂", "--in", "highlights")
    assert [hit["kind"] for hit in found["hits"]] == ["highlight"]
    out = tmp_path / "out.html"
    written = run(file, capsys, "export", "highlights", *group, "--newcomers", "-o", str(out))
    assert written == {"file": str(out), "rows": 0}
    written = run(file, capsys, "export", "highlights", "-o", str(tmp_path / "a.md"))
    assert written["rows"] == 2


def test_what_is_missing_is_said_in_a_sentence(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "精华.csv"
    sheet.write_text("标题,内容\na,b\n", encoding="utf-8")
    told = run(file, capsys, "import", "highlights", str(sheet), code=1)
    assert "group" in told["error"]
    assert "--group" in told["next"]
    told = run(file, capsys, "export", "highlights", "-o", str(tmp_path / "a.doc"), code=1)
    assert ".xlsx" in told["error"] + told["next"]


def test_the_table_speaks_the_language(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "精华.csv"
    sheet.write_text("问题,答案,日期\n怎么入群,扫码,2026-11-20\n", encoding="utf-8")
    run(file, capsys, "import", "highlights", str(sheet), "--group", "运营研究社")
    assert main(["--db", str(file), "--lang", "en", "highlights"]) == 0
    said = capsys.readouterr().out
    assert "Q&A" in said
    assert "answer" not in said
