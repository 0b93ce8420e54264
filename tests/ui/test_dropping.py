from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl

from qunmate.ui.dropping import dropped_paths


def test_only_files_of_this_machine_count(tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path)), QUrl("https://a.example")])
    assert dropped_paths(data) == [tmp_path]


def test_an_empty_clipboard_holds_nothing() -> None:
    assert dropped_paths(None) == []
