"""The list of imports: many, of ugly files, one that was taken back, one that must wait."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from qunmate.data import groups
from qunmate.data import imports as imports_data
from qunmate.data.database import Database
from qunmate.ui.imports_dialog import ImportsDialog

if TYPE_CHECKING:
    from tests.screens import Studio

FILES = (
    ("roster", "成员名单.xlsx", 312, 0, 0, 2),
    ("chat", "早起读书会_2026-11-21.txt", 4_210, 0, 1_209_311, 0),
    ("chat", "导出的聊天记录很长很长的文件名" * 6 + ".txt", 12, 0, 3, 0),
    ("highlights", "group_essence_🏸<b>.json", 40, 2, 0, 0),
    ("plan", "مجموعة القراءة.ics", 7, 0, 0, 1),
)


def scenes(studio: Studio) -> Iterator[tuple[str, Callable[[], QWidget]]]:
    window = studio.window

    def take_in(db: Database) -> None:
        group = groups.all_groups(db)[0]
        for kind, file, new, updated, duplicates, rejected in FILES:
            made = imports_data.begin(db, kind=kind, file=file, format_="", group_id=group.id)
            counts = {"new": new, "updated": updated}
            rest = {"duplicates": duplicates, "rejected": rejected, "undone": kind == "plan"}
            imports_data.close(db, made, **counts, **rest)

    def dialog(row: int) -> QWidget:
        made = ImportsDialog(window.context, print, window)
        studio.settle()
        made.table.selectRow(row)
        return made

    def full() -> QWidget:
        window.context.jobs.edit(take_in, {"imports"})
        studio.settle()
        return dialog(1)

    yield "imports", full
    yield "imports-later", lambda: dialog(3)
