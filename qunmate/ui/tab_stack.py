"""The tabs in the middle: made when first shown, reloaded when what they show has changed."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from qunmate.ui.context import Tab, Visit, Visited, WindowContext
from qunmate.ui.tabs import TABS, Steps


class TabStack(QStackedWidget):
    """Shows `welcome` until `open` is set. `steps` are the buttons an empty tab may offer."""

    def __init__(self, context: WindowContext, welcome: QWidget, steps: Steps) -> None:
        super().__init__()
        self._context = context
        self._welcome = welcome
        self._steps = steps
        self._stale = set(range(len(TABS)))
        self.made: dict[int, QWidget] = {}
        self.place = 0
        self.open = False
        self.addWidget(welcome)

    def show_tab(self, place: int) -> None:
        """Show a tab, made on first use and reloaded if what it shows has changed."""
        self.place = place
        if not self.open:
            self.setCurrentWidget(self._welcome)
            return
        tab = self._tab(place)
        self.setCurrentWidget(tab)
        if place in self._stale and isinstance(tab, Tab):
            self._stale.discard(place)
            tab.reload()

    def visit(self, visit: Visit) -> None:
        """Let the tab on top show what was asked for."""
        tab: object = self.made.get(self.place)
        if isinstance(tab, Visited):
            tab.visit(visit)

    def all_changed(self) -> None:
        """Another group was chosen, or another day has begun."""
        self._stale = set(range(len(TABS)))
        self._refresh()

    def tables_changed(self, tables: frozenset[str]) -> None:
        unmade = set(range(len(TABS))) - self.made.keys()
        touched = {
            place
            for place, tab in self.made.items()
            if isinstance(tab, Tab) and tab.tables & tables
        }
        self._stale |= unmade | touched
        self._refresh()

    def _refresh(self) -> None:
        if self.open and self.place in self._stale:
            self.show_tab(self.place)

    def _tab(self, place: int) -> QWidget:
        if place not in self.made:
            made = TABS[place].make(self._context, self, self._steps)
            self.made[place] = made
            self.addWidget(made)
        return self.made[place]
