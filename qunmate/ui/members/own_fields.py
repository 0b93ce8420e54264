"""The lines of the card that hold the fields of the operator's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qunmate.i18n import _
from qunmate.roster.custom import CHOICE, NO, YES, YES_NO, CustomField
from qunmate.roster.mapping import CUSTOM
from qunmate.ui.members.columns import one_line
from qunmate.ui.widgets.editable import Editable


class OwnFields(QWidget):
    """`edited` carries `custom:NAME` and the new text. `line` puts a value beside its words, `seen`
    gives a value as it may be shown."""

    edited = Signal(str, str)

    def __init__(self, line: Callable[[str, QWidget], QWidget], seen: Callable[[str], str]) -> None:
        super().__init__()
        self._line, self._seen = line, seen
        self.locked = False  # where nothing can be edited
        self._fields: list[CustomField] = []
        self._values: dict[str, Editable] = {}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)

    def show_fields(self, fields: Sequence[CustomField], values: Mapping[str, str]) -> None:
        """One line each; a line under edit stays as it is."""
        if list(fields) != self._fields:
            self._build(fields)
        self._fields = list(fields)
        for field in fields:
            held, value = values.get(field.name, ""), self._values[field.name]
            if not value.editing:
                value.show_text(self._seen(told(field, held)), held)
        self.setVisible(bool(fields))

    def retype(self, name: str, text: str) -> None:
        """Begin to edit a field with this text."""
        if value := self._values.get(name):
            value.begin(text)

    def _build(self, fields: Sequence[CustomField]) -> None:
        while (item := self._box.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._values = {}
        for field in fields:
            value = Editable(field.name, self)
            value.locked = self.locked
            value.edited.connect(
                lambda text, name=field.name: self.edited.emit(CUSTOM + name, text)
            )
            value.offer(choices(field))
            self._values[field.name] = value
            self._box.addWidget(self._line(one_line(field.name), value))


def choices(field: CustomField) -> dict[str, str]:
    """What can be chosen for a field, words by value; nothing where anything can be typed."""
    if field.type == YES_NO:
        return {YES: _("yes"), NO: _("no")}
    return {one: one_line(one) for one in field.options} if field.type == CHOICE else {}


def told(field: CustomField, held: str) -> str:
    """A value as it is read."""
    if field.type == YES_NO and held in {YES, NO}:
        return _("yes") if held == YES else _("no")
    return one_line(held)
