"""Edits of what was deleted since the operator saw it: one sentence, and nothing changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any

import pytest

from qunmate.data import highlights, member_edits, pictures, plan, tags
from qunmate.data.store import Store
from qunmate.data.world import gone_meanwhile
from qunmate.errors import UserError
from tests.roster_store import add_group

GONE = 9999
DRAFT = highlights.Draft(GONE, "quote", "早安", "", "2026-11-21")

EDITS: dict[str, Callable[[Any], object]] = {
    "plan in a group": lambda db: plan.add(
        db, group_ids=[GONE], kind="topic", title="早安", starts_at=0
    ),
    "plan with a speaker": lambda db: plan.add(
        db, group_ids=[], kind="topic", title="早安", starts_at=0, speaker_id=GONE
    ),
    "highlight of a group": lambda db: highlights.keep(db, DRAFT),
    "picture": lambda db: pictures.keep(db, GONE, b"png"),
    "tag on a member": lambda db: member_edits.add_tag(db, "VIP", [GONE]),
    "field": lambda db: member_edits.set_fields(db, [GONE], {"city": "北京"}),
    "tags made one": lambda db: tags.merge(db, GONE, [GONE + 1]),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_of_what_has_gone(store: Store, name: str) -> None:
    with pytest.raises(UserError, match="gone_meanwhile"), gone_meanwhile(), store.atomic() as db:
        EDITS[name](db)
    assert not store.db.execute("SELECT 1 FROM plan_items UNION SELECT 1 FROM tags").fetchall()


def test_a_tag_that_has_gone_is_no_reason_not_to_merge_the_others(store: Store) -> None:
    with store.atomic() as db:
        into, other = tags.add(db, "讲师"), tags.add(db, "老师")
        tags.merge(db, into, [GONE, other])
    assert [one.name for one in tags.all_tags(store.db)] == ["讲师"]


def test_other_faults_stay_defects(store: Store) -> None:
    add_group(store)
    with pytest.raises(sqlite3.IntegrityError), gone_meanwhile(), store.atomic() as db:
        db.execute("INSERT INTO groups (name) SELECT name FROM groups")
