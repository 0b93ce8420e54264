"""Since when somebody is in a group, and which group: what two dialogs ask alike."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from qunmate.data import groups
from qunmate.data.database import Database
from qunmate.i18n import _
from qunmate.model import Group
from qunmate.ui.parts import row
from qunmate.ui.widgets.choice import Choice
from qunmate.ui.widgets.day_edit import DayEdit


class JoinedOn(QWidget):
    """A day up to today, or that it is not known."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self.day = DayEdit(today)
        self.day.setMaximumDate(QDate(today.year, today.month, today.day))
        self.day.setMinimumWidth(136)
        self.day.setAccessibleName(_("Joined on"))
        self.unknown = QCheckBox(_("Not known"))
        self.unknown.toggled.connect(self.day.setDisabled)
        self.setLayout(row(self.day, self.unknown, None))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.day)

    @property
    def value(self) -> str | None:
        return None if self.unknown.isChecked() else self.day.day.isoformat()


def offer_groups(choice: Choice, db: Database, chosen: Group | None) -> dict[int, Group]:
    """Those that are not put away, and the chosen one, as the operator put them; by id."""
    offered = [one for one in groups.in_order(db) if not one.archived or one == chosen]
    for group in offered:
        choice.addItem(group.name, group.id)
    return {group.id: group for group in offered}
