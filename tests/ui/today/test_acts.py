"""What can be done with each kind of line of the Today tab."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from qunmate import i18n
from qunmate.clock import iso_day
from qunmate.data import contact_notes, plan, settings, today_marks
from qunmate.data.store import Store
from qunmate.today import phrases
from qunmate.ui.contact_note_dialog import ContactNoteDialog
from qunmate.ui.context import Visit
from qunmate.ui.today.words_dialog import WordsDialog
from tests import noted
from tests.digest_book import SUNDAY
from tests.today_book import TODAY, TodayBook, busy
from tests.ui.tab_desk import settle
from tests.ui.today.desk import clipboard, press, row_of, texts, today


def test_nothing_moves_when_a_post_is_marked_as_done(qtbot: QtBot, store: Store) -> None:
    busy(store)
    with today(qtbot, store) as window:
        post = row_of(window.tab.posts, "post")
        before = [one.geometry() for one in post.buttons()]
        press(post, "Done")
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
        press(row, "Done")
        settle(qtbot, window)
        assert texts(window.tab.posts.rows[1])[1] == "Done ✓"
        assert window.tab.count.full_text() == "6 to do · 1 done"
        press(window.tab.posts.rows[1], "Done ✓")
        settle(qtbot, window)
        assert [item.status for item in plan.listing(window.store.db)] == ["ready", "ready"]


def test_newcomers_are_welcomed_in_the_groups_own_words(qtbot: QtBot, store: Store) -> None:
    book = busy(store)
    with today(qtbot, store) as window:
        tab = window.tab
        press(row_of(tab.meets, "welcome"), "Words of welcome…")
        (dialog,) = tab.findChildren(WordsDialog)
        assert phrases.NAMES in dialog.text.toPlainText()
        dialog.text.setPlainText("欢迎 {names}")
        dialog.accept()
        settle(qtbot, window)
        press(row_of(tab.meets, "welcome"), "Copy welcome")
        assert clipboard() == "欢迎 @林小满 @周一川"
        press(row_of(tab.meets, "welcome"), "Welcomed")
        settle(qtbot, window)
        row = row_of(tab.meets, "welcome")
        assert texts(row)[1] == "Welcomed ✓"
        press(row, "Not welcomed yet")
        settle(qtbot, window)
        assert texts(row_of(tab.meets, "welcome"))[1] == "Welcomed"
        kept = settings.get(window.store.db, phrases.setting("welcome", book.group.id), "")
        assert kept == "欢迎 {names}"


def test_words_are_edited_in_the_language_of_the_window(qtbot: QtBot, store: Store) -> None:
    book = busy(store)
    i18n.install("zh_CN")
    with today(qtbot, store) as window:
        press(row_of(window.tab.meets, "welcome"), "欢迎语…")
        (dialog,) = window.tab.findChildren(WordsDialog)
        assert dialog.text.toPlainText().startswith("欢迎 {名字}！")
        assert dialog.words() == ""  # as they were
        dialog.text.setPlainText("早，{名字}")
        dialog.accept()
        settle(qtbot, window)
        kept = settings.get(window.store.db, phrases.setting("welcome", book.group.id), "")
        assert kept == "早，{names}"
        press(row_of(window.tab.meets, "welcome"), "复制欢迎语")
        assert clipboard() == "早，@林小满 @周一川"


def test_a_follow_up_is_opened_and_done(qtbot: QtBot, store: Store) -> None:
    book = busy(store)
    with today(qtbot, store) as window:
        tab = window.tab
        press(row_of(tab.meets, "follow_up"), "Open")
        (dialog,) = tab.findChildren(ContactNoteDialog)
        assert dialog.text.toPlainText() == "想在群里组织线下沙龙"
        dialog.reject()
        press(row_of(tab.meets, "follow_up"), "Done")
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
        press(row_of(window.tab.meets, "follow_up"), "Done")
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
        press(row_of(tab.meets, "expiring"), "Copy text")
        assert clipboard().startswith("沈知秋, your membership")
        press(row_of(tab.meets, "expiring"), "Reminded")
        press(row_of(tab.meets, "birthday"), "Done")
        settle(qtbot, window)
        assert today_marks.marks(window.store.db, TODAY.isoformat()).today == {
            ("expiring", f"{book.group.id}:{book.people['沈知秋']}:{iso_day(SUNDAY + 6)}"),
            ("birthday", f"{book.people['Ada']}:2026"),
        }
        press(row_of(tab.meets, "expiring"), "Reminded ✓")
        press(row_of(tab.meets, "birthday"), "Done ✓")
        settle(qtbot, window)
        assert today_marks.marks(window.store.db, TODAY.isoformat()).hidden == frozenset()


def test_a_question_is_looked_at_kept_as_a_topic_or_dismissed(qtbot: QtBot, store: Store) -> None:
    book = busy(store)
    asked = book.asks("Ada", "电子书在哪里买?", SUNDAY - 2, 700)
    with today(qtbot, store) as window:
        tab = window.tab
        press(tab.questions.row_of(f"question:{asked}"), "View")
        assert window.visits == [
            Visit("highlights", "message", (asked,), day=SUNDAY - 2, group_id=book.group.id)
        ]
        row = tab.questions.row_of(f"question:{asked}")
        press(row, "Keep as topic")
        press(row, "Keep as topic")  # pressed once more before the window knows
        settle(qtbot, window)
        ideas = [one for one in plan.listing(window.store.db) if one.status == "idea"]
        assert [(one.kind, one.title) for one in ideas] == [("topic", "电子书在哪里买?")]
        (rest,) = tab.questions.rows
        press(rest, "Dismiss")
        settle(qtbot, window)
        assert not tab.questions.isVisible()


def test_who_went_quiet_is_viewed_talked_to_or_put_off(qtbot: QtBot, store: Store) -> None:
    book = TodayBook(store)
    for name in ("沈知秋", "Ada", "顾北辰"):
        book.speaks(name, SUNDAY - 50, SUNDAY - 16 if name == "沈知秋" else SUNDAY)
    with today(qtbot, store) as window:
        tab = window.tab
        row = row_of(tab.meets, "quiet")
        press(row, "View")
        who = book.people["沈知秋"]
        assert window.visits[-1].ids == (who,)
        press(row, "Talked…")
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
