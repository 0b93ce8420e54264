"""While the screen is shared, an import shows no file's name: it often is a person's."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from qunmate.ui.blur import mask
from qunmate.ui.main_window import MainWindow
from tests.ui.conftest import Open, add_group, rest
from tests.ui.importing.desk import QQ, dialog_of

NAME = "与林小满的聊天"
STRANGER = "周一川"


def read(root: QWidget) -> str:
    """All that can be read in a window, in what is beneath it and in its hints."""
    texts: list[str] = []
    for one in [root, *root.findChildren(QWidget)]:
        texts.append(one.toolTip())
        if isinstance(one, QLabel):
            texts.append(one.text())
        elif isinstance(one, QPlainTextEdit):
            texts.append(one.toPlainText())
        elif isinstance(one, QComboBox):
            texts += [one.itemText(place) for place in range(one.count())]
    return "\n".join(texts)


@pytest.fixture
def window(open_window: Open, path: Path) -> MainWindow:
    add_group(path, "早起")
    made = open_window()
    made.context.blur.turn(on=True)
    return made


def test_a_chat_is_taken_in_and_back_unnamed(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    chat, foreign, gone = (tmp_path / f"{NAME}{end}" for end in (".txt", ".bin", ".md"))
    chat.write_text(QQ.replace("早起读书会", STRANGER), encoding="utf-8")
    foreign.write_bytes(b"\0\1\2")
    window.imports.take([chat, foreign, gone])
    dialog = dialog_of(window, qtbot)
    seen = read(dialog)
    assert f"{mask(NAME)}.txt" in seen
    assert NAME not in seen
    assert STRANGER not in seen  # the group that would be made
    titles: list[str] = []
    window.jobs.running.connect(lambda one: titles.extend([one.ticket.title] if one else []))
    dialog.run()
    rest(qtbot, window)
    undo = window.actions_by_name["undo"].text()
    assert f"{mask(NAME)}.txt" in undo
    assert not any(NAME in text for text in (read(dialog), undo, *titles))
    assert f"{mask(NAME)}.txt" in window.status_bar.notice.full_text()
    dialog.accept()
    window.imports.undo_all([1])
    rest(qtbot, window)
    assert f"{mask(NAME)}.txt" in window.status_bar.notice.full_text()


def test_what_stands_in_a_rejected_cell_is_hidden_but_saved(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    sheet, saved = tmp_path / f"{NAME}.xlsx", tmp_path / "problems.txt"
    book = Workbook()
    page = book.active
    assert page is not None
    for row in (["姓名", "生日"], ["顾北辰", STRANGER], ["沈知秋", "1990-01-01"]):
        page.append(row)
    book.save(sheet)
    window.imports.open([sheet], window.groups.groups[0])
    dialog = dialog_of(window, qtbot)
    assert STRANGER not in read(dialog)
    dialog.run()
    rest(qtbot, window)
    seen = read(dialog)
    assert mask(STRANGER) in seen
    assert STRANGER not in seen
    assert NAME not in seen
    dialog.doing.save_to(saved)
    assert STRANGER in (text := saved.read_text(encoding="utf-8"))
    assert NAME in text
    dialog.accept()
    QApplication.processEvents()
