"""A field for one day and the month that it opens; the small dialogs that ask."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QDate, QLocale, QPoint, Qt
from PySide6.QtGui import QBrush
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget, QTableView, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from qunmate.ui.app import make_app
from qunmate.ui.theme import Theme
from qunmate.ui.widgets.date_dialog import DateDialog, NumberDialog
from qunmate.ui.widgets.day_edit import DayEdit

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture(params=["en", "zh_TW"])
def month(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[QCalendarWidget]:
    """What the arrow of a field opens: March 2026, which has six weeks."""
    make_app()
    before = QLocale()
    QLocale.setDefault(QLocale(request.param))
    theme = Theme(qapp, "light")
    field = DayEdit(date(2026, 3, 22))
    field.show()
    at = QPoint(field.width() - 8, field.height() // 2)
    QTest.mousePress(field, Qt.MouseButton.LeftButton, pos=at)
    popup = qapp.activePopupWidget()
    assert popup
    yield popup.findChild(QCalendarWidget)
    popup.close()
    field.close()
    theme.deleteLater()
    QLocale.setDefault(before)


def test_the_year_stands_where_the_language_puts_it(month: QCalendarWidget) -> None:
    left = {
        name: month.findChild(QToolButton, f"qt_calendar_{name}button").x()
        for name in ("year", "month")
    }
    chinese = QLocale().language() == QLocale.Language.Chinese
    assert (left["year"] < left["month"]) == chinese
    english, ours = ["2026", "March", "2025", "December"], ["2026年", "3月", "2025年", "12月"]
    names = [f"qt_calendar_{one}button" for one in ("year", "month")]
    buttons = [month.findChild(QToolButton, name) for name in names]
    found = [one.text() for one in buttons]
    month.setCurrentPage(2025, 12)
    assert [*found, *(one.text() for one in buttons)] == (ours if chinese else english)


def test_the_month_stands_close_to_the_year(month: QCalendarWidget) -> None:
    chinese = QLocale().language() == QLocale.Language.Chinese
    for number in (3, 12):
        month.setCurrentPage(2026, number)
        QApplication.processEvents()  # which lays it out
        ends = []
        for name in ("year", "month"):
            one = month.findChild(QToolButton, f"qt_calendar_{name}button")
            words = one.fontMetrics().horizontalAdvance(one.text())
            assert words <= one.width()
            middle = one.x() + one.width() / 2
            ends.append((middle - words / 2, middle + words / 2))
        (_begin, end), (begin, _end) = sorted(ends)
        assert 0 <= begin - end <= (6 if chinese else 16)


def test_all_weeks_of_the_month_can_be_seen(month: QCalendarWidget) -> None:
    table = month.findChild(QTableView)
    assert table
    room = table.viewport().height()
    least = table.fontMetrics().height() + 4
    heights = [table.rowHeight(row) for row in range(7)]
    assert min(heights) >= least
    assert sum(heights) <= room + 1


def test_the_week_begins_as_in_the_calendar_tab(month: QCalendarWidget) -> None:
    assert month.firstDayOfWeek() == Qt.DayOfWeek.Monday
    assert month.selectedDate() == QDate(2026, 3, 22)


def test_nothing_in_it_has_a_colour_of_its_own(month: QCalendarWidget) -> None:
    for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        assert month.weekdayTextFormat(weekday).foreground() == QBrush()
    arrows = [one for one in month.findChildren(QToolButton) if one.text() in {"‹", "›"}]
    assert len(arrows) == 2
    assert all(one.icon().isNull() and one.accessibleName() for one in arrows)


def test_days_and_numbers_that_were_asked_for(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    assert DateDialog(parent, "Go to day", date(2024, 2, 29)).value == "2024-02-29"
    number = NumberDialog(parent, "How many days?", 30, 9999)
    assert number.value == "30"
    assert number.findChild(QWidget, "qt_spinbox_lineedit").selectedText() == "30"
