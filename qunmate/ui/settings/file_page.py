"""Where the file lies, moving it, how many backups are kept, and how it is searched."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QVBoxLayout, QWidget

from qunmate.data.backups import folder_of
from qunmate.data.holding import ALIKE, finds_alike
from qunmate.errors import UserError
from qunmate.i18n import _
from qunmate.tasks.backup import backup
from qunmate.tasks.move_file import move_file
from qunmate.terms import sentences
from qunmate.ui.context import WindowContext
from qunmate.ui.parts import GRID, ElidedLabel, button, label, row, set_property
from qunmate.ui.saving import ask_file
from qunmate.ui.settings.backups_dialog import BackupsDialog
from qunmate.ui.settings.fields import BACKUPS
from qunmate.ui.settings.number_form import NumberForm


class FilePage(QWidget):
    """`began` and `ended` enclose the copying, `moved` tells where the copy is;
    `restored` that the file is now what a backup held."""

    began = Signal()
    ended = Signal()
    moved = Signal(object)  # Path
    chosen = Signal(object)  # Path
    restored = Signal(str)  # words for it

    def __init__(self, context: WindowContext, path: Path, kept: dict[str, float]) -> None:
        super().__init__()
        self._alike = finds_alike(context.store.db)
        self._context = context
        self._path = path
        self.numbers = NumberForm(BACKUPS, kept, resets=False)
        self.move_button = button(_("Move to another folder…"), self._ask_folder)
        self.open_button = button(_("Use another file…"), self._ask_file)
        self.backups_button = button(_("Restore a backup…"), self.show_backups)
        self.copy_button = button(_("Save a copy…"), self._ask_copy)
        self.said = label("", "note", wrap=True)
        self.said.setVisible(False)
        self.alike = QCheckBox(_("Treat simplified and traditional Chinese, and widths, alike"))
        self.alike.setChecked(self._alike)
        self._arrange(path)

    def _arrange(self, path: Path) -> None:
        box = QVBoxLayout(self)
        box.setSpacing(6)
        box.addWidget(label(_("File"), "heading"))
        box.addWidget(ElidedLabel(path.name))
        box.addWidget(_place(path.parent))
        box.addLayout(row(self.move_button, self.open_button, None))
        box.addWidget(self.said)
        box.addSpacing(GRID)
        heading = label(_("Backups"), "heading")
        reset = self.numbers.reset_button
        box.addLayout(row(heading, None, reset, self.copy_button, self.backups_button))
        box.addWidget(
            label(_("One per day, while the window is open and something has changed."), "note")
        )
        box.addWidget(_place(folder_of(path)))
        box.addSpacing(GRID)
        box.addWidget(self.numbers)
        box.addSpacing(GRID)
        box.addWidget(label(_("Search"), "heading"))
        box.addWidget(self.alike)
        box.addWidget(
            label(
                _("For example 发现 and 發現, 100% and １００％. Names are found either way."),
                "note",
                wrap=True,
            )
        )
        box.addStretch(1)

    def changes(self) -> dict[str, Any]:
        """What belongs to the file and is no longer as it was."""
        said = self.alike.isChecked()
        return self.numbers.changes() | ({ALIKE: said} if said != self._alike else {})

    def show_backups(self) -> None:
        """List the backups of the file, to restore one of them."""
        dialog = BackupsDialog(self._context, self._path, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.restored.connect(self.restored)
        dialog.open()

    def _ask_copy(self) -> None:
        stem = f"{self._path.stem} {self._context.today.isoformat()}"
        kinds = (("qunmate", _("QunMate files (*.qunmate)")),)
        path = ask_file(self._context.state, self, _("Save a copy"), stem, kinds)
        if path:
            self.copy_to(path)

    def copy_to(self, target: Path) -> None:
        """Write a checked copy in the background, of a file that is only looked at too."""
        if not self._free():
            return
        self._say(_("Copying the file and checking the copy…"))
        self.began.emit()
        self._context.jobs.write(
            partial(backup, target=target),
            (),
            self._copied,
            title=_("Saving a copy"),
            lasting=True,
            reads=True,
            failed=self._failed,
        )

    def _copied(self, target: Path) -> None:
        self.ended.emit()
        self._say(_("Saved as {name}.").format(name=target), "good")

    def _free(self) -> bool:
        """Whether no job runs; else it is said."""
        job = self._context.jobs.long_job
        if job:
            self._say(_("Wait until this is done: {job}").format(job=job), "warn")
        return not job

    def _ask_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self, _("Move to another folder"), str(self._path.parent)
        )
        if folder:
            self.move_to(Path(folder))

    def move_to(self, folder: Path) -> None:
        """Copy and check in the background; `moved` tells that the copy is to be used."""
        if not self._free():
            return
        self._say(_("Copying the file and checking the copy…"))
        self.began.emit()
        self._context.jobs.write(
            partial(move_file, target=folder / self._path.name),
            (),
            self._done,
            title=_("Moving the file"),
            failed=self._failed,
        )

    def _done(self, target: Path) -> None:
        self.ended.emit()
        self.moved.emit(target)

    def _failed(self, error: BaseException) -> None:
        self.ended.emit()
        if isinstance(error, UserError):
            self._say(sentences(*self._context.blur.words(error.problem)), "bad")
        else:
            self._say(_("That did not work"), "bad")
            self._context.notify.complain(error)

    def _ask_file(self) -> None:
        kind = _("QunMate files (*.qunmate)")
        folder = str(self._path.parent)
        name, _kind = QFileDialog.getOpenFileName(self, _("Use another file"), folder, kind)
        if name:
            self.chosen.emit(Path(name))

    def _say(self, text: str, tone: str = "") -> None:
        self.said.setText(text)
        self.said.setVisible(True)
        set_property(self.said, "tone", tone)


def _place(folder: Path) -> ElidedLabel:
    made = ElidedLabel(part="note", middle=True)
    made.set_text(_("in {folder}").format(folder=folder), str(folder))
    return made
