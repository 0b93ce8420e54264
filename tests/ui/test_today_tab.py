"""The Today tab on real files, with real threads."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from qunmate.clock import iso_day
from qunmate.data import contact_notes, plan, settings, today_marks
from qunmate.data.store import Store, open_store
from qunmate.model import Group
from qunmate.today import phrases
from qunmate.today.words import Said
from qunmate.ui.contact_note_dialog import ContactNoteDialog
from qunmate.ui.context import Visit, WindowContext
from qunmate.ui.digest_dialog import DigestDialog
from qunmate.ui.today.line_row import LineRow
from qunmate.ui.today.section import FOLD, Section
from qunmate.ui.today.tab import TodayTab
from qunmate.ui.today.words_dialog import WordsDialog
from tests import noted
from tests.digest_book import SUNDAY
from tests.today_book import TODAY, TodayBook, busy
from tests.ui.conftest import Open, rest
from tests.ui.tab_desk import Window, settle, shown_tab

Desk = Window[TodayTab]


@contextmanager
def today(qtbot: QtBot, store: Store, group: Group | None = None) -> Iterator[Desk]:
    def make(context: WindowContext, parent: QWidget) -> TodayTab:
        return TodayTab(context, parent, lambda: context.notify.notice("importing"))

    with shown_tab(qtbot, store, make, group) as window:
        yield window


def row_of(section: Section, kind: str) -> LineRow:
    line = next(line for line in section.lines if line.kind == kind)
    return section.row_of(line.key)


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def texts(row: LineRow) -> list[str]:
    return [button.text() for button in row.buttons()]


def test_the_day_is_told(qtbot: QtBot, store: Store) -> None:
    busy(store)
    with today(qtbot, store) as window:
        tab = window.tab
        assert tab.title.text() == "Sunday, 22 November · Minor Snow"
        assert tab.count.full_text() == "7 things today · 0 done"
        assert [section.isVisible() for section in tab.sections] == [True] * 3
        assert [len(section.rows) for section in tab.sections] == [2, 5, 1]
        assert not tab.calm.isVisible()
        assert row_of(tab.meets, "welcome").accessibleName().startswith("2 people Welcome")


def test_how_much_there_is_to_do_is_told_where_there_is_room(qtbot: QtBot, store: Store) -> None:
    busy(store)
    with today(qtbot, store) as window:
        window.tab.resize(752, 500)
        assert window.tab.count.text() == window.tab.count.full_text()


def test_nothing_moves_when_a_post_is_marked_as_done(qtbot: QtBot, store: Store) -> None:
    busy(store)
    with today(qtbot, store) as window:
        post = row_of(window.tab.posts, "post")
        before = [one.geometry() for one in post.buttons()]
        post.press("Done")
        settle(qtbot, window)
        assert [one.geometry() for one in post.buttons()] == before


def test_a_post_is_copied_part_by_part_and_done(qtbot: QtBot, store: Store) -> None:
    busy(store)
    with today(qtbot, store) as window:
        row = window.tab.posts.rows[1]
        assert texts(row) == ["Copy 1 of 2", "Done", "⋯"]
        row.buttons()[0].click()
        assert (clipboard(), texts(row)[0]) == ("第四章", "Copy 2 of 2")
        row.buttons()[0].click()
        assert (clipboard(), texts(row)[0]) == ("https://example.org/4", "Copy 1 of 2")
        row.press("Done")
        settle(qtbot, window)
        assert texts(window.tab.posts.rows[1])[1] == "Done ✓"
        assert window.tab.count.full_text() == "7 things today · 1 done"
        window.tab.posts.rows[1].press("Done ✓")
        settle(qtbot, window)
        assert [item.status for item in plan.listing(window.store.db)] == ["ready", "ready"]


def test_newcomers_are_welcomed_in_the_groups_own_words(qtbot: QtBot, store: Store) -> None:
    book = busy(store)
    with today(qtbot, store) as window:
        tab = window.tab
        row_of(tab.meets, "welcome").press("Words of welcome…")
        (dialog,) = tab.findChildren(WordsDialog)
        assert phrases.NAMES in dialog.text.toPlainText()
        dialog.text.setPlainText("欢迎 {names}")
        dialog.accept()
        settle(qtbot, window)
        row_of(tab.meets, "welcome").press("Copy welcome")
        assert clipboard() == "欢迎 @林小满 @周一川"
        row_of(tab.meets, "welcome").press("Welcomed")
        settle(qtbot, window)
        row = row_of(tab.meets, "welcome")
        assert texts(row)[1] == "Welcomed ✓"
        row.press("Not welcomed yet")
        settle(qtbot, window)
        assert texts(row_of(tab.meets, "welcome"))[1] == "Welcomed"
        kept = settings.get(window.store.db, phrases.setting("welcome", book.group.id), "")
        assert kept == "欢迎 {names}"


def test_a_follow_up_is_opened_and_done(qtbot: QtBot, store: Store) -> None:
    book = busy(store)
    with today(qtbot, store) as window:
        tab = window.tab
        row_of(tab.meets, "follow_up").press("Open")
        (dialog,) = tab.findChildren(ContactNoteDialog)
        assert dialog.text.toPlainText() == "想在群里组织线下沙龙"
        dialog.reject()
        row_of(tab.meets, "follow_up").press("Done")
        settle(qtbot, window)
        assert texts(row_of(tab.meets, "follow_up"))[1] == "Done ✓"
        (note,) = noted.of_member(window.store.db, book.people["沈知秋"])
        assert note.followed_up_on == TODAY.isoformat()


def test_a_follow_up_that_names_no_group_stays_when_done(qtbot: QtBot, store: Store) -> None:
    book = TodayBook(store)
    with store.atomic() as db:
        contact_notes.add(
            db, member_id=book.people["沈知秋"], group_id=None, noted_on=iso_day(SUNDAY - 9),
            text="问问近况", follow_up_on=iso_day(SUNDAY),
        )  # fmt: skip
    with today(qtbot, store, book.group) as window:
        row_of(window.tab.meets, "follow_up").press("Done")
        settle(qtbot, window)
        assert texts(row_of(window.tab.meets, "follow_up"))[1] == "Done ✓"


def test_a_post_that_is_gone_can_t_be_done(qtbot: QtBot, store: Store) -> None:
    book = TodayBook(store)
    item = book.post("早安")
    troubles: list[str] = []
    with today(qtbot, store) as window:
        window.notify.troubled.connect(lambda words, _next: troubles.append(words))
        (line,) = window.tab.sheet.tasks.posts
        with store.atomic() as db:
            plan.remove(db, item)
        window.tab.acts.post_done(line)
        settle(qtbot, window)
    assert troubles == ["This item is no longer in the calendar."]


def test_reminders_and_birthdays_are_marked_and_taken_back(qtbot: QtBot, store: Store) -> None:
    book = busy(store)
    with today(qtbot, store) as window:
        tab = window.tab
        row_of(tab.meets, "expiring").press("Copy text")
        assert clipboard().startswith("沈知秋, your membership")
        row_of(tab.meets, "expiring").press("Reminded")
        row_of(tab.meets, "birthday").press("Done")
        settle(qtbot, window)
        assert today_marks.marks(window.store.db, TODAY.isoformat()).today == {
            ("expiring", f"{book.group.id}:{book.people['沈知秋']}:{iso_day(SUNDAY + 6)}"),
            ("birthday", f"{book.people['Ada']}:2026"),
        }
        row_of(tab.meets, "expiring").press("Reminded ✓")
        row_of(tab.meets, "birthday").press("Done ✓")
        settle(qtbot, window)
        assert today_marks.marks(window.store.db, TODAY.isoformat()).hidden == frozenset()


def test_a_question_is_looked_at_kept_as_a_topic_or_dismissed(qtbot: QtBot, store: Store) -> None:
    book = busy(store)
    asked = book.asks("Ada", "电子书在哪里买?", SUNDAY - 2, 700)
    with today(qtbot, store) as window:
        tab = window.tab
        tab.questions.row_of(f"question:{asked}").press("View")
        assert window.visits == [
            Visit("highlights", "message", (asked,), day=SUNDAY - 2, group_id=book.group.id)
        ]
        row = tab.questions.row_of(f"question:{asked}")
        row.press("Keep as topic")
        row.press("Keep as topic")  # pressed once more before the window knows
        settle(qtbot, window)
        ideas = [one for one in plan.listing(window.store.db) if one.status == "idea"]
        assert [(one.kind, one.title) for one in ideas] == [("topic", "电子书在哪里买?")]
        (rest,) = tab.questions.rows
        rest.press("Dismiss")
        settle(qtbot, window)
        assert not tab.questions.isVisible()


def test_who_went_quiet_is_viewed_talked_to_or_put_off(qtbot: QtBot, store: Store) -> None:
    book = TodayBook(store)
    for name in ("沈知秋", "Ada", "顾北辰"):
        book.speaks(name, SUNDAY - 50, SUNDAY - 16 if name == "沈知秋" else SUNDAY)
    with today(qtbot, store) as window:
        tab = window.tab
        row = row_of(tab.meets, "quiet")
        row.press("View")
        who = book.people["沈知秋"]
        assert window.visits[-1].ids == (who,)
        row.press("Talked…")
        (dialog,) = tab.findChildren(ContactNoteDialog)
        dialog.text.setPlainText("忙着搬家")
        dialog.accept()
        settle(qtbot, window)
        assert "quiet" not in [line.kind for line in tab.meets.lines]
        with_note = noted.of_member(window.store.db, who)
        assert [note.text for note in with_note] == ["忙着搬家"]


def test_an_alert_is_put_off_for_a_week(qtbot: QtBot, store: Store) -> None:
    book = TodayBook(store)
    with store.atomic() as db:
        db.execute("DELETE FROM imports")
    with today(qtbot, store) as window:
        (card,) = window.tab.alerts
        buttons = {button.text(): button for button in card.findChildren(QPushButton)}
        buttons["Import…"].click()
        assert [notice.text for notice in window.notices] == ["importing"]
        buttons["Later"].click()
        settle(qtbot, window)
        assert window.tab.alerts == []
        mark = ("alert", f"stale:{book.group.id}")
        assert mark in today_marks.marks(window.store.db, "2026-11-28").hidden
        assert mark not in today_marks.marks(window.store.db, "2026-11-29").hidden


def test_when_all_is_done_tomorrow_is_told(qtbot: QtBot, store: Store) -> None:
    book = TodayBook(store)
    with store.atomic() as db:
        db.execute("DELETE FROM members WHERE id <> ?", [book.people["阿群"]])
    book.post("早安")
    book.post("共读第五章", SUNDAY + 1)
    with today(qtbot, store) as window:
        tab = window.tab
        assert not tab.calm.isVisible()
        tab.posts.rows[0].press("Done")
        settle(qtbot, window)
        assert tab.calm.isVisible()
        assert tab.calm_title.text() == "All done for today."
        assert tab.calm_text.text() == "Tomorrow: 07:30 共读第五章"
        assert tab.posts.isVisible()


def test_a_day_without_anything_says_so(qtbot: QtBot, store: Store) -> None:
    with today(qtbot, store) as window:
        assert window.tab.calm_title.text() == "Nothing needs you today."
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
        row_of(section, kind).press(act)
        rest(qtbot, window)
        assert [(line.key, line.done) for line in tab.sheet.lines] != [
            (key, False) for key in before
        ]
        window.actions_by_name["undo"].trigger()
        rest(qtbot, window)
        assert [(line.key, line.done) for line in tab.sheet.lines] == [
            (key, False) for key in before
        ]
