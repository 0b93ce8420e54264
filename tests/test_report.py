"""Reports of our own defects: without personal data, and written wherever that is possible."""

from __future__ import annotations

from pathlib import Path

import pytest

from qunmate.report import report_text, write_report


def defect() -> Exception:
    try:
        raise ValueError("小满 13912345678")  # noqa: TRY301
    except ValueError as error:
        return error


def test_a_report_tells_where_but_not_whom() -> None:
    text = report_text(defect())
    assert "ValueError" in text
    assert "test_report.py" in text
    assert "13912345678" not in text.replace('raise ValueError("小满 13912345678")', "")


def test_two_reports_in_a_moment_are_two_files(tmp_path: Path) -> None:
    paths = {write_report(defect(), tmp_path / "logs") for _ in range(3)}
    assert len(paths) == 3
    assert all(path and path.parent == tmp_path / "logs" for path in paths)


def test_where_the_folder_takes_nothing_another_one_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "temp").mkdir()
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path / "temp"))
    path = write_report(defect(), tmp_path / "file" / "logs")
    assert path is not None
    assert path.parent == tmp_path / "temp"
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path / "file"))
    assert write_report(defect(), tmp_path / "file" / "logs") is None
