"""Plans from files and into files, by Qt's file dialogs."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from qunmate.ui.context import WindowContext


def ask_import(context: WindowContext, parent: QWidget) -> None: ...


def ask_export(context: WindowContext, parent: QWidget) -> None: ...
