"""Two cards found to be one person become one; one card that is two people becomes two.
Called inside `atomic()`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from qunmate.data import custom_fields, imports, member_edits, numbers
from qunmate.data.database import Database
from qunmate.errors import UserError

_CARD = ("phone", "city", "trade", "birthday", "gender", "strengths", "needs", "custom", "notes")
_MEMBERSHIP = ("nickname", "role", "invited_by", "expires_on", "layer_override", "welcomed_on")
_MOVED = (
    "UPDATE identities SET member_id = :keep, import_id = NULL WHERE member_id = :drop",
    "UPDATE OR IGNORE member_tags SET member_id = :keep, import_id = NULL WHERE member_id = :drop",
    "UPDATE events SET member_id = :keep WHERE member_id = :drop",
    "UPDATE events SET by_member_id = :keep WHERE by_member_id = :drop",
    "UPDATE memberships SET invited_by = :keep WHERE invited_by = :drop AND member_id <> :keep",
    "UPDATE plan_items SET speaker_id = :keep WHERE speaker_id = :drop",
    "UPDATE contact_notes SET member_id = :keep WHERE member_id = :drop",
    "UPDATE OR IGNORE highlight_authors SET member_id = :keep WHERE member_id = :drop",
    "UPDATE OR IGNORE pictures SET member_id = :keep WHERE member_id = :drop",
    "UPDATE OR IGNORE roster_list_members SET member_id = :keep WHERE member_id = :drop",
    "UPDATE OR IGNORE tag_refusals SET member_id = :keep WHERE member_id = :drop",
    "UPDATE clean_ups SET member_id = :keep WHERE member_id = :drop",
)


class Choice(NamedTuple):
    """What the one card shall hold where the two differ: fields of the card, of its own
    (`custom`), of their memberships by group and field; `picture` is the member whose picture it
    is."""

    card: Mapping[str, str | None] = {}
    custom: Mapping[str, str | None] = {}
    memberships: Mapping[tuple[int, str], str | None] = {}
    picture: int | None = None


class Part(NamedTuple):
    """An identity of a card, with how many messages it wrote."""

    id: int
    platform: str
    value: str
    group: str | None
    messages: int


def merge(db: Database, keep: int, drop: int, choice: Choice = Choice()) -> None:  # noqa: B008
    """Everything of `drop` moves to `keep`, whose own fields win where `choice` says nothing;
    blanks are filled, notes put below each other; then `drop` is gone. UserError if they are
    the same or missing."""
    if keep == drop:
        raise UserError("members_same")
    cards = {one: _card(db, one) for one in (keep, drop)}
    _merge_cards(db, keep, cards[keep], cards[drop])
    _keep_names(db, keep, drop)
    _merge_memberships(db, keep, drop)
    for statement in _MOVED:
        db.execute(statement, {"keep": keep, "drop": drop})
    if choice.picture == drop:  # still there: the other picture was in its way
        db.execute("DELETE FROM pictures WHERE member_id = ?", [keep])
        db.execute("UPDATE pictures SET member_id = ? WHERE member_id = ?", [keep, drop])
    numbers.keep(db, "members")
    db.execute("DELETE FROM members WHERE id = ?", [drop])
    member_edits.set_fields(db, [keep], choice.card)
    for name, value in choice.custom.items():
        custom_fields.set_value(db, [keep], name, value)
    for (group_id, name), value in choice.memberships.items():
        member_edits.set_membership(db, group_id, [keep], {name: value})


def _card(db: Database, member_id: int) -> dict[str, Any]:
    columns = ("name", "is_self", "bot", "opt_out", *_CARD)
    row = db.execute(
        f"SELECT {', '.join(columns)} FROM members WHERE id = ?", [member_id]
    ).fetchone()
    if row is None:
        raise UserError("member_unknown", name=str(member_id))
    return dict(zip(columns, row, strict=True))


def _merge_cards(db: Database, keep: int, kept: dict[str, Any], gone: dict[str, Any]) -> None:
    merged = {name: kept[name] or gone[name] for name in _CARD}
    merged["custom"] = json.dumps(
        {**json.loads(gone["custom"]), **json.loads(kept["custom"])}, ensure_ascii=False
    )
    notes = [kept["notes"], gone["notes"]]
    merged["notes"] = "\n".join(dict.fromkeys(note for note in notes if note)) or None
    for flag in ("is_self", "bot", "opt_out"):
        merged[flag] = max(kept[flag], gone[flag])
    assigned = ", ".join(f"{name} = :{name}" for name in merged)
    db.execute(
        f"UPDATE members SET {assigned}, import_id = NULL WHERE id = :id", {**merged, "id": keep}
    )


def _keep_names(db: Database, keep: int, drop: int) -> None:
    """Chats without ids must still find the person by the names that are given up."""
    db.execute(
        """
        INSERT OR IGNORE INTO identities (member_id, platform, value, group_id)
        SELECT :keep, platform, coalesce(nickname, members.name), groups.id FROM memberships
        JOIN groups ON groups.id = group_id JOIN members ON members.id = member_id
        WHERE member_id = :drop
        """,
        {"keep": keep, "drop": drop},
    )


def _merge_memberships(db: Database, keep: int, drop: int) -> None:
    both = db.execute(
        "SELECT a.id, b.id FROM memberships a JOIN memberships b ON b.group_id = a.group_id"
        " WHERE a.member_id = ? AND b.member_id = ?",
        [keep, drop],
    ).fetchall()
    for kept, gone in both:
        filled = ", ".join(
            f"{name} = coalesce({name}, (SELECT {name} FROM memberships WHERE id = :gone))"
            for name in _MEMBERSHIP
        )
        values = {"kept": kept, "gone": gone}
        db.execute(f"UPDATE memberships SET {filled}, import_id = NULL WHERE id = :kept", values)
        _merge_stays(db, kept, gone)
        imports.forget_changes(db, "memberships", [gone])
        db.execute("DELETE FROM memberships WHERE id = ?", [gone])
    db.execute(
        "UPDATE memberships SET member_id = ?, import_id = NULL WHERE member_id = ?", [keep, drop]
    )
    db.execute(
        "UPDATE memberships SET invited_by = NULL WHERE member_id = ? AND invited_by IN (?, ?)",
        [keep, keep, drop],
    )


def _merge_stays(db: Database, kept: int, gone: int) -> None:
    """The stays of both, those that touch each other made one: somebody is there once."""
    rows = db.execute(
        "SELECT id, joined_on, left_on, brought_on FROM stays WHERE membership_id IN (?, ?)",
        [kept, gone],
    ).fetchall()
    known = sorted((row for row in rows if row[1]), key=lambda row: (row[1], row[2] or "9999"))
    unknown = [row for row in rows if not row[1]]
    lines: list[list[Any]] = []
    for _id, joined, left, brought in known:
        if lines and joined <= (lines[-1][1] or "9999"):
            lines[-1][1] = None if not (lines[-1][1] and left) else max(lines[-1][1], left)
            lines[-1][2] = min(lines[-1][2], brought)
        else:
            lines.append([joined, left, brought])
    for _id, _joined, left, brought in unknown:
        if not lines:
            lines.append([None, left, brought])
        elif left is None:  # still there by one account
            lines[-1][1] = None
            lines[-1][2] = min(lines[-1][2], brought)
    imports.forget_changes(db, "stays", [row[0] for row in rows])
    db.execute("DELETE FROM stays WHERE membership_id IN (?, ?)", [kept, gone])
    db.conn.executemany(
        "INSERT INTO stays (membership_id, joined_on, left_on, brought_on) VALUES (?, ?, ?, ?)",
        [(kept, *line) for line in lines],
    )


def parts(db: Database, member_id: int) -> list[Part]:
    """The identities of a card, those that wrote most first."""
    rows = db.execute(
        """
        SELECT i.id, i.platform, i.value, groups.name,
            (SELECT ifnull(sum(messages), 0) FROM daily_activity WHERE identity_id = i.id)
        FROM identities i LEFT JOIN groups ON groups.id = i.group_id
        WHERE i.member_id = ? ORDER BY 5 DESC, i.id
        """,
        [member_id],
    )
    return [Part(*row) for row in rows]


def split(db: Database, member_id: int, identity_ids: Sequence[int], name: str, today: str) -> int:
    """Take identities off a card into a new one, with all that they wrote; gives its id. The
    new card has a membership in each group they are of or wrote in. UserError if they are none, or
    all that the card has."""
    held = {part.id for part in parts(db, member_id)}
    taken = held & set(identity_ids)
    if not taken or taken == held:
        raise UserError("split_all" if taken else "split_nothing")
    made = numbers.next_free(db, "members")
    db.execute("INSERT INTO members (id, name) VALUES (?, ?)", [made, name])
    db.conn.executemany(
        "UPDATE identities SET member_id = ?, import_id = NULL WHERE id = ?",
        [(made, id_) for id_ in sorted(taken)],
    )
    listed = json.dumps(sorted(taken))
    memberships = db.execute(
        """
        SELECT group_id, min(day) FROM (
            SELECT group_id, day FROM daily_activity
            WHERE identity_id IN (SELECT value FROM json_each(?1))
            UNION ALL SELECT group_id, NULL FROM identities
            WHERE id IN (SELECT value FROM json_each(?1)) AND group_id IS NOT NULL
        ) GROUP BY group_id
        """,
        [listed],
    ).fetchall()
    for group_id, day in memberships:
        membership = db.execute(
            "INSERT INTO memberships (group_id, member_id, nickname) VALUES (?, ?, ?)",
            [group_id, made, _name_in(db, group_id, listed)],
        ).lastrowid
        db.execute(
            "INSERT INTO stays (membership_id, brought_on)"
            " VALUES (?, ifnull(date(86400 * ?, 'unixepoch'), ?))",
            [membership, day, today],
        )
    return made


def _name_in(db: Database, group_id: int, listed: str) -> str | None:
    """The name under which these identities were last seen in a group."""
    row = db.execute(
        "SELECT value FROM identities WHERE group_id = ?1"
        " AND id IN (SELECT value FROM json_each(?2)) UNION ALL SELECT * FROM ("
        "SELECT name FROM names WHERE identity_id IN (SELECT value FROM json_each(?2))"
        " ORDER BY id DESC) LIMIT 1",
        [group_id, listed],
    ).fetchone()
    return str(row[0]) if row else None
