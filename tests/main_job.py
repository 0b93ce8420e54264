"""Walks the whole main job in a real window, on real files: from the first start of the program
on a machine that has never seen it, until it is started the next day.

python -m tests.main_job mouse|keys FOLDER
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from qunmate import resources
from qunmate.cli.app import main as qunmate
from qunmate.data import highlights, plan
from qunmate.ui.app import make_app
from qunmate.ui.ask_text import AskText
from qunmate.ui.calendar.grid import HEAD
from qunmate.ui.calendar.tab import CalendarTab
from qunmate.ui.digest_dialog import DigestDialog
from qunmate.ui.group_dialog import GroupDialog
from qunmate.ui.health.tab import HealthTab
from qunmate.ui.highlights.tab import HighlightsTab
from qunmate.ui.import_dialog import ImportDialog
from qunmate.ui.main_window import MainWindow
from qunmate.ui.members.tab import MembersTab
from qunmate.ui.message_browser.editor import HighlightEditor
from qunmate.ui.own_card_dialog import OwnCardDialog
from tests.hands import CONTROL, Driver, Hand, Keys, Mouse, Steps, answer_file_dialog, key, soon
from tests.hands import write as write_words

GROUP, TAG, ITEM, WORD = "运营研究社", "讲师", "周三晚上聊选品", "早"
HEALTH = 4  # the place of its tab
SHEET, CHAT = "成员名单.xlsx", "群聊记录-微信.txt"
HANDS: dict[str, Callable[[], Hand]] = {"mouse": Mouse, "keys": Keys}
T = TypeVar("T", bound=QWidget)
HOMES = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")


class Job:
    def __init__(self, window: MainWindow, hand: Hand, folder: Path) -> None:
        self._window = window
        self._hand = hand
        self._folder = folder
        self._bar = window.top_bar
        self._db = window.context.store.db

    def steps(self) -> Steps:
        yield self._window.isActiveWindow
        yield from self._rest()
        for part in (
            self._take_in_sheet,
            self._say_who_i_am,
            self._take_in_chat,
            self._tag_a_member,
            self._plan_and_do,
            self._keep_a_highlight,
            self._look_at_health,
            self._write_digests,
        ):
            yield from part()
            print(part.__name__.strip("_"), flush=True)

    def next_day(self) -> Steps:
        """It stands as it was left."""
        yield self._window.isActiveWindow
        yield from self._rest()
        assert self._window.stack.place == HEALTH
        assert self._window.stack.currentWidget() is self._tab(HEALTH, HealthTab)
        assert [group.name for group in self._window.groups.groups] == [GROUP]
        assert not self._window.welcome.isVisible()
        print("next_day", flush=True)

    # waiting

    def _rest(self) -> Steps:
        """Nothing is asked for that was not answered, and the window is not behind a dialog."""
        for _look in range(3):
            yield lambda: self._window.jobs.idle and QApplication.activeModalWidget() is None

    def _opened(self, kind: type[T]) -> Callable[[], T | None]:
        def found() -> T | None:
            top = QApplication.activeModalWidget()
            return top if isinstance(top, kind) else None

        return found

    def _count(self, sql: str, *values: object) -> int:
        return int(self._db.execute(sql, list(values)).fetchone()[0])

    def _tab(self, place: int, kind: type[T]) -> T:
        made = self._window.stack.made[place]
        assert isinstance(made, kind)
        return made

    def _show_tab(self, place: int) -> Steps:
        if self._hand.keys_only:
            key(Qt.Key(Qt.Key.Key_1.value + place), CONTROL)
        else:
            yield from self._hand.press(self._bar.tabs.button(place))
        yield lambda: self._window.stack.currentWidget() is self._window.stack.made.get(place)
        yield from self._rest()

    # the parts

    def _take_in_sheet(self) -> Steps:
        """The first start: a sheet, into a group that is made for it."""
        sheet = resources.path("samples", SHEET)
        if self._hand.keys_only:
            yield from self._import_by_keys(sheet)
        else:
            yield from self._hand.press(self._window.welcome.buttons[1])
            yield from answer_file_dialog(sheet)
        dialog = yield from self._wait_for(ImportDialog)
        yield lambda: dialog.cards and dialog.cards[0].target.isVisible()
        target = dialog.cards[0].target
        yield from self._hand.pick(target, target.count() - 1)
        group = yield from self._wait_for(GroupDialog)
        yield from self._hand.fill(group.name, GROUP)
        platform = group.platform.findData("wechat")
        if group.platform.currentIndex() != platform:
            yield from self._hand.pick(group.platform, platform)
        yield from self._hand.press(group.ok)
        yield from self._finish_import(dialog)
        assert self._count("SELECT count(*) FROM memberships") > 20

    def _wait_for(self, kind: type[T]) -> Steps:
        found = self._opened(kind)
        yield found
        return found()

    def _import_by_keys(self, path: Path) -> Steps:
        yield from soon(lambda: key(Qt.Key.Key_I, CONTROL))
        yield from self._choose_file(path)

    def _choose_file(self, path: Path) -> Steps:
        dialog = yield from self._wait_for(ImportDialog)
        yield from self._hand.press(dialog, "Choose files…")
        yield from answer_file_dialog(path)

    def _finish_import(self, dialog: ImportDialog) -> Steps:
        yield lambda: dialog.start.isEnabled() and self._window.jobs.idle
        yield from self._hand.press(dialog.start)
        yield lambda: dialog.doing.outcomes and self._window.jobs.idle
        assert not any(outcome.failed for outcome in dialog.doing.outcomes)
        yield from self._hand.press(dialog.doing.close_button)

    def _say_who_i_am(self) -> Steps:
        dialog = yield from self._wait_for(OwnCardDialog)
        yield lambda: dialog.list.count() and self._window.jobs.idle
        yield from self._hand.row(dialog.list, dialog.list.model().index(1, 0))
        yield from self._hand.press(dialog.ok)
        yield lambda: self._count("SELECT count(*) FROM members WHERE is_self") == 1
        yield from self._rest()

    def _take_in_chat(self) -> Steps:
        chat = resources.path("samples", CHAT)
        if self._hand.keys_only:
            yield from self._import_by_keys(chat)
        else:
            yield from self._hand.press(self._bar.import_button)
            yield from self._choose_file(chat)
        dialog = yield from self._wait_for(ImportDialog)
        yield from self._finish_import(dialog)
        yield from self._rest()
        assert self._count("SELECT count(*) FROM messages") > 100
        assert self._count("SELECT count(*) FROM groups") == 1

    def _tag_a_member(self) -> Steps:
        yield from self._show_tab(1)
        tab = self._tab(1, MembersTab)
        yield lambda: tab.model.rowCount() > 20
        name = str(tab.model.index(7, 0).data())
        yield from self._hand.fill(tab.filters.search, name)
        yield lambda: 0 < tab.model.rowCount() < 5
        before = self._tagged()
        yield from self._hand.row(tab.table, tab.model.index(0, 0))
        if self._hand.keys_only:
            yield from soon(lambda: key(Qt.Key.Key_T, CONTROL))
            asked = yield from self._wait_for(AskText)
            yield lambda: asked.isAncestorOf(QApplication.focusWidget())
            write_words(TAG)
            key(Qt.Key.Key_Return)
        else:
            yield from self._hand.press(tab.detail, "+ Tag")
            yield lambda: tab.detail.isAncestorOf(QApplication.focusWidget())
            write_words(TAG)
            key(Qt.Key.Key_Return)
        yield lambda: self._tagged() == before + 1
        yield from self._rest()
        yield from self._undo()
        yield lambda: self._tagged() == before
        yield from self._hand.fill(tab.filters.search, "")

    def _tagged(self) -> int:
        return self._count(
            "SELECT count(*) FROM member_tags JOIN tags ON tags.id = tag_id WHERE name = ?", TAG
        )

    def _undo(self) -> Steps:
        yield from self._rest()
        if self._hand.keys_only:
            key(Qt.Key.Key_Z, CONTROL)
        else:
            yield from self._hand.press(self._bar.undo_button)

    def _plan_and_do(self) -> Steps:
        yield from self._show_tab(2)
        tab = self._tab(2, CalendarTab)
        yield from self._hand.press(tab, "New item")
        yield lambda: tab.desk.editor and tab.desk.editor.isVisible()
        editor = tab.desk.editor
        assert editor is not None
        yield from self._hand.fill(editor.title, ITEM)
        yield from self._hand.press(editor.ok)
        yield lambda: [item.title for item in plan.listing(self._db)] == [ITEM]
        yield lambda: tab.board.isVisible() and tab.board.grid.entries
        yield from self._rest()
        if self._hand.keys_only:
            yield from Keys().reach(tab.board)
            while tab.entry is None:
                key(Qt.Key.Key_Down)
                yield lambda: True
            key(Qt.Key.Key_D)
        else:
            entry = tab.board.grid.entries[0]
            place = tab.board.places.item(entry.cell, 0).center() + QPoint(0, HEAD)
            left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
            yield from soon(lambda: QTest.mouseClick(tab.board.viewport(), left, none, place))
            yield from self._hand.press(tab.side, "Done")
        yield lambda: [item.status for item in plan.listing(self._db)] == ["done"]

    def _keep_a_highlight(self) -> Steps:
        desk = self._window.search
        if self._hand.keys_only:
            key(Qt.Key.Key_K, CONTROL)
            yield desk.box.hasFocus
            write_words(WORD)
        else:
            yield from self._hand.fill(desk.box, WORD)
        lines = desk.panel.view.lines
        yield lambda: not desk.waiting and self._message_lines()
        if self._hand.keys_only:
            while desk.panel.view.currentIndex().row() not in self._message_lines():
                key(Qt.Key.Key_Down)
                yield lambda: True
            key(Qt.Key.Key_Return)
        else:
            yield from self._hand.row(desk.panel.view, lines.index(self._message_lines()[0]))
        yield lambda: 3 in self._window.stack.made
        browser = self._tab(3, HighlightsTab).browser
        yield lambda: browser.isVisible() and browser.view.current_id() is not None
        yield from self._rest()
        if self._hand.keys_only:
            yield browser.view.hasFocus
            key(Qt.Key.Key_H, CONTROL)
        else:
            yield from self._hand.press(browser, "Keep as a highlight…")
        editor = yield from self._wait_for(HighlightEditor)
        yield from self._hand.press(editor.ok)
        yield lambda: len(highlights.listing(self._db)) == 1
        yield from self._rest()

    def _message_lines(self) -> list[int]:
        lines = self._window.search.panel.view.lines.lines
        return [row for row, one in enumerate(lines) if one.section == "messages" and one.act]

    def _look_at_health(self) -> Steps:
        yield from self._show_tab(HEALTH)
        page = self._tab(HEALTH, HealthTab)
        texts = [one.text() for one in page.findChildren(QLabel) if one.isVisible()]
        score = next(place for place, text in enumerate(texts) if text.startswith("Health score"))
        assert next(filter(None, texts[score + 1 :])).isdigit(), texts

    def _write_digests(self) -> Steps:
        for suffix in ("xlsx", "png"):
            path = self._folder / f"digest.{suffix}"
            if self._hand.keys_only:
                yield from soon(lambda: key(Qt.Key.Key_E, CONTROL))
            else:
                yield from self._hand.press(self._bar.digest_button)
            dialog = yield from self._wait_for(DigestDialog)
            yield lambda dialog=dialog: dialog.save_button.isEnabled()
            place = dialog.side.format.findData(suffix)
            if dialog.side.format.currentIndex() != place:
                yield from self._hand.pick(dialog.side.format, place)
            yield lambda dialog=dialog: dialog.save_button.isEnabled() and self._window.jobs.idle
            yield from self._hand.press(dialog.save_button)
            yield from answer_file_dialog(path)
            yield from self._rest()
            assert path.stat().st_size > 1000


def main(way: str, folder: Path) -> None:
    """The program is started as its user does it, without a word about a file."""
    for name in HOMES:
        os.environ[name] = str(folder / "home")
    os.environ.pop("QUNMATE_DB", None)
    app = make_app()
    app.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    app.setDoubleClickInterval(1)  # for as long a list that just opened takes no click
    start(way, folder, Job.steps, "2026-11-22")
    start(way, folder, Job.next_day, "2026-11-23")


def start(way: str, folder: Path, steps: Callable[[Job], Steps], day: str) -> None:
    broken: list[BaseException] = []
    QTimer.singleShot(0, lambda: drive(way, folder, steps, broken))
    code = qunmate(["--lang", "en", "--today", day])
    if code or broken:
        sys.exit(f"{code}: {broken}")


def drive(
    way: str, folder: Path, steps: Callable[[Job], Steps], broken: list[BaseException]
) -> None:
    """Sit down before the window that is shown, and close it in the end."""
    windows = [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)]
    window = next(one for one in windows if one.isVisible())
    window.notify.broke.connect(broken.append)
    window.notify.troubled.connect(broken.append)
    window.activateWindow()
    Driver(steps(Job(window, HANDS[way](), folder)), folder / "lost.png").run()
    window.close()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
