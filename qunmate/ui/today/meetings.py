"""What can be done with the lines that tell whom to meet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from qunmate import clock
from qunmate.data import contact_notes, settings, today_reading
from qunmate.digest import tidy
from qunmate.i18n import _, ngettext
from qunmate.terms import listed
from qunmate.today import phrases
from qunmate.today.marks import birthday_mark, expiring_mark, quiet_mark
from qunmate.today.model import Line
from qunmate.ui.contact_note_dialog import write_note
from qunmate.ui.context import Visit, WindowContext
from qunmate.ui.parts import add_named
from qunmate.ui.today.line_row import Act
from qunmate.ui.today.marking import done_act, mark
from qunmate.ui.today.words_dialog import WordsDialog
from qunmate.ui.writer import Ticket

AGAIN = 14  # days for which those who went quiet are put off


class Meetings:
    def __init__(self, context: WindowContext, parent: QWidget) -> None:
        self._context = context
        self._parent = parent

    def of(self, line: Line) -> list[Act]:
        """The first is what Enter does."""
        acts: dict[str, Callable[[Line], list[Act]]] = {
            "welcome": self._welcome,
            "follow_up": self._follow_up,
            "quiet": self._quiet,
            "expiring": self._expiring,
            "birthday": self._birthday,
            "birthday_soon": lambda line: [Act(_("View"), partial(self.view, line))],
        }
        return acts[line.kind](line)

    def _welcome(self, line: Line) -> list[Act]:
        return [
            Act(_("Copy welcome"), partial(self.copy_words, line, at=True)),
            Act(
                _("Welcomed") + " ✓",
                partial(self.welcomed, line),
                hint=_("Not welcomed yet"),
                writes=True,
            )
            if line.done
            else Act(_("Welcomed"), partial(self.welcomed, line), writes=True),
            Act(_("View members"), partial(self.view, line), more=True),
            Act(_("Words of welcome…"), partial(self.edit_words, line), more=True, writes=True),
        ]

    def welcomed(self, line: Line) -> None:
        on = None if line.done else self._context.today.isoformat()
        group_id = line.group_id
        if group_id is None:
            return
        self._context.jobs.edit(
            lambda db: today_reading.welcome(db, group_id, line.ids, on),
            {"memberships"},
            deed=ngettext("Welcomed {n} member", "Welcomed {n} members", len(line.ids)).format(
                n=f"{len(line.ids):,}"
            )
            if on
            else _("Marked as not welcomed"),
        )

    def _follow_up(self, line: Line) -> list[Act]:
        return [
            Act(_("Open"), partial(self.open_note, line), writes=True),
            done_act(line, partial(self.followed_up, line)),
            Act(_("View members"), partial(self.view, line), more=True),
        ]

    def open_note(self, line: Line) -> None:
        if line.note:
            write_note(self._context, self._parent, _names(line), line.note)

    def followed_up(self, line: Line) -> None:
        note = line.note
        if note is None:
            return
        on = None if line.done else self._context.today.isoformat()
        words = _("Followed up with {name}") if on else _("Reopened the follow-up with {name}")
        self._context.jobs.edit(
            lambda db: contact_notes.follow_up(db, note.id, on),
            {"contact_notes"},
            deed=words.format(name=self._context.blur.name(line.people[0].name)),
        )

    def _quiet(self, line: Line) -> list[Act]:
        later = _("Ask again in {n} days").format(n=AGAIN)
        return [
            Act(_("View"), partial(self.view, line)),
            Act(_("Copy text"), partial(self.copy_words, line, at=False)),
            Act(_("Talked…"), partial(self.talked, line), writes=True),
            Act(later, partial(self.quiet_later, line), more=True, writes=True),
            Act(_("Words to send…"), partial(self.edit_words, line), more=True, writes=True),
        ]

    def talked(self, line: Line) -> None:
        """Note a talk with one of them, chosen from a menu where they are several."""
        if len(line.people) == 1:
            write_note(self._context, self._parent, _names(line))
            return
        menu = QMenu(self._parent)
        for person in line.people[:30]:
            chosen = add_named(menu, self._context.blur.name(person.name))
            chosen.triggered.connect(
                lambda _on=False, one=person: write_note(
                    self._context, self._parent, {one.id: one.name}
                )
            )
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(QCursor.pos() + QPoint(0, 8))

    def quiet_later(self, line: Line) -> None:
        until = (self._context.today + timedelta(days=AGAIN)).isoformat()
        subjects = [quiet_mark(line.group_id or 0, one) for one in line.ids]
        mark(self._context, "quiet", subjects, _("Put off those who have gone quiet"), until)

    def _expiring(self, line: Line) -> list[Act]:
        marked = _("Reminded") + " ✓" if line.done else _("Reminded")
        hint = _("Not reminded yet") if line.done else ""
        return [
            Act(_("View"), partial(self.view, line)),
            Act(_("Copy text"), partial(self.copy_words, line, at=False)),
            Act(marked, partial(self.reminded, line), hint=hint, writes=True),
            Act(_("Words to send…"), partial(self.edit_words, line), more=True, writes=True),
        ]

    def reminded(self, line: Line) -> None:
        subjects = [
            expiring_mark(line.group_id or 0, one.id, clock.iso_day(one.day or 0))
            for one in line.people
        ]
        n = len(subjects)
        words = ngettext("Reminded {n} member", "Reminded {n} members", n).format(n=f"{n:,}")
        mark(self._context, "expiring", subjects, words, back=line.done)

    def _birthday(self, line: Line) -> list[Act]:
        return [
            Act(_("Copy text"), partial(self.copy_words, line, at=True)),
            done_act(line, partial(self.congratulated, line)),
            Act(_("View members"), partial(self.view, line), more=True),
            Act(_("Words to send…"), partial(self.edit_words, line), more=True, writes=True),
        ]

    def congratulated(self, line: Line) -> None:
        subjects = [birthday_mark(one, line.day) for one in line.ids]
        n = len(subjects)
        words = ngettext("Congratulated {n} member", "Congratulated {n} members", n).format(
            n=f"{n:,}"
        )
        mark(self._context, "birthday", subjects, words, back=line.done)

    def view(self, line: Line) -> None:
        what = "member" if len(line.ids) == 1 else "members"
        title = listed(line.groups)
        self._context.guide.lead(
            Visit("members", what, line.ids, title=title, group_id=line.group_id)
        )

    def copy_words(self, line: Line, *, at: bool) -> None:
        kept = settings.get(self._context.store.db, phrases.setting(line.kind, line.group_id), "")
        text = phrases.filled(phrases.template(line.kind, kept), line.names, at=at)
        QGuiApplication.clipboard().setText(text)
        names = [self._context.blur.name(name) for name in line.names]
        shown = phrases.filled(phrases.template(line.kind, kept), names, at=at)
        self._context.notify.notice(_("Copied: {text}").format(text=tidy.line(shown, tidy.TITLE)))

    def edit_words(self, line: Line) -> None:
        """Ask for the words and keep them for the group."""
        self._context.jobs.must_write()
        key = phrases.setting(line.kind, line.group_id)
        kept = settings.get(self._context.store.db, key, "")
        dialog = WordsDialog(
            self._parent, listed(line.groups), phrases.template(line.kind, kept), line.kind
        )
        dialog.writes = lambda: self._keep_words(key, dialog.words())
        dialog.open()

    def _keep_words(self, key: str, text: str) -> Ticket:
        return self._context.jobs.edit(
            lambda db: settings.put(db, key, text or None),
            {"settings"},
            deed=_("Changed the words to send"),
        )


def _names(line: Line) -> dict[int, str]:
    return {person.id: person.name for person in line.people}
