"""The Health tab: which group and period, the page of figures, and the ways to what is behind."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from qunmate import clock, day_words
from qunmate.data import groups as groups_data
from qunmate.data.store import Store
from qunmate.figures.words import layer_word, talk_role_word
from qunmate.i18n import _
from qunmate.model import Group
from qunmate.tasks.figures import Record
from qunmate.ui.context import Visit, WindowContext
from qunmate.ui.empty import Empty
from qunmate.ui.health import heading, library, people
from qunmate.ui.health.chart_card import save_tables
from qunmate.ui.health.days import WEEK, by_week
from qunmate.ui.health.page import HealthPage
from qunmate.ui.health.period import from_text
from qunmate.ui.health.period_bar import PeriodBar
from qunmate.ui.health.reading import Shown, Wanted, read_shown
from qunmate.ui.parts import ElidedLabel, add_named, button, label, row
from qunmate.ui.pen import writes
from qunmate.ui.saving import ask_file
from qunmate.ui.touched import CHAT, GROUPS, PEOPLE
from qunmate.ui.widgets.page_area import MARGIN, OUTSIDE

Ids = tuple[int, ...]


class HealthTab(QWidget):
    tables = GROUPS | PEOPLE | CHAT | {"plan_items", "plan_item_groups", "settings", "imports"}

    def __init__(
        self,
        context: WindowContext,
        parent: QWidget,
        ask_import: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._shown: Shown | None = None
        self._record: Record | None = None  # read once for all periods
        self._other: Group | None = None
        self.period_bar = PeriodBar(from_text(context.state.text("health/period")))
        self.period_bar.changed.connect(self._period_chosen)
        self.page = HealthPage(context)
        self._stack = QStackedWidget()
        empty = Empty(
            context.theme,
            _("No messages yet"),
            _(
                "Health is worked out from what is said. Import a chat record of this group"
                " to see it."
            ),
            [(_("Import a chat…"), ask_import)] if ask_import else [],
        )
        empty.setContentsMargins(0, 0, MARGIN - OUTSIDE, 0)  # in the middle, as on other tabs
        writes(context.jobs, *empty.buttons)
        self._stack.addWidget(self.page)
        self._stack.addWidget(empty)
        box = QVBoxLayout(self)
        box.setContentsMargins(MARGIN, 12, OUTSIDE, 0)
        box.setSpacing(12)
        box.addLayout(self._head())
        box.addWidget(self._stack, 1)
        self._connect()

    def _head(self) -> QGridLayout:
        self.note = ElidedLabel(part="second")
        self._note_below = False
        self.compare = button(_("Compare") + " ▾")
        self._menu = QMenu(self.compare)
        self._menu.aboutToShow.connect(self._fill_compare)
        self.compare.setMenu(self._menu)
        self.export = button(_("Export…"), self._export)
        self.export.setToolTip(_("Save every figure shown as an Excel workbook"))
        self._tools = QWidget()
        self._tools.setLayout(row(self.period_bar, self.compare, self.export))
        policy = self._tools.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._tools.setSizePolicy(policy)
        self._title = label(_("Health"), "title")
        self._line = QGridLayout()
        self._line.setContentsMargins(0, 0, MARGIN - OUTSIDE, 0)
        self._line.setSpacing(12)
        self._line.setVerticalSpacing(4)
        self._line.setColumnStretch(1, 1)
        self._line.addWidget(self._title, 0, 0)
        self._line.addWidget(self.note, 0, 1)
        self._line.addWidget(self._tools, 0, 2)
        return self._line

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_where()

    def _stand(self, *, below: bool) -> None:
        """The days beside the title, or below it where they have no room there."""
        if below != self._note_below:
            self._note_below = below
            self._line.removeWidget(self.note)
            self._line.addWidget(self.note, int(below), int(not below), 1, 3 if below else 1)

    def _connect(self) -> None:
        page = self.page
        page.day_chosen.connect(self._read_day)
        page.move_chosen.connect(self._open_moves)
        page.heatmap.chosen.connect(self._read_hour)
        page.layers.chosen.connect(self._open_layer)
        page.roles.chosen.connect(self._open_role)
        page.top.chosen.connect(lambda key: self._open_member(int(key)))
        page.graph.chosen.connect(self._open_member)
        page.retention.chosen.connect(self._open_cohort)
        page.why.step_asked.connect(self._take_step)

    # reading

    @property
    def shows_empty(self) -> bool:
        """Whether there is nothing yet that figures could be made of."""
        return self._stack.currentIndex() == 1

    def reload(self) -> None:
        self._record = None
        self._read()

    def _read(self) -> None:
        chosen = self._groups()
        if self._other and self._other == self._context.group:
            self._other = None
        wanted = Wanted(
            self._context.group or chosen,
            self.period_bar.period,
            next((one for one in chosen if self._other and one.id == self._other.id), None),
            clock.day_of(self._context.today),
        )
        read = partial(read_shown, wanted=wanted, record=self._record)
        self._context.jobs.read("health", read, self._show)

    def _groups(self) -> list[Group]:
        found = groups_data.all_groups(self._context.store.db)
        return [one for one in found if not one.archived]

    def _show(self, shown: Shown) -> None:
        self._shown, self._record = shown, shown.record
        health = shown.now
        self._stack.setCurrentIndex(0 if health.data["last_message"] else 1)
        self._tools.setVisible(not self.shows_empty)
        words = _("Compare") if shown.other is None else _("Comparing")
        self.compare.setText(words + " ▾")
        self._tell_where()  # the longer word may have taken its room
        if self.shows_empty:
            return
        self.period_bar.show_days(shown.first, shown.last, shown.begun, shown.end)
        self.page.show_health(shown)
        if self.page.activity is None:
            self._library = library.load()
            self._load_library()

    def _load_library(self) -> None:
        """One step after another, between what else there is to be done and shown."""
        try:
            next(self._library)
        except StopIteration:
            if self.page.activity is None:
                self.page.make_charts()
        else:
            self._context.jobs.read("health/library", _wait, lambda _none: self._load_library())

    def _tell_where(self) -> None:
        """Whose figures these are, of which days, and until when there are data."""
        if self._shown is None:
            return
        group = self._context.group
        lines = heading.lines(self._shown, group.name if group else _("All groups"))
        width = self.note.fontMetrics().horizontalAdvance
        room = self._line.contentsRect().width()
        beside = room - self._title.sizeHint().width() - self._tools.sizeHint().width() - 2 * 12
        self._stand(below=width(lines[-1]) > beside - 2)
        room = (room if self._note_below else beside) - 2
        line = next((one for one in lines if width(one) <= room), lines[-1])
        full = lines[0] if line != lines[0] else ""
        self.note.set_text(line, "\n".join(filter(None, (full, heading.gaps(self._shown)))))
        self.note.setAccessibleName(lines[0])

    # choosing

    def _period_chosen(self) -> None:
        self._context.state.keep("health/period", self.period_bar.period.text())
        self._read()

    def _fill_compare(self) -> None:
        self._menu.clear()
        nobody = self._menu.addAction(_("No comparison"))
        nobody.triggered.connect(lambda: self.compare_with(None))
        self._menu.addSeparator()
        chosen = self._context.group
        for group in self._groups():
            if chosen is None or group.id != chosen.id:
                action = add_named(self._menu, group.name)
                action.setCheckable(True)
                action.setChecked(bool(self._other and self._other.id == group.id))
                action.triggered.connect(lambda _on=False, other=group: self.compare_with(other))

    def compare_with(self, other: Group | None) -> None:
        """Lay another group over the one shown."""
        self._other = other
        self._read()

    def _export(self) -> None:
        if self._shown is None:
            return
        group = self._context.group
        stem = f"{group.name if group else _('All groups')} {_('Health')}"
        kinds = [("xlsx", _("Excel workbook (*.xlsx)"))]
        path = ask_file(self._context.state, self, _("Save the data"), stem, kinds)
        if path:
            save_tables(self._context, self.page.all_tables(), path)

    # leading to what is behind

    def _read_day(self, day: int) -> None:
        group = self._context.group
        self._lead(
            Visit(
                "highlights",
                "messages",
                day=day,
                last_day=day,
                title=day_words.near(day, clock.day_of(self._context.today)),
                group_id=group.id if group else None,
            )
        )

    def _read_hour(self, hour: int) -> None:
        """What was written in an hour of the week, in all weeks of the period."""
        shown, here = self._shown, self._group_id
        if shown:
            days = (shown.first, shown.last)
            visit = Visit("highlights", "messages", (), "", "", *days, group_id=here, hour=hour)
            self._lead(visit)

    def _open_moves(self, day: int) -> None:
        """Who came and went on a day, or in the week that is drawn there."""
        shown = self._shown
        if shown is None:
            return
        last = day
        if by_week(shown.last - shown.first + 1):
            day -= (day - shown.first) % WEEK
            last = min(day + WEEK - 1, shown.last)
        days = day_words.span_near(day, last, shown.today)
        find = partial(people.moved_between, shown.record.pool, day, last)
        self._open_members(find, _("Joined or left: {days}").format(days=days))

    def _open_layer(self, layer: str) -> None:
        shown = self._shown
        if shown:
            pool, days = shown.record.pool, shown.record.frame.dormant_days
            find = partial(people.in_layer, pool, shown.last, days, layer)
            self._open_members(find, _("Layer: {layer}").format(layer=layer_word(layer)))

    def _open_role(self, role: str) -> None:
        shown = self._shown
        if shown:
            find = partial(people.in_role, shown.record.pool, shown.first, shown.last, role)
            self._open_members(find, _("Role in talk: {role}").format(role=talk_role_word(role)))

    def _open_cohort(self, month: str, later: int) -> None:
        if self._shown is None:
            return
        title = _("Joined in {month}").format(month=month)
        if later >= 0:
            title = _("Joined in {month}, spoke in month +{k}").format(month=month, k=later)
        pool, after = self._shown.record.pool, later if later >= 0 else None
        self._open_members(partial(people.in_cohort, pool, month, after), title)

    def _open_members(self, find: Callable[[], Ids], title: str) -> None:
        """Who they are is found out by the reader."""

        def lead(ids: Ids) -> None:
            if not ids:
                self._context.notify.notice(_("Nobody: {what}").format(what=title))
                return
            self._lead(Visit("members", "members", ids=ids, title=title, group_id=self._group_id))

        self._context.jobs.read("health/who", lambda _store: find(), lead)

    def _open_member(self, member_id: int) -> None:
        self._lead(Visit("members", "member", ids=(member_id,), group_id=self._group_id))

    @property
    def _group_id(self) -> int | None:
        return self._context.group.id if self._context.group else None

    def _take_step(self, part: str) -> None:
        """The most worthwhile next thing, where it is done."""
        if part == "answered":
            self._lead(Visit("today", group_id=self._group_id))
        elif part == "activation":
            self._open_layer("newcomer")
        else:
            self._lead(Visit("calendar", "new", group_id=self._group_id))

    def _lead(self, visit: Visit) -> None:
        self._context.guide.lead(visit)


def _wait(_store: Store) -> None:
    """Only lets others have their turn."""
