"""The conditions of a clean-up: how long silent, and who is safe."""

from __future__ import annotations

import json
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QSpinBox, QWidget

from qunmate.i18n import _, ngettext
from qunmate.roster.clean_up import Terms
from qunmate.ui.parts import GRID, inset, label, row
from qunmate.ui.widgets.menu_chip import Choice, MenuChip

DAYS_WIDTH = 112  # px
INDENT = 24  # px of a box before its words
LINE = 30  # px


class TermsForm(QFrame):
    changed = Signal()

    def __init__(self, kept: str, parent: QWidget) -> None:
        """`kept` is what `kept` gave the last time, or empty."""
        super().__init__(parent)
        self.setProperty("card", "true")
        terms = _restored(kept)
        self._silent, self._silent_days = self._days(_("Silent for at least"), terms.silent, 90)
        self._never, self._never_days = self._days(
            _("Never spoke, in the group for at least"), terms.never, 30
        )
        self._tenure, self._tenure_days = self._days(
            _("In the group for less than"), terms.tenure, 30
        )
        self._staff = self._box(_("Owner and admins"), on=terms.staff)
        self._paid = self._box(_("Paying members whose membership has not expired"), on=terms.paid)
        self._tags = MenuChip(_("With a tag"), self)
        self._tags.choose(sorted(terms.tags))
        self._tags.picked.connect(self.changed)
        grid = QGridLayout(self)
        grid.setContentsMargins(2 * GRID, 12, 2 * GRID, 12)
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(GRID)
        grid.addWidget(label(_("Who could leave"), "heading"), 0, 0, 1, 2)
        grid.addWidget(self._silent, 1, 0)
        grid.addWidget(self._silent_days, 1, 1)
        grid.addWidget(self._never, 2, 0)
        grid.addWidget(self._never_days, 2, 1)
        grid.setColumnMinimumWidth(2, GRID)
        grid.addWidget(label(_("Who is safe"), "heading"), 0, 3, 1, 3)
        grid.addWidget(self._tenure, 1, 3)
        grid.addWidget(self._tenure_days, 1, 4)
        grid.addWidget(self._staff, 2, 3, 1, 3)
        grid.addWidget(self._paid, 3, 3, 1, 3)
        tags = row(INDENT, self._tags, None, spacing=0)  # below the words of the boxes
        grid.addLayout(tags, 4, 3, 1, 3)
        for line in range(1, 5):
            grid.setRowMinimumHeight(line, LINE)
        grid.setColumnStretch(5, 1)

    def _box(self, words: str, *, on: bool) -> QCheckBox:
        box = QCheckBox(words)
        box.setChecked(on)
        box.toggled.connect(lambda _on: self.changed.emit())
        return box

    def _days(self, words: str, days: int, usual: int) -> tuple[QCheckBox, QSpinBox]:
        box = self._box(words, on=days > 0)
        spin = QSpinBox()
        spin.setRange(1, 9_999)
        spin.setValue(days or usual)
        spin.setFixedWidth(DAYS_WIDTH)
        spin.setAccessibleName(words)
        inset(spin)

        def unit() -> None:
            spin.setSuffix(" " + ngettext("day", "days", spin.value()))

        unit()
        spin.valueChanged.connect(lambda _n: unit())
        spin.valueChanged.connect(lambda _n: self.changed.emit())
        box.toggled.connect(spin.setEnabled)
        spin.setEnabled(days > 0)
        return box, spin

    def offer_tags(self, tags: Sequence[Choice]) -> None:
        self._tags.offer(tags)

    def terms(self) -> Terms:
        def days(box: QCheckBox, spin: QSpinBox) -> int:
            return spin.value() if box.isChecked() else 0

        return Terms(
            silent=days(self._silent, self._silent_days),
            never=days(self._never, self._never_days),
            tags=frozenset(self._tags.chosen),
            staff=self._staff.isChecked(),
            tenure=days(self._tenure, self._tenure_days),
            paid=self._paid.isChecked(),
        )

    def kept(self) -> str:
        """The terms as text, to begin with the next time."""
        one = self.terms()
        return json.dumps(
            {
                "silent": one.silent,
                "never": one.never,
                "tags": sorted(one.tags),
                "staff": one.staff,
                "tenure": one.tenure,
                "paid": one.paid,
            },
            ensure_ascii=False,
        )


def _restored(kept: str) -> Terms:
    try:
        said = json.loads(kept)
        return Terms(
            int(said["silent"]),
            int(said["never"]),
            frozenset(map(str, said["tags"])),
            bool(said["staff"]),
            int(said["tenure"]),
            bool(said["paid"]),
        )
    except (ValueError, TypeError, KeyError):  # nothing kept yet, or an ini edited by hand
        return Terms()
