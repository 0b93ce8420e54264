"""The sections that only the operator sees."""

from __future__ import annotations

from qunmate import clock
from qunmate.digest import tidy
from qunmate.digest.material import Material
from qunmate.digest.model import Entry, Row, Section, shown
from qunmate.digest.questions import Question, unanswered
from qunmate.digest.sections import section
from qunmate.digest.words import month_day, span
from qunmate.figures.standing import Standing
from qunmate.figures.words import layer_word, score_part_word
from qunmate.i18n import NC_, _, ngettext

SILENT = 30  # days
# sections whose rows begin with somebody's name
OF_PEOPLE = frozenset({"segment", "top", "fallen", "silent"})
_TOP = 20
_WAITING = 20
_RANK = {layer: at for at, layer in enumerate(("leader", "core", "active", "quiet", "dormant"))}


def waiting(material: Material, title: str, limit: int = _WAITING) -> list[Section]:
    """Questions to which nobody else said anything."""
    entries = [
        _waiting(material, question)
        for question in unanswered(material.questions)
        if material.may_name(question.asked.member_id)
    ]
    return section("unanswered", title, entries[:limit], private=material.edition != "member")


def _waiting(material: Material, question: Question) -> Entry:
    asked = question.asked
    wall = asked.sent_at + asked.utc_offset
    time = f"{wall % clock.DAY // 3600:02}:{wall % 3600 // 60:02}"
    return Entry(
        tidy.line(asked.text, tidy.TITLE),
        material.name(asked.member_id),
        note=f"{month_day(wall // clock.DAY)} {time}",
        mark="❓",
    )


def score(material: Material) -> list[Section]:
    """The health score with its parts; the stage stands among the figures."""
    health = material.health
    if health.score is None:
        return []
    rows = [
        Row((score_part_word(key), shown(value, "share")))
        for key, value in health.score_parts.items()
    ]
    title = _("Health score {score}").format(score=shown(health.score, "score100"))
    return section("score", title, rows, headings=(_("Part"), _("Reached")), private=True)


def top_speakers(material: Material) -> list[Section]:
    rows = [
        Row(
            (
                material.name(activity.member_id),
                activity.messages,
                activity.days,
                _layer(material.standings.get(activity.member_id)),
            )
        )
        for activity in material.activity[:_TOP]
    ]
    headings = (_("Name"), _("Messages"), _("Days"), _("Layer"))
    return section("top", _("Who spoke most"), rows, headings=headings, private=True)


def segment(material: Material) -> list[Section]:
    """How the members of a segment took part, those who said most first."""
    spoken = {one.member_id: one for one in material.activity}
    found = []
    for who in material.segment_ids:
        if not material.may_name(who):
            continue
        active, standing = spoken.get(who), material.standings.get(who)
        messages, days = (active.messages, active.days) if active else (0, 0)
        last = standing.last_spoke_on if standing else None
        cells = (material.name(who), messages, days, _layer(standing), last or _("never"))
        found.append((-messages, Row(cells)))
    found.sort(key=lambda one: one[0])
    headings = (_("Name"), _("Messages"), _("Days"), _("Layer"), _("Last spoke"))
    title = _("Segment “{name}”").format(name=tidy.line(material.segment, tidy.NAME))
    rows = [row for _messages, row in found]
    return section("segment", title, rows, headings=headings, private=True)


def _layer(standing: Standing | None) -> str:
    return layer_word(standing.layer) if standing and standing.layer else ""


def fallen(material: Material) -> list[Section]:
    """Members who stood higher in the pyramid before the period than after it."""
    rows = []
    for who, now in material.standings.items():
        before = material.standings_before.get(who)
        if before is None or before.layer not in _RANK or now.layer not in _RANK:
            continue
        if _RANK[now.layer] > _RANK[before.layer] and material.may_name(who):
            rows.append((_RANK[before.layer], -before.messages_30d, who, before, now))
    rows.sort(key=lambda row: row[:3])
    items = [
        Row((material.name(who), _layer(before), _layer(now), now.days_silent))
        for _rank, _messages, who, before, now in rows
    ]
    headings = (_("Name"), _("Before"), _("Now"), _("Days silent"))
    return section("fallen", _("Slipped down a layer"), items, headings=headings, private=True)


def silent(material: Material) -> list[Section]:
    """Members who have said nothing for a month: first those who fell silent last, then
    those who never spoke."""
    quiet = [
        (who, standing)
        for who, standing in material.standings.items()
        if standing.layer not in {None, "newcomer"}
        and material.may_name(who)
        and (standing.days_silent is None or standing.days_silent >= SILENT)
    ]
    quiet.sort(key=_silence)
    rows = [
        Row(
            (
                material.name(who),
                standing.days_silent,
                standing.last_spoke_on or _("never"),
                standing.messages,
                standing.joined_on if standing.joined_known else None,
            )
        )
        for who, standing in quiet
    ]
    headings = (_("Name"), _("Days silent"), _("Last spoke"), _("Messages"), _("Joined"))
    title = _("Silent for {n} days or more").format(n=SILENT)
    return section("silent", title, rows, headings=headings, private=True)


def _silence(item: tuple[int, Standing]) -> tuple[bool, int, int, int]:
    who, standing = item
    return standing.last_spoke_on is None, standing.days_silent or 0, -standing.messages, who


def gaps(material: Material) -> list[Section]:
    rows = []
    for begin, last in material.gaps:
        first = max(begin, min(material.first, material.begun or material.first))
        if first > last:
            continue
        days = last - first + 1
        text = ngettext("{n} day", "{n} days", days).format(n=days)
        rows.append(Row((span(first, last), clock.iso_day(first), clock.iso_day(last), text)))
    headings = (_(NC_("dates", "Days")), _("From"), _("To"), _("Length"))
    title = _("Days without data")
    note = _("Import the chat of these days to complete the figures.")
    return section("gaps", title, rows, headings=headings, note=note, private=True)
