"""qunmate demo."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qunmate.cli.app import main

SMALL = ["--messages", "400", "--members", "40", "--until", "2026-11-22"]


def test_fills_a_new_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "demo.qunmate"
    assert main(["--db", str(path), "demo", *SMALL]) == 0
    told = capsys.readouterr().out
    assert str(path) in told
    assert "Community Builders Club" in told
    assert main(["--db", str(path), "groups", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert len(found) == 5
    assert 380 <= sum(group["messages"] for group in found) <= 480


def test_json_and_the_same_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    documents = []
    for name in ("one", "other"):
        path = str(tmp_path / name)
        assert main(["--db", path, "demo", *SMALL, "--seed", "5", "--json"]) == 0
        documents.append(json.loads(capsys.readouterr().out)["groups"])
    assert documents[0] == documents[1]


def test_refuses_a_file_with_groups(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(tmp_path / "mine.qunmate")
    assert main(["--db", path, "group", "add", "我的群", "--platform", "qq"]) == 0
    capsys.readouterr()
    assert main(["--db", path, "demo", *SMALL]) == 1
    assert "new" in capsys.readouterr().err
    assert main(["--db", path, "demo", "--members", "3"]) == 2
