"""A day, typed or chosen from a month."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QLocale, QSize, Qt
from PySide6.QtGui import QIcon, QTextCharFormat
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QCalendarWidget,
    QDateEdit,
    QToolButton,
    QWidget,
)

from qunmate.i18n import _

MONTH = QSize(304, 260)  # px: six weeks, in any language

BESIDE = 4  # px, around a year or month whose words would stand without a space


class DayEdit(QDateEdit):
    """The month begins its weeks as the Calendar tab does."""

    def __init__(self, day: date | None = None, form: str = "yyyy-MM-dd") -> None:
        super().__init__()
        if day:
            self.setDate(QDate(day.year, day.month, day.day))
        self.setDisplayFormat(form)
        self.setCalendarPopup(True)
        calendar = self.calendarWidget()
        for part in (calendar, *calendar.findChildren(QAbstractItemView)):
            part.setAccessibleName(_("Calendar"))
        _dress(calendar)

    @property
    def day(self) -> date:
        chosen = self.date()
        return date(chosen.year(), chosen.month(), chosen.day())


def _dress(month: QCalendarWidget) -> None:
    """Where Qt has bright red week-ends and black arrows, the colours of the theme."""
    month.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)  # for the line around it
    month.setContentsMargins(1, 1, 1, 1)
    month.setMinimumSize(MONTH)
    month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        month.setWeekdayTextFormat(weekday, QTextCharFormat())
    for name, sign, words in (("prev", "‹", _("Earlier")), ("next", "›", _("Later"))):
        arrow = month.findChild(QToolButton, f"qt_calendar_{name}month")
        if isinstance(arrow, QToolButton):
            arrow.setIcon(QIcon())
            arrow.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            arrow.setText(sign)
            arrow.setAccessibleName(words)
    if QLocale().dateFormat(QLocale.FormatType.ShortFormat).startswith("y"):
        _year_first(month)


def _year_first(month: QCalendarWidget) -> None:
    """As 2026年11月 is written, where Qt has the year as a bare number after the month."""
    bar = month.findChild(QWidget, "qt_calendar_navigationbar")
    year = month.findChild(QToolButton, "qt_calendar_yearbutton")
    of_year = month.findChild(QToolButton, "qt_calendar_monthbutton")
    line = bar.layout() if isinstance(bar, QWidget) else None
    if isinstance(line, QBoxLayout) and year and of_year:
        line.insertWidget(line.indexOf(of_year), year)

        def name(shown: int, number: int) -> None:
            for part, words in ((year, f"{shown}年"), (of_year, f"{number}月")):
                part.setText(words)
                part.ensurePolished()  # Qt leaves room for two spaces beside the words
                part.setFixedWidth(part.fontMetrics().horizontalAdvance(words) + BESIDE)

        name(month.yearShown(), month.monthShown())
        month.currentPageChanged.connect(name)
