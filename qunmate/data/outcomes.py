"""Chat records that were taken in whole: what that told, for when the same file comes again.

Messages come and go with imports alone, and the imports of a group are taken back from the
last. So all messages of a record are there as long as its import stands; what a newer QunMate
reads may be more.
"""

from __future__ import annotations

import json
from typing import NamedTuple

from qunmate import __version__
from qunmate.data.database import Database

Instant = tuple[int, int]  # epoch seconds, and the offset of the clock then

_OF_FILE = """
SELECT i.sha256, i.outcome, i.group_id, g.name, i.first_day, i.last_day
FROM imports i JOIN groups g ON g.id = i.group_id
WHERE i.kind = 'chat' AND i.file = ? AND i.format = ? AND i.outcome <> '' AND NOT i.undone
ORDER BY i.id"""


class Outcome(NamedTuple):
    """What taking in one chat of a file told. Days are those that the import covers; `parts` is
    how many chats the file held, `first_import` the import of the first of them."""

    sha256: str
    group_id: int
    group: str
    messages: int
    recognised: int
    first: Instant | None
    last: Instant | None
    first_day: int | None
    last_day: int | None
    first_import: int
    parts: int


def packed(
    messages: int,
    recognised: int,
    first: Instant | None,
    last: Instant | None,
    first_import: int,
    parts: int,
) -> str:
    """As the file keeps it."""
    return json.dumps([__version__, messages, recognised, first, last, first_import, parts])


def of_file(db: Database, file: str, format_: str) -> list[Outcome]:
    """Each chat of the files of that name, read by this version of QunMate, whose messages are
    all there; the latest last."""
    rows = db.execute(_OF_FILE, [file, format_]).fetchall()
    found = [(*row[:1], *row[2:], json.loads(row[1])) for row in rows]
    return [
        Outcome(
            sha256=sha256,
            group_id=group_id,
            group=group,
            messages=told[1],
            recognised=told[2],
            first=_instant(told[3]),
            last=_instant(told[4]),
            first_day=first_day,
            last_day=last_day,
            first_import=told[5],
            parts=told[6],
        )
        for sha256, group_id, group, first_day, last_day, told in found
        if told[0] == __version__
    ]


def _instant(told: list[int] | None) -> Instant | None:
    return (told[0], told[1]) if told else None


def latest(found: list[Outcome], sha256: str) -> list[Outcome]:
    """The chats of the file with those bytes as it was taken in last; nothing if some of them
    are missing by now."""
    same = [one for one in found if one.sha256 == sha256]
    last = [one for one in same if one.first_import == same[-1].first_import]
    return last if last and len(last) == last[0].parts else []
