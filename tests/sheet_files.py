"""Spreadsheets as they come from the field, made on the spot. All people are invented."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from qunmate.data import groups
from qunmate.data.store import Store
from qunmate.model import Group


def workbook(path: Path, *sheets: Sequence[Sequence[Any]], merged: Sequence[str] = ()) -> Path:
    """An .xlsx with these rows; text stays text, formulas too."""
    book = Workbook()
    for number, rows in enumerate(sheets):
        page = book.active if number == 0 else book.create_sheet(f"Sheet{number + 1}")
        for at, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                if value is not None:
                    cell = page.cell(at, column, value)
                    if isinstance(value, str):
                        cell.data_type = "s"
        for span in merged:
            page.merge_cells(span)
    book.save(path)
    return path


def text_table(path: Path, rows: Sequence[Sequence[str]], encoding: str, sign: str = ",") -> Path:
    path.write_bytes("\r\n".join(sign.join(row) for row in rows).encode(encoding) + b"")
    return path


def raw_xlsx(path: Path, sheet: str) -> Path:
    """A workbook of one sheet whose XML is given."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
        'package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships"><Relationship Id="r1" Type="{rel}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{rel}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/'
        f'package/2006/relationships"><Relationship Id="r1" Type="{rel}/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{sheet}</sheetData>'
        "</worksheet>",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return path


def new_group(store: Store, name: str = "读书会", platform: str = "wechat") -> Group:
    with store.atomic() as db:
        return groups.add(db, name, platform, "Asia/Shanghai")


def xlsb(
    path: Path, rows: Sequence[Sequence[Any]], hidden: Sequence[int] = (), *, mac: bool = False
) -> Path:
    """A workbook of records with one sheet of texts, numbers, errors (`#N/A`) and formulas that
    fail (`=#REF!`); `hidden` rows from 0, `mac` if its days count from 1904."""
    size = struct.pack("<4I", 0, len(rows) - 1, 0, max(map(len, rows)) - 1)
    sheet = _record(129) + _record(148, size) + _record(145)
    for at, row in enumerate(rows):
        flags = 0x10 if at in hidden else 0
        sheet += _record(0, struct.pack("<IIHBBBI", at, 0, 300, 0, flags, 0, 0))
        sheet += b"".join(_cell(column, value) for column, value in enumerate(row))
    sheet += _record(146) + _record(130)
    named = struct.pack("<II", 0, 1) + _wide("rId1") + _wide("成员")
    book = _record(131) + _record(153, struct.pack("<III", mac, 0, 0)) + _record(143)
    book += _record(156, named) + _record(144) + _record(132)
    main = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{main}/worksheet" Target="worksheets/sheet1.bin"/>'
        "</Relationships>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/workbook.bin", book)
        file.writestr("xl/_rels/workbook.bin.rels", links)
        file.writestr("xl/worksheets/sheet1.bin", sheet)
    return path


_ERRORS = {"#N/A": 0x2A, "#REF!": 0x17, "#DIV/0!": 7}


def _cell(column: int, value: str | float) -> bytes:
    place = struct.pack("<II", column, 0)
    if isinstance(value, float):
        return _record(5, place + struct.pack("<d", value))
    if value in _ERRORS:
        return _record(3, place + bytes([_ERRORS[value]]))
    if value.startswith("="):
        return _record(11, place + bytes([_ERRORS[value[1:]]]) + bytes(10))
    return _record(6, place + _wide(value)) if value else b""


def _record(kind: int, body: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length = len(body)
    size = bytes([length]) if length < 0x80 else bytes([length & 0x7F | 0x80, length >> 7])
    return head + size + body


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")
