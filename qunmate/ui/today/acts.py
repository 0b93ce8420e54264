"""What can be done with each line and alert: buttons for the words, deeds for the writes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from qunmate import clock
from qunmate.data import plan, today_marks
from qunmate.data.database import Database
from qunmate.digest import tidy
from qunmate.figures.alerts import Alert
from qunmate.i18n import NC_, _
from qunmate.posting import Part, parts
from qunmate.recurrence import instant_of
from qunmate.today.model import Line
from qunmate.today.words import alert_words
from qunmate.ui.context import Visit, WindowContext
from qunmate.ui.today.line_row import Act
from qunmate.ui.today.marking import MARKS, done_act, mark
from qunmate.ui.today.meetings import Meetings

LATER = 7  # days for which an alert is put off


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
        self._meetings = Meetings(context, parent)

    def of(self, line: Line) -> list[Act]:
        """The first is what Enter does."""
        return {
            "post": self._post,
            "question": self._question,
        }.get(line.kind, self._meetings.of)(line)

    # what to post

    def _post(self, line: Line) -> list[Act]:
        found = parts(line.text)
        acts = []
        if found:
            acts.append(Act(self._copy_words(line, found), partial(self.copy_part, line)))
        acts.append(done_act(line, partial(self.post_done, line)))
        acts.append(Act(_("Open in the calendar"), partial(self.open_item, line), more=True))
        return acts

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

    # what to answer

    def _question(self, line: Line) -> list[Act]:
        return [
            Act(_("View"), partial(self.view_message, line)),
            Act(_("Keep as topic"), partial(self.keep_topic, line), writes=True),
            Act("✕", partial(self.dismiss, line), hint=_("Dismiss"), writes=True),
        ]

    def view_message(self, line: Line) -> None:
        ids = (line.message_id or 0,)
        self._lead(Visit("highlights", "message", ids, day=line.day, group_id=line.group_id))

    def dismiss(self, line: Line) -> None:
        mark(self._context, "question", [line.subject], _("Dismissed a question"))

    def keep_topic(self, line: Line) -> None:
        """An idea for the calendar, at noon tomorrow; the question is then dealt with."""
        today = self._context.today.isoformat()
        tomorrow = self._context.today + timedelta(days=1)
        zone = self._zone(line.group_id)
        at = instant_of(datetime.combine(tomorrow, time(12)), zone)
        title = tidy.line(line.text, tidy.NAME)

        def change(db: Database) -> None:
            if ("question", line.subject) in today_marks.marks(db, today).hidden:
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
            today_marks.put(db, "question", [line.subject], today)

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
        taking = Act(_("Import…"), self._importing, writes=True)
        later = Act(_(NC_("put off", "Later")), partial(self.alert_later, alert), writes=True)
        steps = {"silent": [health, calendar], "decline": [health, calendar]}
        steps |= {"ad_share": [calendar], "stale": [taking], "gaps": [taking]}
        return [*steps.get(alert.kind, [health]), later]

    def alert_later(self, alert: Alert) -> None:
        until = (self._context.today + timedelta(days=LATER)).isoformat()
        title, _text = alert_words(alert)
        words = _("Put off for a week: {title}").format(title=title)
        mark(self._context, "alert", [alert.subject], words, until)

    def _lead(self, visit: Visit) -> None:
        self._context.guide.lead(visit)


def _put(part: Part) -> None:
    """A part onto the clipboard; a picture or file as such where it is there."""
    path = Path(part.text).expanduser()
    if part.kind in {"picture", "file"} and path.is_file():
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        QGuiApplication.clipboard().setMimeData(data)
    else:
        QGuiApplication.clipboard().setText(part.text)
