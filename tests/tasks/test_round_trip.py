"""A roster that is exported, edited in a spreadsheet and taken in again."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from qunmate.data import members
from qunmate.data.store import Store, open_store
from qunmate.progress import finish
from qunmate.tasks.export_roster import export_roster
from qunmate.tasks.import_roster import import_roster
from tests.roster_store import add_group, add_member

TODAY = date(2026, 11, 22)
SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "a.qunmate") as made:
        yield made


def _through_libreoffice(path: Path) -> None:
    """Opened and saved again by another program, as a user would."""
    if SOFFICE is None:
        return
    out = path.parent / "again"
    home = f"-env:UserInstallation=file://{path.parent / 'profile'}"
    subprocess.run(
        [SOFFICE, home, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(path)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    (out / path.name).replace(path)


def test_only_the_edited_cells_change(store: Store, tmp_path: Path) -> None:
    group = add_group(store)
    first = add_member(
        store, group, "林晓", city="上海", phone="13900000001", wxid="wxid_00123",
        tags=("讲师", "老粉"), birthday="1990-02-03", expires_on="2027-01-01", notes="=1+1",
    )  # fmt: skip
    second = add_member(store, group, "李娜", city="杭州", role="admin", nickname="杭州-教育-娜娜")
    path = tmp_path / "名单.xlsx"
    export_roster(store, [group], path)
    before = members.listing(store.db)
    _through_libreoffice(path)
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
    _through_libreoffice(path)
    done = finish(import_roster(store, path, group=group, today=TODAY))
    assert (done.new, done.updated, done.unchanged) == (0, 1, 1)
    after = {one.id: one for one in members.listing(store.db)}
    assert after[first] == before[0]
    assert after[second].city == "宁波"
    changes = store.db.execute('SELECT "table", field, old, new FROM import_changes').fetchall()
    assert changes == [("members", "city", "杭州", "宁波")]


def _name(place: dict[str, int]) -> str:
    return next(heading for heading in place if heading in {"Name", "姓名"})
