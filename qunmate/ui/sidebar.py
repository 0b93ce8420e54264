"""The groups at the left: choose, add, edit, archive; drop a file on one to import it there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QMenu, QVBoxLayout

from qunmate.i18n import _
from qunmate.keys import native
from qunmate.model import Group
from qunmate.ui.context import WindowContext
from qunmate.ui.group_list import ROW_HEIGHT, GroupItem, GroupView
from qunmate.ui.parts import GRID, as_written, button, label
from qunmate.ui.pen import may_write, writes
from qunmate.ui.stages import Dot

WIDTH = 208
OPEN = "sidebar/archived"


class Sidebar(QFrame):
    """Shows the groups it is given; what is asked for goes out as signals."""

    add_asked = Signal()
    edit_asked = Signal(object)  # Group
    archive_asked = Signal(object)  # Group
    digest_asked = Signal(object)  # Group
    export_asked = Signal(object)  # Group
    files_dropped = Signal(object, object)  # list[Path], Group | None
    order_asked = Signal(object, object)  # list of ids as they shall stand, the Group moved

    def __init__(self, context: WindowContext) -> None:
        super().__init__()
        self._context = context
        self._members: Mapping[int, int] = {}
        self._all_members: int | None = None
        self._dots: dict[int, Dot] = {}
        self._groups: Sequence[Group] = ()
        self._unfolded = bool(context.state.number(OPEN))
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
        box.addSpacing(GRID)
        box.addWidget(self.new_group)
        box.addStretch(1)
        self.new_group.setStyleSheet("margin-left: 16px;")
        self._connect()

    def _connect(self) -> None:
        self.view.files_dropped.connect(self.files_dropped)
        self.view.moved.connect(self._move)
        self.view.fold_asked.connect(self.toggle_archived)
        self.view.selectionModel().currentChanged.connect(self._choose)
        self.view.setAcceptDrops(not self._context.jobs.read_only)
        self.view.setDragEnabled(not self._context.jobs.read_only)
        writes(self._context.jobs, self.new_group)
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

    def show_dot(self, group_id: int, dot: Dot) -> None:
        self._dots[group_id] = dot
        self._show()

    def _items(self) -> list[GroupItem]:
        archived = [group for group in self._groups if group.archived]
        chosen = self._context.group
        unfolded = self._unfolded or chosen in archived
        shown = [group for group in self._groups if not group.archived]
        items = [GroupItem(None, self._all_members), *map(self._item, shown)]
        if archived:
            items.append(GroupItem(None, len(archived), fold="open" if unfolded else "closed"))
            items += map(self._item, archived if unfolded else ())
        return items

    def _item(self, group: Group) -> GroupItem:
        none = None if self._all_members is None else 0  # once they are counted
        members = self._members.get(group.id, none)
        return GroupItem(group, members, self._dots.get(group.id, Dot()))

    def _show(self) -> None:
        chosen = self._context.group
        items = self._items()
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
        self.view.scrollTo(self.view.currentIndex())  # Qt does so where it hears of the choice

    def _choose(self, now: QModelIndex, _before: QModelIndex) -> None:
        item = self.view.item_at(now.row())
        if item and not item.fold:
            self._context.choice.choose(item.group)

    def toggle_archived(self) -> None:
        """Show the archived groups, or fold them away; a chosen one is left for all groups."""
        chosen = self._context.group
        open_now = self._unfolded or bool(chosen and chosen.archived)
        self._unfolded = not open_now
        self._context.state.keep(OPEN, int(self._unfolded))
        if open_now and chosen and chosen.archived:
            self._context.choice.choose(None)
        self._show()

    def _move(self, group_id: int, row: int) -> None:
        """Put a group above a row, among those that are not archived."""
        ids = [group.id for group in self._groups if not group.archived]
        here = ids.index(group_id)
        place = min(max(row - 1, 0), len(ids))
        after = [one for one in ids if one != group_id]
        after.insert(place - (place > here), group_id)
        if after != ids and may_write(self._context):
            group = next(one for one in self._groups if one.id == group_id)
            self.order_asked.emit(after, group)

    def _edit_current(self) -> None:
        item = self.view.item_at(self.view.currentIndex().row())
        if item and item.group and may_write(self._context):
            self.edit_asked.emit(item.group)

    def _menu(self, point: QPoint) -> None:
        place = self.view.indexAt(point)
        menu = self.menu_for(self.view.item_at(place.row()))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.view.viewport().mapToGlobal(point))

    def menu_for(self, item: GroupItem | None) -> QMenu:
        """What can be done with a line."""
        menu = QMenu(self)

        def add(words: str, act: Callable[[], object]) -> QAction:
            action = QAction(as_written(words), menu)
            action.triggered.connect(lambda _checked=False: act())
            menu.addAction(action)
            return action

        if item and item.group:
            self._add_verbs(menu, item.group, add)
            menu.addSeparator()
        writes(self._context.jobs, add(_("New group…"), self.add_asked.emit))
        if any(group.archived for group in self._groups):
            shown = add(_("Show archived groups"), self.toggle_archived)
            shown.setCheckable(True)
            shown.setChecked(self._unfolded)
        return menu

    def _add_verbs(
        self, menu: QMenu, group: Group, add: Callable[[str, Callable[[], object]], QAction]
    ) -> None:
        told = self._dots.get(group.id, Dot()).words
        if told:
            add(told, bool).setEnabled(False)
            menu.addSeparator()
        writes(
            self._context.jobs,
            add(_("Edit…"), lambda: self.edit_asked.emit(group)),
            add(_("Import into this group…"), lambda: self.files_dropped.emit([], group)),
        )
        add(_("Digest…"), lambda: self.digest_asked.emit(group))
        add(_("Export chat…"), lambda: self.export_asked.emit(group))
        menu.addSeparator()
        if not group.archived:
            active = [one.id for one in self._groups if not one.archived]
            row = active.index(group.id) + 1
            # the list itself hears these keys; Qt's own names for arrows differ by language
            up = add(_("Move up") + native("\tAlt+↑"), lambda: self.view.shift(row, -1))
            down = add(_("Move down") + native("\tAlt+↓"), lambda: self.view.shift(row, 2))
            up.setEnabled(row > 1)
            down.setEnabled(row < len(active))
            writes(self._context.jobs, up, down)
        words = _("Unarchive") if group.archived else _("Archive")
        writes(self._context.jobs, add(words, lambda: self.archive_asked.emit(group)))
