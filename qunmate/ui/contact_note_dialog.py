"""A note of a private talk: with whom, when, what was said, and when to come back to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QMenu,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from qunmate.data import contact_notes
from qunmate.data import groups as groups_data
from qunmate.data.database import Database
from qunmate.i18n import N_, _, ngettext
from qunmate.keys import native
from qunmate.model import ContactNote
from qunmate.ui.context import WindowContext
from qunmate.ui.parts import ElidedLabel, add_field, button, label, make_form, row
from qunmate.ui.widgets.choice import Choice
from qunmate.ui.widgets.day_edit import DayEdit
from qunmate.ui.writer import Ticket
from qunmate.ui.writing import WritingDialog

TABLES = frozenset({"contact_notes"})
SOON = (3, 7, 14, 30)  # days offered for following up

# what an interview asks, by occasion: put into the note, one line each
QUESTIONS = {
    N_("Getting to know"): (
        N_("What do you do, and where?"),
        N_("How did you hear about the group?"),
        N_("What would you like to get out of it?"),
        N_("What could you share with others?"),
    ),
    N_("Gone quiet"): (
        N_("What have you been busy with?"),
        N_("What made the group less useful to you?"),
        N_("Which topic would bring you back?"),
    ),
    N_("After an activity"): (
        N_("What was worth your time?"),
        N_("What was missing?"),
        N_("Would you take part again, or lead one?"),
    ),
    N_("Before renewal"): (
        N_("What has the group brought you so far?"),
        N_("What would make you stay another year?"),
        N_("Whom would you bring along?"),
    ),
}


@dataclass(frozen=True, slots=True)
class NoteForm:
    """What the dialog says; ISO days."""

    group_id: int | None
    noted_on: str
    text: str
    follow_up_on: str | None


class ContactNoteDialog(WritingDialog):
    def __init__(
        self,
        context: WindowContext,
        parent: QWidget,
        members: Mapping[int, str],
        note: ContactNote | None = None,
    ) -> None:
        """`members` are the names by member id; each gets the note."""
        super().__init__(parent)
        self.setWindowTitle(_("Edit contact note") if note else _("New contact note"))
        self.setMinimumWidth(480)
        self._context = context
        self.group = Choice()
        self.day = _day_edit(context.today)
        self.text = QPlainTextEdit()
        self.text.setPlaceholderText(_("What you talked about, in your own words"))
        self.text.setMinimumHeight(168)
        self.text.setTabChangesFocus(True)
        self.following = QCheckBox(_("Follow up on"))
        self.follow_day = _day_edit(context.today + timedelta(days=SOON[1]))
        self.follow_day.setAccessibleName(_("Follow up on"))
        self.ok = button(_("Save"), self.accept, "primary")
        self._fill(note)
        self._arrange(members)
        self.text.textChanged.connect(self._check)
        self.following.toggled.connect(self.follow_day.setEnabled)
        self._check()
        self.text.setFocus()

    def _fill(self, note: ContactNote | None) -> None:
        self.group.addItem(_("No group in particular"), None)
        for group in groups_data.all_groups(self._context.store.db):
            if not group.archived or (note and note.group_id == group.id):
                self.group.addItem(group.name, group.id)
        chosen = self._context.group
        group_id = note.group_id if note else chosen.id if chosen else None
        self.group.setCurrentIndex(max(0, self.group.findData(group_id)))
        if note:
            self.day.setDate(QDate.fromString(note.noted_on, Qt.DateFormat.ISODate))
            self.text.setPlainText(note.text)
        if note and note.follow_up_on:
            self.following.setChecked(True)
            self.follow_day.setDate(QDate.fromString(note.follow_up_on, Qt.DateFormat.ISODate))
        self.follow_day.setEnabled(self.following.isChecked())

    def _arrange(self, members: Mapping[int, str]) -> None:
        blur = self._context.blur
        names = ElidedLabel(_(", ").join(blur.name(name) for name in members.values()))
        names.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        form = make_form()
        add_field(form, _("With"), names)
        add_field(form, _("Group"), self.group)
        add_field(form, _("On"), self.day)
        chips = [
            button(
                ngettext("in {n} day", "in {n} days", days).format(n=days),
                partial(self.follow_in, days),
                "small",
            )
            for days in SOON
        ]
        said = label(_("What was said"), "second")
        said.setBuddy(self.text)
        self.text.setAccessibleName(said.text())
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(12)
        box.addLayout(form)
        box.addLayout(row(said, None, self._questions()))
        box.addWidget(self.text, 1)
        box.addLayout(row(self.following, self.follow_day, None))
        box.addLayout(row(*chips, None))
        box.addLayout(row(None, button(_("Cancel"), self.reject), self.ok))
        self.ok.setDefault(True)
        self.ok.setToolTip(native("Ctrl+Enter"))
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.ok.click)

    def _questions(self) -> QWidget:
        menu = QMenu(self)
        for occasion, lines in QUESTIONS.items():
            action = menu.addAction(_(occasion))
            action.triggered.connect(partial(self.insert_questions, lines))
        opener = button(_("Insert questions") + " ▾", look="small")
        opener.clicked.connect(lambda: menu.popup(opener.mapToGlobal(opener.rect().bottomLeft())))
        return opener

    def insert_questions(self, lines: tuple[str, ...], _checked: object = None) -> None:
        """Put questions below what is there, with room for the answers."""
        before = self.text.toPlainText().rstrip()
        asked = "\n\n".join(_(line) for line in lines)
        self.text.setPlainText(f"{before}\n\n{asked}\n" if before else f"{asked}\n")
        self.text.setFocus()

    def follow_in(self, days: int) -> None:
        """Follow up so many days after today."""
        on = self._context.today + timedelta(days=days)
        self.following.setChecked(True)
        self.follow_day.setDate(QDate(on.year, on.month, on.day))

    def _check(self) -> None:
        self.ok.setEnabled(bool(self.text.toPlainText().strip()))

    def form(self) -> NoteForm:
        iso = Qt.DateFormat.ISODate
        follow = self.follow_day.date().toString(iso) if self.following.isChecked() else None
        return NoteForm(
            self.group.currentData(),
            self.day.date().toString(iso),
            self.text.toPlainText().strip(),
            follow,
        )


def write_note(
    context: WindowContext,
    parent: QWidget,
    members: Mapping[int, str],
    note: ContactNote | None = None,
) -> ContactNoteDialog:
    """Open the dialog for a new note with some members, or for `note`; what it says is
    written when it is saved."""
    context.jobs.must_write()
    dialog = ContactNoteDialog(context, parent, members, note)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.writes = lambda: save_note(context, members, dialog.form(), note)
    dialog.open()
    return dialog


def save_note(
    context: WindowContext,
    members: Mapping[int, str],
    form: NoteForm,
    note: ContactNote | None = None,
) -> Ticket:
    """Write what the dialog says: a new note for each member, or `note` anew. A note that is
    gone by now is written again."""

    def change(db: Database) -> None:
        if note and contact_notes.by_id(db, note.id):
            contact_notes.change(
                db,
                note.id,
                group_id=form.group_id,
                noted_on=form.noted_on,
                text=form.text,
                follow_up_on=form.follow_up_on,
            )
            return
        for member_id in members:
            contact_notes.add(
                db,
                member_id=member_id,
                group_id=form.group_id,
                noted_on=form.noted_on,
                text=form.text,
                follow_up_on=form.follow_up_on,
            )

    names = [context.blur.name(name) for name in members.values()]
    return context.jobs.edit(change, TABLES, deed=_deed(names, note))


def _deed(names: Sequence[str], note: ContactNote | None) -> str:
    if note:
        return _("Edited the note on {name}").format(name=names[0])
    if len(names) == 1:
        return _("Noted a talk with {name}").format(name=names[0])
    many = ngettext("Noted a talk with {n} member", "Noted a talk with {n} members", len(names))
    return many.format(n=f"{len(names):,}")


def _day_edit(start: date) -> DayEdit:
    edit = DayEdit(start)
    edit.setMinimumWidth(136)
    return edit
