"""The groups at the left: dots, order, archive, what is dropped on them."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFontMetrics
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qunmate.data import groups
from qunmate.data.store import open_store
from qunmate.tasks.group_signs import Signs
from qunmate.ui.group_dialog import GroupDialog
from qunmate.ui.group_list import ROW_HEIGHT, GroupView
from qunmate.ui.stages import dot
from tests.ui.conftest import Open, add_chat, add_group, group_names, rest

TODAY = 20_779


@pytest.mark.parametrize(
    ("signs", "tone"),
    [
        (Signs(None, None, None), "quiet"),
        (Signs("growth", 72.0, TODAY), "good"),
        (Signs("growth", 49.6, TODAY), "good"),
        (Signs("growth", 49.4, TODAY), "warn"),
        (Signs("mature", 29.0, TODAY), "bad"),
        (Signs("decline", 80.0, TODAY), "warn"),
        (Signs("silent", None, TODAY), "bad"),
        (Signs("mature", 72.0, TODAY - 7), "good"),
        (Signs("mature", 72.0, TODAY - 8), "warn"),
        (Signs("silent", None, TODAY - 80), "bad"),
    ],
)
def test_the_dot_tells_stage_score_and_age_of_the_record(signs: Signs, tone: str) -> None:
    assert dot(signs, TODAY).tone == tone


def test_an_old_record_says_for_how_long() -> None:
    words = dot(Signs("mature", 72.0, TODAY - 9), TODAY).words
    assert words == "Mature · score 72 · records up to 13 Nov · no import for 9 days"


def test_a_score_of_another_day_than_the_records_end_tells_it() -> None:
    words = dot(Signs("mature", 72.0, TODAY, TODAY - 1), TODAY).words
    assert words == "Mature · score 72 on 21 Nov · records up to 22 Nov"
    words = dot(Signs("mature", 72.0, TODAY - 1, TODAY - 1), TODAY).words
    assert words == "Mature · score 72 · records up to 21 Nov"


def test_a_group_without_members_says_so_and_no_digest_is_urged(
    open_window: Open, path: Path, qtbot: QtBot
) -> None:
    add_group(path, "早起")
    window = open_window()
    rest(qtbot, window)
    items = window.sidebar.view.group_model().items
    assert [item.members for item in items] == [0, 0]
    assert window.top_bar.digest_button.property("look") == ""
    assert window.sidebar.new_group.y() - window.sidebar.view.geometry().bottom() > 8


def test_a_group_without_a_fresh_import_is_amber(open_window: Open, path: Path) -> None:
    group = add_group(path, "早起")
    add_chat(path, group, pause=range(20))
    window = open_window()
    item = window.sidebar.view.group_model().items[1]
    assert item.dot.tone in {"warn", "bad"}
    tip = window.sidebar.view.group_model().index(1).data(Qt.ItemDataRole.ToolTipRole)
    assert "Amber:" in tip


def test_groups_are_put_in_order_by_key(open_window: Open, path: Path, qtbot: QtBot) -> None:
    for name in "甲乙丙":
        add_group(path, name)
    window = open_window()
    window.sidebar.choose(1)
    view = window.sidebar.view
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    rest(qtbot, window)
    assert group_names(window) == ["All groups", "乙", "甲", "丙"]
    assert window.context.group is not None
    assert window.context.group.name == "甲"
    qtbot.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    rest(qtbot, window)
    assert group_names(window) == ["All groups", "甲", "乙", "丙"]
    qtbot.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    rest(qtbot, window)
    window.actions_by_name["undo"].trigger()
    rest(qtbot, window)
    assert group_names(window) == ["All groups", "乙", "甲", "丙"]
    with open_store(path) as store:
        assert [group.name for group in groups.in_order(store.db)] == ["乙", "甲", "丙"]


def test_a_group_is_dragged_to_its_place(open_window: Open, path: Path, qtbot: QtBot) -> None:
    for name in "甲乙丙":
        add_group(path, name)
    window = open_window()
    view = window.sidebar.view
    data = view.group_model().mimeData([view.group_model().index(3)])
    place = QPoint(50, ROW_HEIGHT + 3)  # the upper edge of the first group
    action, left, none = (
        Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    enter = QDragEnterEvent(place, action, data, left, none)
    QApplication.sendEvent(view.viewport(), enter)
    assert enter.isAccepted()
    QApplication.sendEvent(view.viewport(), QDropEvent(QPointF(place), action, data, left, none))
    rest(qtbot, window)
    assert group_names(window) == ["All groups", "丙", "甲", "乙"]


def test_archived_groups_are_folded_away(open_window: Open, path: Path, qtbot: QtBot) -> None:
    add_group(path, "甲")
    old = add_group(path, "旧")
    window = open_window()
    window.sidebar.archive_asked.emit(old)
    rest(qtbot, window)
    assert group_names(window) == ["All groups", "甲", "Archived"]
    view = window.sidebar.view
    fold = view.visualRect(view.group_model().index(2)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=fold)
    assert group_names(window) == ["All groups", "甲", "Archived", "旧"]
    window.sidebar.choose(old.id)
    assert window.context.group is not None
    view.setCurrentIndex(view.group_model().index(2))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert group_names(window) == ["All groups", "甲", "Archived"]
    assert window.context.group is None


def test_the_dialog_says_all_there_is_of_a_group(
    open_window: Open, path: Path, qtbot: QtBot
) -> None:
    group = add_group(path, "早起")
    window = open_window()
    dialog = GroupDialog(window, group, set())
    dialog.stage.setCurrentIndex(dialog.stage.findData("decline"))
    dialog.timezone.setCurrentText("Asia/Tokyo")
    dialog.target.setValue(45)
    window.groups._save(group, dialog.form())
    rest(qtbot, window)
    with open_store(path) as store:
        after = groups.by_id(store.db, group.id)
    assert (after.stage_override, after.timezone, after.weekly_target) == (
        "decline", "Asia/Tokyo", 0.45,
    )  # fmt: skip
    again = GroupDialog(window, after, set())
    assert again.form() == dialog.form()
    again.stage.setCurrentIndex(0)
    assert again.form().stage is None


def test_fifty_groups_scroll_and_names_are_cut(open_window: Open, path: Path) -> None:
    for number in range(50):
        add_group(path, f"{number} 名字长到任何边栏都放不下的群，还带🏸")
    window = open_window()
    view = window.sidebar.view
    assert view.verticalScrollBar().maximum() > 0
    assert view.viewport().height() % ROW_HEIGHT == 0
    assert window.sidebar.new_group.isVisible()
    assert window.sidebar.geometry().bottom() <= window.height()


def ink(view: GroupView, row: int, left: int, right: int) -> list[int]:
    """What is painted in a part of a line, as light and dark."""
    line = view.visualRect(view.group_model().index(row))
    line.setLeft(left)
    line.setWidth(right - left)
    image = view.viewport().grab(line).toImage()
    places = product(range(image.width()), range(image.height()))
    return [image.pixelColor(x, y).lightness() for x, y in places]


def test_a_group_that_is_chosen_from_elsewhere_comes_into_sight(
    open_window: Open, path: Path
) -> None:
    groups = [add_group(path, f"第 {number} 群") for number in range(50)]
    window = open_window()
    view = window.sidebar.view
    for group in (groups[-1], groups[0]):
        window.sidebar.choose(group.id)
        seen = view.visualRect(view.currentIndex())
        assert view.viewport().rect().contains(seen)


def test_names_begin_at_one_place_behind_any_mark(open_window: Open, path: Path) -> None:
    for last, platform in enumerate(("wechat", "telegram", "qq")):
        add_group(path, f"名字{last}", platform)
    view = open_window().sidebar.view
    begin = 8 + 24 + 12
    end = begin + QFontMetrics(view.font()).horizontalAdvance("名字")
    rows = [ink(view, row, begin + 6, end) for row in (1, 2, 3)]
    assert len(set(rows[0])) > 1
    assert rows[0] == rows[1] == rows[2]


def test_where_it_is_narrow_the_names_have_the_room(open_window: Open, path: Path) -> None:
    add_chat(path, add_group(path, "早起读书会"))
    window = open_window()
    sidebar, view = window.sidebar, window.sidebar.view
    view.setCurrentIndex(view.group_model().index(0))
    for width, numbers in ((208, True), (160, False)):
        sidebar.setFixedWidth(width)
        QApplication.processEvents()
        right = view.viewport().width() - 16
        assert (len(set(ink(view, 1, right - 10, right))) > 1) == numbers


def test_the_menu_of_a_group_writes_its_keys_as_tooltips_do(open_window: Open, path: Path) -> None:
    for name in "甲乙":
        add_group(path, name)
    sidebar = open_window().sidebar
    menu = sidebar.menu_for(sidebar.view.item_at(1))
    keys = [one.text().split("\t")[1] for one in menu.actions() if "\t" in one.text()]
    assert keys == ["Alt+↑", "Alt+↓"]
    assert not any(one.shortcut().toString() for one in menu.actions())


def test_the_lines_of_the_sidebar_say_all_in_words(open_window: Open, path: Path) -> None:
    add_chat(path, add_group(path, "早起读书会", "wechat"))
    window = open_window()
    index = window.sidebar.view.group_model().index(1)
    words = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert words.startswith("早起读书会 · WeChat · 5 members · ")
