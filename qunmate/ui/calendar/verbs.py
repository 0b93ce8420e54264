"""What the operator does to plan items, each as one deed that can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from qunmate import clock, day_words
from qunmate.clusters import shortened
from qunmate.data import plan
from qunmate.data.database import Database
from qunmate.i18n import _
from qunmate.model import PlanItem
from qunmate.plan_words import kind_word
from qunmate.posting import parts
from qunmate.recurrence import instant_of
from qunmate.tasks import plan_edits
from qunmate.tasks.plan_edits import Scope
from qunmate.ui.calendar.grid import Entry
from qunmate.ui.context import WindowContext
from qunmate.ui.writer import Ticket

TABLES = frozenset({"plan_items"})
Act = Callable[[Scope], object]


def called(item: PlanItem) -> str:
    """How a deed names an item."""
    title = " ".join(item.title.split()) or kind_word(item.kind)
    return shortened(title, 40)


def ask_scope(
    parent: QWidget, place: QPoint, item: PlanItem, act: Act, *, rule: bool = False
) -> None:
    """For a repeating item, ask which times are meant, in a small menu; else act at once.
    With `rule` the rule itself changes, which can't be for one time only."""
    if item.occurrence_at is None:
        act("one")
        return
    menu = scope_menu(parent, act, rule=rule)
    menu.popup(place)


def scope_menu(parent: QWidget, act: Act, *, rule: bool = False) -> QMenu:
    menu = QMenu(parent)
    menu.setObjectName("scope")
    words: tuple[tuple[Scope, str], ...] = (
        ("one", _("Only this one")),
        ("following", _("This and later ones")),
        ("all", _("All of them")),
    )
    for scope, text in words:
        action = menu.addAction(text)
        action.setEnabled(scope != "one" or not rule)
        action.triggered.connect(lambda _on=False, scope=scope: act(scope))
    menu.aboutToHide.connect(menu.deleteLater)
    return menu


class Verbs:
    """Writes through the window's writer; `show` gets the id of the row that then holds it."""

    def __init__(self, context: WindowContext, show: Callable[[int], None]) -> None:
        self._context = context
        self._show = show

    def _edit(self, change: Callable[[Database], int], deed: str) -> Ticket:
        return self._context.jobs.edit(change, TABLES, self._show, deed=deed)

    def mark(self, item: PlanItem, status: str) -> None:
        words = {
            "done": _("Marked “{title}” as done"),
            "skipped": _("Skipped “{title}”"),
        }.get(status, _("Changed the status of “{title}”"))
        change = partial(
            plan.set_status, item_id=item.id, occurrence_at=item.occurrence_at, status=status
        )
        self._edit(change, words.format(title=called(item)))

    def change(self, before: PlanItem, after: PlanItem, scope: Scope) -> Ticket:
        change = partial(plan_edits.edit, before=before, after=after, scope=scope)
        return self._edit(change, _("Changed “{title}”").format(title=called(after)))

    def add(self, item: PlanItem) -> Ticket:
        deed = _("Planned “{title}”").format(title=called(item))
        return self._edit(partial(plan_edits.create, item=item), deed)

    def move(
        self, entry: Entry, zone: str, day: int, groups: tuple[int, ...], scope: Scope
    ) -> None:
        """To another day at the same time of it, perhaps to another group."""
        item = entry.item
        wall = entry.begins + timedelta(days=day - clock.day_of(entry.begins.date()))
        at = instant_of(wall, zone)
        ends = None if item.ends_at is None else at + item.ends_at - item.starts_at
        after = replace(item, starts_at=at, ends_at=ends, group_ids=groups)
        change = partial(plan_edits.edit, before=item, after=after, scope=scope)
        date = day_words.month_day(day)
        self._edit(change, _("Moved “{title}” to {date}").format(title=called(item), date=date))

    def duplicate(self, entry: Entry, zone: str) -> None:
        """A week later, at the same time of the day."""
        at = instant_of(entry.begins + timedelta(days=7), zone)
        change = partial(plan_edits.duplicate, item=entry.item, starts_at=at)
        deed = _("Copied “{title}” to the week after").format(title=called(entry.item))
        self._edit(change, deed)

    def remove(self, item: PlanItem, scope: Scope) -> None:
        change = partial(plan_edits.remove, item=item, scope=scope)
        deed = _("Removed “{title}”").format(title=called(item))
        self._context.jobs.edit(change, TABLES, deed=deed)

    def copy(self, text: str) -> None:
        """To the clipboard, to be pasted into the chat."""
        QGuiApplication.clipboard().setText(text)
        self._context.notify.notice(_("Copied. Paste it into the chat."))

    def copy_item(self, item: PlanItem) -> None:
        """All its words without the dashes between; the title where it has no text."""
        text = "\n\n".join(part.text for part in parts(item.text)) or item.title
        self.copy(text)
