"""Days that a workbook holds as bare numbers: most count from 1900, some from 1904."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from qunmate.data.importers import plan_sheet
from qunmate.data.importers.day_zero import day_zero
from qunmate.data.store import Store
from tests.data.importers.test_sheets import ods
from tests.dry_runs import TODAY, dry_run, told
from tests.sheet_files import workbook, xlsb

XLS = Path(__file__).parents[1] / "data" / "importers" / "errors.xls"
ROWS = [["昵称", "入群时间", "到期"], ["林晓", 43831.0, 43831.0], ["李娜", 42369.0, ""]]


def _mac(path: Path, rows: list[list[object]]) -> Path:
    book = load_workbook(workbook(path, rows))
    book.epoch = CALENDAR_MAC_1904
    book.save(path)
    return path


def test_a_workbook_counts_from_1904(store: Store, tmp_path: Path) -> None:
    rows = [["昵称", "入群时间", "到期"], ["林晓", 42369, date(2024, 1, 2)], ["李娜", "42370", ""]]
    read = dry_run(store, _mac(tmp_path / "a.xlsx", rows))
    assert told(read, "joined_on") == ["2020-01-01", "2020-01-02"]
    assert told(read, "expires_on") == ["2024-01-02", None]


@pytest.mark.parametrize(("mac", "days"), [(False, "2020-01-01"), (True, "2024-01-02")])
def test_so_does_one_of_records(store: Store, tmp_path: Path, mac: bool, days: str) -> None:
    read = dry_run(store, xlsb(tmp_path / "a.xlsb", ROWS, mac=mac))
    assert told(read, "joined_on")[0] == days


def test_so_does_an_ods(store: Store, tmp_path: Path) -> None:
    text = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    number = '<table:table-cell office:value-type="float" office:value="42369"/>'
    rows = (text.format("昵称") + text.format("入群时间"), text.format("林晓") + number)
    table = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    settings = '<table:null-date table:date-value="1904-01-01"/>'
    path = ods(tmp_path / "a.ods", table, settings)
    assert told(dry_run(store, path), "joined_on") == ["2020-01-01"]


def test_so_does_an_old_one(tmp_path: Path) -> None:
    usual = b"\x22\x00\x02\x00\x00\x00"
    data = XLS.read_bytes()
    assert data.count(usual) == 1
    path = tmp_path / "a.xls"
    path.write_bytes(data.replace(usual, usual[:4] + b"\x01\x00"))
    assert (day_zero(XLS), day_zero(path)) == (date(1899, 12, 30), date(1904, 1, 1))


def test_so_it_is_in_a_plan(tmp_path: Path) -> None:
    path = _mac(tmp_path / "a.xlsx", [["日期", "标题"], [42369, "晨读"]])
    read = plan_sheet.read(path, today=TODAY, chosen={}, remembered={})
    assert [f"{row.begins:%Y-%m-%d}" for row in read.rows] == ["2020-01-01"]
