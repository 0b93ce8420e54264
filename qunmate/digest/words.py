"""The words of a digest that are its own: cards, kinds of plan items, days, names in a row."""

from __future__ import annotations

from qunmate import clock
from qunmate.day_words import month_day, span
from qunmate.i18n import N_, _, ngettext
from qunmate.plan_words import PLAN_KINDS, STATUSES

__all__ = ["PLAN_KINDS", "STATUSES", "month_day", "span"]

TWO_WEEKS = 14
_WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))


def card(key: str, n: int) -> str:
    """What stands below a number on its card; empty for a figure that never is on one."""
    words = {
        "messages": ngettext("message", "messages", n),
        "speakers": ngettext("person spoke", "people spoke", n),
        "joins": ngettext("new member", "new members", n),
        "highlights": ngettext("highlight", "highlights", n),
        "conversations": ngettext("conversation", "conversations", n),
        "members": ngettext("member", "members", n),
    }
    return words.get(key, "")


def word(table: dict[str, str], key: str) -> str:
    """The word for a key; a key without one (of a later version) stands for itself."""
    return _(table[key]) if key in table else key


def weekday(day: int) -> str:
    return _(_WEEKDAYS[clock.date_of(day).weekday()])


def below_bar(day: int, days: int) -> str:
    """What tells a day below its bar, of so many, whose dates stand in the heading: its weekday;
    the day of the month where weekdays would come again and again."""
    return weekday(day) if days <= TWO_WEEKS else str(clock.date_of(day).day)
