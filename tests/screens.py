"""Every tab and dialog as a picture, empty and full, in each language and theme, to be looked at.

python -m tests.screens [OUT] [--languages zh_CN,en] [--themes light,dark]
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from qunmate import i18n
from qunmate.data import groups
from qunmate.data.store import open_store
from qunmate.progress import finish
from qunmate.tasks.demo import fill_demo
from qunmate.ui.app import make_app
from qunmate.ui.main_window import MainWindow
from qunmate.ui.settings_state import WindowState
from qunmate.ui.tabs import TABS
from qunmate.ui.theme import Theme
from tests.scenes import (
    calendar,
    dialogs,
    digest,
    health,
    highlights,
    importing,
    members,
    search,
    settings,
    sidebar,
    today,
)

TODAY = date(2026, 11, 22)
SIZE = (1366, 768)
LIMIT_SECONDS = 30
SCENES = (
    calendar.scenes,
    dialogs.scenes,
    digest.scenes,
    health.scenes,
    settings.scenes,
    today.scenes,
    search.scenes,
    highlights.scenes,
    importing.scenes,
    sidebar.scenes,
    members.scenes,
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
        self.place = place
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
        for scenes in SCENES:
            for name, make in scenes(self):
                made = make()
                made.show()
                self.settle()
                self.keep(made, name)
                if made is not self.window:
                    made.close()
                    made.deleteLater()

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
