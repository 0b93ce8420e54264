"""Every tab and dialog as a picture, empty, full and ugly, in each language and theme, to be
looked at. Tells what can't be read in full, and then ends with exit code 1.

python -m tests.screens [OUT] [--languages zh_CN,en] [--themes light,dark] [--sizes laptop,fine]
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QAbstractAnimation, QEventLoop, QPoint, QTimer
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from qunmate import i18n
from qunmate.data import backups, groups
from qunmate.data.store import open_store
from qunmate.progress import finish
from qunmate.tasks.demo import fill_demo
from qunmate.ui.app import make_app
from qunmate.ui.main_window import MainWindow
from qunmate.ui.settings_state import WindowState
from qunmate.ui.tabs import TABS
from qunmate.ui.theme import Theme
from tests.legible import illegible
from tests.scenes import (
    calendar,
    dialogs,
    digest,
    health,
    highlights,
    importing,
    imports,
    members,
    menus,
    nothing,
    people,
    running,
    search,
    settings,
    showing,
    sidebar,
    tags,
    today,
)
from tests.ugly import make_ugly

TODAY = date(2026, 11, 22)
BACKED_UP = datetime(2026, 11, 22, 8, 2)
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
    menus.scenes,
    running.scenes,
    importing.scenes,
    sidebar.scenes,
    members.scenes,
    tags.scenes,
    people.scenes,
    imports.scenes,
)
STATES = ("empty", "full", "ugly")
# the file in the picture of a window in each language
FILES = {"zh_CN": "我的群", "zh_TW": "我的群組", "en": "My groups"}


@dataclass(frozen=True, slots=True)
class Size:
    """A window in logical pixels; `scale` is how many of the screen's make one of them."""

    width: int
    height: int
    scale: int
    dialogs: bool


SIZES = {
    "laptop": Size(1366, 768, 1, dialogs=True),
    "fine": Size(1920, 1080, 2, dialogs=True),  # as on a 4K screen
    "small": Size(960, 600, 2, dialogs=False),  # as on a full-HD screen at 200 %
}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("out", nargs="?", default="build/screens", type=Path)
    parser.add_argument("--languages", default="zh_CN,zh_TW,en")
    parser.add_argument("--themes", default="light,dark")
    parser.add_argument("--sizes", default="laptop,fine,small")
    parser.add_argument("--states", default=",".join(STATES))
    chosen = parser.parse_args(arguments)
    sizes = chosen.sizes.split(",")
    if len(sizes) > 1:
        return _each_in_its_process(sizes, chosen)
    size = SIZES[sizes[0]]
    if float(os.environ.get("QT_SCALE_FACTOR", "1")) != size.scale:
        return _each_in_its_process(sizes, chosen)
    out = chosen.out if size is SIZES["laptop"] else chosen.out / sizes[0]
    found: dict[str, list[str]] = {}
    with tempfile.TemporaryDirectory() as folder:
        set_screen(Path(folder), size)
        for language in chosen.languages.split(","):
            i18n.install(language)
            files = make_files(Path(folder, language), chosen.states.split(","))
            app = make_app()
            for mode in chosen.themes.split(","):
                theme = Theme(app, mode)
                for state, path in files.items():
                    place = out / f"{language}-{mode}-{state}"
                    studio = Studio(app, path, theme, keeper(place, found))
                    studio.size = size
                    studio.shoot(dialogs=size.dialogs)
                theme.deleteLater()
    for words, places in found.items():
        print(f"{words}\n    {', '.join(places[:4])}{' …' * (len(places) > 4)}")
    return 1 if found else 0


def set_screen(folder: Path, size: Size) -> None:
    """A screen that the window fills, as long as there is no app: that of Qt's offscreen platform
    is 800 px wide, and no dialog gets larger than the screen."""
    if os.environ["QT_QPA_PLATFORM"] != "offscreen":
        return
    pixels = {"width": size.width * size.scale, "height": size.height * size.scale}
    screen = {"name": "screen", "x": 0, "y": 0, **pixels, "logicalDpi": 96}
    screen |= {"logicalBaseDpi": 96, "dpr": 1}
    path = folder / "screen.json"
    path.write_text(json.dumps({"synchronousWindowSystemEvents": True, "screens": [screen]}))
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={path}"


def _each_in_its_process(sizes: Iterable[str], chosen: argparse.Namespace) -> int:
    """Qt takes its scale when it starts; they run side by side."""
    base = [sys.executable, "-m", "tests.screens", str(chosen.out)]
    base += ["--languages", chosen.languages, "--themes", chosen.themes]
    base += ["--states", chosen.states]
    running = [
        subprocess.Popen(
            [*base, "--sizes", name],
            env={**os.environ, "QT_SCALE_FACTOR": str(SIZES[name].scale)},
        )
        for name in sizes
    ]
    return max([process.wait() for process in running])


def make_files(folder: Path, states: Iterable[str] = STATES) -> dict[str, Path]:
    """A file for each state, to be copied before it is opened, of people who speak the language
    of the window."""
    made = {}
    for state in states:
        made[state] = folder / state / f"{FILES[i18n.language()]}.qunmate"
        made[state].parent.mkdir(parents=True)
        if state == "full":
            with open_store(made[state]) as store:
                finish(fill_demo(store, messages=12_000, members=300, seed=1, until=TODAY))
        elif state == "ugly":
            make_ugly(made[state], TODAY)
        else:
            open_store(made[state]).close()
    return made


def back_up(path: Path) -> None:
    """As the window does once a day, if there is anything in the file."""
    with open_store(path) as store:
        if groups.in_order(store.db):
            made = backups.automatic(store.db, path, BACKED_UP)
            os.utime(made, times=(BACKED_UP.timestamp(), BACKED_UP.timestamp()))


Keep = Callable[[QWidget, str], None]


def keeper(out: Path, found: dict[str, list[str]]) -> Keep:
    """Saves pictures in `out` and notes in `found` what can't be read, and where."""
    out.mkdir(parents=True, exist_ok=True)

    def keep(widget: QWidget, name: str) -> None:
        for fading in widget.findChildren(QAbstractAnimation):  # the cross of a field to search
            fading.setCurrentTime(fading.totalDuration())
        widget.grab().save(str(out / f"{name}.png"), "PNG", 80)
        for words in illegible(widget):
            found.setdefault(words, []).append(f"{out.name}/{name}")

    return keep


class Studio:
    """A window on a copy of a file, and its pictures."""

    size = SIZES["laptop"]

    def __init__(self, app: QApplication, path: Path, theme: Theme, keep: Keep) -> None:
        self._app = app
        self._keep = keep
        self.place = Path(tempfile.mkdtemp(dir=path.parent))
        copy = Path(shutil.copy(path, self.place))
        back_up(copy)
        state = WindowState(self.place / "state")
        self.window = MainWindow(copy, theme, state, today=TODAY)

    def shoot(self, *, dialogs: bool) -> None:
        self.window.resize(self.size.width, self.size.height)
        self.window.show()
        self.settle()
        for timer in self.window.backups.findChildren(QTimer):
            timer.stop()  # today's backup is there, whatever day it really is
        for place, spec in enumerate(TABS):
            self.window.show_tab(place)
            self.settle()
            self._keep(self.window, f"{place + 1}-{spec.key}")
        if not self.window.groups.nothing_yet:
            self._one_group()
        if dialogs:
            self._dialogs()
        self.window.close()
        self.window.deleteLater()
        self._app.processEvents()

    def _one_group(self) -> None:
        first = groups.in_order(self.window.context.store.db)[0]
        showing.those_who_talk_most(self, first)
        for place in (1, 4):
            self.window.show_tab(place)
            self.settle()
            self._keep(self.window, f"{place + 1}-{TABS[place].key}-one-group")

    def _dialogs(self) -> None:
        for scenes in (nothing.scenes,) if self.window.groups.nothing_yet else SCENES:
            for name, make in scenes(self):
                self.window.resize(self.size.width, self.size.height)
                made = make()
                if isinstance(made, QMenu):
                    made.popup(QPoint())  # which lays it out on the screen
                made.show()
                self.settle()
                self._keep(made, name)
                if made is not self.window:
                    made.close()
                    made.deleteLater()

    def settle(self, window: MainWindow | None = None) -> None:
        """Wait until everything asked for has been answered and painted."""
        jobs = (window or self.window).jobs
        until = time.monotonic() + LIMIT_SECONDS
        quiet = 0
        while quiet < 3 and time.monotonic() < until:
            loop = QEventLoop()
            QTimer.singleShot(10, loop.quit)
            loop.exec()
            quiet = quiet + 1 if jobs.idle else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
