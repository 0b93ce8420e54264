"""What the panel shows, line by line: headings, hits, and the way to all hits of a place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from qunmate import posting
from qunmate.clock import date_of, offset_of_instant, zone
from qunmate.data.groups import local_timezone
from qunmate.i18n import N_, NC_, _
from qunmate.model import Group
from qunmate.roster import pinyin
from qunmate.searching import snippet
from qunmate.tasks.search import Hit, Section
from qunmate.ui.blur import Blur
from qunmate.ui.context import Visit
from qunmate.ui.wrapping import DOT

Act = Callable[[], object]
TITLES = {
    "recent": N_("Recent searches"),
    "members": NC_("tab", "Members"),
    "messages": N_("Messages"),
    "highlights": N_("Highlights"),
    "plan": N_("Plan items"),
    "groups": NC_("several", "Groups"),
    "commands": N_("Commands"),
}
ALL = {
    "members": N_("Show all in Members"),
    "messages": N_("Show all messages"),
    "highlights": N_("Show all in Highlights"),
    "plan": N_("Show all plan items"),
}
DAY = 86_400


@dataclass(frozen=True, slots=True)
class Line:
    """`act` None is a heading. `key` names the line, so that the choice stays while others
    come in. `words` may be marked where the searched text stands in them; `spelt` is marked in its
    place, where it was found by its sound. The panel `stays` where that leads nowhere else."""

    section: str
    key: str
    title: str
    words: str = ""
    note: str = ""
    act: Act | None = None
    link: bool = False
    spelt: str = ""
    stays: bool = False


@dataclass(frozen=True, slots=True)
class Teller:
    """Turns hits into lines. `lead` opens another part of the window, `spread` shows all hits of
    a place in the panel; `chosen` is the id of the group that is chosen now, None for all."""

    groups: dict[int, Group]
    chosen: int | None
    blur: Blur
    lead: Callable[[Visit], None]
    spread: Callable[[str], None]

    def lines(self, place: str, found: Section, query: str) -> list[Line]:
        """The lines of one place, without its heading."""
        told = [self._line(place, hit, query) for hit in found.hits]
        if found.more:
            told.append(self._all(place, found, query))
        return told

    def _line(self, place: str, hit: Hit, query: str) -> Line:
        key = f"{place}/{hit.id}"
        group = self.groups.get(hit.group_id or 0)
        name = group.name if group else ""
        if place == "members":
            seen = [self.blur.name(word) for word in hit.text.split("\n") if word]
            told = [snippet(self.blur.text(field), term) for field, term in hit.told]
            words = DOT.join([*told, *seen])
            visit = Visit("members", "member", (hit.id,), group_id=self._group_of(hit))
            meant = "" if self.blur.on else meant_by(query, hit.who, *hit.text.split("\n"))
            shown = self.blur.name(hit.who)
            return Line(place, key, shown, words, name, self._go(visit), spelt=meant)
        day = self._day(hit, group)
        note = DOT.join(part for part in (name, date_of(day).isoformat()) if part)
        if place == "messages":
            visit = Visit("highlights", "message", (hit.id,), day=day, group_id=hit.group_id)
            words = snippet(self.blur.text(hit.text), query)
            return Line(place, key, self.blur.name(hit.who), words, note, self._go(visit))
        title, _newline, text = hit.text.partition("\n")
        if place == "plan":
            text = "\n".join(part.text for part in posting.parts(text))
            visit = Visit("calendar", "item", (hit.id,), day=day, group_id=self._group_of(hit))
        else:
            visit = Visit("highlights", "highlight", (hit.id,), group_id=self._group_of(hit))
        words = snippet(self.blur.text(text), query)
        return Line(place, key, self.blur.text(title), words, note, self._go(visit))

    def _all(self, place: str, found: Section, query: str) -> Line:
        """The way to all hits: in their tab, or where that is searched by nothing, in the panel."""
        key, words = f"{place}/all", _(ALL[place])
        if place == "plan":
            return Line(place, key, words, act=partial(self.spread, place), link=True, stays=True)
        visit = Visit("highlights", place, text=query)
        if place == "members":
            title = _("Found: {text}").format(text=query)
            visit = Visit("members", "members", found.ids, text=query, title=title)
        return Line(place, key, words, act=self._go(visit), link=True)

    def _group_of(self, hit: Hit) -> int | None:
        """The group to choose so that the hit can be seen; none while all groups are shown."""
        return hit.group_id if self.chosen is not None else None

    def _day(self, hit: Hit, group: Group | None) -> int:
        if hit.at is None:
            return hit.time // DAY
        place = zone(group.timezone if group else local_timezone())
        return (hit.at + offset_of_instant(place, hit.at)) // DAY

    def _go(self, visit: Visit) -> Act:
        return lambda: self.lead(visit)


def meant_by(query: str, *texts: str) -> str:
    """What sounds as it was typed, in the first of the texts that has it; empty where the name,
    which is the first one, holds it as it was typed."""
    typed = pinyin.fold(query)
    if not typed.isascii() or typed in pinyin.fold(texts[0]):
        return ""
    return next((meant for text in texts if (meant := pinyin.spelt(text, typed))), "")


def with_headings(parts: dict[str, Sequence[Line]]) -> list[Line]:
    """All sections that have lines, in order, each below its heading."""
    lines: list[Line] = []
    for section, title in TITLES.items():
        if parts.get(section):
            lines.append(Line(section, section, _(title)))
            lines += parts[section]
    return lines
