"""The Calendar tab: views, choosing, deeds, dragging, the editor, by mouse and keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from qunmate import clock
from qunmate.data import groups, members, plan
from qunmate.data.database import Database
from qunmate.data.store import Store
from qunmate.model import PLAN_KINDS, PlanItem
from qunmate.plan_words import kind_word
from qunmate.recurrence import instant_of, wall_of
from qunmate.tasks.plan import planned
from qunmate.ui.blur import mask
from qunmate.ui.calendar.canvas import Canvas
from qunmate.ui.calendar.grid import HEAD, TALL, TALLEST, Entry, Places
from qunmate.ui.calendar.listing import COLUMNS
from qunmate.ui.calendar.reading import GroupFigures, read_shown
from qunmate.ui.calendar.tab import CalendarTab
from qunmate.ui.context import Visit
from qunmate.ui.stages import Dot
from qunmate.ui.table import MARGIN
from qunmate.ui.widgets.chips import chip_font, chip_width
from tests.legible import illegible
from tests.ui.tab_desk import TODAY, Window, settle, shown_tab

ZONE = "Asia/Shanghai"
SUNDAY = clock.day_of(TODAY)
MONDAY = SUNDAY - 6


def at(text: str) -> int:
    return instant_of(datetime.fromisoformat(text), ZONE)


@pytest.fixture
def desk(qtbot: QtBot, store: Store) -> Iterator[Window[CalendarTab]]:
    with store.atomic() as db:
        one = groups.add(db, "运营研究社", "wechat", ZONE).id
        two = groups.add(db, "早起读书会", "wechat", ZONE).id
        member = members.add(db, "林小满", one, today="2026-01-01")
        plan.add(
            db, group_ids=[one], kind="greeting", title="早安", starts_at=at("2026-11-16T07:30"),
            rrule="FREQ=DAILY", status="ready",
        )  # fmt: skip
        plan.add(
            db, group_ids=[one, two], kind="sharing", title="选品的三个坑",
            text="今晚见\n---\n开讲",
            starts_at=at("2026-11-18T20:00"), ends_at=at("2026-11-18T21:00"), speaker_id=member,
        )  # fmt: skip
    with shown_tab(qtbot, store, CalendarTab) as window:
        yield window


def told(window: Window[CalendarTab]) -> list[str]:
    return [
        f"{wall_of(item.starts_at, ZONE):%d %H:%M} {item.title} {item.status}"
        for item in planned(window.store, None, MONDAY, SUNDAY)
    ]


def choose(tab: CalendarTab, title: str, place: int = 0) -> Entry:
    found = [entry for entry in tab.board.grid.entries if entry.item.title == title]
    tab.board.choose(found[place].key, found[place].cell)
    assert tab.entry is not None
    return tab.entry


def point(board: Canvas, entry: Entry) -> QPoint:
    place = list(board.grid.cells[entry.cell]).index(entry)
    return board.places.item(entry.cell, place).center() + QPoint(0, HEAD)


def pick(qtbot: QtBot, tab: CalendarTab, words: str) -> None:
    """An entry of the menu that asks which times are meant."""
    qtbot.waitUntil(lambda: bool(tab.findChildren(QMenu, "scope")))
    menu = tab.findChildren(QMenu, "scope")[0]
    next(action for action in menu.actions() if action.text() == words).trigger()
    menu.close()


def test_each_view_shows_the_plan(qtbot: QtBot, desk: Window[CalendarTab]) -> None:
    tab = desk.tab
    assert tab.view == "groups"
    assert len(tab.board.grid.entries) == 7 + 2  # the talk stands in both rows
    for view, count in (("month", 15 + 6 + 1), ("week", 8), ("list", 16)):
        tab.set_view(view)  # type: ignore[arg-type]
        settle(qtbot, desk)
        assert len(tab.board.grid.entries) == count, view
    assert tab.table.isVisible()
    assert tab.model.rowCount() == 16
    assert desk.context.state.text("calendar/view") == "list"
    tab.turn(1)
    settle(qtbot, desk)
    assert tab.head.period.full_text() == "2026-12"
    assert {entry.item.title for entry in tab.board.grid.entries} == {"早安"}


def test_the_columns_of_the_list_are_named_and_stay_as_they_are_left(
    qtbot: QtBot, desk: Window[CalendarTab], store: Store
) -> None:
    tab = desk.tab
    tab.set_view("list")
    settle(qtbot, desk)
    menu = tab.table.column_menu()
    assert [one.text() for one in menu.actions()][:3] == ["Day", "Time", "Kind"]
    next(one for one in menu.actions() if one.text() == "Lift").trigger()
    tab.table.setColumnWidth(0, 150)
    menu.close()
    with shown_tab(qtbot, store, CalendarTab) as again:
        assert again.tab.table.columnWidth(0) == 150
        assert again.tab.table.isColumnHidden(7)
        assert not again.tab.table.isColumnHidden(6)


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
    """Today's greeting is the only thing left of this week; next week has one a day."""
    tab = desk.tab

    def coming() -> list[QPushButton]:
        found = tab.side.findChildren(QPushButton, "following")
        return [one for one in found if one.isVisible()]

    tab.board.choose(None, (0, 0))
    qtbot.waitUntil(lambda: [one.accessibleName() for one in coming()] == ["Greeting · 早安"])
    tab.turn(1)
    qtbot.waitUntil(lambda: len(coming()) == 5)
    coming()[1].click()
    assert tab.entry is not None
    assert tab.entry.begins.day == 24
    assert tab.board.hasFocus()
    assert not coming()


def test_a_group_has_the_same_dot_before_its_row_as_everywhere(
    qtbot: QtBot, desk: Window[CalendarTab]
) -> None:
    first, second = groups.all_groups(desk.store.db)
    assert [head.dot for head in desk.tab.board.heads] == ["quiet", "quiet"]
    desk.context.dots.keep(second.id, Dot("bad", "silent"))
    assert [head.dot for head in desk.tab.board.heads] == ["quiet", "bad"]
    desk.context.dots.keep(first.id, Dot("warn", "in decline"))
    desk.tab.reload()
    settle(qtbot, desk)
    assert [head.dot for head in desk.tab.board.heads] == ["warn", "bad"]


def test_groups_share_the_room_and_a_week_of_all_names_them(
    qtbot: QtBot, desk: Window[CalendarTab]
) -> None:
    tab = desk.tab
    arranged = tab.board.grid
    assert [Places(arranged, 700, height).cell((0, 0)).height() for height in (0, 230, 900)] == [
        96,
        115,
        120,
    ]
    tab.set_view("week")
    settle(qtbot, desk)
    grid = tab.board.grid
    assert (Places(grid, 700, 400).line, Places(grid, 700, 100).line) == (TALLEST, TALL)
    desk.context.choice.choose(groups.all_groups(desk.store.db)[0])
    tab.reload()
    settle(qtbot, desk)
    assert Places(tab.board.grid, 700, 400).line == TALL


def test_a_kind_stands_below_the_time_where_it_has_no_room_beside_it(
    qtbot: QtBot, desk: Window[CalendarTab]
) -> None:
    tab = desk.tab
    desk.resize(1158, 692)  # English kinds are long
    tab.resize(desk.size())
    assert tab.board.places.below
    assert tab.board.places.line == TALL
    desk.resize(1720, 692)
    tab.resize(desk.size())
    assert not tab.board.places.below
    assert tab.board.places.line < TALL
    tab.set_view("list")
    settle(qtbot, desk)
    kind = [name for name, _words, _width in COLUMNS].index("kind")
    metrics = QFontMetrics(chip_font(tab.table.font()))
    widest = max(chip_width(kind_word(one), metrics) for one in PLAN_KINDS)
    assert tab.table.columnWidth(kind) >= widest + 2 * MARGIN


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


def test_done_by_a_key_holds_for_one_time(qtbot: QtBot, desk: Window[CalendarTab]) -> None:
    tab = desk.tab
    choose(tab, "早安", 2)
    tab.board.setFocus()
    QTest.keyClick(tab.board, Qt.Key.Key_D)
    settle(qtbot, desk)
    assert told(desk)[2] == "18 07:30 早安 done"
    assert told(desk)[1] == "17 07:30 早安 ready"
    assert tab.entry is not None
    assert (tab.entry.item.title, tab.entry.item.status) == ("早安", "done")
    tab.desk.do("again")
    settle(qtbot, desk)
    assert told(desk)[2] == "18 07:30 早安 ready"


def drag(tab: CalendarTab, entry: Entry, cell: tuple[int, int]) -> None:
    board = tab.board
    port, begin = board.viewport(), point(board, entry)
    end = board.box_of(cell).center()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=begin)
    QTest.mouseMove(port, begin + QPoint(20, 20))
    QTest.mouseMove(port, end)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)


def test_dragged_to_another_day_it_keeps_its_time(qtbot: QtBot, desk: Window[CalendarTab]) -> None:
    tab = desk.tab
    drag(tab, choose(tab, "选品的三个坑"), (0, 4))
    settle(qtbot, desk)
    assert "20 20:00 选品的三个坑 draft" in told(desk)
    assert tab.entry is not None
    assert tab.entry.cell == (0, 4)


@pytest.mark.qt_log_ignore("does not support", extend=True)  # a menu without a screen
def test_a_repeating_one_asks_which_times_are_meant(
    qtbot: QtBot, desk: Window[CalendarTab]
) -> None:
    tab = desk.tab
    drag(tab, choose(tab, "早安", 3), (1, 4))
    pick(qtbot, tab, "Only this one")
    settle(qtbot, desk)
    assert told(desk).count("20 07:30 早安 ready") == 2
    moved = [item for item in planned(desk.store, None, MONDAY, SUNDAY) if item.series_id]
    assert [item.group_ids for item in moved] == [(2,)]
    choose(tab, "早安", 3)
    tab.desk.do("remove")
    pick(qtbot, tab, "This and later ones")
    settle(qtbot, desk)
    assert [line[:2] for line in told(desk) if "早安" in line] == ["16", "17", "18", "20"]


def test_the_editor_changes_and_adds(qtbot: QtBot, desk: Window[CalendarTab]) -> None:
    tab = desk.tab
    choose(tab, "选品的三个坑")
    tab.desk.open_chosen()
    editor = tab.desk.editor
    assert editor is not None
    assert editor.speaker.text() == "林小满"
    editor.title.setText("直播")
    editor.status.setCurrentIndex(editor.status.findData("ready"))
    editor.ok.click()
    settle(qtbot, desk)
    assert "18 20:00 直播 ready" in told(desk)
    qtbot.waitUntil(lambda: tab.desk.editor is None)
    tab.board.choose(None, (1, 6))
    tab.head.new.click()
    editor = tab.desk.editor
    assert editor is not None
    assert editor.groups.chosen == ["2"]
    editor.title.setText("晚间话题")
    editor.repeat.choice.setCurrentIndex(3)
    editor.speaker.setText("lxm")
    qtbot.waitUntil(lambda: editor.speaker.found("lxm") == [])  # a member of the other group
    editor.ok.click()
    assert editor.isVisible()  # nobody is called so
    editor.speaker.clear()
    editor.ok.click()
    settle(qtbot, desk)
    made = next(item for item in plan.listing(desk.store.db) if item.title == "晚间话题")
    assert made.rrule == "FREQ=WEEKLY;BYDAY=SU"
    assert told(desk)[-1] == "22 20:00 晚间话题 draft"


def test_a_speaker_is_masked_while_the_screen_is_shared(
    qtbot: QtBot, desk: Window[CalendarTab]
) -> None:
    tab = desk.tab
    desk.context.blur.turn(on=True)
    choose(tab, "选品的三个坑")
    tab.desk.open_chosen()
    editor = tab.desk.editor
    assert editor is not None
    assert "林小满" not in editor.speaker.text()
    assert editor.made().speaker_id == 1
    editor.speaker.clear()
    qtbot.waitUntil(lambda: editor.speaker.found("lxm") == [0])
    editor.speaker.textEdited.emit("lxm")
    offered = editor.speaker.completer().model()
    assert [offered.index(row, 0).data() for row in range(offered.rowCount())] == [mask("林小满")]
    editor.speaker.setText("林小满")
    editor.speaker.editingFinished.emit()
    assert (editor.speaker.text(), editor.made().speaker_id) == (mask("林小满"), 1)
    editor.reject()
    tab.set_view("list")
    settle(qtbot, desk)
    speaker = [column for column, _words, _width in COLUMNS].index("speaker")
    told_ = {str(tab.model.index(at, speaker).data()) for at in range(tab.model.rowCount())}
    assert "林小满" not in told_
    desk.context.blur.turn(on=False)
    assert tab.model.index(0, speaker).isValid()
    told_ = {str(tab.model.index(at, speaker).data()) for at in range(tab.model.rowCount())}
    assert "林小满" in told_


def test_an_item_of_several_days_keeps_its_length(qtbot: QtBot, desk: Window[CalendarTab]) -> None:
    tab = desk.tab
    begins, ends = at("2026-11-18T20:00"), at("2026-11-20T02:00")
    desk.jobs.edit(
        lambda db: plan.add(
            db, group_ids=[1], kind="meeting", title="露营", starts_at=begins, ends_at=ends
        ),
        {"plan_items"},
    )
    settle(qtbot, desk)
    choose(tab, "露营")
    tab.desk.open_chosen()
    editor = tab.desk.editor
    assert editor is not None
    editor.title.setText("秋日露营")
    editor.ok.click()
    settle(qtbot, desk)
    (item,) = (one for one in plan.listing(desk.store.db) if one.kind == "meeting")
    assert (item.title, item.starts_at, item.ends_at) == ("秋日露营", begins, ends)


def test_what_is_written_of_an_item_that_is_gone_is_planned_anew(
    qtbot: QtBot, desk: Window[CalendarTab]
) -> None:
    tab = desk.tab
    gone = choose(tab, "选品的三个坑").item
    tab.desk.open_chosen()
    editor = tab.desk.editor
    assert editor is not None
    desk.jobs.edit(lambda db: plan.remove(db, gone.id), {"plan_items"})
    settle(qtbot, desk)
    editor.text.setPlainText("写了很久的文案")
    editor.ok.click()
    settle(qtbot, desk)
    (kept,) = (one for one in plan.listing(desk.store.db) if one.kind == "sharing")
    assert (kept.text, kept.group_ids) == ("写了很久的文案", gone.group_ids)


def test_an_evening_elsewhere_stands_in_its_own_row(qtbot: QtBot, store: Store) -> None:
    with store.atomic() as db:
        here = groups.add(db, "读书会", "wechat", ZONE).id
        there = groups.add(db, "纽约读书会", "wechat", "America/New_York").id
        plan.add(
            db,
            group_ids=[here, there],
            kind="topic",
            title="共读",
            starts_at=at("2026-11-23T09:00"),
        )
    with shown_tab(qtbot, store, CalendarTab) as window:
        (entry,) = window.tab.board.grid.entries
        assert (entry.cell, f"{entry.begins:%m-%d %H:%M}") == ((1, 6), "11-22 20:00")
        window.tab.turn(1)
        settle(qtbot, window)
        assert [one.cell for one in window.tab.board.grid.entries] == [(0, 0)]


def test_figures_of_a_week_long_past_count_the_30_days_before(store: Store) -> None:
    with store.atomic() as db:
        group = groups.add(db, "读书会", "wechat", ZONE)
        for day, kind in (("01", "ad"), ("05", "topic"), ("20", "topic"), ("25", "topic")):
            plan.add(
                db, group_ids=[group.id], kind=kind, title=kind, status="done",
                starts_at=at(f"2026-03-{day}T20:00"),
            )  # fmt: skip
    first = clock.parse_day("2026-03-23")
    shown = read_shown(store, None, first, first + 6, SUNDAY)
    assert shown.figures == {group.id: GroupFigures(ad_share=0.25, variety=2, done=4)}


def test_the_keyboard_goes_everywhere(qtbot: QtBot, desk: Window[CalendarTab]) -> None:
    tab = desk.tab
    board = tab.board
    board.setFocus()
    board.choose(None, (0, 0))
    QTest.keyClick(board, Qt.Key.Key_Down)
    assert tab.entry is not None
    assert tab.entry.cell == (0, 0)
    QTest.keyClick(board, Qt.Key.Key_Right)
    QTest.keyClick(board, Qt.Key.Key_Right)
    QTest.keyClick(board, Qt.Key.Key_Down)
    assert tab.entry.item.title == "选品的三个坑"
    QTest.keyClick(board, Qt.Key.Key_Down)
    assert tab.entry.cell == (1, 2)
    assert "2026-11-18 20:00–21:00" in board.accessibleDescription()
    QTest.keyClick(board, Qt.Key.Key_End)
    assert tab.entry is None
    assert "2026-11-22" in board.accessibleDescription()
    QTest.keyClick(board, Qt.Key.Key_Return)
    assert tab.desk.editor is not None
    tab.desk.editor.reject()


def test_others_lead_here(qtbot: QtBot, desk: Window[CalendarTab]) -> None:
    tab = desk.tab
    series = next(item for item in plan.listing(desk.store.db) if item.rrule)
    later = clock.parse_day("2026-12-24")
    tab.visit(Visit("calendar", "item", (series.id,), day=later))
    settle(qtbot, desk)
    assert tab.entry is not None
    assert f"{tab.entry.begins:%Y-%m-%d}" == "2026-12-24"
    tab.visit(Visit("calendar", "day", day=MONDAY))
    settle(qtbot, desk)
    assert tab.board.grid.first == MONDAY
    tab.visit(Visit("calendar", "new", text="欢迎新人", title="欢迎"))
    settle(qtbot, desk)
    assert tab.desk.editor is not None
    assert tab.desk.editor.text.toPlainText() == "欢迎新人"
    tab.desk.editor.reject()


def test_an_empty_calendar_offers_to_begin(qtbot: QtBot, store: Store) -> None:
    with store.atomic() as db:
        groups.add(db, "读书会", "wechat", ZONE)
    with shown_tab(qtbot, store, CalendarTab) as window:
        button = next(
            one for one in window.tab.findChildren(QPushButton)
            if one.text() == "New item" and one.isVisible()
        )  # fmt: skip
        button.click()
        editor = window.tab.desk.editor
        assert editor is not None
        editor.title.setText("第一条")
        editor.ok.click()
        settle(qtbot, window)
        assert [item.title for item in plan.listing(store.db)] == ["第一条"]
        assert window.tab.board.isVisible()


def test_a_full_month_paints_only_what_is_seen(qtbot: QtBot, store: Store) -> None:
    with store.atomic() as db:
        group = groups.add(db, "读书会", "wechat", ZONE)
        for number in range(2000):
            start = at("2026-11-01T06:00") + number // 67 * 86_400 + number % 67 * 600
            plan.add(db, group_ids=[group.id], kind="ad", title="推广 " * 30, starts_at=start)
    with shown_tab(qtbot, store, CalendarTab, group) as window:
        tab = window.tab
        tab.set_view("month")
        settle(qtbot, window)
        assert len(tab.board.grid.entries) == 2000
        seen = sum(tab.board.places.fits(cell) for cell in tab.board.grid.cells)
        assert 0 < seen < 200
        cell = next(iter(tab.board.grid.cells))
        QTest.mouseClick(
            tab.board.viewport(),
            Qt.MouseButton.LeftButton,
            pos=QPointF(tab.board.places.more(cell).center()).toPoint() + QPoint(0, HEAD),
        )
        settle(qtbot, window)
        assert tab.view == "week"
        assert isinstance(tab.board.grid.entries[0].item, PlanItem)
