"""Asks which field of the chosen members shall be set, and to what."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from qunmate import clock
from qunmate.figures.days import DayRules
from qunmate.i18n import _, ngettext
from qunmate.roster.custom import DATE, CustomField
from qunmate.roster.custom import value as custom_value
from qunmate.roster.mapping import CUSTOM
from qunmate.terms import ROLES
from qunmate.ui.members.columns import LAYER_WORDS, one_line
from qunmate.ui.members.editing import DATES, FIELD_WORDS, MEMBERSHIP_FIELDS
from qunmate.ui.members.own_fields import choices
from qunmate.ui.parts import add_field, button, label, make_form, row
from qunmate.ui.widgets.choice import Choice
from qunmate.ui.writing import WritingDialog

OFFERED = ("city", "trade", "strengths", "needs", "notes", "expires_on", "role", "layer_override")
_CHOICES = {"role": ROLES, "layer_override": LAYER_WORDS}


class SetFieldDialog(WritingDialog):
    """`field` and `value` tell what was chosen; an empty value empties the field."""

    def __init__(
        self,
        parent: QWidget,
        count: int,
        *,
        one_group: bool,
        own: Sequence[CustomField] = (),
        rules: DayRules | None = None,
    ) -> None:
        """`own` are the operator's fields, which are told by `custom:NAME`; `rules` how days in
        them are read."""
        super().__init__(parent)
        self._own = {CUSTOM + field.name: field for field in own}
        self._rules = rules
        self.setWindowTitle(_("Set a field"))
        self.setMinimumWidth(400)
        self.fields = Choice()
        for field in OFFERED:
            if one_group or field not in MEMBERSHIP_FIELDS:
                self.fields.addItem(_(FIELD_WORDS[field]), field)
        for key, kept in self._own.items():
            self.fields.addItem(one_line(kept.name), key)
        self.text = QLineEdit()
        self.choices = Choice()
        self._ok = button(_("Set"), self.accept, "primary")
        self._ok.setDefault(True)
        words = ngettext("For {n} member", "For {n} members", count).format(n=f"{count:,}")
        form = make_form()
        add_field(form, _("Field"), self.fields)
        add_field(form, _("Value"), self.text)
        add_field(form, "", self.choices)
        self.choices.setAccessibleName(_("Value"))
        self._form = form
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(16)
        box.addWidget(label(words, "second"))
        box.addLayout(form)
        box.addLayout(row(None, button(_("Cancel"), self.reject), self._ok))
        self.fields.currentIndexChanged.connect(self._show_value)
        self.text.textChanged.connect(self._check)
        self._show_value()

    @property
    def field(self) -> str:
        return str(self.fields.currentData())

    @property
    def value(self) -> str:
        if self._offered():
            return str(self.choices.currentData())
        return self.text.text().strip()

    def _offered(self) -> dict[str, str]:
        """Words by value where one is chosen."""
        if self.field in self._own:
            return choices(self._own[self.field])
        return {value: _(words) for value, words in _CHOICES.get(self.field, {}).items()}

    def _show_value(self) -> None:
        offered = self._offered()
        self._form.setRowVisible(self.text, not offered)
        self._form.setRowVisible(self.choices, bool(offered))
        self.choices.clear()
        self.choices.addItem(_("(empty)"), "")
        for value, words in offered.items():
            self.choices.addItem(words, value)
        own = self._own.get(self.field)
        day = self.field in DATES or (own is not None and own.type == DATE)
        hint = "2027-03-01" if day else _("Leave empty to clear the field")
        self.text.setPlaceholderText(hint)
        self._check()

    def _check(self) -> None:
        wrong = self.field in DATES and self.value and not clock.is_iso_day(self.value)
        own = self._own.get(self.field)
        if own is not None and self._rules is not None:
            wrong = custom_value(own, self.value, self._rules) is None
        self._ok.setEnabled(not wrong)
