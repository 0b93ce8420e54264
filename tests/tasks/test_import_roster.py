"""Sheets taken into a group once, and taken back whole: who is who, what wins, what is told."""

from __future__ import annotations

import pytest

from qunmate import i18n
from qunmate.errors import UserError
from qunmate.progress import finish
from qunmate.tasks.import_roster import import_roster
from qunmate.tasks.undo_import import undo_import
from tests.roster_store import add_member
from tests.sheet_files import new_group, workbook
from tests.tasks.roster_desk import TODAY, UGLY, Desk, counts, problems


def test_taking_it_in_again_changes_nothing(desk: Desk) -> None:
    desk.take(UGLY)
    before = desk.dump()
    again = desk.take(UGLY)
    assert counts(again) == (0, 0, again.rows, 0)
    assert desk.dump() == before


def test_a_dry_run_counts_the_same_and_writes_nothing(desk: Desk) -> None:
    desk.take([["昵称", "手机"], ["小明", "13912345678"]])
    before = desk.dump()
    rows = [["昵称", "手机", "城市"], ["小明", "", "杭州"], ["小红", "x", ""], ["", "", "宁波"]]
    dry = desk.take(rows, dry_run=True)
    assert desk.dump() == before
    assert dry.import_id is None
    assert [(p.row, p.status) for p in dry.plans] == [(2, "updated"), (3, "new"), (4, "rejected")]
    assert [tuple(change) for change in dry.plans[0].changes] == [("city", None, "杭州")]
    assert [tuple(change) for change in dry.plans[1].changes] == [("nickname", None, "小红")]
    assert dry.plans[2].reason is not None
    assert dry.plans[2].reason.code == "row_nobody"
    done = desk.take(rows)
    assert counts(done) == counts(dry) == (1, 1, 0, 1)
    assert done.errors == dry.errors


def test_a_blank_never_overwrites(desk: Desk) -> None:
    desk.take([["昵称", "城市", "备注"], ["小明", "杭州", "x"]])
    assert counts(desk.take([["昵称", "城市", "备注"], ["小明", "", "-"]])) == (0, 0, 1, 0)
    assert desk.one("小明").city == "杭州"


def test_modes(desk: Desk) -> None:
    desk.take([["姓名", "城市", "行业", "标签"], ["小明", "杭州", "", "a"]])
    rows = [
        ["姓名", "城市", "行业", "标签"],
        ["小明", "宁波", "设计", "b"],
        ["小红", "上海", "", ""],
    ]
    assert counts(desk.take(rows, mode="add", dry_run=True)) == (1, 0, 1, 0)
    filled = desk.take(rows, mode="fill")
    assert counts(filled) == (1, 1, 0, 0)
    ming = desk.one("小明")
    assert (ming.city, ming.trade, ming.tags) == ("杭州", "设计", ("a",))
    assert counts(desk.take(rows)) == (0, 1, 1, 0)
    ming = desk.one("小明")
    assert (ming.city, set(ming.tags)) == ("宁波", {"a", "b"})
    rows[1] = ["小明", "宁波", "", "b"]
    replaced = desk.take(rows, mode="replace")
    assert counts(replaced) == (0, 1, 1, 0)
    ming = desk.one("小明")
    assert (ming.trade, ming.tags) == (None, ("b",))


def test_a_bad_cell_costs_the_cell_and_nobody_the_row(desk: Desk) -> None:
    result = desk.take(
        [
            ["姓名", "手机", "入群时间", "群职务", "邀请人"],
            ["小明", "打微信", "去年", "路人", "谁"],
            [None, "139****0000", "2024-01-02", None, None],
            ["小红", "13912345678", "2024-01-02", "群主", "小红"],
        ]
    )
    assert counts(result) == (2, 0, 0, 1)
    assert sorted(problems(result), key=str) == sorted(
        [
            (2, "手机", "phone_bad"), (2, "入群时间", "date_bad"), (2, "群职务", "role_unknown"),
            (2, "邀请人", "inviter_unknown"), (3, "手机", "cell_masked"), (3, None, "row_nobody"),
            (4, "邀请人", "inviter_self"),
        ], key=str,
    )  # fmt: skip
    assert result.errors[0].value == "打微信"
    assert desk.one("小明").phone is None


def test_problems_are_counted_beyond_those_listed(desk: Desk) -> None:
    rows = [["姓名", "手机"], *([f"人{n}", "x"] for n in range(1100))]
    result = desk.take(rows)
    assert (len(result.errors), result.errors_total, result.new) == (1000, 1100, 1100)


def test_one_person_in_two_rows_is_one_card(desk: Desk) -> None:
    rows = [["姓名", "微信号", "城市"], ["王明", "wx_ming1", "杭州"], ["小王", "wx_ming1", "宁波"]]
    assert counts(desk.take(rows)) == (1, 1, 0, 0)
    assert [(one.name, one.city) for one in desk.everyone()] == [("小王", "宁波")]
    assert counts(desk.take(rows)) == (0, 0, 2, 0)


def test_two_people_of_one_name_are_two_cards(desk: Desk) -> None:
    rows = [["姓名", "手机"], ["张伟", "13900000001"], ["张伟", "13900000002"]]
    assert counts(desk.take(rows)) == (2, 0, 0, 0)
    assert counts(desk.take(rows)) == (0, 0, 2, 0)
    unsure = desk.take([["姓名", "城市"], ["张伟", "杭州"]])
    assert counts(unsure) == (0, 0, 0, 1)
    assert problems(unsure) == [(2, None, "row_ambiguous")]


def test_an_id_of_somebody_else_is_not_taken_over(desk: Desk) -> None:
    desk.take(
        [["姓名", "微信号", "手机"], ["甲", "wx_aaaaa", "13900000001"], ["乙", "wx_bbbbb", ""]]
    )
    result = desk.take([["账号", "微信号"], ["wx_aaaaa", "wx_bbbbb"]])
    assert counts(result) == (0, 0, 1, 0)
    assert [code for *_, code in problems(result)] == ["id_taken"]


def test_stays(desk: Desk) -> None:
    head = ["姓名", "入群时间", "退群时间"]
    desk.take([head, ["甲", "", ""], ["乙", "2024-03-01", "2024-01-01"], ["丙", "2024-01-01", ""]])
    assert desk.membership("乙").stays[0].left_on is None
    desk.take([head, ["甲", "2024-02-01", ""], ["丙", "", "2024-05-01"]])
    assert desk.membership("甲").stays[0].joined_on == "2024-02-01"
    assert desk.membership("丙").stays[0].left_on == "2024-05-01"
    desk.take([head, ["丙", "2024-09-01", ""]])
    assert [(s.joined_on, s.left_on) for s in desk.membership("丙").stays] == [
        ("2024-01-01", "2024-05-01"), ("2024-09-01", None),
    ]  # fmt: skip
    wrong = desk.take([head, ["丙", "", "2024-08-01"]])
    assert problems(wrong) == [(2, "退群时间", "left_before_joined")]


def test_members_of_one_group_join_another(desk: Desk) -> None:
    desk.take([["姓名", "手机"], ["甲", "13900000001"]])
    other = new_group(desk.store, "二群")
    result = desk.take([["姓名", "手机"], ["甲", "13900000001"]], group=other)
    assert counts(result) == (0, 1, 0, 0)
    assert len(desk.one("甲").memberships) == 2


def test_taken_back_all_is_as_before(desk: Desk) -> None:
    desk.take(
        [["姓名", "手机", "城市", "标签", "退群时间"], ["甲", "13900000001", "杭州", "a;b", ""]]
    )
    before = desk.dump()
    rows = [
        ["姓名", "手机", "城市", "标签", "退群时间", "星座", "邀请人", "群职务"],
        ["甲", "13900000001", "宁波", "b;c", "2024-05-01", "双鱼", "乙", "群主"],
        ["乙", "13900000002", "上海", "d", "", "", "甲", ""],
    ]
    for mode in ("update", "replace"):
        result = desk.take(rows, mode=mode)
        assert counts(result) == (1, 1, 0, 0)
        assert result.import_id is not None
        finish(undo_import(desk.store, result.import_id))
        after = desk.dump()
        for table in ("members", "identities", "memberships", "stays", "tags"):
            assert after[table] == before[table], table
        assert [row[:2] for row in after["member_tags"]] == [r[:2] for r in before["member_tags"]]


def test_an_import_that_stops_leaves_nothing(desk: Desk) -> None:
    before = desk.dump()
    path = workbook(desk.folder / "a.xlsx", [["姓名"], *([f"人{n}"] for n in range(5000))])
    job = import_roster(desk.store, path, group=desk.group, today=TODAY)
    for step in job:
        if step.records >= 4000:
            break
    job.close()
    assert desk.dump() == before
    assert not desk.store.db.conn.in_transaction


def test_names_seen_in_chat_are_people(desk: Desk) -> None:
    with desk.store.atomic() as db:
        seen = add_member(desk.store, desk.group, "小明", stays=[(None, None)])
        db.execute(
            "INSERT INTO identities (member_id, platform, value, group_id)"
            " VALUES (?, 'wechat', ?, ?)",
            [seen, "明明", desk.group.id],
        )
    assert counts(desk.take([["昵称", "手机"], ["明明", "13912345678"]])) == (0, 1, 0, 0)
    assert desk.one("小明").phone == "13912345678"


def test_somebody_known_only_by_a_number_shows_its_end(desk: Desk) -> None:
    desk.take([["手机"], ["13912345678"]])
    assert [one.name for one in desk.everyone()] == ["…5678"]
    desk.take([["手机", "昵称"], ["13912345678", "小明"]])
    assert [one.name for one in desk.everyone()] == ["小明"]


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_group_that_was_deleted_meanwhile_takes_nothing_in(desk: Desk, *, dry_run: bool) -> None:
    with desk.store.atomic() as db:
        db["groups"].delete(desk.group.id)
    with pytest.raises(UserError, match="gone_meanwhile"):
        desk.take([["姓名"], ["林小满"]], dry_run=dry_run)


@pytest.mark.parametrize(
    ("heading", "joined"), [("入群日期", None), ("入群日期（民國）", "2009-05-12")]
)
def test_a_short_year_is_not_guessed_in_taiwan(
    desk: Desk, heading: str, joined: str | None
) -> None:
    before = i18n.language()
    i18n.install("zh_TW")
    try:
        told = desk.take(
            [["暱稱", heading], ["小明", "98/05/12"]],
            mapping={"暱稱": "nickname", heading: "joined_on"},
        )
    finally:
        i18n.install(before)
    (stay,) = desk.membership("小明").stays
    assert stay.joined_on == joined
    assert [one.problem.code for one in told.errors] == ([] if joined else ["date_which_years"])
