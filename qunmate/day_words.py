"""Days in the words of the language, in one style: 22 Nov, Sun 22 Nov, 16–22 Nov, November 2026.
Where a year matters, a day stands as 2026-11-22 in every language."""

from __future__ import annotations

from qunmate import clock
from qunmate.i18n import N_, _
from qunmate.plan_words import weekday_word

_SHORT = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
    N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
)  # fmt: skip
_LONG = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"),
    N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip


def month_day(day: int) -> str:
    """Without the year: for days near today, or where the year stands nearby."""
    date = clock.date_of(day)
    return _("{day} {month}").format(day=date.day, month=_(_SHORT[date.month - 1]))


def with_weekday(day: int) -> str:
    weekday = weekday_word(clock.date_of(day).weekday())
    return _("{weekday} {date}").format(weekday=weekday, date=month_day(day))


def with_weekday_near(day: int, today: int) -> str:
    """With the year where it is another than today's."""
    if clock.date_of(day).year == clock.date_of(today).year:
        return with_weekday(day)
    return f"{clock.iso_day(day)} {weekday_word(clock.date_of(day).weekday())}"


def near(day: int, today: int) -> str:
    """With the year where it is another than today's."""
    same = clock.date_of(day).year == clock.date_of(today).year
    return month_day(day) if same else clock.iso_day(day)


def span(first: int, last: int) -> str:
    """A month that both days are in is named once."""
    if first == last:
        return month_day(first)
    one, other = clock.date_of(first), clock.date_of(last)
    if (one.year, one.month) == (other.year, other.month):
        month = _(_SHORT[one.month - 1])
        words = _("{first}–{last} {month}")
        return words.format(first=one.day, last=other.day, month=month)
    return f"{month_day(first)} – {month_day(last)}"


def span_near(first: int, last: int, today: int) -> str:
    """With the years where one is another than today's."""
    years = {clock.date_of(day).year for day in (first, last, today)}
    if len(years) == 1:
        return span(first, last)
    return clock.iso_day(first) + (f" – {clock.iso_day(last)}" if last > first else "")


def month(day: int) -> str:
    """The month of a day, with its year."""
    date = clock.date_of(day)
    return _("{month} {year}").format(month=_(_LONG[date.month - 1]), year=date.year)
