"""Contact notes: written, changed, due, followed up."""

from __future__ import annotations

import pytest

from qunmate.data import contact_notes, groups, merging
from qunmate.data.database import Database
from qunmate.data.store import Store
from qunmate.errors import UserError
from tests import noted


def _member(db: Database, name: str) -> int:
    return int(
        db.execute("INSERT INTO members (name) VALUES (?) RETURNING id", [name]).fetchone()[0]
    )


def _membership(db: Database, group_id: int, member_id: int) -> None:
    db.execute("INSERT INTO memberships (group_id, member_id) VALUES (?, ?)", [group_id, member_id])


def _note(
    db: Database, member: int, group: int | None = None, follow: str | None = None, text: str = "聊"
) -> int:
    return contact_notes.add(
        db,
        member_id=member,
        group_id=group,
        noted_on="2026-11-20",
        text=text,
        follow_up_on=follow,
    )


def test_notes_of_a_member_come_latest_first(store: Store) -> None:
    with store.atomic() as db:
        who = _member(db, "林小满")
        first = _note(db, who, text=" 想办线下 \0")
        second = contact_notes.add(
            db, member_id=who, group_id=None, noted_on="2026-11-21", text="再聊"
        )
    found = noted.of_member(store.db, who)
    assert [(note.id, note.text) for note in found] == [(second, "再聊"), (first, "想办线下")]


def test_a_note_must_say_something(store: Store) -> None:
    with store.atomic() as db:
        who = _member(db, "林小满")
        with pytest.raises(UserError) as error:
            _note(db, who, text=" \n ")
    assert error.value.problem.code == "note_empty"


def test_nothing_is_noted_of_a_card_that_is_gone(store: Store) -> None:
    with store.atomic() as db:
        kept, gone = _member(db, "林小满"), _member(db, "小满")
        merging.merge(db, kept, gone)
        with pytest.raises(UserError) as error:
            _note(db, gone)
    assert error.value.problem.code == "member_gone"


def test_due_are_those_whose_day_has_come_and_that_still_wait(store: Store) -> None:
    with store.atomic() as db:
        who = _member(db, "林小满")
        late = _note(db, who, follow="2026-11-22")
        early = _note(db, who, follow="2026-11-19")
        done = _note(db, who, follow="2026-11-19")
        _note(db, who, follow="2026-11-23")
        _note(db, who)
        contact_notes.follow_up(db, done, "2026-11-21")
    assert [note.id for note in contact_notes.due(store.db, None, "2026-11-22")] == [early, late]


def test_due_in_a_group_are_its_own_and_those_of_its_members_without_a_group(
    store: Store,
) -> None:
    with store.atomic() as db:
        here = groups.add(db, "早起读书会", "qq", "Asia/Shanghai").id
        there = groups.add(db, "羽毛球", "qq", "Asia/Shanghai").id
        who, stranger = _member(db, "林小满"), _member(db, "周一川")
        _membership(db, here, who)
        own = _note(db, who, here, "2026-11-20")
        loose = _note(db, who, None, "2026-11-21")
        _note(db, who, there, "2026-11-20")
        _note(db, stranger, None, "2026-11-20")
    assert [note.id for note in contact_notes.due(store.db, here, "2026-11-22")] == [own, loose]


def test_another_day_to_follow_up_opens_the_matter_again(store: Store) -> None:
    with store.atomic() as db:
        who = _member(db, "林小满")
        note = _note(db, who, follow="2026-11-20")
        contact_notes.follow_up(db, note, "2026-11-21")
        _changed(db, note, "2026-11-20")
    assert contact_notes.due(store.db, None, "2026-12-31") == []
    with store.atomic() as db:
        _changed(db, note, "2026-12-01")
    assert [one.id for one in contact_notes.due(store.db, None, "2026-12-31")] == [note]
    found = contact_notes.by_id(store.db, note)
    assert found is not None
    assert (found.text, found.followed_up_on) == ("改过", None)


def _changed(db: Database, note: int, follow: str) -> None:
    contact_notes.change(
        db, note, group_id=None, noted_on="2026-11-20", text="改过", follow_up_on=follow
    )


def test_notes_move_along_when_two_cards_are_merged(store: Store) -> None:
    with store.atomic() as db:
        keep, drop = _member(db, "林小满"), _member(db, "小满")
        note = _note(db, drop)
        merging.merge(db, keep, drop)
    assert [one.id for one in noted.of_member(store.db, keep)] == [note]
