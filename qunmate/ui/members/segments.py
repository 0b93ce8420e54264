"""Segments: the conditions of the filter bar under a name, and the ready-made finder lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from qunmate.data import segments
from qunmate.data.database import Database
from qunmate.i18n import _
from qunmate.roster.finder import FINDERS
from qunmate.ui.ask_text import AskText
from qunmate.ui.context import WindowContext
from qunmate.ui.members.columns import one_line
from qunmate.ui.members.filter_bar import FilterBar
from qunmate.ui.parts import add_named, as_written, hint, in_menu
from qunmate.ui.pen import writes
from qunmate.ui.widgets.menu_chip import add_heading
from qunmate.ui.writer import Ticket

WIDEST = 160  # px of a name
TABLES = frozenset({"segments", "settings"})


class SegmentButton(QPushButton):
    """Names the segment that is shown, and opens a menu of all. `copy_asked` is sent for the
    names of everybody who is shown, `export_asked` for their rows."""

    copy_asked = Signal()
    export_asked = Signal()

    def __init__(self, context: WindowContext, filters: FilterBar, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._filters = filters
        self._segments: dict[str, dict[str, Any]] = {}
        self.setProperty("look", "tool")
        self.setAutoDefault(False)
        self.clicked.connect(self._open)
        filters.changed.connect(self._name)

    def read(self) -> None:
        """Read the segments anew."""
        self._segments = segments.all_segments(self._context.store.db)
        self._name()

    def _current(self) -> str:
        """The name of the saved segment whose conditions are set, "" if there is none."""
        if self._filters.visiting:
            return ""
        now = self._filters.conditions()
        return next((name for name, kept in self._segments.items() if kept == now), "")

    def _current_finder(self) -> str:
        if self._filters.visiting:
            return ""
        now = self._filters.conditions()
        return next((_(one.title) for one in FINDERS.values() if one.conditions == now), "")

    def _name(self, _filter: object = None) -> None:
        shown = one_line(self._current()) or self._current_finder()
        nothing_set = not self._filters.visiting and self._filters.conditions() == {}
        words = _("Segment: {name}").format(
            name=shown or (_("All") if nothing_set else _("not saved"))
        )
        elided = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, WIDEST)
        self.setText(as_written(elided) + " ▾")
        self.setAccessibleName(words)
        self.setToolTip(hint(words if elided != words else ""))

    def _open(self) -> None:
        self.menu_of_segments().popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def menu_of_segments(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        current = self._current()
        _action(menu, _("All members"), self._filters.clear)
        if self._segments:
            add_heading(menu, _("Saved"))
        for name, kept in self._segments.items():
            action = add_named(menu, name)
            action.triggered.connect(lambda _on=False, kept=kept: self._filters.restore(kept))
            action.setCheckable(True)
            action.setChecked(name == current)
        self._add_finders(menu)
        menu.addSeparator()
        save = _action(menu, _("Save these conditions…"), self._ask)
        writes(self._context.jobs, save)
        something = self._filters.conditions() != {} and not self._filters.visiting
        save.setEnabled(something and not current)
        _action(menu, _("Export all shown…"), self.export_asked.emit)
        _action(menu, _("Copy @names of all shown"), self.copy_asked.emit)
        if current:
            named = {"name": one_line(current)}
            words = _("Rename “{name}”…").format(**named)
            rename = _action(menu, words, partial(self._ask_name, current))
            words = _("Delete “{name}”").format(**named)
            delete = _action(menu, words, partial(self.delete, current))
            writes(self._context.jobs, rename, delete)
        return menu

    def _add_finders(self, menu: QMenu) -> None:
        add_heading(menu, _("Ready-made"))
        now = self._filters.conditions()
        for one in FINDERS.values():
            action = _action(menu, _(one.title), partial(self._find, one.conditions))
            action.setToolTip(_(one.meaning))
            action.setCheckable(True)
            action.setChecked(one.conditions == now)
        other = _action(menu, _("In one group, not in another…"), self._ask_groups)
        other.setToolTip(_("Choose the group they are in; then the one they are not in."))

    def _find(self, conditions: Mapping[str, Any]) -> None:
        self._filters.restore(dict(conditions))

    def _ask_groups(self) -> None:
        """Both conditions at once; the first is asked for."""
        self._filters.clear()
        self._filters.show_chip("not_in_groups")
        self._filters.show_condition("in_groups")

    def _ask(self) -> None:
        """For a new name; one that is taken gets these conditions instead of its own."""
        title, asked = _("Save a segment"), _("Name of the segment")
        AskText(self, title, asked, self.save, known=list(self._segments)).open()

    def _ask_name(self, old: str) -> None:
        rename = partial(self.rename, old)
        title, asked = _("Rename a segment"), _("Name of the segment")
        AskText(self, title, asked, rename, text=old).open()

    def save(self, name: str) -> Ticket:
        """Keep the conditions that are set under this name."""
        kept = self._filters.conditions()
        taken = name in self._segments
        words = _("Changed the segment “{name}”") if taken else _("Saved the segment “{name}”")
        return self._write(lambda db: segments.save(db, name, kept), words.format(name=name))

    def rename(self, old: str, new: str) -> Ticket:
        deed = _("Renamed the segment “{name}”").format(name=old)
        return self._write(lambda db: segments.rename(db, old, new), deed)

    def delete(self, name: str) -> None:
        deed = _("Deleted the segment “{name}”").format(name=name)
        self._write(lambda db: segments.delete(db, name), deed)

    def _write(self, change: Callable[[Database], object], deed: str) -> Ticket:
        return self._context.jobs.edit(change, TABLES, lambda _done: self.read(), deed=deed)


def _action(menu: QMenu, words: str, act: Callable[[], object]) -> QAction:
    action = menu.addAction(in_menu(words))
    action.triggered.connect(lambda _on=False: act())
    return action
