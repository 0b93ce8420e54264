"""What every tab and dialog is given."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, Signal

from qunmate.data.store import Store
from qunmate.model import Group
from qunmate.ui.blur import Blur
from qunmate.ui.group_dots import GroupDots
from qunmate.ui.jobs import Jobs
from qunmate.ui.notify import Notify
from qunmate.ui.settings_state import WindowState
from qunmate.ui.theme import Theme


class GroupChoice(QObject):
    """The group chosen in the sidebar; `group` is None while all groups are meant."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.group: Group | None = None

    def choose(self, group: Group | None) -> None:
        if group != self.group:
            self.group = group
            self.changed.emit()


@dataclass(frozen=True, slots=True)
class Visit:
    """What a tab shall show when another part of the window leads there.

    `what` says how to read the rest:
    members    "member" (`ids` has one), "members" (exactly these `ids`), "new"
    calendar   "item" (`ids` has one, `day` its day), "day", "new" (`text` for it, or none)
    highlights "highlight" (`ids` has one), "message" (`ids` has one, shown in its context),
               "messages" (from `day` to `last_day`, of the senders `ids` if any, having `text`,
               and of an `hour` of the week, counted from 0:00 on Monday, unless None)
    health     "" (nothing more)
    `group_id` is chosen first, unless None; 0 stands for all groups. Days are counted from
    1970-01-01.
    """

    tab: str
    what: str = ""
    ids: tuple[int, ...] = ()
    text: str = ""
    title: str = ""
    day: int | None = None
    last_day: int | None = None
    group_id: int | None = None
    hour: int | None = None


class Guide(QObject):
    """Tabs don't know each other: who wants another tab to show something asks here."""

    asked = Signal(object)  # Visit
    renewal_asked = Signal(str)  # words for it: nothing that the window knows may be left

    def lead(self, visit: Visit) -> None:
        self.asked.emit(visit)


@dataclass(frozen=True, slots=True)
class WindowContext:
    """`store` is the window thread's own connection, for reading what takes less than 20 ms.
    `state` remembers how the operator left the window. Names, phone numbers and ids are shown
    by `blur.name(text)`, and anew at `blur.changed`; `dots` has how each group is doing.

    Connect to `choice.changed` (no argument), `jobs.changed` (frozenset of table names) and
    `theme.changed` (no argument); the main window does the first two for the tabs.
    """

    store: Store
    jobs: Jobs
    notify: Notify
    theme: Theme
    choice: GroupChoice
    guide: Guide
    state: WindowState
    fixed_today: date | None = None
    blur: Blur = field(default_factory=Blur)
    dots: GroupDots = field(default_factory=GroupDots)

    @property
    def group(self) -> Group | None:
        return self.choice.group

    @property
    def today(self) -> date:
        """The operator's day: as given on the command line, else the clock's."""
        return self.fixed_today or date.today()


@runtime_checkable
class Tab(Protocol):
    """A tab is a QWidget that also has this. `reload` is called when the tab is shown and
    what it shows may have changed: the group, or one of its `tables`."""

    tables: frozenset[str]

    def reload(self) -> None: ...


@runtime_checkable
class Visited(Protocol):
    """A tab that others lead to. `visit` comes after `reload`, which may still be reading."""

    def visit(self, visit: Visit) -> None: ...
