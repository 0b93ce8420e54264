"""The message browser: filters, the list, and what can be done with the chosen messages."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from qunmate import clock, day_words
from qunmate.data import groups as groups_data
from qunmate.data import message_order, message_rows
from qunmate.data.message_order import MessageFilter, Order
from qunmate.data.store import Store
from qunmate.i18n import _, ngettext
from qunmate.keys import native
from qunmate.ui.context import Visit, WindowContext
from qunmate.ui.empty import Empty, Hits
from qunmate.ui.message_browser.bar import MessageBar
from qunmate.ui.message_browser.people import ask_people
from qunmate.ui.message_browser.verbs import Verbs
from qunmate.ui.message_browser.view import MessageView
from qunmate.ui.parts import GRID, ElidedLabel, button, card, hint, label, row
from qunmate.ui.pen import writes
from qunmate.ui.widgets.date_dialog import DateDialog

FIRST_SIGHT = 200  # messages shown at once, before the order of all of them is known


class MessageBrowser(QWidget):
    """All messages of the chosen group, or of all groups. `kept` carries the id of a highlight
    that was made of some."""

    # what changes which messages are shown, and what only how they look
    order_tables = frozenset({"messages", "identities", "groups"})
    row_tables = frozenset({"members", "memberships", "names", "highlight_messages"})
    tables = order_tables | row_tables
    kept = Signal(int)

    def __init__(
        self,
        context: WindowContext,
        parent: QWidget,
        ask_import: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._shown_group: object = self
        self._wanted_id: int | None = None
        self._wanted_day: int | None = None
        self.bar = MessageBar(lambda: context.today, context.blur.name, self)
        self.view = MessageView(context.store, context.theme, self)
        self.view.masks = context.blur.shown
        self.view.setAccessibleName(_("Messages"))
        self.verbs = Verbs(context, self, self.view.chosen_ids)
        self.verbs.context_asked = self.show_context
        self.nothing = Empty(
            context.theme,
            _("No messages yet"),
            _("Import a chat to see its messages here."),
            [(_("Import a chat…"), ask_import)] if ask_import else [],
        )
        writes(context.jobs, *self.nothing.buttons)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._lay_out())
        self._pages.addWidget(self.nothing)
        self._connect()

    def _lay_out(self) -> QWidget:
        self.count = label("", "second")
        self.day = label("", "second")
        first = button("⇤", self.to_first, "small")
        first.setToolTip(_("To the first message") + native("  Ctrl+Home"))
        day = button(_("Go to day…"), self.ask_day, "small")
        last = button("⇥", self.to_last, "small")
        last.setToolTip(_("To the last message") + native("  Ctrl+End"))
        first.setAccessibleName(_("To the first message"))
        last.setAccessibleName(_("To the last message"))
        self._leaps = (first, day, last)
        frame, inner = card()
        inner.setContentsMargins(1, 4, 1, 4)
        inner.addWidget(self.view)
        self._actions = self._action_bar()
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addLayout(row(self.bar))
        box.addLayout(row(self.count, None, self.day, GRID, first, day, last))
        title = _("No message meets these conditions")
        self._hits = Hits(self._context.theme, frame, title, self.bar.reset)
        box.addWidget(self._hits, 1)
        box.addWidget(self._actions)
        return page

    def _action_bar(self) -> QFrame:
        self._chosen_words = ElidedLabel("", "second")
        self._buttons: list[QPushButton] = []
        for verb in self.verbs.all():
            made = button(verb.short, verb.act, "" if self._buttons else "primary")
            made.setToolTip(hint(f"{verb.words}  {native(verb.keys)}"))
            self._buttons.append(made)
            if verb.writes:
                writes(self._context.jobs, made)
        around = button(_("In context"), self.show_context)
        around.setToolTip(_("Show what was said around it") + native("  Ctrl+G"))
        self._buttons.append(around)
        bar = QFrame()
        line = row(self._chosen_words, *self._buttons)
        line.setStretch(0, 1)
        bar.setLayout(line)
        return bar

    def _connect(self) -> None:
        self.bar.changed.connect(self.read)
        self.bar.senders_asked.connect(self._ask_senders)
        self.bar.list_asked.connect(self.view.setFocus)
        self.view.chosen_changed.connect(self._show_chosen)
        self.view.menu_asked.connect(self._menu)
        self.view.moved.connect(self._show_day)
        self.verbs.kept.connect(self.kept)
        self._context.blur.changed.connect(self.view.mask_again)
        self._context.blur.changed.connect(self.bar.name_again)
        barred = self._context.jobs.read_only
        keys = [(one.keys, one.act) for one in self.verbs.all() if not (barred and one.writes)]
        keys += [
            ("Ctrl+G", self.show_context),
            ("Ctrl+D", self.ask_day),
            ("Ctrl+Home", self.to_first),
            ("Ctrl+End", self.to_last),
        ]
        for text, act in keys:
            shortcut = QShortcut(QKeySequence(text), self.view if text == "Ctrl+C" else self)
            shortcut.setContext(shortcut.context().WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        self._show_chosen()

    # reading

    def follow_group(self) -> None:
        """Read anew only if another group was chosen."""
        if self._shown_group != self._group_id():
            self.reload()

    def reload(self) -> None:
        """The group is another, or messages have changed."""
        group_id = self._group_id()
        if self._shown_group != group_id:
            self._shown_group = group_id
            named = groups_data.all_groups(self._context.store.db) if group_id is None else []
            self.view.name_groups({group.id: group.name for group in named})
            if self.bar.senders:
                self.bar.choose_senders({})
            if group_id is not None and self.bar.filter().empty:
                ids = message_order.newest(self._context.store.db, group_id, FIRST_SIGHT)
                self.view.show_order(ids)
                self.view.standing.to_end()
        self.read()

    def _group_id(self) -> int | None:
        group = self._context.group
        return group.id if group else None

    def read(self) -> None:
        """Find the order of all messages that meet the filter, in the background."""
        wanted, group_id = self.bar.filter(), self._group_id()

        def work(store: Store) -> Order:
            return message_order.order(store.db, group_id, wanted)

        done = partial(self._read, wanted, group_id)
        self._context.jobs.read("messages.order", work, done)

    def _read(self, wanted: MessageFilter, group_id: int | None, ids: Order) -> None:
        if wanted != self.bar.filter() or group_id != self._group_id():
            return
        self.view.today = clock.day_of(self._context.today)
        self.view.mark(wanted.text)
        self._pages.setCurrentIndex(1 if wanted.empty and not len(ids) else 0)
        self._hits.show_any(found=bool(len(ids)))
        for one in (*self._leaps, self._actions):  # nothing to go to or to do something with
            one.setVisible(bool(len(ids)))
        stay_at, self._wanted_id = self._wanted_id, None
        self.view.show_order(ids, stay_at=stay_at)
        if self._wanted_day is not None:
            day, self._wanted_day = self._wanted_day, None
            self.to_day(day)
        n = len(ids)
        self.count.setText(ngettext("{n} message", "{n} messages", n).format(n=f"{n:,}"))

    # where the list stands

    def _show_day(self) -> None:
        first = self.view.first_read()
        today = clock.day_of(self._context.today)
        day = None if first is None else self.view.pages.row(first).day
        self.day.setText("" if day is None else day_words.near(day, today))

    def to_first(self) -> None:
        self.view.go_to_place(0)
        self.view.setFocus()

    def to_last(self) -> None:
        self.view.go_to_place(len(self.view.pages) - 1)
        self.view.setFocus()

    def ask_day(self) -> None:
        row_ = self.view.current_row()
        start = clock.date_of(row_.day) if row_ and row_.day else self._context.today
        dialog = DateDialog(self, _("Go to day"), start)
        dialog.accepted.connect(lambda: self.to_day(clock.day_of(dialog.day())))
        dialog.accepted.connect(self.view.setFocus)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def to_day(self, day: int) -> None:
        """Stand at the first message of the day, or of the next that has one."""
        ids = self.view.pages.ids
        self.view.go_to_place(message_order.place_of_day(self._context.store.db, ids, day))

    def show_context(self) -> None:
        """Leave the filter and stay at the message."""
        id_ = self.view.current_id()
        if id_ is not None:
            self.show_message(id_)

    def show_message(self, message_id: int) -> None:
        """One message among those around it."""
        self._wanted_id = message_id
        if self.bar.filter().empty:
            if self.view.go_to(message_id):
                self._wanted_id = None
            else:
                self.read()
        else:
            self.bar.reset()
        self.view.setFocus()

    def visit(self, visit: Visit) -> None:
        """Show one "message" in its context, or "messages" by day, sender and text."""
        if visit.what == "message" and visit.ids:
            self.show_message(visit.ids[0])
            return
        last = visit.last_day if visit.last_day is not None else visit.day
        names = message_rows.names(self._context.store.db, visit.ids)
        wanted = MessageFilter(
            first=visit.day, last=last, members=visit.ids, text=visit.text, hour=visit.hour
        )
        self.bar.set(wanted, {who: names.get(who, "") for who in visit.ids})
        self.view.setFocus()

    # what is chosen

    def _show_chosen(self) -> None:
        n = len(self.view.choice.places)
        words = ngettext("{n} chosen", "{n} chosen", n).format(n=f"{n:,}")
        how = _("Choose messages: click, Shift+click, Ctrl+click, or the arrow keys")
        self._chosen_words.set_text(words if n else how)
        for one in self._buttons:
            one.setEnabled(n > 0)

    def _menu(self, place: QPoint) -> None:
        menu = self.verbs.menu()
        menu.popup(place)

    def _ask_senders(self) -> None:
        group_id = self._group_id()
        ask_people(
            self._context,
            self,
            _("Whose messages?"),
            lambda store: message_rows.speakers(store.db, group_id),
            list(self.bar.senders),
            self.bar.choose_senders,
        )
