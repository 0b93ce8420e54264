"""The clean-up list of a group: who could leave, the reminder to them, who was removed, a log."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPlainTextEdit,
    QSizePolicy,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from qunmate.data import clean_ups, tags
from qunmate.data.database import Database
from qunmate.data.store import Store
from qunmate.i18n import N_, _, ngettext
from qunmate.model import Group
from qunmate.roster.clean_up import (
    MOST_NAMES,
    NEVER,
    SILENT,
    Candidate,
    reason_words,
    reminder,
    usual_reminder,
)
from qunmate.tasks.clean_up import Listing, read_clean_up
from qunmate.ui.context import WindowContext
from qunmate.ui.dialog import Dialog
from qunmate.ui.members import strokes
from qunmate.ui.members.clean_up_model import Lines
from qunmate.ui.members.clean_up_terms import TermsForm
from qunmate.ui.members.columns import one_line
from qunmate.ui.parts import ElidedLabel, button, inset, label, row
from qunmate.ui.pen import writes
from qunmate.ui.table import Table
from qunmate.ui.widgets.deed_line import DeedLine
from qunmate.ui.widgets.menu_chip import Choice
from qunmate.ui.widgets.page_area import scrolled

TABLES = frozenset({"clean_ups", "stays"})
READ = TABLES | {"members", "memberships", "member_tags", "tags", "messages", "daily_activity"}
PEOPLE = (N_("Name"), N_("Reason"), N_("Last spoke"), N_("Joined"), N_("Reminded on"))
LOG = (N_("Name"), N_("Reason"), N_("Reminded on"), N_("Removed on"), N_("Since then"))
LEAST_TEXT, LEAST_TABLE = 72, 160  # px
SIZE = (1160, 680)
WIDTHS = (160, 224, 104, 112, 104)  # px; the names have what is left
REASON = 1  # the column of reasons, as wide as their words
SOON = 250  # ms after the last change until the list is made anew
TERMS, TEXT, NAMES = "members/clean_up", "members/reminder", "members/reminder_names"


class CleanUpDialog(Dialog):
    def __init__(self, context: WindowContext, group: Group, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._group = group
        self._candidates: dict[int, Candidate] = {}
        self._part = 0
        self._first = True
        self.setWindowTitle(_("Clean-up list of {group}").format(group=group.name))
        self.resize(QSize(*SIZE).boundedTo(parent.window().size()))
        self.terms = TermsForm(context.state.text(TERMS), self)
        self.people = Lines(PEOPLE, self)
        self.log = Lines(LOG, self)
        self.table = self._table(self.people, _("Who could leave"))
        self.log_table = self._table(self.log, _("Log"), REASON)
        self.log_table.say_when_empty(_("Nobody has been reminded or removed yet."))
        self._make_reminder()
        self._arrange()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SOON)
        self._timer.timeout.connect(self.reload)
        self.terms.changed.connect(self._timer.start)
        self.table.selectionModel().selectionChanged.connect(self._choice_changed)
        self.people.modelReset.connect(self._choice_changed)
        context.jobs.changed.connect(self._changed)
        context.blur.changed.connect(self.reload)
        self._choice_changed()  # nobody can be chosen before they are read
        self.reload()

    def _table(self, model: Lines, name: str, *shared: int) -> Table:
        """The names have what room is left, together with the columns `shared`."""
        table = Table(self._context.theme, self)
        table.setModel(model)
        table.setAccessibleName(name)
        reasons = (reason_words(f"{why}:999") for why in (SILENT, NEVER))
        table.fix_columns({**dict(enumerate(WIDTHS)), REASON: max(reasons, key=len)}, 0, *shared)
        return table

    def _make_reminder(self) -> None:
        state = self._context.state
        self.text = QPlainTextEdit(state.text(TEXT) or usual_reminder())
        self.text.setAccessibleName(_("Reminder"))
        self.text.setTabChangesFocus(True)
        self.text.textChanged.connect(self._start_over)
        self.each = QSpinBox()
        self.each.setRange(1, MOST_NAMES)
        self.each.setValue(state.number(NAMES) or 20)
        self.each.setAccessibleName(_("Names in one message"))
        inset(self.each)
        self.each.valueChanged.connect(self._start_over)
        self.copy_button = button("", self.copy)
        self.remind_button = button("", self.remind)
        self.remove_button = button("", self.remove)
        writes(self._context.jobs, self.remind_button, self.remove_button)

    def _arrange(self) -> None:
        self.list_chip = button(_("List"), partial(self._show_page, 0), "chip")
        self.log_chip = button(_("Log"), partial(self._show_page, 1), "chip")
        self._count = ElidedLabel("", "second")
        page = QWidget()
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(12)
        inside.addWidget(self.terms)
        inside.addWidget(self._count)
        body = QHBoxLayout()
        body.setSpacing(12)
        body.addWidget(self.table, 1)
        body.addLayout(self._side())
        inside.addLayout(body, 1)
        self._pages = QStackedWidget()
        self._pages.addWidget(scrolled(page))
        self._pages.addWidget(self.log_table)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(12)
        title = ElidedLabel(self.windowTitle(), "title")
        head = row(title, self.list_chip, self.log_chip)
        head.setStretch(0, 1)
        box.addLayout(head)
        box.addWidget(self._pages, 1)
        foot = row(DeedLine(self._context.jobs, self), button(_("Close"), self.accept, "primary"))
        foot.setStretch(0, 1)
        box.addLayout(foot)
        self._show_page(0)

    def _side(self) -> QVBoxLayout:
        """What is done about the chosen: first a reminder, later the removal."""
        side = QVBoxLayout()
        side.setSpacing(8)
        holder = 280
        self.text.setFixedWidth(holder)
        # with a line that wraps beside them, Qt would ask for all the room they would like
        for widget, least in ((self.text, LEAST_TEXT), (self.table, LEAST_TABLE)):
            widget.setMinimumHeight(least)
            widget.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        side.addWidget(label(_("Reminder"), "heading"))
        side.addWidget(self.text, 1)
        side.addLayout(row(label(_("Names in one message"), "note"), None, self.each))
        side.addWidget(self.copy_button)
        side.addWidget(self.remind_button)
        note = label(_("QunMate removes nobody from the chat itself."), "note", wrap=True)
        note.setFixedWidth(holder)
        side.addWidget(self.remove_button)
        side.addWidget(note)
        return side

    def _show_page(self, place: int) -> None:
        self._pages.setCurrentIndex(place)
        self.list_chip.setChecked(place == 0)
        self.log_chip.setChecked(place == 1)
        # where the keyboard is has an outline, as a chip that is on has
        (self.table, self.log_table)[place].setFocus()

    # reading

    def reload(self) -> None:
        terms, group, today = self.terms.terms(), self._group, self._context.today
        self._context.state.keep(TERMS, self.terms.kept())

        def read(store: Store) -> tuple[Listing, list[Choice]]:
            listing = read_clean_up(store, group, terms, today)
            known = strokes.tags_in_order(tags.all_tags(store.db))
            return listing, [Choice(tag.name, tag.name, section=tag.group) for tag in known]

        self._context.jobs.read("clean_up", read, self._show)

    def _changed(self, tables: frozenset[str]) -> None:
        if tables & READ:
            self.reload()

    def _show(self, read: tuple[Listing, list[Choice]]) -> None:
        listing, known = read
        chosen = set(self.chosen_ids())
        self.terms.offer_tags(known)
        found = listing.found.candidates
        everyone = self._first or chosen == set(self._candidates)
        self._first = False
        self._candidates = {one.member_id: one for one in found}
        name = self._context.blur.name
        self.people.show(
            [
                (
                    name(one_line(one.name)),
                    reason_words(one.reason),
                    one.last_spoke_on or "—",
                    one.joined_on or "—",
                    one.reminded_on or "",
                )
                for one in found
            ],
            [one.member_id for one in found],
        )
        self.table.say_when_empty(_("Nobody meets these conditions."))
        self._choose(set(self._candidates) if everyone else chosen)
        self._show_log(listing)
        self._show_count(listing)

    def _show_count(self, listing: Listing) -> None:
        count, safe = len(listing.found.candidates), listing.found.protected
        words = [
            ngettext("{n} member could leave", "{n} members could leave", count).format(
                n=f"{count:,}"
            ),
            ngettext("{n} more is safe", "{n} more are safe", safe).format(n=f"{safe:,}"),
        ]
        if listing.until:
            words.append(_("silence is counted up to {day}").format(day=listing.until))
        self._count.set_text(" · ".join(words))

    def _show_log(self, listing: Listing) -> None:
        name = self._context.blur.name
        lines = [
            (
                name(one_line(one.name)) or _("erased"),
                reason_words(one.reason),
                one.reminded_on or "",
                one.removed_on or "",
                _("spoke again") if one.member_id in listing.spoke and not one.removed_on else "",
            )
            for one in listing.log
        ]
        self.log.show(lines, [one.id for one in listing.log])

    # who is chosen

    def chosen_ids(self) -> list[int]:
        rows = {index.row() for index in self.table.selectionModel().selectedRows()}
        return [self.people.ids[row] for row in sorted(rows) if row < len(self.people.ids)]

    def _choose(self, ids: set[int]) -> None:
        flags = self.table.selectionModel().SelectionFlag
        if ids == set(self.people.ids):
            self.table.selectAll()
            return
        for row_, id_ in enumerate(self.people.ids):
            if id_ in ids:
                index = self.people.index(row_, 0)
                self.table.selectionModel().select(index, flags.Select | flags.Rows)

    def _choice_changed(self) -> None:
        self._start_over()
        count = len(self.chosen_ids())
        reminded = ngettext("Mark {n} as reminded", "Mark {n} as reminded", count)
        removed = ngettext("Mark {n} as removed", "Mark {n} as removed", count)
        for one, words, nobody in (
            (self.remind_button, reminded, _("Mark as reminded")),
            (self.remove_button, removed, _("Mark as removed")),
        ):
            one.setText(words.format(n=f"{count:,}") if count else nobody)
        for one in (self.copy_button, self.remind_button, self.remove_button):
            one.setEnabled(count > 0)

    # verbs

    def _parts(self) -> list[str]:
        names = [one_line(self._candidates[id_].name) for id_ in self.chosen_ids()]
        return reminder(names, self.text.toPlainText(), self.each.value())

    def _start_over(self) -> None:
        self._part = 0
        self._name_copy()

    def _name_copy(self) -> None:
        total = max(len(self._parts()), 1)
        words = _("Copy part {n} of {total}") if total > 1 else _("Copy the reminder")
        self.copy_button.setText(words.format(n=f"{self._part + 1:,}", total=total))

    def copy(self) -> None:
        """The next part with its @names, to be pasted into the chat."""
        parts = self._parts()
        QGuiApplication.clipboard().setText(parts[self._part])
        words = _("Copied part {n} of {total}.").format(n=f"{self._part + 1:,}", total=len(parts))
        self._context.notify.notice(words)
        self._part = (self._part + 1) % len(parts)
        self._name_copy()
        self._context.state.keep(TEXT, self.text.toPlainText())
        self._context.state.keep(NAMES, self.each.value())

    def remind(self) -> None:
        words = ngettext("Reminded {n} member", "Reminded {n} members", len(self.chosen_ids()))
        self._write(clean_ups.remind, words)

    def remove(self) -> None:
        """They were removed in the chat: their stay ends today."""
        words = ngettext(
            "Marked {n} member as removed", "Marked {n} members as removed", len(self.chosen_ids())
        )
        self._write(clean_ups.remove, words)

    def _write(
        self,
        change: Callable[[Database, int, Iterable[tuple[int, str]], str], None],
        words: str,
    ) -> None:
        reasons = [(id_, self._candidates[id_].reason) for id_ in self.chosen_ids()]
        group_id, on = self._group.id, self._context.today.isoformat()
        deed = words.format(n=f"{len(reasons):,}")
        self._context.jobs.edit(lambda db: change(db, group_id, reasons, on), TABLES, deed=deed)
