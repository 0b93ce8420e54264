"""A card and its timeline, on real files."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from qunmate.data import clean_ups, member_edits, plan, tags, today_reading
from qunmate.data.member_card import Moment, card, timeline
from qunmate.data.store import Store
from qunmate.progress import finish
from qunmate.roster.tag_rules import Part, Rule
from qunmate.tasks.import_roster import import_roster
from qunmate.tasks.undo_import import undo_import
from tests.roster_store import add_group, add_member, join, say
from tests.sheet_files import workbook


def test_nobody(store: Store) -> None:
    assert card(store.db, 7) is None
    assert timeline(store.db, 7) == []


def test_a_card_with_its_people(store: Store) -> None:
    one, two = add_group(store, "甲"), add_group(store, "乙")
    host = add_member(store, one, "林晓雨")
    guest = add_member(store, one, "周子昂", tags=["讲师"], wxid="wxid_z")
    join(store, two, guest)
    with store.atomic() as db:
        db.execute("UPDATE memberships SET invited_by = ? WHERE member_id = ?", [host, guest])
    found = card(store.db, guest)
    assert found is not None
    assert found.member.tags == ("讲师",)
    assert [one.value for one in found.member.identities] == ["wxid_z"]
    assert found.inviters == {host: "林晓雨"}
    assert found.group_names == {one.id: "甲", two.id: "乙"}
    membership = found.membership(two.id)
    assert membership is not None
    assert membership.group_id == two.id
    inviter = card(store.db, host)
    assert inviter is not None
    assert inviter.brought == (guest,)


def test_the_timeline_runs_backwards(store: Store) -> None:
    group = add_group(store, "甲")
    id_ = add_member(store, group, "林", stays=[("2026-01-05", "2026-09-01")])
    say(store, group, id_, [20_500, 20_510])  # 2026-02-16, 2026-02-26
    with store.atomic() as db:
        db.execute(
            "INSERT INTO events (group_id, import_id, at, day, kind, member_id, text)"
            " VALUES (?, 1, 0, 20520, 'rename', ?, '新名')",
            [group.id, id_],
        )
    assert timeline(store.db, id_) == [
        Moment("2026-09-01", "left", group.id),
        Moment("2026-03-08", "renamed", group.id, "新名"),
        Moment("2026-02-16", "spoke", group.id),
        Moment("2026-01-05", "joined", group.id),
    ]


def test_tags_talks_held_and_what_was_done_about_them(store: Store, tmp_path: Path) -> None:
    group = add_group(store, "甲")
    id_ = add_member(store, group, "林")
    sheet = workbook(tmp_path / "a.xlsx", [["昵称", "标签"], ["林", "讲师、老粉"]])
    finish(import_roster(store, sheet, group=group, today=date(2026, 3, 1)))
    late = int(datetime(2026, 4, 1, 17, tzinfo=UTC).timestamp())  # the 2nd in Shanghai
    with store.atomic() as db:
        silent = tags.add(db, "沉默", rule=Rule((Part("silent", days=30),)))
        tags.give(db, silent, [id_], "2026-05-01")
        for status in ("done", "ready"):
            plan.add(db, group_ids=[group.id], kind="lecture", title="讲座", starts_at=late,
                     speaker_id=id_, status=status)  # fmt: skip
        clean_ups.remind(db, group.id, [(id_, "沉默")], "2026-06-01")
        today_reading.welcome(db, group.id, [id_], "2026-02-01")
    told = [one for one in timeline(store.db, id_) if one.kind != "joined"]
    assert told == [
        Moment("2026-06-01", "reminded", group.id),
        Moment("2026-05-01", "tagged", None, "沉默"),
        Moment("2026-04-02", "hosted", group.id, "讲座"),
        Moment("2026-03-01", "tagged", None, "老粉\n讲师"),
        Moment("2026-02-01", "welcomed", group.id),
    ]
    with store.atomic() as db:
        member_edits.add_tag(db, "新", [id_])
    assert next(one.text for one in timeline(store.db, id_) if one.kind == "tagged") == "新"


def test_tags_of_which_no_day_is_known_come_last(store: Store) -> None:
    """Files of before days were kept for tags don't tell any."""
    id_ = add_member(store, add_group(store, "甲"), "林", tags=["老粉", "讲师"])
    with store.atomic() as db:
        member_edits.add_tag(db, "新", [id_])
    assert [one.text for one in timeline(store.db, id_) if one.kind == "tagged"] == [
        "新",
        "老粉\n讲师",
    ]
    assert timeline(store.db, id_)[-1] == Moment("", "tagged", None, "老粉\n讲师")


def test_a_tag_taken_off_by_a_sheet_comes_back_with_its_day(store: Store, tmp_path: Path) -> None:
    group = add_group(store, "甲")
    id_ = add_member(store, group, "林")
    first = workbook(tmp_path / "a.xlsx", [["昵称", "标签"], ["林", "讲师、老粉"]])
    finish(import_roster(store, first, group=group, today=date(2026, 3, 1)))
    second = workbook(tmp_path / "b.xlsx", [["昵称", "标签"], ["林", "讲师"]])
    before = timeline(store.db, id_)
    done = finish(import_roster(store, second, group=group, today=date(2026, 4, 1), mode="replace"))
    assert timeline(store.db, id_) != before
    assert done.import_id is not None
    finish(undo_import(store, done.import_id))
    assert timeline(store.db, id_) == before
