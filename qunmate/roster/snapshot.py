"""The full list of a group against the last one: who joined, left, was renamed, changed role."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from qunmate.roster.model import Book, FieldChange, MembershipLine, RowPlan

JOINED, LEFT, RENAMED, ROLE = "joined", "left", "renamed", "role"


class Listed(NamedTuple):
    """A member as a list has them."""

    nickname: str | None
    role: str | None


class ListChange(NamedTuple):
    """`kind` is joined, left, renamed or role; `old` and `new` are names or roles."""

    kind: str
    member_id: int
    name: str
    old: str | None = None
    new: str | None = None


def listed(book: Book, present: Iterable[int]) -> dict[int, Listed]:
    """Everybody whom the sheet lists, as they now stand."""
    memberships = (
        (id_, book.memberships[id_]) for id_ in dict.fromkeys(present) if id_ in book.memberships
    )
    return {id_: Listed(membership.nickname, membership.role) for id_, membership in memberships}


def compare(
    before: Mapping[int, Listed], now: Mapping[int, Listed], names: Mapping[int, str]
) -> list[ListChange]:
    """What is other than in the last list; nothing where there was none."""
    if not before:
        return []
    found = []
    for id_, one in now.items():
        old = before.get(id_)
        if old is None:
            found.append(ListChange(JOINED, id_, names.get(id_, "")))
            continue
        if old.nickname != one.nickname and old.nickname and one.nickname:
            found.append(ListChange(RENAMED, id_, names.get(id_, ""), old.nickname, one.nickname))
        if old.role != one.role and one.role:
            found.append(ListChange(ROLE, id_, names.get(id_, ""), old.role, one.role))
    gone = (id_ for id_ in before if id_ not in now)
    return found + [ListChange(LEFT, id_, names.get(id_, "")) for id_ in gone]


def arrive(book: Book, present: Iterable[int], *, compared: bool, today: str) -> set[int]:
    """Whoever left and is on the full list is back today, and whoever is new joined today
    where there was a list before (`compared`). Gives who is back."""
    back = set()
    for member_id in present:
        membership = book.memberships[member_id]
        last = membership.stays[-1] if membership.stays else None
        if last is None or (last.left_on is not None and not last.new):
            book.add_stay(membership, today, None)
            back.add(member_id)
        elif last.new and compared and last.joined_on is None and last.left_on is None:
            last.joined_on = today
    return back


def leave(book: Book, here: Collection[int], today: str) -> list[RowPlan]:
    """Whoever sits in the group and is not among those `here` left today. Gives a plan (of
    row 0) for each."""
    gone = (
        membership
        for id_, membership in sorted(book.memberships.items())
        if id_ not in here and _is_in(membership)
    )
    return [_leave(book, membership, today) for membership in gone]


def _is_in(membership: MembershipLine) -> bool:
    return bool(membership.stays) and membership.stays[-1].left_on is None


def _leave(book: Book, membership: MembershipLine, today: str) -> RowPlan:
    stay = membership.stays[-1]
    stay.left_on = max(today, stay.joined_on or today)
    if not stay.new:
        book.note("stays", stay.id, "left_on", None, stay.left_on)
    change = FieldChange("left_on", None, stay.left_on)
    return RowPlan(0, LEFT, book.cards[membership.member_id].name, membership.member_id, (change,))
