"""The list of a box of choices is named for who can't see it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from qunmate.ui.widgets.choice import Choice
from qunmate.ui.widgets.drop_down import DropDown

UI = Path(__file__).resolve().parents[3] / "qunmate" / "ui"


@pytest.mark.parametrize("kind", [DropDown, Choice])
def test_its_list_has_the_name_of_the_box(qtbot: QtBot, kind: type[DropDown]) -> None:
    box = kind()
    qtbot.addWidget(box)
    box.setAccessibleName("平台")
    box.addItems(["微信", "QQ"])
    box.show()
    box.showPopup()
    for part in (box.view(), box.view().window()):
        said = QAccessible.queryAccessibleInterface(part)
        assert said.text(QAccessible.Text.Name) == "平台"
    box.hidePopup()


def test_there_are_no_other_boxes_of_choices() -> None:
    made = [path.name for path in UI.rglob("*.py") if "QComboBox(" in path.read_text("utf-8")]
    assert made == []
