"""Takes rows of strangers into the book by columns: nothing has to be matched or merged.

Most rows of a first sheet are such rows, and a row taken so costs a tenth of the usual way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat
from typing import Any

from qunmate.roster.mapping import CARD
from qunmate.roster.model import (
    CARD_FIELDS,
    MEMBERSHIP_FIELDS,
    Book,
    Card,
    MembershipLine,
    StayLine,
    id_key,
)
from qunmate.roster.rows import FieldRows
from qunmate.roster.taking import Taken

_ID_FIELDS = ("id", "wechat", "qq")
_NEW = True
_ALL_NEW = repeat(_NEW)


def strangers(table: FieldRows, book: Book) -> list[bool]:
    """Whether each row is certainly somebody new: named, and sharing no name, phone or id
    with anybody in the file or another row of the sheet."""
    columns = table.columns
    if "name" not in columns and "nickname" not in columns:
        return [False] * len(table.numbers)
    sure = _new_names(table, book)
    if CARD in columns:
        sure = [one and token is None for one, token in zip(sure, columns[CARD], strict=True)]
    if "phone" in columns:
        phones = columns["phone"]
        taken = _repeated(phones) | (set(phones) & book.phones.keys())
        sure = [one and phone not in taken for one, phone in zip(sure, phones, strict=True)]
    sure = _new_ids(table, book, sure)
    if "joined_on" in columns and "left_on" in columns:
        days = zip(sure, columns["joined_on"], columns["left_on"], strict=True)
        sure = [one and (a is None or b is None or a <= b) for one, a, b in days]
    return sure


def _new_names(table: FieldRows, book: Book) -> list[bool]:
    names, nicknames = _column(table, "name"), _column(table, "nickname")
    pairs = list(zip(names, nicknames, strict=True))
    said = [*names, *(nickname for name, nickname in pairs if nickname != name)]
    taken = _repeated(said)
    for index in (book.here, book.elsewhere):
        taken |= index.names() & set(said)
    return [
        (name is not None or nickname is not None) and name not in taken and nickname not in taken
        for name, nickname in pairs
    ]


def _new_ids(table: FieldRows, book: Book, sure: list[bool]) -> list[bool]:
    by_platform: dict[str, list[str]] = {}
    for name in _ID_FIELDS:
        if name in table.columns:
            by_platform.setdefault(_platform(book, name), []).append(name)
    for platform, names in by_platform.items():
        columns = [table.columns[name] for name in names]
        said = [id_key(one) for column in columns for ids in column if ids for one in ids]
        taken = _repeated(said) | (set(said) & book.ids.get(platform, {}).keys())
        for column in columns:
            sure = [
                one and (ids is None or (len(ids) == 1 and id_key(ids[0]) not in taken))
                for one, ids in zip(sure, column, strict=True)
            ]
    return sure


def _platform(book: Book, field: str) -> str:
    return book.platform if field == "id" else field


def _repeated(values: Iterable[Any]) -> set[Any]:
    known = [one for one in values if one is not None]
    if len(set(known)) == len(known):  # seen four times as fast as counted
        return set()
    return {one for one, times in Counter(known).items() if times > 1}


def _column(table: FieldRows, name: str, span: slice = slice(None)) -> Sequence[Any]:
    column = table.columns.get(name)
    return [None] * len(table.numbers[span]) if column is None else column[span]


def add(table: FieldRows, span: slice, book: Book, custom: Mapping[str, str]) -> list[Taken]:
    """New cards and memberships for the rows of `span`, all of them strangers."""
    fields = {name: _column(table, name, span) for name in CARD_FIELDS}
    nicknames = _column(table, "nickname", span)
    fields["name"] = [one or other for one, other in zip(fields["name"], nicknames, strict=True)]
    tags = [one or () for one in _column(table, "tags", span)]
    if book.ruled:
        tags = [tuple(tag for tag in some if tag not in book.ruled) for some in tags]
    ids = range(book.next.member, book.next.member + len(tags))
    customs = _customs(table, span, custom)
    cards = list(map(Card, ids, *fields.values(), customs, tags, _ALL_NEW))
    book.next.member += len(cards)
    book.cards.update(zip(ids, cards, strict=True))
    book.tags_before.update((card.id, ()) for card in cards if card.tags)
    for some in dict.fromkeys(tags):
        book.number_tags(some)
    for name in _ID_FIELDS:
        if name in table.columns:
            platform, column = _platform(book, name), table.columns[name][span]
            said = zip(ids, column, strict=True)
            book.new_ids += [(id_, platform, one[0]) for id_, one in said if one]
    _sit_down(table, span, book, ids)
    if "invited_by" in table.columns:  # else nobody will look for them
        _index(table, span, book, cards)
    return list(map(Taken, cards, _ALL_NEW))


def _customs(table: FieldRows, span: slice, custom: Mapping[str, str]) -> Iterable[dict[str, str]]:
    if not custom:
        return repeat({})
    rows = zip(*(table.columns[name][span] for name in custom), strict=True)
    keys = tuple(custom.values())
    return [
        {key: value for key, value in zip(keys, row, strict=True) if value is not None}
        for row in rows
    ]


def _index(table: FieldRows, span: slice, book: Book, cards: Sequence[Card]) -> None:
    """By phone, id and name, so that those whom they invited find them."""
    book.marks.update((card.id, 0) for card in cards)
    for card in cards:
        if card.phone is not None:
            book.index_phone(card, card.phone)
    for name in _ID_FIELDS:
        if name in table.columns:
            platform, column = _platform(book, name), table.columns[name][span]
            for card, said in zip(cards, column, strict=True):
                if said:
                    book.index_id(card.id, platform, said[0])
    for card, nickname in zip(cards, _column(table, "nickname", span), strict=True):
        book.call(card.id, card.name)
        if nickname is not None and nickname != card.name:
            book.call(card.id, nickname)


def _sit_down(table: FieldRows, span: slice, book: Book, ids: range) -> None:
    count = len(ids)
    days = (_column(table, "joined_on", span), _column(table, "left_on", span))
    stays = map(StayLine, range(book.next.stay, book.next.stay + count), *days, _ALL_NEW)
    fields = (_column(table, name, span) for name in MEMBERSHIP_FIELDS)
    membership_ids = range(book.next.membership, book.next.membership + count)
    memberships = map(
        MembershipLine,
        membership_ids,
        ids,
        *fields,
        repeat(None),
        [[one] for one in stays],
        _ALL_NEW,
    )
    book.memberships.update(zip(ids, memberships, strict=True))
    book.next.stay += count
    book.next.membership += count
