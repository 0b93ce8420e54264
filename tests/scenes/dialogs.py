"""The dialogs of the frame: a new group, and what speaks to the user."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from qunmate.errors import Problem
from qunmate.report import report_text
from qunmate.ui.group_dialog import GroupDialog
from qunmate.ui.messages import AboutBox, DefectBox, HeldBox, ProblemBox
from qunmate.ui.rescue import AwayBox, RestoreBox
from qunmate.ui.window_lock import Holder
from qunmate.words import words

if TYPE_CHECKING:
    from tests.screens import Studio


def scenes(studio: Studio) -> Iterator[tuple[str, Callable[[], QWidget]]]:
    window = studio.window
    problem = Problem("file_cannot_write", {"path": "/home/lin/文档/群运营/周报.xlsx"})
    yield "group-new", lambda: GroupDialog(window, None, set())
    yield "about", lambda: AboutBox(window)
    yield "problem", lambda: ProblemBox(window, *words(problem))
    defect = ValueError("invented")
    yield "defect", lambda: DefectBox(window, report_text(defect), Path("report.txt"))
    holder = Holder(4711, "laptop", datetime(2026, 11, 22, 8, 2))
    yield "held", lambda: HeldBox(window, window.path, holder)
    yield "away", lambda: AwayBox(window, Path("/media/lin/我的移动硬盘/群运营/我的群.qunmate"))

    yield "lost", lambda: RestoreBox(window, window.path, may_begin=True)
