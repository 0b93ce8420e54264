"""Loads a group's roster into memory before a sheet is taken in, and writes what changed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from sqlite_utils import Database

from qunmate.data import imports
from qunmate.model import Group
from qunmate.roster import Book, Card, NextIds, Seat, StayLine, group_token, id_key

_CHUNK = 5_000
_NO_CUSTOM: dict[str, str] = {}
_CARD = "id, name, phone, city, trade, birthday, gender, strengths, needs, notes, custom"


def load(db: Database, group: Group) -> Book:
    """Everyone in the file, as seen from `group`."""
    book = Book(group.id, group.name, group.platform, token(db, group.id), _next_ids(db))
    _load_cards(db, book)
    _load_seats(db, book)
    for name, member_id in db.execute(
        """
        SELECT value, member_id FROM identities WHERE group_id = :group
        UNION SELECT names.name, identities.member_id FROM names
        JOIN identities ON identities.id = names.identity_id
        JOIN memberships ON memberships.member_id = identities.member_id
            AND memberships.group_id = :group
        """,
        {"group": group.id},
    ):
        book.call(member_id, name)
    return book


def token(db: Database, group_id: int) -> str:
    """What the numbers of cards in exports of this group begin with."""
    row = db.execute("SELECT created_at FROM groups WHERE id = ?", [group_id]).fetchone()
    return group_token(group_id, row[0])


def _next_ids(db: Database) -> NextIds:
    def free(table: str) -> int:
        return int(db.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {table}").fetchone()[0])

    return NextIds(free("members"), free("memberships"), free("stays"), free("tags"))


def _load_cards(db: Database, book: Book) -> None:
    cards, phones, names = book.cards, book.phones, book.names
    for row in db.execute(f"SELECT {_CARD} FROM members"):
        custom = _NO_CUSTOM if row[10] == "{}" else json.loads(row[10])
        card = Card(*row[:10], custom)
        cards[card.id] = card
        names.setdefault(card.name, []).append(card.id)
        if card.phone:
            phones.setdefault(card.phone, []).append(card.id)
    for member_id, platform, value in db.execute(
        "SELECT member_id, platform, value FROM identities WHERE group_id IS NULL"
    ):
        book.ids[platform, id_key(value)] = member_id
        cards[member_id].ids = (*cards[member_id].ids, (platform, value))
    book.tag_ids.update(db.execute("SELECT name, id FROM tags"))
    for member_id, name in db.execute(
        "SELECT member_id, name FROM member_tags JOIN tags ON tags.id = tag_id ORDER BY name"
    ):
        cards[member_id].tags = (*cards[member_id].tags, name)


def _load_seats(db: Database, book: Book) -> None:
    seats: dict[int, Seat] = {}
    for row in db.execute(
        "SELECT id, member_id, nickname, role, expires_on, invited_by FROM memberships"
        " WHERE group_id = ?",
        [book.group_id],
    ):
        seat = Seat(*row)
        seats[seat.id] = book.seats[seat.member_id] = seat
        book.call(seat.member_id, book.cards[seat.member_id].name)
        if seat.nickname:
            book.call(seat.member_id, seat.nickname)
    for stay_id, seat_id, joined_on, left_on in db.execute(
        "SELECT stays.id, membership_id, joined_on, left_on FROM stays"
        " JOIN memberships ON memberships.id = membership_id WHERE group_id = ?"
        " ORDER BY membership_id, coalesce(joined_on, ''), stays.id",
        [book.group_id],
    ):
        seats[seat_id].stays.append(StayLine(stay_id, joined_on, left_on))


def save(db: Database, book: Book, import_id: int, today: str) -> Iterator[int]:
    """Write what became of the book; yields how many rows are written so far."""
    done = 0
    for sql, rows in _statements(book, int(import_id), today):
        source = iter(rows)
        while chunk := list(islice(source, _CHUNK)):
            db.conn.executemany(sql, chunk)
            done += len(chunk)
            yield done
    changes = [
        (table, row_id, name, _kept(old), _kept(new))
        for (table, row_id, name), (old, new) in book.changes.items()
        if old != new
    ]
    imports.keep_changes(db, import_id, changes)
    imports.keep_changes(
        db,
        import_id,
        (("member_tags", one, "tag_id", tag, None) for one, tag in book.tags_taken_off()),
    )
    yield done + len(changes)


def _kept(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value


def _statements(book: Book, import_id: int, today: str) -> Iterator[tuple[str, Iterable[Any]]]:
    yield (
        f"INSERT INTO tags (id, name, import_id) VALUES (?, ?, {import_id})",
        ((book.tag_ids[tag], tag) for tag in book.new_tags),
    )
    yield (
        f"INSERT INTO members ({_CARD}, import_id) VALUES ({'?, ' * 11}{import_id})",
        (_card_row(card) for card in book.cards.values() if card.new),
    )
    yield (
        "INSERT INTO identities (member_id, platform, value, import_id)"
        f" VALUES (?, ?, ?, {import_id})",
        book.new_ids,
    )
    yield (
        "INSERT INTO memberships (id, group_id, member_id, nickname, role, expires_on,"
        f" invited_by, import_id) VALUES (?, {int(book.group_id)}, ?, ?, ?, ?, ?, {import_id})",
        (
            (one.id, one.member_id, one.nickname, one.role, one.expires_on, one.invited_by)
            for one in book.seats.values()
            if one.new
        ),
    )
    yield (
        "INSERT INTO stays (id, membership_id, joined_on, left_on, brought_on, import_id)"
        f" VALUES (?, ?, ?, ?, ?, {import_id})",
        (
            (stay.id, seat.id, stay.joined_on, stay.left_on, today)
            for seat in book.seats.values()
            for stay in seat.stays
            if stay.new
        ),
    )
    yield (
        "DELETE FROM member_tags WHERE member_id = ? AND tag_id = ?",
        book.tags_taken_off(),
    )
    yield (
        "INSERT INTO member_tags (member_id, tag_id, import_id)"
        f" VALUES (?, ?, {import_id}) ON CONFLICT DO NOTHING",
        book.tags_put_on(),
    )
    yield from _updates(book)


def _updates(book: Book) -> Iterator[tuple[str, Iterable[Any]]]:
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
