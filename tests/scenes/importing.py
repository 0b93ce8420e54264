"""Import: nothing chosen, a sheet, several sources, a folder of ugly ones, done; welcome; you."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from qunmate.i18n import _
from qunmate.tasks.import_chat import Pasted
from qunmate.ui.formats_dialog import FormatsDialog
from qunmate.ui.import_dialog import ImportDialog
from qunmate.ui.importing.sheet_part import ROWS, SheetPart
from qunmate.ui.own_card_dialog import OwnCardDialog

if TYPE_CHECKING:
    from tests.screens import Studio

SHEET = """姓名,微信号,手机,入群时间,标签,备注,会员等级
林小满,lin_xm,13900000001,2026-03-26,种子用户;讲师,,金
周一川,zhou_yc,13900000002,2026-06-13,讲师,喜欢线下,银
沈知秋,shen_zq,1390000,2026-13-01,,,
"""
TABLE = "聊天时间,谁,说了,渠道\n" + "".join(
    f"2026-11-{day:02} 0{hour}:30,{who},{said},小程序\n"
    for day in range(1, 9)
    for hour, who, said in (
        (7, "林小满", f"早安，今天读第{day}章"),
        (8, "周一川", f"第{day}天，到！"),
    )
)
RULE = "=" * 64
CHAT = (
    "消息记录（此消息记录为文本格式，不支持重新导入）\r\n\r\n"
    f"{RULE}\r\n消息分组:我的群聊\r\n{RULE}\r\n消息对象:{{name}}\r\n{RULE}\r\n\r\n"
    "2026-11-21 7:30:00 【冒泡】林小满(10001)\r\n早安，今天读第四章\r\n\r\n"
    "2026-11-21 7:31:05 周一川(10002)\r\n到！\r\n\r\n"
)
NO_DAY = "林小满  10:30\n早安\n\n周一川  10:31\n到\n"
LONG = "一个名字长到任何对话框都放不下的群🏸关于如何在周末早上七点半起床并且坚持打卡的互助小组"


def scenes(studio: Studio) -> Iterator[tuple[str, Callable[[], QWidget]]]:
    window, context = studio.window, studio.window.context
    group = next(iter(window.groups.groups), None)  # of an empty file there is none
    sheet = studio.place / "成员名单.csv"
    sheet.write_text(SHEET, encoding="utf-8")
    chat = _chat(studio.place / "早起读书会.txt", "早起读书会")
    table = studio.place / "读书会聊天.csv"
    table.write_text(TABLE, encoding="utf-8")
    folder = _folder(studio.place / "导出")

    def dialog(*sources: Path | Pasted, into: bool = False) -> QWidget:
        firm = into and group is not None
        return ImportDialog(context, sources, group if into else None, print, window, firm=firm)

    def unfolded() -> QWidget:
        made = ImportDialog(context, [folder], None, print, window)
        studio.settle()
        made.unknown.open()
        return made

    def done() -> QWidget:
        made = ImportDialog(context, [chat, sheet], group, print, window)
        studio.settle()
        made.run()
        return made

    def rows_of_several() -> QWidget:
        made = ImportDialog(context, [chat, sheet], group, print, window)
        studio.settle()
        part = made.cards[1].part
        assert isinstance(part, SheetPart)
        part.show_step(ROWS)
        part.steps[ROWS].setFocus()
        return made

    yield "import-none", dialog
    yield "import-sheet", lambda: dialog(sheet, into=True)
    yield "import-table", lambda: dialog(table)
    yield "import-several", lambda: dialog(chat, sheet, Pasted(_("Pasted text"), "hello"))
    yield "import-several-rows", rows_of_several
    yield "import-no-day", lambda: dialog(Pasted(_("Pasted text"), NO_DAY))
    yield "import-folder", lambda: dialog(folder)
    yield "import-unknown", unfolded
    yield "import-done", done
    yield "import-formats", lambda: FormatsDialog(window)
    yield "own-card", lambda: OwnCardDialog(context, window)


def _chat(path: Path, name: str) -> Path:
    path.write_text(CHAT.format(name=name), encoding="utf-8-sig", newline="")
    return path


def _folder(path: Path) -> Path:
    path.mkdir(exist_ok=True)
    for number, name in enumerate(("早起读书会", LONG, "قراءة", "羽毛球周末约")):
        _chat(path / f"{number}-{name[:40]}.txt", name)
    for name in ("照片.bin", f"{LONG[:40]}.heic"):
        (path / name).write_bytes(bytes(range(256)))
    return path
