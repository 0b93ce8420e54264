"""The groups at the left: choose, add, edit, archive; drop a file on one to import it there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QMenu, QVBoxLayout

from qunmate.i18n import _
from qunmate.model import Group
from qunmate.ui.context import WindowContext
from qunmate.ui.group_list import ROW_HEIGHT, GroupItem, GroupView
from qunmate.ui.parts import GRID, button, label

WIDTH = 208


class Sidebar(QFrame):
    """Shows the groups it is given; what is asked for goes out as signals."""

    add_asked = Signal()
    edit_asked = Signal(object)  # Group
    archive_asked = Signal(object)  # Group
    files_dropped = Signal(object, object)  # list[Path], Group | None

    def __init__(self, context: WindowContext) -> None:
        super().__init__()
        self._context = context
        self._members: Mapping[int, int] = {}
        self._all_members: int | None = None
        self._dots: dict[int, tuple[str, str]] = {}
        self._groups: Sequence[Group] = ()
        self._with_archived = False
        self.setObjectName("sidebar")
        self.setMinimumWidth(160)
        self.view = GroupView(context.theme)
        self.new_group = button("＋ " + _("New group"), self.add_asked.emit, "link")
        caption = label(_("My groups"), "note")
        caption.setContentsMargins(16, 16, 16, 4)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 1, GRID)  # leaves the line at the right free
        box.setSpacing(0)
        box.addWidget(caption)
        # the list takes the room it needs and scrolls when there is less
        box.addWidget(self.view, 1000)
        box.addWidget(self.new_group)
        box.addStretch(1)
        self.new_group.setContentsMargins(0, 0, 0, 0)
        self.new_group.setStyleSheet("margin-left: 12px;")
        self._connect()

    def _connect(self) -> None:
        self.view.files_dropped.connect(self.files_dropped)
        self.view.selectionModel().currentChanged.connect(self._choose)
        rename = QShortcut(QKeySequence(Qt.Key.Key_F2), self.view)
        rename.setContext(Qt.ShortcutContext.WidgetShortcut)
        rename.activated.connect(self._edit_current)
        self.view.doubleClicked.connect(self._edit_current)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._menu)

    def show_groups(self, groups: Sequence[Group]) -> None:
        """The groups as they are now; counts and dots follow when they are known."""
        self._groups = groups
        self._show()

    def show_members(self, all_groups: int, by_group: Mapping[int, int]) -> None:
        self._all_members = all_groups
        self._members = by_group
        self._show()

    def show_dot(self, group_id: int, tone: str, words: str) -> None:
        """`tone` is good, warn, bad or quiet; `words` say why."""
        self._dots[group_id] = (tone, words)
        self._show()

    def _show(self) -> None:
        shown = [group for group in self._groups if self._with_archived or not group.archived]
        items = [GroupItem(None, self._all_members)]
        for group in shown:
            tone, words = self._dots.get(group.id, ("quiet", ""))
            items.append(GroupItem(group, self._members.get(group.id), tone, words))
        chosen = self._context.group
        blocked = self.view.selectionModel().blockSignals(True)  # noqa: FBT003 - Qt's own
        self.view.group_model().show(items)
        ids = [item.group.id if item.group else None for item in items]
        row = ids.index(chosen.id) if chosen and chosen.id in ids else 0
        self.view.setCurrentIndex(self.view.group_model().index(row))
        self.view.selectionModel().blockSignals(blocked)
        self.view.viewport().update()
        self.view.setMaximumHeight(len(items) * ROW_HEIGHT + 4)
        self._context.choice.choose(items[row].group)

    def choose(self, group_id: int | None) -> None:
        """Choose a group by id, all groups where there is none of that id."""
        by_id = {group.id: group for group in self._groups}
        self._context.choice.choose(by_id.get(group_id) if group_id is not None else None)
        self._show()

    def _choose(self) -> None:
        item = self.view.item_at(self.view.currentIndex().row())
        if item:
            self._context.choice.choose(item.group)

    def _edit_current(self) -> None:
        item = self.view.item_at(self.view.currentIndex().row())
        if item and item.group:
            self.edit_asked.emit(item.group)

    def _menu(self, point: QPoint) -> None:
        menu = self.menu_for(self.view.item_at(self.view.indexAt(point).row()))
        menu.exec(self.view.viewport().mapToGlobal(point))
        menu.deleteLater()

    def menu_for(self, item: GroupItem | None) -> QMenu:
        """What can be done with a line."""
        menu = QMenu(self)
        if item and item.group:
            group = item.group
            edit = QAction(_("Edit…"), menu)
            edit.triggered.connect(lambda: self.edit_asked.emit(group))
            archive = QAction(
                _("Take out of the archive") if group.archived else _("Archive"), menu
            )
            archive.triggered.connect(lambda: self.archive_asked.emit(group))
            menu.addActions([edit, archive])
            menu.addSeparator()
        add = QAction(_("New group…"), menu)
        add.triggered.connect(self.add_asked)
        menu.addAction(add)
        archived = QAction(_("Show archived groups"), menu)
        archived.setCheckable(True)
        archived.setChecked(self._with_archived)
        archived.triggered.connect(self._toggle_archived)
        menu.addAction(archived)
        return menu

    def _toggle_archived(self) -> None:
        self._with_archived = not self._with_archived
        self._show()
