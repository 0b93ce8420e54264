"""A button that copies the @names of a segment, for a post that is meant for some people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from qunmate.data import segments
from qunmate.data.store import Store
from qunmate.i18n import _, ngettext
from qunmate.roster.finder import FINDERS
from qunmate.ui.context import WindowContext
from qunmate.ui.parts import add_named, hint
from qunmate.ui.widgets.menu_chip import add_heading


class SegmentNames(QPushButton):
    """`group_ids` tells in which groups the post goes; none means all."""

    def __init__(
        self, context: WindowContext, group_ids: Callable[[], list[int]], parent: QWidget
    ) -> None:
        super().__init__(_("Copy @names of a segment") + " ▾", parent)
        self._context = context
        self._group_ids = group_ids
        self.setAutoDefault(False)
        self.setToolTip(_("The names of a segment, to be pasted into the chat with the post"))
        self.clicked.connect(self._open)

    def _open(self) -> None:
        self.menu_of_segments().popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def menu_of_segments(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        saved = segments.all_segments(self._context.store.db)
        if saved:
            add_heading(menu, _("Saved"))
        for name, kept in saved.items():
            self._add(menu, name, "", kept)
        add_heading(menu, _("Ready-made"))
        for one in FINDERS.values():
            self._add(menu, _(one.title), _(one.meaning), one.conditions)
        return menu

    def _add(self, menu: QMenu, words: str, meaning: str, conditions: Mapping[str, Any]) -> None:
        action = add_named(menu, words)
        if meaning:
            action.setToolTip(hint(meaning))
        action.triggered.connect(partial(self._copy, conditions))

    def _copy(self, conditions: Mapping[str, Any], _checked: object = None) -> None:
        wanted, today = self._group_ids(), self._context.today

        def read(store: Store) -> list[str]:
            from qunmate.tasks.segments import names_of

            return names_of(store, conditions, wanted, today)

        self._context.jobs.read("segment.names", read, self._copied)

    def _copied(self, names: list[str]) -> None:
        QGuiApplication.clipboard().setText("".join(f"@{name} " for name in names))
        words = ngettext("Copied {n} name.", "Copied {n} names.", len(names)).format(
            n=f"{len(names):,}"
        )
        self.setText(words)
        self._context.notify.notice(words)
