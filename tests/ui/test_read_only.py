"""Where nothing can be written, nothing offers to write: it rests and says why."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from qunmate.clock import DAY, day_of
from qunmate.data import contact_notes, highlights, plan
from qunmate.data.store import open_store
from qunmate.ui.calendar.tab import CalendarTab
from qunmate.ui.highlights.tab import HighlightsTab
from qunmate.ui.main_window import MainWindow
from qunmate.ui.members import bulk
from qunmate.ui.members.tab import MembersTab
from qunmate.ui.pen import why, writes
from qunmate.ui.today.tab import TodayTab
from tests.ui.conftest import TODAY, Open, add_chat, add_group, rest


@pytest.fixture
def window(path: Path, open_window: Open, qtbot: QtBot) -> MainWindow:
    group = add_group(path, "早起读书会")
    add_chat(path, group, days=3)
    noon = day_of(TODAY) * DAY + 12 * 3600
    with open_store(path) as store, store.atomic() as db:
        plan.add(db, group_ids=[group.id], kind="topic", title="晨读", starts_at=noon, text="读")
        highlights.add(
            db, group_id=group.id, kind="quote", title="金句", text="早安", occurred_on="2026-11-20"
        )
        contact_notes.add(
            db,
            member_id=1,
            group_id=None,
            noted_on="2026-11-01",
            text="约",
            follow_up_on="2026-11-22",
        )
    window = open_window(read_only=True)
    window.sidebar.choose(group.id)
    rest(qtbot, window)
    return window


def tab(window: MainWindow, place: int, qtbot: QtBot) -> QWidget:
    window.show_tab(place)
    rest(qtbot, window)
    return window.stack.made[place]


def resting(*controls: QAbstractButton | QAction) -> bool:
    """They can't be pressed, whatever wakes them, and say why."""
    for one in controls:
        one.setEnabled(True)
    return not any(one.isEnabled() for one in controls) and {one.toolTip() for one in controls} == {
        why()
    }


def states(menu: QMenu) -> dict[str, bool]:
    found = {one.text().partition("\t")[0]: one.isEnabled() for one in menu.actions() if one.text()}
    menu.deleteLater()
    return found


def test_the_frame_rests(window: MainWindow, qtbot: QtBot) -> None:
    acts = window.actions_by_name
    assert resting(*(acts[name] for name in ("import", "new_group", "paste", "own_card")))
    assert resting(window.top_bar.import_button, window.sidebar.new_group)
    assert resting(*window.welcome.buttons)
    item = window.sidebar.view.item_at(1)
    on = {name for name, enabled in states(window.sidebar.menu_for(item)).items() if enabled}
    assert on == {"Digest…", "Export chat…"}
    assert not window.sidebar.view.acceptDrops()
    assert not window.sidebar.view.dragEnabled()
    assert acts["digest"].isEnabled()


def test_members_rest(window: MainWindow, qtbot: QtBot) -> None:
    shown = tab(window, 1, qtbot)
    assert isinstance(shown, MembersTab)
    detail = shown.detail
    assert resting(shown._import, shown.tools.tags_button, detail._note, detail._more)
    assert not detail.acceptDrops()
    assert not shown.model.flags(shown.model.index(0, 0)) & Qt.ItemFlag.ItemIsEditable
    detail.retype(1, "city", "杭州")
    detail._tags.begin()
    assert [one for one in detail.findChildren(QLineEdit) if one.isVisible()] == []
    shown._ask_tag()
    assert window.status_bar.notice.full_text() == why()
    shown.keeper.choose([1, 2], 1)
    on = {name for name, enabled in states(bulk.build_menu(shown._desk, shown)).items() if enabled}
    assert on == {"Copy @names", "Copy rows", "Export the chosen…"}
    on = {name for name, enabled in states(shown.tools.menu()).items() if enabled}
    assert on == {"Clean-up list…", "Columns", "Empty sheet…"}
    shown.filters.search.setText("a")
    assert not states(shown.segments.menu_of_segments())["Save these conditions…"]


def test_the_calendar_rests(window: MainWindow, qtbot: QtBot) -> None:
    shown = tab(window, 2, qtbot)
    assert isinstance(shown, CalendarTab)
    entry = shown.board.grid.entries[0]
    shown.board.choose(entry.key, entry.cell)
    rest(qtbot, window)
    verbs = [one for one in shown.side.findChildren(QPushButton) if "verb" in one.objectName()]
    assert len(verbs) == 3
    assert resting(shown.head.new, *verbs)
    troubled: list[str] = []
    window.notify.troubled.connect(lambda sentence, _step: troubled.append(sentence))
    for name in ("done", "skipped", "remove", "duplicate", "edit"):
        shown.desk.do(name)
    shown.desk.add()
    shown.desk.move(entry, (entry.cell[0], 0))
    rest(qtbot, window)
    assert (troubled, shown.desk.editor) == ([], None)
    assert window.status_bar.notice.full_text() == why()
    assert not shown.board.movable


def test_highlights_rest(window: MainWindow, qtbot: QtBot) -> None:
    shown = tab(window, 3, qtbot)
    assert isinstance(shown, HighlightsTab)
    reading = shown.shelf.reading
    assert resting(reading.star, reading.edit)
    assert states(reading.menu()) == {
        "Show in the messages": True,
        "Plan it…": False,
        "Delete": False,
    }
    troubled: list[str] = []
    window.notify.troubled.connect(lambda sentence, _step: troubled.append(sentence))
    one = shown.shelf.model.items[0]
    for act in (shown.keeping.star, shown.keeping.remove, shown.keeping.copy):
        act(one)
    assert shown.keeping.edit(one, {}) is None
    shown.show_browser()
    rest(qtbot, window)
    browser = shown.browser
    assert browser is not None
    menu = browser.verbs.menu()
    assert not menu.actions()[0].isEnabled()
    menu.deleteLater()
    assert [one.isEnabled() for one in browser._buttons[:1]] == [False]
    rest(qtbot, window)
    assert troubled == []


def test_today_rests(window: MainWindow, qtbot: QtBot) -> None:
    shown = tab(window, 0, qtbot)
    assert isinstance(shown, TodayTab)
    post, follow_up = shown.posts.rows[0], shown.meets.row_of(shown.meets.lines[0].key)
    assert {one.text(): one.isEnabled() for one in post.buttons()} == {
        "Copy": True, "Done": False, "⋯": True,
    }  # fmt: skip
    done = next(one for one in follow_up.buttons() if one.text() == "Done")
    assert not done.isEnabled()
    assert done.toolTip() == why()


def test_where_one_can_write_nothing_rests(path: Path, open_window: Open) -> None:
    add_group(path, "早起读书会")
    window = open_window()
    shortcut = QShortcut(window)
    writes(window.jobs, window.top_bar.import_button, shortcut)
    assert window.top_bar.import_button.isEnabled()
    assert shortcut.isEnabled()
