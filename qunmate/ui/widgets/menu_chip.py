"""Filter chips: a rounded button that is on or off, or opens a menu of choices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from qunmate.i18n import _, ngettext
from qunmate.terms import listed, says
from qunmate.ui.parts import add_named, as_written, hint
from qunmate.ui.spoken import Role
from qunmate.ui.theme import NOTE

NAMED = 2  # choices that are named on the chip before it only counts them
MOST = 320  # px of words on the chip
MOST_LINES = 18  # of a menu before the rest stands in another beside it
FEW = 3  # that are not put there, if the screen has room for them
LINE, ENDS = 31, 3  # px of a line; lines at the end that choose nothing
FIGURE, POINT = "\u2007", "\u2008"  # spaces as wide as a figure and as a comma


@dataclass(frozen=True, slots=True)
class Choice:
    """`value` is what is kept, `words` what is shown on the chip, `note` stands beside it in
    the menu, `hint` is its tooltip. Choices of one `section` follow one another, under its
    name."""

    value: str
    words: str
    note: str = ""
    section: str = ""
    hint: str = ""


class StayingMenu(QMenu):
    """A menu that stays open while its boxes are ticked."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._tick(self.actionAt(event.position().toPoint())):
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if event.key() not in keys or not self._tick(self.activeAction()):
            super().keyPressEvent(event)

    @staticmethod
    def _tick(action: QAction | None) -> bool:
        if action is None or not action.isCheckable() or not action.isEnabled():
            return False
        if action.actionGroup() is not None:
            return False
        action.trigger()
        return True


def add_heading(menu: QMenu, words: str) -> None:
    """A line that names what follows, below a thin line if anything stands above."""
    if not menu.isEmpty():
        menu.addSeparator()
    heading = menu.addAction(as_written(words))
    heading.setEnabled(False)
    font = heading.font()
    font.setPixelSize(NOTE)
    heading.setFont(font)


def _justified(note: str, widest: int) -> str:
    """A number with its units below those of others; a menu has its notes at the left."""
    if not note.replace(",", "").isdigit():
        return note
    comma = len(note) < 4 < widest  # 1,234 has one that 234 has not
    missing = widest - len(note) - comma
    return FIGURE * missing + POINT * comma + note


class ToggleChip(QPushButton):
    """A condition that is on or off."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(words, parent)
        self.setProperty("look", "chip")
        self.setCheckable(True)
        self.setAutoDefault(False)


class MenuChip(QPushButton):
    """Opens a menu of choices, several of which may hold (`many`), or one. Its title stands
    before what is chosen, unless something beside it names it; `own` words a value that is
    not among the choices.

    `picked` is sent when the choice changes; `removed` when the operator takes a chip away
    that can be taken away."""

    spoken_as = Role.ButtonMenu

    picked = Signal()
    removed = Signal()
    other_asked = Signal()

    def __init__(
        self,
        title: str,
        parent: QWidget,
        *,
        many: bool = True,
        other: str = "",
        removable: bool = False,
        named: bool = True,
        own: Callable[[str], str] = str,
    ) -> None:
        super().__init__(parent)
        self.setProperty("look", "chip")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self._title = title
        self._many = many
        self._other = other
        self._removable = removable
        self._named = named
        self._own = own
        self._choices: list[Choice] = []
        self._chosen: list[str] = []
        self.clicked.connect(self._open)
        self._show()

    def offer(self, choices: Sequence[Choice]) -> None:
        self._choices = list(choices)
        self._show()

    @property
    def chosen(self) -> list[str]:
        return list(self._chosen)

    def choose(self, values: Sequence[str]) -> None:
        """Set the choice; `picked` is sent if it changes."""
        if list(values) != self._chosen:
            self._chosen = list(values)
            self._show()
            self.picked.emit()

    def menu_of_choices(self) -> QMenu:
        menu = StayingMenu(self) if self._many else QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        group = None if self._many else QActionGroup(menu)
        choices = list(self._choices)
        if not any(one.section for one in choices):  # what is chosen is seen at once
            long = len(choices) > MOST_LINES
            choices.sort(key=lambda one: long and one.value not in self._chosen)
        self._add_choices(menu, choices, group)
        if not self._choices:
            menu.addAction(_("Nothing to choose from yet")).setEnabled(False)
        self._add_ends(menu)
        return menu

    def _add_choices(
        self, menu: QMenu, choices: Sequence[Choice], group: QActionGroup | None
    ) -> None:
        """Those that have no room on a small screen stand in a menu beside it."""
        room = self.screen().availableGeometry().height() // LINE - ENDS
        whole = len(choices) <= max(MOST_LINES, min(MOST_LINES + FEW, room))
        shown = choices if whole else choices[: MOST_LINES - 1]
        widest = max((len(choice.note) for choice in shown), default=0)
        section = ""
        for choice in shown:
            if choice.section != section:
                section = choice.section
                add_heading(menu, section)
            action = add_named(menu, choice.words, _justified(choice.note, widest))
            if choice.hint:
                action.setToolTip(hint(choice.hint))
            action.setCheckable(True)
            action.setChecked(choice.value in self._chosen)
            if group:
                group.addAction(action)
            action.triggered.connect(lambda on, value=choice.value: self._pick(value, on=on))
        if not whole:
            rest = choices[MOST_LINES - 1 :]
            words = ngettext("{n} more", "{n} more", len(rest)).format(n=f"{len(rest):,}")
            more = type(menu)(words, menu)
            more.setToolTipsVisible(True)
            menu.addMenu(more)
            self._add_choices(more, rest, group)

    def _add_ends(self, menu: QMenu) -> None:
        menu.addSeparator()
        if self._other:
            menu.addAction(self._other).triggered.connect(self._ask_other)
        if self._chosen and not self._removable:
            menu.addAction(_("Any")).triggered.connect(lambda: self.choose([]))
        if self._removable:
            menu.addAction(_("Remove this condition")).triggered.connect(self._remove)

    def _ask_other(self) -> None:
        self.other_asked.emit()

    def _remove(self) -> None:
        self.choose([])
        self.removed.emit()

    def _pick(self, value: str, *, on: bool) -> None:
        if not self._many:
            self.choose([value])
        elif on:
            self.choose([*self._chosen, value])
        else:
            self.choose([one for one in self._chosen if one != value])

    def open_menu(self) -> None:
        self._open()

    def _open(self) -> None:
        self.setChecked(bool(self._chosen))
        self.menu_of_choices().popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _show(self) -> None:
        names = {choice.value: choice.words for choice in self._choices}
        words = [names.get(value) or self._own(value) for value in self._chosen]
        if len(words) > NAMED:
            n = len(words)
            words = [ngettext("{n} chosen", "{n} chosen", n).format(n=f"{n:,}")]
        text = self._title
        if words:
            text = says(text, listed(words))
        shown = text if self._named or not words else listed(words)
        cut = self.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideRight, MOST)
        self.setText(as_written(cut) + " ▾")
        self.setToolTip(hint(shown) if cut != shown else "")
        self.setAccessibleName(text)
        self.setChecked(bool(self._chosen))
        self.updateGeometry()
