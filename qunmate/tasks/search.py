"""Search everywhere: messages, members, highlights and plan items as one list."""

from __future__ import annotations

from dataclasses import dataclass

from qunmate.clock import DAY, parse_day
from qunmate.data import finding, messages
from qunmate.data.store import Database

PLACES = ("highlights", "messages", "members", "plan")


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that holds the text. `at` is an instant, `day` an ISO day where only that is
    known; members have neither."""

    kind: str
    id: int
    group_id: int | None
    at: int | None
    day: str | None
    who: str
    text: str

    @property
    def time(self) -> int:
        if self.at is not None:
            return self.at
        return parse_day(self.day) * DAY if self.day else 0


@dataclass(frozen=True, slots=True)
class Found:
    """The newest hits; `total` is None where there are more than were counted."""

    hits: tuple[Hit, ...]
    total: int | None
    more: bool


def find_all(
    db: Database, text: str, *, places: tuple[str, ...], group_id: int | None, limit: int
) -> Found:
    """The newest `limit` hits of all places, newest first."""
    hits: list[Hit] = []
    more = False
    if not text.strip():
        return Found((), 0, more=False)
    if "messages" in places:
        found, more = messages.search(db, text, group_id=group_id, limit=limit)
        hits += [Hit("message", m.id, m.group_id, m.sent_at, None, m.sender, m.text) for m in found]
    for place, find in (
        ("highlights", finding.highlights),
        ("members", finding.members),
        ("plan", finding.plan_items),
    ):
        if place in places:
            rows = find(db, text, group_id, limit + 1)
            more = more or len(rows) > limit
            hits += [Hit(*row) for row in rows]
    hits.sort(key=lambda hit: -hit.time)
    more = more or len(hits) > limit
    return Found(tuple(hits[:limit]), None if more else len(hits), more)
