"""What is told of a backup."""

from __future__ import annotations

from datetime import datetime

from qunmate.data import backups, groups
from qunmate.data.backup_list import Holding, holding
from qunmate.data.headcounts import headcounts
from qunmate.data.store import Store
from tests.roster_store import add_member


def test_members_are_counted_as_the_window_counts_them(store: Store) -> None:
    group = groups.add(store.db, "早起读书会", "qq")
    add_member(store, group, "林晓")
    gone = add_member(store, group, "周一川")
    with store.atomic() as db:
        db.execute(
            "UPDATE stays SET left_on = '2026-11-01' WHERE membership_id IN"
            " (SELECT id FROM memberships WHERE member_id = ?)",
            [gone],
        )
    made = backups.automatic(store.db, store.path, datetime(2026, 11, 20, 9, 30))
    assert holding(made) == Holding(1, 0)
    assert headcounts(store.db).persons == 1
