"""Loads a group's roster into memory before a sheet is taken in, and writes what changed."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from operator import itemgetter
from typing import Any

from qunmate.data import imports, numbers
from qunmate.data.database import Database
from qunmate.errors import UserError
from qunmate.model import Group
from qunmate.roster.cells import one_line
from qunmate.roster.model import (
    Book,
    Card,
    MembershipLine,
    NextIds,
    StayLine,
    group_token,
    id_key,
    id_mark,
)

_BLOCK = 10_000  # rows between two looks at progress
_AT_ONCE = 100  # rows in one statement
_CACHE_KIB = 48 * 1024
_NO_CUSTOM: dict[str, str] = {}
_NAMES_HERE = "SELECT value, member_id FROM identities WHERE group_id = :group"
_NAMES_SEEN = """
    SELECT DISTINCT names.name, identities.member_id FROM names
    JOIN identities ON identities.id = names.identity_id
    JOIN memberships ON memberships.member_id = identities.member_id
        AND memberships.group_id = :group"""
_CARD = "id, name, phone, city, trade, birthday, gender, strengths, needs, notes, custom"


def load(db: Database, group: Group) -> Book:
    """Everyone in the file, as seen from `group`."""
    book = Book(group.id, group.name, group.platform, token(db, group.id), _next_ids(db))
    _load_cards(db, book)
    _load_ids(db, book)
    _load_tags(db, book)
    _load_memberships(db, book)
    for sql in (_NAMES_HERE, _NAMES_SEEN):
        for name, member_id in db.execute(sql, {"group": group.id}):
            book.call(member_id, name)
    return book


def token(db: Database, group_id: int) -> str:
    """What the numbers of cards in exports of this group begin with. UserError if there is no
    such group any more."""
    row = db.execute("SELECT created_at FROM groups WHERE id = ?", [group_id]).fetchone()
    if row is None:
        raise UserError("gone_meanwhile")
    return group_token(group_id, row[0])


def _next_ids(db: Database) -> NextIds:
    tables = ("members", "memberships", "stays", "tags")
    return NextIds(*(numbers.next_free(db, table) for table in tables))


def _load_cards(db: Database, book: Book) -> None:
    cards, marks = book.cards, book.marks
    for row in db.execute(f"SELECT {_CARD} FROM members"):
        custom = _NO_CUSTOM if row[10] == "{}" else json.loads(row[10])
        card = cards[row[0]] = Card(*row[:10])
        card.custom = custom
        marks[card.id] = 0
        if card.phone:
            book.index_phone(card, card.phone)


def _load_ids(db: Database, book: Book) -> None:
    marks, kinds = book.marks, book.ids
    for member_id, platform, value in db.execute(
        "SELECT member_id, platform, value FROM identities WHERE group_id IS NULL"
    ):
        kinds.setdefault(platform, {})[id_key(value)] = member_id
        marks[member_id] |= id_mark(platform, value)


def _load_tags(db: Database, book: Book) -> None:
    names: dict[int, str] = dict(db.execute("SELECT id, name FROM tags"))
    ruled = db.execute("SELECT name FROM tags WHERE rule IS NOT NULL")
    book.ruled = frozenset(one_line(name) for (name,) in ruled)
    book.tag_ids.update({name: id_ for id_, name in names.items()})
    sets: dict[str, tuple[str, ...]] = {}
    for member_id, held in db.execute(
        "SELECT member_id, group_concat(tag_id) FROM member_tags GROUP BY member_id"
    ):
        if held not in sets:  # few differ
            sets[held] = tuple(sorted(names[int(one)] for one in held.split(",")))
        book.cards[member_id].tags = sets[held]


def _load_memberships(db: Database, book: Book) -> None:
    memberships: dict[int, MembershipLine] = {}
    for row in db.execute(
        "SELECT id, member_id, nickname, role, expires_on, invited_by FROM memberships"
        " WHERE group_id = ?",
        [book.group_id],
    ):
        membership = MembershipLine(*row)
        memberships[membership.id] = book.memberships[membership.member_id] = membership
        if membership.nickname:
            book.call(membership.member_id, membership.nickname)
    for member_id, card in book.cards.items():
        if member_id in book.memberships:
            book.call(member_id, card.name)
        else:
            book.elsewhere.add(card.name, member_id, book.marks[member_id])
    for stay_id, membership_id, joined_on, left_on in db.execute(
        "SELECT stays.id, membership_id, joined_on, left_on FROM stays"
        " JOIN memberships ON memberships.id = membership_id WHERE group_id = ?"
        " ORDER BY membership_id, coalesce(joined_on, ''), stays.id",
        [book.group_id],
    ):
        memberships[membership_id].stays.append(StayLine(stay_id, joined_on, left_on))


def save(db: Database, book: Book, import_id: int, today: str) -> Iterator[int]:
    """Write what became of the book; yields how many rows are written so far."""
    with _larger_cache(db):
        yield from _save(db, book, import_id, today)


@contextlib.contextmanager
def _larger_cache(db: Database) -> Iterator[None]:
    """Room for the leaves of a dozen indexes at once: a third of the time of writing."""
    (before,) = db.execute("PRAGMA cache_size").fetchone()
    db.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    try:
        yield
    finally:
        db.execute(f"PRAGMA cache_size = {before}")


def _save(db: Database, book: Book, import_id: int, today: str) -> Iterator[int]:
    done = 0
    tables = _new_rows(book, int(import_id), today)
    for head, form, rows in tables:
        for written in _insert(db, head, form, rows):
            done += written
            yield done
    taken_off = list(book.tags_taken_off())
    givers = _givers(db) if taken_off else {}
    db.conn.executemany("DELETE FROM member_tags WHERE member_id = ? AND tag_id = ?", taken_off)
    for sql, changed in _updates(book):
        db.conn.executemany(sql, changed)
        done += len(changed)
        yield done
    changes = [
        (table, row_id, name, _kept(old), _kept(new))
        for (table, row_id, name), (old, new) in book.changes.items()
        if old != new
    ]
    changes += [("member_tags", one[0], "tag_id", one[1], givers.get(one)) for one in taken_off]
    imports.keep_changes(db, import_id, changes)
    yield done + len(changes)


def _givers(db: Database) -> dict[tuple[int, int], str]:
    """The import that gave each (member, tag), and its day, so that it can be theirs again."""
    sql = (
        "SELECT member_id, tag_id, ifnull(import_id, '') || ' ' || ifnull(given_on, '')"
        " FROM member_tags WHERE import_id IS NOT NULL OR given_on IS NOT NULL"
    )
    return {(member, tag): said for member, tag, said in db.execute(sql)}


def _insert(db: Database, head: str, form: str, rows: Iterable[tuple[Any, ...]]) -> Iterator[int]:
    """Insert many rows with each statement, which takes half the time of one with each."""
    source = iter(rows)
    many = f"{head} VALUES {', '.join([form] * _AT_ONCE)}"
    while block := list(islice(source, _BLOCK)):
        whole = len(block) // _AT_ONCE * _AT_ONCE
        starts = range(0, whole, _AT_ONCE)
        db.conn.executemany(
            many, (list(chain.from_iterable(block[at : at + _AT_ONCE])) for at in starts)
        )
        db.conn.executemany(f"{head} VALUES {form}", block[whole:])
        yield len(block)


def _kept(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value


Insert = tuple[str, str, Iterable[tuple[Any, ...]]]  # INSERT INTO …, (?, …), rows


def _new_rows(book: Book, import_id: int, today: str) -> Iterator[Insert]:
    yield (
        "INSERT INTO tags (id, name, import_id)",
        f"(?, ?, {import_id})",
        ((book.tag_ids[tag], tag) for tag in book.new_tags),
    )
    yield (
        f"INSERT INTO members ({_CARD}, import_id)",
        f"({'?, ' * 11}{import_id})",
        (_card_row(card) for card in book.cards.values() if card.new),
    )
    yield (
        "INSERT INTO identities (member_id, platform, value, import_id)",
        f"(?, ?, ?, {import_id})",
        sorted(book.new_ids, key=itemgetter(1, 2)),  # in the order of their index: faster
    )
    memberships = [membership for membership in book.memberships.values() if membership.new]
    yield (
        (
            "INSERT INTO memberships"
            " (id, member_id, nickname, role, expires_on, invited_by, group_id, import_id)"
        ),
        f"(?, ?, ?, ?, ?, ?, {int(book.group_id)}, {import_id})",
        (
            (one.id, one.member_id, one.nickname, one.role, one.expires_on, one.invited_by)
            for one in memberships
        ),
    )
    yield (
        "INSERT INTO stays (id, membership_id, joined_on, left_on, brought_on, import_id)",
        f"(?, ?, ?, ?, ?, {import_id})",
        (
            (stay.id, membership.id, stay.joined_on, stay.left_on, today)
            for membership in book.memberships.values()
            for stay in membership.stays
            if stay.new
        ),
    )
    yield (
        "INSERT INTO member_tags (member_id, tag_id, given_on, import_id)",
        f"(?, ?, ?, {import_id})",
        ((*pair, today) for pair in book.tags_put_on()),
    )


def _updates(book: Book) -> Iterator[tuple[str, list[tuple[Any, int]]]]:
    by_column: dict[tuple[str, str], list[tuple[Any, int]]] = {}
    for (table, row_id, name), (old, new) in book.changes.items():
        if old != new:
            by_column.setdefault((table, name), []).append((_kept(new), row_id))
    for (table, name), rows in by_column.items():
        yield f'UPDATE "{table}" SET "{name}" = ? WHERE id = ?', rows


def _card_row(card: Card) -> tuple[Any, ...]:
    custom = json.dumps(card.custom, ensure_ascii=False) if card.custom else "{}"
    return (
        card.id, card.name, card.phone, card.city, card.trade, card.birthday, card.gender,
        card.strengths, card.needs, card.notes, custom,
    )  # fmt: skip
