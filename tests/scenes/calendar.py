"""The Calendar tab: each view, narrow, one group, an ugly day, the editor."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from qunmate import clock
from qunmate.data import groups, plan
from qunmate.recurrence import instant_of
from qunmate.ui.calendar.grid import View
from qunmate.ui.calendar.tab import CalendarTab
from qunmate.ui.main_window import MainWindow

if TYPE_CHECKING:
    from tests.screens import Studio

UGLY_DAY = 20_780
TITLES = (
    "一个非常非常长的标题，长到没有任何一个格子放得下，但是仍然要好好地显示出来，不能被切断",
    "🎉🎊 开业大吉 👨‍👩‍👧‍👦 全家福",
    "مرحبا بالجميع في هذا اليوم",
    "x",
)


def scenes(studio: Studio) -> Iterator[tuple[str, Callable[[], QWidget]]]:
    window = studio.window
    window.sidebar.choose(None)
    window.show_tab(2)
    studio.settle()
    tab = window.stack.made[2]
    assert isinstance(tab, CalendarTab)

    def view(name: View) -> Callable[[], QWidget]:
        def make() -> QWidget:
            tab.set_view(name)
            studio.settle()
            choose_talk(tab)
            return window

        return make

    for name in ("groups", "week", "month", "list"):
        yield f"calendar-{name}", view(name)

    def narrow() -> QWidget:
        tab.set_view("groups")
        window.resize(960, 600)
        return window

    yield "calendar-narrow", narrow

    def one_group() -> QWidget:
        window.sidebar.choose(groups.all_groups(window.context.store.db)[0].id)
        tab.set_view("month")
        return window

    yield "calendar-one-group", one_group
    yield "calendar-editor", lambda: editor(tab, studio)
    yield "calendar-new", lambda: new_item(tab, studio)
    make_ugly(window)
    for name in ("groups", "week", "month", "list"):
        yield f"calendar-ugly-{name}", lambda name=name: ugly(tab, studio, name)


def choose_talk(tab: CalendarTab) -> None:
    entries = tab.board.grid.entries
    talks = [one for one in entries if one.item.kind == "sharing"] or entries
    if talks:
        tab.board.choose(talks[-1].key, talks[-1].cell)
        place = tab.model.row_of(talks[-1].key)
        tab.table.selectRow(place or 0)


def editor(tab: CalendarTab, studio: Studio) -> QWidget:
    studio.settle()
    choose_talk(tab)
    tab.desk.open_chosen()
    assert tab.desk.editor
    return tab.desk.editor


def new_item(tab: CalendarTab, studio: Studio) -> QWidget:
    studio.settle()
    tab.desk.add()
    made = tab.desk.editor
    assert made
    made.repeat.choice.setCurrentIndex(made.repeat.choice.count() - 1)
    return made


def make_ugly(window: MainWindow) -> None:
    ids = [group.id for group in groups.all_groups(window.context.store.db)]

    def change(db: object) -> None:
        for number in range(30):
            wall = clock.date_of(UGLY_DAY)
            at = instant_of(_moment(wall, number), "Asia/Shanghai")
            plan.add(
                db,  # type: ignore[arg-type]
                group_ids=ids[: 1 + number % 3],
                kind=("ad", "topic", "sharing", "check_in")[number % 4],
                title=TITLES[number % len(TITLES)] + f" {number}",
                starts_at=at,
                status=("draft", "idea", "done", "skipped")[number % 4],
            )

    window.context.jobs.edit(change, {"plan_items"})


def _moment(day: date, number: int) -> datetime:

    return datetime.combine(day, time(6 + number // 2, 30 * (number % 2)))


def ugly(tab: CalendarTab, studio: Studio, name: View) -> QWidget:
    studio.window.sidebar.choose(None)
    tab.set_view(name)
    tab.go(UGLY_DAY)
    studio.settle()
    return tab.window()
