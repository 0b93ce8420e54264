"""Search everywhere: messages, members, highlights and plan items, as one list for the command
line and in sections for the window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qunmate.clock import DAY, parse_day
from qunmate.data import finding, messages
from qunmate.data.database import Database
from qunmate.data.store import Store
from qunmate.roster import pinyin

if TYPE_CHECKING:
    from qunmate.roster.columns import RosterDetails, RosterRows

PLACES = ("highlights", "messages", "members", "plan")
_FINDERS = {"highlights": finding.highlights, "plan": finding.plan_items}


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that holds the text. `at` is an instant, `day` an ISO day where only that is
    known; members have neither. `told` is what a member's card
    says beside that, each with the word of the text for which it is told."""

    kind: str
    id: int
    group_id: int | None
    at: int | None
    day: str | None
    who: str
    text: str
    told: tuple[tuple[str, str], ...] = ()

    @property
    def time(self) -> int:
        if self.at is not None:
            return self.at
        return parse_day(self.day) * DAY if self.day else 0


@dataclass(frozen=True, slots=True)
class Found:
    """The newest hits; `total` is None where there are more than were counted."""

    hits: tuple[Hit, ...]
    total: int | None
    more: bool


def find_all(
    db: Database, text: str, *, places: tuple[str, ...], group_id: int | None, limit: int
) -> Found:
    """The newest `limit` hits of all places, newest first."""
    hits: list[Hit] = []
    more = False
    if not text.strip():
        return Found((), 0, more=False)
    if "messages" in places:
        found, more = messages.search(db, text, group_id=group_id, limit=limit)
        hits += [Hit("message", m.id, m.group_id, m.sent_at, None, m.sender, m.text) for m in found]
    for place, find in {**_FINDERS, "members": finding.members}.items():
        if place in places:
            rows = find(db, text, group_id, limit + 1)
            more = more or len(rows) > limit
            hits += [Hit(*row) for row in rows]
    hits.sort(key=lambda hit: -hit.time)
    more = more or len(hits) > limit
    return Found(tuple(hits[:limit]), None if more else len(hits), more)


@dataclass(frozen=True, slots=True)
class Section:
    """The best hits of one place. `ids` are all that were found where they are known; `more`
    says that there are others beside the hits."""

    hits: tuple[Hit, ...] = ()
    more: bool = False
    ids: tuple[int, ...] = ()

    def first(self, number: int) -> Section:
        """The same with no more than so many hits."""
        return replace(self, hits=self.hits[:number], more=self.more or len(self.hits) > number)


def find_in(store: Store, place: str, text: str, limit: int) -> Section:
    """The newest `limit` hits among the messages, highlights or plan items of all groups."""
    if place == "messages":
        found, more = messages.search(store.db, text, limit=limit)
        hits = [Hit("message", m.id, m.group_id, m.sent_at, None, m.sender, m.text) for m in found]
        return Section(tuple(hits), more)
    rows = _FINDERS[place](store.db, text, None, limit + 1)
    return Section(tuple(Hit(*row) for row in rows[:limit]), len(rows) > limit)


@dataclass(frozen=True, slots=True)
class MemberBook:
    """Everyone with what they can be found by, a line each: read once, searched often."""

    rows: RosterRows
    details: RosterDetails
    stacks: list[str]


def read_members(store: Store) -> MemberBook:
    from qunmate.data import roster_table
    from qunmate.roster.keys import haystacks

    rows = roster_table.roster_rows(store.db, None)
    details = roster_table.roster_details(store.db, rows, None)
    return MemberBook(rows, details, haystacks(rows, details))


def find_members(book: MemberBook, text: str, limit: int, group_id: int | None = None) -> Section:
    """Members by name, pinyin or its initials, id, tag, note; all words of the text must be
    found. Whose name begins with the first word comes first, who has left comes last. A hit
    names the group `group_id` if the member is in it, else the first of the member's."""
    terms = pinyin.fold(text).split()
    if not terms:
        return Section()
    found: Sequence[int] = range(len(book.stacks))
    for term in terms:
        found = [place for place in found if term in book.stacks[place]]
    best = sorted(found, key=lambda place: _rank(book, place, terms[0]))
    hits = [_member(book, place, terms, group_id) for place in best[:limit]]
    ids = tuple(book.rows.ids[place] for place in best)
    return Section(tuple(hits), len(best) > limit, ids)


def _rank(book: MemberBook, place: int, term: str) -> tuple[bool, int, int]:
    stack = book.stacks[place]  # the name, then a line for all else, spellings too
    step = 0 if stack.startswith(term) else 1 if f"\n{term}" in stack else 2
    return book.rows.left_on[place] is not None, step, len(book.rows.names[place])


def _member(book: MemberBook, place: int, terms: list[str], group_id: int | None) -> Hit:
    rows, details = book.rows, book.details
    name, groups = rows.names[place], rows.groups[place]
    phone = details.phones[place] or ""
    seen = [rows.nicknames[place] or "", *rows.tags[place], *details.identities[place].split("\n")]
    seen += [phone] if any(term in pinyin.fold(phone) for term in terms) else []
    text = "\n".join(dict.fromkeys(word for word in seen if word and word != name))
    fields = (details.trades[place], details.cities[place], details.notes[place])
    hidden = [term for term in terms if term not in pinyin.fold(f"{name}\n{text}")]
    told = tuple(
        (field, next(term for term in hidden if term in pinyin.fold(field)))
        for field in fields
        if field and any(term in pinyin.fold(field) for term in hidden)
    )
    group = group_id if group_id in groups else next(iter(groups), None)
    return Hit("member", rows.ids[place], group, None, None, name, text, told)
