"""The finder lists against the slow reference, over invented groups."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from qunmate.data import groups
from qunmate.data.store import Store
from qunmate.roster.finder import FINDERS
from qunmate.tasks.segments import members_of
from tests.reference import finders
from tests.reference.reading import iso, read_books
from tests.reference.writing import Writer

FIRST, LAST = 20_000, 20_150
EPOCH = date(1970, 1, 1)


def _write(write: Writer, chance: random.Random) -> tuple[int, set[int]]:
    """A group of forty, who come and go at any time, whose zeal grows or fades; and whom
    somebody greeted."""
    group = write.group("UTC")
    batch = write.chat_import(group, FIRST, LAST)
    welcomed: set[int] = set()
    memberships: list[tuple[int, float]] = []
    for _ in range(40):
        member = write.member()
        joined = chance.choice((FIRST, FIRST + 60, LAST - 91, LAST - 90, LAST - 30, LAST - 13))
        known = iso(joined) if chance.random() < 0.8 else None
        left = iso(LAST - chance.randrange(40)) if chance.random() < 0.15 else None
        hand = chance.choice(("leader", "newcomer", *[None] * 12))
        membership = write.membership(
            group, member, [(known, left, iso(joined))], layer_override=hand
        )
        if chance.random() < 0.4:
            welcomed.add(member)
            write.db.execute(
                "UPDATE memberships SET welcomed_on = ? WHERE id = ?", [iso(LAST), membership]
            )
        memberships.append((write.identity(member), chance.choice((0.0, 0.2, 1.0, 5.0))))
    for turn in (LAST - 55, LAST - 27):  # the two spans that are compared
        memberships = [
            (who, zeal * chance.choice((0.3, 1.0, 1.0, 3.0))) for who, zeal in memberships
        ]
        for _ in range(70):
            at = (turn + chance.randrange(28)) * 86_400 + chance.randrange(80_000)
            for who in chance.choices(*zip(*memberships, strict=True), k=chance.randrange(1, 7)):
                at += chance.choice((20, 200, 400))
                write.message(group, batch, at, who)
    write.message(group, batch, LAST * 86_400, memberships[0][0])
    return group, welcomed


@pytest.mark.parametrize("seed", range(3))
def test_the_lists_are_what_they_say(store: Store, seed: int) -> None:
    with store.atomic() as db:
        id_, welcomed = _write(Writer(db.conn), random.Random(seed))
    expected = finders.lists(read_books(store.db.conn)[id_], LAST, welcomed)
    group, today = groups.by_id(store.db, id_), EPOCH + timedelta(days=LAST)
    found = {
        key: set(members_of(store, one.conditions, group, today)) for key, one in FINDERS.items()
    }
    assert found == expected
    assert sum(map(bool, found.values())) >= 6
