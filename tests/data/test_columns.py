from __future__ import annotations

import pytest

from qunmate.data import human_messages
from qunmate.data.columns import columns
from qunmate.data.human_messages import read_owners
from qunmate.data.store import Store
from tests.figure_book import FigureBook

LARGEST = 2**63 - 1


def test_integers_of_any_size_come_in_their_order(store: Store) -> None:
    given = [(0, -LARGEST), (7, 0), (-3, LARGEST)]
    rows = " UNION ALL ".join(["SELECT ?, ?"] * len(given))
    first, second = columns(store.db, rows, [n for row in given for n in row], 2)
    assert list(zip(first.tolist(), second.tolist(), strict=True)) == given


def test_no_row_is_no_integer(store: Store) -> None:
    (found,) = columns(store.db, "SELECT :a WHERE :a > 1", {"a": 1}, 1)
    assert found.tolist() == []


def test_a_null_never_moves_the_others(store: Store) -> None:
    with pytest.raises(ValueError, match="SELECT"):
        columns(store.db, "SELECT 1, NULL UNION ALL SELECT 2, 3", [], 2)


@pytest.mark.parametrize("part", [2, 3, 100])
def test_messages_read_in_parts_are_those_read_at_once(store: Store, part: int) -> None:
    book = FigureBook(store)
    book.person("A", ("2026-01-05", None))
    for day in range(1, 8):
        book.says("A", f"2026-11-0{8 - day}")
    owners = read_owners(store.db)
    whole = human_messages.human_messages(store.db, book.group.id, owners)
    parts = human_messages.human_messages(store.db, book.group.id, owners, part=part)
    assert parts.messages.at.tolist() == whole.messages.at.tolist()
    assert len(whole.messages.at) == 7
