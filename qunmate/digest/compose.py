"""Composes a digest from its material. Pure: no file, no SQL, no clock."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from qunmate import clock, day_words
from qunmate.digest import private as digest_private
from qunmate.digest import tidy
from qunmate.digest.figures import daily, day_figures, week_figures
from qunmate.digest.honours import honours
from qunmate.digest.material import Material
from qunmate.digest.model import (
    Digest,
    Entry,
    Figure,
    Honour,
    Item,
    Person,
    PlanLine,
    Quote,
    Row,
    change,
)
from qunmate.digest.plan import plan
from qunmate.digest.privacy import MASK
from qunmate.digest.sections import (
    answers,
    newcomers,
    other_highlights,
    resources,
    sharing,
)
from qunmate.digest.topics import topics
from qunmate.digest.words import span, weekday
from qunmate.figures.words import kind_word
from qunmate.i18n import _
from qunmate.plan_words import weekday_in_full


def compose_week(material: Material) -> Digest:
    """The digest of a week, or of any run of days, in the material's edition."""
    sections = [
        *answers(material),
        *sharing(material),
        *resources(material),
        *honours(material),
        *newcomers(material),
        *other_highlights(material),
        *plan(material, _("Next week") if _is_week(material) else _("Next")),
    ]
    if material.edition != "member":
        sections += [
            *digest_private.score(material),
            *digest_private.waiting(material, _("Questions without an answer")),
            *digest_private.segment(material),
            *digest_private.top_speakers(material),
            *digest_private.fallen(material),
            *digest_private.silent(material),
            *digest_private.gaps(material),
        ]
    figures = week_figures(material)
    found = topics(material.chat, _nameable(material))
    heading = _("Most talked about: {topics}")
    return Digest(
        group=material.group.name,
        edition=material.edition,
        period="week" if _is_week(material) else "days",
        first=material.first,
        last=material.last,
        label=_label(material),
        heading=_heading(material),
        title=_("{group} · Weekly digest").format(group=tidy.line(material.group.name, tidy.TITLE)),
        subtitle=heading.format(topics=_(", ").join(found)) if found else "",
        before_label=_("Week before") if _is_week(material) else _("Days before"),
        figures=figures,
        daily=daily(material, material.health),
        hours=_hours(material),
        kinds=_kinds(material),
        sections=tuple(sections),
        notes=_notes(material, figures),
    )


def compose_day(material: Material) -> Digest:
    """The morning report: how yesterday (`first` = `last`) went, and what today holds."""
    member = material.edition == "member"
    waiting = _("Still waiting for an answer") if member else _("Questions without an answer")
    sections = [
        *newcomers(material),
        *digest_private.waiting(material, waiting, limit=5 if member else 20),
        *plan(material, _("Today")),
    ]
    if not member:
        sections += digest_private.gaps(material)
    morning = material.last + 1
    figures = day_figures(material)
    return Digest(
        group=material.group.name,
        edition=material.edition,
        period="day",
        first=material.first,
        last=material.last,
        label=clock.iso_day(morning),
        heading=day_words.with_weekday(morning),
        title=_("{group} · Morning report").format(
            group=tidy.line(material.group.name, tidy.TITLE)
        ),
        subtitle=_("How yesterday went, {day}").format(day=span(material.first, material.last)),
        before_label=_("Usual on a {weekday}").format(weekday=weekday(material.first)),
        figures=figures,
        daily=(*daily(material, material.before)[-13:], *daily(material, material.health)),
        hours=_hours(material),
        kinds=_kinds(material),
        sections=tuple(sections),
        notes=(*_notes(material, figures), *_measure(material, figures)),
    )


def _measure(material: Material, figures: tuple[Figure, ...]) -> Iterator[str]:
    """What the figures of a day are held against, where one tells a change."""
    if any(map(change, figures)):
        day = weekday_in_full(clock.date_of(material.first).weekday())
        yield _("▲ and ▼: against a usual {weekday}.").format(weekday=day)


def _is_week(material: Material) -> bool:
    return material.last - material.first == 6 and clock.date_of(material.first).weekday() == 0


def _label(material: Material) -> str:
    if _is_week(material):
        return clock.week_of(material.first)
    return f"{clock.iso_day(material.first)} {clock.iso_day(material.last)}"


def _heading(material: Material) -> str:
    days = span(material.first, material.last)
    if not _is_week(material):
        return days
    year, _dash, number = clock.week_of(material.first).partition("-W")
    week = _("Week {number} of {year}").format(number=int(number), year=year)
    return f"{week} · {days}"


def _nameable(material: Material) -> list[Any]:
    return [
        highlight
        for highlight in material.highlights
        if all(material.may_name(who) for who in highlight.authors)
    ]


def _hours(material: Material) -> tuple[int, ...]:
    return tuple(sum(row[hour] for row in material.health.hour_heatmap) for hour in range(24))


def _kinds(material: Material) -> tuple[tuple[str, int], ...]:
    kinds = sorted(material.health.kinds.items(), key=lambda item: (-item[1], item[0]))
    return tuple((kind_word(kind), messages) for kind, messages in kinds)


def _notes(material: Material, figures: Sequence[Figure]) -> tuple[str, ...]:
    """What a reader must know to trust the figures."""
    notes = []
    length = material.last - material.first + 1
    missing = material.uncovered(material.first, material.last)
    if missing >= length:
        notes.append(_("No chat record covers these days."))
    elif missing:
        sentence = _(
            "{n} of {days} days are not covered by a chat record;"
            " figures marked * rest on the others."
        )
        notes.append(sentence.format(n=missing, days=length))
    elif any(figure.incomplete for figure in figures):
        notes.append(_("Figures marked * rest on incomplete data."))
    if material.last >= material.today:
        notes.append(_("These days are not over yet; figures marked * will still change."))
    return tuple(notes)


# what people wrote, by kind of item; the rest is our own wording
_WRITTEN: dict[type[Item], tuple[str, ...]] = {
    Quote: ("question", "answer", "author"),
    Entry: ("title", "author", "text", "url"),
    Honour: ("names", "deed"),
    Person: ("name",),
    PlanLine: ("title",),
    Row: ("cells",),
}


def texts(digest: Digest) -> Iterator[str]:
    """Every text of a digest that people wrote, the group's own name left out."""
    yield from (digest.title, digest.subtitle, digest.closing)
    for section in digest.sections:
        for item in (*section.items, *section.spare):
            for name in _WRITTEN[type(item)]:
                value = getattr(item, name)
                parts = value if isinstance(value, tuple) else (value,)
                yield from (part for part in parts if isinstance(part, str))


def purified(digest: Digest, scrub: Callable[[str], str]) -> Digest:
    """The digest with every text that people wrote, but the group's name, through `scrub`."""
    sections = tuple(
        dataclasses.replace(
            section,
            items=tuple(_purified(item, scrub) for item in section.items),
            spare=tuple(_purified(item, scrub) for item in section.spare),
        )
        for section in digest.sections
    )
    return dataclasses.replace(
        digest,
        title=digest.group.join(scrub(part) for part in digest.title.split(digest.group)),
        subtitle=scrub(digest.subtitle),
        closing=scrub(digest.closing),
        sections=sections,
    )


def _purified(item: Item, scrub: Callable[[str], str]) -> Item:
    changes = {name: _changed(getattr(item, name), scrub) for name in _WRITTEN[type(item)]}
    if MASK in str(changes.get("url", "")):
        changes["url"] = ""  # an address that had something to hide is no address any more
    return dataclasses.replace(item, **changes)


def _changed(value: object, scrub: Callable[[str], str]) -> Any:
    if isinstance(value, tuple):
        return tuple(_changed(part, scrub) for part in value)
    return scrub(value) if isinstance(value, str) else value
