"""Which folder is watched for new files: none, or one that is chosen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from qunmate.i18n import _
from qunmate.ui.parts import ElidedLabel, button, label, row


class FolderField(QWidget):
    """`folder` is the one that is shown, empty for none."""

    def __init__(self, folder: str) -> None:
        super().__init__()
        self.folder = folder
        self.shown = ElidedLabel(part="note", middle=True)
        self.choose_button = button(_("Choose a folder…"), self._choose)
        self.none_button = button(_("Watch no folder"), self._clear, "link")
        note = _(
            "Where you save what you export, such as Downloads. A notice offers new"
            " sheets and chats found there; nothing is imported until you say so."
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(label(_("Folder with new files")))
        box.addWidget(label(note, "note", wrap=True))
        box.addWidget(self.shown)
        box.addLayout(row(self.choose_button, self.none_button, None))
        self.show_folder(folder)

    def show_folder(self, folder: str) -> None:
        self.folder = folder
        self.shown.set_text(folder or _("No folder is watched."), folder)
        self.none_button.setVisible(bool(folder))

    def _choose(self) -> None:
        begin = self.folder or str(Path.home())
        folder = QFileDialog.getExistingDirectory(self, _("Folder with new files"), begin)
        if folder:
            self.show_folder(folder)

    def _clear(self) -> None:
        self.show_folder("")
