"""Asks for one day."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QVBoxLayout, QWidget

from qunmate.i18n import _
from qunmate.ui.dialog import Dialog
from qunmate.ui.parts import button, label, row


class DateDialog(Dialog):
    def __init__(self, parent: QWidget, title: str, start: date) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._edit = QDateEdit(QDate(start.year, start.month, start.day))
        self._edit.setCalendarPopup(True)
        self._edit.setDisplayFormat("yyyy-MM-dd")
        self._edit.setAccessibleName(title)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 24, 24, 16)
        box.setSpacing(12)
        box.addWidget(label(title, "heading"))
        box.addWidget(self._edit)
        ok = button(_("OK"), self.accept, "primary")
        ok.setDefault(True)
        box.addLayout(row(None, button(_("Cancel"), self.reject), ok))

    def day(self) -> date:
        chosen = self._edit.date()
        return date(chosen.year(), chosen.month(), chosen.day())
