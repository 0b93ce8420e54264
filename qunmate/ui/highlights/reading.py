"""The pane in the middle: one highlight to read, and what can be done with it."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QSizeF, Qt, QUrl, Signal
from PySide6.QtGui import QAction, QDesktopServices, QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from qunmate.bidi import isolated, named
from qunmate.data.highlights import Source
from qunmate.i18n import _, ngettext
from qunmate.keys import native
from qunmate.model import Highlight
from qunmate.ui.context import WindowContext
from qunmate.ui.highlights import page
from qunmate.ui.highlights.loading import Shelf
from qunmate.ui.message_browser.kinds import highlight_chip
from qunmate.ui.parts import GRID, ElidedLabel, button, card, hint, label, row
from qunmate.ui.pen import writes
from qunmate.ui.theme import NOTE
from qunmate.ui.widgets.chips import HEIGHT, Chip
from qunmate.ui.widgets.tag_chip import TagChip
from qunmate.ui.wrapping import in_lines, whole

SHORT_TOPIC = 16  # characters, which no line parts
NARROW = 400  # px, below which the buttons stand below the kind
# a link may change the text it stands in, which is still being clicked at
LATER = Qt.ConnectionType.QueuedConnection


class ReadingPane(QFrame):
    """The signals ask for what their buttons say, for the highlight that is shown."""

    edit_asked = Signal()
    copy_asked = Signal()
    star_asked = Signal()
    remove_asked = Signal()
    plan_asked = Signal()
    place_asked = Signal()

    def __init__(self, context: WindowContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._shown: tuple[Highlight, Shelf, tuple[str, ...]] | None = None
        self._facts: list[str] = []
        self._note = ""
        self.setProperty("card", "true")
        self._chip_box = QHBoxLayout()
        self._chip_box.setSpacing(6)
        self.star = button("☆", self.star_asked.emit, "small")
        self.edit = button(_("Edit…"), self.edit_asked.emit, "small")
        self.copy = button(_("Copy for the group"), self.copy_asked.emit, "small")
        self.more = button("⋯", self._open_menu, "small")
        self.edit.setToolTip(native("Ctrl+Enter"))
        writes(context.jobs, self.star, self.edit)
        self.copy.setToolTip(_("Plain text, fit to paste into the chat") + native("  Ctrl+Shift+C"))
        self.more.setAccessibleName(_("More"))
        self.text = browser(_("Highlight"))
        self.text.verticalScrollBar().rangeChanged.connect(self._break_again, LATER)
        about = row(None)
        about.insertLayout(0, self._chip_box)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.addLayout(about, 1)
        self._top.addLayout(row(self.star, self.edit, self.copy, self.more, None))
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * GRID, 12, GRID, 12)
        box.setSpacing(12)
        self._top.setContentsMargins(0, 0, GRID, 0)
        box.addLayout(self._top)
        box.addWidget(self.text, 1)
        self._buttons = (self.star, self.edit, self.copy, self.more)
        for one in self._buttons:
            one.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        context.theme.changed.connect(self._again)
        context.blur.changed.connect(self._again)
        self.show_nothing()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        ways, narrow = QBoxLayout.Direction, event.size().width() < NARROW
        self._top.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        self._break_again()

    def show_nothing(self) -> None:
        self._shown = None
        self._set_chips([])
        self.text.setHtml("")
        for one in self._buttons:
            one.setVisible(False)

    def show_highlight(self, one: Highlight, shelf: Shelf, words: tuple[str, ...]) -> None:
        same = self._shown is not None and self._shown[0].id == one.id
        self._shown = (one, shelf, words)
        for button_ in self._buttons:
            button_.setVisible(True)
        self.star.setText("★" if one.starred else "☆")
        starred = _("Unstar") if one.starred else _("Star: into the newcomer pack")
        self.star.setToolTip(hint(starred + "  S"))
        self.star.setAccessibleName(starred)
        self._set_chips([highlight_chip(one.kind)])
        ink = page.Ink(self._context.theme.tokens, words)
        scroll = self.text.verticalScrollBar().value() if same else 0
        seen = page.veiled(one, self._context.blur.text)
        self._facts = [fact for fact in self._facts_of(seen, shelf) if fact]
        self._note = self._lines()
        self.text.setHtml(page.reading(seen, self._note, ink))
        self.text.verticalScrollBar().setValue(scroll)

    def _lines(self) -> str:
        """The facts as they have room side by side."""
        font = QFont(self.text.font())
        font.setPixelSize(NOTE)
        advance, room = QFontMetrics(font).horizontalAdvance, self.text.viewport().width() - 2
        return "\n".join(in_lines(self._facts, lambda line: advance(line) <= room))

    def _break_again(self) -> None:
        if self._shown and self._note != self._lines():
            self.show_highlight(*self._shown)

    def _facts_of(self, one: Highlight, shelf: Shelf) -> list[str]:
        blur = self._context.blur.name
        source = shelf.sources.get(one.id)
        asker, authors = shelf.credits(one)
        people = named(blur(name) for name in authors)
        facts = [people]
        if one.kind == "answer":
            facts = [
                _("asked by {name}").format(name=isolated(blur(asker))) if asker.strip() else "",
                _("answered by {name}").format(name=people) if people else "",
            ]
        facts.append(_when(one, source))
        facts.append(isolated(shelf.groups.get(one.group_id, "")))
        if one.topics:
            topics = " / ".join(isolated(_unbroken(topic)) for topic in one.topics)
            facts.append(_("Topics: {topics}").format(topics=topics))
        if one.copies:
            n = one.copies
            facts.append(ngettext("copied {n} time", "copied {n} times", n).format(n=n))
        facts += [f"#{isolated(tag)}" for tag in one.tags]
        return facts

    def _set_chips(self, chips: list[Chip]) -> None:
        while (item := self._chip_box.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for chip in chips:
            made = TagChip(self._context.theme, chip, self, removable=False)
            made.setFixedHeight(HEIGHT)
            made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            self._chip_box.addWidget(made)

    def _again(self) -> None:
        if self._shown:
            self.show_highlight(*self._shown)

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def full_menu(self) -> QMenu:
        """The buttons' verbs too, for who is in the list."""
        menu = self.menu()
        first = menu.actions()[0]
        verbs = (
            (self.star.accessibleName() + "\tS", self.star),
            (f"{self.edit.text()}\tCtrl+Enter", self.edit),
            (f"{self.copy.text()}\tCtrl+Shift+C", self.copy),
        )
        for words, button_ in verbs:
            action = QAction(native(words), menu)
            action.triggered.connect(button_.click)
            action.setEnabled(button_.isEnabled())
            menu.insertAction(first, action)
        menu.insertSeparator(first)
        return menu

    def menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(_("Show in the messages")).triggered.connect(self.place_asked)
        plan = menu.addAction(_("Plan it…"))
        plan.triggered.connect(self.plan_asked)
        menu.addSeparator()
        remove = menu.addAction(_("Delete") + "\tDel")
        remove.triggered.connect(self.remove_asked)
        writes(self._context.jobs, plan, remove)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu


def _unbroken(topic: str) -> str:
    return whole(topic) if len(topic) <= SHORT_TOPIC else topic


def _when(one: Highlight, source: Source | None) -> str:
    if source is None:
        return one.occurred_on
    minutes = source.wall % 86_400 // 60
    return f"{one.occurred_on} {minutes // 60:02}:{minutes % 60:02}"


class SourcePane(QFrame):
    """The column at the right: the source messages in their context, and related highlights.
    `message_asked` and `highlight_asked` carry an id."""

    message_asked = Signal(int)
    highlight_asked = Signal(int)
    more_asked = Signal()

    def __init__(self, context: WindowContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.setProperty("card", "true")
        self.heading = ElidedLabel("", "heading")
        self.around = label("", "note", wrap=True)
        self.more = button(_("Show more"), self.more_asked.emit, "link")
        self.messages = browser(_("Source messages"))
        self.messages.setOpenLinks(False)
        self.messages.anchorClicked.connect(self._follow, LATER)
        self.messages.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.messages.document().documentLayout().documentSizeChanged.connect(self._fit)
        bar = self.messages.verticalScrollBar()
        bar.rangeChanged.connect(self._to_own)  # it gets its size only when it is shown
        bar.actionTriggered.connect(self._stay)
        self._follows_own = True
        self._related_heading = label(_("Related"), "heading")
        self._related_heading.setContentsMargins(0, GRID, GRID, 0)
        self._related_heading.setIndent(0)
        self._related_heading.setObjectName("below")
        self.related = browser(_("Related"))
        self.related.setOpenLinks(False)
        self.related.anchorClicked.connect(self._follow, LATER)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * GRID, 12, GRID, 12)
        box.setSpacing(6)
        head = row(self.heading, self.more)
        head.setStretch(0, 1)
        head.setContentsMargins(0, 0, GRID, 0)
        box.addLayout(head)
        box.addWidget(self.around)
        box.addWidget(self.messages, 1000)
        box.addWidget(self._related_heading)
        box.addWidget(self.related)
        box.addStretch(1)  # takes what the messages leave free

    def _fit(self, size: QSizeF) -> None:
        """What is related stands below the messages, not at the end of the pane."""
        self.messages.setMaximumHeight(math.ceil(size.height()) + 4)

    def show_sources(self, heading: str, around: str, html: str, *, more: bool) -> None:
        """`around` tells how many others stand beside them."""
        self.heading.set_text(heading)
        self.around.setText(around)
        self.around.setVisible(bool(around))
        self.messages.setHtml(html)
        self.messages.setVisible(bool(html))
        self._follows_own = True
        self._to_own()
        self.more.setVisible(more)

    def _to_own(self) -> None:
        """Begin with the first source message, or where the rest has room, at a whole line."""
        if self._follows_own:
            self.messages.scrollToAnchor("own")
            bar = self.messages.verticalScrollBar()
            bar.setValue(line_top(self.messages, bar.value()))

    def _stay(self) -> None:
        """Where the operator has scrolled to."""
        self._follows_own = False

    def show_related(self, html: str) -> None:
        self.related.setHtml(html)
        self.related.document().setTextWidth(max(self.width() - 40, 160))
        height = int(self.related.document().size().height())
        self.related.setFixedHeight(min(height + 4, 180))
        self._related_heading.setVisible(bool(html))
        self.related.setVisible(bool(html))

    def _follow(self, address: QUrl) -> None:
        scheme, id_ = address.scheme(), address.path()
        if id_.isdigit():
            asked = self.message_asked if scheme == "message" else self.highlight_asked
            asked.emit(int(id_))


def browser(name: str) -> QTextBrowser:
    """Rich text to read and copy from; its links lead to the web browser."""
    made = QTextBrowser()
    made.setAccessibleName(name)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setStyleSheet("QTextBrowser { border: none; background: transparent; }")
    made.document().setDocumentMargin(0)
    made.setOpenLinks(False)
    made.anchorClicked.connect(open_web)
    return made


def line_top(text: QTextBrowser, y: int) -> int:
    """Where the line begins that stands at this height of the document."""
    layout = text.document().documentLayout()
    place = max(layout.hitTest(QPointF(0, y), Qt.HitTestAccuracy.FuzzyHit), 0)
    block = text.document().findBlock(place)
    line = block.layout().lineForTextPosition(place - block.position())
    top = layout.blockBoundingRect(block).top() + (line.y() if line.isValid() else 0)
    return min(math.floor(top), y)


def open_web(address: QUrl) -> None:
    if address.scheme() in {"http", "https"}:
        QDesktopServices.openUrl(address)


def pane(widget: QWidget) -> QFrame:
    frame, inner = card()
    inner.setContentsMargins(0, 0, 0, 0)
    inner.addWidget(widget)
    return frame
