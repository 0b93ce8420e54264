"""A sheet that lists everybody of a group, while it is taken in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from qunmate.errors import Problem
from qunmate.roster import snapshot
from qunmate.roster.model import Book, RowPlan
from qunmate.roster.snapshot import ListChange, Listed
from qunmate.roster.taking import Taken


@dataclass(slots=True)
class FullList:
    """`stay_in` are members who have not left though they are not on it, `before` is the last
    full list, `now` this one."""

    stay_in: frozenset[int]
    before: dict[int, Listed] = field(default_factory=dict)
    now: dict[int, Listed] = field(default_factory=dict)

    def settle(
        self,
        book: Book,
        outcomes: Sequence[Taken | Problem],
        left: Sequence[str | None] | None,
        today: str,
    ) -> list[RowPlan]:
        """Set who joined, came back and left; `left` are the days on which rows say so
        themselves. Whoever may be meant by a row in doubt stays. Gives a plan for each who
        left."""
        said_left = left or [None] * len(outcomes)
        known, present = set(self.stay_in), {}
        for outcome, left_on in zip(outcomes, said_left, strict=True):
            if isinstance(outcome, Problem):
                known.update(outcome.about)
                continue
            known.add(outcome.card.id)
            if left_on is None:
                present[outcome.card.id] = outcome
        back = snapshot.arrive(book, present, compared=bool(self.before), today=today)
        for member_id in back:
            if not present[member_id].new:
                present[member_id].changed("joined_on", None, today)
        self.now = snapshot.listed(book, present)
        return snapshot.leave(book, known, today)

    def compared(self, book: Book) -> tuple[ListChange, ...]:
        """What is other than in the last full list, once `settle` is done."""
        names = {id_: card.name for id_, card in book.cards.items()}
        return tuple(snapshot.compare(self.before, self.now, names))
