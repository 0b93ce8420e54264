"""`qunmate digest` from end to end."""

from __future__ import annotations

from pathlib import Path

import pytest

from qunmate.cli.app import main
from qunmate.data.store import open_store
from tests.digest_book import lively


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "my.qunmate"
    with open_store(path) as store:
        lively(store, 40)
    return path


def run(file: Path, *args: str, today: str = "2026-11-25") -> int:
    return main(["--db", str(file), "--lang", "en", "--today", today, "digest", *args])


def test_the_last_complete_week_is_the_default(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "a.md"
    assert run(file, "--group", "运营研究社", "-o", str(target)) == 0
    assert "Week 47 of 2026" in target.read_text(encoding="utf-8")
    assert str(target) in capsys.readouterr().out
    assert run(file, "--group", "运营研究社", "-o", str(target), today="2026-11-22") == 0
    assert "Week 46 of 2026" in target.read_text(encoding="utf-8")


def test_week_edition_day_and_format_can_be_chosen(file: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.out"
    group = ("--group", "运营研究社")
    more = ("--week", "2026-W45", "--edition", "operator", "--format", "html")
    assert run(file, *group, *more, "-o", str(target)) == 0
    html = target.read_text(encoding="utf-8")
    assert "Week 45 of 2026" in html
    assert "Private" in html
    target = tmp_path / "a.xlsx"
    assert run(file, *group, "--day", "2026-11-20", "-o", str(target)) == 0
    assert target.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (("--group", "nobody", "-o", "a.md"), 1, "no group"),
        (("--group", "运营研究社", "-o", "a.gif"), 1, "xlsx, md, html, png, pdf"),
        (("--group", "运营研究社", "-o", "no/such/a.md"), 1, "could not be written"),
        (("--group", "运营研究社", "--week", "2026-W60", "-o", "a.md"), 2, "not a week"),
        (("--group", "运营研究社", "--week", "47", "-o", "a.md"), 2, "not a week"),
        (
            ("--group", "运营研究社", "--week", "2026-W47", "--day", "2026-11-20", "-o", "a.md"),
            2,
            "either",
        ),
        (("-o", "a.md"), 2, "--group"),
    ],
)
def test_what_is_wrong_is_said(
    file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    args: tuple[str, ...],
    code: int,
    words: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(file, *args) == code
    assert words in capsys.readouterr().err
    assert not list(tmp_path.glob("a.*"))


def test_help_has_an_example(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(file, "--help") == 0
    assert "Example:" in capsys.readouterr().out
