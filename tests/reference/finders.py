"""The finder lists of a group on a day, by what they say of themselves."""

from __future__ import annotations

from collections.abc import Collection

from . import layers, people
from .conversations import role_of
from .reading import Book
from .relations import partners_of


def _times(book: Book, member: int, first: int, last: int) -> int:
    return len(layers.days_spoken([book], member, first, last))


def lists(book: Book, end: int, welcomed: Collection[int]) -> dict[str, set[int]]:
    standing = layers.layers_on([book], end)
    found: dict[str, set[int]] = {key: set() for key in _LISTS}
    for member, layer in standing.items():
        for key, belongs in _LISTS.items():
            if belongs(book, member, layer, end):
                found[key].add(member)
    found["unwelcomed"] = {
        member for member, layer in standing.items() if layer == "newcomer"
    } - set(welcomed)
    found["connectors"] = _connectors(book, end) & set(standing)
    return found


def _seed(book: Book, member: int, layer: str, end: int) -> bool:
    return layer in {"leader", "core"} and people.tenure([book], member, end) >= 90


def _starter(book: Book, member: int, _layer: str, end: int) -> bool:
    return role_of([book], member, end - 29, end) == "starter"


def _leader(_book: Book, _member: int, layer: str, _end: int) -> bool:
    return layer == "leader"


def _rising(book: Book, member: int, _layer: str, end: int) -> bool:
    now = _times(book, member, end - 27, end)
    return now >= 10 and now >= 2 * _times(book, member, end - 55, end - 28)


def _fading(book: Book, member: int, _layer: str, end: int) -> bool:
    before = _times(book, member, end - 55, end - 28)
    return before >= 10 and 2 * _times(book, member, end - 27, end) <= before


def _silent(book: Book, member: int, _layer: str, end: int) -> bool:
    spoken = layers.days_spoken([book], member, 0, end)
    since = max(spoken) if spoken else people.stay_that_holds([book], member, end)[0]
    return end - since >= 30


def _never_spoke(book: Book, member: int, _layer: str, end: int) -> bool:
    return not layers.days_spoken([book], member, 0, end)


def _connectors(book: Book, end: int) -> set[int]:
    """With as many partners as the last of the first 5 % has, whoever still is a member."""
    speakers = {line.sender for line in book.human_lines if end - 29 <= line.day <= end} - {None}
    partners = {
        one: len(partners_of([book], one, end - 29, end)) for one in speakers if one is not None
    }
    if not partners:
        return set()
    most = sorted(partners.values(), reverse=True)
    least = max(most[(len(most) + 19) // 20 - 1], 3)
    return {one for one, number in partners.items() if number >= least}


_LISTS = {
    "seeds": _seed,
    "starters": _starter,
    "leaders": _leader,
    "rising": _rising,
    "fading": _fading,
    "silent": _silent,
    "never_spoke": _never_spoke,
}
