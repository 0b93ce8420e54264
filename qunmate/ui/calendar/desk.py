"""What the operator asks of the chosen item: dialogs, menus and deeds."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from qunmate import clock
from qunmate.i18n import _
from qunmate.keys import native
from qunmate.model import PlanItem
from qunmate.recurrence import instant_of, wall_of
from qunmate.ui.calendar import telling
from qunmate.ui.calendar.editor import Editor, Save
from qunmate.ui.calendar.grid import Cell, Entry, Grid
from qunmate.ui.calendar.looks import SETTLED, again_words
from qunmate.ui.calendar.reading import Shown
from qunmate.ui.calendar.verbs import Verbs, ask_scope
from qunmate.ui.context import WindowContext
from qunmate.ui.pen import may_write, writes

USUAL = (20 * 3600, 3600)  # when a new item begins and how long it takes, in seconds


class View(Protocol):
    """What the desk looks at: the days shown, and what of them is chosen."""

    @property
    def shown(self) -> Shown | None: ...

    @property
    def entry(self) -> Entry | None: ...

    @property
    def grid(self) -> Grid: ...

    @property
    def cell(self) -> Cell: ...

    def place_of(self, cell: Cell) -> QPoint:
        """The middle of a cell (or of its line in the list) on the screen."""


class Desk(QObject):
    def __init__(self, context: WindowContext, view: View, verbs: Verbs, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._view = view
        self._verbs = verbs
        self._parent = parent
        self.editor: Editor | None = None

    def add(self, *, day: int | None = None, text: str = "", title: str = "") -> None:
        """Fill in a new item; on the chosen day unless another is given."""
        shown = self._view.shown
        if shown is None:
            return
        cell = self._view.cell
        group_id = self._view.grid.group(cell)
        if day is None:
            day = self._view.grid.day(cell)
        groups = telling.groups_for_new(shown, group_id)
        zone = self._zone(groups)
        at = instant_of(wall_of(day * clock.DAY + USUAL[0], "UTC"), zone)
        item = PlanItem(0, groups, "topic", title, text, at, at + USUAL[1], None, "draft")
        self._edit(item, zone, lambda made, _scope: self._verbs.add(made), new=True)

    def _zone(self, groups: tuple[int, ...]) -> str:
        shown = self._view.shown
        if shown is None:
            return "UTC"
        zones = shown.book.zones or {}
        return next((zones[one] for one in groups if one in zones), shown.book.local)

    def edit(self, entry: Entry) -> None:
        """Open an item to be changed."""
        if self._view.shown is None:
            return
        before = entry.item
        zone = self._view.shown.zone_of(before, self._view.grid.group(entry.cell))
        self._edit(before, zone, partial(self._verbs.change, before))

    def _edit(
        self,
        item: PlanItem,
        zone: str,
        save: Save,
        *,
        new: bool = False,
    ) -> None:
        shown = self._view.shown
        if shown is None or (self.editor is not None and self.editor.isVisible()):
            return
        if not may_write(self._context):
            return
        speaker = shown.names.get(item.speaker_id or 0, "")
        known = [one for one in shown.groups if not one.archived or one.id in item.group_ids]
        editor = Editor(self._context, self._parent, item, zone, known, speaker, save, new=new)
        editor.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        editor.setModal(True)
        editor.finished.connect(partial(self._editor_gone, editor))
        self.editor = editor
        editor.show()

    def _editor_gone(self, editor: Editor, _result: int) -> None:
        if self.editor is editor:  # one that waits to be written may have left room for another
            self.editor = None

    def open(self, what: Entry | Cell) -> None:
        if isinstance(what, Entry):
            self.edit(what)
        else:
            self.add()

    def open_chosen(self, *_index: object) -> None:
        if entry := self._view.entry:
            self.edit(entry)

    def move(self, entry: Entry, cell: Cell) -> None:
        """Put an item on another day, or into another group's row."""
        shown, grid = self._view.shown, self._view.grid
        if shown is None or not may_write(self._context):
            return
        groups = telling.groups_after(entry, grid.group(entry.cell), grid.group(cell))
        zone = shown.zone_of(entry.item, grid.group(entry.cell))
        act = partial(self._verbs.move, entry, zone, grid.day(cell), groups)
        ask_scope(self._parent, self._view.place_of(cell), entry.item, act)

    def do(self, name: str) -> None:
        """A verb on the chosen item: done, skipped, again, edit, duplicate, copy, remove."""
        entry, shown = self._view.entry, self._view.shown
        if entry is None or shown is None or (name != "copy" and not may_write(self._context)):
            return
        item = entry.item
        if name in SETTLED:
            self._verbs.mark(item, name)
        elif name == "again":
            self._verbs.mark(item, "ready")
        elif name == "edit":
            self.edit(entry)
        elif name == "duplicate":
            self._verbs.duplicate(entry, shown.zone_of(item, self._view.grid.group(entry.cell)))
        elif name == "copy":
            self._verbs.copy_item(item)
        elif name == "remove":
            place = self._view.place_of(entry.cell)
            ask_scope(self._parent, place, item, partial(self._verbs.remove, item))

    def menu(self, place: QPoint) -> None:
        """What can be done with the chosen item."""
        entry = self._view.entry
        menu = QMenu(self._parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if entry is None:
            writes(self._context.jobs, menu.addAction(_("New item…"), self.add))
        else:
            for name, words, keys in _verbs(entry.item.status):
                action = menu.addAction(f"{words}\t{native(keys)}" if keys else words)
                action.triggered.connect(lambda _on=False, name=name: self.do(name))
                if name != "copy":
                    writes(self._context.jobs, action)
        menu.popup(place)


def _verbs(status: str) -> list[tuple[str, str, str]]:
    state = [("done", _("Done"), "D"), ("skipped", _("Skip"), "S")]
    return [
        ("edit", _("Edit…"), "Enter"),
        ("copy", _("Copy the text"), "Ctrl+C"),
        *([("again", again_words(status), "")] if status in SETTLED else state),
        ("duplicate", _("Copy to the week after"), ""),
        ("remove", _("Delete"), "Del"),
    ]
