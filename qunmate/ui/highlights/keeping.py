"""Writes of the tab: each is a deed that can be undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from qunmate.capturing import Draft
from qunmate.capturing import draft as draft_of
from qunmate.clock import DAY, day_of
from qunmate.data import highlights, today_marks
from qunmate.data.database import Database
from qunmate.highlight_text import for_chat
from qunmate.i18n import _
from qunmate.model import ChatRow, Group, Highlight, Kind
from qunmate.suggesting import Suggestion
from qunmate.tasks.suggestions import MARK
from qunmate.ui.context import Visit, WindowContext
from qunmate.ui.message_browser.editor import HighlightEditor
from qunmate.ui.pen import may_write
from qunmate.ui.writer import Ticket

TABLES = frozenset({"highlights", "highlight_messages", "highlight_authors", "highlight_labels"})


class Keeping:
    def __init__(self, context: WindowContext, parent: QWidget) -> None:
        self._context = context
        self._parent = parent

    def edit(self, one: Highlight, names: dict[int, str]) -> HighlightEditor | None:
        """Open the dialog; what it says is written when it is saved."""
        return self._open(_draft(one), names, partial(self.change, one.id))

    def write(self, group: Group, text: str) -> HighlightEditor | None:
        """Open the dialog for one that comes from elsewhere; it is kept when it is saved."""
        today = self._context.today
        row = ChatRow(0, group.id, day_of(today) * DAY, None, "", Kind.TEXT, text, kept=False)
        draft = replace(draft_of([row]), messages=(), authors=())
        if not text:
            draft = replace(draft, kind="answer", title="", text="")
        return self._open(draft, {}, self._add)

    def _open(
        self, draft: Draft, names: dict[int, str], save: Callable[[Draft], Ticket]
    ) -> HighlightEditor | None:
        if not may_write(self._context):
            return None
        editor = HighlightEditor(self._context, self._parent, draft, names)
        editor.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        editor.writes = lambda: save(editor.draft())
        editor.open()
        return editor

    def _add(self, draft: Draft) -> Ticket:
        deed = _("Kept “{title}”").format(title=draft.title)
        return self._context.jobs.edit(partial(highlights.keep, draft=draft), TABLES, deed=deed)

    def change(self, highlight_id: int, draft: Draft) -> Ticket:
        deed = _("Edited “{title}”").format(title=draft.title)
        change = partial(highlights.change, highlight_id=highlight_id, draft=draft)
        return self._context.jobs.edit(change, TABLES, deed=deed)

    def star(self, one: Highlight) -> None:
        if not may_write(self._context):
            return
        words = _("Unstarred “{title}”") if one.starred else _("Starred “{title}”")
        change = partial(highlights.star, highlight_id=one.id, on=not one.starred)
        self._context.jobs.edit(change, {"highlights"}, deed=words.format(title=one.title))

    def remove(self, one: Highlight) -> None:
        if not may_write(self._context):
            return
        deed = _("Deleted “{title}”").format(title=one.title)
        self._context.jobs.edit(partial(highlights.remove, highlight_id=one.id), TABLES, deed=deed)

    def copy(self, one: Highlight) -> None:
        """To the clipboard, fit to be pasted into the chat; the copies are counted."""
        QGuiApplication.clipboard().setText(for_chat(one.title, one.text))
        if self._context.jobs.read_only:
            self._context.notify.notice(_("Copied. Paste it into the chat."))
            return
        deed = _("Copied “{title}” for the group").format(title=one.title)
        change = partial(highlights.count_copy, highlight_id=one.id)
        self._context.jobs.edit(change, {"highlights"}, deed=deed)

    def plan(self, one: Highlight) -> None:
        visit = Visit("calendar", "new", text=one.text, title=one.title, group_id=one.group_id)
        self._context.guide.lead(visit)

    def keep(self, suggestion: Suggestion, draft: Draft | None = None) -> Ticket:
        """Make a highlight of a proposal, as it is or as the operator has edited it."""
        kept = draft or suggestion.draft
        today = self._context.today.isoformat()

        def change(db: Database) -> int:
            today_marks.put(db, MARK, [suggestion.key], today)
            return highlights.keep(db, kept)

        deed = _("Kept “{title}”").format(title=kept.title)
        return self._context.jobs.edit(change, TABLES | {"today_marks"}, deed=deed)

    def look(self, suggestion: Suggestion) -> HighlightEditor | None:
        """Open a proposal in the dialog before it is kept."""
        return self._open(suggestion.draft, suggestion.names, partial(self.keep, suggestion))

    def dismiss(self, suggestion: Suggestion) -> None:
        deed = _("Dismissed “{title}”").format(title=suggestion.draft.title)
        today = self._context.today.isoformat()
        self._context.jobs.edit(
            lambda db: today_marks.put(db, MARK, [suggestion.key], today),
            {"today_marks"},
            deed=deed,
        )


def _draft(one: Highlight) -> Draft:
    return Draft(
        one.group_id,
        one.kind,
        one.title,
        one.text,
        one.occurred_on,
        one.authors,
        one.topics,
        one.tags,
        one.starred,
        one.messages,
    )
