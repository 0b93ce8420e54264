"""The Highlights tab: its pages are the highlights, the message browser, the proposals, and
what stands there while nothing is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from qunmate.data import groups as groups_data
from qunmate.data.store import Store
from qunmate.i18n import _, ngettext
from qunmate.keys import native
from qunmate.model import Group
from qunmate.suggesting import Suggestion
from qunmate.ui.context import Visit, WindowContext
from qunmate.ui.empty import Empty, Step
from qunmate.ui.highlights import loading, transfer
from qunmate.ui.highlights.keeping import Keeping
from qunmate.ui.highlights.loading import Shelf
from qunmate.ui.highlights.proposals import Proposals
from qunmate.ui.highlights.shelf_view import ShelfView
from qunmate.ui.message_browser.browser import MessageBrowser
from qunmate.ui.parts import ElidedLabel, button, label, row, set_property
from qunmate.ui.pen import writes
from qunmate.ui.widgets.page_area import MARGIN, OUTSIDE

NARROW = 860  # px
LONGEST = 100_000  # characters that are taken from the clipboard
LIST, BROWSER, PROPOSALS, EMPTY = range(4)
ANYWHERE = {"Ctrl+F", "Ctrl+M", "Ctrl+N"}  # as long as the tab is shown, wherever the focus is


class HighlightsTab(QWidget):
    tables = MessageBrowser.tables | {
        "highlights",
        "highlight_authors",
        "highlight_labels",
        "today_marks",
        "settings",
    }

    def __init__(
        self,
        context: WindowContext,
        parent: QWidget,
        ask_import: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._ask_import = ask_import
        self._shelf = Shelf()
        self._stale: frozenset[str] = frozenset()
        self._suggested: list[Suggestion] = []
        self.keeping = Keeping(context, self)
        self.shelf = ShelfView(context, self.keeping, self)
        self.proposals = Proposals(context, self.keeping, self, ask_import)
        self.browser: MessageBrowser | None = None
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._title = label(_("Highlights"), "title")
        self._count = ElidedLabel("", "second")
        self._offer = button("", self.show_proposals, "link")
        self._back = button("‹ " + _("Highlights"), self.show_list)
        self._pack = button(
            _("Newcomer pack…"), lambda: transfer.ask_newcomers(self._context, self)
        )
        self._pack.setToolTip(_("Starred ones and all questions with answers, as one file"))
        self._transfer = button(_("Export, import") + " ▾", self._open_transfer)
        self._collect = button(_("Collect from messages"), self.show_browser, "primary")
        self._collect.setToolTip(native("Ctrl+M"))
        self._browser_page = QWidget()
        QVBoxLayout(self._browser_page).setContentsMargins(0, 0, 0, 0)
        self._pages = QStackedLayout()
        for one in (self.shelf, self._browser_page, self.proposals, self._empty()):
            self._pages.addWidget(one)
            layout = one.layout()
            if layout:  # the proposals bring their margin along
                layout.setContentsMargins(0, 0, MARGIN - OUTSIDE, MARGIN)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(MARGIN, 12, OUTSIDE, 0)
        outer.setSpacing(12)
        outer.addLayout(self._head())
        outer.addLayout(self._pages, 1)

    def _head(self) -> QHBoxLayout:
        line = row(
            self._back,
            self._title,
            4,
            self._count,
            self._offer,
            None,
            self._pack,
            self._transfer,
            self._collect,
        )
        line.setContentsMargins(0, 0, MARGIN - OUTSIDE, 0)
        return line

    def _empty(self) -> QWidget:
        sentence = _(
            "Keep the answers, talks and links worth reading again: choose them from the"
            " messages, or take in your own collection."
        )
        steps: list[Step] = [
            (_("Collect from messages"), self.show_browser),
            (_("Import a collection…"), lambda: transfer.ask_import(self._context, self)),
        ]
        if self._ask_import:
            steps.insert(1, (_("Import a chat…"), self._ask_import))
        empty = Empty(self._context.theme, _("Nothing kept yet"), sentence, steps)
        writes(self._context.jobs, *empty.buttons[1:])
        self._first_steps = empty.buttons
        return empty

    def _offer_steps(self, *, chat: bool) -> None:
        """Where nothing was said yet, nothing can be collected: a chat is the first step."""
        collect, *others = self._first_steps
        collect.setVisible(chat or not self._ask_import)
        if self._ask_import:
            set_property(others[0], "look", "" if chat else "primary")

    def _connect(self) -> None:
        self.shelf.message_asked.connect(self.show_message)
        self.proposals.message_asked.connect(self.show_message)
        self.proposals.browse_asked.connect(self.show_browser)
        self._context.jobs.changed.connect(self._tables_changed)
        for keys, act in (
            ("Ctrl+F", self._search),
            ("Ctrl+M", self.show_browser),
            ("Ctrl+N", self.write_new),
            ("Ctrl+Shift+C", self.shelf.copy),
            ("Ctrl+Return", self.shelf.edit),
            ("Alt+Left", self.show_list),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            if keys not in ANYWHERE:
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.shelf.set_narrow(narrow=self.width() < NARROW)
        self._show_head()

    # reading

    def reload(self) -> None:
        group = self._context.group
        jobs = self._context.jobs
        jobs.read("highlights.list", partial(loading.read, group=group), self._shelf_read)
        suggest = partial(_suggestions, group=group, context=self._context)
        jobs.read("highlights.proposals", suggest, partial(self._suggestions_read, group))
        self._freshen_browser()

    def _tables_changed(self, tables: frozenset[str]) -> None:
        """The order of a million messages is only read anew if it can be another."""
        self._stale |= tables & MessageBrowser.tables
        if self.isVisible():
            self._freshen_browser()

    def _freshen_browser(self) -> None:
        if self.browser is None or self._pages.currentIndex() != BROWSER:
            return
        stale, self._stale = self._stale, frozenset()
        if stale & MessageBrowser.order_tables:
            self.browser.reload()
        else:
            self.browser.follow_group()
            if stale:
                self.browser.view.refresh()

    def _shelf_read(self, shelf: Shelf) -> None:
        if shelf.group != self._context.group:
            return
        self._shelf = shelf
        self._offer_steps(chat=shelf.chat)
        self.shelf.show_shelf(shelf)
        self._show_suggestions()
        self._tell_count()
        if self._pages.currentIndex() in {LIST, EMPTY}:
            self._show_page(LIST)

    def _suggestions_read(self, group: Group | None, found: list[Suggestion]) -> None:
        if group == self._context.group:
            self._suggested = found
            self._show_suggestions()
            self._tell_count()

    def _show_suggestions(self) -> None:
        self.proposals.show_all(self._suggested, self._shelf.groups, chat=self._shelf.chat)

    def _tell_count(self) -> None:
        items = self._shelf.items
        monday = self._context.today - timedelta(days=self._context.today.weekday())
        fresh = sum(one.occurred_on >= monday.isoformat() for one in items)
        parts = [ngettext("{n} kept", "{n} kept", len(items)).format(n=f"{len(items):,}")]
        if fresh:
            parts.append(ngettext("{n} this week", "{n} this week", fresh).format(n=fresh))
        self._count.set_text(" · ".join(parts))
        n = len(self._suggested)
        words = ngettext("{n} suggestion", "{n} suggestions", n)
        self._offer.setText(words.format(n=f"{n:,}"))
        self._offer.setVisible(n > 0 and self._pages.currentIndex() in {LIST, EMPTY})

    # verbs

    def _search(self) -> None:
        if self._pages.currentIndex() == BROWSER and self.browser is not None:
            self.browser.bar.search.setFocus()
        else:
            self.show_list()
            self.shelf.search()

    def write_new(self, text: str = "") -> None:
        """A highlight that is no message of ours, into the chosen group."""
        group = self._context.group
        if group is None:
            self._context.notify.notice(_("Choose a group at the left first."))
            return
        self.keeping.write(group, text)

    def paste_new(self) -> None:
        self.write_new(QGuiApplication.clipboard().text().strip()[:LONGEST])

    def _open_transfer(self) -> None:
        shown = [one.id for one in self.shelf.model.items]
        menu = transfer.menu(self._context, self, shown)
        first = menu.actions()[0]
        for words, keys, act in (
            (_("New highlight…"), "Ctrl+N", self.write_new),
            (_("From the clipboard…"), "", self.paste_new),
        ):
            action = QAction(f"{words}\t{native(keys)}", menu)
            writes(self._context.jobs, action)
            action.triggered.connect(lambda _on=False, act=act: act())
            menu.insertAction(first, action)
        menu.insertSeparator(first)
        menu.popup(self._transfer.mapToGlobal(self._transfer.rect().bottomLeft()))

    # pages

    def _show_page(self, place: int) -> None:
        if place == LIST and not self._shelf.items:
            place = EMPTY
        self._pages.setCurrentIndex(place)
        on_list = place in {LIST, EMPTY}
        self._back.setVisible(not on_list)
        self._count.setVisible(on_list)
        self._show_head()
        titles = {BROWSER: _("Collect from messages"), PROPOSALS: _("Suggestions")}
        self._title.setText(titles.get(place, _("Highlights")))
        self._tell_count()

    def _show_head(self) -> None:
        page = self._pages.currentIndex()
        self._pack.setVisible(page == LIST and self.width() >= NARROW)
        self._collect.setVisible(page == LIST)  # where nothing is kept it stands in the middle
        self._transfer.setVisible(page in {LIST, EMPTY})

    def show_list(self) -> None:
        self._show_page(LIST)
        self.shelf.list.setFocus()

    def show_proposals(self) -> None:
        self._show_page(PROPOSALS)
        self.proposals.setFocus()

    def show_browser(self) -> None:
        browser = self._made_browser()
        self._show_page(BROWSER)
        self._freshen_browser()
        browser.view.setFocus()

    def _made_browser(self) -> MessageBrowser:
        if self.browser is None:
            self.browser = MessageBrowser(self._context, self._browser_page, self._ask_import)
            layout = self._browser_page.layout()
            if layout is not None:
                layout.addWidget(self.browser)
            self.browser.reload()
        return self.browser

    def show_message(self, message_id: int) -> None:
        """Lead to a message in its context."""
        self.show_browser()
        self._made_browser().show_message(message_id)

    def show_highlight(self, highlight_id: int) -> None:
        """Choose a highlight, whatever the filter was."""
        self.shelf.show_highlight(highlight_id)
        self._show_page(LIST)

    def visit(self, visit: Visit) -> None:
        if visit.what == "highlight" and visit.ids:
            self.show_highlight(visit.ids[0])
        elif visit.what == "highlights":
            self.shelf.filters.reset(visit.text)
            self.show_list()
        elif visit.what == "suggestions":
            self.show_proposals()
        elif visit.what in {"message", "messages"}:
            self.show_browser()
            self._made_browser().visit(visit)


def _suggestions(store: Store, group: Group | None, context: WindowContext) -> list[Suggestion]:
    from qunmate.tasks.suggestions import suggestions

    chosen = [group] if group else groups_data.all_groups(store.db)
    return suggestions(store, [one for one in chosen if not one.archived], context.today)
