"""Qt's own dialogs speak our language, also where Qt's catalogue has gaps."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from qunmate import i18n
from qunmate.ui.app import make_app


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW"])
def test_file_dialog_has_no_english_words(language: str, tmp_path: Path, qtbot: QtBot) -> None:
    i18n.install(language)
    make_app()
    dialog = QFileDialog(None, "", str(tmp_path))
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    words = [label.text() for label in dialog.findChildren(QLabel)]
    assert len(words) == 3
    assert not [word for word in words if word.replace("&N", "").isascii()]
    for kind in ("Folder", "Drive", "Unknown"):
        assert not QCoreApplication.translate("QAbstractFileIconProvider", kind).isascii()


def test_words_are_as_qt_has_them_in_english(qtbot: QtBot) -> None:
    i18n.install("en")
    make_app()
    assert QCoreApplication.translate("QFileDialog", "&Look in:") == "&Look in:"
