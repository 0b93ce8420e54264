"""Why the score is what it is: what each part brought, and where most is to be gained."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from qunmate.figures.score import WEIGHTS
from qunmate.figures.words import score_part_word
from qunmate.i18n import N_, _
from qunmate.ui.parts import label, set_property

NAMES = {
    "active_rate": N_("Active rate"),
    "stickiness": N_("Stickiness"),
    "answered": N_("Answered"),
    "activation": N_("First words"),
    "independence": N_("Independence"),
    "giant_share": N_("Connected"),
}
ADVICE = {
    "active_rate": N_("Most to gain: bring more members to speak each week."),
    "stickiness": N_("Most to gain: give reasons to come back on more days."),
    "answered": N_("Most to gain: answer what stays without an answer."),
    "activation": N_("Most to gain: welcome newcomers so that they speak in their first week."),
    "independence": N_("Most to gain: let members answer one another without you."),
    "giant_share": N_("Most to gain: bring together members who have not talked yet."),
}


class Why(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._parts: dict[str, QLabel] = {}
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        for place, key in enumerate(WEIGHTS):
            line, side = divmod(place, 2)
            name, value = label(_(NAMES[key])), label("", "second")
            name.setToolTip(score_part_word(key))
            value.setToolTip(score_part_word(key))
            grid.addWidget(name, line, 3 * side)
            grid.addWidget(value, line, 3 * side + 1)
            self._parts[key] = value
        grid.setColumnStretch(2, 1)
        grid.setColumnStretch(5, 1)
        self.advice = label("", "second", wrap=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addLayout(grid)
        box.addWidget(self.advice)
        box.addStretch(1)

    def show_parts(self, parts: Mapping[str, float | None]) -> None:
        lost = {}
        for key, weight in WEIGHTS.items():
            part = parts.get(key)
            value = self._parts[key]
            value.setText("—" if part is None else f"{weight * part:.0f}/{weight}")
            low = part is not None and part < 0.5
            set_property(value, "tone", "bad" if low else "")
            if part is not None:
                lost[key] = weight * (1 - part)
        worst = max(lost, key=lambda key: lost[key], default=None)
        if worst is None:
            self.advice.setText(_("Nothing is known yet that a score could rest on."))
        elif lost[worst] < 1:
            self.advice.setText(_("There is hardly anything left to gain."))
        else:
            self.advice.setText(_(ADVICE[worst]))
