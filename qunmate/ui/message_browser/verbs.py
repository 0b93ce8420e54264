"""What can be done with the chosen messages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from qunmate import capturing, clock
from qunmate.capturing import Draft
from qunmate.data import highlights, member_edits, message_rows
from qunmate.data.database import Database
from qunmate.i18n import _, ngettext
from qunmate.keys import HIGHLIGHT, native
from qunmate.model import ChatRow
from qunmate.terms import highlight_word
from qunmate.ui.ask_text import AskText
from qunmate.ui.context import Visit, WindowContext
from qunmate.ui.message_browser.editor import HighlightEditor
from qunmate.ui.pen import writes
from qunmate.ui.writer import Ticket

TABLES = frozenset({"highlights", "highlight_messages", "highlight_authors", "highlight_labels"})
TAG_TABLES = frozenset({"tags", "member_tags"})
MOST = 500  # messages that one highlight or copy is made of


@dataclass(frozen=True, slots=True)
class Verb:
    """A line of the menu, and a button below the list where it has a `short` name. Most write."""

    words: str
    keys: str
    act: Callable[[], object]
    short: str = ""
    writes: bool = True


class Verbs(QObject):
    """`chosen` gives the ids of the chosen messages. `kept` carries the id of a highlight."""

    kept = Signal(int)

    def __init__(
        self, context: WindowContext, parent: QWidget, chosen: Callable[[], list[int]]
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._widget = parent
        self._chosen = chosen
        self.context_asked: Callable[[], object] | None = None

    def all(self) -> list[Verb]:
        return [
            Verb(_("Keep as a highlight…"), HIGHLIGHT, self.keep, _("Keep as a highlight…")),
            Verb(_("Copy"), "Ctrl+C", self.copy, _("Copy"), writes=False),
            Verb(_("Plan it…"), "Ctrl+Shift+P", self.plan, _("Plan it…")),
            Verb(_("Note a talk with the sender…"), "Ctrl+Shift+T", self.note, _("Note a talk…")),
            Verb(_("Tag the senders…"), "Ctrl+T", self.tag, _("Tag the senders…")),
        ]

    def menu(self) -> QMenu:
        menu = QMenu(self._widget)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chosen = self._chosen()
        for verb in self.all():
            action = menu.addAction(f"{verb.words}\t{native(verb.keys)}")
            action.triggered.connect(lambda _on=False, act=verb.act: act())
            if verb.writes:
                writes(self._context.jobs, action)
        menu.insertMenu(menu.actions()[1], self._kinds(menu))
        menu.addSeparator()
        around = menu.addAction(_("Show what was said around it") + native("\tCtrl+G"))
        around.triggered.connect(lambda _on=False: self.context_asked and self.context_asked())
        menu.addAction(_("Show the sender")).triggered.connect(self.show_sender)
        for action in menu.actions():
            action.setEnabled(bool(chosen))
        return menu

    def _kinds(self, menu: QMenu) -> QMenu:
        """To keep them as of a kind, which is guessed else."""
        kinds = QMenu(_("Keep by kind"), menu)
        writes(self._context.jobs, kinds)
        for kind in highlights.KINDS:
            action = kinds.addAction(highlight_word(kind))
            action.triggered.connect(lambda _on=False, kind=kind: self.keep(kind))
        return kinds

    def rows(self, *, whole: bool = True) -> list[ChatRow]:
        """The chosen messages in order of time, those of the first one's group."""
        limit = None if whole else message_rows.SHOWN
        found = message_rows.in_order(self._context.store.db, self._chosen()[:MOST], limit=limit)
        return [row for row in found if row.group_id == found[0].group_id]

    # keeping

    def keep(self, kind: str = "") -> HighlightEditor | None:
        """Open the dialog with everything filled in; it is kept when that is accepted."""
        rows = self.rows()
        if not rows:
            return None
        return self.keep_rows(rows, kind)

    def keep_rows(self, rows: list[ChatRow], kind: str = "") -> HighlightEditor:
        self._context.jobs.must_write()
        db = self._context.store.db
        topics = [name for name, _n in highlights.labels(db, "topic", rows[0].group_id)]

        def compose(wanted: str) -> Draft:
            return capturing.draft(rows, wanted, topics)

        names = {row.member_id: row.sender for row in rows if row.member_id is not None}
        editor = HighlightEditor(self._context, self._widget, compose(kind), names, compose)
        editor.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        editor.writes = lambda: self.store(editor.draft())
        editor.open()
        return editor

    def store(self, draft: Draft) -> Ticket:
        def change(db: Database) -> int:
            return highlights.keep(db, draft)

        deed = _("Kept “{title}”").format(title=draft.title)
        return self._context.jobs.edit(change, TABLES, self.kept.emit, deed=deed)

    # the others

    def copy(self) -> None:
        """As they would be quoted: name and time, then what was said."""
        rows = self.rows()
        lines = [_quoted(row, self._context.blur.name(row.sender)) for row in rows]
        QGuiApplication.clipboard().setText("\n".join(lines))
        if rows:
            words = ngettext("Copied {n} message.", "Copied {n} messages.", len(rows))
            self._context.notify.notice(words.format(n=f"{len(rows):,}"))

    def plan(self) -> None:
        rows = self.rows()
        if rows:
            text = "\n".join(row.text for row in rows if row.text.strip())
            visit = Visit("calendar", "new", text=text, group_id=rows[0].group_id)
            self._context.guide.lead(visit)

    def note(self) -> None:
        """A contact note with the senders, the messages as its beginning."""
        from qunmate.ui.contact_note_dialog import write_note

        rows = self.rows()
        people = senders(rows)
        if not people:
            return
        dialog = write_note(self._context, self._widget, people)
        dialog.text.setPlainText("\n".join(_quoted(row, row.sender) for row in rows))

    def tag(self) -> None:
        people = senders(self.rows(whole=False))
        if not people:
            return
        known = message_rows.tag_names(self._context.store.db)
        words = ngettext("Tag for {n} member", "Tag for {n} members", len(people))
        title, asked = _("Tag the senders"), words.format(n=f"{len(people):,}")
        put = partial(self.put_tag, member_ids=list(people))
        hint = _("An existing tag, or a new one")
        AskText(self._widget, title, asked, put, known=known, hint=hint).open()

    def put_tag(self, tag: str, member_ids: list[int]) -> Ticket:
        n = len(member_ids)
        deed = ngettext("Tagged {n} member “{tag}”", "Tagged {n} members “{tag}”", n)
        return self._context.jobs.edit(
            lambda db: member_edits.add_tag(db, tag, member_ids),
            TAG_TABLES,
            deed=deed.format(n=f"{n:,}", tag=tag),
        )

    def show_sender(self) -> None:
        people = senders(self.rows(whole=False))
        if people:
            self._context.guide.lead(Visit("members", "member", (next(iter(people)),)))


def senders(rows: list[ChatRow]) -> dict[int, str]:
    """Names by member id, in the order in which they first spoke."""
    return {row.member_id: row.sender for row in reversed(rows) if row.member_id is not None}


def _quoted(row: ChatRow, name: str) -> str:
    minutes = row.wall % clock.DAY // 60
    when = f"{clock.iso_day(row.day)} {minutes // 60:02}:{minutes % 60:02}"
    return f"{name}  {when}\n{row.text}"
