"""One condition of a rule while it is edited: its kind, and what the kind needs told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QLineEdit, QSpinBox, QWidget

from qunmate.i18n import _, ngettext
from qunmate.roster.rule_words import KIND_WORDS, choice_word
from qunmate.roster.tag_rules import CHOICES, FIELDS, MOST_DAYS, Part
from qunmate.ui.parts import button, inset, row
from qunmate.ui.widgets.choice import Choice
from qunmate.ui.widgets.day_edit import DayEdit

KIND_WIDTH, FIELD_WIDTH = 192, 152  # px
MOST_MESSAGES = 99_999


@dataclass(frozen=True, slots=True)
class Offered:
    """The groups and tags a condition can name, by id."""

    groups: Mapping[int, str]
    tags: Mapping[int, str]
    today: date


class RuleRow(QWidget):
    changed = Signal()
    removed = Signal()

    def __init__(self, part: Part, offered: Offered, parent: QWidget) -> None:
        super().__init__(parent)
        self._offered = offered
        self.kind = _combo({kind: _(words) for kind, words in KIND_WORDS.items()}, _("Condition"))
        self.kind.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        self.kind.ensurePolished()  # else it would be measured in another font
        self.kind.setFixedWidth(max(KIND_WIDTH, self.kind.sizeHint().width()))
        self.days = _spin(1, MOST_DAYS, _("Days"))
        self.count = _spin(0, MOST_MESSAGES, _("Messages"))
        self.text = QLineEdit()
        self.text.setAccessibleName(_("Word"))
        self.text.setPlaceholderText(_("Word"))
        self.text.setMaxLength(100)
        self.day = DayEdit(offered.today)
        self.day.setAccessibleName(_("Day"))
        self.choice = _combo({}, _("Choice"))
        self.group = _combo(offered.groups, _("Group"))
        self.tag = _combo(offered.tags, _("Tag"))
        self.any_group = _combo({0: _("in any group"), **offered.groups}, _("Group"))
        self._fields: dict[str, QWidget] = {
            "text": self.text, "count": self.count, "day": self.day, "choice": self.choice,
            "group": self.group, "tag": self.tag, "any_group": self.any_group, "days": self.days,
        }  # fmt: skip
        for field in self._fields.values():
            field.setFixedWidth(FIELD_WIDTH)
        away = button("✕", self.removed.emit, "tool")
        away.setFixedWidth(28)
        away.setAccessibleName(_("Remove this condition"))
        away.setToolTip(_("Remove this condition"))
        self.setLayout(row(self.kind, *self._fields.values(), None, away))
        self._show(part)
        self._connect()

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(self._kind_changed)
        self.text.textChanged.connect(self.changed)
        self.day.dateChanged.connect(self.changed)
        self.count.valueChanged.connect(self.changed)
        self.days.valueChanged.connect(self._days_changed)
        for combo in (self.choice, self.group, self.tag, self.any_group):
            combo.currentIndexChanged.connect(self.changed)

    def _show(self, part: Part) -> None:
        self.kind.setCurrentIndex(max(self.kind.findData(part.kind), 0))
        self._arrange()
        self.days.setValue(part.days or 30)
        self.count.setValue(part.count or (0 if part.kind == "messages_most" else 10))
        self.text.setText(part.text if "text" in FIELDS[part.kind] else "")
        if "day" in FIELDS[part.kind]:
            self.day.setDate(QDate.fromString(part.text, "yyyy-MM-dd"))
        for combo, value in (
            (self.choice, part.text),
            (self.group, part.ref),
            (self.tag, part.ref),
            (self.any_group, part.ref),
        ):
            combo.setCurrentIndex(max(combo.findData(value), 0))
        self._show_unit()

    def _arrange(self) -> None:
        """Show the fields that the kind has."""
        kind = str(self.kind.currentData())
        wanted = FIELDS[kind]
        if kind in CHOICES:
            self.choice.clear()
            for key in CHOICES[kind]:
                self.choice.addItem(choice_word(kind, key), key)
        for name, field in self._fields.items():
            field.setVisible(name in wanted)
        self.days.setPrefix(_("in the last ") if len(wanted) > 1 else "")

    def _kind_changed(self) -> None:
        self._arrange()
        self._show_unit()
        self.changed.emit()

    def _days_changed(self) -> None:
        self._show_unit()
        self.changed.emit()

    def _show_unit(self) -> None:
        n = self.days.value()
        self.days.setSuffix(" " + ngettext("day", "days", n))

    def part(self) -> Part:
        """What is told now; perhaps not yet complete."""
        kind = str(self.kind.currentData())
        wanted = FIELDS[kind]
        text, ref = "", 0
        if "text" in wanted:
            text = self.text.text().strip()
        elif "day" in wanted:
            text = self.day.date().toString("yyyy-MM-dd")
        elif "choice" in wanted:
            text = str(self.choice.currentData() or "")
        for name, combo in (
            ("group", self.group),
            ("tag", self.tag),
            ("any_group", self.any_group),
        ):
            if name in wanted:
                ref = int(combo.currentData() or 0)
        return Part(
            kind,
            self.days.value() if "days" in wanted else 0,
            self.count.value() if "count" in wanted else 0,
            text,
            ref,
        )


def _spin(least: int, most: int, name: str) -> QSpinBox:
    spin = QSpinBox()
    spin.setRange(least, most)
    spin.setAccessibleName(name)
    inset(spin)
    return spin


def _combo(choices: Mapping[str, str] | Mapping[int, str], name: str) -> Choice:
    combo = Choice()
    combo.setAccessibleName(name)
    for value, words in choices.items():
        combo.addItem(words, value)
    return combo
