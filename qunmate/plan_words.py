"""The words for kinds, statuses and rules of plan items."""

from __future__ import annotations

import re

from qunmate import clock
from qunmate.i18n import N_, _, ngettext
from qunmate.recurrence import WEEKDAYS, Rule, parse

PLAN_KINDS = {
    "greeting": N_("Greeting"),
    "festival": N_("Festival"),
    "topic": N_("Topic"),
    "knowledge": N_("Knowledge"),
    "sharing": N_("Sharing"),
    "lecture": N_("Lecture"),
    "offer": N_("Offer"),
    "game": N_("Game"),
    "check_in": N_("Check-in"),
    "ritual": N_("Ritual"),
    "meeting": N_("Meet-up"),
    "ad": N_("Ad"),
    "notice": N_("Notice"),
}
STATUSES = {
    "idea": N_("idea"),
    "draft": N_("draft"),
    "ready": N_("ready"),
    "done": N_("done"),
    "skipped": N_("skipped"),
}
WEEKDAY_WORDS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
_WEEKDAYS_IN_FULL = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
_WORKDAYS = "MO,TU,WE,TH,FR"
_NTH = {
    "1": N_("first"),
    "2": N_("second"),
    "3": N_("third"),
    "4": N_("fourth"),
    "5": N_("fifth"),
    "-1": N_("last"),
}


def kind_word(kind: str) -> str:
    """A kind without a word (of a later version) stands for itself."""
    return _(PLAN_KINDS[kind]) if kind in PLAN_KINDS else kind


def kind_beside(kind: str, title: str) -> str:
    """The word for a kind where it stands beside a title; empty where the title says it too."""
    word = re.escape(kind.casefold())
    if kind.isascii():  # a word by itself, not a part of another
        word = rf"(?<![a-z]){word}(?![a-z])"
    return "" if re.search(word, title.casefold()) else kind


def status_word(status: str) -> str:
    """As a name that stands by itself, such as that of a kind."""
    if status not in STATUSES:
        return status
    word = _(STATUSES[status])
    return word[:1].upper() + word[1:]


def weekday_word(weekday: int) -> str:
    """0 is Monday."""
    return _(WEEKDAY_WORDS[weekday])


def weekday_in_full(weekday: int) -> str:
    """For a sentence; 0 is Monday."""
    return _(_WEEKDAYS_IN_FULL[weekday])


def rule_words(rule: str | None, begins: int) -> str:
    """How an item repeats in plain words; empty if it doesn't. `begins` is the day on which
    it first happens, counted from 1970-01-01."""
    parts = parse(rule) if rule else None
    if parts is None:
        return ""
    words = _often(parts, begins)
    if "UNTIL" in parts:
        until = parts["UNTIL"]
        day = f"{until[:4]}-{until[4:6]}-{until[6:8]}"
        return _("{often}, until {day}").format(often=words, day=day)
    if "COUNT" in parts:
        n = int(parts["COUNT"])
        times = ngettext("{n} time", "{n} times", n).format(n=n)
        return _("{often}, {times}").format(often=words, times=times)
    return words


def _often(parts: Rule, begins: int) -> str:
    every = int(parts.get("INTERVAL", "1"))
    days = parts.get("BYDAY", "")
    frequency = parts["FREQ"]
    if days == _WORKDAYS and every == 1 and frequency in {"DAILY", "WEEKLY"}:
        return _("Monday to Friday")
    if frequency == "DAILY":
        words = _every_day(every)
        return _on(words, _days(days)) if days else words
    if frequency == "WEEKLY":
        own = WEEKDAYS[clock.date_of(begins).weekday()]
        named = _days(days or own)
        each = _("every {days}").format(days=named)
        return each if every == 1 else _on(_every_week(every), named)
    if frequency == "MONTHLY":
        words = _every_month(every)
        return _on(words, _in_month(parts, begins))
    return _every_year(every)


def _every_day(n: int) -> str:
    words = ngettext("every {n} day", "every {n} days", n)
    return _("every day") if n == 1 else words.format(n=n)


def _every_week(n: int) -> str:
    return ngettext("every {n} week", "every {n} weeks", n).format(n=n)


def _every_month(n: int) -> str:
    words = ngettext("every {n} month", "every {n} months", n)
    return _("every month") if n == 1 else words.format(n=n)


def _every_year(n: int) -> str:
    words = ngettext("every {n} year", "every {n} years", n)
    return _("every year") if n == 1 else words.format(n=n)


def _on(often: str, days: str) -> str:
    return _("{often} on {days}").format(often=often, days=days)


def _days(by_day: str) -> str:
    return _(", ").join(_weekday(day) for day in by_day.split(","))


def _weekday(day: str) -> str:
    name = _(_WEEKDAYS_IN_FULL[WEEKDAYS.index(day[-2:])])
    if len(day) == 2:
        return name
    nth = day[:-2].lstrip("+")
    word = _(_NTH[nth]) if nth in _NTH else nth
    return _("the {nth} {weekday}").format(nth=word, weekday=name)


def _in_month(parts: Rule, begins: int) -> str:
    if "BYDAY" in parts:
        return _days(parts["BYDAY"])
    day = parts.get("BYMONTHDAY", str(clock.date_of(begins).day))
    if day == "-1":
        return _("the last day")
    return _("day {n}").format(n=day.replace(",", _(", ")))
