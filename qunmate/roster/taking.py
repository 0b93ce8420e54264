"""Takes rows of a sheet into the book of a group: new cards, changed fields, problems."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from qunmate.errors import Problem
from qunmate.roster import cells
from qunmate.roster.mapping import CARD
from qunmate.roster.matching import Matcher, Values, phone_shared, row_ids
from qunmate.roster.model import (
    CARD_FIELDS,
    MEMBERSHIP_FIELDS,
    Book,
    Card,
    FieldChange,
    MembershipLine,
    StayLine,
    id_key,
)
from qunmate.roster.rows import Convert
from qunmate.roster.sameness import same_text

_END_OF_NUMBER = "…"  # begins the name of somebody known only by a number
SOMEBODY_NEW = 0  # in place of a member's id
Trouble = tuple[str, Any, Problem]  # field, value, what is wrong with it


@dataclass(slots=True)
class Taken:
    """What one row did. A new card tells of no changes: all of it is new."""

    card: Card
    new: bool
    changes: list[FieldChange] | tuple[()] = ()
    troubles: list[Trouble] | tuple[()] = ()

    def changed(self, name: str, old: Any, new: Any) -> None:
        self.changes = [*self.changes, FieldChange(name, old, new)]

    def trouble(self, name: str, value: Any, problem: Problem) -> None:
        self.troubles = [*self.troubles, (name, value, problem)]


@dataclass(slots=True)
class Taker:
    """`mode`: update, add, fill or replace. `custom` maps fields `custom:NAME` to NAME, `readers`
    say how cells of a field are read."""

    book: Book
    mode: str
    custom: Mapping[str, str]
    readers: Mapping[str, Convert] = field(default_factory=dict)
    matcher: Matcher = field(init=False)

    def __post_init__(self) -> None:
        self.matcher = Matcher(self.book)

    def recognise(self, rows: Iterable[Values]) -> list[int | Problem | None]:
        """Who the rows are by what can't be shared: done for all rows before names are
        looked at, so that a name is left to the row that owns it."""
        found: list[int | Problem | None] = []
        strong, claimed = self.matcher.strong, self.matcher.claimed
        renamed: dict[int, list[tuple[int, Values]]] = {}
        for position, values in enumerate(rows):
            member_id = strong(values)
            found.append(member_id)
            if type(member_id) is int:
                if self.matcher.only_shares_phone(member_id, values):
                    renamed.setdefault(member_id, []).append((position, values))
                else:
                    claimed.add(member_id)
        for member_id, sharing in renamed.items():
            first = sharing[0][1] if member_id not in claimed else None
            for position, values in sharing[first is not None :]:
                again = first is not None and self.matcher.same_row(first, values)
                found[position] = None if again else phone_shared(self.book.cards[member_id])
            claimed.add(member_id)
        return found

    def take(self, values: Values, blanks: Collection[str], known: int | None) -> Taken | Problem:
        """Take one row in; `known` is what `recognise` found for it, SOMEBODY_NEW if the
        operator said so."""
        member_id: int | Problem | None = known
        if member_id == SOMEBODY_NEW:
            taken = self._add(values)
            self.matcher.claimed.add(taken.card.id)
            return taken
        if member_id is None:
            member_id = self.matcher.strong(values)  # somebody from a row above
        if member_id is None:
            member_id = self.matcher.weak(values)
        if isinstance(member_id, Problem):
            return member_id
        if member_id is None:
            taken = self._add(values)
            self.matcher.claimed.add(taken.card.id)
            return taken
        self.matcher.claimed.add(member_id)
        taken = Taken(self.book.cards[member_id], new=False)
        self._merge(taken, values, blanks)
        return taken

    def _add(self, values: Values) -> Taken:
        book, get = self.book, values.get
        card = Card(
            0,
            get("name") or get("nickname") or _unnamed(values, book.platform),
            get("phone"),
            get("city"),
            get("trade"),
            get("birthday"),
            get("gender"),
            get("strengths"),
            get("needs"),
            get("notes"),
            new=True,
        )
        taken = Taken(book.add_card(card), new=True)
        if self.custom:
            card.custom = {key: values[name] for name, key in self.custom.items() if name in values}
        if "wechat" in values or "qq" in values or "id" in values:
            self._ids(taken, values)
        if "tags" in values:
            book.retag(card, values["tags"])
        self._sit_down(taken, values)
        return taken

    def _sit_down(self, taken: Taken, values: Values) -> None:
        """A new membership in the group."""
        book, card = self.book, taken.card
        nickname, joined, left = map(values.get, ("nickname", "joined_on", "left_on"))
        if joined is not None and left is not None and left < joined:
            taken.trouble("left_on", left, Problem("left_before_joined", {"joined": joined}))
            left = None
        membership = MembershipLine(
            0, card.id, nickname, values.get("role"), values.get("expires_on"), new=True
        )
        book.add_membership(membership, joined, left)
        book.call(card.id, card.name)
        if nickname is not None and nickname != card.name:
            book.call(card.id, nickname)

    def _merge(self, taken: Taken, values: Values, blanks: Collection[str]) -> None:
        card = taken.card
        membership = self.book.memberships.get(card.id)
        if card.name.startswith(_END_OF_NUMBER) and "name" not in values and "nickname" in values:
            values = {**values, "name": values["nickname"]}
        if self.mode != "add" or card.new:
            self._card(taken, values, blanks)
        if membership is None:
            taken.changed("group", None, self.book.group_name)
            self._sit_down(taken, values)
        elif self.mode != "add" or membership.new:
            self._membership(taken, membership, values, blanks)
            if "joined_on" in values or "left_on" in values:
                self._stays(taken, membership, values)

    def _card(self, taken: Taken, values: Values, blanks: Collection[str]) -> None:
        card, book = taken.card, self.book
        for name in CARD_FIELDS:
            if name in values:
                new = values[name]
            elif name in blanks and name != "name":
                new = None
            else:
                continue
            old = getattr(card, name)
            if old == new or not self._wins(name, old, new):
                continue
            setattr(card, name, new)
            taken.changed(name, old, new)
            if name == "phone" and new is not None:
                book.index_phone(card, new)
            if not card.new:
                book.note("members", card.id, name, old, new)
        if "wechat" in values or "qq" in values or "id" in values:
            self._ids(taken, values)
        if "tags" in values or "tags" in blanks:
            self._tags(taken, values.get("tags", ()))
        if self.custom:
            self._custom(taken, values, blanks)

    def _wins(self, name: str, old: Any, new: Any) -> bool:
        """Whether a value of the sheet, which differs, takes the place of the old one."""
        if old in (None, ""):
            return True
        if self.mode == "fill" or same_text(name, old, new):
            return False
        # what was kept in another way than such a field is written now
        read = self.readers.get(name) if name in self.custom else None
        return read is None or read(old) != new

    def _ids(self, taken: Taken, values: Values) -> None:
        card, book = taken.card, self.book
        for platform, one in self.matcher.ids_of(values):
            owner = book.ids.setdefault(platform, {}).get(id_key(one))
            name = platform if platform in values else "id"
            if owner is None:
                book.index_id(card.id, platform, one)
                book.new_ids.append((card.id, platform, one))
                if not taken.new:
                    taken.changed(name, None, one)
            elif owner != card.id:
                taken.trouble(name, one, Problem("id_taken", {"name": book.cards[owner].name}))

    def _tags(self, taken: Taken, tags: Sequence[str]) -> None:
        card = taken.card
        if card.tags and self.mode == "fill":
            return
        known = {cells.one_line(tag): tag for tag in card.tags}
        fresh = [tag for tag in tags if tag not in known and tag not in self.book.ruled]
        gone = []
        if self.mode == "replace":
            by_rule = self.book.given.get(card.id, set())
            gone = [tag for clean, tag in known.items() if clean not in tags and tag not in by_rule]
        if not fresh and not gone:
            return
        old = card.tags
        self.book.retag(card, (*(tag for tag in old if tag not in gone), *fresh))
        taken.changed("tags", cells.join_tags(old) or None, cells.join_tags(card.tags) or None)

    def _custom(self, taken: Taken, values: Values, blanks: Collection[str]) -> None:
        card = taken.card
        custom = dict(card.custom)
        for name, key in self.custom.items():
            old = custom.get(key)
            if name in values:
                new = values[name]
                if old == new or not self._wins(name, old, new):
                    continue
                custom[key] = new
            elif name in blanks and old is not None:
                new = None
                del custom[key]
            else:
                continue
            taken.changed(name, old, new)
        if custom != card.custom:
            if not card.new:
                self.book.note("members", card.id, "custom", card.custom, custom)
            card.custom = custom

    def _membership(
        self, taken: Taken, membership: MembershipLine, values: Values, blanks: Collection[str]
    ) -> None:
        for name in MEMBERSHIP_FIELDS:
            if name in values:
                new = values[name]
            elif name in blanks:
                new = None
            else:
                continue
            old = getattr(membership, name)
            if old == new or not self._wins(name, old, new):
                continue
            setattr(membership, name, new)
            taken.changed(name, old, new)
            if name == "nickname" and new is not None:
                self.book.call(membership.member_id, new)
            if not membership.new:
                self.book.note("memberships", membership.id, name, old, new)

    def _stays(self, taken: Taken, membership: MembershipLine, values: Values) -> None:
        joined, left = values.get("joined_on"), values.get("left_on")
        if joined is not None:
            self._join(taken, membership, joined, left)
        if left is None:
            return
        stay = membership.stays[-1]
        if stay.joined_on is not None and left < stay.joined_on:
            problem = Problem("left_before_joined", {"joined": stay.joined_on})
            taken.trouble("left_on", left, problem)
        elif stay.left_on != left and not (stay.left_on and self.mode == "fill"):
            self._set_stay(taken, stay, "left_on", left)

    def _join(
        self, taken: Taken, membership: MembershipLine, joined: str, left: str | None
    ) -> None:
        stays = membership.stays
        if any(stay.joined_on == joined for stay in stays):
            return
        last = stays[-1]
        if last.left_on is not None and joined >= last.left_on and left != last.left_on:
            self.book.add_stay(membership, joined, None)  # left, and came back
            taken.changed("joined_on", last.joined_on, joined)
            return
        stay = stays[0]
        for before, after in itertools.pairwise(stays):
            if before.left_on is not None and before.left_on <= joined:
                stay = after
        until = stay.left_on if left is None or stay is not last else left
        if until is not None and joined > until:
            taken.trouble("joined_on", joined, Problem("left_before_joined", {"joined": joined}))
        elif stay.joined_on is None or self.mode != "fill":
            self._set_stay(taken, stay, "joined_on", joined)

    def _set_stay(self, taken: Taken, stay: StayLine, name: str, new: str) -> None:
        old = getattr(stay, name)
        setattr(stay, name, new)
        taken.changed(name, old, new)
        if not stay.new:
            self.book.note("stays", stay.id, name, old, new)


def drop_reverted(outcomes: Iterable[Taken | Problem]) -> None:
    """Where several rows are one person, what a row changes and a later one changes back is
    no change: such a sheet taken in twice changes nothing."""
    by_person: dict[int, list[Taken]] = {}
    for outcome in outcomes:
        if isinstance(outcome, Taken) and outcome.changes and not outcome.card.new:
            by_person.setdefault(outcome.card.id, []).append(outcome)
    for rows in by_person.values():
        if len(rows) == 1:
            continue
        ends: dict[str, tuple[Any, Any]] = {}
        for row in rows:
            for change in row.changes:
                ends[change.field] = (ends.get(change.field, (change.old,))[0], change.new)
        for row in rows:
            row.changes = [one for one in row.changes if len(set(ends[one.field])) == 2]


def _unnamed(values: Values, platform: str) -> str:
    """A name from the end of an id or phone: all of it must not be shown in public."""
    ids = [one for _platform, one in row_ids(values, platform)]
    known = ids[0] if ids else values.get("phone") or values.get(CARD, "")
    return _END_OF_NUMBER + str(known)[-4:]
