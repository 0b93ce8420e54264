"""The dialog in which a plan item is filled in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

from PySide6.QtCore import QDate, QPoint, Qt, QTime
from PySide6.QtGui import QIcon, QKeySequence, QPainter, QPixmap, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QLineEdit,
    QPlainTextEdit,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from qunmate import clock
from qunmate.i18n import NC_, _
from qunmate.model import PLAN_KINDS, PLAN_STATUSES, Group, PlanItem
from qunmate.plan_words import kind_word, status_word
from qunmate.recurrence import instant_of, wall_of
from qunmate.tasks.plan_edits import Scope
from qunmate.ui.calendar.looks import tone
from qunmate.ui.calendar.repeat_field import RepeatField
from qunmate.ui.calendar.shapes import SIZE, paint_shape
from qunmate.ui.calendar.verbs import ask_scope
from qunmate.ui.context import WindowContext
from qunmate.ui.member_field import MemberField
from qunmate.ui.parts import add_field, button, in_order_of, inset, label, make_form, row
from qunmate.ui.segment_names import SegmentNames
from qunmate.ui.widgets.day_edit import DayEdit
from qunmate.ui.widgets.drop_down import DropDown
from qunmate.ui.widgets.menu_chip import Choice, MenuChip
from qunmate.ui.writer import Ticket
from qunmate.ui.writing import WritingDialog

Save = Callable[[PlanItem, Scope], Ticket]
HOUR = 3600
WIDTH = 560  # px


class Editor(WritingDialog):
    """`save` gets what became of `item`, and which times of a repeating one are meant."""

    def __init__(
        self,
        context: WindowContext,
        parent: QWidget,
        item: PlanItem,
        zone: str,
        groups: Sequence[Group],
        speaker: str,
        save: Save,
        *,
        new: bool = False,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._item = item
        self._zone = zone
        self._save = save
        self._groups_known = groups
        length = item.ends_at - item.starts_at if item.ends_at is not None else 0
        self._whole_days = max(length - 1, 0) // clock.DAY  # which the two times don't show
        self.setWindowTitle(_("New item") if new else _("Edit item"))
        self.setMinimumWidth(min(WIDTH, 900))
        self._make_fields(speaker)
        self._lay_out(new=new)
        self._fill()
        self.title.setFocus()

    def _make_fields(self, speaker: str) -> None:
        self.title = QLineEdit()
        self.title.setPlaceholderText(_("What it is about"))
        self.kind = DropDown()
        for kind in dict.fromkeys((*PLAN_KINDS, self._item.kind)):
            self.kind.addItem(self._dot(kind), kind_word(kind), kind)
        self._context.theme.changed.connect(self._colour)
        self.status = DropDown()
        for status in PLAN_STATUSES:
            self.status.addItem(status_word(status), status)
        self.groups = MenuChip(_(NC_("several", "Groups")), self, named=False)
        self.groups.offer([Choice(str(group.id), group.name) for group in self._groups_known])
        self.day = DayEdit(form="yyyy-MM-dd ddd")
        self.begins, self.ends = QTimeEdit(), QTimeEdit()
        for edit, name in ((self.begins, _("Starts at")), (self.ends, _("Ends at"))):
            edit.setDisplayFormat("HH:mm")
            edit.setAccessibleName(name)
            edit.setMinimumWidth(72)
            inset(edit)
        self.has_end = QCheckBox(_("until"))
        self.has_end.toggled.connect(self.ends.setEnabled)
        self.repeat = RepeatField(self)
        self.speaker = MemberField(
            self._context.jobs, self._context.blur, self._item.group_ids, self
        )
        self.speaker.choose(self._item.speaker_id, self._context.blur.name(speaker))
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(56)
        self.text.setPlaceholderText(
            _("The words to post. A line of three dashes (---) begins a new part.")
        )
        self.outcome = QLineEdit()
        self.outcome.setPlaceholderText(_("What came of it, such as 42 signed up"))

    def _colour(self) -> None:
        for place in range(self.kind.count()):
            self.kind.setItemIcon(place, self._dot(str(self.kind.itemData(place))))

    def _dot(self, kind: str) -> QIcon:
        """The same where its line is chosen, which would be painted paler else."""
        picture = QPixmap(24, 24)
        picture.setDevicePixelRatio(2)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = str(getattr(self._context.theme.tokens, tone(kind)))
        paint_shape(painter, (12 - SIZE) / 2, 6, kind, colour)
        painter.end()
        made = QIcon(picture)
        made.addPixmap(picture, QIcon.Mode.Selected)
        return made

    def _lay_out(self, *, new: bool) -> None:
        form = make_form()
        add_field(form, _("Title"), self.title)
        state = label(_("Status"), "second")
        add_field(form, _("Kind"), _beside(self.kind, state, self.status, None))
        self.kind.setAccessibleName(_("Kind"))
        self.status.setAccessibleName(_("Status"))
        names = SegmentNames(self._context, lambda: [*map(int, self.groups.chosen)], self)
        add_field(form, _(NC_("several", "Groups")), _beside(self.groups, names, None))
        add_field(form, _("When"), _beside(self.day, self.begins, self.has_end, self.ends, None))
        self.day.setAccessibleName(_("Day"))
        add_field(form, _("Repeat"), self.repeat)
        add_field(form, _("Speaker"), self.speaker)
        add_field(form, _("What to post"), self.text)
        if not new:
            add_field(form, _("Result"), self.outcome)
        self.ok = button(_("Plan it") if new else _("Save"), self._accept, "primary")
        self.ok.setDefault(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(12)
        box.addWidget(label(self.windowTitle(), "title"))
        box.addLayout(form, 1)
        box.addLayout(row(None, button(_("Cancel"), self.reject), self.ok))
        in_order_of(self.ends, self.repeat, self.speaker, self.text)
        for keys in ("Ctrl+Return", "Ctrl+S"):
            QShortcut(QKeySequence(keys), self).activated.connect(self._accept)

    def _fill(self) -> None:
        item = self._item
        wall = wall_of(item.starts_at, self._zone)
        self.title.setText(item.title)
        self.kind.setCurrentIndex(self.kind.findData(item.kind))
        self.status.setCurrentIndex(max(self.status.findData(item.status), 0))
        self.groups.choose([str(one) for one in item.group_ids])
        self.day.setDate(QDate(wall.year, wall.month, wall.day))
        self.begins.setTime(QTime(wall.hour, wall.minute))
        end = wall_of(item.ends_at or item.starts_at + HOUR, self._zone)
        self.ends.setTime(QTime(end.hour, end.minute))
        self.has_end.setChecked(item.ends_at is not None)
        self.ends.setEnabled(item.ends_at is not None)
        self.repeat.show_rule(item.rrule, clock.day_of(wall.date()))
        if item.series_id is not None:
            self.repeat.setEnabled(False)
            self.repeat.setToolTip(
                _("This one was changed on its own; the others follow the rule.")
            )
        self.text.setPlainText(item.text)
        self.outcome.setText(item.result)
        self.day.dateChanged.connect(self._day_changed)
        self.begins.timeChanged.connect(self._keep_length)
        self._begun = self.begins.time()

    def _day_changed(self, day: QDate) -> None:
        self.repeat.move(clock.day_of(_date(day)))

    def _keep_length(self, begins: QTime) -> None:
        """The end moves along with the beginning."""
        self.ends.setTime(self.ends.time().addSecs(self._begun.secsTo(begins)))
        self._begun = begins

    def made(self) -> PlanItem:
        """The item as it is filled in."""
        begins = _moment(self.day.date(), self.begins.time())
        at = instant_of(begins, self._zone)
        ends_at = None
        if self.has_end.isChecked():
            ends = _moment(self.day.date(), self.ends.time())
            if ends <= begins:  # after midnight
                ends += timedelta(days=1)
            ends += timedelta(days=self._whole_days)
            ends_at = instant_of(ends, self._zone)
        old = wall_of(self._item.starts_at, self._zone)
        if old.replace(second=0) == begins:  # seconds can't be seen here
            at = self._item.starts_at
        return replace(
            self._item,
            group_ids=tuple(sorted(int(one) for one in self.groups.chosen)),
            kind=str(self.kind.currentData()),
            title=self.title.text().strip(),
            text=self.text.toPlainText().strip(),
            starts_at=at,
            ends_at=ends_at,
            rrule=None if self._item.series_id is not None else self.repeat.rule(),
            status=str(self.status.currentData()),
            speaker_id=self.speaker.member_id,
            result=self.outcome.text().strip(),
        )

    def _accept(self) -> None:
        made = self.made()
        if not made.group_ids:
            self._refuse(_("Choose at least one group."), self.groups)
        elif self.speaker.text().strip() and made.speaker_id is None:
            self._refuse(
                _("There is nobody of that name. Choose a speaker from the list."), self.speaker
            )
        elif made == self._item and self._item.id:
            self.reject()
        else:
            place = self.ok.mapToGlobal(QPoint(0, self.ok.height()))
            rule = made.rrule != self._item.rrule
            ask_scope(self, place, self._item, lambda scope: self._finish(made, scope), rule=rule)

    def _finish(self, made: PlanItem, scope: Scope) -> None:
        self.writes = partial(self._save, made, scope)
        self.accept()

    def _refuse(self, words: str, field: QWidget) -> None:
        self.say(words)
        field.setFocus()


def _moment(day: QDate, time: QTime) -> datetime:
    return datetime(day.year(), day.month(), day.day(), time.hour(), time.minute())  # noqa: DTZ001


def _date(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())


def _beside(*widgets: QWidget | None) -> QWidget:
    made = QWidget()
    made.setLayout(row(*widgets))
    first = next(widget for widget in widgets if widget)
    made.setFocusProxy(first)
    return made
