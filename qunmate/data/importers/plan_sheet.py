"""Reads the operator's own sheets of planned posts (.xlsx .xls .ods .csv .tsv)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from qunmate.data.importers.sheets import open_book
from qunmate.figures.days import DayRules
from qunmate.planning.model import ReadPlan
from qunmate.planning.sheet import find_heading, read_sheet


def read(
    path: Path,
    *,
    today: date,
    chosen: Mapping[str, str],
    remembered: Mapping[str, Mapping[str, str]],
) -> ReadPlan:
    """The first sheet that looks like a plan. UserError if none does or the file can't be
    read."""
    with open_book(path) as book:
        sheets = [book.read(name) for name in book.shown]
    fitting = [one for one in sheets if find_heading(one.rows, remembered) is not None]
    sheet = (fitting or sheets)[0]
    return read_sheet(
        sheet.rows,
        path=str(path),
        format_=sheet.format,
        rules=DayRules(today, day_zero=sheet.day_zero),
        chosen=chosen,
        remembered=remembered,
        faults=sheet.faults,
    )
