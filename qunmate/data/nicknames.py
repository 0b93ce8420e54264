"""Group nicknames follow what a chat tells of new names, where nothing newer says otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from qunmate.clock import DAY
from qunmate.data import imports
from qunmate.data.database import Database

_TOLD_BY_CHAT = """
    SELECT 1 FROM names JOIN identities ON identities.id = names.identity_id
    JOIN imports ON imports.id = names.import_id
    WHERE identities.member_id = ? AND names.name = ? AND imports.kind = 'chat'
        AND (? OR imports.format = (SELECT format FROM imports WHERE id = ?))"""
_SPOKE_LATER = """
    SELECT 1 FROM identities JOIN daily_activity ON daily_activity.identity_id = identities.id
    WHERE identities.member_id = ? AND daily_activity.group_id = ? AND daily_activity.day > ?"""


class Told(NamedTuple):
    """When a member was last told of under which name, and whether a system line said so."""

    at: int
    name: str
    by_line: bool = False


_NOT_TOLD = Told(0, "")


def follow(
    db: Database, group_id: int, import_id: int, roster_at: int, told: Mapping[int, Told]
) -> None:
    """Give members the names that an import told last.

    Kept as it is: what the operator set by hand, what no record told (a sheet did), what a
    sheet told after that instant, and who spoke later still. Names that are read off messages
    only follow names of the same format: other formats show other names.
    """
    rows = db.execute(
        "SELECT member_id, id, nickname FROM memberships WHERE group_id = ?"
        " AND nickname IS NOT NULL AND import_id IS NOT NULL",
        [group_id],
    )
    # to the end before anything is written
    others = [row for row in rows if told.get(row[0], _NOT_TOLD).name not in ("", row[2])]
    for member_id, membership_id, nickname in others:
        at, name, by_line = told[member_id]
        if at <= roster_at:
            continue
        mine = [member_id, nickname, by_line, import_id]
        if not db.execute(_TOLD_BY_CHAT, mine).fetchone():
            continue
        # a day's room for the clocks of the group
        if db.execute(_SPOKE_LATER, [member_id, group_id, at // DAY + 1]).fetchone():
            continue
        db.execute("UPDATE memberships SET nickname = ? WHERE id = ?", [name, membership_id])
        change = ("memberships", membership_id, "nickname", nickname, name)
        imports.keep_changes(db, import_id, [change])
