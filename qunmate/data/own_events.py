"""Whom a chat's own lines call “you”, filled in once it is known who that is."""

from __future__ import annotations

from qunmate.data import imports, stays
from qunmate.data.database import Database
from qunmate.records import OPERATOR
from qunmate.system_lines import read_events

_OPEN = """
SELECT events.id, events.group_id, events.import_id, events.at, events.day, events.kind,
    events.member_id, events.by_member_id, messages.text
FROM events JOIN messages ON messages.group_id = events.group_id
    AND messages.sent_at = events.at AND messages.kind = 80
    JOIN memberships ON memberships.group_id = events.group_id AND memberships.member_id = :own
WHERE (events.member_id IS NULL OR events.by_member_id IS NULL)
    AND coalesce(events.member_id, 0) <> :own
    AND (:import_id IS NULL OR events.import_id = :import_id)
ORDER BY events.at, events.id
"""


def fill_in(db: Database, own: int, import_id: int | None = None) -> None:
    """Events of one import, or of all, that were left open because their line says “you”: it
    is the member `own`, in groups where they are one."""
    for event_id, group_id, import_, at, day, kind, person, by, line in db.execute(
        _OPEN, {"own": own, "import_id": import_id}
    ).fetchall():
        told = [event for event in read_events(at, line) if event.kind == kind]
        if by is None and any(event.by == OPERATOR for event in told):
            db.execute("UPDATE events SET by_member_id = ? WHERE id = ?", [own, event_id])
            if kind == "join" and person is not None:
                _invited(db, import_, group_id, person, own)
        elif person is None and any(event.person == OPERATOR for event in told):
            db.execute("UPDATE events SET member_id = ? WHERE id = ?", [own, event_id])
            _came_or_went(db, kind, (import_, group_id, own, day), by)


def _invited(db: Database, import_id: int, group_id: int, member_id: int, by: int) -> None:
    rows = db.execute(
        "SELECT id FROM memberships WHERE group_id = ? AND member_id = ? AND invited_by IS NULL",
        [group_id, member_id],
    ).fetchall()
    for (membership_id,) in rows:
        db.execute("UPDATE memberships SET invited_by = ? WHERE id = ?", [by, membership_id])
        imports.keep_changes(
            db, import_id, [("memberships", membership_id, "invited_by", None, by)]
        )


def _came_or_went(
    db: Database, kind: str, place: tuple[int, int, int, int], by: int | None
) -> None:
    import_id, group_id, member_id, day = place
    if kind == "join":
        first_days = stays.FirstDays(db, group_id)
        stays.join(db, import_id, first_days, group_id, member_id, day, by)
    elif kind == "leave":
        last_days = stays.LastDays(db, group_id, import_id)
        stays.leave(db, import_id, last_days, group_id, member_id, day)
