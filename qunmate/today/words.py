"""What the lines, alerts and changes of a day say, in the window and on the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from qunmate import clock, day_words
from qunmate.bidi import isolated, named
from qunmate.digest import tidy
from qunmate.figures.alerts import Alert, best_weeks
from qunmate.figures.words import show_share
from qunmate.i18n import N_, _, ngettext
from qunmate.plan_words import kind_word, weekday_word
from qunmate.terms import listed, sentences
from qunmate.today.model import Change, Line, Person

Name = Callable[[str], str]  # how a name may be shown: itself, or a mask
NAMED = 12  # people named in a line; the others are counted
GROUP = 24  # characters of a group's name

_TITLES = {
    "welcome": N_("Welcome"),
    "follow_up": N_("Follow up"),
    "quiet": N_("Gone quiet"),
    "expiring": N_("Membership runs out"),
    "birthday": N_("Birthday"),
    "birthday_soon": N_("Birthdays within 7 days"),
}
_DONE = {
    "welcome": N_("Newcomers welcomed"),
    "expiring": N_("Reminded of renewal"),
    "birthday": N_("Congratulated"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """The columns of a line, and `all`: everything in full on lines of its own."""

    when: str
    title: str
    who: str = ""
    note: str = ""
    all: str = ""


def said(line: Line, today: int, name: Name = str, *, grouped: bool = True) -> Said:
    """What a line says on the day `today`; without its groups unless `grouped`."""
    told = line if grouped else replace(line, groups=())
    return _SAY.get(line.kind, _say_people)(told, today, name)


def _say_post(line: Line, today: int, _name: Name) -> Said:
    day = weekday_word(clock.date_of(line.day).weekday())
    when = line.time if line.day == today else f"{day} {line.time}"
    title = tidy.line(line.title, tidy.TITLE)
    first = tidy.line(next((one for one in line.text.splitlines() if one.strip()), ""))
    kind = kind_word(line.item.kind) if line.item else ""
    note = " · ".join(part for part in (kind, first) if part)
    full = _all(f"{line.title} · {named(line.groups)}", line.text)
    return Said(when, title, _groups(line), note, full)


def _say_question(line: Line, today: int, name: Name) -> Said:
    names = [_named(one, name) for one in line.names]
    who = " · ".join(part for part in (*names, _groups(line)) if part)
    waiting = _("{time} without an answer").format(time=span_word(line.waited))
    quoted = _("“{text}”").format(text=line.text)
    when = day_word(line.day, today)
    title = " ".join(line.text.split())
    return Said(when, title, who, waiting, _all(quoted, f"{who} · {waiting}"))


def _say_follow_up(line: Line, today: int, name: Name) -> Said:
    text = tidy.line(line.text)
    who = listed(_named(one, name) for one in line.names)
    title = _("Followed up") if line.done else _(_TITLES[line.kind])
    return Said(day_word(line.day, today), title, who, text, _all(title, who, line.text))


def _say_people(line: Line, today: int, name: Name) -> Said:
    n = len(line.people)
    title = _(_DONE[line.kind] if line.done else _TITLES[line.kind])
    dated = line.kind in {"expiring", "birthday_soon"}
    everyone = [_person(one, name, dated=dated) for one in line.people]
    shown = listed(everyone[:NAMED]) + ("…" if n > NAMED else "")
    note = " · ".join(part for part in (_groups(line), _about(line, today, name)) if part)
    when = ngettext("{n} person", "{n} people", n).format(n=f"{n:,}")
    return Said(when, title, shown, note, _all(title, note, listed(everyone)))


def _all(*parts: str) -> str:
    return "\n".join(part.strip(" ·\n") for part in parts if part.strip(" ·\n"))


def _named(text: str, name: Name) -> str:
    return name(tidy.line(text, tidy.NAME)) or _("no name")


def _groups(line: Line) -> str:
    return named(tidy.line(one, GROUP) for one in line.groups)


def _person(person: Person, name: Name, *, dated: bool) -> str:
    shown = _named(person.name, name)
    if not dated or person.day is None:
        return shown
    return _("{name} ({day})").format(name=shown, day=day_words.month_day(person.day))


def _about(line: Line, today: int, name: Name) -> str:
    days = [one.day for one in line.people if one.day is not None]
    if line.kind == "welcome":
        inviters = {one.by for one in line.people}
        inviter = inviters.pop() if len(inviters) == 1 else ""
        by = _named(inviter, name) if inviter else ""
        joined = _("joined {when}").format(when=_between(today - max(days), today - min(days)))
        return f"{_('invited by {name}').format(name=by)} · {joined}" if by else joined
    if line.kind == "quiet":
        return _("silent for {when}").format(when=_days(line.day - max(days), line.day - min(days)))
    return ""


def _between(least: int, most: int) -> str:
    if most == 0:
        return _("today")
    return _("{days} ago").format(days=_days(least, most))


def _days(least: int, most: int) -> str:
    if least == most:
        return ngettext("{n} day", "{n} days", most).format(n=most)
    return _("{first}–{last} days").format(first=least, last=most)


_SAY: dict[str, Callable[[Line, int, Name], Said]] = {
    "post": _say_post,
    "question": _say_question,
    "follow_up": _say_follow_up,
}


def day_word(day: int, today: int) -> str:
    """Today, yesterday, tomorrow, or month and day."""
    near = {0: N_("today"), -1: N_("yesterday"), 1: N_("tomorrow")}
    if day - today in near:
        return _(near[day - today])
    return day_words.month_day(day)


def span_word(seconds: int) -> str:
    """Whole minutes, hours or days."""
    if seconds < 3600:
        return ngettext("{n} minute", "{n} minutes", seconds // 60).format(n=seconds // 60)
    hours = seconds // 3600
    if hours < 48:
        return ngettext("{n} hour", "{n} hours", hours).format(n=hours)
    return ngettext("{n} day", "{n} days", hours // 24).format(n=hours // 24)


def alert_words(alert: Alert) -> tuple[str, str]:
    """What is wrong, and how one sees it."""
    group = isolated(tidy.line(alert.signs.group, GROUP))
    return _ALERTS[alert.kind](replace(alert, signs=replace(alert.signs, group=group)))


def _silent(alert: Alert) -> tuple[str, str]:
    signs = alert.signs
    weeks = (signs.silent_days or 0) // 7
    text = _("Nobody spoke in the last two full weeks.")
    if weeks > 1:  # else somebody has just begun again
        quiet = ngettext(
            "Nobody has spoken for {n} week.", "Nobody has spoken for {n} weeks.", weeks
        )
        text = quiet.format(n=weeks)
    if signs.last_spoken is not None:
        last = _("Last message: {day}.").format(day=day_words.near(signs.last_spoken, signs.today))
        text = sentences(text, last)
    return _("{group} has fallen silent").format(group=signs.group), text


def _decline(alert: Alert) -> tuple[str, str]:
    signs = alert.signs
    text = ""
    if found := best_weeks(signs.weeks):
        text = _("On average {now} people a week speak now, {best} in the best weeks.").format(
            now=_mean(found[0]), best=_mean(found[1])
        )
    return _("{group} is in decline").format(group=signs.group), text


def _ads(alert: Alert) -> tuple[str, str]:
    signs = alert.signs
    share = signs.ad_share or 0
    title = _("{group}: {share} of the posts are ads").format(
        group=signs.group, share=show_share(share)
    )
    text = ngettext(
        "{ads} of {n} post of the last 30 days is an offer or an ad (limit {limit}).",
        "{ads} of {n} posts of the last 30 days are offers or ads (limit {limit}).",
        signs.done,
    ).format(ads=round(share * signs.done), n=signs.done, limit=show_share(alert.limits.ad_share))
    return title, text


def _stale(alert: Alert) -> tuple[str, str]:
    signs = alert.signs
    if signs.covered_to is None:
        title = _("{group}: no chat yet").format(group=signs.group)
        return title, _("Import its chat record to bring its figures to life.")
    days = signs.today - signs.covered_to
    title = ngettext(
        "{group}: no fresh data for {n} day", "{group}: no fresh data for {n} days", days
    ).format(group=signs.group, n=days)
    text = _("The data ends on {day}; figures are as of then.")
    return title, text.format(day=day_words.near(signs.covered_to, signs.today))


def _gaps(alert: Alert) -> tuple[str, str]:
    signs = alert.signs
    days = sum(last - first + 1 for first, last in signs.gaps)
    title = ngettext(
        "{group}: {n} day without data", "{group}: {n} days without data", days
    ).format(group=signs.group, n=days)
    spans = [day_words.span_near(first, last, signs.today) for first, last in signs.gaps]
    text = _("No import covers {days}. Figures leave these days out.")
    return title, text.format(days=listed(spans))


def _fall(alert: Alert) -> tuple[str, str]:
    signs = alert.signs
    now, before = signs.score or 0, signs.score_before or 0
    title = _("{group}: health fell by {n}").format(group=signs.group, n=round(before - now))
    text = _("{before} four weeks ago, {now} now.")
    return title, text.format(before=round(before), now=round(now))


def _dependency(alert: Alert) -> tuple[str, str]:
    signs = alert.signs
    title = _("{group} depends on you").format(group=signs.group)
    text = _("{share} of all talk of the last 30 days is with an owner or admin.")
    return title, text.format(share=show_share(signs.owner_dependency))


_ALERTS: dict[str, Callable[[Alert], tuple[str, str]]] = {
    "silent": _silent,
    "decline": _decline,
    "score_fall": _fall,
    "ad_share": _ads,
    "stale": _stale,
    "gaps": _gaps,
    "owner_dependency": _dependency,
}


def _mean(value: float) -> str:
    return f"{value:.0f}" if value >= 10 or value == round(value) else f"{value:.1f}"


def change_words(change: Change) -> tuple[str, str, str]:
    """Members, messages and speakers of a group's last day."""
    sign = f"{change.members:+,}".replace("-", "−") if change.members else "±0"
    return (
        ngettext("{n} member", "{n} members", abs(change.members)).format(n=sign),
        ngettext("{n} message", "{n} messages", change.messages).format(n=f"{change.messages:,}"),
        ngettext("{n} spoke", "{n} spoke", change.speakers).format(n=f"{change.speakers:,}"),
    )


def change_hint(change: Change) -> str:
    """Which day it is, and what its messages are held against."""
    day = day_words.with_weekday(change.day)
    if change.share is None:
        return _("{day}: nothing to compare the messages with").format(day=day)
    if change.weeks:
        against = ngettext(
            "{day}: messages, compared with the same weekday of the week before",
            "{day}: messages, compared with the mean of the same weekday in the {n} weeks before",
            change.weeks,
        )
        return against.format(day=day, n=change.weeks)
    return _("{day}: messages, compared with the day before").format(day=day)


def tomorrow_words(lines: Iterable[Line]) -> str:
    """What is planned for tomorrow, in one line."""
    return listed(f"{line.time} {tidy.line(line.title, tidy.NAME)}" for line in lines)
