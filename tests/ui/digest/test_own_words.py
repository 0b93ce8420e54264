"""The operator's own words in the digest's dialog: chosen, typed, kept, taken back."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from qunmate.digest.editing import Choice
from qunmate.digest.model import Quote
from qunmate.ui.digest.items_dialog import ItemsDialog
from qunmate.ui.digest_dialog import DigestDialog
from qunmate.ui.main_window import MainWindow
from tests.ui.conftest import rest
from tests.ui.digest.desk import choose, keys


def test_own_words_stand_in_the_preview_and_stay_fit_to_post(
    dialog: DigestDialog, window: MainWindow, qtbot: QtBot
) -> None:
    dialog.side.title.setText("十一月的好时光")
    dialog.side.title.textEdited.emit("十一月的好时光")
    dialog.side.closing.setPlainText("周五见! 电话 13912345678")
    qtbot.waitUntil(lambda: "周五见" in dialog.preview.text())
    words = dialog.preview.text()
    assert "十一月的好时光" in words
    assert "13912345678" not in words
    assert dialog._made
    assert "周五见" in dialog._made.text
    assert "13912345678" not in dialog._made.text


def test_quotes_are_chosen_and_reworded(
    dialog: DigestDialog, window: MainWindow, qtbot: QtBot
) -> None:
    dialog.side.period.later.click()
    rest(qtbot, window)
    assert dialog._made
    section = dialog._made.base.sections[0]
    assert section.key == "answers"
    items = ItemsDialog(dialog, section, dialog.edits().choices(section))
    assert len(items.cards) == len(section.items) + len(section.spare)
    field = items.cards[0].fields["question"]
    assert isinstance(field, QLineEdit)
    field.setText("怎样才自然?")
    for card in items.cards[1:]:
        card.use.setChecked(False)
    dialog.choose_items("answers", items.choices())
    rest(qtbot, window)
    (quote,) = dialog._made.digest.sections[0].items
    assert isinstance(quote, Quote)
    assert quote.question == "怎样才自然?"
    assert "怎样才自然?" in dialog.preview.text()
    again = ItemsDialog(dialog, section, dialog.edits().choices(section))
    assert [card.use.isChecked() for card in again.cards].count(True) == 1
    assert len(again.cards) == len(items.cards)


def test_a_section_without_anything_chosen_goes(
    dialog: DigestDialog, window: MainWindow, qtbot: QtBot
) -> None:
    dialog.side.period.later.click()
    rest(qtbot, window)
    dialog.choose_items("answers", ())
    rest(qtbot, window)
    assert "answers" not in keys(dialog)


def test_what_was_typed_a_moment_ago_is_copied(
    dialog: DigestDialog, window: MainWindow, qtbot: QtBot
) -> None:
    dialog.side.title.selectAll()
    QTest.keyClicks(dialog.side.title, "Typed just now")
    dialog.copy()
    rest(qtbot, window)
    assert QApplication.clipboard().text().startswith("📮 Typed just now")


def test_own_words_come_back_until_as_computed_is_asked_for(
    dialog: DigestDialog, window: MainWindow, qtbot: QtBot
) -> None:
    computed = dialog.side.title.text()
    shown = keys(dialog)
    section = next(one for one in dialog._made.base.sections if one.key == "answers")  # type: ignore[union-attr]
    worded = replace(section.items[0], question="我们自己的话？")
    dialog.choose_items("answers", (Choice(section.items[0], worded),))
    dialog.side.title.setText("自己的标题")
    dialog.side.closing.setPlainText("周五见")
    dialog.reject()  # before the preview has followed
    rest(qtbot, window)

    again = DigestDialog(window.context, window)
    rest(qtbot, window)
    assert (again.side.title.text(), again.side.closing.toPlainText()) == ("自己的标题", "周五见")
    assert again._made
    assert "我们自己的话？" in again._made.text
    choose(again, "<b>羽毛球</b>")
    rest(qtbot, window)
    assert again.side.closing.toPlainText() == ""
    choose(again, dialog.side.group.currentText())
    rest(qtbot, window)
    assert again.side.closing.toPlainText() == "周五见"
    again.as_computed()
    rest(qtbot, window)
    again.reject()

    last = DigestDialog(window.context, window)
    rest(qtbot, window)
    assert (last.side.title.text(), last.side.closing.toPlainText()) == (computed, "")
    assert keys(last) == shown
    for one in (again, last):
        one.reject()
        one.deleteLater()


def test_own_words_come_back_after_reset(
    dialog: DigestDialog, window: MainWindow, qtbot: QtBot
) -> None:
    computed = dialog.side.title.text()
    QTest.keyClicks(dialog.side.closing, "See you")
    dialog.side.title.setText("自己的标题")
    rest(qtbot, window)
    assert not dialog.undo_button.isVisible()
    dialog.as_computed()
    rest(qtbot, window)
    assert (dialog.side.title.text(), dialog.side.closing.toPlainText()) == (computed, "")
    dialog.undo_button.click()
    rest(qtbot, window)
    assert dialog.side.title.text() == "自己的标题"
    assert dialog.side.closing.toPlainText() == "See you"
    assert not dialog.undo_button.isVisible()
    assert dialog._made
    dialog.choose_items("answers", ())
    QTest.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert dialog.edits().items == {}
    dialog.reject()


def test_typing_is_undone_in_its_field(
    dialog: DigestDialog, window: MainWindow, qtbot: QtBot
) -> None:
    side = dialog.side
    for field in (side.title, side.subtitle, side.closing):
        before = field.text() if isinstance(field, QLineEdit) else field.toPlainText()
        field.setFocus()
        QTest.keyClicks(field, "xyz")
        rest(qtbot, window)
        dialog._remake()  # the preview has followed
        rest(qtbot, window)
        QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        after = field.text() if isinstance(field, QLineEdit) else field.toPlainText()
        assert after == before
    dialog.reject()
