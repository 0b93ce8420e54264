"""From which day on a workbook counts those that it holds as bare numbers."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from pathlib import Path

from qunmate.data.importers import xlsb_faults
from qunmate.data.importers.sheet_faults import BOOK
from qunmate.data.importers.xls_faults import xls_counts_from_1904
from qunmate.figures.days import DAY_ZERO

_IN_1904 = date(1904, 1, 1)
_SAID = re.compile(rb"""<(?:\w+:)?workbookPr\b[^<>]*\bdate1904\s*=\s*["'](?:1|true|on)["']""")
_ODS_SAID = re.compile(rb'table:null-date\b[^<>]*\btable:date-value="(\d{4}-\d\d-\d\d)"')
_HEAD = 4 << 20  # bytes of an .ods in which it is looked for: it stands before the sheets


def day_zero(path: Path) -> date:
    """That of a workbook which could be opened."""
    if not zipfile.is_zipfile(path):
        return _IN_1904 if xls_counts_from_1904(path) else DAY_ZERO
    with zipfile.ZipFile(path) as book:
        parts = set(book.namelist())
        if xlsb_faults.BOOK in parts:
            return _IN_1904 if xlsb_faults.counts_from_1904(book) else DAY_ZERO
        if BOOK in parts:
            return _IN_1904 if _SAID.search(book.read(BOOK)) else DAY_ZERO
        if "content.xml" in parts:
            with book.open("content.xml") as stream:
                said = _ODS_SAID.search(stream.read(_HEAD))
            return date.fromisoformat(said[1].decode()) if said else DAY_ZERO
    return DAY_ZERO
