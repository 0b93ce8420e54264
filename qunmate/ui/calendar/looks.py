"""How kinds and statuses of plan items look: a colour by the theme, beside a shape or a word."""

from __future__ import annotations

from qunmate import clock, day_words
from qunmate.bidi import named
from qunmate.i18n import _
from qunmate.model import PlanItem
from qunmate.plan_words import kind_beside, kind_word, status_word
from qunmate.ui.calendar.grid import Entry
from qunmate.ui.widgets.chips import Chip

TONES = {
    "greeting": "quiet",
    "festival": "bad",
    "topic": "active",
    "knowledge": "core",
    "sharing": "leader",
    "lecture": "brown",
    "offer": "rose",
    "game": "violet",
    "check_in": "good",
    "ritual": "dormant",
    "meeting": "olive",
    "ad": "warn",
    "notice": "navy",
}
SETTLED = frozenset({"done", "skipped"})
SETTLED_SHARE = 0.4  # of the colour of a kind, where an item is only an idea or was skipped
STATUS_TONES = {
    "idea": "quiet",
    "draft": "active",
    "ready": "good",
    "done": "core",
    "skipped": "quiet",
}
MARKS = {"done": "✓", "skipped": "–", "idea": "○"}


def tone(kind: str) -> str:
    return TONES.get(kind, "quiet")


def kind_chip(item: PlanItem) -> Chip:
    return Chip(kind_word(item.kind), tone(item.kind))


def status_chip(item: PlanItem) -> Chip:
    return Chip(status_words(item.status), STATUS_TONES.get(item.status, "quiet"))


def status_words(status: str) -> str:
    return f"{MARKS.get(status, '')} {status_word(status)}".strip()


def lift_words(lift: float | None) -> str:
    """Such as ×2.4; empty if it is not known."""
    return "" if lift is None else f"×{lift:.1f}"


def title_words(item: PlanItem) -> str:
    """The title in one line; empty where it only repeats the kind."""
    title = " ".join(item.title.split())
    return "" if title == kind_word(item.kind) else title


def again_words(status: str) -> str:
    """What makes a settled item one that is still to do."""
    return _("Plan again") if status == "skipped" else _("Mark as not done")


def time_span(entry: Entry) -> str:
    item = entry.item
    begin = f"{entry.begins:%H:%M}"
    if item.ends_at is None:
        return begin
    minutes = (item.ends_at - item.starts_at) // 60
    end = (entry.begins.hour * 60 + entry.begins.minute + minutes) % (24 * 60)
    return f"{begin}–{end // 60:02}:{end % 60:02}"


def told(entry: Entry, groups: list[str], lift: float | None) -> str:
    """Everything about an entry in one line, for tooltips and who can't see."""
    item = entry.item
    day = clock.day_of(entry.begins.date())
    title = " ".join(item.title.split())
    parts = [
        f"{day_words.with_weekday(day)} {time_span(entry)}",
        kind_beside(kind_word(item.kind), title),
        title,
        named(groups),
        status_word(item.status),
        lift_words(lift),
    ]
    return " · ".join(part for part in parts if part)
