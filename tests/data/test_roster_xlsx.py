"""A roster written to a sheet and read back changes nothing; edited cells change just those."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from qunmate import i18n
from qunmate.data import custom_fields, groups
from qunmate.data.store import Store, open_store
from qunmate.errors import UserError
from qunmate.model import Group
from qunmate.progress import finish
from qunmate.roster.custom import CustomField
from qunmate.roster.sheet_taking import RosterImport
from qunmate.tasks.export_roster import export_roster, export_template
from qunmate.tasks.import_roster import import_roster
from tests.sheet_files import new_group

TODAY = date(2026, 11, 22)


def take(store: Store, path: Path, group: Group) -> RosterImport:
    return finish(import_roster(store, path, group=group, today=TODAY))


def person(store: Store, group: Group, name: str, **fields: Any) -> int:
    """A member written straight into the file, whatever the fields hold."""
    membership = {
        key: fields.pop(key, None) for key in ("nickname", "role", "expires_on", "invited_by")
    }
    tags, ids, stays = (fields.pop(key, ()) for key in ("tags", "ids", "stays"))
    fields["custom"] = json.dumps(fields.get("custom", {}), ensure_ascii=False)
    with store.atomic() as db:
        columns = ["name", *fields]
        marks = ", ".join("?" * len(columns))
        (member_id,) = db.execute(
            f"INSERT INTO members ({', '.join(columns)}) VALUES ({marks}) RETURNING id",
            [name, *fields.values()],
        ).fetchone()
        (membership_id,) = db.execute(
            "INSERT INTO memberships (group_id, member_id, nickname, role, expires_on, invited_by)"
            " VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
            [group.id, member_id, *membership.values()],
        ).fetchone()
        for joined, left in stays or [(None, None)]:
            db.execute(
                "INSERT INTO stays (membership_id, joined_on, left_on, brought_on)"
                " VALUES (?, ?, ?, '2026-01-01')",
                [membership_id, joined, left],
            )
        for platform, value in ids:
            db.execute(
                "INSERT OR IGNORE INTO identities (member_id, platform, value) VALUES (?, ?, ?)",
                [member_id, platform, value],
            )
        for tag in tags:
            db.execute("INSERT OR IGNORE INTO tags (name) VALUES (?)", [tag])
            db.execute(
                "INSERT OR IGNORE INTO member_tags (member_id, tag_id)"
                " SELECT ?, id FROM tags WHERE name = ?",
                [member_id, tag],
            )
    return int(member_id)


def some_people(store: Store, group: Group) -> None:
    first = person(
        store, group, "王明", nickname="=小明", phone="13912345678", city="杭州", role="owner",
        notes="一行\n二行 _x0041_", tags=["老 粉", "a;b", '"', "无"], ids=[("wechat", "wxid_1")],
        custom={"星座": "双鱼", "城市": "自己的", "custom:x": "y", "+1": "-2"},
        stays=[("2023-01-01", "2023-06-01"), ("2024-01-01", None)], birthday="--05-12",
    )  # fmt: skip
    person(store, group, "无", nickname="合计", invited_by=first, gender="female")
    person(store, group, "-", phone="+14155550100", stays=[(None, "2024-03-01")])
    person(store, group, "王明", nickname="王明", invited_by=first, expires_on="2027-01-01")
    person(store, group, "@同名", nickname="王明", ids=[("qq", "12345"), ("wechat", "Abc_123")])


def dump(store: Store) -> list[Any]:
    tables = ("members", "identities", "memberships", "stays", "tags", "member_tags")
    return [store.db.execute(f"SELECT * FROM {one} ORDER BY 1, 2").fetchall() for one in tables]


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
@pytest.mark.parametrize("language", ["zh_CN", "zh_TW", "en"])
def test_read_back_changes_nothing(
    store: Store, tmp_path: Path, suffix: str, language: str
) -> None:
    i18n.install(language)
    group = new_group(store)
    some_people(store, group)
    before = dump(store)
    path = tmp_path / f"名单.{suffix}"
    assert export_roster(store, [group], path) == 5
    result = take(store, path, group)
    assert [(one.row, one.column, one.value, one.problem) for one in result.errors] == []
    assert (result.rows, result.unchanged) == (5, 5)
    assert dump(store) == before


def test_text_stays_text(store: Store, tmp_path: Path) -> None:
    group = new_group(store)
    for name in ("=1+1", "+1", "-1", "@x", "\tx"):
        person(store, group, name, nickname=name, notes=name, phone="13912345678")
    path = tmp_path / "a.xlsx"
    export_roster(store, [group], path)
    page = load_workbook(path).active
    kinds = {cell.data_type for row in page.iter_rows() for cell in row if cell.value is not None}
    assert kinds == {"s"}
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref is not None
    assert page.data_validations.count == 2
    text = tmp_path / "a.csv"
    export_roster(store, [group], text)
    with text.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@", "\t")]


def test_without_contacts_there_are_none(store: Store, tmp_path: Path) -> None:
    group = new_group(store)
    some_people(store, group)
    before = dump(store)
    for suffix in ("xlsx", "csv"):
        path = tmp_path / f"a.{suffix}"
        export_roster(store, [group], path, contacts=False)
        page = "\n".join(path.read_text("utf-8").splitlines()) if suffix == "csv" else ""
        assert "13912345678" not in page
        assert "wxid_1" not in page
        result = take(store, path, group)
        assert not {"phone", "wechat", "qq", "id"} & set(result.mapping.values())
        assert (result.unchanged, result.errors_total) == (5, 0)
    assert dump(store) == before


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_all_groups_go_back_into_their_own(store: Store, tmp_path: Path, suffix: str) -> None:
    one = new_group(store, "一/群")
    two = new_group(store, "二群", "telegram")
    three = new_group(store, "三群")
    some_people(store, one)
    person(store, two, "Bob", ids=[("telegram", "user1")])
    before = dump(store)
    path = tmp_path / f"all.{suffix}"
    assert export_roster(store, groups.all_groups(store.db), path) == 6
    for group, size in ((one, 5), (two, 1)):
        result = take(store, path, group)
        assert (result.rows, result.unchanged, result.errors_total) == (size, size, 0)
    assert dump(store) == before
    if suffix == "csv":
        with pytest.raises(UserError, match="group_not_in_sheet"):
            take(store, path, three)


def test_an_edited_cell_changes_just_that(store: Store, tmp_path: Path) -> None:
    group = new_group(store)
    some_people(store, group)
    before = dump(store)
    path = tmp_path / "a.xlsx"
    export_roster(store, [group], path)
    book = load_workbook(path)
    page = book.active
    heads = [cell.value for cell in page[1]]
    page.cell(2, heads.index("City") + 1).value = "宁波"
    page.cell(3, heads.index("Name") + 1).value = "有了"
    book.save(path)
    result = take(store, path, group)
    assert (result.updated, result.unchanged) == (2, 3)
    after = dump(store)
    changed = [
        (old, new)
        for rows, fresh in zip(before, after, strict=True)
        for old, new in zip(rows, fresh, strict=True)
        if old != new
    ]
    assert len(changed) == 2
    differing = [
        (was, now) for old, new in changed for was, now in zip(old, new, strict=True) if was != now
    ]
    assert differing == [("杭州", "宁波"), ("无", "有了")]


def test_a_copied_row_does_not_rename_somebody(store: Store, tmp_path: Path) -> None:
    group = new_group(store)
    some_people(store, group)
    path = tmp_path / "a.csv"
    export_roster(store, [group], path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    copied = list(rows[1])
    copied[0:2] = ["新来的", "赵新"]
    for heading in ("WeChat ID", "Phone", "QQ"):
        copied[rows[0].index(heading)] = ""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([*rows, copied])
    result = take(store, path, group)
    assert (result.new, result.updated, result.unchanged) == (1, 0, 5)


def test_own_choices_are_drop_down_lists(store: Store, tmp_path: Path) -> None:
    group = new_group(store)
    some = [person(store, group, "林晓")]
    long = tuple(f"选项{n}" for n in range(100))
    with store.atomic() as db:
        for field, value in (
            (CustomField("认识途径", "choice", ("朋友圈", '说 "好"')), "朋友圈"),
            (CustomField("已付", "yes_no"), "yes"),
            (CustomField("太多", "choice", long), long[0]),
            (CustomField("车牌"), "沪A1"),
        ):
            custom_fields.keep(db, field)
            custom_fields.set_value(db, some, field.name, value)
    path = tmp_path / "a.xlsx"
    export_roster(store, [group], path)
    page = load_workbook(path).active
    offered = {
        page.cell(1, next(iter(one.sqref.ranges)).min_col).value: one.formula1
        for one in page.data_validations.dataValidation
    }
    assert offered["认识途径"] == '"朋友圈,说 ""好"""'
    assert offered["已付"] == '"yes,no"'
    assert offered.keys().isdisjoint({"太多", "车牌"})
    assert take(store, path, group).unchanged == 1


def test_the_template_is_an_empty_roster(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    export_template(path)
    book = load_workbook(path)
    assert len(book.sheetnames) == 2
    assert book.worksheets[0].data_validations.count == 2
    result = take(store, path, new_group(store))
    assert (result.rows, result.errors_total) == (0, 0)


def test_other_suffixes_are_refused(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="suffix_unknown"):
        export_roster(store, [new_group(store)], tmp_path / "a.pdf")


TEXT = st.text(st.characters(codec="utf-8"), max_size=12)
NAME = TEXT.filter(lambda text: bool(text.strip("\x00")))
DAY = st.none() | st.dates(date(1990, 1, 1), date(2030, 1, 1)).map(str)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    people=st.lists(
        st.fixed_dictionaries(
            {
                "name": NAME,
                "nickname": st.none() | TEXT,
                "city": st.none() | TEXT,
                "notes": st.none() | TEXT,
                "needs": st.none() | TEXT,
                "expires_on": DAY,
                "tags": st.lists(NAME, max_size=3),
                "custom": st.dictionaries(NAME, TEXT, max_size=2),
                "stays": DAY.map(lambda day: [(day, None)]),
            }
        ),
        max_size=4,
    ),
    suffix=st.sampled_from(["xlsx", "csv"]),
)
def test_whatever_is_in_the_file_comes_back(
    tmp_path_factory: pytest.TempPathFactory, people: list[dict[str, Any]], suffix: str
) -> None:
    folder = tmp_path_factory.mktemp("roster")
    with open_store(folder / "a.qunmate") as store:
        group = new_group(store)
        for one in people:
            person(store, group, **one)
        before = dump(store)
        path = folder / f"a.{suffix}"
        export_roster(store, [group], path)
        result = take(store, path, group)
        assert (result.new, result.updated) == (0, 0), result
        assert dump(store) == before
