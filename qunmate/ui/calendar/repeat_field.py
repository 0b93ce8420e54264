"""How something repeats, chosen in plain words or put together."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QSignalBlocker, Signal
from PySide6.QtWidgets import QSpinBox, QVBoxLayout, QWidget

from qunmate import clock
from qunmate.i18n import NN_, _, ngettext
from qunmate.plan_words import rule_words, weekday_word
from qunmate.recurrence import WEEKDAYS, parse, written
from qunmate.ui.parts import GRID, button, inset, label, row
from qunmate.ui.widgets.day_edit import DayEdit
from qunmate.ui.widgets.drop_down import DropDown

CUSTOM = "custom"
UNITS = {
    "DAILY": NN_("day", "days"),
    "WEEKLY": NN_("week", "weeks"),
    "MONTHLY": NN_("month", "months"),
    "YEARLY": NN_("year", "years"),
}


def offers(day: int) -> list[str]:
    """The rules to choose from for something that first happens on a day."""
    date_ = clock.date_of(day)
    weekday = WEEKDAYS[date_.weekday()]
    nth = (date_.day - 1) // 7 + 1
    return [
        "FREQ=DAILY",
        "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
        f"FREQ=WEEKLY;BYDAY={weekday}",
        f"FREQ=WEEKLY;INTERVAL=2;BYDAY={weekday}",
        f"FREQ=MONTHLY;BYMONTHDAY={date_.day}",
        f"FREQ=MONTHLY;BYDAY={nth if nth < 5 else -1}{weekday}",
        "FREQ=YEARLY",
    ]


class RepeatField(QWidget):
    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._day = 0
        self._before: str | None = None
        self.choice = DropDown(self)  # before the other, for the Tab key
        self._custom = CustomRule(self)
        self.choice.setAccessibleName(_("Repeat"))
        self.choice.currentIndexChanged.connect(self._chosen)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        box.addWidget(self.choice)
        box.addWidget(self._custom)
        self.setFocusProxy(self.choice)

    def show_rule(self, rule: str | None, day: int) -> None:
        """`day` is when it first happens."""
        self._day = day
        rules = offers(day)
        if rule and rule not in rules:
            rules.append(rule)
        blocker = QSignalBlocker(self.choice)
        self.choice.clear()
        self.choice.addItem(_("Does not repeat"), "")
        for one in rules:
            words = rule_words(one, day) or one
            self.choice.addItem(words[:1].upper() + words[1:], one)
        self.choice.addItem(_("Something else"), CUSTOM)
        self.choice.setCurrentIndex(max(self.choice.findData(rule or ""), 0))
        blocker.unblock()
        self._before = rule
        self._custom.hide()

    def move(self, day: int) -> None:  # type: ignore[override]
        """The first day has changed: a rule of the same kind for the new one."""
        place = self.choice.currentIndex()
        own = offers(self._day)
        rule = self.rule()
        if rule in own:
            self.show_rule(offers(day)[own.index(rule)], day)
        elif place == 0:
            self.show_rule(None, day)

    def rule(self) -> str | None:
        data = self.choice.currentData()
        return self._custom.rule() if data == CUSTOM else data or None

    def _chosen(self) -> None:
        """Something else begins with what was chosen before."""
        own = self.choice.currentData() == CUSTOM
        if own:
            self._custom.show_rule(self._before or offers(self._day)[2], self._day)
        else:
            self._before = self.choice.currentData() or None
        self._custom.setVisible(own)
        self.changed.emit()


class CustomRule(QWidget):
    """Every so many days, weeks, months or years, on some weekdays, until a day or so often. What
    else the rule says, such as the first Monday of a month, stays while the unit does."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._day = 0
        self._frequency = ""
        self._kept: dict[str, str] = {}
        self._every = QSpinBox()
        self._every.setRange(1, 99)
        self._every.setAccessibleName(_("Interval"))
        inset(self._every)
        self._unit = DropDown()
        for frequency in UNITS:
            self._unit.addItem("", frequency)
        self._every.valueChanged.connect(self._name_units)
        self._name_units()
        self._unit.setAccessibleName(_("Days, weeks, months or years"))
        self._unit.currentIndexChanged.connect(self._show_days)
        self._days = [button(weekday_word(at), None, "chip") for at in range(len(WEEKDAYS))]
        self._end = DropDown()
        for key, words in (
            ("", _("Without end")),
            ("until", _("Until")),
            ("count", _("Number of times")),
        ):
            self._end.addItem(words, key)
        self._end.setAccessibleName(_("End"))
        self._end.currentIndexChanged.connect(self._show_end)
        self._until = DayEdit()
        self._until.setAccessibleName(_("Until"))
        self._count = QSpinBox()
        self._count.setRange(1, 999)
        self._count.setAccessibleName(_("How often"))
        inset(self._count)
        self._words = label("", "note", wrap=True)
        self._arrange()
        for signal in (
            self._every.valueChanged, self._unit.currentIndexChanged, self._until.dateChanged,
            self._end.currentIndexChanged, self._count.valueChanged,
            *(made.toggled for made in self._days),
        ):  # fmt: skip
            signal.connect(self._tell)

    def _arrange(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(GRID)
        box.addLayout(row(label(_("Every"), "second"), self._every, self._unit, None))
        box.addLayout(row(*self._days, None, spacing=4))
        box.addLayout(row(self._end, self._until, self._count, None))
        box.addWidget(self._words)

    def _name_units(self) -> None:
        for place, words in enumerate(UNITS.values()):
            self._unit.setItemText(place, ngettext(*words, self._every.value()))

    def _tell(self) -> None:
        words = rule_words(self.rule(), self._day)
        self._words.setText(words[:1].upper() + words[1:])

    def show_rule(self, rule: str, day: int) -> None:
        parts = parse(rule) or {"FREQ": "WEEKLY"}
        self._day, self._frequency = day, parts["FREQ"]
        shown = {"FREQ", "INTERVAL", "COUNT", "UNTIL"}
        shown |= {"BYDAY"} if self._frequency == "WEEKLY" else set()
        self._kept = {key: value for key, value in parts.items() if key not in shown}
        self._every.setValue(int(parts.get("INTERVAL", "1")))
        self._unit.setCurrentIndex(list(UNITS).index(parts["FREQ"]))
        days = parts.get("BYDAY", WEEKDAYS[clock.date_of(day).weekday()]).split(",")
        for place, made in enumerate(self._days):
            made.setChecked(WEEKDAYS[place] in days)
        until = parts.get("UNTIL")
        end = "until" if until else "count" if "COUNT" in parts else ""
        self._end.setCurrentIndex(self._end.findData(end))
        last = date.fromisoformat(until[:8]) if until else clock.date_of(day + 84)
        self._until.setDate(QDate(last.year, last.month, last.day))
        self._count.setValue(int(parts.get("COUNT", "10")))
        self._show_days()
        self._show_end()
        self._tell()

    def _show_days(self) -> None:
        for made in self._days:
            made.setVisible(self._unit.currentData() == "WEEKLY")

    def _show_end(self) -> None:
        self._until.setVisible(self._end.currentData() == "until")
        self._count.setVisible(self._end.currentData() == "count")

    def rule(self) -> str:
        parts = {"FREQ": str(self._unit.currentData())}
        if self._every.value() > 1:
            parts["INTERVAL"] = str(self._every.value())
        days = [WEEKDAYS[place] for place, made in enumerate(self._days) if made.isChecked()]
        if parts["FREQ"] == self._frequency:
            parts |= self._kept
        if parts["FREQ"] == "WEEKLY" and days:
            parts["BYDAY"] = ",".join(days)
        if self._end.currentData() == "until":
            parts["UNTIL"] = self._until.date().toString("yyyyMMdd")
        if self._end.currentData() == "count":
            parts["COUNT"] = str(self._count.value())
        return written(parts)
