"""Where a file shall be written, asked for with the system's own dialog."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from qunmate.data.parts import try_place
from qunmate.errors import UserError
from qunmate.file_names import safe
from qunmate.ui.blur import Blur
from qunmate.ui.messages import ProblemBox
from qunmate.ui.settings_state import WindowState

FOLDER = "files/folder"
Kind = tuple[str, str]  # a suffix without its dot, and the words for it with "(*.suffix)"


def ask_file(
    state: WindowState, parent: QWidget, title: str, stem: str, kinds: Sequence[Kind]
) -> Path | None:
    """Ask for a file of one of `kinds`, the first being proposed, in the folder of the last one,
    and ask again where nothing can be written. None if the operator thought better of it, or if
    what asked has closed meanwhile."""
    usual = folder(state) / f"{safe(stem)}.{kinds[0][0]}"
    filters = ";;".join(words for _suffix, words in kinds)
    while True:
        name, chosen = QFileDialog.getSaveFileName(parent, title, str(usual), filters)
        if not name or not isValid(parent):
            return None
        path = Path(name)
        suffix = next((suffix for suffix, words in kinds if words == chosen), kinds[0][0])
        if path.suffix.lower().lstrip(".") not in dict(kinds):
            path = with_suffix(path, suffix)
        try:
            try_place(path)
        except UserError as error:
            ProblemBox(parent, *Blur(state=state).words(error.problem)).exec()
            if not isValid(parent):
                return None
            usual = folder(state) / path.name
        else:
            state.keep(FOLDER, str(path.parent))
            return path


def folder(state: WindowState) -> Path:
    """Where the last file was written, else where the operator's documents are."""
    return one_there(state.text(FOLDER), QStandardPaths.StandardLocation.DocumentsLocation)


def one_there(kept: str, usual: QStandardPaths.StandardLocation) -> Path:
    """The first of both that is a folder, else home: the program may have been started anywhere,
    and Qt takes the name of a folder that is not there for that of a file."""
    places = (kept, QStandardPaths.writableLocation(usual))
    return next((Path(one) for one in places if one and Path(one).is_dir()), Path.home())


def with_suffix(path: Path, suffix: str) -> Path:
    """The name with a suffix that it lacks. The dialog has not asked about a file that is there
    under this name, so another one is taken then."""
    stem = path.name.rstrip(" .") or path.name
    made, number = path.with_name(f"{stem}.{suffix}"), 2
    while made.exists():
        made = path.with_name(f"{stem} ({number}).{suffix}")
        number += 1
    return made


def open_file(path: Path) -> None:
    """With whatever program the system has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
