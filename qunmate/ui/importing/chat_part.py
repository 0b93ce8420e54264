"""A chat before it is taken in: which group it is, what of it is new, from when to when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from qunmate.chat_columns import TableChoice
from qunmate.clock import iso_day
from qunmate.data.store import Store
from qunmate.i18n import _, ngettext
from qunmate.model import Group
from qunmate.progress import Job, Progress
from qunmate.tasks.chat_intake import ChatImport
from qunmate.tasks.count_chat import ChatCount, count_chat
from qunmate.tasks.import_chat import Pasted, SourceFailure, import_chat
from qunmate.tasks.inspect_source import Found
from qunmate.terms import says
from qunmate.ui.context import WindowContext
from qunmate.ui.importing.counting import Counting
from qunmate.ui.importing.outcome import Outcome, Said, Seen, of_chat
from qunmate.ui.importing.part import Part, Verb
from qunmate.ui.parts import label, row
from qunmate.ui.widgets.day_edit import DayEdit
from qunmate.ui.zones import usual

Take = Callable[[Store], Job[list[ChatImport | SourceFailure]]]


class ChatPart(Part):
    """`hint` is where it goes if the source does not tell its group."""

    always_shown = False  # only where there is something to ask

    def __init__(
        self, context: WindowContext, source: Path | Pasted, found: Found, hint: Group | None
    ) -> None:
        super().__init__(context)
        self._source = source
        self._hint = hint
        self._needs_day = found.needs_day
        self._counting: Counting[tuple[ChatCount, ...]] | None = None
        self._counts: tuple[ChatCount, ...] = ()
        self._broken = False
        self.day = DayEdit(context.today)
        self.day.setMinimumWidth(130)
        self.day.setAccessibleName(_("Day of these messages"))
        self.day.dateChanged.connect(self._count)
        asked = QWidget(self)
        asked.setLayout(
            row(
                label(_("The text gives no day. Choose which day it is from:"), "second"),
                self.day,
                None,
            )
        )
        asked.setVisible(self._needs_day)
        self.private = QCheckBox(self)
        self.private.hide()
        self.private.toggled.connect(self._tell)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(asked)
        box.addWidget(self.private)
        if not (self._needs_day or self.always_shown):
            self.hide()  # never shown here: before it has its place it would be a window

    @property
    def ready(self) -> bool:
        return not self._broken and (self._group is not None or not self._nameless)

    @property
    def _nameless(self) -> bool:
        """Copied text without a title belongs to no group by itself."""
        known = [count.named or count.group is not None for count in self._counts]
        return isinstance(self._source, Pasted) and not (known and all(known))

    @property
    def counts(self) -> tuple[int, int]:
        return sum(count.new for count in self._wanted), 0

    @property
    def _wanted(self) -> tuple[ChatCount, ...]:
        """The chats to take in: where there are groups, the others only if they are asked for."""
        groups = tuple(count for count in self._counts if not count.private)
        return self._counts if self.private.isChecked() or not groups else groups

    @property
    def _table(self) -> TableChoice | None:
        """How to read it if it is a plain table."""
        return None

    @property
    def _day(self) -> date | None:
        """Of which day it is if the text does not tell."""
        return _date(self.day.date()) if self._needs_day else None

    def retarget(self, group: Group | None) -> None:
        self._group = group
        self._count()

    def _count(self) -> None:
        self.stop()
        self._broken = False
        self.said.emit(_("Counting…"), "")
        self._counting = Counting(
            self._context.jobs,
            f"import/count/{id(self)}",
            partial(
                count_chat,
                source=self._source,
                group=self._group,
                table=self._table,
                day=self._day,
                zone=usual(),
            ),
            self._told,
            self._counted,
            self.failed,
        )

    def stop(self) -> None:
        if self._counting:
            self._counting.stop()
            self._counting = None

    def _told(self, progress: Progress) -> None:
        percent = 100 * progress.done // progress.total if progress.total else 0
        records = ngettext("{n:,} message", "{n:,} messages", progress.records)
        words = _("Counting… {percent}% · {messages}")
        self.said.emit(
            words.format(percent=percent, messages=records.format(n=progress.records)), ""
        )

    def _counted(self, counts: tuple[ChatCount, ...]) -> None:
        self._counting = None
        self._counts = counts
        n = sum(count.private for count in counts)
        offered = self._group is None and 0 < n < len(counts)
        words = ngettext("Also {n:,} private chat", "Also {n:,} private chats", n)
        self.private.setText(words.format(n=n))
        self.private.setVisible(offered)
        if offered:
            self.show()
        else:
            self.private.setChecked(False)
        self._tell()

    def _tell(self) -> None:
        """What would come of the chats that are wanted."""
        counts, seen = self._wanted, self._context.blur.name
        if self._group is None:
            self.goes.emit(_("Choose a group…") if self._nameless else _goes(counts, seen))
        if self._nameless and self._group is None:
            self.said.emit(_("Choose the group that this text is from."), "warn")
        else:
            several = len(counts) > 1
            tone = "warn" if any(one.problems for one in counts) else ""
            self.said.emit("\n".join(_words(one, seen, named=several) for one in counts), tone)
        self.changed.emit()

    def failed(self, error: BaseException) -> None:
        self._counting = None
        self._broken = True
        super().failed(error)

    @property
    def wants(self) -> Group | None:
        """The group to go to, where the source tells none and one is at hand."""
        return self._hint if self._nameless and self._group is None else None

    def verb(self) -> Verb:
        name = self._group.name if self._group else ""
        said = self._context.blur.words
        today, private = self._context.today, self._wanted == self._counts
        take = partial(
            import_chat,
            sources=[self._source],
            group=name or None,
            today=today,
            table=self._table,
            day=self._day,
            private=private,
            zone=usual(),
        )
        return partial(_import, take, said)


def _words(count: ChatCount, seen: Seen, *, named: bool) -> str:
    """1,204 messages, 1,180 new, of 38 people, 2025-11-01 – 2026-11-21"""
    parts = [ngettext("{n:,} message", "{n:,} messages", count.messages).format(n=count.messages)]
    if count.new == count.messages:
        parts.append(_("all new"))
    elif count.new:
        parts.append(_("{n:,} new").format(n=count.new))
        parts.append(_("{n:,} already there").format(n=count.messages - count.new))
    else:
        parts.append(_("nothing new"))
    people = ngettext("{n:,} person", "{n:,} people", count.senders)
    parts.append(people.format(n=count.senders))
    if count.first_day is not None and count.last_day is not None:
        days = dict.fromkeys((iso_day(count.first_day), iso_day(count.last_day)))
        parts.append(" – ".join(days))
    if count.problems:
        lines = ngettext("{n:,} line not readable", "{n:,} lines not readable", count.problems)
        parts.append(lines.format(n=count.problems))
    said = " · ".join(parts)
    return says(_name(count, seen) if named else "", said)


def _goes(counts: tuple[ChatCount, ...], seen: Seen) -> str:
    """Where the source would go by itself."""
    if len(counts) > 1:
        words = ngettext("{n} group, each kept apart", "{n} groups, each kept apart", len(counts))
        return words.format(n=len(counts))
    name = _name(counts[0], seen)
    return name if counts[0].group else _("New group: {name}").format(name=name)


def _name(count: ChatCount, seen: Seen) -> str:
    """A chat that is no group yet may be called as the person it is with."""
    return count.name if count.group else seen(count.name)


def _date(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())


def _import(take: Take, said: Said, store: Store) -> Job[list[Outcome]]:
    results = yield from take(store)
    return [of_chat(result, said) for result in results]
