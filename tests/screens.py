"""Every tab and dialog as a picture, empty and full, in each language and theme, to be looked at.

python -m tests.screens [OUT] [--languages zh_CN,en] [--themes light,dark]
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from qunmate import i18n
from qunmate.data import groups
from qunmate.data.store import open_store
from qunmate.progress import finish
from qunmate.report import report_text
from qunmate.tasks.demo import fill_demo
from qunmate.tasks.import_chat import Pasted
from qunmate.ui.app import make_app
from qunmate.ui.digest_dialog import DigestDialog
from qunmate.ui.group_dialog import GroupDialog
from qunmate.ui.import_dialog import ImportDialog
from qunmate.ui.main_window import MainWindow
from qunmate.ui.messages import AboutBox, DefectBox, HeldBox, ProblemBox
from qunmate.ui.settings_state import WindowState
from qunmate.ui.tabs import TABS
from qunmate.ui.theme import Theme
from qunmate.ui.window_lock import Holder

TODAY = date(2026, 11, 22)
SIZE = (1366, 768)
LIMIT_SECONDS = 30
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


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("out", nargs="?", default="build/screens", type=Path)
    parser.add_argument("--languages", default="zh_CN,zh_TW,en")
    parser.add_argument("--themes", default="light,dark")
    chosen = parser.parse_args(arguments)
    chosen.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        full = fill(place / "我的群.qunmate")
        for language in chosen.languages.split(","):
            i18n.install(language)
            app = make_app()
            for mode in chosen.themes.split(","):
                theme = Theme(app, mode)
                for path in (full, place / f"{language}-{mode}.qunmate"):
                    state = "full" if path == full else "empty"
                    out = chosen.out / f"{language}-{mode}-{state}"
                    out.mkdir(exist_ok=True)
                    Studio(app, path, theme, out, place).shoot(dialogs=path == full)
                theme.deleteLater()


def fill(path: Path) -> Path:
    with open_store(path) as store:
        finish(fill_demo(store, messages=12_000, members=300, seed=1, until=TODAY))
    return path


class Studio:
    """A window on one file, and its pictures."""

    def __init__(self, app: QApplication, path: Path, theme: Theme, out: Path, place: Path) -> None:
        self._app = app
        self._out = out
        self._place = place
        state = WindowState(Path(tempfile.mkdtemp(dir=place)))
        self.window = MainWindow(path, theme, state, today=TODAY)
        self.window.resize(*SIZE)

    def shoot(self, *, dialogs: bool) -> None:
        self.window.show()
        self.settle()
        for place, spec in enumerate(TABS):
            self.window.show_tab(place)
            self.settle()
            self.keep(self.window, f"{place + 1}-{spec.key}")
        if dialogs:
            self._one_group()
            self._dialogs()
        self.window.close()
        self.window.deleteLater()
        self._app.processEvents()

    def _one_group(self) -> None:
        first = groups.all_groups(self.window.context.store.db)[0]
        self.window.sidebar.choose(first.id)
        for place in (1, 4):
            self.window.show_tab(place)
            self.settle()
            self.keep(self.window, f"{place + 1}-{TABS[place].key}-one-group")

    def _dialogs(self) -> None:
        for name, make in self._makers():
            dialog = make()
            dialog.show()
            self.settle()
            self.keep(dialog, name)
            dialog.close()
            dialog.deleteLater()

    def _makers(self) -> Iterator[tuple[str, Callable[[], QWidget]]]:
        window, context = self.window, self.window.context
        group = context.group
        sheet = self._place / "成员名单.csv"
        sheet.write_text(SHEET, encoding="utf-8")
        chat = self._place / "早起读书会.txt"
        chat.write_text(CHAT, encoding="utf-8-sig", newline="")
        unknown = self._place / "照片.bin"
        unknown.write_bytes(bytes(range(256)))

        def run_import() -> QWidget:
            dialog = ImportDialog(context, [chat], None, print, window)
            self.settle()
            dialog.run()
            return dialog

        def operator() -> QWidget:
            dialog = DigestDialog(context, window)
            dialog.operator.setChecked(True)
            return dialog

        yield "import-none", lambda: ImportDialog(context, [], group, print, window)
        yield "import-sheet", lambda: ImportDialog(context, [sheet], group, print, window)
        several = [chat, sheet, unknown, Pasted("Pasted text", "hello")]
        yield "import-several", lambda: ImportDialog(context, several, None, print, window)
        yield "import-done", run_import
        yield "digest-member", lambda: DigestDialog(context, window)
        yield "digest-operator", operator
        yield "group-new", lambda: GroupDialog(window, None, set())
        yield "group-edit", lambda: GroupDialog(window, group, set())
        yield "about", lambda: AboutBox(window)
        yield "problem", lambda: ProblemBox(window, "There is no group “早起”.", "Choose another.")
        defect = ValueError("invented")
        yield "defect", lambda: DefectBox(window, report_text(defect), Path("report.txt"))
        holder = Holder(4711, "laptop", datetime(2026, 11, 22, 8, 2))
        yield "held", lambda: HeldBox(window, window.path, holder)

    def settle(self) -> None:
        """Wait until everything asked for has been answered and painted."""
        until = time.monotonic() + LIMIT_SECONDS
        quiet = 0
        while quiet < 3 and time.monotonic() < until:
            loop = QEventLoop()
            QTimer.singleShot(30, loop.quit)
            loop.exec()
            quiet = quiet + 1 if self.window.jobs.idle else 0

    def keep(self, widget: QWidget, name: str) -> None:
        widget.grab().save(str(self._out / f"{name}.png"))


if __name__ == "__main__":
    main(sys.argv[1:])
