"""The number of a row that went is given to nobody else: sheets, rules and marks name rows."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from qunmate.data import groups, imports, member_edits, members, merging, plan, tags, undo
from qunmate.data.store import Store
from qunmate.progress import finish
from qunmate.roster.sheet_taking import RosterImport
from qunmate.tasks.export_roster import export_roster
from qunmate.tasks.import_roster import import_roster
from qunmate.tasks.undo_import import undo_import
from tests.roster_store import add_member

TODAY = date(2026, 11, 22)


def sheet(path: Path, *names: str) -> Path:
    path.write_text("姓名\n" + "".join(f"{name}\n" for name in names), encoding="utf-8")
    return path


def take(store: Store, path: Path) -> RosterImport:
    group = groups.by_name(store.db, "一群")
    return finish(import_roster(store, path, group=group, today=TODAY))


def names(store: Store) -> list[str]:
    return [one.name for one in members.listing(store.db)]


def test_an_old_sheet_of_ours_changes_nobody_who_came_later(store: Store, tmp_path: Path) -> None:
    with store.atomic() as db:
        group = groups.add(db, "一群", "wechat")
    first = take(store, sheet(tmp_path / "a.csv", "林小满", "周航"))
    old = tmp_path / "old.csv"
    export_roster(store, [group], old)
    assert first.import_id is not None
    finish(undo_import(store, first.import_id))
    take(store, sheet(tmp_path / "b.csv", "陈默", "高远"))
    take(store, old)
    assert sorted(names(store)) == sorted(["林小满", "周航", "陈默", "高远"])
    with old.open(encoding="utf-8-sig") as file:
        assert len(list(csv.reader(file))) == 3


def make_each(store: Store) -> tuple[int, int, int]:
    db = store.db
    group = groups.add(db, "二群", "wechat")
    kinds = {"kind": "topic", "title": "话题", "starts_at": 1_780_000_000}
    item = plan.add(db, group_ids=[group.id], **kinds)  # type: ignore[arg-type]
    return add_member(store, None, "林小满"), tags.add(db, "老友"), item


def test_what_is_removed_by_hand_gives_its_number_to_nobody(store: Store) -> None:
    with store.atomic() as db:
        kept = add_member(store, None, "周航")
        member, tag, item = make_each(store)
        merging.merge(db, kept, member)
        tags.delete(db, [tag])
        plan.remove(db, item)
        assert add_member(store, None, "陈默") > member
        member_edits.add_tag(db, "新友", [kept])
        assert tags.by_name(db, "新友").id > tag
        group = groups.by_name(db, "二群")
        again = plan.add(
            db, group_ids=[group.id], kind="topic", title="话题", starts_at=1_780_000_000
        )
        assert again > item


def test_taking_an_import_back_puts_nothing_on_a_row_that_went(store: Store) -> None:
    with store.atomic() as db:
        group = groups.add(db, "一群", "wechat")
        one, other = (add_member(store, group, name, stays=[(None, None)]) for name in ("甲", "乙"))
        import_id = imports.begin(db, kind="roster", file="a", format_="csv", group_id=group.id)
        memberships = dict(db.execute("SELECT member_id, id FROM memberships").fetchall())
        stays = dict(db.execute("SELECT membership_id, id FROM stays").fetchall())
        changes = [
            ("memberships", memberships[other], "role", None, "admin"),
            ("stays", stays[memberships[other]], "left_on", "2026-01-01", None),
        ]
        imports.keep_changes(db, import_id, changes)
        merging.merge(db, one, other)
        third = add_member(store, group, "丙", stays=[(None, None)])
        member_edits.set_membership(db, group.id, [third], {"role": "admin"})
        undo.revert_fields(db, import_id)
    (membership,) = members.by_id(store.db, third).memberships
    assert (membership.role, membership.stays[0].left_on) == ("admin", None)
