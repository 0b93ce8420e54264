"""Add a group, or edit one: name, platform, time zone, weekly goal, stage."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QFormLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from qunmate.data import groups as groups_data
from qunmate.data.groups import NAME_LIMIT
from qunmate.figures.words import stage_word
from qunmate.i18n import NC_, _, language
from qunmate.model import PLATFORMS, STAGES, Group
from qunmate.terms import percent, platform_name
from qunmate.ui.context import WindowContext
from qunmate.ui.parts import add_field, button, inset, label, make_form, row, set_property
from qunmate.ui.touched import GROUPS
from qunmate.ui.widgets.drop_down import DropDown
from qunmate.ui.wrapping import Wrapped
from qunmate.ui.writer import Ticket
from qunmate.ui.writing import WritingDialog
from qunmate.ui.zones import ZoneField, usual

WIDTH = 480
USUAL_PLATFORM = {"zh_TW": "line"}  # the chat program that most use; elsewhere it is the first


@dataclass(frozen=True, slots=True)
class GroupForm:
    """What the dialog says; `weekly_target` is a share, None means the default; `stage` None
    leaves it to the figures."""

    name: str
    platform: str
    timezone: str
    weekly_target: float | None
    stage: str | None


class GroupDialog(WritingDialog):
    def __init__(self, parent: QWidget, group: Group | None, taken: set[str]) -> None:
        """`taken` are the names of the other groups."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Edit group") if group else _("New group"))
        self.setMinimumWidth(WIDTH)
        self._taken = taken
        self._goal = group.weekly_target if group else None
        self.name = QLineEdit()
        self.name.setMaxLength(NAME_LIMIT)
        self.name.setPlaceholderText(_("As it is called in the chat program"))
        self.platform = DropDown()
        for key in PLATFORMS:
            self.platform.addItem(platform_name(key), key)
        self.timezone = ZoneField()
        self.target = QSpinBox()
        self.target.setRange(0, 100)
        inset(self.target)
        self.target.setSuffix(percent(""))
        self.target.setSpecialValueText(_("Default (30%)"))
        self.stage = DropDown()
        self.stage.addItem(_("As calculated"), None)
        for key in STAGES:
            self.stage.addItem(stage_word(key), key)
        self.warning = label("", "note")
        self._fill(group)
        self._arrange(editing=group is not None)
        self.name.textChanged.connect(self._check)
        self.timezone.currentTextChanged.connect(self._check)
        self._check()

    def _fill(self, group: Group | None) -> None:
        self.timezone.choose(group.timezone if group else usual())
        platform = USUAL_PLATFORM.get(language(), PLATFORMS[0])
        self.platform.setCurrentIndex(self.platform.findData(platform))
        if group:
            self.name.setText(group.name)
            self.platform.setCurrentIndex(self.platform.findData(group.platform))
            self.target.setValue(_hundredths(group.weekly_target))
            self.stage.setCurrentIndex(max(self.stage.findData(group.stage_override), 0))

    def _arrange(self, *, editing: bool) -> None:
        form = make_form()
        add_field(form, _(NC_("group", "Name")), self.name)
        add_field(form, _("Platform"), self.platform)
        add_field(form, _("Time zone"), self.timezone)
        explain(
            form,
            _("Its days begin and end by this clock; after a change all days are counted again."),
        )
        if editing:
            add_field(form, _("Goal: speak every week"), self.target)
            explain(form, _("The share of members who should speak each week; 30% of the score."))
            add_field(form, _("Stage"), self.stage)
            explain(form, _("Set it only if you know better than the figures of the last weeks."))
        self.ok = button(_("Save") if editing else _("Add group"), self.accept, "primary")
        self.ok.setDefault(True)
        cancel = button(_("Cancel"), self.reject)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 24, 24, 16)
        box.setSpacing(12)
        box.addLayout(form)
        box.addWidget(self.warning)
        box.addStretch(1)
        box.addLayout(row(None, cancel, self.ok))

    def _check(self) -> None:
        name = self.name.text().strip()
        problem = ""
        if name in self._taken:
            problem = _("There is already a group of this name.")
        elif not self.timezone.zone:
            problem = _("Choose a time zone from the list.")
        self.warning.setText(problem)
        self.warning.setVisible(bool(problem))
        set_property(self.warning, "tone", "bad" if problem else "")
        self.ok.setEnabled(bool(name) and not problem)

    def form(self) -> GroupForm:
        target = self.target.value() / 100
        if self.target.value() == _hundredths(self._goal):
            target = self._goal or 0  # which may be finer than the field
        stage = self.stage.currentData()
        return GroupForm(
            self.name.text().strip(),
            str(self.platform.currentData()),
            self.timezone.zone,
            target or None,
            stage if isinstance(stage, str) else None,
        )


def _hundredths(goal: float | None) -> int:
    """A goal in whole percent, 0 for none."""
    return max(round(goal * 100), 1) if goal else 0


def ask_new_group(
    context: WindowContext,
    parent: QWidget,
    taken: set[str],
    done: Callable[[Group], None],
    name: str = "",
) -> GroupDialog:
    """Open the dialog for a new group; `done` gets it once it is made."""
    dialog = GroupDialog(parent, None, taken)
    dialog.name.setText(name)
    dialog.name.selectAll()

    def make() -> Ticket:
        form = dialog.form()
        return context.jobs.edit(
            lambda db: groups_data.add(db, form.name, form.platform, form.timezone),
            GROUPS,
            done,
            deed=_("Added the group {name}").format(name=form.name),
        )

    dialog.writes = make
    dialog.open()
    return dialog


def explain(form: QFormLayout, words: str) -> None:
    """A note below the field above."""
    note = FormNote(words, "note")
    note.setContentsMargins(0, 0, 0, 6)
    form.addRow("", note)


class FormNote(Wrapped):
    """A form never makes a line lower than its hint, which Qt takes from words wrapped early."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)
