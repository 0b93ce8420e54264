"""Proposals of what to keep from the last weeks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from qunmate.clock import DAY
from qunmate.data import digest_reading, highlights, messages, today_marks
from qunmate.data.store import Store
from qunmate.model import Group
from qunmate.suggesting import Suggestion, suggest

MARK = "suggestion"  # in today_marks
DAYS = 14  # looked at, up to the last message


def suggestions(
    store: Store, groups: Sequence[Group], today: date, days: int = DAYS
) -> list[Suggestion]:
    """What may be worth keeping of the groups' last `days` days with messages, newest first
    within each group; neither kept nor dismissed before."""
    hidden = today_marks.marks(store.db, today.isoformat()).hidden
    found: list[Suggestion] = []
    for group in groups:
        last = messages.last_day(store.db, group.id)
        if last is None:
            continue
        chat = digest_reading.chat(store.db, group.id, last - days + 1, last)
        kept = highlights.kept_messages(store.db, group.id, (last - days) * DAY)
        pinned = highlights.pinned_messages(store.db, group.id, (last - days) * DAY)
        topics = [name for name, _n in highlights.labels(store.db, "topic", group.id)]
        proposals = suggest(chat, kept=kept, topics=topics, pinned=pinned)
        found += [one for one in proposals if (MARK, one.key) not in hidden]
    return found
