"""Tags: their groups, colours and rules, and how many hold them. Writes are called inside
`atomic()`. Putting a tag on members and taking it off is in member_edits.py.

A row of member_tags that a rule gave is `by_rule`; whatever a hand has touched is not.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from qunmate.data import numbers, segments
from qunmate.data.database import Database
from qunmate.data.member_edits import clean
from qunmate.errors import UserError
from qunmate.model import Tag
from qunmate.roster.tag_rules import Rule, from_json, to_json, with_tag

_PRESENT = """(
    SELECT ms.member_id FROM memberships ms JOIN groups g ON g.id = ms.group_id AND NOT g.archived
    LEFT JOIN stays s ON s.membership_id = ms.id WHERE s.left_on IS NULL)"""
_SELECT = f"""
SELECT tags.id, tags.name, tags.colour, coalesce(tags.tag_group, ''), tags.rule,
    count(member_tags.tag_id), coalesce(sum(member_tags.by_rule), 0),
    coalesce(sum(member_tags.member_id IN {_PRESENT}), 0)
FROM tags LEFT JOIN member_tags ON member_tags.tag_id = tags.id
"""


def all_tags(db: Database) -> list[Tag]:
    """Those without a group first, then group by group, each by name."""
    rows = db.execute(
        f"{_SELECT} GROUP BY tags.id ORDER BY coalesce(tag_group, ''), tags.name, tags.id"
    )
    return [Tag(*row) for row in rows]


def by_name(db: Database, name: str) -> Tag:
    """UserError if there is no such tag."""
    row = db.execute(f"{_SELECT} WHERE tags.name = ? GROUP BY tags.id", [clean(name)]).fetchone()
    if row is None:
        raise UserError("tag_unknown", name=name)
    return Tag(*row)


def groups_of_tags(db: Database) -> dict[str, str]:
    """The group of each tag that is in one, by name."""
    rows = db.execute("SELECT name, tag_group FROM tags WHERE tag_group IS NOT NULL")
    return {name: group for name, group in rows if group}


def rules(db: Database) -> dict[int, Rule]:
    """The rules by the tags that they give; one that this version can't read gives nothing."""
    found = {}
    for id_, text in db.execute("SELECT id, rule FROM tags WHERE rule IS NOT NULL ORDER BY id"):
        try:
            found[id_] = from_json(text)
        except ValueError:
            continue
    return found


def add(db: Database, name: str, group: str = "", rule: Rule | None = None) -> int:
    """A new tag. UserError without a name, or where there is one of this name."""
    number = numbers.next_free(db, "tags")
    db.execute(
        "INSERT INTO tags (id, name, tag_group, rule) VALUES (?, ?, ?, ?)",
        [number, _free_name(db, name), clean(group) or None, to_json(rule) if rule else None],
    )
    return number


def rename(db: Database, tag_id: int, name: str) -> None:
    """Segments that ask for the tag follow. UserError without a name, or where another tag has
    it."""
    name = _free_name(db, name, tag_id)
    for (old,) in db.execute("SELECT name FROM tags WHERE id = ?", [tag_id]).fetchall():
        segments.retag(db, old, name)
    _set(db, [tag_id], "name", name)


def set_colour(db: Database, tag_ids: Iterable[int], colour: str | None) -> None:
    """`colour` is #RRGGBB or the name of a token; None leaves it to the window."""
    _set(db, tag_ids, "colour", colour)


def set_group(db: Database, tag_ids: Iterable[int], group: str) -> None:
    """Empty for none."""
    _set(db, tag_ids, "tag_group", clean(group) or None)


def set_rule(db: Database, tag_id: int, rule: Rule | None) -> None:
    """From now on the rule gives and takes the tag. Without one, those who have the tag keep
    it as if by hand."""
    _set(db, [tag_id], "rule", to_json(rule) if rule else None)
    if rule is None:
        db.execute("UPDATE member_tags SET by_rule = 0 WHERE tag_id = ? AND by_rule", [tag_id])
        db.execute("DELETE FROM tag_refusals WHERE tag_id = ?", [tag_id])


def delete(db: Database, tag_ids: Iterable[int]) -> None:
    """Tags go, and with them go from everyone who has them."""
    numbers.keep(db, "tags")
    for tag_id in tag_ids:
        db.execute("DELETE FROM tags WHERE id = ?", [tag_id])


def merge(db: Database, into: int, others: Iterable[int]) -> None:
    """Whoever has one of the others has `into` instead; rules and segments that ask for them
    follow. UserError if `into` is not there any more."""
    known: dict[int, str] = dict(db.execute("SELECT id, name FROM tags").fetchall())
    if into not in known:
        raise UserError("gone_meanwhile")
    numbers.keep(db, "tags")
    for other in others:
        if other == into or other not in known:
            continue
        db.execute(
            "UPDATE member_tags SET by_rule = 0 WHERE tag_id = ? AND by_rule AND member_id IN"
            " (SELECT member_id FROM member_tags WHERE tag_id = ? AND NOT by_rule)",
            [into, other],
        )
        db.execute(
            "UPDATE OR IGNORE member_tags SET tag_id = ?, by_rule = 0, import_id = NULL"
            " WHERE tag_id = ?",
            [into, other],
        )
        for tag_id, rule in rules(db).items():
            if tag_id != other and other in rule.tags:
                _set(db, [tag_id], "rule", to_json(with_tag(rule, other, into)))
        segments.retag(db, known[other], known[into])
        db.execute("DELETE FROM tags WHERE id = ?", [other])


def _set(db: Database, tag_ids: Iterable[int], field: str, value: str | None) -> None:
    db.conn.executemany(
        f"UPDATE tags SET {field} = ?, import_id = NULL WHERE id = ?",
        [(value, tag_id) for tag_id in tag_ids],
    )


def _free_name(db: Database, name: str, own: int | None = None) -> str:
    name = clean(name)
    if not name:
        raise UserError("tag_name_empty")
    row = db.execute("SELECT id FROM tags WHERE name = ?", [name]).fetchone()
    if row and row[0] != own:
        raise UserError("tag_exists", name=name)
    return name


# what the rules give and take


def held(db: Database, tag_id: int) -> tuple[set[int], set[int]]:
    """Ids of those who have the tag by hand, and of those who have it by its rule."""
    hand: set[int] = set()
    rule: set[int] = set()
    for member_id, by_rule in db.execute(
        "SELECT member_id, by_rule FROM member_tags WHERE tag_id = ?", [tag_id]
    ):
        (rule if by_rule else hand).add(member_id)
    return hand, rule


def present_holders(db: Database, tag_ids: Iterable[int]) -> list[int]:
    """Ids of those in a group now who have any of the tags, in order."""
    rows = db.execute(
        "SELECT DISTINCT member_id FROM member_tags WHERE tag_id IN (SELECT value FROM"
        f" json_each(?)) AND member_id IN {_PRESENT} ORDER BY 1",
        [json.dumps(list(tag_ids))],
    )
    return [row[0] for row in rows]


def refused(db: Database, tag_id: int) -> set[int]:
    """Ids of those from whom the operator took the tag by hand: no rule gives it again."""
    rows = db.execute("SELECT member_id FROM tag_refusals WHERE tag_id = ?", [tag_id])
    return {row[0] for row in rows}


def given(db: Database) -> dict[int, set[str]]:
    """What rules gave, by member: names of tags."""
    found: dict[int, set[str]] = {}
    for member_id, name in db.execute(
        "SELECT member_id, name FROM member_tags JOIN tags ON tags.id = tag_id WHERE by_rule"
    ):
        found.setdefault(member_id, set()).add(name)
    return found


def give(db: Database, tag_id: int, member_ids: Sequence[int], on: str | None = None) -> None:
    """By the rule of the tag, on an ISO day."""
    db.execute(  # as one statement: twice as fast as row by row
        "INSERT INTO member_tags (member_id, tag_id, by_rule, given_on)"
        " SELECT value, ?, 1, ? FROM json_each(?)",
        [tag_id, on, json.dumps(member_ids)],
    )


def take(db: Database, tag_id: int, member_ids: Sequence[int]) -> None:
    """Only what a rule gave is taken."""
    db.execute(
        "DELETE FROM member_tags WHERE tag_id = ? AND by_rule"
        " AND member_id IN (SELECT value FROM json_each(?))",
        [tag_id, json.dumps(member_ids)],
    )


def rule_tags_of(db: Database, member_id: int) -> list[Tag]:
    """The tags that a member has by a rule."""
    rows = db.execute(
        "SELECT id, name, colour, coalesce(tag_group, ''), rule FROM tags WHERE rule IS NOT NULL"
        " AND id IN (SELECT tag_id FROM member_tags WHERE member_id = ? AND by_rule) ORDER BY id",
        [member_id],
    )
    return [Tag(*row) for row in rows]
