"""Files to take in."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.ui.importing.desk import QQ


@pytest.fixture
def chat(tmp_path: Path) -> Path:
    file = tmp_path / "早起读书会.txt"
    file.write_text(QQ, encoding="utf-8-sig", newline="")
    return file


@pytest.fixture
def long_chat(tmp_path: Path) -> Path:
    lines = "".join(
        f"2026-{month:02}-{day:02} {hour}:{minute:02}:00 林小满(10001)\r\n第 {minute} 条\r\n\r\n"
        for month in range(1, 11)
        for day in range(1, 29)
        for hour in range(24)
        for minute in range(0, 60, 4)
    )
    file = tmp_path / "长.txt"
    file.write_text(QQ + lines, encoding="utf-8-sig", newline="")
    return file


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    book = Workbook()
    page = book.active
    page.title = "名单"
    page.append(["成员登记表"])
    page.append(["姓名", "微信号", "入群时间", "标签", "爱好"])
    page.append(["林小满", "lin_xm", "2026-03-26", "种子用户;讲师", "跑步"])
    page.append(["周一川", "zhou_yc", "2026-13-40", "", "茶"])
    book.create_sheet("说明").append(["这里没有成员"])
    file = tmp_path / "成员.xlsx"
    book.save(file)
    return file
