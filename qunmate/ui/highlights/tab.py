"""The Highlights tab: the list, the reading pane, its sources; the message browser and the
proposals are pages of their own."""

from __future__ import annotations

import contextlib
import json
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QSplitter, QStackedLayout, QVBoxLayout, QWidget

from qunmate.data import groups as groups_data
from qunmate.data import message_rows
from qunmate.data.store import Store
from qunmate.highlight_view import Found, find
from qunmate.i18n import _, ngettext
from qunmate.model import ChatRow, Group, Highlight
from qunmate.suggesting import Suggestion
from qunmate.ui.context import Visit, WindowContext
from qunmate.ui.empty import Empty, Step
from qunmate.ui.highlights import loading, page, transfer
from qunmate.ui.highlights.filters import HighlightBar
from qunmate.ui.highlights.keeping import Keeping
from qunmate.ui.highlights.list_view import HighlightList, HighlightModel
from qunmate.ui.highlights.loading import Shelf
from qunmate.ui.highlights.proposals import Proposals
from qunmate.ui.highlights.reading import ReadingPane, SourcePane, pane
from qunmate.ui.message_browser.browser import MessageBrowser
from qunmate.ui.parts import GRID, button, label, row

AROUND = 5  # messages before and after the sources
MOST_AROUND = 80
NARROW = 860  # px
LIST, BROWSER, PROPOSALS, EMPTY = range(4)


class HighlightsTab(QWidget):
    tables = MessageBrowser.tables | {
        "highlights",
        "highlight_authors",
        "highlight_labels",
        "today_marks",
    }

    def __init__(
        self,
        context: WindowContext,
        parent: QWidget,
        ask_import: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._shelf = Shelf()
        self._around = AROUND
        self._wanted_id: int | None = None
        self._suggested: list[Suggestion] = []
        self.keeping = Keeping(context, self)
        self.filters = HighlightBar(self)
        self.model = HighlightModel(context.blur.name, self)
        self.list = HighlightList(context.theme, self)
        self.list.setModel(self.model)
        self.list.setAccessibleName(_("Highlights"))
        self.reading = ReadingPane(context, self)
        self.source = SourcePane(context, self)
        self.proposals = Proposals(context, self.keeping, self)
        self.browser: MessageBrowser | None = None
        self._lay_out(ask_import)
        self._connect()
        self.setFocusProxy(self.list)
        with contextlib.suppress(ValueError, TypeError, AttributeError):  # an ini edited by hand
            self.filters.restore(json.loads(context.state.text("highlights/filter", "{}")))

    def _lay_out(self, ask_import: Callable[[], object] | None) -> None:
        self._title = label(_("Highlights"), "title")
        self._count = label("", "second")
        self._offer = button("", self.show_proposals, "link")
        self._back = button("‹ " + _("Highlights"), self.show_list)
        self._export = button(_("Export…"), self._open_export)
        self._import = button(_("Import…"), lambda: transfer.ask_import(self._context, self))
        self._collect = button(_("Collect from messages"), self.show_browser, "primary")
        self._collect.setToolTip("Ctrl+M")
        self._hits = label("", "second")
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(12)
        for widget, stretch, least in (
            (pane(self.list), 42, 240),
            (self.reading, 44, 280),
            (self.source, 30, 200),
        ):
            widget.setMinimumWidth(least)
            split.addWidget(widget)
            split.setStretchFactor(split.count() - 1, stretch)
        self._split = split
        self._split.setSizes([420, 450, 300])
        self._context.state.restore_splitter("highlights", split)
        reading = QWidget()
        box = QVBoxLayout(reading)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        top = row(self.filters, self._hits)
        top.setStretch(0, 1)
        box.addLayout(top)
        box.addWidget(split, 1)
        self._browser_page = QWidget()
        QVBoxLayout(self._browser_page).setContentsMargins(0, 0, 0, 0)
        self._pages = QStackedLayout()
        for one in (reading, self._browser_page, self.proposals, self._empty(ask_import)):
            self._pages.addWidget(one)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        outer.setSpacing(12)
        outer.addLayout(
            row(
                self._back,
                self._title,
                self._count,
                self._offer,
                None,
                self._import,
                self._export,
                self._collect,
            )
        )
        outer.addLayout(self._pages, 1)

    def _empty(self, ask_import: Callable[[], object] | None) -> QWidget:
        sentence = _(
            "Keep the answers, talks and links worth reading again: choose them from the"
            " messages, or take in your own collection."
        )
        steps: list[Step] = [
            (_("Collect from messages"), self.show_browser),
            (_("Import a collection…"), lambda: transfer.ask_import(self._context, self)),
        ]
        if ask_import:
            steps.append((_("Import a chat…"), ask_import))
        return Empty(self._context.theme, _("Nothing kept yet"), sentence, steps)

    def _connect(self) -> None:
        self.filters.changed.connect(self._filter)
        self.filters.list_asked.connect(self._enter_list)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_current())
        self.list.star_asked.connect(partial(self._do, self.keeping.star))
        self.list.remove_asked.connect(partial(self._do, self.keeping.remove))
        self.list.opened.connect(self._edit)
        self.reading.star_asked.connect(partial(self._do, self.keeping.star))
        self.reading.remove_asked.connect(partial(self._do, self.keeping.remove))
        self.reading.copy_asked.connect(partial(self._do, self.keeping.copy))
        self.reading.plan_asked.connect(partial(self._do, self.keeping.plan))
        self.reading.edit_asked.connect(self._edit)
        self.reading.place_asked.connect(self._show_place)
        self.source.message_asked.connect(self.show_message)
        self.source.highlight_asked.connect(self.show_highlight)
        self.source.more_asked.connect(self._show_more)
        self.proposals.message_asked.connect(self.show_message)
        self._split.splitterMoved.connect(
            lambda *_: self._context.state.keep_splitter("highlights", self._split)
        )
        self._context.theme.changed.connect(self._show_current)
        self._context.blur.changed.connect(self._show_current)
        for keys, act in (
            ("Ctrl+F", self._search),
            ("Ctrl+M", self.show_browser),
            ("Ctrl+Shift+C", partial(self._do, self.keeping.copy)),
            ("Ctrl+Return", self._edit),
            ("Alt+Left", self.show_list),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window has no room for the third column."""
        super().resizeEvent(event)
        self.source.setVisible(self.width() >= NARROW)

    # reading

    def reload(self) -> None:
        group = self._context.group
        jobs = self._context.jobs
        jobs.read("highlights.list", partial(loading.read, group=group), self._shelf_read)
        suggest = partial(_suggestions, group=group, context=self._context)
        jobs.read("highlights.proposals", suggest, partial(self._suggestions_read, group))
        if self.browser is not None:
            self.browser.reload()

    def _shelf_read(self, shelf: Shelf) -> None:
        if shelf.group != self._context.group:
            return
        same = shelf.group == self._shelf.group
        self._shelf = shelf
        topics = Counter(topic for one in shelf.items for topic in one.topics)
        tags = Counter(tag for one in shelf.items for tag in one.tags)
        authors = Counter(who for one in shelf.items for who in one.authors)
        named = {
            str(who): (self._context.blur.name(shelf.names.get(who, "")), n)
            for who, n in authors.most_common()
        }
        self.filters.offer(topics.most_common(), named, tags.most_common())
        self._filter(keep=False)
        self._tell_count()
        if self._pages.currentIndex() in {LIST, EMPTY} or not same:
            self._show_page(LIST)

    def _suggestions_read(self, group: Group | None, found: list[Suggestion]) -> None:
        if group == self._context.group:
            self._suggested = found
            self.proposals.show_all(found, self._shelf.groups)
            self._tell_count()

    def _tell_count(self) -> None:
        items = self._shelf.items
        monday = self._context.today - timedelta(days=self._context.today.weekday())
        fresh = sum(one.occurred_on >= monday.isoformat() for one in items)
        parts = [ngettext("{n} kept", "{n} kept", len(items)).format(n=f"{len(items):,}")]
        if fresh:
            parts.append(ngettext("{n} this week", "{n} this week", fresh).format(n=fresh))
        self._count.setText(" · ".join(parts))
        n = len(self._suggested)
        words = ngettext("{n} suggestion to look at", "{n} suggestions to look at", n)
        self._offer.setText(words.format(n=n))
        self._offer.setVisible(n > 0 and self._pages.currentIndex() in {LIST, EMPTY})

    # the list

    def _filter(self, *, keep: bool = True) -> None:
        begun = time.perf_counter()
        wanted = self.filters.wanted()
        current = self.current()
        found: Found = find(self._shelf.items, self._shelf.haystacks, wanted)
        took = (time.perf_counter() - begun) * 1000
        self.filters.count(found.kinds)
        self.model.show(self._shelf, found.shown, wanted.words)
        self.list.say_when_empty(_("No highlight meets these conditions."))
        target = self._wanted_id
        if target is None and current is not None:
            target = current.id
        at = self.model.row_of(target) if target is not None else None
        if self._wanted_id is not None and at is not None:
            self._wanted_id = None
        self._choose(at or 0)
        n = len(found.shown)
        words = ngettext("{n} hit", "{n} hits", n).format(n=f"{n:,}")
        time_ = _("{n} ms").format(n=f"{took:.0f}")
        self._hits.setText(f"{words} · {time_}" if wanted.text else words)
        if keep:
            self._context.state.keep("highlights/filter", json.dumps(self.filters.state()))

    def _choose(self, at: int) -> None:
        index = self.model.index(at, 0)
        if index.isValid():
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index)
        else:
            self._show_current()

    def current(self) -> Highlight | None:
        index = self.list.currentIndex()
        return self.model.items[index.row()] if index.isValid() else None

    def _enter_list(self) -> None:
        self.list.setFocus()

    def _search(self) -> None:
        if self._pages.currentIndex() == BROWSER and self.browser is not None:
            self.browser.bar.search.setFocus()
            return
        self.show_list()
        self.filters.search.setFocus()
        self.filters.search.selectAll()

    def _show_current(self) -> None:
        one = self.current()
        self._around = AROUND
        if one is None:
            self.reading.show_nothing()
            self.source.show_sources("", "", more=False)
            self.source.show_related("")
            return
        words = self.model.words
        self.reading.show_highlight(one, self._shelf, words)
        ink = page.Ink(self._context.theme.tokens, words)
        self.source.show_related(page.links(self._shelf.kinship.related(one), ink))
        self._show_sources()

    def _show_sources(self) -> None:
        one = self.current()
        if one is None:
            return
        rows = message_rows.in_context(self._context.store.db, one.messages, self._around)
        names = [self._context.blur.name(row_.sender) for row_ in rows]
        ink = page.Ink(self._context.theme.tokens, self.model.words)
        html = page.source(rows, frozenset(one.messages), names, ink)
        self.source.show_sources(self._source_words(one, rows), html, more=self._more_around(rows))

    def _more_around(self, rows: list[ChatRow]) -> bool:
        return bool(rows) and self._around < MOST_AROUND

    def _source_words(self, one: Highlight, rows: list[ChatRow]) -> str:
        if not rows:
            return _("No source messages")
        n = len(one.messages)
        words = ngettext("{n} source, ±{around}", "{n} sources, ±{around}", n)
        return words.format(n=n, around=self._around)

    def _show_more(self) -> None:
        self._around = min(self._around * 4, MOST_AROUND)
        self._show_sources()

    # verbs

    def _do(self, verb: Callable[[Highlight], object]) -> None:
        one = self.current()
        if one is not None:
            verb(one)

    def _edit(self) -> None:
        one = self.current()
        if one is not None:
            self.keeping.edit(one, self._shelf.names)

    def _show_place(self) -> None:
        one = self.current()
        if one is not None and one.messages:
            self.show_message(one.messages[0])

    def _open_export(self) -> None:
        shown = [one.id for one in self.model.items]
        menu = transfer.export_menu(self._context, self, shown)
        menu.popup(self._export.mapToGlobal(self._export.rect().bottomLeft()))

    # pages

    def _show_page(self, place: int) -> None:
        if place == LIST and not self._shelf.items:
            place = EMPTY
        self._pages.setCurrentIndex(place)
        on_list = place in {LIST, EMPTY}
        self._back.setVisible(not on_list)
        self._count.setVisible(on_list)
        for one in (self._import, self._export, self._collect):
            one.setVisible(on_list)
        titles = {BROWSER: _("Collect from messages"), PROPOSALS: _("Suggestions")}
        self._title.setText(titles.get(place, _("Highlights")))
        self._tell_count()

    def show_list(self) -> None:
        self._show_page(LIST)
        self.list.setFocus()

    def show_proposals(self) -> None:
        self._show_page(PROPOSALS)
        self.proposals.setFocus()

    def show_browser(self) -> None:
        browser = self._made_browser()
        self._show_page(BROWSER)
        browser.view.setFocus()

    def _made_browser(self) -> MessageBrowser:
        if self.browser is None:
            self.browser = MessageBrowser(self._context, self._browser_page)
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
        self._wanted_id = highlight_id
        if self.model.row_of(highlight_id) is None:
            self.filters.reset()
        self._filter()
        self._show_page(LIST)

    def visit(self, visit: Visit) -> None:
        if visit.what == "highlight" and visit.ids:
            self.show_highlight(visit.ids[0])
        elif visit.what == "highlights":
            self.filters.reset(visit.text)
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
