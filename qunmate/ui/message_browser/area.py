"""The list of messages as it is seen: any number of rows, of which only those in sight are read
and drawn."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from qunmate import clock, day_words, reactions
from qunmate.data.message_order import Order, place_of
from qunmate.data.store import Store
from qunmate.figures.words import kind_word
from qunmate.i18n import _
from qunmate.model import NOT_HUMAN, ChatRow
from qunmate.terms import says
from qunmate.ui.message_browser import painting
from qunmate.ui.message_browser.bubbles import Bubbles
from qunmate.ui.message_browser.choice import Choice
from qunmate.ui.message_browser.kinds import PLAIN
from qunmate.ui.message_browser.pages import Pages
from qunmate.ui.message_browser.spoken_rows import SpokenRows, tell_current
from qunmate.ui.message_browser.standing import UNIT, Standing
from qunmate.ui.theme import Theme, mark_ground
from qunmate.veil import OPEN

STEP = 72  # px of a notch of the wheel
NOWHERE = -1
SLICE = 8  # px of a line that nobody can read
LONGEST = 500  # characters of a message that are read out


class MessageArea(QAbstractScrollArea):
    """`chosen_changed` tells that other rows are chosen, `moved` that others are in sight."""

    spoken_by = SpokenRows

    chosen_changed = Signal()
    moved = Signal()

    def __init__(self, store: Store, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._store = store
        self._hover = NOWHERE
        self._syncing = False
        self._groups: dict[int, str] = {}
        self.today = 0  # days of its year are told without it
        self.pages = Pages(store, np.empty(0, dtype=np.int64))
        self.bubbles = Bubbles(self._row)
        self.standing = Standing(lambda place: self.bubbles.at(place).height)
        self.choice = Choice()
        self.masks = OPEN
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().valueChanged.connect(self._dragged)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _row(self, place: int) -> ChatRow:
        """As it may be shown."""
        row, seen = self.pages.row(place), self.masks
        return row._replace(
            sender=seen.name(row.sender), text=seen.text(row.text), name=seen.name(row.name)
        )

    def mask_again(self) -> None:
        """Other names may be read now, or none."""
        self.bubbles.forget()
        self.viewport().update()
        tell_current(self)

    # what is shown

    def show_order(self, ids: Order, *, stay_at: int | None = None) -> None:
        """Show these messages. The list stays where it was, or at the message `stay_at`; one
        that is shown for the first time stands at its end."""
        top_id = self.top_id()
        shift = self.standing.shift
        chosen = self.chosen_ids()
        current = self.current_id()
        self.pages = Pages(self._store, ids)
        self.bubbles.forget()
        self.choice.clear()
        self._hover = NOWHERE
        at_end = top_id is None or self.standing.top >= self.standing.last()[0]
        self.standing.resize(len(ids), self.viewport().height())
        place = place_of(ids, top_id) if top_id is not None else None
        if place is not None and not at_end:
            self.standing.place(place, shift)
        elif place is None or at_end:
            self.standing.to_end()
        self._choose_again(ids, chosen, current)
        if stay_at is not None:
            self.go_to(stay_at)
        self._changed()

    def _choose_again(self, ids: Order, chosen: list[int], current: int | None) -> None:
        if chosen:
            self.choice.places = set(np.flatnonzero(np.isin(ids, chosen)).tolist())
        place = place_of(ids, current) if current is not None else None
        if place is not None:
            self.choice.current = self.choice.anchor = place

    def refresh(self) -> None:
        """Read the rows in sight anew."""
        self.show_order(self.pages.ids)

    def mark(self, text: str) -> None:
        """Mark this text wherever it stands."""
        if self.bubbles.marked != text:
            self.bubbles.marked = text
            self.bubbles.forget()
            self.viewport().update()

    def name_groups(self, groups: dict[int, str]) -> None:
        """Names of groups to stand beside the senders; none where there is but one."""
        self._groups = groups

    def go_to(self, message_id: int) -> bool:
        """Choose a message and bring it into sight; False if it is not in the list."""
        place = place_of(self.pages.ids, message_id)
        if place is None:
            return False
        self.choice.take(place)
        self.standing.centre(place)
        self._changed()
        return True

    def go_to_place(self, place: int) -> None:
        """Have the row at this place on top."""
        if not len(self.pages):
            return
        place = min(max(place, 0), len(self.pages) - 1)
        self.choice.take(place)
        self.standing.place(place)
        self._changed()

    # what is chosen

    def top_id(self) -> int | None:
        top = self.standing.top
        return self.pages.id(top) if top < len(self.pages) else None

    def first_read(self) -> int | None:
        """The place of the first row of which there are words to read, and not just the air
        below them."""
        rows = self.standing.shown()
        return next((at for at, y, _h in rows if y + self.bubbles.at(at).below > SLICE), None)

    def current_id(self) -> int | None:
        current = self.choice.current
        return self.pages.id(current) if 0 <= current < len(self.pages) else None

    def current_row(self) -> ChatRow | None:
        current = self.choice.current
        return self.pages.row(current) if 0 <= current < len(self.pages) else None

    def chosen_ids(self) -> list[int]:
        return [self.pages.id(at) for at in self.choice.ordered() if at < len(self.pages)]

    def toggle_whole(self, place: int) -> None:
        """Show all of a long message, or its first lines again."""
        id_ = self.pages.id(place)
        if not self.bubbles.at(place).cut and id_ not in self.bubbles.whole:
            return
        self.bubbles.whole ^= {id_}
        self.bubbles.forget()
        self.standing.resize(len(self.pages), self.viewport().height())
        self._synchronise()

    # painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not len(self.pages):
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = painting.look(self._theme.tokens, self.font(), self._groups, self.today)
        width = self.viewport().width()
        for place, y, height in self.standing.shown():
            bubble = self.bubbles.at(place)
            look.selected = place in self.choice.places
            look.hover = place == self._hover
            look.current = place == self.choice.current and self.hasFocus()
            painting.paint(painter, QRect(0, y, width, height), bubble, look)
        painter.end()

    def _restyle(self) -> None:
        tokens = self._theme.tokens
        self.bubbles.mark = QColor(mark_ground(tokens))
        self.bubbles.font = self.font()
        self.bubbles.forget()
        self.viewport().update()

    def _changed(self) -> None:
        self._synchronise()
        tell_current(self)
        self.chosen_changed.emit()

    def _synchronise(self) -> None:
        """The scroll bar says where the list stands."""
        bar = self.verticalScrollBar()
        self._syncing = True
        bar.setRange(0, self.standing.maximum())
        bar.setPageStep(max(self.viewport().height() // 48, 1) * UNIT)
        bar.setSingleStep(UNIT)
        bar.setValue(self.standing.value())
        self._syncing = False
        self.viewport().update()
        self.moved.emit()

    def row_in_words(self, place: int) -> str:
        """For who can't see it: who says what, its kind, if it was kept, its time; the day where
        one begins."""
        row = self._row(place)
        kind = "" if row.kind in PLAIN or row.kind in NOT_HUMAN else kind_word(row.kind.word)
        kept = _("Kept") if row.kept else ""
        minutes = row.wall % clock.DAY // 60
        time = f"{minutes // 60:02}:{minutes % 60:02}" if row.wall else ""
        if row.wall and self.bubbles.at(place).opens_day:
            time = f"{day_words.near(row.day, self.today)} {time}"
        said = f"{row.text[:LONGEST]}  {reactions.words(row.reactions)}".strip()
        told = " · ".join(part for part in (said, kind, kept, time) if part)
        return says(row.sender, told)

    # moving

    def _dragged(self, value: int) -> None:
        if not self._syncing:
            self.standing.follow(value)
            self.viewport().update()
            self.moved.emit()

    def scroll_pixels(self, pixels: int) -> None:
        self.standing.move(pixels)
        self._synchronise()

    def wheelEvent(self, event: QWheelEvent) -> None:
        pixels = event.pixelDelta().y()
        self.scroll_pixels(-(pixels or event.angleDelta().y() * STEP // 120))
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        at_end = self.standing.count and self.standing.top >= self.standing.last()[0]
        if self.bubbles.width != self.viewport().width():
            self.bubbles.width = self.viewport().width()
            self.bubbles.forget()
        self.standing.resize(len(self.pages), self.viewport().height())
        if at_end:
            self.standing.to_end()
        self._synchronise()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._restyle()
