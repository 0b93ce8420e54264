"""What is closed, removed or deleted while an answer is under way."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qunmate.ui.import_dialog import ImportDialog
from tests.ui.conftest import Open, rest


@pytest.mark.parametrize("words", ["neither", "2026-11-21 10:00:00 林小满\n早安\n"])
def test_a_source_that_is_left_out_before_it_is_known(
    open_window: Open, tmp_path: Path, qtbot: QtBot, words: str
) -> None:
    window = open_window()
    file = tmp_path / "chat.txt"
    file.write_text(words, "utf-8")
    window.imports.take([file])
    dialog = window.findChild(ImportDialog)
    assert isinstance(dialog, ImportDialog)
    dialog.cards[0].removed.emit()
    rest(qtbot, window)
    assert dialog.cards == []
    assert not dialog.unknown.reasons


def test_a_dialog_that_is_closed_before_its_source_is_known(
    open_window: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_window()
    file = tmp_path / "chat.txt"
    file.write_text("2026-11-21 10:00:00 林小满\n早安\n", "utf-8")
    window.imports.take([file])
    dialog = window.findChild(ImportDialog)
    assert isinstance(dialog, ImportDialog)
    dialog.reject()
    rest(qtbot, window)
    QApplication.processEvents()
    assert window.findChild(ImportDialog) is None
