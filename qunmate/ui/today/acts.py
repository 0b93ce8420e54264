"""What can be done with each line and alert: buttons for the words, deeds for the writes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QPoint, QUrl
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from qunmate import clock
from qunmate.data import contact_notes, plan, settings, today_marks, today_reading
from qunmate.data.store import Database
from qunmate.digest import tidy
from qunmate.figures.alerts import Alert
from qunmate.i18n import _, ngettext
from qunmate.posting import Part, parts
from qunmate.recurrence import instant_of
from qunmate.tasks.today import birthday_mark, expiring_mark
from qunmate.tasks.today_figures import quiet_mark
from qunmate.terms import listed
from qunmate.today import phrases
from qunmate.today.model import Line
from qunmate.today.words import alert_words
from qunmate.ui.contact_note_dialog import write_note
from qunmate.ui.context import Visit, WindowContext
from qunmate.ui.today.line_row import Act
from qunmate.ui.today.words_dialog import WordsDialog

LATER = 7  # days for which an alert is put off
AGAIN = 14  # and those who went quiet
MARKS = frozenset({"today_marks"})


class Acts(QObject):
    """`copied` is told a line whose text was copied, `importing` opens the import dialog."""

    def __init__(
        self,
        context: WindowContext,
        parent: QWidget,
        copied: Callable[[Line], None],
        importing: Callable[[], object],
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._parent = parent
        self._copied = copied
        self._importing = importing
        self._next_part: dict[str, int] = {}

    def of(self, line: Line) -> list[Act]:
        """The first is what Enter does."""
        return {
            "post": self._post,
            "welcome": self._welcome,
            "follow_up": self._follow_up,
            "quiet": self._quiet,
            "expiring": self._expiring,
            "birthday": self._birthday,
            "birthday_soon": lambda line: [Act(_("View"), partial(self.view, line))],
            "question": self._question,
        }[line.kind](line)

    # what to post

    def _post(self, line: Line) -> list[Act]:
        found = parts(line.text)
        acts = []
        if found:
            acts.append(Act(self._copy_words(line, found), partial(self.copy_part, line)))
        acts.append(self._done_act(line, partial(self.post_done, line)))
        acts.append(Act(_("Open in the calendar"), partial(self.open_item, line), more=True))
        return acts

    def _done_act(self, line: Line, run: Callable[[], object]) -> Act:
        if line.done:
            return Act(_("Done") + " ✓", run, hint=_("Not done yet"))
        return Act(_("Done"), run)

    def _copy_words(self, line: Line, found: Sequence[Part]) -> str:
        if len(found) == 1:
            return _("Copy")
        at = self._next_part.get(line.key, 0) % len(found)
        return _("Copy {n} of {all}").format(n=at + 1, all=len(found))

    def copy_part(self, line: Line) -> None:
        """Copy the next part of the text to post; after the last the first comes again."""
        found = parts(line.text)
        at = self._next_part.get(line.key, 0) % len(found)
        _put(found[at])
        self._next_part[line.key] = at + 1
        words = _("Copied. Paste it into the group.")
        if len(found) > 1:
            words = _("Copied part {n} of {all}. Paste it into the group.").format(
                n=at + 1, all=len(found)
            )
        self._context.notify.notice(words)
        self._copied(line)

    def post_done(self, line: Line) -> None:
        item = line.item
        if item is None:
            return
        title = tidy.line(item.title, tidy.NAME)
        words = _("Marked “{title}” as not done") if line.done else _("Marked “{title}” as done")
        status = "ready" if line.done else "done"
        self._context.jobs.edit(
            lambda db: plan.set_status(db, item.id, item.occurrence_at, status),
            {"plan_items", "plan_item_groups"},
            deed=words.format(title=title),
        )

    def open_item(self, line: Line) -> None:
        if line.item:
            self._lead(Visit("calendar", "item", (line.item.id,), day=line.day))

    # whom to meet

    def _welcome(self, line: Line) -> list[Act]:
        return [
            Act(_("Copy welcome"), partial(self.copy_words, line, at=True)),
            Act(_("Welcomed") + " ✓", partial(self.welcomed, line), hint=_("Not welcomed yet"))
            if line.done
            else Act(_("Welcomed"), partial(self.welcomed, line)),
            Act(_("View members"), partial(self.view, line), more=True),
            Act(_("Words of welcome…"), partial(self.edit_words, line), more=True),
        ]

    def welcomed(self, line: Line) -> None:
        on = None if line.done else self._today
        group_id = line.group_id
        if group_id is None:
            return
        self._context.jobs.edit(
            lambda db: today_reading.welcome(db, group_id, line.ids, on),
            {"memberships"},
            deed=ngettext("Welcomed {n} member", "Welcomed {n} members", len(line.ids)).format(
                n=len(line.ids)
            )
            if on
            else _("Took back a welcome"),
        )

    def _follow_up(self, line: Line) -> list[Act]:
        return [
            Act(_("Open"), partial(self.open_note, line)),
            self._done_act(line, partial(self.followed_up, line)),
            Act(_("View members"), partial(self.view, line), more=True),
        ]

    def open_note(self, line: Line) -> None:
        if line.note:
            write_note(self._context, self._parent, _names(line), line.note)

    def followed_up(self, line: Line) -> None:
        note = line.note
        if note is None:
            return
        on = None if line.done else self._today
        words = _("Followed up with {name}") if on else _("Opened the follow-up with {name} again")
        self._context.jobs.edit(
            lambda db: contact_notes.follow_up(db, note.id, on),
            {"contact_notes"},
            deed=words.format(name=self._context.blur.name(line.people[0].name)),
        )

    def _quiet(self, line: Line) -> list[Act]:
        later = _("Ask again in {n} days").format(n=AGAIN)
        return [
            Act(_("View"), partial(self.view, line)),
            Act(_("Copy words"), partial(self.copy_words, line, at=False)),
            Act(_("Talked…"), partial(self.talked, line)),
            Act(later, partial(self.quiet_later, line), more=True),
            Act(_("Words to send…"), partial(self.edit_words, line), more=True),
        ]

    def talked(self, line: Line) -> None:
        """Note a talk with one of them, chosen from a menu where they are several."""
        if len(line.people) == 1:
            write_note(self._context, self._parent, _names(line))
            return
        menu = QMenu(self._parent)
        for person in line.people[:30]:
            shown = tidy.line(self._context.blur.name(person.name), tidy.NAME)
            chosen = menu.addAction(shown.replace("&", "&&"))
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
        self._mark("quiet", subjects, _("Put off who has gone quiet"), until)

    def _expiring(self, line: Line) -> list[Act]:
        marked = _("Reminded") + " ✓" if line.done else _("Reminded")
        hint = _("Not reminded yet") if line.done else ""
        return [
            Act(_("View"), partial(self.view, line)),
            Act(_("Copy words"), partial(self.copy_words, line, at=False)),
            Act(marked, partial(self.reminded, line), hint=hint),
            Act(_("Words to send…"), partial(self.edit_words, line), more=True),
        ]

    def reminded(self, line: Line) -> None:
        subjects = [
            expiring_mark(line.group_id or 0, one.id, clock.iso_day(one.day or 0))
            for one in line.people
        ]
        n = len(subjects)
        words = ngettext("Reminded {n} member", "Reminded {n} members", n).format(n=n)
        self._mark("expiring", subjects, words, back=line.done)

    def _birthday(self, line: Line) -> list[Act]:
        return [
            Act(_("Copy words"), partial(self.copy_words, line, at=True)),
            self._done_act(line, partial(self.congratulated, line)),
            Act(_("View members"), partial(self.view, line), more=True),
            Act(_("Words to send…"), partial(self.edit_words, line), more=True),
        ]

    def congratulated(self, line: Line) -> None:
        subjects = [birthday_mark(one, line.day) for one in line.ids]
        n = len(subjects)
        words = ngettext("Congratulated {n} member", "Congratulated {n} members", n).format(n=n)
        self._mark("birthday", subjects, words, back=line.done)

    def view(self, line: Line) -> None:
        what = "member" if len(line.ids) == 1 else "members"
        title = listed(line.groups)
        self._lead(Visit("members", what, line.ids, title=title, group_id=line.group_id))

    def copy_words(self, line: Line, *, at: bool) -> None:
        kept = settings.get(self._context.store.db, phrases.setting(line.kind, line.group_id), "")
        text = phrases.filled(phrases.template(line.kind, kept), line.names, at=at)
        QGuiApplication.clipboard().setText(text)
        names = [self._context.blur.name(name) for name in line.names]
        shown = phrases.filled(phrases.template(line.kind, kept), names, at=at)
        self._context.notify.notice(_("Copied: {text}").format(text=tidy.line(shown, tidy.TITLE)))

    def edit_words(self, line: Line) -> None:
        """Ask for the words and keep them for the group."""
        key = phrases.setting(line.kind, line.group_id)
        kept = settings.get(self._context.store.db, key, "")
        dialog = WordsDialog(
            self._parent, listed(line.groups), phrases.template(line.kind, kept), line.kind
        )
        dialog.accepted.connect(lambda: self._keep_words(key, dialog.words()))
        dialog.open()

    def _keep_words(self, key: str, text: str) -> None:
        self._context.jobs.edit(
            lambda db: settings.put(db, key, text or None),
            {"settings"},
            deed=_("Changed the words to send"),
        )

    # what to answer

    def _question(self, line: Line) -> list[Act]:
        return [
            Act(_("View"), partial(self.view_message, line)),
            Act(_("Keep as topic"), partial(self.keep_topic, line)),
            Act("✕", partial(self.dismiss, line), hint=_("Dismiss")),
        ]

    def view_message(self, line: Line) -> None:
        ids = (line.message_id or 0,)
        self._lead(Visit("highlights", "message", ids, day=line.day, group_id=line.group_id))

    def dismiss(self, line: Line) -> None:
        self._mark("question", [line.subject], _("Dismissed a question"))

    def keep_topic(self, line: Line) -> None:
        """An idea for the calendar, at noon tomorrow; the question is then dealt with."""
        tomorrow = self._context.today + timedelta(days=1)
        zone = self._zone(line.group_id)
        at = instant_of(datetime.combine(tomorrow, time(12)), zone)
        title = tidy.line(line.text, tidy.NAME)

        def change(db: Database) -> None:
            if ("question", line.subject) in today_marks.marks(db, self._today).hidden:
                return
            plan.add(
                db,
                group_ids=[one for one in [line.group_id] if one],
                kind="topic",
                title=title,
                text=line.text,
                starts_at=at,
                status="idea",
            )
            today_marks.put(db, "question", [line.subject], self._today)

        tables = MARKS | {"plan_items", "plan_item_groups"}
        deed = _("Kept “{title}” as a topic").format(title=title)
        self._context.jobs.edit(change, tables, deed=deed)

    def _zone(self, group_id: int | None) -> str:
        from qunmate.data import groups

        if group_id is None:
            return groups.local_timezone()
        return groups.by_id(self._context.store.db, group_id).timezone

    # what is wrong

    def of_alert(self, alert: Alert) -> list[Act]:
        """The next steps, and to be asked again in a week."""
        group_id = alert.signs.group_id
        health = Act(_("View health"), partial(self._lead, Visit("health", group_id=group_id)))
        today = clock.day_of(self._context.today)
        visit = Visit("calendar", "day", day=today, group_id=group_id)
        calendar = Act(_("View calendar"), partial(self._lead, visit))
        taking = Act(_("Import…"), self._importing)
        later = Act(_("Later"), partial(self.alert_later, alert))
        steps = {"silent": [health, calendar], "decline": [health, calendar]}
        steps |= {"ad_share": [calendar], "stale": [taking], "gaps": [taking]}
        return [*steps.get(alert.kind, [health]), later]

    def alert_later(self, alert: Alert) -> None:
        until = (self._context.today + timedelta(days=LATER)).isoformat()
        title, _text = alert_words(alert)
        words = _("Put off for a week: {title}").format(title=title)
        self._mark("alert", [alert.subject], words, until)

    # helpers

    @property
    def _today(self) -> str:
        return self._context.today.isoformat()

    def _lead(self, visit: Visit) -> None:
        self._context.guide.lead(visit)

    def _mark(
        self, kind: str, subjects: list[str], deed: str, until: str | None = None, *,
        back: bool = False,
    ) -> None:  # fmt: skip
        today = self._today

        def change(db: Database) -> None:
            if back:
                today_marks.take_back(db, kind, subjects)
            else:
                today_marks.put(db, kind, subjects, today, until)

        self._context.jobs.edit(change, MARKS, deed=_("Took back a mark") if back else deed)


def _names(line: Line) -> dict[int, str]:
    return {person.id: person.name for person in line.people}


def _put(part: Part) -> None:
    """A part onto the clipboard; a picture or file as such where it is there."""
    path = Path(part.text).expanduser()
    if part.kind in {"picture", "file"} and path.is_file():
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        QGuiApplication.clipboard().setMimeData(data)
    else:
        QGuiApplication.clipboard().setText(part.text)
