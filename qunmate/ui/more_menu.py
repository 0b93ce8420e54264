"""The menu of what is needed less often, so that everything can be found by mouse too."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from qunmate.i18n import N_, _
from qunmate.ui.theme import Theme

MODES = {"system": N_("Same as the system"), "light": N_("Light"), "dark": N_("Dark")}


def more_menu(
    parent: QWidget,
    actions: Mapping[str, QAction],
    theme: Theme,
    choose_theme: Callable[[str], None],
) -> QMenu:
    menu = QMenu(parent)
    menu.setToolTipsVisible(True)
    menu.addActions([actions[name] for name in ("undo", "redo")])
    menu.addSeparator()
    usual = ("open", "new_group", "paste", "imports", "own_card", "formats", "blur")
    menu.addActions([actions[name] for name in usual])
    look = menu.addMenu(_("Appearance"))
    group = QActionGroup(look)
    for mode, words in MODES.items():
        item = QAction(_(words), look)
        item.setCheckable(True)
        item.setChecked(mode == theme.mode)
        item.triggered.connect(partial(choose_theme, mode))
        group.addAction(item)
        look.addAction(item)
    menu.addSeparator()
    menu.addActions([actions[name] for name in ("settings", "about", "quit")])
    return menu
