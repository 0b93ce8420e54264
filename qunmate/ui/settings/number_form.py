"""Settings that are numbers, each with a line that explains it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSpinBox, QWidget

from qunmate.i18n import _, ngettext
from qunmate.terms import percent
from qunmate.ui.parts import GRID, button, inset, label
from qunmate.ui.settings.fields import Field

BOX_WIDTH = 136
GAP = 10


class NumberForm(QWidget):
    def __init__(
        self, fields: Sequence[Field], kept: dict[str, float], *, resets: bool = True
    ) -> None:
        """`kept` has the value of each field's key. Unless it `resets` below its fields,
        `reset_button` is to be shown elsewhere."""
        super().__init__()
        self._fields = fields
        self._kept = kept
        self.boxes: dict[str, QSpinBox] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        for place, field in enumerate(fields):
            self._add(grid, 3 * place, field)
        self.reset_button = button(_("Reset to defaults"), self.reset, "link")
        if resets:
            right = Qt.AlignmentFlag.AlignRight
            grid.addWidget(self.reset_button, 3 * len(fields), 0, 1, 2, right)
        policy = self.reset_button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.reset_button.setSizePolicy(policy)
        self._look()

    def _add(self, grid: QGridLayout, line: int, field: Field) -> None:
        box = QSpinBox()
        box.setRange(field.least, field.most)
        box.setSingleStep(field.step)
        box.setGroupSeparatorShown(True)
        box.setFixedWidth(BOX_WIDTH)
        inset(box)
        box.setAccessibleName(_(field.title))
        box.setAccessibleDescription(_(field.why))
        box.valueChanged.connect(partial(self._unit, box, field))
        box.setValue(field.shown(self._kept[field.key]))
        self._unit(box, field, box.value())
        self.boxes[field.key] = box
        title = label(_(field.title))
        title.setBuddy(box)
        why = label(_(field.why), "note", wrap=True)
        grid.addWidget(title, line, 0, Qt.AlignmentFlag.AlignBottom)
        grid.addWidget(why, line + 1, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(box, line, 1, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.setRowMinimumHeight(line + 2, GAP)

    def _unit(self, box: QSpinBox, field: Field, value: int) -> None:
        unit = ngettext(*field.unit, value)
        box.setSuffix(percent("") if unit == "%" else " " + unit)
        if self.boxes.keys() == {one.key for one in self._fields}:
            self._look()

    def _look(self) -> None:
        self.reset_button.setVisible(
            any(self.boxes[one.key].value() != one.shown(one.default) for one in self._fields)
        )

    def reset(self) -> None:
        for field in self._fields:
            self.boxes[field.key].setValue(field.shown(field.default))

    def changes(self) -> dict[str, Any]:
        """What is to be kept of what was changed here; None for a default, which is not kept."""
        found: dict[str, Any] = {}
        for field in self._fields:
            shown = self.boxes[field.key].value()
            if shown != field.shown(self._kept[field.key]):
                default = shown == field.shown(field.default)
                found[field.key] = None if default else field.kept(shown)
        return found
