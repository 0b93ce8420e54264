"""The page of formats: all of them, found by word, copied whole."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qunmate import i18n
from qunmate.data.importers import READERS
from qunmate.tasks.formats import formats
from qunmate.ui.formats_dialog import FormatsDialog
from tests.ui.conftest import Open, rest


def titles(dialog: FormatsDialog) -> list[str]:
    return [dialog.list.item(place).text() for place in range(dialog.list.count())]


@pytest.mark.parametrize(
    ("language", "first", "last"),
    [
        ("zh_CN", ["wechat_txt", "qq_txt"], "discord_csv"),
        ("zh_TW", ["line", "wechat_txt"], "discord_csv"),
        ("en", ["wechat_txt", "qq_txt"], "undated"),
    ],
)
def test_what_the_readers_of_a_language_have_comes_first(
    language: str, first: list[str], last: str
) -> None:
    i18n.install(language)
    try:
        chats = [one.name for one in formats() if one.kind == "chat"]
    finally:
        i18n.install("en")
    assert sorted(chats) == sorted(READERS)
    assert (chats[:2], chats[-1]) == (first, last)


def test_every_format_is_listed_and_found(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    window.actions_by_name["formats"].trigger()
    rest(qtbot, window)
    dialog = window.findChild(FormatsDialog)
    assert dialog is not None
    assert len(titles(dialog)) == len(formats()) > len(READERS)
    dialog.search.setText("telegram")
    assert titles(dialog) == ["Telegram Desktop, JSON", "Telegram or Discord, copied messages"]
    assert "\n2. " in dialog.how.text()
    dialog.copy.click()
    assert QApplication.clipboard().text().startswith("Telegram Desktop, JSON\nChat record · .json")
    dialog.search.setText(".ics")
    assert titles(dialog) == ["Calendar file"]
    dialog.search.setText("no such program")
    assert titles(dialog) == []
    assert not dialog.copy.isVisible()
