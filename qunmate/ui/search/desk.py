"""Search everywhere: what is typed in the box, what the panel shows, where Enter leads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from shiboken6 import isValid

from qunmate.data import groups as groups_data
from qunmate.i18n import _
from qunmate.model import Group
from qunmate.roster import pinyin
from qunmate.tasks.search import Section
from qunmate.ui.context import WindowContext
from qunmate.ui.search import recent
from qunmate.ui.search.commands import Command, group_lines, usual, window_commands
from qunmate.ui.search.finder import Finder
from qunmate.ui.search.lines import Line, Teller, meant_by, with_headings
from qunmate.ui.search.panel import Panel
from qunmate.ui.search.view import spoken

TOGETHER = 15  # ms in which pieces that come are shown at once
SHORT = 5  # hits of a place beside others
FEW = 4  # groups and commands that are shown for a text


class SearchDesk(QObject):
    """`choose` shows a group. The commands are the actions of the window."""

    def __init__(
        self,
        context: WindowContext,
        box: QLineEdit,
        window: QWidget,
        choose: Callable[[Group], object],
    ) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._choose = choose
        self.box = box
        self.panel = Panel(context.theme, window)
        self.finder = Finder(context.jobs, self)
        self._found: dict[str, Section] = {}
        self._awaited: set[str] = set()
        self._alone = ""  # the place of which all is shown, and nothing else
        self._spelled: dict[str, str] = {}
        self._words: list[Line] = []
        self._teller: Teller | None = None
        self._before: QWidget | None = None  # who had the keys
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(TOGETHER)
        self._soon.timeout.connect(self._show)
        self.finder.came.connect(self._came)
        self.panel.picked.connect(self.run)
        box.textChanged.connect(self._typed)
        box.installEventFilter(self)
        window.installEventFilter(self)
        context.blur.changed.connect(self._show_if_open)

    def focus(self) -> None:
        """Open the panel and take the keys."""
        before = QApplication.focusWidget()
        self._before = self._before if before is self.box else before
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()
        self.open()

    @property
    def opened(self) -> bool:
        return self.panel.isVisible()

    @property
    def waiting(self) -> bool:
        """Whether something is still to be found or shown."""
        return bool(self._awaited) or self._soon.isActive()

    def open(self) -> None:
        if self.opened:
            return
        groups = groups_data.all_groups(self._context.store.db)
        chosen = self._context.group
        self._teller = Teller(
            {group.id: group for group in groups},
            chosen.id if chosen else None,
            self._context.blur,
            self._context.guide.lead,
            self._spread,
        )
        self._words = [*group_lines(groups, self._choose), *window_commands(self._window)]
        titles = [line.title for line in self._words if line.title not in self._spelled]
        if titles:
            read = partial(pinyin.spellings, titles)
            self._context.jobs.read(
                "search/spellings", lambda _store: read(), partial(self._learn, titles)
            )
        self.finder.prepare()
        self.panel.show()
        self._typed()

    def close(self) -> None:
        self.panel.hide()
        self.box.setAccessibleDescription("")

    def _learn(self, titles: list[str], spelled: list[str]) -> None:
        self._spelled |= dict(zip(titles, spelled, strict=True))
        self._show_if_open()

    # what is found

    def _typed(self) -> None:
        if not self.opened:
            if self.box.hasFocus() and self.box.text():
                self.open()
            return
        text = self.query
        self.panel.view.moved = False
        self._awaited, self._alone = set(), ""
        if text and not self._only_commands:
            self._awaited = {"members", "messages", "highlights", "plan"}
            self.finder.ask(text, self._teller.chosen if self._teller else None)
        else:
            self.finder.ask("")
            self._found = {}
        self._soon.start()

    @property
    def query(self) -> str:
        return self.box.text().removeprefix(">").strip()

    @property
    def _only_commands(self) -> bool:
        return self.box.text().startswith(">")

    def _came(self, place: str, _text: str, found: Section) -> None:
        if place in self._awaited:
            self._awaited.discard(place)
            self._found[place] = found
            if not self._soon.isActive() or not self._awaited:
                self._soon.start(0 if not self._awaited else TOGETHER)

    def _spread(self, place: str) -> None:
        self._alone = place
        self._awaited.add(place)
        self.finder.ask_all(place)

    def _show_if_open(self) -> None:
        if self.opened:
            self._show()

    def _show(self) -> None:
        """All that is known now; hits of the text before stand until the new ones come."""
        if not self.opened or self._teller is None:
            return
        text = self.query
        parts: dict[str, Sequence[Line]] = {}
        if self._alone:
            found = replace(self._found[self._alone], more=False)
            parts[self._alone] = self._teller.lines(self._alone, found, text)
        elif text:
            several = sum(bool(found.hits) for found in self._found.values()) > 1
            for place, found in self._found.items():
                shown = found.first(SHORT) if several else found
                parts[place] = self._teller.lines(place, shown, text)
        elif not self._only_commands and not self._context.blur.on:
            parts["recent"] = self._recent()
        if not self._alone:
            parts |= self._commands(text)
        lines = with_headings(parts)
        nothing = _("Nothing found for “{text}”. Try a shorter word, or the initials of a name.")
        words = _("Looking…") if self._awaited else nothing
        terms = [text, *text.split()] if text else []
        self.panel.show_lines(lines, terms, words.format(text=text))
        self.panel.place(self.box, self._window.size())
        self._tell_chosen()

    def _recent(self) -> list[Line]:
        texts = recent.recent(self._context.state)
        return [
            Line("recent", f"recent/{text}", text, act=partial(self.box.setText, text), stays=True)
            for text in texts
        ]

    def _commands(self, text: str) -> dict[str, Sequence[Line]]:
        """Groups and commands that hold the text; the usual commands where there is none."""
        if not text:
            commands = [line for line in self._words if line.section == "commands"]
            return {"commands": commands if self._only_commands else usual(commands)}
        folded = pinyin.fold(text)
        found = [
            replace(line, spelt=meant_by(text, line.title))
            for line in self._words
            if Command(line, self._spelled.get(line.title, "")).holds(folded)
        ]
        parts: dict[str, Sequence[Line]] = {}
        for section in ("groups", "commands"):
            lines = [line for line in found if line.section == section]
            parts[section] = lines if self._only_commands else lines[:FEW]
        if self._only_commands:
            del parts["groups"]
        return parts

    # what is done

    def run(self, line: Line) -> None:
        """Go where the line leads."""
        if line.act is None:
            return
        if line.stays:
            line.act()
            return
        if self.query and line.section not in {"commands", "groups"}:
            recent.remember(self._context.state, self.query)
        self.close()
        self.box.clear()
        self._give_keys_back()
        line.act()

    def _give_keys_back(self) -> None:
        """To whoever had them before the search; what is then shown may take them."""
        before, self._before = self._before, None
        self.box.clearFocus()
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window:
            if event.type() == QEvent.Type.Resize and self.opened:
                self.panel.place(self.box, self._window.size())
            return False
        match event.type():
            case QEvent.Type.FocusOut:
                self.close()
            case QEvent.Type.MouseButtonPress:
                self.open()
            case QEvent.Type.KeyPress if isinstance(event, QKeyEvent):
                return self._key(event)
            case _:
                pass
        return False

    def _key(self, event: QKeyEvent) -> bool:
        if not self.opened:
            if event.key() == Qt.Key.Key_Down:
                self.open()
                return True
            return False
        view = self.panel.view
        moves: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Down: partial(view.step, 1),
            Qt.Key.Key_Up: partial(view.step, -1),
            Qt.Key.Key_PageDown: partial(view.step_page, 1),
            Qt.Key.Key_PageUp: partial(view.step_page, -1),
            Qt.Key.Key_Tab: partial(view.step_section, 1),
            Qt.Key.Key_Backtab: partial(view.step_section, -1),
        }
        if event.key() in moves:
            moves[event.key()]()
            self._tell_chosen()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            line = view.chosen()
            if line:
                self.run(line)
        elif event.key() == Qt.Key.Key_Escape:
            self._escape()
        else:
            return False
        return True

    def _escape(self) -> None:
        """Empty the box first, then leave it."""
        if self.box.text():
            self.box.clear()
        else:
            self.close()
            self._give_keys_back()

    def _tell_chosen(self) -> None:
        """Who can't see the panel hears the chosen line."""
        line = self.panel.view.chosen()
        self.box.setAccessibleDescription(spoken(line) if line else self.panel.empty.full_text())
