"""A roster that is exported, edited in a spreadsheet and taken in again."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from qunmate.data import custom_fields, members, tags
from qunmate.data.store import Store
from qunmate.model import Group
from qunmate.progress import finish
from qunmate.roster.custom import CustomField
from qunmate.roster.tag_rules import Part, Rule
from qunmate.tasks import tag_rules
from qunmate.tasks.export_roster import export_roster
from qunmate.tasks.import_roster import import_roster
from tests.roster_store import add_group, add_member

TODAY = date(2026, 11, 22)
Office = Callable[..., Path]
SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Opens a sheet in another program and saves it again, as a user would; where there is none,
    the sheet as it is. Its settings are made once: that takes longer than a sheet."""
    home = f"-env:UserInstallation=file://{tmp_path_factory.mktemp('office')}"

    def again(path: Path, kind: str = "xlsx") -> Path:
        if SOFFICE is None:
            return path
        out = path.parent / "again"
        subprocess.run(
            [SOFFICE, home, "--headless", "--convert-to", kind, "--outdir", str(out), str(path)],
            check=True,
            capture_output=True,
            timeout=120,
        )
        return (out / f"{path.stem}.{kind}").replace(path.with_suffix(f".{kind}"))

    return again


def test_only_the_edited_cells_change(store: Store, office: Office, tmp_path: Path) -> None:
    group = add_group(store)
    first = add_member(
        store, group, "林晓", city="上海", phone="13900000001", wxid="wxid_00123",
        tags=("讲师", "老粉"), birthday="1990-02-03", expires_on="2027-01-01", notes="=1+1",
    )  # fmt: skip
    second = add_member(store, group, "李娜", city="杭州", role="admin", nickname="杭州-教育-娜娜")
    path = tmp_path / "名单.xlsx"
    export_roster(store, [group], path)
    before = members.listing(store.db)
    office(path)
    same = finish(import_roster(store, path, group=group, today=TODAY))
    assert (same.new, same.updated, same.unchanged, same.errors) == (0, 0, 2, ())
    assert members.listing(store.db) == before
    book = load_workbook(path)
    sheet = book.active
    place = {str(cell.value): cell.column for cell in sheet[1]}
    city = next(column for heading, column in place.items() if heading in {"City", "城市"})
    rows = {sheet.cell(line, place[_name(place)]).value: line for line in (2, 3)}
    sheet.cell(rows["李娜"], city).value = "宁波"
    book.save(path)
    office(path)
    done = finish(import_roster(store, path, group=group, today=TODAY))
    assert (done.new, done.updated, done.unchanged) == (0, 1, 1)
    after = {one.id: one for one in members.listing(store.db)}
    assert after[first] == before[0]
    assert after[second].city == "宁波"
    changes = store.db.execute('SELECT "table", field, old, new FROM import_changes').fetchall()
    assert changes == [("members", "city", "杭州", "宁波")]


def _name(place: dict[str, int]) -> str:
    return next(heading for heading in place if heading in {"Name", "姓名"})


OWN = (
    CustomField("积分", "number"),
    CustomField("开学", "date"),
    CustomField("付费", "yes_no"),
    CustomField("来源", "choice", ("朋友圈", "线下 活动")),
    CustomField("身份证号"),
)
FULL = {
    "积分": "1990.5",
    "开学": "2026-09-01",
    "付费": "yes",
    "来源": "线下 活动",
    "身份证号": "310101199001011234",
    "卡号": "6222021234567890",
    "编码": "00042",
    "公式": "=1+1",
}


def _everything(store: Store) -> Group:
    """A group in which every column of the sheet holds something, odd things too."""
    group = add_group(store)
    host = add_member(
        store, group, "群主 老周", role="owner", nickname="=老周", phone="+14155550100",
        gender="male", birthday="--02-29", tags=("线上 活动", '爱"引号"的', "1/2", "null"),
        wxid="wxid_host", custom=json.dumps({"积分": "0", "付费": "no"}),
    )  # fmt: skip
    full = add_member(
        store, group, "林晓", role="admin", nickname="上海-教育-林晓", phone="13900000001",
        city="上海", trade="教育", birthday="1990-02-03", gender="female", strengths="写作\n演讲",
        needs="-", notes="第一行\n第二行，「引号」\"'", expires_on="2027-01-01", wxid="wxid_00123",
        tags=("讲师",), custom=json.dumps(FULL, ensure_ascii=False),
        stays=(("2026-01-05", "2026-03-01"), ("2026-05-01", None)),
    )  # fmt: skip
    add_member(store, group, "走了的人", stays=(("2026-01-05", "2026-02-01"),))
    with store.atomic() as db:
        for field in OWN:
            custom_fields.keep(db, field)
        db.execute("UPDATE memberships SET invited_by = ? WHERE member_id <> ?", [host, host])
        db.execute(
            "INSERT INTO identities (member_id, platform, value) VALUES (?, 'wechat', 'linxiao88'),"
            " (?, 'qq', '10000042')",
            [full, full],
        )
        tags.add(db, "沉默", rule=Rule((Part("silent", days=30),)))
        tag_rules.settle(store, TODAY)
    return group


@pytest.mark.parametrize("way", ["xlsx", "ods", "csv"])
@pytest.mark.parametrize("mode", ["update", "replace"])
def test_every_kind_of_column_comes_back(
    store: Store, office: Office, tmp_path: Path, way: str, mode: str
) -> None:
    group = _everything(store)
    path = tmp_path / ("名单.csv" if way == "csv" else "名单.xlsx")
    export_roster(store, [group], path)
    if way != "csv" and mode == "update":  # a workbook as another program writes it
        path = office(path, way)
    before = _whole(store)
    done = finish(import_roster(store, path, group=group, today=TODAY, mode=mode))
    assert done.errors == ()
    assert (done.new, done.updated, done.unchanged) == (0, 0, 3)
    assert _whole(store) == before


def _whole(store: Store) -> list[list[tuple[object, ...]]]:
    return [
        store.db.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()
        for table in ("members", "identities", "memberships", "stays", "member_tags", "tags")
    ]


def test_a_value_kept_in_another_way_than_its_kind_is_written(store: Store, tmp_path: Path) -> None:
    """As it was when the field was still one of text."""
    group = add_group(store)
    member = add_member(store, group, "林晓")
    with store.atomic() as db:
        custom_fields.set_value(db, [member], "年费", "1990.50")
        custom_fields.set_value(db, [member], "缴费日", "2026年1月5日")
        custom_fields.keep(db, CustomField("年费", "number"))
        custom_fields.keep(db, CustomField("缴费日", "date"))
    path = tmp_path / "名单.xlsx"
    export_roster(store, [group], path)
    again = finish(import_roster(store, path, group=group, today=TODAY, mode="replace"))
    assert (again.updated, again.unchanged, again.errors) == (0, 1, ())
