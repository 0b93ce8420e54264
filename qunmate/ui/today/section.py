"""A card of lines under a heading; many of them fold."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from qunmate.i18n import _, ngettext
from qunmate.today.model import Line
from qunmate.today.words import Said
from qunmate.ui.jobs import Jobs
from qunmate.ui.parts import GRID, button, in_order, label, row
from qunmate.ui.spoken import Role
from qunmate.ui.theme import ROW, Theme
from qunmate.ui.today.line_row import INSET, Act, LineRow, when_width

FOLD = 8  # lines shown of more than that, one fewer, before the fold is opened
BELOW_HEAD = 6  # px


class Section(QFrame):
    """`left` says that the arrows went over its first (-1) or last (1) line."""

    spoken_as = Role.List

    left = Signal(int)

    def __init__(self, theme: Theme, jobs: Jobs, title: str) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.setAccessibleName(title)
        self._theme = theme
        self._jobs = jobs
        self._open = False
        self._most = FOLD - 1  # lines shown where it is folded
        self.lines: Sequence[Line] = ()
        self.rows: list[LineRow] = []
        self._box = box = QVBoxLayout(self)
        box.setContentsMargins(2 * GRID, 12, 2 * GRID, 12)
        box.setSpacing(0)
        self._title = title
        self._heading = label(title, "heading")
        box.addWidget(self._heading)
        box.addSpacing(BELOW_HEAD)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        box.addLayout(self._list)
        self.fold = button("", self.unfold, "link")
        self.fold.hide()
        box.addLayout(row(INSET, self.fold, None, spacing=0))
        self.hide()

    def unfold(self) -> None:
        self._open = True
        seen = len(self.rows)
        self.show_lines(self.lines, self._say, self._acts, self._today)
        self.rows[min(seen, len(self.rows) - 1)].setFocus()

    def spread(self, room: int) -> int:
        """Show as many of the lines that would be folded as have so much room; gives what they
        took of it."""
        least, count = self.needs(FOLD - 1), len(self.lines)
        if self.isHidden() or self.needs(count) == least:
            return 0
        most = FOLD - 1 + max(room, 0) // ROW
        if self.needs(count) - least <= room:
            most = count
        most = min(most, count)
        if most != self._most:
            self._most = most
            self.show_lines(self.lines, self._say, self._acts, self._today)
        return self.needs(most) - least

    def needs(self, most: int) -> int:
        """How high it is with so many lines, or all where none are folded."""
        margins = self._box.contentsMargins()
        head = self._heading.sizeHint().height() + BELOW_HEAD
        least = margins.top() + head + margins.bottom()
        if most >= len(self.lines) or self._open or len(self.lines) <= FOLD:
            return least + len(self.lines) * ROW
        return least + most * ROW + self.fold.sizeHint().height()

    def show_lines(
        self,
        lines: Sequence[Line],
        say: Callable[[Line], Said],
        acts: Callable[[Line], list[Act]],
        today: int,
    ) -> None:
        """Rows are used again, so that nothing flickers and the keyboard stays where it is."""
        self._say, self._acts, self._today = say, acts, today
        focused = self._focused_key()
        self.lines = lines
        shown = self._shown()
        while len(self.rows) > len(shown):
            gone = self.rows.pop()
            self._list.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self.rows) < len(shown):
            made = LineRow(self._theme, self._jobs, when_width(self.fontMetrics()))
            made.moved.connect(self._move)
            self.rows.append(made)
            self._list.addWidget(made)
        for one, line in zip(self.rows, shown, strict=True):
            late = line.day < today and not line.done and line.kind in {"post", "follow_up"}
            one.show_line(say(line), acts(line), done=line.done, late=late)
            one.show_rule(on=one is not self.rows[-1] or len(shown) < len(lines))
        in_order(*(one for row in self.rows for one in (row, *row.buttons())), self.fold)
        over = all(line.done for line in lines)
        self._heading.setText(_("Done today") if over else self._title)
        rest = len(lines) - len(shown)
        self.fold.setText(ngettext("{n} more", "{n} more", rest).format(n=f"{rest:,}"))
        self.fold.setVisible(rest > 0)
        self.setVisible(bool(lines))
        self._keep_focus(focused, shown)

    def _shown(self) -> Sequence[Line]:
        whole = self._open or len(self.lines) <= FOLD
        return self.lines if whole else self.lines[: self._most]

    def _focused_key(self) -> str | None:
        shown = self._shown()
        for one, line in zip(self.rows, shown, strict=False):
            if one.hasFocus():
                return line.key
        return None

    def _keep_focus(self, key: str | None, shown: Sequence[Line]) -> None:
        """The keyboard follows the line it was on."""
        for one, line in zip(self.rows, shown, strict=True):
            if line.key == key and not one.hasFocus():
                one.setFocus()

    def row_of(self, key: str) -> LineRow:
        """The row of a line that is shown."""
        return next(
            one for one, line in zip(self.rows, self._shown(), strict=True) if line.key == key
        )

    def _move(self, step: int) -> None:
        at = next((place for place, one in enumerate(self.rows) if one.hasFocus()), 0) + step
        if 0 <= at < len(self.rows):
            self.rows[at].setFocus()
        else:
            self.left.emit(step)

    def enter(self, step: int) -> bool:
        """Take the keyboard from above (1) or below (-1); False if there is no line."""
        if not self.rows or self.isHidden():
            return False
        self.rows[0 if step > 0 else -1].setFocus()
        return True
