"""A group's human messages as arrays, and what they reply to and mention."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from qunmate.data.columns import columns
from qunmate.data.database import Database
from qunmate.figures.history import HumanMessages, Ints, Links, distinct, no_ints
from qunmate.model import NOT_HUMAN

_YEAR_1 = 62_135_596_800  # seconds before 1970
_HALF_TURN = 64_800  # the largest utc offset
_PART = 500_000  # messages read at once, which take 20 bytes a number on the way
_NOT_HUMAN = sorted(int(kind) for kind in NOT_HUMAN)


class Owners(NamedTuple):
    """By identity id: the member (0 for none) and whether that is a bot."""

    member: Ints
    is_bot: NDArray[np.bool_]

    def of(self, identities: Ints) -> Ints:
        """What identities stand for, in one number each; 0 for those that are gone."""
        there = np.where(identities < len(self.member), identities, 0)
        return self.member[there] * 2 + self.is_bot[there]


class Reading(NamedTuple):
    """`identities` are all that the messages and links point at, sorted."""

    messages: HumanMessages
    links: Links
    identities: Ints


def human_messages(db: Database, group_id: int, owners: Owners, *, part: int = _PART) -> Reading:
    """The group's human messages in order, and what they reply to and mention. Of a large group
    `part` messages are read at once.

    Packed, because the time goes into making Python integers: two a row instead of five.
    """
    select = f"""
        SELECT ((sent_at + {_YEAR_1}) << 24) | ((utc_offset + {_HALF_TURN}) << 7) | kind,
               (id << 31) | ifnull(identity_id, 0)
        FROM messages WHERE """
    parts = [columns(db, select + where, values, 2) for where, values in _scans(db, group_id, part)]
    when, what = (np.concatenate(column) for column in zip(*parts, strict=True))
    identity = what & (2**31 - 1)
    human = np.isin(when & 127, _NOT_HUMAN, invert=True)
    used = distinct(identity[human], len(owners.member))
    human &= ~owners.is_bot[identity]
    when, what, identity = when[human], what[human], identity[human]
    at, ids = (when >> 24) - _YEAR_1, what >> 31
    if np.any((at[1:] < at[:-1]) | ((at[1:] == at[:-1]) & (ids[1:] < ids[:-1]))):
        order = np.lexsort((ids, at))
        at, ids = at[order], ids[order]
        when, what, identity = when[order], what[order], identity[order]
    wall = at + ((when >> 7) & (2**17 - 1)) - _HALF_TURN
    message, pointed = _links(db, group_id, owners)
    links = _placed(message, owners.member[pointed], ids)
    used = np.union1d(used, pointed)
    return Reading(HumanMessages(at, wall, owners.member[identity], when & 127), links, used)


def _scans(db: Database, group_id: int, part: int) -> list[tuple[str, list[int]]]:
    """Conditions, with their values, that together give a group's messages. One that is large,
    or holds much of the table, is read faster in the table's own order, a part at a time."""
    (total,) = db.execute("SELECT ifnull(max(id), 0) FROM messages").fetchone()
    (own,) = db.execute(
        "SELECT ifnull(sum(new), 0) FROM imports WHERE group_id = ? AND kind = 'chat'", [group_id]
    ).fetchone()
    if own * 3 <= total and own <= part:
        return [("group_id = ?", [group_id])]
    return [
        ("+group_id = ? AND id > ? AND id <= ?", [group_id, start, start + part])
        for start in range(0, max(total, 1), part)
    ]


def read_owners(db: Database) -> Owners:
    (packed,) = columns(db, "SELECT (id << 31) | member_id FROM identities", [], 1)
    identity, owner = packed >> 31, packed & (2**31 - 1)
    member = np.zeros(int(identity.max(initial=0)) + 1, np.int64)
    member[identity] = owner
    (bots,) = columns(db, "SELECT id FROM members WHERE bot <> 0", [], 1)
    return Owners(member, np.isin(member, bots))


def _links(db: Database, group_id: int, owners: Owners) -> tuple[Ints, Ints]:
    """(message id, identity it points at): a reply points at the sender of a human message,
    a mention at whom it names."""
    message, identity = columns(
        db,
        """
            SELECT n.message_id, n.identity_id FROM mentions n
            JOIN messages m ON m.id = n.message_id
            WHERE m.group_id = ? AND n.identity_id IS NOT NULL
            """,
        [group_id],
        2,
    )
    answer, quoted = _replies(db, group_id)
    human = ~owners.is_bot[quoted]
    return (
        np.concatenate((message, answer[human])),
        np.concatenate((identity, quoted[human])),
    )


def _placed(message: Ints, member: Ints, ids: Ints) -> Links:
    """Message ids turned into positions in `ids`; links of other messages are left out."""
    if not len(message) or not len(ids):
        return Links(no_ints(), no_ints())
    order = np.argsort(ids)
    place = np.minimum(np.searchsorted(ids[order], message), len(ids) - 1)
    found = ids[order][place] == message
    return Links(order[place][found], member[found])


def _replies(db: Database, group_id: int) -> list[Ints]:
    """(message, identity of the sender of the message it replies to)."""
    marks = ", ".join("?" for _kind in _NOT_HUMAN)
    has_ids = "SELECT 1 FROM messages WHERE group_id = ? AND platform_id IS NOT NULL LIMIT 1"
    if not db.execute(has_ids, [group_id]).fetchone():
        return [no_ints(), no_ints()]
    return columns(
        db,
        f"""
            SELECT y.id, x.identity_id FROM messages y
            JOIN messages x ON x.group_id = y.group_id AND x.platform_id = y.reply_to
            WHERE y.group_id = ? AND y.reply_to IS NOT NULL AND x.identity_id IS NOT NULL
              AND x.kind NOT IN ({marks})
            """,
        [group_id, *_NOT_HUMAN],
        2,
    )
