"""The roster of one group in memory while a sheet is taken in: cards, memberships, stays.

Pure: data/roster_book.py loads it and writes what became of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from qunmate.errors import Problem

CARD_FIELDS = (
    "name", "phone", "city", "trade", "birthday", "gender", "strengths", "needs", "notes",
)  # fmt: skip
MEMBERSHIP_FIELDS = ("nickname", "role", "expires_on")
MODES = ("update", "add", "fill", "replace")


class FieldChange(NamedTuple):
    """One field of one person: what it was and what it becomes; None is blank."""

    field: str
    old: Any
    new: Any


class CellProblem(NamedTuple):
    """A cell (or, with `column` None, a row) that can't be taken in; rows count from 1."""

    row: int
    column: str | None
    value: str
    problem: Problem


class RowPlan(NamedTuple):
    """What becomes of one row. `status` is new, updated, unchanged or rejected; `again` the row
    further up that is the same person."""

    row: int
    status: str
    name: str
    member_id: int | None
    changes: tuple[FieldChange, ...] = ()
    reason: Problem | None = None
    again: int | None = None


@dataclass(slots=True)
class Card:
    """A member; `custom` is shared until it changes."""

    id: int
    name: str
    phone: str | None = None
    city: str | None = None
    trade: str | None = None
    birthday: str | None = None
    gender: str | None = None
    strengths: str | None = None
    needs: str | None = None
    notes: str | None = None
    custom: Mapping[str, str] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    new: bool = False


@dataclass(slots=True)
class StayLine:
    """A stay under change."""

    id: int
    joined_on: str | None
    left_on: str | None
    new: bool = False


@dataclass(slots=True)
class MembershipLine:
    """A member's place in the group; stays in the order of time."""

    id: int
    member_id: int
    nickname: str | None = None
    role: str | None = None
    expires_on: str | None = None
    invited_by: int | None = None
    stays: list[StayLine] = field(default_factory=list)
    new: bool = False


# what tells people apart: two cards that both have a phone (or an id of one kind) are two people
HAS_PHONE, HAS_WXID, HAS_WECHAT, HAS_QQ, HAS_OTHER = 1, 2, 4, 8, 16
TOO_COMMON = 50  # holders of a name beyond which it names nobody (“微信用户”)


def id_mark(platform: str, value: str) -> int:
    """The mark of an id. A WeChat account has a wxid and a 微信号: two ids of one person."""
    if platform == "wechat":
        return HAS_WXID if value.startswith("wxid_") else HAS_WECHAT
    return HAS_QQ if platform == "qq" else HAS_OTHER


class NameIndex:
    """Members by name, apart by their marks, so that a name which thousands bear is looked
    up as fast as any other."""

    def __init__(self) -> None:
        self._by_marks: dict[int, dict[str, int | list[int]]] = {}

    def __bool__(self) -> bool:
        return bool(self._by_marks)

    def add(self, name: str, member_id: int, marks: int) -> None:
        index = self._by_marks.get(marks)
        if index is None:
            index = self._by_marks[marks] = {}
        known = index.get(name)
        if known is None:
            index[name] = member_id
        elif isinstance(known, list):
            if known[-1] != member_id:
                known.append(member_id)
        elif known != member_id:
            index[name] = [known, member_id]

    def names(self) -> set[str]:
        return set().union(*self._by_marks.values())

    def find(self, name: str, against: int) -> list[int]:
        """Who bears the name and has none of the marks in `against`; at most a few more
        than TOO_COMMON of each kind."""
        found: list[int] = []
        for marks, index in self._by_marks.items():
            if not marks & against and (known := index.get(name)) is not None:
                if isinstance(known, list):
                    found.extend(known[: TOO_COMMON + 1])
                else:
                    found.append(known)
        return found


@dataclass(slots=True)
class NextIds:
    """The first free row ids, so that rows can be written in bulk."""

    member: int
    membership: int
    stay: int
    tag: int


@dataclass(slots=True)
class Book:
    """Everyone in the file, as seen from one group.

    `here`: every name under which somebody is known in the group (nickname, name seen in
    chat, name on the card); `elsewhere`: the names on the cards of all others; `given`: tags
    by member that no sheet takes off, because a rule gave them; `ruled`: tags that have a rule,
    which no sheet puts on: the rule decides on them, and an old export knows nothing of it.
    """

    group_id: int
    group_name: str
    platform: str
    token: str
    next: NextIds
    cards: dict[int, Card] = field(default_factory=dict)
    memberships: dict[int, MembershipLine] = field(default_factory=dict)
    marks: dict[int, int] = field(default_factory=dict)
    ids: dict[str, dict[str, int]] = field(default_factory=lambda: {"wechat": {}, "qq": {}})
    phones: dict[str, int | list[int]] = field(default_factory=dict)
    here: NameIndex = field(default_factory=NameIndex)
    elsewhere: NameIndex = field(default_factory=NameIndex)
    tag_ids: dict[str, int] = field(default_factory=dict)
    new_tags: list[str] = field(default_factory=list)
    new_ids: list[tuple[int, str, str]] = field(default_factory=list)
    given: dict[int, set[str]] = field(default_factory=dict)
    ruled: frozenset[str] = frozenset()
    tags_before: dict[int, tuple[str, ...]] = field(default_factory=dict)
    changes: dict[tuple[str, int, str], tuple[Any, Any]] = field(default_factory=dict)

    def add_card(self, card: Card) -> Card:
        """Give a new card its number and its place in the index of phones."""
        card.id = self.next.member
        self.next.member += 1
        self.cards[card.id] = card
        self.marks[card.id] = 0
        if card.phone is not None:
            self.index_phone(card, card.phone)
        return card

    def add_membership(
        self, membership: MembershipLine, joined_on: str | None, left_on: str | None
    ) -> MembershipLine:
        membership.id = self.next.membership
        self.next.membership += 1
        self.memberships[membership.member_id] = membership
        self.add_stay(membership, joined_on, left_on)
        return membership

    def add_stay(
        self, membership: MembershipLine, joined_on: str | None, left_on: str | None
    ) -> None:
        membership.stays.append(StayLine(self.next.stay, joined_on, left_on, new=True))
        self.next.stay += 1

    def index_phone(self, card: Card, phone: str) -> None:
        known = self.phones.setdefault(phone, card.id)
        if isinstance(known, list):
            known.append(card.id)
        elif known != card.id:
            self.phones[phone] = [known, card.id]
        self.marks[card.id] |= HAS_PHONE

    def with_phone(self, phone: str) -> list[int]:
        known = self.phones.get(phone)
        return [] if known is None else [known] if isinstance(known, int) else known

    def index_id(self, member_id: int, platform: str, value: str) -> None:
        self.ids.setdefault(platform, {})[id_key(value)] = member_id
        self.marks[member_id] |= id_mark(platform, value)

    def call(self, member_id: int, name: str) -> None:
        """From now on this member is also found in the group by `name`."""
        self.here.add(name, member_id, self.marks[member_id])

    def retag(self, card: Card, tags: tuple[str, ...]) -> None:
        self.tags_before.setdefault(card.id, card.tags)
        card.tags = tags
        self.number_tags(tags)

    def number_tags(self, tags: tuple[str, ...]) -> None:
        """Give each tag that is new to the file its number."""
        for tag in tags:
            if tag not in self.tag_ids:
                self.tag_ids[tag] = self.next.tag
                self.next.tag += 1
                self.new_tags.append(tag)

    def tags_put_on(self) -> Iterator[tuple[int, int]]:
        """(member, tag) of the tags that are on a card and were not."""
        for member_id, before in self.tags_before.items():
            for tag in self.cards[member_id].tags:
                if tag not in before:
                    yield member_id, self.tag_ids[tag]

    def tags_taken_off(self) -> list[tuple[int, int]]:
        """(member, tag) of the tags that were on a card and are not."""
        return [
            (member_id, self.tag_ids[tag])
            for member_id, before in self.tags_before.items()
            for tag in before
            if tag not in self.cards[member_id].tags
        ]

    def note(self, table: str, row_id: int, name: str, old: Any, new: Any) -> None:
        """Keep the first old and the last new value of a field of an existing row."""
        key = (table, row_id, name)
        first = self.changes[key][0] if key in self.changes else old
        self.changes[key] = (first, new)

    def numbered(self, said: str) -> int | None:
        """The member whose card has this number in our exports."""
        token, _dash, number = said.rpartition("-")
        if token != self.token or not number.isascii() or not number.isdigit() or len(number) > 18:
            return None
        return int(number) if int(number) in self.cards else None


def id_key(value: str) -> str:
    """Platform ids are compared without case."""
    return value.lower()


def group_token(group_id: int, created_at: int) -> str:
    """What the numbers of cards in our exports begin with, so that a sheet of another file
    or group is not taken for one of this."""
    mixed = (group_id * 2654435761 + created_at * 40503) & 0xFFFFFF
    return f"{mixed:06x}"
