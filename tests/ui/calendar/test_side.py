"""What is told beside the calendar: of the chosen item, and of what comes next."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from qunmate.bidi import isolated
from qunmate.data import plan
from qunmate.data.database import Database
from qunmate.ui.calendar.looks import told
from qunmate.ui.calendar.tab import CalendarTab
from qunmate.ui.parts import ElidedLabel
from tests.legible import illegible
from tests.ui.calendar.desk import choose
from tests.ui.tab_desk import Window, settle


def test_a_chosen_item_tells_what_to_post(qtbot: QtBot, desk: Window[CalendarTab]) -> None:
    tab = desk.tab
    choose(tab, "选品的三个坑")
    copy = [one for one in tab.side.findChildren(QPushButton) if one.text() == "Copy"]
    assert len(copy) == 2
    copy[1].click()
    assert QGuiApplication.clipboard().text() == "开讲"
    tab.board.setFocus()
    tab.desk.do("copy")
    assert QGuiApplication.clipboard().text() == "今晚见\n\n开讲"


def test_what_comes_next_is_told_while_nothing_is_chosen(
    qtbot: QtBot, desk: Window[CalendarTab]
) -> None:
    """Of today and the days after, whatever days are shown."""
    tab = desk.tab

    def coming() -> list[QPushButton]:
        found = tab.side.findChildren(QPushButton, "following")
        return [one for one in found if one.isVisible()]

    tab.board.choose(None, (0, 0))
    qtbot.waitUntil(lambda: len(coming()) == 5)
    days = [one.full_text() for one in tab.side.findChildren(ElidedLabel, "when")]
    assert days[0].startswith("Sun 22 Nov 07:30 · ")
    tab.turn(4)
    settle(qtbot, desk)
    again = [one.full_text() for one in tab.side.findChildren(ElidedLabel, "when")]
    assert again[-5:] == days[-5:]
    coming()[1].click()
    qtbot.waitUntil(lambda: tab.entry is not None)
    assert tab.entry is not None
    assert tab.entry.begins.day == 23
    assert tab.board.hasFocus()
    assert not coming()


def test_a_kind_that_the_title_tells_is_told_once(qtbot: QtBot, desk: Window[CalendarTab]) -> None:
    title = "New greeting of the week"
    desk.jobs.edit(
        lambda db: db.execute("UPDATE plan_items SET title = ?", [title]), {"plan_items"}
    )
    settle(qtbot, desk)
    desk.tab.board.choose(None, (0, 0))
    settle(qtbot, desk)
    coming = desk.tab.side.findChildren(QPushButton, "following")
    assert title in [one.accessibleName() for one in coming]
    assert f" · {title} · " in told(choose(desk.tab, title), [], None)
    assert "Greeting" not in told(choose(desk.tab, title), [], None)


def test_a_group_named_from_the_right_turns_no_day_around(
    qtbot: QtBot, desk: Window[CalendarTab]
) -> None:
    group = "مجموعة المنتج"
    desk.jobs.edit(lambda db: db.execute("UPDATE groups SET name = ? || id", [group]), {"groups"})
    settle(qtbot, desk)
    entry = choose(desk.tab, "选品的三个坑")
    settle(qtbot, desk)
    words = f"{isolated(group + '1')}, {isolated(group + '2')}"
    texts = [one.text() for one in desk.tab.side.findChildren(QLabel)]
    assert f"{words} · Wed 18 Nov 20:00–21:00" in texts
    assert words in told(entry, [group + "1", group + "2"], None)


def test_endless_words_do_not_widen_what_is_told_of_an_item(
    qtbot: QtBot, desk: Window[CalendarTab]
) -> None:
    tab, endless = desk.tab, "Wolfeschlegelsteinhausenbergerdorff" * 3

    def spoil(db: Database) -> None:
        item = db.execute("SELECT id FROM plan_items WHERE kind = 'sharing'").fetchone()[0]
        text = f"https://{endless}.example"
        plan.change(db, item, title=endless, result=endless, text=text)
        db.execute("UPDATE groups SET name = ? || id", [endless])

    desk.jobs.edit(spoil, {"plan_items", "groups"})
    settle(qtbot, desk)
    choose(tab, endless)
    settle(qtbot, desk)
    assert not illegible(tab.side)


def test_the_buttons_of_a_long_item_keep_their_words(
    qtbot: QtBot, desk: Window[CalendarTab]
) -> None:
    """The bar that scrolls it takes some of their room; they go on in a second row."""
    tab = desk.tab

    def lengthen(db: Database) -> None:
        item = db.execute("SELECT id FROM plan_items WHERE kind = 'sharing'").fetchone()[0]
        plan.change(db, item, status="done", text="\n---\n".join("今晚八点见" * 5))

    desk.jobs.edit(lengthen, {"plan_items"})
    settle(qtbot, desk)
    choose(tab, "选品的三个坑")
    settle(qtbot, desk)
    back = tab.side.findChild(QPushButton, "verb-again")
    assert back is not None
    assert back.width() >= back.sizeHint().width()
    area = tab.side.findChild(QScrollArea)
    assert area
    assert area.verticalScrollBar().maximum()
    assert not illegible(tab.side)


def test_what_was_skipped_can_be_planned_again(qtbot: QtBot, desk: Window[CalendarTab]) -> None:
    """It was not done, so it can't be marked as not done."""
    tab = desk.tab
    choose(tab, "选品的三个坑")
    words = []
    for verb in ("done", "again", "skipped"):
        tab.desk.do(verb)
        settle(qtbot, desk)
        back = tab.side.findChild(QPushButton, "verb-again")
        words.append(back.text() if back else "")
    assert words == ["Mark as not done", "", "Plan again"]


def test_a_letter_of_many_marks_does_not_cut_what_is_worth_a_look(
    qtbot: QtBot, desk: Window[CalendarTab]
) -> None:
    words = ("近 30 天发的内容里 56% 是广告或福利，" * 4, "w\u0337" * 60)
    desk.tab.side.show_hints(words)
    settle(qtbot, desk)
    labels = {one.text(): one for one in desk.tab.side.findChildren(QLabel)}
    first, wide = (labels[one] for one in words)
    assert wide.width() == first.width()
    assert first.height() >= first.heightForWidth(first.width())
