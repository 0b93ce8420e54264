"""Whom messages mention with @: names as written, resolved once the group's names are known."""

from __future__ import annotations

from qunmate.data.database import Database


def resolve(db: Database, group_id: int) -> None:
    """Find the identity behind each mention of the group that has none yet: somebody with
    exactly that name, else with the longest name that the text after the @ begins with.
    Names that several members share are left open."""
    open_mentions = db.execute(
        "SELECT mentions.id, mentions.name FROM mentions"
        " JOIN messages ON messages.id = mentions.message_id"
        " WHERE mentions.identity_id IS NULL AND messages.group_id = ?",
        [group_id],
    ).fetchall()
    if not open_mentions:
        return
    names = _names(db, group_id)
    longest = max(map(len, names), default=0)
    found = ((_identity(text, names, longest), mention_id) for mention_id, text in open_mentions)
    db.conn.executemany(
        "UPDATE mentions SET identity_id = ? WHERE id = ?",
        [pair for pair in found if pair[0] is not None],
    )


def _identity(text: str, names: dict[str, int | None], longest: int) -> int | None:
    for length in range(min(len(text), longest), 0, -1):
        if text[:length] in names:
            return names[text[:length]]
    return None


def _names(db: Database, group_id: int) -> dict[str, int | None]:
    """Name → an identity of the one member who has it in this group, None if several do."""
    rows = db.execute(
        """
        WITH here AS (SELECT member_id, nickname FROM memberships WHERE group_id = ?),
        named (name, member_id) AS (
            SELECT nickname, member_id FROM here WHERE nickname IS NOT NULL
            UNION SELECT members.name, members.id FROM members
                JOIN here ON here.member_id = members.id
            UNION SELECT names.name, identities.member_id FROM names
                JOIN identities ON identities.id = names.identity_id
                JOIN here ON here.member_id = identities.member_id
            UNION SELECT identities.value, identities.member_id FROM identities
                JOIN here ON here.member_id = identities.member_id
        )
        SELECT name, min(identities.id), count(DISTINCT named.member_id)
        FROM named JOIN identities ON identities.member_id = named.member_id GROUP BY name
        """,
        [group_id],
    )
    return {name: identity_id if members == 1 else None for name, identity_id, members in rows}
