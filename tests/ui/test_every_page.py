"""What holds on every page of the window: each key means one thing, the keys of a tab need no click
into it, and nothing flashes up on the screen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from qunmate.ui.highlights.tab import HighlightsTab
from qunmate.ui.import_dialog import ImportDialog
from qunmate.ui.main_window import MainWindow
from qunmate.ui.tabs import TABS
from tests.ui.conftest import Open, add_chat, add_group, rest

IN_WINDOW = Qt.ShortcutContext.WindowShortcut
CONTROL = Qt.KeyboardModifier.ControlModifier
PASTED = "周一川 20:15\n早\n\n林小满 20:16\n早上好\n"  # without a day, which is asked for
TABLE = "甲,乙,丙\n2026-06-01 20:15,周一川,早\n2026-06-01 20:16,林小满,早上好\n"


def keys(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Each key that now means something, and the part of the window where it does."""
    for action in window.actions():
        yield from ((keys.toString(), window) for keys in action.shortcuts())
    for shortcut in window.findChildren(QShortcut):
        owner = shortcut.parent()
        assert isinstance(owner, QWidget)
        if owner.isVisible():
            where = window if shortcut.context() == IN_WINDOW else owner
            yield shortcut.key().toString(), where


def clashes(window: MainWindow) -> list[str]:
    """Qt does nothing at all where a key means two things."""
    known = [(key, where) for key, where in keys(window) if key]
    return [
        key
        for place, (key, where) in enumerate(known)
        for other, there in known[place + 1 :]
        if other == key
        and (where is there or where.isAncestorOf(there) or there.isAncestorOf(where))
    ]


class Windows(QObject):
    """Names of all that was shown as a window. A part that is shown before it has its place is one
    for a moment, flashes up, and takes the keys away."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.names.append(type(watched).__name__)
        return False


def test_no_part_is_a_window_and_no_key_means_two_things(
    open_window: Open, path: Path, tmp_path: Path, qtbot: QtBot, qapp: QApplication
) -> None:
    add_chat(path, add_group(path, "早起"))
    window = open_window()
    seen = Windows()
    qapp.installEventFilter(seen)
    try:
        for place in range(len(TABS)):
            window.show_tab(place)
            rest(qtbot, window)
            assert clashes(window) == []
        tab = window.stack.made[[spec.key for spec in TABS].index("highlights")]
        assert isinstance(tab, HighlightsTab)
        for page in (tab.show_browser, tab.show_proposals):
            page()
            rest(qtbot, window)
            assert clashes(window) == []
        assert seen.names == []
        for name, text in (("a.txt", PASTED), ("b.csv", TABLE)):
            (tmp_path / name).write_text(text, encoding="utf-8")
        window.imports.open([tmp_path / "a.txt", tmp_path / "b.csv"], None)
        rest(qtbot, window)
        assert seen.names == [ImportDialog.__name__]
        (dialog,) = window.findChildren(ImportDialog)
        dialog.reject()
    finally:
        qapp.removeEventFilter(seen)


def test_the_keys_of_a_tab_are_heard_in_the_list_of_groups(
    open_window: Open, path: Path, qtbot: QtBot
) -> None:
    add_chat(path, add_group(path, "早起"))
    window = open_window()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    groups = window.sidebar.view
    for place, name in ((Qt.Key.Key_2, "Search members"), (Qt.Key.Key_4, "Search messages")):
        groups.setFocus()
        QTest.keyClick(groups, place, CONTROL)
        rest(qtbot, window)
        if place == Qt.Key.Key_4:
            QTest.keyClick(groups, Qt.Key.Key_M, CONTROL)
            rest(qtbot, window)
            groups.setFocus()
        QTest.keyClick(groups, Qt.Key.Key_F, CONTROL)
        focused = QApplication.focusWidget()
        assert focused
        assert focused.accessibleName() == name
    groups.setFocus()
    QTest.keyClick(groups, Qt.Key.Key_3, CONTROL)
    rest(qtbot, window)
    QTest.keyClick(groups, Qt.Key.Key_N, CONTROL)
    rest(qtbot, window)
    editor = QApplication.activeModalWidget()
    assert isinstance(editor, QDialog)
    assert editor.windowTitle() == "New item"
    editor.reject()
