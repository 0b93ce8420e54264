"""Who a row of a sheet is. Doubt is a problem, never a guess."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from qunmate.errors import Problem
from qunmate.roster.mapping import CARD
from qunmate.roster.model import HAS_PHONE, TOO_COMMON, Book, Card, id_key, id_mark

Values = Mapping[str, Any]
_AGREEING = ("phone", "birthday", "city", "trade")


def row_ids(values: Values, platform: str) -> list[tuple[str, str]]:
    """(platform, id) of every id in a row, those of the group's platform first."""
    found = []
    if "id" in values:
        found += [(platform, one) for one in values["id"]]
    if "wechat" in values:
        found += [("wechat", one) for one in values["wechat"]]
    if "qq" in values:
        found += [("qq", one) for one in values["qq"]]
    return found


@dataclass(slots=True)
class Matcher:
    """Finds the member of a row. `claimed` holds the members whom rows of this sheet have
    already been matched with: somebody else of the same name is then another person."""

    book: Book
    claimed: set[int] = field(default_factory=set)
    _row: Values | None = None
    _row_ids: list[tuple[str, str]] = field(default_factory=list)

    def ids_of(self, values: Values) -> list[tuple[str, str]]:
        """`row_ids` of a row, kept while that row is looked at."""
        if values is not self._row:
            self._row, self._row_ids = values, row_ids(values, self.book.platform)
        return self._row_ids

    def strong(self, values: Values) -> int | Problem | None:
        """By our own number of the card, a platform id, or the phone."""
        found: int | Problem | None = None
        if CARD in values:
            found = self._by_card(values)
        if found is None:
            found = self._by_id(values)
        if found is None and "phone" in values:
            found = self._by_phone(values)
        return found

    def weak(self, values: Values) -> int | Problem | None:
        """By a name, for a row whose ids and phone nobody has: the name in this group, or
        that on the card of somebody elsewhere with another field agreeing."""
        marks = 0
        for platform, one in self.ids_of(values):
            marks |= id_mark(platform, one)
        nickname, name = values.get("nickname"), values.get("name")
        found: int | Problem | None = None
        if nickname is not None:
            found = self._by_nickname(nickname, values, marks)
        if found is None and name is not None:
            if "phone" in values:
                marks |= HAS_PHONE
            found = self._here(name, values, marks)
            if found is None and self.book.elsewhere:
                found = self._elsewhere(name, values, marks)
        return found

    def _by_card(self, values: Values) -> int | None:
        member_id = self.book.numbered(values[CARD])
        if member_id is None or member_id in self.claimed:
            return None
        if self._is_like(self.book.cards[member_id], values):
            return member_id
        # nothing on the card agrees: an old row typed over for somebody else we know?
        other = self._by_id(values) or self._by_phone(values) or self.weak(values)
        return None if other is not None else member_id

    def _is_like(self, card: Card, values: Values) -> bool:
        if self._called(card, values) or values.get("phone", "") == card.phone:
            return True
        return self._by_id(values) == card.id

    def _called(self, card: Card, values: Values) -> bool:
        if values.get("name") == card.name:
            return True
        membership = self.book.memberships.get(card.id)
        return membership is not None and values.get("nickname", "") == membership.nickname

    def _by_id(self, values: Values) -> int | None:
        """Whoever has the first known id; an id of another card is a problem of its cell."""
        ids = self.book.ids
        for platform, one in self.ids_of(values):
            if platform in ids and (found := ids[platform].get(id_key(one))) is not None:
                return found
        return None

    def only_shares_phone(self, member_id: int, values: Values) -> bool:
        """Whether a row that tells a name tells another one than that of the member whom its
        phone has found: who was renamed, or somebody else with the same phone."""
        if "phone" not in values or self._called(self.book.cards[member_id], values):
            return False
        if CARD in values or ("name" not in values and "nickname" not in values):
            return False
        return self._by_id(values) is None

    def same_row(self, one: Values, other: Values) -> bool:
        """Whether two rows that share a phone are of one person: they tell the same id or the
        same names."""
        ids = {(platform, id_key(value)) for platform, value in self.ids_of(one)}
        if any((platform, id_key(value)) in ids for platform, value in self.ids_of(other)):
            return True
        names = ("name", "nickname")
        return [one.get(name) for name in names] == [other.get(name) for name in names]

    def _by_phone(self, values: Values) -> int | Problem | None:
        found = self.book.phones.get(values.get("phone", ""))
        if not isinstance(found, list):
            if found is not None and found in self.claimed:
                shared = self.only_shares_phone(found, values)
                return phone_shared(self.book.cards[found]) if shared else found
            return found
        named = [one for one in found if self._called(self.book.cards[one], values)]
        return named[0] if len(named) == 1 else _doubt(values, found)

    def _by_nickname(self, nickname: str, values: Values, marks: int) -> int | Problem | None:
        """The nickname alone is enough, another phone is a new phone: unless the card belongs
        to another row of this sheet."""
        found = self.book.here.find(nickname, marks)
        if not found:
            return None
        if "phone" in values or "birthday" in values:
            found = [
                one
                for one in found
                if one not in self.claimed or not self._differs(self.book.cards[one], values)
            ]
            if len(found) > TOO_COMMON:
                return None
        return self._only(found, values)

    def _here(self, name: str, values: Values, marks: int) -> int | Problem | None:
        found = self.book.here.find(name, marks)
        return self._only(self._same(found, values), values) if found else None

    def _elsewhere(self, name: str, values: Values, marks: int) -> int | Problem | None:
        """The name alone is not enough to find somebody in another group."""
        found = [
            one
            for one in self._same(self.book.elsewhere.find(name, marks), values)
            if _agree(self.book.cards[one], values)
        ]
        return self._only(found, values)

    def _same(self, found: Sequence[int], values: Values) -> list[int]:
        cards = self.book.cards
        return [one for one in found if not self._differs(cards[one], values)]

    def _differs(self, card: Card, values: Values) -> bool:
        return _differ(card.phone, values.get("phone")) or _differ(
            card.birthday, values.get("birthday")
        )

    def _only(self, found: Sequence[int], values: Values) -> int | Problem | None:
        if len(found) > 1:
            agreeing = [one for one in found if _agree(self.book.cards[one], values)]
            return agreeing[0] if len(agreeing) == 1 else _doubt(values, found)
        return found[0] if found else None


def phone_shared(card: Card) -> Problem:
    return Problem("row_phone_shared", {"name": card.name}, (card.id,))


def _doubt(values: Values, found: Sequence[int]) -> Problem:
    name = values.get("nickname") or values.get("name") or values.get("phone") or ""
    return Problem("row_ambiguous", {"name": name, "n": len(found)}, tuple(found))


def _agree(card: Card, values: Values) -> bool:
    return any(values.get(name, "") == getattr(card, name) for name in _AGREEING)


def _differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other
