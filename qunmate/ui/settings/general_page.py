"""Language, appearance, reminders and the watched folder: of this computer, not of the file."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout, QWidget

from qunmate.i18n import LANGUAGES, _, ngettext
from qunmate.reminders import CHOICES
from qunmate.ui.more_menu import MODES
from qunmate.ui.parts import GRID, label
from qunmate.ui.settings.folder_field import FolderField
from qunmate.ui.tray import Tray
from qunmate.ui.widgets.drop_down import DropDown

BOX_WIDTH = 208


class GeneralPage(QWidget):
    def __init__(self, language: str, theme: str, minutes: int, folder: str) -> None:
        """`language` is "" for the system's; reminders come so many `minutes` before, 0: never;
        `folder` is watched for new files, "" for none."""
        super().__init__()
        self.language = DropDown()
        self.language.addItem(_("Same as the system"), "")
        for key, name in LANGUAGES.items():
            self.language.addItem(name, key)
        self.language.setCurrentIndex(max(self.language.findData(language), 0))
        self.theme = DropDown()
        for mode, words in MODES.items():
            self.theme.addItem(_(words), mode)
        self.theme.setCurrentIndex(max(self.theme.findData(theme), 0))
        grid = QGridLayout()
        grid.setVerticalSpacing(0)
        grid.setHorizontalSpacing(2 * GRID)
        grid.setColumnStretch(0, 1)
        _add(
            grid,
            0,
            _("Language"),
            _("The window is rebuilt; undo starts afresh."),
            self.language,
        )
        _add(grid, 3, _("Appearance"), _("Light, dark, or the system's own setting."), self.theme)
        self.reminders = DropDown()
        for one in sorted({*CHOICES, minutes}):
            words = ngettext("{n} minute before", "{n} minutes before", one).format(n=one)
            self.reminders.addItem(words if one else _("Never"), one)
        self.reminders.setCurrentIndex(self.reminders.findData(minutes))
        why = _("A system notification for what is planned, while QunMate is open.")
        if not Tray.there():
            self.reminders.setEnabled(False)
            why = _("This system has no tray to show notices in.")
        _add(grid, 6, _("Reminders"), why, self.reminders)
        box = QVBoxLayout(self)
        box.addLayout(grid)
        self.folder = FolderField(folder)
        box.addWidget(self.folder)
        box.addStretch(1)


def _add(grid: QGridLayout, line: int, title: str, why: str, box: QComboBox) -> None:
    words = label(title)
    words.setBuddy(box)
    box.setAccessibleName(title)
    box.setFixedWidth(BOX_WIDTH)
    grid.addWidget(words, line, 0)
    grid.addWidget(label(why, "note", wrap=True), line + 1, 0)
    grid.addWidget(box, line, 1, 2, 1)
    grid.setRowMinimumHeight(line + 2, 2 * GRID)
