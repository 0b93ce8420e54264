"""The window's shortcuts, as a table: adding one touches this file alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow

from qunmate.i18n import N_, NC_, _
from qunmate.keys import MAC

Act = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Action:
    """`keys` are separated by "; ", the one to be shown first."""

    name: str
    words: str
    keys: str


ACTIONS = (
    Action("tab_1", N_("Today"), "Ctrl+1"),
    Action("tab_2", NC_("tab", "Members"), "Ctrl+2"),
    Action("tab_3", N_("Calendar"), "Ctrl+3"),
    Action("tab_4", N_("Highlights"), "Ctrl+4"),
    Action("tab_5", N_("Health"), "Ctrl+5"),
    Action("search", N_("Search everywhere"), "Ctrl+K"),
    Action("import", N_("Import…"), "Ctrl+I"),
    Action("digest", N_("Digest…"), "Ctrl+E"),
    Action("new_group", N_("New group…"), "Ctrl+Shift+N"),
    Action("new_member", N_("Add member…"), ""),
    Action("new_item", N_("New plan item…"), ""),
    Action("messages", N_("All messages"), ""),
    Action("undo", N_("Undo"), "Ctrl+Z"),
    Action("redo", N_("Redo"), "Ctrl+Shift+Z; Ctrl+Y"),
    Action("paste", N_("Import copied chat text"), "Ctrl+V"),
    Action("blur", N_("Blur names for screen sharing"), "Ctrl+Shift+B"),
    Action("imports", N_("Imports…"), ""),
    Action("own_card", N_("Which one is you?"), ""),
    Action("formats", N_("Which files can I import?"), ""),
    Action("open", N_("Open another file…"), "Ctrl+O"),
    Action("settings", N_("Settings…"), "Ctrl+,"),
    Action("about", N_("About QunMate…"), "F1"),
    Action("quit", N_("Quit"), "Ctrl+Q"),
)
# what changes the file
WRITING = ("import", "new_group", "new_member", "new_item", "undo", "redo", "paste", "own_card")
# what stands in the bar above a Mac's screen, where some have a place of their own
BAR = ("import", "digest", "new_group", "open", "search", "blur", "settings", "about", "quit")
ROLES = {
    "settings": QAction.MenuRole.PreferencesRole,
    "about": QAction.MenuRole.AboutRole,
    "quit": QAction.MenuRole.QuitRole,
}


def install(window: QMainWindow, acts: dict[str, Act], *, mac: bool = MAC) -> dict[str, QAction]:
    """Put every action of the table on the window; `acts` says what each does."""
    made = {}
    for action in ACTIONS:
        item = QAction(_(action.words), window)
        item.setObjectName(action.name)
        item.setShortcuts(QKeySequence.listFromString(action.keys))
        act = acts[action.name]
        item.triggered.connect(lambda _checked=False, act=act: act())
        window.addAction(item)
        made[action.name] = item
    if mac:
        for name, role in ROLES.items():
            made[name].setMenuRole(role)
        window.menuBar().addMenu(_("File")).addActions([made[name] for name in BAR])
    return made
