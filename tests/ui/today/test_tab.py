"""The Today tab as a whole: what it tells, its keys, names, undo."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from qunmate.data import plan
from qunmate.data.store import Store, open_store
from qunmate.today.model import Change, Findings
from qunmate.today.words import Said
from qunmate.ui.blur import mask
from qunmate.ui.context import Visit
from qunmate.ui.digest_dialog import DigestDialog
from qunmate.ui.parts import GRID
from qunmate.ui.theme import ROW
from qunmate.ui.today.line_row import LineRow
from qunmate.ui.today.section import FOLD
from qunmate.ui.today.tab import SIDE_SMALL, TodayTab
from qunmate.ui.widgets.page_area import MARGIN
from qunmate.veil import veil_of
from tests.digest_book import SUNDAY
from tests.today_book import TodayBook, busy
from tests.ui.conftest import Open, rest
from tests.ui.tab_desk import settle
from tests.ui.today.desk import clipboard, press, row_of, today


def test_the_day_is_told(qtbot: QtBot, store: Store) -> None:
    busy(store)
    with today(qtbot, store) as window:
        tab = window.tab
        assert tab.title.text() == "Sunday, 22 November · Minor Snow"
        assert tab.count.full_text() == "7 to do · 0 done"
        assert [section.isVisible() for section in tab.sections] == [True] * 3
        assert [len(section.rows) for section in tab.sections] == [2, 5, 1]
        assert not tab.calm.isVisible()
        assert row_of(tab.meets, "welcome").accessibleName().startswith("2 people Welcome")


def test_how_much_there_is_to_do_is_told_where_there_is_room(qtbot: QtBot, store: Store) -> None:
    busy(store)
    with today(qtbot, store) as window:
        window.tab.resize(752, 500)
        assert window.tab.count.text() == window.tab.count.full_text()


def test_when_all_is_done_tomorrow_is_told(qtbot: QtBot, store: Store) -> None:
    book = TodayBook(store)
    with store.atomic() as db:
        db.execute("DELETE FROM members WHERE id <> ?", [book.people["阿群"]])
    book.post("早安")
    book.post("共读第五章", SUNDAY + 1)
    with today(qtbot, store) as window:
        tab = window.tab
        assert not tab.calm.isVisible()
        press(tab.posts.rows[0], "Done")
        settle(qtbot, window)
        assert tab.calm.isVisible()
        assert tab.calm_title.text() == "All done for today."
        assert tab.posts._heading.text() == "Done today"  # no more "To post"
        assert tab.calm_text.text() == "Tomorrow: 07:30 共读第五章"
        assert not tab.calm_step.isVisible()
        assert tab.posts.isVisible()


def test_a_day_without_anything_says_so(qtbot: QtBot, store: Store) -> None:
    with today(qtbot, store) as window:
        assert window.tab.calm_title.text() == "Nothing needs you today."
        window.tab.calm_step.click()
        assert window.visits == [Visit("calendar", "day", day=SUNDAY + 1)]
        assert window.tab.count.full_text() == ""


def test_the_keyboard_goes_from_line_to_line_and_does_the_first_thing(
    qtbot: QtBot, store: Store
) -> None:
    busy(store)
    with today(qtbot, store) as window:
        tab = window.tab
        window.activateWindow()
        tab.posts.rows[0].setFocus()
        for _step in range(2):
            QTest.keyClick(_focused(), Qt.Key.Key_Down)
        assert _focused() is tab.meets.rows[0]
        QTest.keyClick(_focused(), Qt.Key.Key_Return)
        assert clipboard().startswith("Welcome @林小满 @周一川!")
        QTest.keyClick(_focused(), Qt.Key.Key_Up)
        assert _focused() is tab.posts.rows[1]
        QTest.keyClick(_focused(), Qt.Key.Key_Right)
        assert _focused() is tab.posts.rows[1].buttons()[0]
        for _step in range(20):
            tab.questions.rows[0].setFocus()
            QTest.keyClick(_focused(), Qt.Key.Key_Down)
        assert _focused() is tab.questions.rows[0]


def test_enter_on_a_button_of_a_line_presses_that_one(qtbot: QtBot, store: Store) -> None:
    busy(store)
    with today(qtbot, store) as window:
        QGuiApplication.clipboard().setText("before")
        window.activateWindow()
        post = row_of(window.tab.posts, "post")
        done = next(one for one in post.buttons() if one.text() == "Done")
        done.setFocus()
        QTest.keyClick(_focused(), Qt.Key.Key_Return)
        settle(qtbot, window)
        assert [item.status for item in plan.listing(window.store.db)].count("done") == 1
        assert clipboard() == "before"


def _focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def test_many_lines_fold(qtbot: QtBot, store: Store) -> None:
    book = TodayBook(store)
    for hour in range(FOLD + 3):
        book.post(f"第{hour}条", minute=480 + hour)
    with today(qtbot, store) as window:
        posts = window.tab.posts
        assert len(posts.rows) == FOLD + 3  # as the page has room for them
        assert not posts.fold.isVisible()
        window.tab.resize(1100, 300)
        assert len(posts.rows) == FOLD - 1
        others = window.tab.height() - window.tab._area.height() + MARGIN
        others += 12 + window.tab.meets.needs(FOLD - 1)
        window.tab.resize(1100, others + posts.needs(FOLD - 1) + 2 * ROW)
        assert len(posts.rows) == FOLD + 1  # as many as have room
        assert posts.fold.text() == "2 more"
        window.tab.resize(1100, 300)
        assert len(posts.rows) == FOLD - 1
        assert posts.fold.text() == "4 more"
        posts.fold.click()
        assert len(posts.rows) == FOLD + 3
        assert not posts.fold.isVisible()


def test_names_are_masked_while_the_screen_is_shared(qtbot: QtBot, store: Store) -> None:
    busy(store)
    with today(qtbot, store) as window:
        window.context.blur.turn(on=True)
        names = " ".join(row.accessibleName() for row in window.tab.meets.rows)
        assert "林小满" not in names
        window.context.blur.learn(veil_of(["四章", "林小满"]))
        posts = " ".join(row.accessibleName() for row in window.tab.posts.rows)
        assert f"共读第{mask('四章')}" in posts
        window.context.blur.turn(on=False)
        names = " ".join(row.accessibleName() for row in window.tab.meets.rows)
        assert "林小满" in names


def test_one_group_is_asked_for_alone_and_not_named(qtbot: QtBot, store: Store) -> None:
    book, other = busy(store), TodayBook(store, "羽毛球周末约")
    other.post("约球")
    with today(qtbot, store, book.group) as window:
        tab = window.tab
        assert [line.title for line in tab.posts.lines] == ["早安 · 小雪", "共读第四章"]
        assert "早起读书会" not in tab.posts.rows[0].accessibleName()
        assert len(tab.changes.findChildren(QWidget)) > 1


def test_the_weekly_review_is_the_private_digest(qtbot: QtBot, store: Store) -> None:
    busy(store)
    with today(qtbot, store) as window:
        window.tab.review.click()
        (dialog,) = window.findChildren(DigestDialog)
        assert dialog.side.operator.isChecked()
        settle(qtbot, window)
        dialog.reject()


def test_a_button_that_is_held_down_while_its_act_goes(qtbot: QtBot, store: Store) -> None:
    busy(store)
    with today(qtbot, store) as window:
        line = next(one for one in window.tab.findChildren(LineRow) if one.buttons())
        held = line.buttons()[-1]
        QTest.mousePress(held, Qt.MouseButton.LeftButton)
        line.show_line(Said("", "早安"), [], done=False, late=False)
        QTest.mouseRelease(held, Qt.MouseButton.LeftButton)
        assert window.visits == []


def test_every_deed_of_the_day_can_be_undone(open_window: Open, qtbot: QtBot, path: Path) -> None:
    with open_store(path) as store:
        busy(store)
    window = open_window()
    window.show_tab_named("today")
    rest(qtbot, window)
    tab = window.findChild(TodayTab)
    assert tab is not None
    before = [line.key for line in tab.sheet.lines]
    for section, kind, act in (
        (tab.posts, "post", "Done"),
        (tab.meets, "welcome", "Welcomed"),
        (tab.meets, "follow_up", "Done"),
        (tab.meets, "expiring", "Reminded"),
        (tab.meets, "birthday", "Done"),
        (tab.questions, "question", "Keep as topic"),
    ):
        press(row_of(section, kind), act)
        rest(qtbot, window)
        assert [(line.key, line.done) for line in tab.sheet.lines] != [
            (key, False) for key in before
        ]
        window.actions_by_name["undo"].trigger()
        rest(qtbot, window)
        assert [(line.key, line.done) for line in tab.sheet.lines] == [
            (key, False) for key in before
        ]


def test_the_last_line_of_a_card_has_no_rule_below_it(qtbot: QtBot, store: Store) -> None:
    busy(store)
    with today(qtbot, store) as window:
        tab = window.tab
        rules = [
            [row.grab().toImage().pixelColor(20, row.height() - 1).name() for row in section.rows]
            for section in (tab.posts, tab.meets)
        ]
        assert [len(set(found)) for found in rules] == [2, 2]
        assert all(found[-1] not in found[:-1] for found in rules)


def test_cards_take_the_room_of_what_is_not_told(qtbot: QtBot, store: Store) -> None:
    book = TodayBook(store)
    book.post("早安")
    with today(qtbot, store) as window:
        tab = window.tab
        tab.show_pieces(replace(tab.sheet, findings=Findings()), "findings")
        qtbot.waitUntil(lambda: tab.posts.width() >= tab.width() - 4 * GRID)
        change = Change(1, "早起读书会", SUNDAY - 1, 1, 5, 2, 0.5, 4)
        tab.show_pieces(replace(tab.sheet, findings=Findings(changes=(change,))), "findings")
        qtbot.waitUntil(lambda: tab.posts.width() < tab.width() - SIDE_SMALL)
        table = tab.changes._table
        heads = [one.text() for one in table.findChildren(QLabel) if one.property("part") == "note"]
        assert heads == ["Net", "Msgs", "Spoke", "vs usual"]
