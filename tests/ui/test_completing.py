"""Fields that complete what is typed, whoever has made them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from qunmate.capturing import Draft
from qunmate.data.store import Store
from qunmate.model import Group
from qunmate.ui.ask_text import AskText
from qunmate.ui.members.add_dialog import AddDialog
from qunmate.ui.members.tab import MembersTab
from qunmate.ui.members.tag_row import TagRow
from qunmate.ui.message_browser.editor import HighlightEditor
from tests.roster_store import add_group, add_member
from tests.ui.members.desk import members_tab, settle
from tests.ui.tab_desk import Window

Desk = Window[MembersTab]


@pytest.fixture
def group(store: Store) -> Group:
    return add_group(store, "Readers")


@pytest.fixture
def desk(qtbot: QtBot, store: Store, group: Group) -> Iterator[Desk]:
    add_member(store, group, "Reader")
    with members_tab(qtbot, store, group) as window:
        yield window


def _told(field: QLineEdit) -> tuple[str, str]:
    """What a screen reader calls the list that typing brings up, and the field."""
    field.clear()
    field.setFocus()
    QTest.keyClicks(field, "Rea")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    assert popup is field.completer().popup()
    said = popup.accessibleName()
    popup.close()
    return said, field.accessibleName()


def _shown(dialog: QWidget) -> QWidget:
    dialog.show()
    QTest.qWaitForWindowActive(dialog)
    return dialog


def test_the_list_for_a_word_is_called_as_its_field(desk: Desk) -> None:
    asking = AskText(desk, "Tag", "Add a tag to all", lambda text: None, known=["reader"])
    _shown(asking)
    assert _told(asking.field) == ("Add a tag to all", "Add a tag to all")
    asking.close()


def test_the_list_of_tags_is_called_as_its_field(desk: Desk) -> None:
    tags = TagRow(desk.context.theme, desk)
    tags.show_chips(None, [], ["reader"])
    tags.show()
    tags.begin()
    field = tags.findChild(QLineEdit)
    assert field is not None
    assert _told(field) == ("Add a tag", "Add a tag")


def test_the_list_of_members_is_called_as_its_field(desk: Desk, qtbot: QtBot) -> None:
    dialog = desk.tab.tools.add()
    assert isinstance(dialog, AddDialog)
    _shown(dialog)
    settle(qtbot, desk)
    said, called = _told(dialog.inviter)
    assert said == called != ""
    dialog.close()


def test_the_list_of_topics_is_called_as_its_field(desk: Desk, group: Group) -> None:
    draft = Draft(group.id, "answer", "T", "Text", "2026-11-22")
    editor = HighlightEditor(desk.context, desk, draft, {})
    _shown(editor)
    editor.topics.completer().model().setStringList(["Reading"])  # type: ignore[attr-defined]
    assert _told(editor.topics) == ("Topics", "Topics")
    editor.close()
