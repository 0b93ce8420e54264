"""Which files shall be read, asked for with the system's own dialog."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from qunmate.ui.saving import one_there
from qunmate.ui.settings_state import WindowState

FOLDER = "files/read"


def ask_files(state: WindowState, parent: QWidget, title: str, kinds: str) -> list[Path]:
    """Any number of files, in the folder of the last ones; none if the operator thought better
    of it, or if what asked has closed meanwhile. `kinds` as Qt writes them."""
    names, _kind = QFileDialog.getOpenFileNames(parent, title, str(folder(state)), kinds)
    return _kept(state, parent, [Path(name) for name in names])


def ask_one(state: WindowState, parent: QWidget, title: str, kinds: str) -> Path | None:
    """One file; as `ask_files`."""
    name, _kind = QFileDialog.getOpenFileName(parent, title, str(folder(state)), kinds)
    return next(iter(_kept(state, parent, [Path(name)] if name else [])), None)


def ask_folder(state: WindowState, parent: QWidget, title: str) -> Path | None:
    """A whole folder of files; as `ask_files`."""
    name = QFileDialog.getExistingDirectory(parent, title, str(folder(state)))
    return next(iter(_kept(state, parent, [Path(name)] if name else [])), None)


def folder(state: WindowState) -> Path:
    """Where the last file came from, else where the system puts what is downloaded."""
    return one_there(state.text(FOLDER), QStandardPaths.StandardLocation.DownloadLocation)


def _kept(state: WindowState, parent: QWidget, paths: list[Path]) -> list[Path]:
    if paths:
        state.keep(FOLDER, str(paths[0].parent))
    return paths if isValid(parent) else []
