from __future__ import annotations

import json
from pathlib import Path

import pytest

from qunmate.cli.app import main
from qunmate.data.store import open_store
from tests.figure_book import FigureBook


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "test.qunmate"
    with open_store(path) as store:
        book = FigureBook(store, covered=[("2026-10-05", "2026-10-31")])
        book.person("a")
        book.says("a", "2026-10-05")
    return path


def test_json(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["--db", str(file), "health", "--group", "Readers", "--json"]
    assert main([*given, "--from", "2026-10-04", "--to", "2026-10-06"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["from"], document["to"]) == ("2026-10-04", "2026-10-06")
    assert document["messages"] == 1
    assert document["data"]["gaps"] == [["2026-10-04", "2026-10-04"]]
    assert document["revenue"] is None


def test_text(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--db", str(file), "health", "--group", "Readers"]) == 0
    shown = capsys.readouterr().out
    assert "Readers  2026-09-06 … 2026-10-05" in shown
    assert "No import covers: 2026-09-06 … 2026-10-04" in shown
    assert "Paying" not in shown
    assert main(["--db", str(file), "health"]) == 0
    assert "All groups" in capsys.readouterr().out


def test_an_unknown_group(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--db", str(file), "health", "--group", "Nobody", "--json"]) == 1
    assert "Nobody" in json.loads(capsys.readouterr().out)["error"]


def test_a_period_that_runs_backwards(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["--db", str(file), "health", "--from", "2026-10-04", "--to", "2026-10-01"]
    assert main(given) == 1
    assert "2026-10-01" in capsys.readouterr().err
