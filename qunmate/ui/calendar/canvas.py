"""Rows of seven days with their items, painted."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from qunmate import clock, day_words, i18n
from qunmate.bidi import named
from qunmate.festivals import DayMark, mark
from qunmate.i18n import _
from qunmate.plan_words import weekday_word
from qunmate.tasks.plan import Lifts
from qunmate.ui.calendar.grid import DAY_LINE, DAYS, HEAD, PAD, Cell, Entry, Grid, Key, Places
from qunmate.ui.calendar.looks import told
from qunmate.ui.calendar.painting import Brush, Head, paint_head, paint_item, paint_more
from qunmate.ui.calendar.reading import Shown
from qunmate.ui.spoken import Role
from qunmate.ui.theme import Theme, mix


class Canvas(QAbstractScrollArea):
    """Shows a grid of items, one of which (or a day) is chosen, and one perhaps dragged.
    `chosen` is sent with every change of the choice."""

    spoken_as = Role.Canvas

    chosen = Signal()

    def __init__(self, theme: Theme, parent: QWidget, seen: Callable[[str], str] = str) -> None:
        """`seen` gives a title as it may be shown."""
        super().__init__(parent)
        self._theme = theme
        self._seen = seen
        self._grid = Grid("month", 0, 1, (), ())
        self._places = Places(self._grid, 700, 400)
        self._shown: Shown | None = None
        self._heads: Sequence[Head] = ()
        self._lifts: Lifts = {}
        self._brush = Brush(self.font(), self._seen)
        self._today = 0
        self.cell: Cell = (0, 0)
        self._key: Key | None = None
        self._pressed: tuple[Entry, QPoint] | None = None
        self._drag: QPoint | None = None
        self._still: QPixmap | None = None  # the board while something is dragged over it
        self.setObjectName("board")
        self.setAccessibleName(_("Calendar"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.viewport().setMouseTracking(True)
        self.setEnabled(False)  # until it shows days
        self.verticalScrollBar().setSingleStep(32)
        theme.changed.connect(self._restyle)

    # what is shown

    def show_grid(self, shown: Shown, grid: Grid, heads: Sequence[Head], today: int) -> None:
        same = (grid.view, grid.first) == (self._grid.view, self._grid.first)
        self._shown, self._grid, self._heads, self._today = shown, grid, heads, today
        entry = grid.find(self._key, self.cell)
        if entry:
            self.cell = entry.cell
        elif not same or self.cell[0] >= grid.rows:
            self._key = None
            self.cell = grid.cell_of(today) or (0, 0)
        else:
            self._key = None
        self.setEnabled(True)
        self._measure()
        self.tell()

    def show_heads(self, heads: Sequence[Head]) -> None:
        self._heads = heads
        self.viewport().update()

    def show_lifts(self, lifts: Lifts) -> None:
        self._lifts = lifts
        self.viewport().update()

    @property
    def grid(self) -> Grid:
        return self._grid

    @property
    def heads(self) -> Sequence[Head]:
        """What stands before the rows of groups."""
        return self._heads

    @property
    def places(self) -> Places:
        return self._places

    @property
    def entry(self) -> Entry | None:
        """The chosen item."""
        return self._grid.find(self._key, self.cell) if self._key else None

    def lift(self, entry: Entry) -> float | None:
        return self._lifts.get((entry.item.id, entry.item.starts_at))

    def choose(self, key: Key | None, cell: Cell | None = None) -> None:
        """An item, or with None a day."""
        self._key = key
        found = self._grid.find(key, cell or self.cell) if key else None
        if found:
            self.cell = found.cell
        elif cell:
            self.cell = cell
        self._reveal()
        self.tell()

    def tell(self) -> None:
        """Say what is chosen, and paint it."""
        entry = self.entry
        self.setAccessibleDescription(self._words(entry) if entry else self._day_words(self.cell))
        self.viewport().update()
        self.chosen.emit()

    def _words(self, entry: Entry) -> str:
        names = self._shown.group_names(entry.item) if self._shown else []
        return self._seen(told(entry, names, self.lift(entry)))

    def _day_words(self, cell: Cell) -> str:
        day = self._grid.day(cell)
        marked = self._mark(day)
        parts = [day_words.with_weekday(day), marked.festival, marked.term, marked.lunar]
        return " · ".join(dict.fromkeys(part for part in parts if part))

    @staticmethod
    def _mark(day: int) -> DayMark:
        return mark(day, i18n.language())

    # geometry

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        height = self.viewport().height() - HEAD
        width = self.viewport().width()
        self._places = Places(self._grid, width, height, self._brush.least)
        bar = self.verticalScrollBar()
        bar.setRange(0, max(self._places.height - height, 0))
        bar.setPageStep(max(height, 1))
        self.viewport().update()

    def box_of(self, cell: Cell) -> QRect:
        """Where a cell is seen in the viewport."""
        return self._places.cell(cell).translated(0, self._offset)

    @property
    def _offset(self) -> int:
        return HEAD - self.verticalScrollBar().value()

    def _at(self, place: QPoint) -> tuple[Cell | None, Entry | None]:
        if place.y() < HEAD:
            return None, None
        x, y = place.x(), place.y() - self._offset
        return self._places.cell_at(x, y), self._places.entry_at(x, y)

    def _chosen_box(self) -> QRect:
        entries = self._grid.cells.get(self.cell, ())
        entry = self.entry
        place = entries.index(entry) if entry and entry in entries else 0
        return self._places.item(self.cell, min(place, self._places.fits(self.cell)))

    def chosen_place(self) -> QPoint:
        """Where the chosen item, or day, is seen in the viewport."""
        return self._chosen_box().translated(0, self._offset).center()

    def _reveal(self) -> None:
        """Scroll so that the chosen item can be seen."""
        box = self._chosen_box()
        bar = self.verticalScrollBar()
        view = self.viewport().height() - HEAD
        if box.top() - PAD < bar.value():
            bar.setValue(max(box.top() - DAY_LINE, 0))
        elif box.bottom() + PAD > bar.value() + view:
            bar.setValue(box.bottom() + PAD - view)

    # painting

    def scrollContentsBy(self, x: int, y: int) -> None:
        self._still = None
        super().scrollContentsBy(x, y)

    def _restyle(self) -> None:
        self._brush = Brush(self.font(), self._seen)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self.viewport())
        if self._drag is not None and self._still is not None:
            painter.drawPixmap(0, 0, self._still)
            painter.translate(0, self._offset)
            self._paint_drop(painter)
            painter.translate(0, -self._offset)
            self._paint_drag(painter)
            painter.end()
            return
        painter.fillRect(event.rect(), QColor(tokens.surface))
        if not self._shown:
            painter.end()
            return
        painter.save()
        painter.setClipRect(QRect(0, HEAD, self.viewport().width(), self.viewport().height()))
        painter.translate(0, self._offset)
        seen = event.rect().translated(0, -self._offset)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for row in range(self._grid.rows):
            if self._grid.view == "groups" and row < len(self._heads):
                box = self._places.head(row)
                if box.intersects(seen):
                    paint_head(painter, self._brush, box, self._heads[row], tokens)
            for column in range(DAYS):
                if self._places.cell((row, column)).intersects(seen):
                    self._paint_cell(painter, (row, column), seen)
        self._paint_lines(painter)
        self._paint_drop(painter)
        painter.restore()
        self._paint_days(painter)
        self._paint_drag(painter)
        painter.end()

    def _paint_cell(self, painter: QPainter, cell: Cell, seen: QRect) -> None:
        tokens, box, day = self._theme.tokens, self._places.cell(cell), self._grid.day(cell)
        if day == self._today:
            painter.fillRect(box, QColor(mix(tokens.selection, tokens.surface, 0.55)))
        if self._grid.view == "month":
            self._paint_number(painter, box, day)
        if cell == self.cell and self._key is None and self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent), 1))
            painter.drawRect(box.adjusted(1, 1, -2, -2))
        entries = self._grid.cells.get(cell, ())
        fits = self._places.fits(cell)
        for place in self._places.between(cell, seen.top(), seen.bottom()):
            entry = entries[place]
            paint_item(
                painter,
                self._brush,
                self._places.item(cell, place),
                entry,
                tokens,
                lift=self.lift(entry),
                note=self._note(entry),
                chosen=entry.key == self._key,
                focused=self.hasFocus(),
            )
        if fits < len(entries):
            box = self._places.more(cell)
            paint_more(painter, self._brush, box, len(entries) - fits, tokens)

    def _note(self, entry: Entry) -> str:
        """Its groups, where neither its row nor the whole board says them."""
        if self._shown is None or not self._grid.of_all:
            return ""
        return named(self._shown.group_names(entry.item))

    def _paint_number(self, painter: QPainter, box: QRect, day: int) -> None:
        tokens = self._theme.tokens
        date = clock.date_of(day)
        line = QRect(box.left() + 8, box.top() + 3, box.width() - 16, DAY_LINE - 4)
        today = day == self._today
        painter.setFont(self._brush.bold if today else self._brush.text)
        number = day_words.month_day(day) if date.day == 1 else str(date.day)
        outside = self._shown is not None and date.month != self._middle_month()
        ink = tokens.accent if today else tokens.second if outside else tokens.text
        used = self._brush.words(painter, line, number, ink)
        marked = self._mark(day)
        painter.setFont(self._brush.note)
        rest = line.adjusted(used + 6, 0, 0, 0)
        if rest.width() > 20:
            colour = (
                tokens.bad if marked.festival else tokens.good if marked.term else tokens.second
            )
            self._brush.words(painter, rest, marked.name or marked.lunar, colour)

    def _middle_month(self) -> int:
        return clock.date_of(self._grid.first + 10).month

    def _paint_lines(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(QColor(self._theme.tokens.line))
        width = self.viewport().width()
        for row in range(self._grid.rows):
            bottom = self._places.cell((row, 0)).bottom()
            if row == self._grid.rows - 1 and self._places.filled:
                continue  # the line of the card is there
            painter.drawLine(0, bottom, width, bottom)
        for column in range(DAYS):
            left = self._places.column(column)[0]
            if left:
                painter.drawLine(left, 0, left, self._places.height - 1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _paint_days(self, painter: QPainter) -> None:
        """The line of weekdays, which stays in sight."""
        tokens = self._theme.tokens
        width = self.viewport().width()
        painter.fillRect(0, 0, width, HEAD, QColor(tokens.faint))
        for column in range(DAYS):
            left, span = self._places.column(column)
            day = self._grid.first + column
            weekday = weekday_word(clock.date_of(day).weekday())
            today = day == self._today and self._grid.view != "month"
            words, more = weekday, ""
            colour = tokens.accent if today else tokens.second
            if self._grid.view != "month":
                marked = self._mark(day)
                words = f"{weekday} {clock.date_of(day).day}"
                if marked.name:
                    more = marked.name
                    colour = tokens.accent if today else tokens.bad if marked.festival else colour
                elif self._grid.view == "week":
                    more = marked.lunar
            painter.setFont(self._brush.bold if today else self._brush.text)
            box = QRect(left + 4, 0, span - 8, HEAD)
            full = f"{words} {more}".rstrip()
            metrics, cut = painter.fontMetrics(), Qt.TextElideMode.ElideRight
            if metrics.elidedText(full, cut, box.width()) != full:
                full = words  # the tooltip tells the rest
            self._brush.words(painter, box, full, colour, centred=True)
        painter.setPen(QColor(tokens.line))
        painter.drawLine(0, HEAD - 1, width, HEAD - 1)

    def _paint_drop(self, painter: QPainter) -> None:
        if self._drag is None:
            return
        cell, _entry = self._at(self._drag)
        if cell:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            pen = QPen(QColor(self._theme.tokens.accent), 2, Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.drawRect(self._places.cell(cell).adjusted(2, 2, -3, -3))

    def _paint_drag(self, painter: QPainter) -> None:
        if self._drag is None or self._pressed is None:
            return
        entry = self._pressed[0]
        box = self._places.item(entry.cell, 0)
        box.moveCenter(self._drag)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(0.85)
        tokens = self._theme.tokens
        paint_item(painter, self._brush, box, entry, tokens, chosen=True, focused=True)
        painter.setOpacity(1)
