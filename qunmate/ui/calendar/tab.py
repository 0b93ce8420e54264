"""The Calendar tab: what is planned in the month, the week, each group's week, or as a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QStackedLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from qunmate import clock
from qunmate.i18n import _
from qunmate.keys import DELETE
from qunmate.recurrence import wall_of
from qunmate.tasks.plan import Lifts, find
from qunmate.ui.calendar import telling
from qunmate.ui.calendar.board import Board
from qunmate.ui.calendar.desk import Desk
from qunmate.ui.calendar.grid import Cell, Entry, Grid, Key, View, arrange, key_of
from qunmate.ui.calendar.head import NARROW, VIEWS, Head
from qunmate.ui.calendar.list_view import ListView
from qunmate.ui.calendar.painting import Head as RowHead
from qunmate.ui.calendar.reading import Shown, read_lifts, read_shown
from qunmate.ui.calendar.side import Side
from qunmate.ui.calendar.verbs import Verbs
from qunmate.ui.context import Visit, WindowContext
from qunmate.ui.empty import Empty
from qunmate.ui.parts import GRID, in_order_of
from qunmate.ui.pen import writes
from qunmate.ui.touched import CHAT, GROUPS


class CalendarTab(QWidget):
    tables = GROUPS | CHAT | {"plan_items", "plan_item_groups", "settings", "members"}

    def __init__(self, context: WindowContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._today = clock.day_of(context.today)
        self._day = self._today
        kept = context.state.text("calendar/view", "groups")
        self.view: View = next((view for view, _words in VIEWS if view == kept), "groups")
        self._shown: Shown | None = None
        self._wanted: tuple[Key, int | None] | None = None
        self._asked: Visit | None = None
        self.board = Board(context.theme, self, context.blur.text)
        self.board.movable = not context.jobs.read_only
        self.table = ListView(context, self)
        self.model = self.table.items
        self.side = Side(context.theme, context.jobs, self, context.blur.text)
        self.verbs = Verbs(context, self._show_row)
        self.desk = Desk(context, self, self.verbs, self)
        self._lay_out()
        self._connect()

    # making

    def _lay_out(self) -> None:
        self.head = Head(self.view, self._context.jobs, self)
        content = QWidget(self)
        box = QVBoxLayout(content)
        box.setContentsMargins(2 * GRID, 12, 2 * GRID, 2 * GRID)
        box.setSpacing(12)
        box.addWidget(self.head)
        frame = QFrame()
        frame.setProperty("card", "true")
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.addWidget(self.board)
        self._pages = QStackedWidget()
        self._pages.addWidget(frame)
        self._pages.addWidget(self.table)
        body = QHBoxLayout()
        body.setSpacing(12)
        body.addWidget(self._pages, 1)
        body.addWidget(self.side)
        box.addLayout(body, 1)
        self._empty = Empty(
            self._context.theme,
            _("Nothing planned yet"),
            _("Plan what to post in each group and when: greetings, topics, talks, offers."),
            [(_("New item"), self.desk.add), (_("Import plan…"), self._import)],
            head=_("Calendar"),
        )
        writes(self._context.jobs, *self._empty.buttons)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(content)
        self._stack.addWidget(self._empty)
        in_order_of(self.head, self._pages, self.side)

    def _connect(self) -> None:
        self.head.turned.connect(self.turn)
        self.head.today_asked.connect(self._go_today)
        self.head.view_asked.connect(self.set_view)
        self.head.new_asked.connect(self.desk.add)
        self.head.import_asked.connect(self._import)
        self.head.export_asked.connect(self._export)
        self.board.chosen.connect(self._chosen)
        self.board.opened.connect(self.desk.open)
        self.board.moved.connect(self.desk.move)
        self.board.menu_asked.connect(self.desk.menu)
        self.board.day_asked.connect(self._show_week_of)
        self.table.opened.connect(self.desk.open_chosen)
        self.table.doubleClicked.connect(self.desk.open_chosen)
        self.table.selectionModel().currentRowChanged.connect(self._row_chosen)
        self.table.customContextMenuRequested.connect(
            lambda place: self.desk.menu(self.table.viewport().mapToGlobal(place))
        )
        self.side.asked.connect(self._verb)
        self.side.copy_asked.connect(self.verbs.copy)
        self.side.wanted.connect(self._choose)
        self._context.blur.changed.connect(self.board.tell)
        self._context.dots.changed.connect(self._show_dots)
        verbs: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Ctrl+N", self.desk.add),
            ("Ctrl+C", partial(self.desk.do, "copy")),
            *((one, partial(self.desk.do, "remove")) for one in DELETE),
            ("D", partial(self.desk.do, "done")),
            ("S", partial(self.desk.do, "skipped")),
            ("T", self._go_today),
            ("PgUp", partial(self.turn, -1)),
            ("PgDown", partial(self.turn, 1)),
        )
        for keys, act in verbs:
            for owner in (self,) if keys == "Ctrl+N" else (self.board, self.table):
                shortcut = QShortcut(QKeySequence(keys), owner)
                if owner is not self:  # else as long as the tab is shown, wherever the focus is
                    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(act)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.side.setVisible(self.width() >= NARROW)
        self.head.name_period(self.view, self._day, self.width())

    # reading

    def reload(self) -> None:
        self._today = clock.day_of(self._context.today)
        first, last = telling.span(self.view, self._day)
        self.head.name_period(self.view, self._day, self.width())
        self._context.jobs.read(
            "calendar.items",
            partial(
                read_shown,
                group=self._context.group,
                first=first,
                last=last,
                today=self._today,
            ),
            self._read,
        )

    def _read(self, shown: Shown) -> None:
        if shown.group != self._context.group:
            return
        if (shown.first, shown.last) != telling.span(self.view, self._day):
            return
        self._shown = shown
        view = self.view
        grid = arrange(shown, "month" if view == "list" else view)
        self.board.show_grid(shown, grid, self._heads(shown), self._today)
        self.model.show_grid(shown, grid)
        self._pages.setCurrentIndex(1 if view == "list" else 0)
        self._show_whether_empty(empty=not shown.anything)
        self._show_wanted()
        if view == "list":
            self.table.show_near(self.board.entry, self._today)
        asked, self._asked = self._asked, None
        if asked:
            day = clock.day_of(self._context.today) if asked.day is None else asked.day
            self.desk.add(day=day, text=asked.text, title=asked.title)
        self.side.show_hints(telling.hints_of(shown, self._today))
        self._context.jobs.read("calendar.lifts", partial(read_lifts, shown=shown), self._lifted)

    def _show_whether_empty(self, *, empty: bool) -> None:
        """Who has made the first item goes on at what is planned."""
        focus = self.window().focusWidget()  # also while the editor is in front
        begun = not empty and focus is not None and self._empty.isAncestorOf(focus)
        self._stack.setCurrentIndex(int(empty))
        if begun:
            (self.table if self.view == "list" else self.board).setFocus()

    def _heads(self, shown: Shown) -> Sequence[RowHead]:
        return telling.heads(shown, self._context.dots) if self.view == "groups" else ()

    def _show_dots(self, _group_id: int) -> None:
        if self._shown:
            self.board.show_heads(self._heads(self._shown))

    def _lifted(self, read: tuple[Shown, Lifts]) -> None:
        if read[0] is self._shown:
            self.board.show_lifts(read[1])
            self.model.show_lifts(read[1])
            self._chosen()

    # where we are

    def set_view(self, view: View) -> None:
        self.view = view
        self.head.show_view(view)
        self._context.state.keep("calendar/view", view)
        entry = self.entry
        if entry:
            self._day = clock.day_of(entry.begins.date())
        self.reload()

    def turn(self, step: int) -> None:
        """To the days before or after."""
        self._day = telling.turned(self.view, self._day, step)
        self.reload()

    def go(self, day: int) -> None:
        self._day = day
        self._wanted = None
        self.reload()

    def _go_today(self) -> None:
        self.go(self._today)

    def _show_week_of(self, day: int) -> None:
        self._day = day
        self.set_view("list" if self.view == "week" else "week")

    def visit(self, visit: Visit) -> None:
        """Show an item or a day, or begin a new item with a text."""
        day = visit.day if visit.day is not None else self._today
        if visit.what == "item" and visit.ids:
            store = self._context.store
            item = find(store, visit.ids[0])
            if item is None:
                return
            if visit.day is None:
                zone = self._shown.zone_of(item) if self._shown else "UTC"
                day = clock.day_of(wall_of(item.starts_at, zone).date())
            self._want(key_of(item), day)
        elif visit.what == "new":
            self._asked = visit  # once the items of the group that was asked for are read
            self.go(day)
        else:
            self.go(day)

    def _want(self, key: Key, day: int | None) -> None:
        """Choose an item as soon as it is read."""
        self._wanted = (key, day)
        if day is not None:
            self._day = day
        self.reload()

    def _show_row(self, row_id: int) -> None:
        """After a deed: the row that now holds the item."""
        item = find(self._context.store, row_id)
        if item and (self.entry is None or self.entry.key[0] != key_of(item)[0]):
            self._wanted = (key_of(item), None)
            self._show_wanted()

    def _show_wanted(self) -> None:
        if self._wanted is None:
            return
        (series, at), day = self._wanted
        found = [
            entry
            for entry in self.board.grid.entries
            if entry.key[0] == series and (not at or entry.key[1] == at)
        ]
        near = [one for one in found if clock.day_of(one.begins.date()) == day]
        entry = next(iter(near or found), None)
        if entry:
            self._wanted = None
            self._select(entry)

    def _select(self, entry: Entry) -> None:
        self.board.choose(entry.key, entry.cell)
        self.table.choose(entry.key)

    # choosing

    @property
    def shown(self) -> Shown | None:
        return self._shown

    @property
    def grid(self) -> Grid:
        return self.board.grid

    @property
    def cell(self) -> Cell:
        return self.board.cell

    def place_of(self, cell: Cell) -> QPoint:
        if self.view == "list":
            return self.table.place()
        return self.board.viewport().mapToGlobal(self.board.box_of(cell).center())

    @property
    def entry(self) -> Entry | None:
        return self.table.entry if self.view == "list" else self.board.entry

    def _row_chosen(self, now: QModelIndex) -> None:
        entry = self.table.entry_at(now.row()) if self.view == "list" else None
        if entry:
            self.board.choose(entry.key, entry.cell)

    def _chosen(self) -> None:
        if self._shown is None:
            return
        entry = self.entry
        name = self._shown.names.get(entry.item.speaker_id or 0, "") if entry else ""
        lift = self.board.lift(entry) if entry else None
        name = self._context.blur.name(name)
        coming = telling.following(self._shown) if entry is None else ()
        self.side.show_entry(entry, self._shown, name, lift, coming)

    def _choose(self, entry: Entry) -> None:
        """One that comes next may be on days that are not shown."""
        here = self.grid.find(entry.key)
        if here:
            self._select(here)
        else:
            self._want(entry.key, clock.day_of(entry.begins.date()))
        (self.table if self.view == "list" else self.board).setFocus()

    def _verb(self, name: str) -> None:
        if name == "more":
            self.desk.menu(self.side.mapToGlobal(QPoint(GRID, 15 * GRID)))
        else:
            self.desk.do(name)

    # in and out

    def _import(self) -> None:
        from qunmate.ui.calendar import files

        files.ask_import(self._context, self)

    def _export(self) -> None:
        from qunmate.ui.calendar import files

        files.ask_export(self._context, self)
