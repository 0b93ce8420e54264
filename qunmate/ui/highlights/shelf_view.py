"""The list of highlights, the one that is read, and where it comes from, side by side."""

from __future__ import annotations

import contextlib
import json
from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from qunmate.data import message_rows
from qunmate.highlight_view import find
from qunmate.i18n import _, ngettext
from qunmate.model import ChatRow, Highlight
from qunmate.ui.context import WindowContext
from qunmate.ui.empty import Hits
from qunmate.ui.highlights import page
from qunmate.ui.highlights.filters import HighlightBar
from qunmate.ui.highlights.keeping import Keeping
from qunmate.ui.highlights.list_view import HighlightList, HighlightModel
from qunmate.ui.highlights.loading import Shelf
from qunmate.ui.highlights.reading import ReadingPane, SourcePane, pane
from qunmate.ui.parts import label, row

AROUND = 5  # messages before and after the sources
MOST_AROUND = 80
KEY = "highlights/filter"


class ShelfView(QWidget):
    """`message_asked` carries the id of a message to be shown among the others."""

    message_asked = Signal(int)

    def __init__(self, context: WindowContext, keeping: Keeping, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._keeping = keeping
        self._shelf = Shelf()
        self._around = AROUND
        self._sources: list[ChatRow] = []
        self._wanted_id: int | None = None
        self._read_id: int | None = None
        self.filters = HighlightBar(self)
        self.model = HighlightModel(context.blur.shown, self)
        self.list = HighlightList(context.theme, self)
        self.list.setModel(self.model)
        self.list.setAccessibleName(_("Highlights"))
        self.reading = ReadingPane(context, self)
        self.source = SourcePane(context, self)
        self._lay_out()
        self._connect()
        with contextlib.suppress(ValueError, TypeError, AttributeError):  # an ini edited by hand
            self.filters.restore(json.loads(context.state.text(KEY, "{}")))

    def _lay_out(self) -> None:
        self.hits = label("", "second")
        self.hits.setFixedHeight(28)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(12)
        for widget, stretch, least in (
            (pane(self.list), 42, 240),
            (self.reading, 44, 280),
            (self.source, 30, 200),
        ):
            widget.setMinimumWidth(least)
            self._split.addWidget(widget)
            self._split.setStretchFactor(self._split.count() - 1, stretch)
        self._split.setSizes([420, 450, 300])
        self._context.state.restore_splitter("highlights", self._split)
        top = row(self.filters, self.hits)
        top.setStretch(0, 1)
        top.setAlignment(self.hits, Qt.AlignmentFlag.AlignTop)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addLayout(top)
        title = _("No highlight meets these conditions")
        self._hits = Hits(self._context.theme, self._split, title, self.filters.reset)
        box.addWidget(self._hits, 1)

    def _connect(self) -> None:
        self.filters.changed.connect(self._filter_changed)
        self.filters.list_asked.connect(self.list.setFocus)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_current())
        self.list.opened.connect(self.edit)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._show_menu)
        for signal, verb in (
            (self.list.star_asked, self._keeping.star),
            (self.list.remove_asked, self._keeping.remove),
            (self.reading.star_asked, self._keeping.star),
            (self.reading.remove_asked, self._keeping.remove),
            (self.reading.copy_asked, self._keeping.copy),
            (self.reading.plan_asked, self._keeping.plan),
        ):
            signal.connect(lambda verb=verb: self._do(verb))
        self.reading.edit_asked.connect(self.edit)
        self.reading.place_asked.connect(self._show_place)
        self.source.message_asked.connect(self.message_asked)
        self.source.highlight_asked.connect(self.show_highlight)
        self.source.more_asked.connect(self._show_more)
        self._split.splitterMoved.connect(
            lambda *_: self._context.state.keep_splitter("highlights", self._split)
        )
        self._context.theme.changed.connect(self._restyle)
        self._context.blur.changed.connect(lambda: self.show_shelf(self._shelf))

    def _show_menu(self, place: QPoint) -> None:
        if self.model.rowCount() and self.list.currentIndex().isValid():
            self.reading.full_menu().popup(self.list.viewport().mapToGlobal(place))

    def set_narrow(self, *, narrow: bool) -> None:
        """A narrow window has no room for the third column."""
        self.source.setVisible(not narrow)

    def show_shelf(self, shelf: Shelf) -> None:
        self._shelf = shelf
        topics = Counter(topic for one in shelf.items for topic in one.topics)
        tags = Counter(tag for one in shelf.items for tag in one.tags)
        authors = Counter(who for one in shelf.items for who in one.authors)
        named = {
            str(who): (self._context.blur.member(shelf.names.get(who, "")), n)
            for who, n in authors.most_common()
        }
        hide = self._context.blur.text
        self.filters.offer(topics.most_common(), named, tags.most_common(), hide)
        self._filter(beside=max(self.list.currentIndex().row(), 0))

    def search(self) -> None:
        self.filters.search.setFocus()
        self.filters.search.selectAll()

    def show_highlight(self, highlight_id: int) -> None:
        """Choose a highlight, whatever the filter was; one that is still to be read when it
        comes."""
        self._wanted_id = highlight_id
        if self.model.row_of(highlight_id) is None:
            self.filters.reset()
        self._filter()

    def _filter_changed(self) -> None:
        self._filter()
        self._context.state.keep(KEY, json.dumps(self.filters.state()))

    def _filter(self, *, beside: int = 0) -> None:
        """Show what is wanted; the one that is read stays, and where it is gone that in the row
        `beside` takes its place."""
        wanted = self.filters.wanted()
        current = self.current()
        shelf = self._shelf
        found = find(shelf.items, shelf.haystacks, wanted, widely=shelf.widely)
        self.filters.count(found.kinds)
        self.model.show(self._shelf, found.shown, wanted.words)
        self._hits.show_any(found=bool(found.shown) or not shelf.items)
        target = self._wanted_id
        if target is None and current is not None:
            target = current.id
        at = self.model.row_of(target) if target is not None else None
        if self._wanted_id is not None and at is not None:
            self._wanted_id = None
        self._choose(min(beside, len(found.shown) - 1) if at is None else at)
        n = len(found.shown)
        if not wanted.text:
            self.hits.clear()  # the chips tell how many
            return
        words = ngettext("{n} hit", "{n} hits", n).format(n=f"{n:,}")
        self.hits.setText(words)

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

    def _show_current(self) -> None:
        one = self.current()
        if one is None or one.id != self._read_id:
            self._around = AROUND
        self._read_id = one.id if one else None
        if one is None:
            self.reading.show_nothing()
            self.source.show_sources("", "", "", more=False)
            self.source.show_related("")
            return
        self.reading.show_highlight(one, self._shelf, self.model.words)
        self._read_sources(one)
        self._write_beside(one)

    def _restyle(self) -> None:
        """In the colours of another theme; the file may be closed by now."""
        one = self.current()
        if one is not None:
            self._write_beside(one)

    def _read_sources(self, one: Highlight) -> None:
        db = self._context.store.db
        self._sources = message_rows.in_context(db, one.messages, self._around)

    def _write_beside(self, one: Highlight) -> None:
        ink = page.Ink(self._context.theme.tokens, self.model.words)
        name, text = self._context.blur.shown
        related = [page.veiled(other, text) for other in self._shelf.kinship.related(one)]
        self.source.show_related(page.links(related, ink))
        names = [name(row_.sender) for row_ in self._sources]
        rows = [row_._replace(text=text(row_.text)) for row_ in self._sources]
        html = page.source(rows, frozenset(one.messages), names, ink)
        more = bool(self._sources) and self._around < MOST_AROUND
        self.source.show_sources(*self._source_words(one), html, more=more)

    def _source_words(self, one: Highlight) -> tuple[str, str]:
        """How many there are, and how many others stand beside them."""
        if not self._sources:
            return _("No source messages"), ""
        n = len(one.messages)
        words = ngettext("{n} source message", "{n} source messages", n).format(n=f"{n:,}")
        return words, _("with {n} messages before and after").format(n=self._around)

    def _show_more(self) -> None:
        one = self.current()
        if one is not None:
            self._around = min(self._around * 4, MOST_AROUND)
            self._read_sources(one)
            self._write_beside(one)

    def _do(self, verb: Callable[[Highlight], object]) -> None:
        one = self.current()
        if one is not None:
            verb(one)

    def edit(self) -> None:
        one = self.current()
        if one is not None:
            self._keeping.edit(one, self._shelf.names)

    def copy(self) -> None:
        self._do(self._keeping.copy)

    def _show_place(self) -> None:
        one = self.current()
        if one is not None and one.messages:
            self.message_asked.emit(one.messages[0])
