"""The dialogs of the frame: import, groups, and what speaks to the user."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from qunmate.report import report_text
from qunmate.tasks.import_chat import Pasted
from qunmate.ui.group_dialog import GroupDialog
from qunmate.ui.import_dialog import ImportDialog
from qunmate.ui.messages import AboutBox, DefectBox, HeldBox, ProblemBox
from qunmate.ui.window_lock import Holder

if TYPE_CHECKING:
    from tests.screens import Studio

SHEET = """姓名,微信号,手机,入群时间,标签,备注,会员等级
林小满,lin_xm,13900000001,2026-03-26,种子用户;讲师,,金
周一川,zhou_yc,13900000002,2026-06-13,讲师,喜欢线下,银
沈知秋,shen_zq,1390000,2026-13-01,,,
"""
CHAT = (
    "消息记录（此消息记录为文本格式，不支持重新导入）\r\n\r\n"
    "================================================================\r\n"
    "消息分组:我的群聊\r\n"
    "================================================================\r\n"
    "消息对象:早起读书会\r\n"
    "================================================================\r\n\r\n"
    "2026-11-21 7:30:00 【冒泡】林小满(10001)\r\n早安，今天读第四章\r\n\r\n"
    "2026-11-21 7:31:05 周一川(10002)\r\n到！\r\n\r\n"
)


def scenes(studio: Studio) -> Iterator[tuple[str, Callable[[], QWidget]]]:
    window, context = studio.window, studio.window.context
    group = context.group
    sheet = studio.place / "成员名单.csv"
    sheet.write_text(SHEET, encoding="utf-8")
    chat = studio.place / "早起读书会.txt"
    chat.write_text(CHAT, encoding="utf-8-sig", newline="")
    unknown = studio.place / "照片.bin"
    unknown.write_bytes(bytes(range(256)))

    def run_import() -> QWidget:
        dialog = ImportDialog(context, [chat], None, print, window)
        studio.settle()
        dialog.run()
        return dialog

    yield "import-none", lambda: ImportDialog(context, [], group, print, window)
    yield "import-sheet", lambda: ImportDialog(context, [sheet], group, print, window)
    several = [chat, sheet, unknown, Pasted("Pasted text", "hello")]
    yield "import-several", lambda: ImportDialog(context, several, None, print, window)
    yield "import-done", run_import
    yield "group-new", lambda: GroupDialog(window, None, set())
    yield "group-edit", lambda: GroupDialog(window, group, set())
    yield "about", lambda: AboutBox(window)
    yield "problem", lambda: ProblemBox(window, "There is no group “早起”.", "Choose another.")
    defect = ValueError("invented")
    yield "defect", lambda: DefectBox(window, report_text(defect), Path("report.txt"))
    holder = Holder(4711, "laptop", datetime(2026, 11, 22, 8, 2))
    yield "held", lambda: HeldBox(window, window.path, holder)
