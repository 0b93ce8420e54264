"""Why the score is what it is: what each part brought, and what is most worth doing next."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from qunmate.figures.health import Health
from qunmate.figures.score import TARGET, WEIGHTS, points
from qunmate.figures.words import score_part_word, show_goal
from qunmate.i18n import N_, _
from qunmate.ui.parts import button, hint, label, set_property

NAMES = {
    "active_rate": N_("Active rate"),
    "stickiness": N_("Stickiness"),
    "answered": N_("Answered"),
    "activation": N_("First words"),
    "independence": N_("Independence"),
    "giant_share": N_("Connected"),
}


@dataclass(frozen=True, slots=True)
class Advice:
    """What is most worth doing, and the step that leads there."""

    words: str
    step: str


ADVICE = {
    "active_rate": Advice(
        N_("Most to gain: get more members to speak each week."), N_("Plan a topic…")
    ),
    "stickiness": Advice(
        N_("Most to gain: give reasons to come back on more days."), N_("Plan a daily ritual…")
    ),
    "answered": Advice(
        N_("Most to gain: answer what nobody has answered."), N_("See what is waiting")
    ),
    "activation": Advice(
        N_("Most to gain: welcome newcomers so that they speak in their first week."),
        N_("See the newcomers"),
    ),
    "independence": Advice(
        N_("Most to gain: let members answer one another without you."),
        N_("Plan a talk by a member…"),
    ),
    "giant_share": Advice(
        N_("Most to gain: bring together members who have not talked yet."),
        N_("Plan an introduction…"),
    ),
}


class Why(QWidget):
    """`step_asked` carries the part of the score that most is to be gained from."""

    step_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._parts: dict[str, QLabel] = {}
        self.worst = ""
        self._grid = QWidget()
        grid = QGridLayout(self._grid)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        for place, key in enumerate(WEIGHTS):
            line, side = divmod(place, 2)
            name, value = label(_(NAMES[key])), label("", "second")
            name.setToolTip(hint(score_part_word(key)))
            value.setToolTip(hint(score_part_word(key)))
            value.setMinimumWidth(value.fontMetrics().horizontalAdvance("30/30"))
            value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(name, line, 3 * side)
            grid.addWidget(value, line, 3 * side + 1)
            self._parts[key] = value
        grid.setColumnStretch(2, 1)
        grid.setColumnStretch(5, 1)
        self.basis = label("", "note", wrap=True)
        self.advice = label("", "second", wrap=True)
        self.step = button("", self._ask, "link")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self._grid)
        box.addWidget(self.basis)
        box.addWidget(self.advice)
        box.addWidget(self.step)
        box.addStretch(1)

    def show_score(self, health: Health, day: str, target: float | None = None) -> None:
        """`day`: whose score it is; `target`: the group's own goal for the weekly active rate."""
        single, parts = health.group is not None, health.score_parts
        self._grid.setVisible(single)
        self.basis.setVisible(single and any(part is not None for part in parts.values()))
        self.basis.setText(_basis(health, day, TARGET if target is None else target))
        brought, lost = points(parts), {}
        for key, weight in WEIGHTS.items():
            part = parts.get(key)
            value = self._parts[key]
            value.setText("—" if part is None else f"{brought[key]}/{weight}")
            value.setAccessibleName(f"{_(NAMES[key])} {value.text()}")
            low = part is not None and part < 0.5
            set_property(value, "tone", "bad" if low else "")
            if part is not None:
                lost[key] = weight * (1 - part)
        self.worst = max(lost, key=lambda key: lost[key], default="")
        if self.worst and lost[self.worst] < 1:
            self.worst = ""
            self.advice.setText(_("There is hardly anything left to gain."))
        elif self.worst:
            self.advice.setText(_(ADVICE[self.worst].words))
            self.step.setText(_(ADVICE[self.worst].step))
        elif single:
            self.advice.setText(_("There is not enough data for a score yet."))
        else:
            self.advice.setText(
                _("Each group has a score of its own: goals and owners differ. Choose a group.")
            )
        self.step.setVisible(bool(self.worst))

    def _ask(self) -> None:
        if self.worst:
            self.step_asked.emit(self.worst)


def _basis(health: Health, day: str, target: float) -> str:
    """Which days the parts are of, and how they make the score where one is unknown."""
    words = _(
        "As of {day}: active rate over the last 7 days against the goal of {goal};"
        " the other parts over the last 30 days."
    )
    lines = [words.format(day=day, goal=show_goal(target))]
    brought = points(health.score_parts)
    most = sum(WEIGHTS[key] for key in brought)
    if health.score is not None and most < 100:
        words = _("{n} of {most} points, as something is unknown; of 100 that is {score}.")
        n = health.score * most / 100  # the whole points above would make another score
        lines.append(words.format(n=f"{n:.1f}", most=most, score=f"{health.score:.0f}"))
    return "\n".join(lines)
