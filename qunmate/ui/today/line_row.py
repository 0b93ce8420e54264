"""One line of the day: when, what, with whom, and what can be done at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QEnterEvent,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from qunmate import clock, day_words
from qunmate.i18n import _, ngettext
from qunmate.plan_words import weekday_word
from qunmate.today.words import Said
from qunmate.ui import enter
from qunmate.ui.jobs import Jobs
from qunmate.ui.parts import as_written, button, hint
from qunmate.ui.pen import why, writes
from qunmate.ui.spoken import Role
from qunmate.ui.theme import ROW, Theme

GAP = 12
INSET = 10  # px before the time
DECEMBER = clock.parse_day("2026-12-28")  # when days and months are long
LEAST = 76  # px of names, which a note may take the rest of
# of the room that is left, what a text may take at least though others want it too
SHARES = (0.62, 0.5, 1.0)


@dataclass(frozen=True, slots=True)
class Act:
    """A button of a line; `more` puts it into the menu instead. `hint` tells what a sign on
    the button means. One that `writes` rests where nothing can be written. The button has room
    for the words `after` too, those it has once it was pressed."""

    text: str
    run: Callable[[], object]
    more: bool = False
    hint: str = ""
    writes: bool = False
    after: str = ""


def when_width(metrics: QFontMetrics) -> int:
    """Room for the words that usually stand at the left."""
    people = ngettext("{n} person", "{n} people", 88).format(n=88)
    usual = (people, f"{weekday_word(2)} 20:00", _("yesterday"), day_words.month_day(DECEMBER))
    return max(map(metrics.horizontalAdvance, usual)) + 2


class LineText(QWidget):
    """Title, names and note beside one another, each cut where there is no room for it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._said = Said("", "")
        self._quiet = False
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(ROW)

    def show_said(self, said: Said, *, quiet: bool) -> None:
        self._said, self._quiet = said, quiet
        self.setToolTip(hint(said.all))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, ROW)

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _laid(self) -> list[tuple[str, str, QRect]]:
        """(what is shown, the whole text, where) of the title, the names and the note."""
        said, room = self._said, self.width()
        texts = [said.title, said.who, said.note]
        metrics = [QFontMetrics(self._bold()), self.fontMetrics(), self.fontMetrics()]
        found: list[tuple[str, str, QRect]] = []
        left = 0
        for text, metric, share in zip(texts, metrics, SHARES, strict=True):
            free = room - left
            wanted = metric.horizontalAdvance(text) + 2
            rest = sum(
                one.horizontalAdvance(other) + 2 + GAP
                for other, one in zip(
                    texts[len(found) + 1 :], metrics[len(found) + 1 :], strict=True
                )
                if other
            )
            least = int(free * share)
            if len(found) == 1 and free - rest >= LEAST:
                least = LEAST  # so that the note, which is no list, is told in full
            width = max(0, min(wanted, max(least, free - rest)))
            shown = metric.elidedText(text, Qt.TextElideMode.ElideRight, width) if text else ""
            found.append((shown, text, QRect(left, 0, width, self.height())))
            left += width + GAP if text else 0
        return found

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        across = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        plain = tokens.second if self._quiet else tokens.text
        fonts = (self._bold(), self.font(), self.font())
        for (shown, _full, rect), font, colour in zip(
            self._laid(), fonts, (plain, plain, tokens.second), strict=True
        ):
            painter.setFont(font)
            painter.setPen(QColor(colour))
            painter.drawText(rect, across, shown)
        painter.end()


class LineRow(QWidget):
    """Tab and arrows go from line to line, Enter does the first thing."""

    spoken_as = Role.ListItem

    moved = Signal(int)  # -1 up, 1 down

    def __init__(self, theme: Theme, jobs: Jobs, when_width: int) -> None:
        """`when_width` in px is the same for all rows, so that they stand in columns."""
        super().__init__()
        self._theme = theme
        self._jobs = jobs
        self._when_width = when_width
        self.acts: Sequence[Act] = ()
        self._buttons: list[QPushButton] = []
        self._hovered = False
        self.late = False
        self._ruled = True
        self.when = ""
        self.text = LineText(theme)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(ROW)
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(INSET + when_width + GAP, 0, 6, 1)
        self._box.setSpacing(6)
        self._box.addWidget(self.text, 1)

    def show_line(self, said: Said, acts: Sequence[Act], *, done: bool, late: bool) -> None:
        self.when, self.late, self.acts = said.when, late, acts
        self.text.show_said(said, quiet=done)
        self.setAccessibleName(" ".join(one for one in (said.when, said.title, said.who) if one))
        self.setAccessibleDescription(said.note)
        self._show_buttons([act for act in acts if not act.more])
        self.update()

    def show_rule(self, *, on: bool) -> None:
        """Whether a line below parts it from the next."""
        self._ruled = on

    def _show_buttons(self, acts: Sequence[Act]) -> None:
        more = len(acts) < len(self.acts)
        wanted = [*acts, Act("⋯", self.open_menu, hint=_("More"))] if more else list(acts)
        while len(self._buttons) > len(wanted):
            gone = self._buttons.pop()
            gone.blockSignals(True)  # noqa: FBT003 - it may be held down just now
            gone.deleteLater()
        while len(self._buttons) < len(wanted):
            made = button("", partial(self._press, len(self._buttons)), "small")
            self._buttons.append(made)
            self._box.addWidget(made)
        self._shown = wanted
        for made, act in zip(self._buttons, wanted, strict=True):
            _name(made, act)
            rests = act.writes and self._jobs.read_only
            made.setEnabled(not rests)
            made.setToolTip(hint(why() if rests else act.hint))
            made.setAccessibleName(act.hint or act.text)

    def _press(self, at: int) -> None:
        self._shown[at].run()

    def buttons(self) -> list[QPushButton]:
        return self._buttons

    def open_menu(self) -> None:
        self._menu(self.mapToGlobal(QPoint(self.width() - 6, self.height())))

    def _menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for act in self.acts:
            made = menu.addAction(as_written(act.hint or act.text))
            made.triggered.connect(lambda _on=False, run=act.run: run())
            if act.writes:
                writes(self._jobs, made)
        menu.popup(at)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.acts:
            self._menu(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if enter.pressed(event):
            return
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.press_it()
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.moved.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right} and self._buttons:
            self._buttons[0 if key == Qt.Key.Key_Right else -1].setFocus()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.press_it()

    def press_it(self) -> None:
        if self.acts and not (self.acts[0].writes and self._jobs.read_only):
            self.acts[0].run()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._hovered = True
        self.update()

    def leaveEvent(self, event: object) -> None:
        self._hovered = False
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        if self._ruled:
            painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(tokens.line))
        ground = tokens.selection if self.hasFocus() else tokens.hover if self._hovered else None
        if ground:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QColor(tokens.accent) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -2), 4, 4)
        painter.setPen(QColor(tokens.warn if self.late else tokens.second))
        across = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        room = self._when_width
        shown = self.fontMetrics().elidedText(self.when, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(INSET, 0, room, self.height() - 1), across, shown)
        painter.end()


def _name(made: QPushButton, act: Act) -> None:
    """Nothing moves when the words change."""
    made.setMinimumWidth(0)
    made.setText(as_written(act.after))
    made.setMinimumWidth(made.sizeHint().width() if act.after else 0)
    made.setText(as_written(act.text))
