"""The digest dialog: preview, editions, periods, sections, own words, copying and saving."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollBar
from pytestqt.qtbot import QtBot

from qunmate.data import segments
from qunmate.digest.model import Quote
from qunmate.ui.digest.items_dialog import ItemsDialog
from qunmate.ui.digest_dialog import DigestDialog
from qunmate.ui.main_window import MainWindow
from tests.ui.conftest import Open, rest
from tests.ui.digest.desk import choose, keys


def test_an_archived_group_that_is_chosen_is_the_one_it_is_of(
    window: MainWindow, qtbot: QtBot
) -> None:
    group = next(one for one in window.groups.groups if one.name == "早起读书会")
    window.groups.archive(group)
    rest(qtbot, window)
    window.sidebar.choose(group.id)
    made = DigestDialog(window.context, window)
    wanted = made.wanted()
    assert wanted
    assert wanted.group.id == group.id
    rest(qtbot, window)
    window.sidebar.choose(None)
    other = DigestDialog(window.context, window)
    assert other.side.group.findText("早起读书会") < 0
    rest(qtbot, window)
    for one in (made, other):
        one.reject()
        one.deleteLater()


def test_the_pages_edge_is_its_line_where_two_dots_make_a_pixel(
    dialog: DigestDialog, window: MainWindow
) -> None:
    paper = dialog.preview.widget()
    assert paper
    picture = QPixmap(paper.size() * 2)
    picture.setDevicePixelRatio(2)
    paper.render(picture)
    image = picture.toImage()
    across = [image.pixelColor(x, 120).name() for x in range(image.width())]
    ground = paper.palette().color(QPalette.ColorRole.Window).name()
    page = [one for one in across if one != ground]
    line = window.context.theme.tokens.line.lower()
    assert page[:2] == page[-2:] == [line, line]


def test_last_complete_week_is_shown(
    dialog: DigestDialog, window: MainWindow, qtbot: QtBot
) -> None:
    assert dialog.side.period.choice.currentText() == "9–15 Nov · week 46"
    choose(dialog, "早起读书会")
    rest(qtbot, window)
    words = dialog.preview.text()
    assert "早起读书会" in words
    assert "35" in words
    assert dialog.save_button.isEnabled()


def test_the_heading_says_what_is_made(
    dialog: DigestDialog, window: MainWindow, qtbot: QtBot
) -> None:
    assert dialog.heading.text() == dialog.windowTitle() == "Weekly digest"
    dialog.side.period.morning.click()
    rest(qtbot, window)
    assert dialog.heading.text() == dialog.windowTitle() == "Morning report"


def test_week_group_and_edition_change_the_preview(
    dialog: DigestDialog, window: MainWindow, qtbot: QtBot
) -> None:
    dialog.side.period.later.click()
    assert not dialog.side.period.later.isEnabled()
    choose(dialog, "<b>羽毛球</b>")
    dialog.side.operator.setChecked(True)
    assert not dialog.copy_button.isEnabled()
    rest(qtbot, window)
    words = dialog.preview.text()
    assert "<b>羽毛球</b>" in words
    assert "Private" in words
    assert "Do not post" in dialog.warning.text()


def test_a_morning_report_can_be_had(
    dialog: DigestDialog, window: MainWindow, qtbot: QtBot
) -> None:
    dialog.side.period.morning.click()
    rest(qtbot, window)
    assert "Morning report" in dialog.preview.text()
    assert dialog.side.period.choice.currentText() == "Sun 22 Nov"
    assert dialog.side.sections.list.isVisible()
    choose(dialog, "早起读书会")
    rest(qtbot, window)
    assert not keys(dialog)  # so that there is nothing to put in order
    assert not dialog.side.sections.list.isVisible()


def test_the_left_side_needs_no_scroll_bar(
    dialog: DigestDialog, window: MainWindow, qtbot: QtBot
) -> None:
    dialog.side.operator.setChecked(True)
    rest(qtbot, window)
    page = dialog.side.widget()
    assert page is not None
    assert dialog.side.sections.list.isVisible()
    assert dialog.side.viewport().size() == page.size()
    assert dialog.side.closing.height() >= 52


def test_low_dialog_has_one_scroll_bar_at_the_left(
    dialog: DigestDialog, window: MainWindow, qtbot: QtBot
) -> None:
    dialog.resize(dialog.width(), 460)
    rest(qtbot, window)
    upright = [
        bar
        for bar in dialog.side.findChildren(QScrollBar)
        if bar.orientation() == Qt.Orientation.Vertical and bar.isVisible()
    ]
    assert upright == [dialog.side.verticalScrollBar()]
    lines = dialog.side.sections.list
    lines.setFocus()
    lines.setCurrentRow(lines.count() - 1)
    last = lines.visualItemRect(lines.item(lines.count() - 1)).center()
    assert (
        dialog.side.viewport().rect().contains(lines.viewport().mapTo(dialog.side.viewport(), last))
    )
    dialog.reject()


def test_sections_are_switched_off_and_moved_and_remembered(
    dialog: DigestDialog, window: MainWindow, qtbot: QtBot
) -> None:
    dialog.side.period.later.click()
    rest(qtbot, window)
    before = keys(dialog)
    listed = dialog.side.sections.list
    listed.setCurrentRow(1)
    dialog.side.sections.up.click()
    rest(qtbot, window)
    assert keys(dialog) == [before[1], before[0], *before[2:]]
    listed.item(2).setCheckState(Qt.CheckState.Unchecked)
    rest(qtbot, window)
    assert before[2] not in keys(dialog)
    assert dialog.side.sections.order().off == [before[2]]
    again = DigestDialog(window.context, window)
    again.side.period.later.click()
    rest(qtbot, window)
    assert keys(again) == keys(dialog)


def test_each_format_has_its_own_preview(
    dialog: DigestDialog, window: MainWindow, qtbot: QtBot
) -> None:
    for place, view in enumerate([dialog.preview] * 4 + [dialog.text]):
        dialog.side.format.setCurrentIndex(place)
        rest(qtbot, window)
        assert dialog._views.currentWidget() is view
    dialog.side.format.setCurrentIndex(1)
    rest(qtbot, window)
    assert "1 / " in dialog.preview.text()
    assert not dialog.preview.grab().isNull()


def test_text_can_be_copied(dialog: DigestDialog, window: MainWindow) -> None:
    dialog.copy()
    assert "运营研究社" in QApplication.clipboard().text()
    assert "Copied" in window.status_bar.notice.full_text()


@pytest.mark.parametrize("format_", ["xlsx", "md", "html", "png", "pdf"])
def test_it_is_saved_in_each_format(
    dialog: DigestDialog, window: MainWindow, qtbot: QtBot, tmp_path: Path, format_: str
) -> None:
    dialog.save_to(tmp_path / "digest v1.2", format_)
    rest(qtbot, window)
    assert (tmp_path / f"digest v1.2.{format_}").stat().st_size > 100
    assert window.status_bar.action.text() == "Open"


@pytest.mark.parametrize("place", ["nowhere", "a file"])
def test_where_it_cannot_be_written_the_dialog_says_so_and_keeps_the_words(
    dialog: DigestDialog, window: MainWindow, qtbot: QtBot, tmp_path: Path, place: str
) -> None:
    (tmp_path / "a file").write_text("", "utf-8")
    dialog.side.title.selectAll()
    QTest.keyClicks(dialog.side.title, "My own headline")
    dialog.save_to(tmp_path / place / "digest.md", "md")
    rest(qtbot, window)
    assert not dialog.trouble.isHidden()
    sentence, step = dialog.trouble.text().split("\n")
    assert sentence.endswith("could not be written.")
    assert step
    assert dialog.side.title.text() == "My own headline"
    assert dialog.save_button.isEnabled()
    dialog.save_to(tmp_path / "digest.md", "md")
    assert dialog.trouble.isHidden()
    rest(qtbot, window)
    assert dialog.isHidden()
    assert "My own headline" in (tmp_path / "digest.md").read_text("utf-8")


def test_it_opens_at_its_first_field(dialog: DigestDialog) -> None:
    assert dialog.focusWidget() is dialog.side.group


def test_without_groups_there_is_nothing_to_tell(open_window: Open, tmp_path: Path) -> None:
    window = open_window(tmp_path / "empty.qunmate")
    window.verbs.write_digest()
    assert "no group yet" in window.status_bar.notice.full_text()


def test_a_segment_is_chosen_for_the_operator(window: MainWindow, qtbot: QtBot) -> None:
    window.context.jobs.edit(
        lambda db: segments.save(db, "潜水的", {"silent_days": 1}), ["segments"]
    )
    rest(qtbot, window)
    dialog = DigestDialog(window.context, window)
    dialog.show()
    rest(qtbot, window)
    assert not dialog.side.segment.isVisible()
    dialog.side.operator.setChecked(True)
    dialog.side.segment.setCurrentText("潜水的")
    rest(qtbot, window)
    assert dialog.side.segment.isVisible()
    wanted = dialog.wanted()
    assert wanted
    assert wanted.segment == "潜水的"
    dialog.side.member.setChecked(True)
    rest(qtbot, window)
    wanted = dialog.wanted()
    assert wanted
    assert wanted.segment == ""
    dialog.reject()
    dialog.deleteLater()


def test_names_are_blurred_in_the_preview_but_not_in_what_is_given_away(
    dialog: DigestDialog, window: MainWindow, qtbot: QtBot
) -> None:
    dialog.side.period.later.click()
    rest(qtbot, window)
    assert dialog._made
    quote = dialog._made.base.sections[0].items[0]
    assert isinstance(quote, Quote)
    assert quote.author in dialog.preview.text()
    window.context.blur.turn(on=True)
    rest(qtbot, window)
    assert quote.author not in dialog.preview.text()
    assert quote.author not in dialog.preview.accessibleDescription()
    assert quote.author not in dialog.text.toPlainText()
    assert quote.answer[:8] in dialog.text.toPlainText()
    section = dialog._made.base.sections[0]
    items = ItemsDialog(dialog, section, dialog.edits().choices(section), window.context.blur.name)
    assert quote.author not in items.cards[0].use.text()
    dialog.copy()
    assert quote.author in QApplication.clipboard().text()
    window.context.blur.turn(on=False)
    rest(qtbot, window)
    assert quote.author in dialog.preview.text()
