"""Asks for one day, or for a number."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QAbstractSpinBox, QSpinBox, QVBoxLayout, QWidget

from qunmate.i18n import _
from qunmate.ui.dialog import Dialog
from qunmate.ui.parts import button, inset, label, row
from qunmate.ui.widgets.day_edit import DayEdit


class _FieldDialog(Dialog):
    def __init__(self, parent: QWidget, title: str, field: QAbstractSpinBox) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        field.setAccessibleName(title)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 24, 24, 16)
        box.setSpacing(12)
        box.addWidget(label(title, "heading"))
        box.addWidget(field)
        ok = button(_("OK"), self.accept, "primary")
        ok.setDefault(True)
        box.addLayout(row(None, button(_("Cancel"), self.reject), ok))


class DateDialog(_FieldDialog):
    def __init__(self, parent: QWidget, title: str, start: date) -> None:
        self.field = DayEdit(start)
        super().__init__(parent, title, self.field)

    def day(self) -> date:
        return self.field.day

    @property
    def value(self) -> str:
        return self.day().isoformat()


class NumberDialog(_FieldDialog):
    """From 1 to `most`."""

    def __init__(self, parent: QWidget, title: str, start: int, most: int) -> None:
        self.field = QSpinBox()
        self.field.setRange(1, most)
        self.field.setValue(start)
        self.field.selectAll()
        inset(self.field)
        super().__init__(parent, title, self.field)

    @property
    def value(self) -> str:
        return str(self.field.value())
