"""What a screen reader is told of the messages: each in sight as a line of a list."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from qunmate.data.store import Store
from qunmate.ui import spoken
from qunmate.ui.message_browser import spoken_rows
from qunmate.ui.message_browser.browser import MessageBrowser
from tests.chat_book import add_chat, filler
from tests.ui.tab_desk import Window, settle, shown_tab

Role = QAccessible.Role


@pytest.fixture
def desk(qtbot: QtBot, store: Store) -> Iterator[Window[MessageBrowser]]:
    """The newest of 600 messages are in sight."""
    spoken.install()
    with shown_tab(qtbot, store, MessageBrowser, add_chat(store, filler(6, 100))) as window:
        settle(qtbot, window)
        yield window


def _said(window: Window[MessageBrowser]) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(window.tab.view)


def _name(line: QAccessibleInterface) -> str:
    return line.text(QAccessible.Text.Name)


def test_the_messages_in_sight_are_lines_of_a_list(desk: Window[MessageBrowser]) -> None:
    list_ = _said(desk)
    assert (list_.role(), _name(list_)) == (Role.List, "Messages")
    lines = [list_.child(at) for at in range(list_.childCount())]
    assert 5 < len(lines) < 40
    assert [line.role() for line in lines] == [Role.ListItem] * len(lines)
    assert _name(lines[-1]).endswith("第5天第99句闲聊 · 19:33")
    assert _name(lines[-1]).startswith("何知微: ")
    assert [list_.indexOfChild(line) for line in lines] == [*range(len(lines))]
    middle = lines[3].rect().center()
    assert _name(list_.childAt(middle.x(), middle.y())) == _name(lines[3])
    assert _name(lines[3].parent()) == "Messages"
    assert list_.child(len(lines)) is None


def test_the_line_of_the_keyboard_is_told(desk: Window[MessageBrowser]) -> None:
    view, list_ = desk.tab.view, _said(desk)
    view.go_to_place(10)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Down)
    held = list_.focusChild()
    assert held is not None
    assert _name(held) == view.row_in_words(11)
    assert (held.state().focused, held.state().selected) == (1, 1)
    other = list_.child(0)
    assert (other.state().focused, other.state().selected) == (0, 0)


def test_the_first_message_of_a_day_tells_the_day(desk: Window[MessageBrowser]) -> None:
    view = desk.tab.view
    assert view.row_in_words(100).endswith(" · 17 Nov 08:00")
    assert view.row_in_words(101).endswith(" · 08:07")


def test_a_line_that_went_out_of_sight_is_let_go_of(
    desk: Window[MessageBrowser], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spoken_rows, "KEPT", 30)
    view, list_ = desk.tab.view, _said(desk)
    first = list_.child(0)
    before = _name(first)
    view.go_to_place(0)
    assert _name(first) == before
    assert first.rect().isEmpty()
    assert first.state().offscreen == 1
    for place in range(0, 600, 20):
        view.go_to_place(place)
        for at in range(list_.childCount()):
            assert _name(list_.child(at))
        gc.collect()
    assert len(list_._lines) < 80


def test_a_kept_message_says_so(desk: Window[MessageBrowser], qtbot: QtBot) -> None:
    view = desk.tab.view
    view.go_to_place(101)
    before = view.row_in_words(101)
    editor = desk.tab.verbs.keep()
    assert editor is not None
    editor.accept()
    settle(qtbot, desk)
    assert view.row_in_words(101) == before.replace(" · 08:07", " · Kept · 08:07")
    assert "Kept" not in view.row_in_words(102)


def test_names_are_blurred_there_too(desk: Window[MessageBrowser]) -> None:
    desk.context.blur.turn(on=True)
    list_ = _said(desk)
    assert "何知微" not in _name(list_.child(list_.childCount() - 1))
