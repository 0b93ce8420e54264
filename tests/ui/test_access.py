"""Every control can be reached and named: for screen readers and for the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextBrowser,
    QWidget,
)
from pytestqt.qtbot import QtBot

from qunmate.ui.digest_dialog import DigestDialog
from qunmate.ui.group_dialog import GroupDialog
from qunmate.ui.import_dialog import ImportDialog
from qunmate.ui.messages import AboutBox
from qunmate.ui.settings.dialog import SettingsDialog
from qunmate.ui.tabs import TABS
from tests.ui.conftest import Open, add_chat, add_group, rest

INPUTS = (QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTextBrowser)


def nameless(root: QWidget) -> Iterator[str]:
    """Controls without text, accessible name or a label that belongs to them."""
    labelled = {label.buddy() for label in root.findChildren(QLabel)}
    for widget in root.findChildren(QWidget):
        inside = isinstance(widget.parentWidget(), (QComboBox, QAbstractSpinBox))
        popup = bool(widget.windowFlags() & Qt.WindowType.Popup == Qt.WindowType.Popup)
        if inside or popup or widget.isHidden() or widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        named = bool(widget.accessibleName()) or widget in labelled
        if isinstance(widget, QAbstractButton):
            named = named or bool(widget.text())
        elif not isinstance(widget, INPUTS):
            continue
        if not named and widget.window() is root:
            yield f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"


def test_every_control_of_the_window_has_a_name(
    open_window: Open, path: Path, qtbot: QtBot
) -> None:
    add_chat(path, add_group(path, "早起"))
    window = open_window()
    for place in range(len(TABS)):
        window.show_tab(place)
        rest(qtbot, window)
    assert not list(nameless(window))


def test_every_control_of_the_dialogs_has_a_name(
    open_window: Open, path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    group = add_group(path, "早起", "wechat")
    window = open_window()
    sheet = tmp_path / "list.csv"
    sheet.write_text("姓名,手机\n林小满,13900000001\n", encoding="utf-8")
    for dialog in (
        GroupDialog(window, group, set()),
        DigestDialog(window.context, window),
        ImportDialog(window.context, [sheet], group, print, window),
        SettingsDialog(window.context, path, window),
        AboutBox(window),
    ):
        dialog.show()
        rest(qtbot, window)
        assert not list(nameless(dialog))
        dialog.close()


def test_buttons_can_be_reached_by_tab(open_window: Open) -> None:
    window = open_window()
    buttons = [window.top_bar.import_button, window.top_bar.digest_button, window.top_bar.more]
    for button in (*buttons, *window.welcome.buttons, window.sidebar.new_group):
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
