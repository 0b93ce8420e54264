"""Saved segments: the conditions of the filter bar under a name, kept in the file."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QInputDialog, QMenu, QPushButton, QWidget

from qunmate.data import settings
from qunmate.i18n import _
from qunmate.ui.context import WindowContext
from qunmate.ui.members.columns import one_line
from qunmate.ui.members.filter_bar import FilterBar

KEY = "segments"
WIDEST = 160  # px of a name
_TABLES = frozenset({"settings"})


class SegmentButton(QPushButton):
    """Names the segment that is shown, and opens a menu of all."""

    def __init__(self, context: WindowContext, filters: FilterBar, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._filters = filters
        self._segments: dict[str, Any] = {}
        self.setProperty("look", "tool")
        self.setAutoDefault(False)
        self.clicked.connect(self._open)
        filters.changed.connect(self._name)

    def read(self) -> None:
        """Read the segments anew."""
        self._segments = settings.get(self._context.store.db, KEY, dict[str, Any]())
        self._name()

    def _current(self) -> str:
        """The name of the segment whose conditions are set, "" if there is none."""
        now = self._filters.conditions()
        return next((name for name, kept in self._segments.items() if kept == now), "")

    def _name(self, _filter: object = None) -> None:
        current = self._current()
        words = _("Segment: {name}").format(name=one_line(current) or _("All"))
        elided = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, WIDEST)
        self.setText(elided.replace("&", "&&") + " ▾")
        self.setAccessibleName(words)
        self.setToolTip(words if elided != words else "")
        self.setVisible(bool(self._segments) or self._filters.conditions() != {})

    def _open(self) -> None:
        self.menu_of_segments().popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def menu_of_segments(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        current = self._current()
        menu.addAction(_("All members")).triggered.connect(self._filters.clear)
        for name, kept in self._segments.items():
            action = menu.addAction(one_line(name).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(name == current)
            action.triggered.connect(partial(self._filters.restore, kept))
        menu.addSeparator()
        save = menu.addAction(_("Save these conditions…"))
        save.triggered.connect(self._ask)
        save.setEnabled(self._filters.conditions() != {} and not current)
        if current:
            words = _("Delete “{name}”").format(name=one_line(current).replace("&", "&&"))
            menu.addAction(words).triggered.connect(partial(self.delete, current))
        return menu

    def _ask(self) -> None:
        title, words = _("Save a segment"), _("Name of the segment")
        name, sure = QInputDialog.getText(self, title, words)
        if sure and name.strip():
            self.save(name.strip())

    def save(self, name: str) -> None:
        """Keep the conditions that are set under this name."""
        kept = {**self._segments, name: self._filters.conditions()}
        self._put(kept, _("Saved the segment “{name}”").format(name=name))

    def delete(self, name: str, _checked: object = None) -> None:
        kept = {key: value for key, value in self._segments.items() if key != name}
        self._put(kept, _("Deleted the segment “{name}”").format(name=name))

    def _put(self, kept: dict[str, Any], deed: str) -> None:
        self._context.jobs.edit(
            lambda db: settings.put(db, KEY, kept or None),
            _TABLES,
            lambda _done: self.read(),
            deed=deed,
        )
