"""The Today tab: it gathers what the day asks for and fills in pieces."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import astuple, replace
from datetime import date
from functools import partial

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from qunmate import clock, i18n
from qunmate.bidi import isolated
from qunmate.data import groups as groups_data
from qunmate.figures.alerts import Alert
from qunmate.i18n import _, ngettext
from qunmate.today.model import Findings, Line, Sheet, Tasks
from qunmate.today.words import Said, said, tomorrow_words
from qunmate.ui.context import Visit, WindowContext
from qunmate.ui.parts import GRID, ElidedLabel, button, label, row
from qunmate.ui.today import reading
from qunmate.ui.today.acts import Acts
from qunmate.ui.today.section import FOLD, Section
from qunmate.ui.today.side import AlertCard, Changes
from qunmate.ui.touched import CHAT, GROUPS, PEOPLE
from qunmate.ui.widgets.page_area import MARGIN, OUTSIDE, PageArea

SIDE, SIDE_SMALL = 328, 288  # px
WIDE, NARROW = 1080, 780  # px of the tab from which on the side is wide, or beside at all
PIECES = frozenset({"tasks", "questions", "findings"})


class TodayTab(QWidget):
    tables = (
        GROUPS
        | PEOPLE
        | CHAT
        | {"plan_items", "plan_item_groups", "contact_notes", "today_marks", "imports", "settings"}
    )

    def __init__(
        self, context: WindowContext, parent: QWidget, importing: Callable[[], object]
    ) -> None:
        """`importing` opens the import dialog."""
        super().__init__(parent)
        self._context = context
        self.sheet = Sheet(clock.day_of(context.today))
        self._pieces: set[str] = set()
        self.acts = Acts(context, self, self._copied, importing)
        theme, jobs = context.theme, context.jobs
        self.posts = Section(theme, jobs, _("To post"))
        self.meets = Section(theme, jobs, _("Whom to contact"))
        self.questions = Section(theme, jobs, _("To answer"))
        self.changes = Changes(theme)
        self.alerts: list[AlertCard] = []
        self._told: dict[Section, tuple[object, ...]] = {}  # what each section shows
        self.calm = self._calm_card()
        for section in self.sections:
            section.left.connect(partial(self._cross, section))
        box = QVBoxLayout(self)
        box.setContentsMargins(MARGIN, 12, OUTSIDE, 0)
        box.setSpacing(12)
        box.addLayout(self._head())
        box.addWidget(self._page(), 1)
        context.blur.changed.connect(self._show_lines)
        theme.changed.connect(self.update)

    @property
    def sections(self) -> tuple[Section, ...]:
        return self.posts, self.meets, self.questions

    # building

    def _head(self) -> QHBoxLayout:
        self.title = label("", "title")
        self.count = ElidedLabel(part="second")
        self.review = button(_("Weekly review…"), self.open_review)
        line = row(self.title, 4, self.count, self.review)
        line.setContentsMargins(0, 0, MARGIN - OUTSIDE, 0)
        line.setStretch(2, 1)
        return line

    def _calm_card(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("card", "true")
        box = QVBoxLayout(frame)
        box.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        box.setSpacing(4)
        self.calm_title = label("", "heading")
        self.calm_text = label("", "second", wrap=True)
        box.addWidget(self.calm_title)
        self.calm_step = button(_("View calendar"), self._plan_tomorrow, "line")
        box.addWidget(self.calm_text)
        box.addWidget(self.calm_step, 0, Qt.AlignmentFlag.AlignLeft)
        frame.hide()
        return frame

    def _page(self) -> PageArea:
        inner = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, inner)
        self._columns.setSpacing(12)
        left = QVBoxLayout()
        left.setSpacing(12)
        for part in (self.calm, *self.sections):
            left.addWidget(part)
        left.addStretch(1)
        self._side = QWidget()
        self._side_box = QVBoxLayout(self._side)
        self._side_box.setContentsMargins(0, 0, 0, 0)
        self._side_box.setSpacing(12)
        self._side_box.addWidget(self.changes)
        self._side_box.addStretch(1)
        self._columns.addLayout(left, 1)
        self._columns.addWidget(self._side)
        self._side.hide()
        self._area = PageArea(inner)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return self._area

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= NARROW
        ways = QBoxLayout.Direction
        self._columns.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
        if beside:
            self._side.setFixedWidth(SIDE if self.width() >= WIDE else SIDE_SMALL)
        else:
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(16_777_215)
        self._share_room()

    def _share_room(self) -> None:
        """What would be folded is shown as long as the page has room for it."""
        parts = [one for one in (self.calm, *self.sections) if not one.isHidden()]
        heights = [
            one.needs(FOLD - 1) if isinstance(one, Section) else one.sizeHint().height()
            for one in parts
        ]
        room = self._area.height() - MARGIN - sum(heights) - 12 * (len(parts) - 1)
        for section in self.sections:
            room -= section.spread(room)

    # reading

    def reload(self) -> None:
        """Ask for the day anew; what is shown stays until the new one is there."""
        context, today = self._context, self._context.today
        group = context.group
        shown = [one for one in groups_data.all_groups(context.store.db) if not one.archived]
        chosen = [group] if group else shown
        if clock.day_of(today) != self.sheet.day:
            self.sheet = Sheet(clock.day_of(today))
        self._pieces.clear()
        if not self.title.text():
            self.title.setText(self._heading())
        passed = (today - date.today()).days * clock.DAY  # where another day counts as today
        now = int(time.time()) + passed
        read = context.jobs.read
        read("today/tasks", lambda s: reading.tasks(s, chosen, today, group), self._tasks)
        read("today/questions", lambda s: reading.questions(s, chosen, today, now), self._questions)
        read("today/findings", lambda s: reading.findings(s, chosen, today), self._findings)

    def _tasks(self, tasks: Tasks) -> None:
        self.show_pieces(replace(self.sheet, tasks=tasks), "tasks")

    def _questions(self, questions: tuple[Line, ...]) -> None:
        self.show_pieces(replace(self.sheet, questions=questions), "questions")

    def _findings(self, findings: Findings) -> None:
        self.show_pieces(replace(self.sheet, findings=findings), "findings")

    def show_pieces(self, sheet: Sheet, *came: str) -> None:
        """Show a day, of which these pieces came."""
        self._pieces.update(came)
        before, self.sheet = self.sheet.findings, sheet
        self.title.setText(self._heading())
        if sheet.findings.alerts != before.alerts:
            self._show_alerts(sheet.findings.alerts)
        if sheet.findings.changes != before.changes:
            self.changes.show_changes(sheet.findings.changes, sheet.day)
        # else the cards take its room
        self._side.setVisible(bool(sheet.findings.alerts or sheet.findings.changes))
        self._show_lines()

    # showing

    def _heading(self) -> str:
        today = self._context.today
        day = QDate(today.year, today.month, today.day)
        # the format of Qt's QDate, such as "dddd, d MMMM"
        shown = QLocale(i18n.language()).toString(day, _("dddd, d MMMM"))
        occasion = self.sheet.tasks.occasion
        return f"{shown} · {occasion}" if occasion else shown

    def _show_lines(self) -> None:
        """Sections whose lines are as before are left alone."""
        sheet, grouped = self.sheet, self._context.group is None
        say = partial(self._say, grouped=grouped)
        for section, lines in (
            (self.posts, sheet.tasks.posts),
            (self.meets, sheet.meets),
            (self.questions, sheet.questions),
        ):
            state = (lines, sheet.day, grouped, self._context.blur.masks)
            if self._told.get(section) != state:
                self._told[section] = state
                section.show_lines(lines, say, self.acts.of, sheet.day)
        complete = self._pieces == PIECES
        if complete:
            self.count.set_text(_count_words(sheet))
        self._show_calm(complete=complete)
        self._share_room()

    def _say(self, line: Line, *, grouped: bool) -> Said:
        told = said(line, self.sheet.day, self._name, grouped=grouped)
        return Said(*map(self._context.blur.text, astuple(told)))

    def _name(self, name: str) -> str:
        """A name as it may be shown, kept from turning what stands beside it around."""
        return isolated(self._context.blur.name(name))

    def _show_calm(self, *, complete: bool) -> None:
        """Nothing left to do: say so, and what tomorrow brings."""
        calm = complete and not self.sheet.open
        self.calm.setVisible(calm)
        if not calm:
            return
        done = _("All done for today.") if self.sheet.done else _("Nothing needs you today.")
        self.calm_title.setText(done)
        words = self._context.blur.text(tomorrow_words(self.sheet.tasks.tomorrow))
        nothing = _("Nothing is planned for tomorrow.")
        self.calm_text.setText(_("Tomorrow: {items}").format(items=words) if words else nothing)
        self.calm_step.setVisible(not words)

    def _plan_tomorrow(self) -> None:
        group, tomorrow = self._context.group, clock.day_of(self._context.today) + 1
        group_id = group.id if group else None
        self._context.guide.lead(Visit("calendar", "day", day=tomorrow, group_id=group_id))

    def _show_alerts(self, alerts: tuple[Alert, ...]) -> None:
        for card in self.alerts:
            self._side_box.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.alerts = []
        for place, alert in enumerate(alerts):
            card = AlertCard(
                self._context.theme, self._context.jobs, alert, self.acts.of_alert(alert)
            )
            self._side_box.insertWidget(place, card)
            self.alerts.append(card)

    def _copied(self, line: Line) -> None:
        """The button that copies tells the part that comes next."""
        self._told.pop(self.posts, None)
        self._show_lines()

    def _cross(self, section: Section, step: int) -> None:
        """The arrows go on in the next section that has lines."""
        at = self.sections.index(section) + step
        while 0 <= at < len(self.sections) and not self.sections[at].enter(step):
            at += step

    def open_review(self) -> None:
        """The private digest of last week."""
        from qunmate.ui.digest_dialog import DigestDialog

        dialog = DigestDialog(self._context, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.side.operator.setChecked(True)
        dialog.open()


def _count_words(sheet: Sheet) -> str:
    parts = [
        ngettext("{n} to do", "{n} to do", sheet.open).format(n=f"{sheet.open:,}")
        if sheet.open
        else "",
        _("{n} done").format(n=sheet.done) if sheet.open or sheet.done else "",
    ]
    return " · ".join(part for part in parts if part)
