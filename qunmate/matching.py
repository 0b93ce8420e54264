"""Who a row of a sheet is. Doubt is a problem, never a guess."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from qunmate.errors import Problem
from qunmate.mapping import CARD
from qunmate.roster import Book, Card, id_key

Values = Mapping[str, Any]
_AGREEING = ("phone", "birthday", "city", "trade")


def row_ids(values: Values, platform: str) -> list[tuple[str, str]]:
    """(platform, id) of every id in a row."""
    found = [("wechat", one) for one in values.get("wechat", ())]
    found += [("qq", one) for one in values.get("qq", ())]
    return found + [(platform, one) for one in values.get("id", ())]


@dataclass(slots=True)
class Matcher:
    """Finds the member of a row. `claimed` holds the members whom rows of this sheet have
    already been matched with: somebody else of the same name is then another person."""

    book: Book
    claimed: set[int] = field(default_factory=set)

    def strong(self, values: Values) -> int | Problem | None:
        """By our own number of the card, a platform id, or the phone."""
        member_id = self._by_card(values)
        if member_id is None and self._has_ids(values):
            member_id = self._by_id(values)
        if member_id is None and "phone" in values:
            return self._by_phone(values)
        return member_id

    def weak(self, values: Values) -> int | Problem | None:
        """By the name in this group, or the name on the card with another field agreeing."""
        nickname, name = values.get("nickname"), values.get("name")
        found: int | Problem | None = None
        if nickname is not None:
            found = self._in_group(nickname, values, nickname=True)
        if found is None and name is not None:
            found = self._in_group(name, values, nickname=False)
        if found is None and name is not None:
            found = self._elsewhere(name, values)
        return found

    def _by_card(self, values: Values) -> int | None:
        token = values.get(CARD)
        if token is None or not token.startswith(self.book.token + "-"):
            return None
        number = token.removeprefix(self.book.token + "-")
        member_id = int(number) if number.isdigit() else 0
        if member_id not in self.book.cards or member_id in self.claimed:
            return None
        if self._is_like(self.book.cards[member_id], values):
            return member_id
        # nothing on it agrees: a new person typed over an old row, if known by other means
        other = self._by_id(values) or self._by_phone(values) or self.weak(values)
        return None if other is not None else member_id

    def _is_like(self, card: Card, values: Values) -> bool:
        if values.get("name") == card.name or values.get("phone", "") == card.phone:
            return True
        seat = self.book.seats.get(card.id)
        if seat is not None and values.get("nickname", "") == seat.nickname:
            return True
        ids = self.book.ids
        return any(
            ids.get((platform, id_key(one))) == card.id
            for platform, one in row_ids(values, self.book.platform)
        )

    def _has_ids(self, values: Values) -> bool:
        return "wechat" in values or "qq" in values or "id" in values

    def _by_id(self, values: Values) -> int | None:
        """The first id that somebody has: an id of another card is a problem of its cell."""
        ids = self.book.ids
        if "id" in values:
            for one in values["id"]:
                if (found := ids.get((self.book.platform, id_key(one)))) is not None:
                    return found
        for platform, one in row_ids(values, self.book.platform):
            if (found := ids.get((platform, id_key(one)))) is not None:
                return found
        return None

    def _by_phone(self, values: Values) -> int | Problem | None:
        found = self.book.phones.get(values.get("phone", ""))
        if not found:
            return None
        if len(found) == 1:
            return found[0]
        named = [one for one in found if self._called(self.book.cards[one], values)]
        return named[0] if len(named) == 1 else self._doubt(values, found)

    def _called(self, card: Card, values: Values) -> bool:
        seat = self.book.seats.get(card.id)
        nickname = seat.nickname if seat else None
        return values.get("name", "") == card.name or values.get("nickname", "") == nickname

    def _in_group(self, name: str, values: Values, *, nickname: bool) -> int | Problem | None:
        candidates = self.book.group_names.get(name)
        if not candidates:
            return None
        book = self.book
        found = [
            one
            for one in candidates
            if not self._contradicts(book.cards[one], values, nickname=nickname)
        ]
        if len(found) > 1:
            agreeing = [one for one in found if _agree(book.cards[one], values)]
            return agreeing[0] if len(agreeing) == 1 else self._doubt(values, found)
        return found[0] if found else None

    def _elsewhere(self, name: str, values: Values) -> int | Problem | None:
        """Somebody of other groups: the name alone is not enough there."""
        candidates = self.book.names.get(name)
        if not candidates:
            return None
        found = [
            one
            for one in candidates
            if one not in self.book.seats
            and _agree(self.book.cards[one], values)
            and not self._contradicts(self.book.cards[one], values, nickname=False)
        ]
        return self._doubt(values, found) if len(found) > 1 else found[0] if found else None

    def _contradicts(self, card: Card, values: Values, *, nickname: bool) -> bool:
        """Whether ids, or where only the name tells, phone or birthday, say: somebody else."""
        if card.ids and self._has_ids(values) and self._other_ids(card, values):
            return True
        if nickname and card.id not in self.claimed:
            return False
        return _differ(card.phone, values.get("phone")) or _differ(
            card.birthday, values.get("birthday")
        )

    def _other_ids(self, card: Card, values: Values) -> bool:
        theirs: dict[tuple[str, bool], set[str]] = {}
        for platform, one in card.ids:
            theirs.setdefault((platform, _kind(platform, one)), set()).add(id_key(one))
        return any(
            id_key(one) not in theirs.get((platform, _kind(platform, one)), {id_key(one)})
            for platform, one in row_ids(values, self.book.platform)
        )

    def _doubt(self, values: Values, found: Sequence[int]) -> Problem:
        name = values.get("nickname") or values.get("name") or values.get("phone") or ""
        return Problem("row_ambiguous", {"name": name, "n": len(found)})


def _kind(platform: str, one: str) -> bool:
    """A WeChat account has a wxid and a 微信号: two different ids of one person."""
    return platform == "wechat" and one.startswith("wxid_")


def _agree(card: Card, values: Values) -> bool:
    return any(values.get(name, "") == getattr(card, name) for name in _AGREEING)


def _differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other
